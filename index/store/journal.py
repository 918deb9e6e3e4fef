"""The numbered journal of what came and went in the archive, which each index follows at its own pace."""

from dataclasses import dataclass

import sqlalchemy as sa

from index.store import schema
from index.store.database import Database


@dataclass(frozen=True, slots=True)
class Change:
    """An article that came or went. Which of the two: the archive holds the article, or it does not."""

    sequence: int
    article_id: str


class Journal:
    """The changes of each corpus, in order.

    An article has one row in the journal, that of its last change; an index that has applied every change
    up to a number is up to date to that number.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def changes(self, corpus: str, *, after: int, limit: int) -> list[Change]:
        """Return the next ``limit`` changes of a corpus that come after number ``after``, in order."""
        table = schema.change
        query = (
            sa.select(table.c.sequence, table.c.article_id)
            .where(table.c.corpus == corpus, table.c.sequence > after)
            .order_by(table.c.sequence)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return [Change(*row) for row in connection.execute(query)]

    def changed(self, corpus: str, *, after: int) -> list[str]:
        """Return the ids of the articles of a corpus that came or went after change ``after``."""
        table = schema.change
        query = sa.select(table.c.article_id).where(table.c.corpus == corpus, table.c.sequence > after)
        with self._database.reading() as connection:
            return list(connection.scalars(query))

    def count(self, corpus: str, *, after: int) -> int:
        """Return how many articles of a corpus came or went after change ``after``."""
        table = schema.change
        query = sa.select(sa.func.count()).where(table.c.corpus == corpus, table.c.sequence > after)
        with self._database.reading() as connection:
            return connection.scalar(query) or 0

    def ids(self, corpus: str, *, upto: int) -> list[str]:
        """Return the ids of the articles of a corpus that last changed by change ``upto``, in that order."""
        query = (
            sa.select(schema.article.c.id)
            .join(schema.change, schema.change.c.article_id == schema.article.c.id)
            .where(schema.article.c.corpus == corpus, schema.change.c.sequence <= upto)
            .order_by(schema.change.c.sequence)
        )
        with self._database.reading() as connection:
            return list(connection.scalars(query))

    def paragraph_ids(self, corpus: str, *, upto: int) -> set[str]:
        """Return the id, ``article:paragraph``, of each paragraph of the articles that ``ids`` returns."""
        query = (
            sa.select(schema.paragraph.c.article_id, schema.paragraph.c.number)
            .join(schema.article)
            .join(schema.change, schema.change.c.article_id == schema.article.c.id)
            .where(schema.article.c.corpus == corpus, schema.change.c.sequence <= upto)
        )
        with self._database.reading() as connection:
            return {f"{article_id}:{number}" for article_id, number in connection.execute(query)}

    def forget(self, corpus: str) -> None:
        """Forget the changes of a corpus, if it holds no article: it is as if it had never been."""
        table = schema.change
        held = sa.select(schema.article.c.id).where(schema.article.c.corpus == corpus)
        with self._database.writing() as connection:
            connection.execute(sa.delete(table).where(table.c.corpus == corpus, ~held.exists()))


def record(connection: sa.Connection, corpus: str, article_id: str) -> None:
    """Note that an article came or went.

    Args:
        connection: The transaction in which it does.
        corpus: Its corpus.
        article_id: Its id.
    """
    connection.execute(sa.delete(schema.change).where(schema.change.c.article_id == article_id))
    connection.execute(sa.insert(schema.change).values(corpus=corpus, article_id=article_id))
