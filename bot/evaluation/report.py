"""A measurement as a person reads it: tables for a terminal."""

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.evaluation.figures import Figures
from bot.evaluation.resampling import Difference, Figure
from bot.evaluation.retrieval import MEASURES, RANKINGS, UNITS
from bot.evaluation.run import Measurement, Run

NOTICED = 0.05
"""The p below which a difference is set in bold."""

NARROWEST = 2
"""Units that rankings are compared by: the strictest that the questions allow."""


def render(measurement: Measurement) -> RenderableType:
    """Render what a set of questions gave."""
    head = f"{measurement.name}: {measurement.articles:,} articles, {measurement.paragraphs:,} paragraphs"
    return Group(Text(head, style="bold"), *(each for run in measurement.runs for each in _run(run)))


def render_differences(name: str, dates: str, differences: Mapping[str, Difference]) -> RenderableType:
    """Render how an earlier measurement differs from this one; measures on which it does not are only counted."""
    changed = {measure: each for measure, each in differences.items() if each.low or each.high}
    return Group(
        _differences(f"{name}, dates {dates}: now over before", changed),
        Text(f"{len(differences) - len(changed)} other measures are the same on every question."),
    )


def _run(run: Run) -> Iterator[RenderableType]:
    found = run.figures
    yield Text(
        f"\n{found.questions} questions, {found.answerable} of them answerable; "
        f"dates {run.dates}. Percent, with intervals of 95 %."
    )
    yield _rankings(found.means)
    narrow = [each for each in reversed(UNITS) if any(f", {each} " in name for name in found.tests)][:NARROWEST]
    yield _differences(
        "compared",
        {name: each for unit in reversed(narrow) for name, each in found.tests.items() if f", {unit} " in name},
    )
    both = found.answerable not in (0, found.questions)
    yield _list(
        "answers, citations, refusals",
        {name: each for name, each in found.means.items() if name.split()[0] not in RANKINGS}
        | (found.refusals if both else {}),
    )
    if found.unreachable:
        yield Text("More than 30 % of the answerable questions get no answer at any threshold.", style="yellow")
    if len(found.right) > 1:
        yield _list("right, by kind of question", found.right)
    if found.reliability:
        yield _reliability(found)
    yield _times(found)


def _rankings(means: Mapping[str, Figure]) -> Table:
    table = _table("found", "by", *MEASURES.values(), "n")
    for unit in UNITS:
        for ranking in RANKINGS:
            row = [means.get(f"{ranking} {unit} {name}") for name in MEASURES.values()]
            if row[0]:
                table.add_row(unit, ranking, *(_percent(each) for each in row), str(row[0].count))
    return table


def _differences(title: str, differences: Mapping[str, Difference]) -> Table:
    table = _table(title, "points", "95 %", "p", "n")
    for name, each in differences.items():
        table.add_row(
            name,
            f"{100 * each.value:+.1f}",
            f"{100 * each.low:+.1f} to {100 * each.high:+.1f}",
            f"{each.p:.3f}",
            str(each.count),
            style="bold" if each.p < NOTICED else "",
        )
    return table


def _list(title: str, figures: Mapping[str, Figure]) -> Table:
    table = _table(title, "", "n")
    for name, each in figures.items():
        table.add_row(name, _percent(each), str(each.count))
    return table


def _reliability(found: Figures) -> Table:
    table = _table("confidence", "mean", "right", "n")
    for each in found.reliability:
        table.add_row(
            f"{each.low:.1f} to {each.high:.1f}",
            f"{100 * each.confidence:.1f}",
            f"{100 * each.right:.1f}",
            str(each.count),
        )
    table.add_row("calibration error", f"{100 * found.calibration_error:.1f}", "", "")
    return table


def _times(found: Figures) -> Table:
    table = _table("time of", "median, ms", "95th percentile", "share")
    for stage, (median, late, share) in found.times.items():
        table.add_row(stage, f"{median:.0f}", f"{late:.0f}", f"{100 * share:.0f} %")
    return table


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", title_justify="left")
    for number, name in enumerate(columns):
        table.add_column(name, justify="left" if not number or name == "by" else "right")
    return table


def _percent(figure: Figure | None) -> str:
    if figure is None or figure.value != figure.value:
        return "–"
    return f"{100 * figure.value:.1f} ({100 * figure.low:.0f}–{100 * figure.high:.0f})"
