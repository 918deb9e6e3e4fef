"""How far a figure could be off, and whether two differ: by resampling, with questions on one article together."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2_000
"""Resamples of an interval or a test: a p of 0.05 is then known to about 0.01."""

LEVEL = 0.95
"""The share of resamples an interval holds."""

SEED = 20250516
"""Of the resampling, so that the same answers give the same figures."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its interval of 95 %.

    Attributes:
        value: The figure.
        low: The interval's lower end.
        high: Its upper end.
        count: How many questions it was measured on.
    """

    value: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Difference:
    """How much one measure exceeds another on the same questions.

    Attributes:
        value: The mean difference.
        low: The lower end of its interval of 95 %.
        high: The upper end.
        p: How often chance alone gives a difference as large, either way.
        count: How many questions both were measured on.
    """

    value: float
    low: float
    high: float
    p: float
    count: int


def mean(values: Sequence[float], clusters: Sequence[Hashable]) -> Figure:
    """Return the mean of some values.

    Args:
        values: One a question.
        clusters: Of each question, what it shares with others: they are drawn together.
    """
    sums, counts = _by_cluster(values, clusters)
    low, high = _interval(_means(sums, counts))
    return Figure(float(sums.sum() / counts.sum()), low, high, len(values))


def statistic(of: Callable[[NDArray[np.intp]], float], clusters: Sequence[Hashable]) -> Figure:
    """Return any figure of some questions; ``nan`` where they have none.

    Args:
        of: Gives the figure of the questions with these numbers, which may repeat.
        clusters: Of each question, what it shares with others.
    """
    members: dict[Hashable, list[int]] = {}
    for number, cluster in enumerate(clusters):
        members.setdefault(cluster, []).append(number)
    groups = [np.array(one, dtype=np.intp) for one in members.values()]
    rng = np.random.default_rng(SEED)
    value = of(np.arange(len(clusters), dtype=np.intp))
    drawn = [
        of(np.concatenate([groups[each] for each in rng.integers(len(groups), size=len(groups))]))
        for _ in range(RESAMPLES if not np.isnan(value) else 0)
    ]
    low, high = _interval(np.array(drawn))
    return Figure(float(value), low, high, len(clusters))


def difference(one: Sequence[float], other: Sequence[float], clusters: Sequence[Hashable]) -> Difference:
    """Return how much ``one`` exceeds ``other``, by a paired bootstrap and a paired permutation test.

    The test swaps the two at random, all questions of a cluster together; on measures of 0 and 1 without
    clusters that is McNemar's test (https://doi.org/10.1007/BF02295996).

    Args:
        one: The first measure, one value a question.
        other: The second on the same questions.
        clusters: Of each question, what it shares with others.
    """
    sums, counts = _by_cluster(np.subtract(one, other), clusters)
    low, high = _interval(_means(sums, counts))
    signs = np.random.default_rng(SEED).choice((-1.0, 1.0), size=(RESAMPLES, len(sums)))
    as_large = int((np.abs(signs @ sums) >= abs(sums.sum()) - 1e-9).sum())
    p = (as_large + 1) / (RESAMPLES + 1)
    return Difference(float(sums.sum() / counts.sum()), low, high, p, len(one))


def _by_cluster(values: Sequence[float] | Floats, clusters: Sequence[Hashable]) -> tuple[Floats, Floats]:
    """Return the sum and the number of the values of each cluster."""
    numbers = {each: number for number, each in enumerate(dict.fromkeys(clusters))}
    of = np.array([numbers[each] for each in clusters])
    sums = np.bincount(of, weights=np.asarray(values, dtype=float))
    return sums.astype(float), np.bincount(of).astype(float)


def _means(sums: Floats, counts: Floats) -> Floats:
    """Return the mean of each of many resamples of whole clusters."""
    drawn = _draws(len(sums))
    return np.asarray((drawn @ sums) / (drawn @ counts))


@lru_cache(maxsize=8)
def _draws(size: int) -> Floats:
    """Return how often each of ``size`` clusters is drawn in each resample: shape (RESAMPLES, size)."""
    rng = np.random.default_rng(SEED)
    return rng.multinomial(size, np.full(size, 1 / size), size=RESAMPLES).astype(float)


def _interval(drawn: Floats) -> tuple[float, float]:
    usable = drawn[~np.isnan(drawn)] if len(drawn) else drawn
    if not len(usable):
        return float("nan"), float("nan")
    tail = (1 - LEVEL) / 2
    return float(np.quantile(usable, tail)), float(np.quantile(usable, 1 - tail))
