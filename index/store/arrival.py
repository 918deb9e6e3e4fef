"""How an article comes into the archive: known already or new, placed into its story, stored, and noted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import sqlalchemy as sa

from index.news import story
from index.news.article import Article
from index.news.shingles import bands, shingles_of
from index.store import alike, candidates, journal, repeats, schema
from index.store.rows import article_row, load, paragraph_rows


class Outcome(StrEnum):
    """What became of an article that was added."""

    ADDED = "added"
    VERSION = "version"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Added:
    """An article as it is stored now, and whether adding it changed anything."""

    article: Article
    outcome: Outcome


def add(connection: sa.Connection, article: Article, original: str) -> Added:
    """Store an article in the story it is a version of, or leave it as it is if it is there already.

    Args:
        connection: A transaction that writes.
        article: The article.
        original: What it was read from.
    """
    known = _known(connection, article)
    if known is not None:
        return Added(known, Outcome.KNOWN)
    hashes = bands(shingles_of(article))
    standing = frozenset(key for _, _, key in repeats.among(connection, repeats.places(article)))
    placed = story.match(article, candidates.find(connection, article, hashes, standing), standing)
    if placed.story != article.story:
        latest = sa.select(sa.func.max(schema.article.c.version)).where(
            schema.article.c.corpus == placed.corpus, schema.article.c.story == placed.story
        )
        placed = replace(placed, version=(connection.scalar(latest) or 0) + 1)
    return store(connection, placed, original, hashes)


def store(connection: sa.Connection, article: Article, original: str, hashes: Sequence[int]) -> Added:
    """Store an article that is not there yet, in the story it is placed in, and note the change.

    Args:
        connection: A transaction that writes.
        article: The article.
        original: What it was read from.
        hashes: Its bands, by which versions of it are found.
    """
    connection.execute(sa.insert(schema.article).values(raw=original, **article_row(article)))
    if article.paragraphs:
        connection.execute(sa.insert(schema.paragraph), paragraph_rows(article))
    note(connection, article, hashes)
    return Added(article, Outcome.ADDED if article.version == 1 else Outcome.VERSION)


def _known(connection: sa.Connection, article: Article) -> Article | None:
    """Return the stored article that ``article`` is the same as.

    Without an external id the text alone decides; with one, the same text under another id is another
    article, since its sender tells the two apart.
    """
    table = schema.article
    same = sa.and_(table.c.corpus == article.corpus, table.c.fingerprint == article.fingerprint)
    if article.external_id is not None:
        same = sa.and_(same, table.c.external_id == article.external_id)
    found = connection.scalar(sa.select(table.c.id).where(same).limit(1))
    return load(connection, [found])[found] if found else None


def note(connection: sa.Connection, article: Article, hashes: Sequence[int]) -> None:
    """Note what others are compared with and indexed by, of an article that is there now.

    Args:
        connection: A transaction that writes.
        article: The article.
        hashes: Its bands, by which versions of it are found.
    """
    alike.keep(connection, article, hashes)
    repeats.note(connection, article)
    journal.record(connection, article.corpus, article.id)
