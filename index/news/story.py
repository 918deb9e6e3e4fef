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
_SHARED_SHARE = 1 / 8
"""So many identical distinctive paragraphs make two articles one story if they are that share of the shorter
one's. A rewrite changes most paragraphs (the second Istanbul dispatch keeps 5 of 28), while two long
roundups or live pages with three standing lines in common stay below the share."""

_MOST = 1 / 2
_SHARED_WORDS = 20
"""Or most of the shorter one's, as when a bulletin grows into a story; but then of so many words in all:
"The following offerings were filed with the commission" opens a new list every day."""

_APART = timedelta(days=7)
"""Further apart than this, shared paragraphs are background that every follow-up repeats."""


def text_key(text: str) -> str:
    """Return the key under which ``text`` is the same in two articles, whatever its quotes and case."""
    return hashlib.sha256(fold(text).encode()).hexdigest()


def is_distinctive(text: str) -> bool:
    """Return whether ``text`` is long enough that finding it in two articles tells something."""
    return len(text.split()) >= DISTINCTIVE_WORDS


def distinctive_keys(article: Article) -> frozenset[str]:
    """Return the keys of the paragraphs of ``article`` that are long enough to tell a story apart."""
    return frozenset(_distinctive(article))


def _distinctive(article: Article) -> dict[str, int]:
    """Return the key of each distinctive paragraph with the number of its words."""
    texts = [paragraph.text for paragraph in article.paragraphs if is_distinctive(paragraph.text)]
    return {text_key(text): len(text.split()) for text in texts}


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
    mine, theirs = _distinctive(article), _distinctive(other)
    shared, shorter = mine.keys() & theirs.keys(), min(len(mine), len(theirs))
    several = len(shared) >= max(_SHARED_PARAGRAPHS, _SHARED_SHARE * shorter)
    most = len(shared) >= _MOST * shorter and sum(mine[key] for key in shared) >= _SHARED_WORDS
    return len(shared) / shorter if several or most else 0.0
