"""Which story an article tells: whether it is a version of one that is already known.

Agencies send a story again with new paragraphs, a new headline or a correction. Its unchanged paragraphs
give it away: prose of eight words or more hardly ever recurs by chance.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from index.news.article import Article
from index.news.dates import day
from index.news.words import fold

DISTINCTIVE_WORDS = 8
"""The fewest words of a paragraph that tells a story apart: shorter ones ("He declined to comment.") recur."""

_SHARED_PARAGRAPHS = 3
"""As many identical distinctive paragraphs make two articles one story, however long they are."""

_SHARED_PART = 0.5
"""So does this part of the shorter one's, which is what a bulletin shares with the story it grows into."""

_APART = timedelta(days=7)
"""Further apart than this, shared paragraphs are background that every follow-up repeats."""


def text_key(text: str) -> str:
    """Return the key under which ``text`` is the same in two articles, whatever its quotes and case."""
    return hashlib.sha256(fold(text).encode()).hexdigest()


def is_distinctive(text: str) -> bool:
    """Tell whether a paragraph is long enough that nobody else writes the same by chance."""
    return len(text.split()) >= DISTINCTIVE_WORDS


def distinctive_keys(article: Article) -> frozenset[str]:
    """Return the keys of the paragraphs of ``article`` that are long enough to tell a story apart."""
    return frozenset(
        text_key(paragraph.text) for paragraph in article.paragraphs if is_distinctive(paragraph.text)
    )


def match(article: Article, candidates: Sequence[Article]) -> Article:
    """Return ``article`` placed in the story that it is a version of, or unchanged if it is of none.

    Args:
        article: The article as it was parsed.
        candidates: Articles of the same corpus that share its external id, its url or a distinctive
            paragraph. Of several stories the one that shares most is taken; an id or url outweighs all.

    """
    scored = [(_kinship(article, other), other) for other in candidates if other.corpus == article.corpus]
    best = max(scored, key=lambda pair: (pair[0], pair[1].version), default=(0.0, article))
    if best[0] <= 0 or best[1].id == article.id:
        return article
    story = best[1].story
    latest = max(other.version for _, other in scored if other.story == story)
    return replace(article, story=story, version=latest + 1)


def _kinship(article: Article, other: Article) -> float:
    """Return how surely both tell one story: infinite by id or url, else the share in common, else 0."""
    if article.external_id and article.external_id == other.external_id:
        return float("inf")
    if article.url and article.url == other.url:
        return float("inf")
    if article.published and other.published and abs(day(article.published) - day(other.published)) > _APART:
        return 0.0
    mine, theirs = distinctive_keys(article), distinctive_keys(other)
    shared, shorter = len(mine & theirs), min(len(mine), len(theirs))
    if shared >= _SHARED_PARAGRAPHS or (shared and shared >= _SHARED_PART * shorter):
        return shared / shorter
    return 0.0
