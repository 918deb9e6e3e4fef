"""Two rankings fused into one list of passages, each text once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from index.news import dates, story
from index.news.article import Article, Occurrence, Passage

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


def within(article: Article, since: date | None, until: date | None) -> bool:
    """Tell whether an article was published between two days; an undated one is only where none is asked."""
    if since is None and until is None:
        return True
    if article.published is None:
        return False
    day = dates.day(article.published)
    return (since is None or since <= day) and (until is None or day <= until)


def identity(passage: Passage) -> tuple[str, str]:
    """Return what two passages share if they are one text that counts once.

    A distinctive paragraph is the same wherever it stands. A short one ("He did not elaborate.") is the same
    only within its story: elsewhere the same words mean something else.
    """
    text = passage.paragraph.text
    return ("" if story.is_distinctive(text) else passage.article.story, story.text_key(text))


def gather(passage: Passage, same: Sequence[Passage], since: date | None, until: date | None) -> Passage:
    """Return the passage as its latest version cites it, with the other places of its text in ``also``.

    Args:
        passage: The passage that was found.
        same: Every place in the searched corpora with the same identity, the passage's own among them.
        since: The first day that may be cited.
        until: The last day that may be cited.
    """
    citable = [each for each in same if within(each.article, since, until)] or [passage]
    latest = max(citable, key=lambda each: (_day(each.article), each.article.version, each.article.id))
    others = tuple(
        Occurrence(each.article, each.paragraph.number)
        for each in same
        if (each.article.id, each.paragraph.number) != (latest.article.id, latest.paragraph.number)
    )
    return replace(passage, article=latest.article, paragraph=latest.paragraph, also=others)


def _day(article: Article) -> date:
    return dates.day(article.published) if article.published else date.min
