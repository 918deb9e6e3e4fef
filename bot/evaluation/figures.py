"""The figures of a set of questions, made of what each question got."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.evaluation import refusals, reliability, resampling
from bot.evaluation.measured import Measured, clusters
from bot.evaluation.refusals import Decisions
from bot.evaluation.reliability import Bin
from bot.evaluation.resampling import Difference, Figure
from bot.evaluation.retrieval import RANKINGS, UNITS

REFUSALS: dict[str, Callable[[Decisions], float]] = {
    "refusal F1": refusals.refusal_f1,
    "AUROC": refusals.auroc,
    "false answers at 30 % false refusals": refusals.false_answers_at_point,
}
TESTED = ("hit@1", "hit@5")
"""The measures by which rankings are tested against one another."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a set of questions gave.

    Attributes:
        questions: How many were asked.
        answerable: How many of them the corpus answers.
        means: By measure, the mean over the questions it applies to.
        refusals: By measure of refusals, its figure.
        unreachable: Whether more than 30 % of the answerable questions are refused whatever the threshold.
        right: By kind of question, how many were right: answered rightly, or rightly refused.
        tests: By two rankings and a measure, how much the first exceeds the second.
        reliability: Whether confidence can be trusted.
        calibration_error: The mean distance of confidence and share right.
        times: By stage, milliseconds: median, 95th percentile, and share of the total time.
    """

    questions: int
    answerable: int
    means: dict[str, Figure]
    refusals: dict[str, Figure]
    unreachable: bool
    right: dict[str, Figure]
    tests: dict[str, Difference]
    reliability: list[Bin]
    calibration_error: float
    times: dict[str, tuple[float, float, float]]


def summarise(measured: Sequence[Measured]) -> Figures:
    """Return the figures of some questions.

    Args:
        measured: At least one.
    """
    decisions = Decisions(
        np.array([one.confidence for one in measured]),
        np.array([one.answered for one in measured]),
        np.array([one.answerable for one in measured]),
    )
    scored = [one for one in measured if one.answered and ("right" in one.values)]
    bins = reliability.table([one.confidence for one in scored], [one.values["right"] for one in scored])
    names = dict.fromkeys(name for one in measured for name in one.values)
    return Figures(
        questions=len(measured),
        answerable=int(decisions.answerable.sum()),
        means={name: mean(measured, name) for name in names},
        refusals={name: _refusal(decisions, of, clusters(measured)) for name, of in REFUSALS.items()},
        unreachable=refusals.unreachable(decisions),
        right=_by_kind(measured),
        tests=dict(_tests(measured)),
        reliability=bins,
        calibration_error=reliability.calibration_error(bins),
        times=_times(measured),
    )


def mean(measured: Iterable[Measured], name: str) -> Figure:
    """Return the mean of a measure over the questions it applies to."""
    having = [one for one in measured if name in one.values]
    return resampling.mean([one.values[name] for one in having], clusters(having))


def _refusal(made: Decisions, of: Callable[[Decisions], float], together: Sequence[str]) -> Figure:
    def chosen(numbers: NDArray[np.intp]) -> float:
        return of(made[numbers])

    return resampling.statistic(chosen, together)


def _by_kind(measured: Sequence[Measured]) -> dict[str, Figure]:
    kinds = sorted({one.kind for one in measured if "right" in one.values})
    return {kind: mean([one for one in measured if one.kind == kind], "right") for kind in kinds}


def _tests(measured: Sequence[Measured]) -> Iterable[tuple[str, Difference]]:
    """Yield each pair of rankings tested against each other."""
    pairs = [(one, other) for at, other in enumerate(RANKINGS) for one in RANKINGS[at + 1 :]]
    for unit in UNITS:
        for name in TESTED:
            for one, other in pairs:
                mine, theirs = f"{one} {unit} {name}", f"{other} {unit} {name}"
                having = [each for each in measured if mine in each.values]
                if having:
                    yield (
                        f"{one} over {other}, {unit} {name}",
                        resampling.difference(
                            [each.values[mine] for each in having],
                            [each.values[theirs] for each in having],
                            clusters(having),
                        ),
                    )


def _times(measured: Sequence[Measured]) -> dict[str, tuple[float, float, float]]:
    taken = [one.timings for one in measured if one.timings]
    total = sum(one["total"] for one in taken) or 1.0
    return {
        stage: (*_percentiles([one[stage] for one in taken]), sum(one[stage] for one in taken) / total)
        for stage in (taken[0] if taken else ())
    }


def _percentiles(milliseconds: Sequence[float]) -> tuple[float, float]:
    median, late = np.percentile(milliseconds, [50, 95])
    return float(median), float(late)


def compare(now: Sequence[Measured], before: Mapping[str, Measured]) -> dict[str, Difference]:
    """Return how much each measure changed on the questions of two runs.

    Args:
        now: The questions of this run.
        before: Those of the other, by id.
    """
    both = [(one, before[one.id]) for one in now if one.id in before]
    names = dict.fromkeys(name for one, other in both for name in one.values if name in other.values)
    return {
        name: resampling.difference(
            [one.values[name] for one, other in both if name in one.values and name in other.values],
            [other.values[name] for one, other in both if name in one.values and name in other.values],
            [one.cluster for one, other in both if name in one.values and name in other.values],
        )
        for name in names
    }
