"""How well answerable questions are told from unanswerable ones, by the decision made and by the confidence."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FALSE_REFUSALS = 0.3
"""The share of refused answerable questions at which false answers are compared: one operating point for all."""

ROUNDING = 1e-9
"""Added before a share of a count is cut to a whole number: 0.3 times 10 is 2.9999…"""

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was decided on some questions.

    Attributes:
        confidence: How sure the best answer was, given or not; one a question.
        answered: Whether it was given.
        answerable: Whether there is one.
    """

    confidence: Floats
    answered: Flags
    answerable: Flags

    def __getitem__(self, chosen: NDArray[np.intp]) -> "Decisions":
        """Return the decisions with these numbers, which may repeat."""
        return Decisions(self.confidence[chosen], self.answered[chosen], self.answerable[chosen])


def refusal_f1(made: Decisions) -> float:
    """Return the harmonic mean of how many refusals are right and how many due ones are made."""
    right = int((~made.answered & ~made.answerable).sum())
    made_or_due = int((~made.answered).sum() + (~made.answerable).sum())
    return 2 * right / made_or_due if made_or_due else float("nan")


def auroc(made: Decisions) -> float:
    """Return the chance that an answerable question gets more confidence than an unanswerable one (ties: half)."""
    can, cannot = made.confidence[made.answerable], np.sort(made.confidence[~made.answerable])
    if not len(can) or not len(cannot):
        return float("nan")
    below = np.searchsorted(cannot, can, side="left")
    upto = np.searchsorted(cannot, can, side="right")
    return float(((below + upto) / 2 / len(cannot)).mean())


def false_answers_at_point(made: Decisions) -> float:
    """Return the share of unanswerable questions answered by the threshold that refuses 30 % of the others.

    Where more than that are refused at any threshold, every unanswerable question with an answer counts.
    """
    if not made.answerable.any() or made.answerable.all():
        return float("nan")
    sure = np.sort(made.confidence[made.answerable])
    threshold = sure[int(FALSE_REFUSALS * len(sure) + ROUNDING)]
    return _mean(made.confidence[~made.answerable] >= max(threshold, np.nextafter(0, 1)))


def unreachable(made: Decisions) -> bool:
    """Tell whether more than 30 % of the answerable questions have no answer to give at any threshold."""
    return bool(made.answerable.any()) and _mean(made.confidence[made.answerable] <= 0) > FALSE_REFUSALS


def _mean(values: Flags) -> float:
    return float(values.mean()) if len(values) else float("nan")
