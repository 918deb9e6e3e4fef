"""Which stored articles nearly repeat another: the bands of their MinHashes, looked up by index."""

from collections.abc import Sequence

import sqlalchemy as sa

from index.news.article import Article
from index.store import schema

MOST_ALIKE = 16
"""Articles that a lookup returns: those with most bands in common, which are most alike."""

BUCKET = 32
"""Articles that one band leads to: the last added. A form that an agency fills in every day ("The Federal Reserve
entered the market to arrange …") fills a band without end; a version follows what it replaces closely."""


def keep(connection: sa.Connection, article: Article, hashes: Sequence[int]) -> None:
    """Store the bands of an article that was stored just now.

    Args:
        connection: A transaction that writes.
        article: The article.
        hashes: Its bands, as ``shingles.bands`` makes them.
    """
    table = schema.band
    if not hashes:
        return
    full = connection.execute(
        sa.select(sa.func.min(table.c.id))
        .where(table.c.corpus == article.corpus, table.c.hash.in_(hashes))
        .group_by(table.c.hash)
        .having(sa.func.count() >= BUCKET)
    )
    oldest = list(full.scalars())
    if oldest:
        connection.execute(sa.delete(table).where(table.c.id.in_(oldest)))
    rows = [{"corpus": article.corpus, "hash": each, "article_id": article.id} for each in hashes]
    connection.execute(sa.insert(table), rows)


def find(connection: sa.Connection, article: Article, hashes: Sequence[int]) -> list[str]:
    """Return the ids of the articles of the same corpus that may nearly repeat one, the most alike first.

    Args:
        connection: A transaction.
        article: The article; whether it is stored itself does not matter, and its id is not returned.
        hashes: Its bands, as ``shingles.bands`` makes them.
    """
    table = schema.band
    query = (
        sa.select(table.c.article_id)
        .where(
            table.c.corpus == article.corpus,
            table.c.hash.in_(hashes),
            table.c.article_id != article.id,
        )
        .group_by(table.c.article_id)
        .order_by(sa.func.count().desc(), sa.func.max(table.c.id).desc())
        .limit(MOST_ALIKE)
    )
    return list(connection.scalars(query))
