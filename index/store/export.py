"""Articles out of the archive as they are stored, and back into one as they were."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from index.news.article import Article
from index.news.shingles import bands, shingles_of
from index.store import arrival, schema
from index.store.arrival import Added, Outcome
from index.store.database import Database
from index.store.rows import load

STEP = 32
"""Articles read at a time: what an export holds in memory."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An article as the archive keeps it.

    Attributes:
        article: The article.
        original: The text it was read from.
        first: External id and fingerprint of its story's first version, ``None`` if that was removed.
    """

    article: Article
    original: str
    first: tuple[str | None, str] | None


class Export:
    """The way out of an archive and back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def articles(self, corpus: str) -> Iterator[Kept]:
        """Yield the articles of a corpus, the first added first; one that is removed meanwhile is left out."""
        table = schema.article
        query = sa.select(table.c.id).where(table.c.corpus == corpus).order_by(table.c.added_at, table.c.id.desc())
        with self._database.reading() as connection:
            ids = list(connection.scalars(query))
        for start in range(0, len(ids), STEP):
            yield from self._kept(ids[start : start + STEP], corpus)

    def take_back(self, articles: Sequence[tuple[Article, str]]) -> list[Added]:
        """Store exported articles, each with its original, in the story and as the version that it was.

        One that is already there is left as it is. If another article has come to have its number among the
        versions of its story, it becomes the latest.

        Raises:
            HomeUnusable: The archive cannot be written; then none of them is stored.
        """
        with self._database.writing() as connection:
            return [_take_back(connection, article, original) for article, original in articles]

    def preview(self, articles: Sequence[tuple[Article, str]]) -> list[Added]:
        """Return what ``take_back`` would do, and do nothing: the transaction is rolled back."""
        with self._database.writing() as connection:
            told = [_take_back(connection, article, original) for article, original in articles]
            connection.rollback()
        return told

    def _kept(self, ids: Sequence[str], corpus: str) -> list[Kept]:
        table = schema.article
        with self._database.reading() as connection:
            found = load(connection, ids, corpus)
            originals = {
                row.id: row.raw
                for row in connection.execute(sa.select(table.c.id, table.c.raw).where(table.c.id.in_(ids)))
            }
            stories = {each.story for each in found.values()}
            firsts = {
                row.id: (row.external_id, row.fingerprint)
                for row in connection.execute(
                    sa.select(table.c.id, table.c.external_id, table.c.fingerprint).where(table.c.id.in_(stories))
                )
            }
        return [Kept(each, originals[each.id], firsts.get(each.story)) for each in found.values()]


def _take_back(connection: sa.Connection, article: Article, original: str) -> Added:
    if known := load(connection, [article.id], article.corpus):
        return Added(known[article.id], Outcome.KNOWN)
    table = schema.article
    query = sa.select(table.c.version).where(table.c.corpus == article.corpus, table.c.story == article.story)
    taken = set(connection.scalars(query))
    if article.version in taken:
        article = replace(article, version=max(taken) + 1)
    return arrival.store(connection, article, original, bands(shingles_of(article)))
