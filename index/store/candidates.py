"""Which stored articles a new one has to be compared with, looked up by index so that they stay few."""

from collections import defaultdict
from collections.abc import Sequence

import sqlalchemy as sa

from index.news import story
from index.news.article import Article
from index.store import alike, schema
from index.store.rows import in_batches, load

MOST_CANDIDATES = 8
"""How many articles are taken for the paragraphs that they share: those that share most of them."""


def find(
    connection: sa.Connection, article: Article, hashes: Sequence[int], standing: frozenset[str]
) -> list[Article]:
    """Return the stored articles that ``article`` may be a version of, or nearly repeats.

    A rewrite that keeps few paragraphs is found by these; an edit that touches every paragraph by its bands.

    Args:
        connection: A transaction.
        article: The article that is about to be stored.
        hashes: Its bands, as ``shingles.bands`` makes them.
        standing: Keys of paragraphs that its outlet prints under everything.
    """
    table, paragraph = schema.article, schema.paragraph
    ids: list[str] = []
    for column, value in ((table.c.external_id, article.external_id), (table.c.url, article.url)):
        if value:
            ids += connection.scalars(
                sa.select(table.c.id).where(table.c.corpus == article.corpus, column == value)
            )
    keys = story.distinctive_keys(article) - standing
    shared: dict[str, int] = defaultdict(int)
    for some in in_batches(sorted(keys)):
        query = (
            sa.select(paragraph.c.article_id, sa.func.count())
            .join(table)
            .where(unindexed(table.c.corpus) == article.corpus, paragraph.c.text_key.in_(some))
            .group_by(paragraph.c.article_id)
            .order_by(sa.func.count().desc())
            .limit(MOST_CANDIDATES)
        )
        for article_id, times in connection.execute(query):
            shared[article_id] += times
    ids += sorted(shared, key=lambda each: -shared[each])[:MOST_CANDIDATES]
    ids += alike.find(connection, article, hashes)
    return list(load(connection, list(dict.fromkeys(ids))).values())


def unindexed(column: sa.Column[str]) -> sa.ColumnElement[str]:
    """Return a column as an expression that no index serves.

    SQLite knows nothing of how values are spread, and would walk through all articles of a corpus to find those
    few that have one of some paragraphs, not the other way round: https://sqlite.org/optoverview.html#uplus.
    """
    return column + ""
