"""Measures the project's own sets: ``python -m tests.evaluation [--write] [--wrong] [--choose] [--json FILE]``.

It prints each figure beside its baseline. ``--write`` makes them the new baseline, ``--wrong`` shows what went
wrong in the development part, ``--choose`` takes the thresholds from it and from more questions that are kept for
choices, ``--json`` keeps everything.
"""

import argparse
import json
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.answering.question import Kind, understand
from bot.evaluation import report, run
from bot.evaluation.measured import Measured
from index.retrieval.embedding import Embedder
from tests.evaluation import baseline, sets

out = Console(highlight=False)


def main() -> None:
    """Measure, print, and write what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="make these figures the baseline")
    parser.add_argument("--wrong", action="store_true", help="show what went wrong in the development part")
    parser.add_argument("--choose", action="store_true", help="take the answerer's thresholds from it and more")
    parser.add_argument("--json", type=Path, help="keep everything in this file")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measurements = sets.measure(Path(folder), Embedder())
    for measurement in measurements:
        out.print(report.render(measurement))
    found = sets.scores(measurements)
    out.print(table(found, baseline.read()))
    if wanted.wrong:
        for one in (each for measurement in measurements for each in sets.wrong(measurement.runs[0].questions)):
            out.print(f"\n{one.id}: {one.question}\n  expected: {one.expected or 'a refusal'}", markup=False)
            out.print(f"  said: {one.said} {list(one.cited)}", markup=False)
    if wanted.json:
        wanted.json.write_text(json.dumps(run.to_json(measurements), ensure_ascii=False), encoding="utf-8")
    if wanted.write:
        baseline.write(found)
    if wanted.choose:
        with tempfile.TemporaryDirectory() as folder:
            more = sets.measure_choice(Path(folder), Embedder())
        choose([question for one in (measurements[0], *more) for question in one.runs[0].questions])


def choose(questions: list[Measured]) -> None:
    """Take the thresholds from what is for choices; each question counts once, as it is written."""
    asked = [one for one in questions if one.part == "dev" and one.kind != sets.SMALL]
    stored = sets.stored()
    for name, is_yes_no in sets.SORTS:
        of_kind = [one for one in asked if (understand(one.question).kind is Kind.YES_NO) == is_yes_no]
        threshold = sets.threshold(of_kind)
        stored[name]["threshold"] = round(threshold, 4)
        out.print(f"The threshold for {name} is {threshold:.4f} now, chosen on {len(of_kind)} questions.")
    sets.store(stored)


def table(found: dict[str, sets.Score], before: dict[str, sets.Score]) -> Table:
    """Return the figures beside their baseline."""
    lines = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("right", "now", "baseline", "of"):
        lines.add_column(name, justify="left" if name == "right" else "right")
    for name, score in found.items():
        known = str(before[name].right) if name in before else ""
        lines.add_row(name, f"{score.right} ({score.right / score.count:.0%})", known, str(score.count))
    return lines


if __name__ == "__main__":
    main()
