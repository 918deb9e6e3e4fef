"""The articles themselves: the source of truth, from which every index can be built again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import sqlalchemy as sa

from index.errors import NotFound
from index.news import story
from index.news.article import Article, Paragraph
from index.news.shingles import bands, shingles_of
from index.store import arrival, candidates, journal, repeats, schema, undo
from index.store.arrival import Added
from index.store.database import Database
from index.store.journal import Journal
from index.store.rows import in_batches, load


@dataclass(frozen=True, slots=True)
class Headline:
    """An article's id and its headline."""

    article_id: str
    text: str


class Archive:
    """Articles by corpus.

    Attributes:
        journal: What came and went, by which the indexes follow.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.journal = Journal(database)

    def add(self, articles: Sequence[tuple[Article, str]]) -> list[Added]:
        """Store articles, each with its original text, in one transaction.

        Each is placed into the story it is a version of. One that is already there is left as it is.

        Raises:
            HomeUnusable: The archive cannot be written; then none of them is stored.
        """
        with self._database.writing() as connection:
            return [arrival.add(connection, article, original) for article, original in articles]

    def preview(self, articles: Sequence[tuple[Article, str]]) -> list[Added]:
        """Return what ``add`` would do, and do nothing: the transaction is rolled back."""
        with self._database.writing() as connection:
            told = [arrival.add(connection, article, original) for article, original in articles]
            connection.rollback()
        return told

    def remove(self, corpus: str, article_id: str) -> Article:
        """Remove an article and its embeddings, and return what was removed; ``restore`` takes it back.

        Raises:
            NotFound: The corpus has no such article.
        """
        with self._database.writing() as connection:
            found = load(connection, [article_id], corpus)
            if not found:
                raise _no_article(corpus, article_id)
            undo.keep(connection, article_id)
            connection.execute(sa.delete(schema.article).where(schema.article.c.id == article_id))
            repeats.review(connection, found[article_id])
            journal.record(connection, corpus, article_id)
        return found[article_id]

    def restore(self, corpus: str, article_id: str) -> Article:
        """Take the removal of an article back, as long as ``undo.KEPT`` has not passed.

        Raises:
            NotFound: Nothing of that id was removed from the corpus, or it was too long ago.
        """
        with self._database.writing() as connection:
            found = load(connection, [article_id], corpus)
            if not found:
                if not undo.put_back(connection, corpus, article_id):
                    raise NotFound(
                        f"The article {article_id} can no longer be put back: that is possible for "
                        f"{undo.KEPT.seconds // 60} minutes. Add it again."
                    )
                found = load(connection, [article_id], corpus)
                arrival.note(connection, found[article_id], bands(shingles_of(found[article_id])))
        return found[article_id]

    def forget_removed(self) -> None:
        """Forget for good what was removed longer ago than ``undo.KEPT``."""
        with self._database.writing() as connection:
            undo.forget(connection)

    def get(self, corpus: str, article_id: str) -> Article:
        """Return one article.

        Raises:
            NotFound: The corpus has no such article.
        """
        found = self.fetch([article_id], corpus)
        if article_id not in found:
            raise _no_article(corpus, article_id)
        return found[article_id]

    def original(self, corpus: str, article_id: str) -> str:
        """Return the text an article was read from, as it was sent.

        Raises:
            NotFound: The corpus has no such article.
        """
        table = schema.article
        query = sa.select(table.c.raw).where(table.c.corpus == corpus, table.c.id == article_id)
        with self._database.reading() as connection:
            text = connection.scalar(query)
        if text is None:
            raise _no_article(corpus, article_id)
        return str(text)

    def fetch(self, ids: Sequence[str], corpus: str | None = None) -> dict[str, Article]:
        """Return the articles with these ids, by id; unknown ids are left out."""
        with self._database.reading() as connection:
            return load(connection, ids, corpus)

    def articles(self, corpus: str, *, limit: int | None = None, offset: int = 0) -> list[Article]:
        """Return the articles of a corpus, the last added first."""
        table = schema.article
        query = (
            sa.select(table.c.id)
            .where(table.c.corpus == corpus)
            .order_by(table.c.added_at.desc(), table.c.id)
            .limit(limit)
            .offset(offset)
        )
        with self._database.reading() as connection:
            ids = list(connection.scalars(query))
            found = load(connection, ids, corpus)
        return [found[article_id] for article_id in ids]

    def headlines(self, corpus: str, *, containing: str, limit: int) -> list[Headline]:
        """Return the headlines of a corpus that contain some words, in any case, the last added first."""
        table = schema.article
        query = (
            sa.select(table.c.id, table.c.headline)
            .where(table.c.corpus == corpus, table.c.headline.icontains(containing, autoescape=True))
            .order_by(table.c.added_at.desc(), table.c.id)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return [Headline(*row) for row in connection.execute(query)]

    def corpora(self) -> list[str]:
        """Return the names of the corpora that hold an article, or did and have an index yet, in order."""
        query = sa.select(schema.change.c.corpus).distinct().order_by(schema.change.c.corpus)
        with self._database.reading() as connection:
            return list(connection.scalars(query))

    def count(self, corpus: str) -> int:
        """Return how many articles a corpus holds."""
        query = sa.select(sa.func.count()).where(schema.article.c.corpus == corpus)
        with self._database.reading() as connection:
            return connection.scalar(query) or 0

    def count_paragraphs(self, corpus: str) -> int:
        """Return how many paragraphs the articles of a corpus have."""
        query = (
            sa.select(sa.func.count())
            .select_from(schema.paragraph.join(schema.article))
            .where(schema.article.c.corpus == corpus)
        )
        with self._database.reading() as connection:
            return connection.scalar(query) or 0

    def published_between(self, ids: Sequence[str], since: date | None, until: date | None) -> set[str]:
        """Return those of these articles that were published between two days, without loading any of them.

        Args:
            ids: The articles.
            since: The first day; none means from the beginning.
            until: The last one; none means to the end.
        """
        day = sa.func.substr(schema.article.c.published, 1, len("2025-05-16"))
        bounds = [day >= since.isoformat()] if since else []
        bounds += [day <= until.isoformat()] if until else []
        with self._database.reading() as connection:
            return {
                article_id
                for some in in_batches(ids)
                for article_id in connection.scalars(
                    sa.select(schema.article.c.id).where(schema.article.c.id.in_(some), *bounds)
                )
            }

    def occurrences(
        self, corpora: Sequence[str], texts: Sequence[str], known: Mapping[str, Article] = MappingProxyType({})
    ) -> list[tuple[Article, Paragraph]]:
        """Return every place in these corpora where a paragraph is one of these texts, quotes and case aside.

        Args:
            corpora: Where to look.
            texts: The texts.
            known: Articles by id that are at hand and need not be loaded again.
        """
        query = (
            sa.select(schema.paragraph.c.article_id, schema.paragraph.c.number)
            .join(schema.article)
            .where(
                candidates.unindexed(schema.article.c.corpus).in_(corpora),
                schema.paragraph.c.text_key.in_({story.text_key(text) for text in texts}),
            )
        )
        with self._database.reading() as connection:
            places = connection.execute(query).all()
            articles = {**known, **load(connection, list({article_id for article_id, _ in places} - known.keys()))}
        return [
            (articles[article_id], articles[article_id].paragraphs[number - 1]) for article_id, number in places
        ]

    def standing(self, found: Iterable[tuple[Article, Paragraph]]) -> set[repeats.Place]:
        """Return which of some paragraphs are standing lines of their outlets, by corpus, outlet and text key."""
        asked = {place for article, paragraph in found for place in repeats.places(article, [paragraph])}
        if not asked:
            return set()
        with self._database.reading() as connection:
            return repeats.among(connection, asked)

    def recount(self, corpus: str) -> None:
        """Count anew which lines the outlets of a corpus repeat under their stories."""
        with self._database.reading() as connection:
            ids = repeats.holders(connection, corpus)
        with self._database.writing() as connection:
            repeats.recount(connection, corpus, ids)

    def versions(self, article: Article) -> list[Article]:
        """Return all versions of the story that an article tells, in the order in which they arrived."""
        table = schema.article
        query = (
            sa.select(table.c.id)
            .where(table.c.story == article.story, table.c.corpus == article.corpus)
            .order_by(table.c.version, table.c.id)
        )
        with self._database.reading() as connection:
            return list(load(connection, list(connection.scalars(query))).values())


def _no_article(corpus: str, article_id: str) -> NotFound:
    return NotFound(f"There is no article {article_id} in the corpus {corpus}. `dateline list` shows their ids.")
