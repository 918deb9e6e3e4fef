"""Articles to rows of the archive, and back."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from index.news import corrections, dates
from index.news.article import Article, HeadlineOrigin, Moment, Paragraph, Reason, SetAside
from index.news.story import text_key
from index.store import schema

MOST_VARIABLES = 500
"""Values in one SQL ``IN``: well under every database's limit (SQLite's oldest is 999)."""


def load(connection: sa.Connection, ids: Sequence[str], corpus: str | None = None) -> dict[str, Article]:
    """Return the articles with these ids, in that order; unknown ids, and those of other corpora, are left out."""
    found: dict[str, Article] = {}
    for some in in_batches(ids):
        paragraphs: dict[str, list[Paragraph]] = defaultdict(list)
        table = schema.paragraph
        for article_id, *rest in connection.execute(
            sa.select(table.c.article_id, table.c.number, table.c.text, table.c.subhead)
            .where(table.c.article_id.in_(some))
            .order_by(table.c.article_id, table.c.number)
        ):
            paragraphs[article_id].append(Paragraph(*rest))
        columns = [column for column in schema.article.columns if column.name != "raw"]
        query = sa.select(*columns).where(schema.article.c.id.in_(some))
        if corpus is not None:
            query = query.where(schema.article.c.corpus == corpus)
        for row in connection.execute(query):
            found[row.id] = _article(row, tuple(paragraphs[row.id]))
    return {article_id: found[article_id] for article_id in ids if article_id in found}


def article_row(article: Article) -> dict[str, Any]:
    """Return the row of an article, without its original text."""
    return {
        "id": article.id,
        "corpus": article.corpus,
        "external_id": article.external_id,
        "url": article.url,
        "headline": article.headline,
        "headline_origin": article.headline_origin.value,
        "outlet": article.outlet,
        "byline": article.byline,
        "place": article.place,
        "published": article.published and article.published.isoformat(),
        "updated": article.updated and article.updated.isoformat(),
        "language": article.language,
        "story": article.story,
        "version": article.version,
        "fingerprint": article.fingerprint,
        "set_aside": [[piece.text, piece.reason.value, piece.before] for piece in article.set_aside],
        "added_at": datetime.now(UTC),
        "notice": bool(corrections.notices(article)),
    }


def paragraph_rows(article: Article) -> list[dict[str, Any]]:
    """Return the rows of an article's paragraphs."""
    return [
        {
            "article_id": article.id,
            "number": paragraph.number,
            "subhead": paragraph.subhead,
            "text": paragraph.text,
            "text_key": text_key(paragraph.text),
        }
        for paragraph in article.paragraphs
    ]


def _article(row: sa.Row[*tuple[Any, ...]], paragraphs: tuple[Paragraph, ...]) -> Article:
    return Article(
        id=row.id,
        corpus=row.corpus,
        headline=row.headline,
        headline_origin=HeadlineOrigin(row.headline_origin),
        paragraphs=paragraphs,
        fingerprint=row.fingerprint,
        set_aside=tuple(SetAside(text, Reason(reason), before) for text, reason, before in row.set_aside),
        outlet=row.outlet,
        byline=row.byline,
        place=row.place,
        published=moment(row.published),
        updated=moment(row.updated),
        language=row.language,
        url=row.url,
        external_id=row.external_id,
        story=row.story,
        version=row.version,
    )


def moment(text: str | None) -> Moment | None:
    """Return the date or the aware datetime that a column holds."""
    return None if text is None else dates.stored(text)


def in_batches(values: Sequence[str]) -> list[Sequence[str]]:
    """Return the values in pieces that fit into one SQL ``IN``."""
    return [values[start : start + MOST_VARIABLES] for start in range(0, len(values), MOST_VARIABLES)]
