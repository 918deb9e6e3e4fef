"""Whether a confidence of 0.8 is right eight times in ten."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

BINS = 5
"""Bins of equal width from 0 to 1: more would hold too few of the answers of a small set."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of like confidence.

    Attributes:
        low: The least confidence of the bin.
        high: The most.
        count: How many answers are in it.
        confidence: Their mean confidence.
        right: The share of them that is right.
    """

    low: float
    high: float
    count: int
    confidence: float
    right: float


def table(confidence: Sequence[float], right: Sequence[float]) -> list[Bin]:
    """Return the bins that hold an answer.

    Args:
        confidence: Of each answer given, from 0 to 1.
        right: Whether it is right, 0 or 1.
    """
    sure, good = np.asarray(confidence, dtype=float), np.asarray(right, dtype=float)
    number = np.minimum((sure * BINS).astype(int), BINS - 1)
    return [
        Bin(
            each / BINS,
            (each + 1) / BINS,
            int(inside.sum()),
            float(sure[inside].mean()),
            float(good[inside].mean()),
        )
        for each in range(BINS)
        if (inside := number == each).any()
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the mean distance of confidence and share right (ECE, https://arxiv.org/abs/1706.04599)."""
    count = sum(each.count for each in bins)
    return sum(each.count * abs(each.confidence - each.right) for each in bins) / count if count else float("nan")
