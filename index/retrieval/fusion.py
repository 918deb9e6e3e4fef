"""Rankings made into one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

RANK_OFFSET = 60
"""The constant k of reciprocal-rank fusion (https://doi.org/10.1145/1571941.1572114)."""


def best_first(rankings: Iterable[Sequence[tuple[str, float]]]) -> list[tuple[str, float]]:
    """Merge rankings whose scores can be compared, such as those of several corpora by one model."""
    return sorted((each for ranking in rankings for each in ranking), key=lambda each: (-each[1], each[0]))


def fuse(rankings: Sequence[Sequence[tuple[str, float]]]) -> dict[str, float]:
    """Return the reciprocal-rank score of every id that stands in a ranking, the best first.

    Args:
        rankings: Ids with scores, each ranking best first; only the order counts.

    Returns:
        Scores in (0, 1]: 1 is the first place in every ranking.
    """
    scores: dict[str, float] = defaultdict(float)
    for ranking in rankings:
        for rank, (each, _) in enumerate(ranking, start=1):
            scores[each] += 1 / (RANK_OFFSET + rank)
    best = len(rankings) / (RANK_OFFSET + 1)
    return {each: score / best for each, score in sorted(scores.items(), key=lambda item: (-item[1], item[0]))}
