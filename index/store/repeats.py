"""The standing lines that each outlet repeats, as far as the stored articles show them."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from index.news.article import Article, Paragraph
from index.news.repetition import STORIES, is_standing, may_be_standing
from index.news.story import text_key
from index.store import schema
from index.store.rows import in_batches, load

Place = tuple[str, str, str]
"""A corpus, an outlet, and the key of a text that the outlet repeats."""


def note(connection: sa.Connection, article: Article) -> None:
    """Store which lines of an article that was stored just now have turned out to be standing lines.

    Args:
        connection: A transaction that writes.
        article: The article.
    """
    known = among(connection, places(article))
    for key, text in _candidates(article).items():
        if (article.corpus, article.outlet or "", key) in known:
            continue
        ids = _stories(connection, article, key)
        if len(ids) >= STORIES and is_standing(text, list(load(connection, ids).values())):
            row = {"corpus": article.corpus, "outlet": article.outlet, "text_key": key}
            connection.execute(sa.insert(schema.repeated).values(row))


def holders(connection: sa.Connection, corpus: str) -> list[str]:
    """Return an article for each text that stands in as many stories of one outlet as a standing line does.

    Args:
        connection: A transaction that reads: this looks at every paragraph.
        corpus: The corpus.
    """
    table, paragraph = schema.article, schema.paragraph
    common = sa.select(paragraph.c.text_key).group_by(paragraph.c.text_key).having(sa.func.count() >= STORIES)
    often = (
        sa.select(sa.func.min(table.c.id))
        .join(paragraph)
        .where(table.c.corpus == corpus, table.c.outlet.is_not(None), paragraph.c.text_key.in_(common))
        .group_by(table.c.outlet, paragraph.c.text_key)
        .having(sa.func.count(table.c.story.distinct()) >= STORIES)
    )
    return sorted(set(connection.scalars(often)))


def recount(connection: sa.Connection, corpus: str, ids: Sequence[str]) -> None:
    """Store which lines the outlets of a corpus repeat, whenever its articles were added.

    ``note`` looks at the lines of an article that arrives: those of articles from before there was such a count,
    or from before its rules changed, are found by this.

    Args:
        connection: A transaction that writes.
        corpus: The corpus.
        ids: What ``holders`` returns.
    """
    connection.execute(sa.delete(schema.repeated).where(schema.repeated.c.corpus == corpus))
    for some in in_batches(ids):
        for article in load(connection, some).values():
            note(connection, article)


def review(connection: sa.Connection, article: Article) -> None:
    """Forget the standing lines that too few stories are left of, after an article was removed.

    Args:
        connection: A transaction that writes.
        article: The article that was removed.
    """
    table = schema.repeated
    for corpus, outlet, key in among(connection, places(article)):
        if len(_stories(connection, article, key)) < STORIES:
            here = (table.c.corpus == corpus, table.c.outlet == outlet, table.c.text_key == key)
            connection.execute(sa.delete(table).where(*here))


def places(article: Article, paragraphs: Iterable[Paragraph] | None = None) -> set[Place]:
    """Return what standing lines an article may hold: its corpus and outlet with the key of each candidate.

    Args:
        article: The article.
        paragraphs: Those of its paragraphs that are asked about, if not all.
    """
    return {(article.corpus, article.outlet or "", key) for key in _candidates(article, paragraphs)}


def among(connection: sa.Connection, asked: Iterable[Place]) -> set[Place]:
    """Return those places that hold standing lines."""
    wanted = set(asked)
    table = schema.repeated
    found: set[Place] = set()
    for some in in_batches(sorted({key for _, _, key in wanted})):
        query = sa.select(table.c.corpus, table.c.outlet, table.c.text_key).where(table.c.text_key.in_(some))
        found.update((corpus, outlet, key) for corpus, outlet, key in connection.execute(query))
    return found & wanted


def _candidates(article: Article, paragraphs: Iterable[Paragraph] | None = None) -> dict[str, str]:
    """Return the texts of an article that could be standing lines, by their keys."""
    outlet = article.outlet
    if not outlet:
        return {}
    asked = article.paragraphs if paragraphs is None else paragraphs
    texts = [each.text for each in asked if may_be_standing(each.text, outlet)]
    return {text_key(text): text for text in texts}


def _stories(connection: sa.Connection, article: Article, key: str) -> list[str]:
    """Return an article of each of the first few stories of the same outlet that hold a text."""
    table, paragraph = schema.article, schema.paragraph
    query = (
        sa.select(sa.func.min(table.c.id))
        .join(paragraph)
        .where(paragraph.c.text_key == key, table.c.corpus == article.corpus, table.c.outlet == article.outlet)
        .group_by(table.c.story)
        .limit(STORIES)
    )
    return list(connection.scalars(query))
