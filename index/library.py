"""The one door to the index: articles are added, removed and searched, and their indexes kept, through it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from index.errors import BadArticle, BadCorpusName, NotFound
from index.indexes import Indexes
from index.news import newswire
from index.news.article import Article, RawArticle
from index.news.sources import exported
from index.news.sources.records import Refusal
from index.retrieval.embedding import Embedder
from index.retrieval.search import Search
from index.store.archive import Archive
from index.store.arrival import Added
from index.store.corpora import Corpora
from index.store.database import Database
from index.store.embeddings import Embeddings
from index.store.export import Export
from index.store.feeds import Feeds
from index.store.home import Owner, Ownership
from index.store.notices import Notices
from index.store.preferences import Preferences
from index.store.requests import Requests
from index.store.shelf import Shelf
from index.store.shown import Shown

ADD_BATCH = 32
"""Articles stored in one transaction: its sync to disk is what costs."""

_CORPUS_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")

_Take = Callable[[Sequence[tuple[Article, str]]], list[Added]]
"""Takes some articles in, each with its original, or tells what would become of them."""


@dataclass(frozen=True, slots=True)
class Status:
    """What there is to know of a corpus.

    Attributes:
        corpus: Its name.
        articles: How many articles it holds.
        paragraphs: How many paragraphs they have.
        unindexed: How many changes its index has not applied yet.
        model: The model its index was made by; ``None`` if it has no index yet.
    """

    corpus: str
    articles: int
    paragraphs: int
    unindexed: int
    model: str | None


class Library:
    """The articles and the indexes of one data folder.

    Adding and removing only write to the archive and may be done by any process. Whatever opens an index
    (searching, indexing) needs ``own`` first: one process at a time. All methods may be called from any thread.

    Args:
        home: The data folder.
        embedder: The embedding model.
        open_corpora: How many corpora to keep open at most (a Chroma client holds about 4 MB and 6 threads).

    Attributes:
        home: The data folder.
        archive: The articles.
        corpora: The corpora as wholes.
        indexes: What they are found by.
        search: Finds passages of them.
        notices: What was corrected and withdrawn.
        requests: The reindexes that were asked for.
        shown: What the answers that were shown stand on.
        preferences: What the owners of the corpora decided.
        feeds: The feeds that are followed.

    Raises:
        HomeUnusable: The folder cannot be read or written.
    """

    def __init__(self, home: Path, embedder: Embedder, *, open_corpora: int = 8) -> None:
        self.home = home
        self._database = Database(home)
        self._ownership = Ownership(home)
        self._export = Export(self._database)
        self.archive = Archive(self._database)
        self.corpora = Corpora(self._database)
        self.notices = Notices(self._database)
        self.requests = Requests(self._database)
        self.shown = Shown(self._database)
        self.preferences = Preferences(self._database)
        self.feeds = Feeds(self._database)
        self._shelf = Shelf(
            home,
            self.archive,
            Embeddings(self._database, embedder),
            embedder.name,
            self._ownership,
            open_corpora=open_corpora,
        )
        self.indexes = Indexes(home, self.archive, self.requests, self._shelf, embedder.name)
        self.search = Search(self.archive, self.notices, embedder, self._shelf.lease)

    def own(self, purpose: str) -> None:
        """Become the one process that opens the indexes of this data folder.

        Args:
            purpose: What this process is, for the message that another one gets.

        Raises:
            HomeInUse: Another process is the owner.
        """
        self._ownership.take(purpose)

    def owner(self) -> Owner | None:
        """Return the other process that owns the data folder, if there is one."""
        return self._ownership.other()

    def close(self) -> None:
        """Close every index and give up the data folder."""
        self._shelf.close()
        self._ownership.release()
        self._database.close()

    def add(self, sources: Iterable[RawArticle | Refusal], *, corpus: str) -> Iterator[Added | Refusal]:
        """Store articles in the archive, some at a time, and yield what became of each, in order.

        They are found once ``Indexes.catch_up`` has indexed them.

        Args:
            sources: What a source handed over. What it refused is handed on.
            corpus: The corpus to add to; it need not exist yet.

        Raises:
            BadCorpusName: A corpus cannot be called that.
            HomeUnusable: The archive cannot be written. What was yielded is stored.
        """
        check_name(corpus)
        yield from _taken(sources, corpus, self.archive.add, self._export.take_back)

    def preview(self, sources: Sequence[RawArticle | Refusal], *, corpus: str) -> list[Added | Refusal]:
        """Return what ``add`` would make of some articles, and store nothing.

        Each is compared with what is stored and with the few before it, not with all that were sent.

        Args:
            sources: What a source handed over.
            corpus: The corpus they are for.

        Raises:
            BadCorpusName: A corpus cannot be called that.
        """
        check_name(corpus)
        return list(_taken(sources, corpus, self.archive.preview, self._export.preview))

    def export(self, corpus: str) -> Iterator[dict[str, Any]]:
        """Return the articles of a corpus as records that ``add`` takes back without loss, the first added first.

        Few of them are in memory at a time. Each is to be written as a line of JSON.

        Raises:
            NotFound: The corpus holds no article. Raised by the call.
        """
        if not self.archive.count(corpus):
            raise NotFound(f"There is no article in the corpus {corpus}. `dateline status` lists the corpora.")
        return (exported.record(each.article, each.original, each.first) for each in self._export.articles(corpus))

    def remove(self, corpus: str, article_id: str) -> None:
        """Remove an article from the archive; ``Indexes.catch_up`` then removes it from the index.

        ``archive.restore`` takes it back for some minutes.

        Raises:
            NotFound: The corpus has no such article.
        """
        self.archive.remove(corpus, article_id)

    def status(self, corpus: str) -> Status:
        """Return what there is to know of a corpus; its index need not be open."""
        manifest = self._shelf.manifest(corpus)
        return Status(
            corpus=corpus,
            articles=self.archive.count(corpus),
            paragraphs=self.archive.count_paragraphs(corpus),
            unindexed=self.indexes.unindexed(corpus),
            model=manifest.model if manifest else None,
        )


def check_name(corpus: str) -> None:
    """Check that a corpus can be called something.

    Raises:
        BadCorpusName: It cannot.
    """
    if not _CORPUS_NAME.fullmatch(corpus):
        raise BadCorpusName(
            f"A corpus cannot be called {corpus!r}. Use up to 64 lower-case letters, digits and hyphens, "
            "beginning with a letter or digit."
        )


def _taken(
    sources: Iterable[RawArticle | Refusal], corpus: str, take: _Take, take_back: _Take
) -> Iterator[Added | Refusal]:
    """Yield what becomes of each source, a batch at a time: exported articles are taken back, others taken."""
    incoming = iter(sources)
    while batch := list(islice(incoming, ADD_BATCH)):
        for was_exported, some in groupby(batch, key=_was_exported):
            yield from _in_order([_read(source, corpus) for source in some], take_back if was_exported else take)


def _in_order(read: Sequence[tuple[Article, str] | Refusal], take: _Take) -> Iterator[Added | Refusal]:
    """Yield what becomes of each article, and each refusal, in the order they came in."""
    taken = iter(take([each for each in read if not isinstance(each, Refusal)]))
    for each in read:
        yield each if isinstance(each, Refusal) else next(taken)


def _was_exported(source: RawArticle | Refusal) -> bool:
    return isinstance(source, RawArticle) and source.exported is not None


def _read(source: RawArticle | Refusal, corpus: str) -> tuple[Article, str] | Refusal:
    if isinstance(source, Refusal):
        return source
    try:
        if source.exported:
            article = exported.article(source, source.exported, corpus=corpus)
        else:
            article = newswire.parse(source, corpus=corpus)
    except BadArticle as error:
        return Refusal(source.origin, str(error))
    return article, source.text if source.original is None else source.original
