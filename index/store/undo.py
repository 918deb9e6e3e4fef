"""Articles that were removed a moment ago, kept whole so that a removal can be taken back."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from index.store import schema

KEPT = timedelta(minutes=10)
"""How long a removal can be taken back. A slip is noticed within minutes; what is to be gone should be gone."""


def keep(connection: sa.Connection, article_id: str) -> None:
    """Keep the rows of an article that is about to be removed."""
    article, paragraph, removed = schema.article, schema.paragraph, schema.removed
    row = dict(connection.execute(sa.select(article).where(article.c.id == article_id)).mappings().one())
    added_at = row.pop("added_at")
    paragraphs = connection.execute(sa.select(paragraph).where(paragraph.c.article_id == article_id)).mappings()
    connection.execute(sa.delete(removed).where(removed.c.article_id == article_id))
    connection.execute(
        sa.insert(removed).values(
            article_id=article_id,
            corpus=row["corpus"],
            article=row,
            paragraphs=[dict(each) for each in paragraphs],
            added_at=added_at,
            removed_at=datetime.now(UTC),
        )
    )


def put_back(connection: sa.Connection, corpus: str, article_id: str) -> bool:
    """Store a removed article again as it was; its embeddings are computed anew.

    Returns:
        Whether there was such an article.
    """
    forget(connection)
    removed = schema.removed
    query = sa.select(removed).where(removed.c.article_id == article_id, removed.c.corpus == corpus)
    kept = connection.execute(query).first()
    if kept is None:
        return False
    connection.execute(sa.insert(schema.article).values(**kept.article, added_at=kept.added_at))
    if kept.paragraphs:
        connection.execute(sa.insert(schema.paragraph), kept.paragraphs)
    connection.execute(sa.delete(removed).where(removed.c.article_id == article_id))
    return True


def forget(connection: sa.Connection) -> None:
    """Drop what was removed too long ago to be put back."""
    connection.execute(sa.delete(schema.removed).where(schema.removed.c.removed_at < datetime.now(UTC) - KEPT))
