"""The corpora as wholes: which there are, whose owner has left, and the removal of everything that one holds."""

from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from index.store import schema
from index.store.database import Database


@dataclass(frozen=True, slots=True)
class Departure:
    """A corpus whose owner has left. What it holds is kept: the owner may come back.

    Attributes:
        corpus: The corpus.
        owner: What its owner is called; "" if nobody knows.
        left_at: When it was noticed that the owner left.
    """

    corpus: str
    owner: str
    left_at: datetime


@dataclass(frozen=True, slots=True)
class Holding:
    """How much a corpus holds: articles, and feeds that it follows."""

    articles: int
    feeds: int

    def __bool__(self) -> bool:
        return bool(self.articles or self.feeds)

    def __str__(self) -> str:
        articles = "1 article" if self.articles == 1 else f"{self.articles:,} articles"
        feeds = "1 feed" if self.feeds == 1 else f"{self.feeds} feeds"
        return f"{articles} and {feeds}" if self.feeds else articles


class Corpora:
    """The corpora of a data folder."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def names(self) -> list[str]:
        """Return the names of the corpora that hold something or were left, in alphabetical order."""
        known = (schema.article, schema.feed, schema.departure)
        query = sa.union(*(sa.select(table.c.corpus) for table in known))
        with self._database.reading() as connection:
            return sorted(connection.scalars(query))

    def holding(self, corpus: str) -> Holding:
        """Return how much a corpus holds."""
        with self._database.reading() as connection:
            return _holding(connection, corpus)

    def leave(self, corpus: str, owner: str = "") -> bool:
        """Note that the owner of a corpus has left; nothing of it is removed.

        Args:
            corpus: The corpus.
            owner: What the owner is called.

        Returns:
            Whether that is news, and there is something that was left.
        """
        table = schema.departure
        with self._database.writing() as connection:
            known = connection.scalar(sa.select(table.c.corpus).where(table.c.corpus == corpus))
            if known or not _holding(connection, corpus):
                return False
            values = {"corpus": corpus, "owner": owner, "left_at": datetime.now(UTC)}
            connection.execute(sa.insert(table).values(values))
        return True

    def come_back(self, corpus: str) -> None:
        """Note that the owner of a corpus is there; everything is as it was left."""
        with self._database.writing() as connection:
            connection.execute(sa.delete(schema.departure).where(schema.departure.c.corpus == corpus))

    def left(self) -> list[Departure]:
        """Return the corpora whose owner has left, in alphabetical order."""
        query = sa.select(schema.departure).order_by(schema.departure.c.corpus)
        with self._database.reading() as connection:
            return [
                Departure(row.corpus, row.owner, row.left_at.replace(tzinfo=UTC))
                for row in connection.execute(query)
            ]

    def remove(self, corpus: str) -> Holding:
        """Remove everything that a corpus holds, for good and in one transaction; its index goes in its time.

        The articles stand in the journal as removed, so that whoever owns the indexes finds out.

        Returns:
            How much it was.
        """
        article, change = schema.article, schema.change
        own = sa.select(article.c.id).where(article.c.corpus == corpus)
        with self._database.writing() as connection:
            held = _holding(connection, corpus)
            connection.execute(sa.delete(change).where(change.c.article_id.in_(own)))
            gone = sa.select(article.c.corpus, article.c.id).where(article.c.corpus == corpus)
            connection.execute(sa.insert(change).from_select(["corpus", "article_id"], gone))
            for table in _OWNED:
                connection.execute(sa.delete(table).where(table.c.corpus == corpus))
        return held


_OWNED = (
    schema.article,
    schema.repeated,
    schema.removed,
    schema.feed,
    schema.preference,
    schema.departure,
)
"""What belongs to a corpus. What belongs to its articles and feeds goes with them."""


def _holding(connection: sa.Connection, corpus: str) -> Holding:
    articles, feeds = (
        connection.scalar(sa.select(sa.func.count()).where(table.c.corpus == corpus)) or 0
        for table in (schema.article, schema.feed)
    )
    return Holding(articles, feeds)
