"""The one door to the index: articles are added, removed, searched and indexed anew through it."""

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from pathlib import Path
from threading import Event, Lock
from typing import Any

from index.errors import (
    BadArticle,
    BadCorpusName,
    BuildCancelled,
    BuildFailed,
    DatelineError,
    IndexBroken,
    NotFound,
)
from index.news import newswire
from index.news.article import Article, Passage, RawArticle
from index.news.sources import exported
from index.news.sources.records import Refusal
from index.retrieval.embedding import Embedder
from index.retrieval.search import Rankings, Search
from index.store.archive import Added, Archive
from index.store.build import Build, Ended, build
from index.store.database import Database
from index.store.embeddings import Embeddings
from index.store.export import Export
from index.store.feeds import Feeds
from index.store.generation import Progress
from index.store.home import Owner, Ownership
from index.store.notices import Notices
from index.store.preferences import Preferences
from index.store.requests import Requests
from index.store.shelf import Shelf
from index.store.shown import Shown

log = logging.getLogger(__name__)

ADD_BATCH = 32
"""Articles stored in one transaction: its sync to disk is what costs."""

BUILD_ATTEMPTS = 2
"""A generation that fails its check may have been wedged by an earlier crash; a fresh one will not be."""

_CORPUS_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")

BULK_ARTICLES = 200
BULK_SHARE = 0.2
"""More new articles than both, the second as a share of the corpus, are indexed by a child process."""


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

    Raises:
        HomeUnusable: The folder cannot be read or written.
    """

    def __init__(self, home: Path, embedder: Embedder, *, open_corpora: int = 8) -> None:
        self._home = home
        self._embedder = embedder
        self._database = Database(home)
        self._ownership = Ownership(home)
        self._building = Lock()
        self.archive = Archive(self._database)
        self._export = Export(self._database)
        self._shelf = Shelf(
            home,
            self.archive,
            Embeddings(self._database, embedder),
            embedder.name,
            self._ownership,
            open_corpora=open_corpora,
        )
        self.notices = Notices(self._database)
        self._search = Search(self.archive, self.notices, embedder, self._shelf.lease)
        self.requests = Requests(self._database)
        self.shown = Shown(self._database)
        self.preferences = Preferences(self._database)
        self.feeds = Feeds(self._database)

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

        They are found once ``catch_up`` has indexed them.

        Args:
            sources: What a source handed over. What it refused is handed on.
            corpus: The corpus to add to; it need not exist yet.

        Raises:
            BadCorpusName: A corpus cannot be called that.
            HomeUnusable: The archive cannot be written. What was yielded is stored.
        """
        check_name(corpus)
        incoming = iter(sources)
        while batch := list(islice(incoming, ADD_BATCH)):
            for taken_back, some in groupby(batch, key=_was_exported):
                take = self._export.take_back if taken_back else self.archive.add
                yield from _in_order([_read(source, corpus) for source in some], take)

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
        incoming = iter(sources)
        told: list[Added | Refusal] = []
        while batch := list(islice(incoming, ADD_BATCH)):
            for taken_back, some in groupby(batch, key=_was_exported):
                look = self._export.preview if taken_back else self.archive.preview
                told += _in_order([_read(source, corpus) for source in some], look)
        return told

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
        """Remove an article from the archive; ``catch_up`` then removes it from the index.

        ``archive.restore`` takes it back for some minutes.

        Raises:
            NotFound: The corpus has no such article.
        """
        self.archive.remove(corpus, article_id)

    def search(
        self,
        query: str,
        *,
        corpora: Sequence[str],
        limit: int = 10,
        since: date | None = None,
        until: date | None = None,
    ) -> list[Passage]:
        """Return the passages that best fit a question, the best first, each text once.

        Args:
            query: The question, or some of its words.
            corpora: Where to look.
            limit: How many passages to return at most.
            since: The first day of publication to look at; undated articles are then passed over.
            until: The last one.

        Raises:
            ModelMismatch: An index was made by another model.
        """
        return self._search(query, corpora, limit, since, until)

    def withdrawn(
        self,
        query: str,
        *,
        corpora: Sequence[str],
        limit: int = 10,
        since: date | None = None,
        until: date | None = None,
    ) -> list[Passage]:
        """Return the passages of withdrawn stories that best fit a question, each with what withdraws it.

        They answer nothing: they tell why there is no answer.

        Args:
            query: The question, or some of its words.
            corpora: Where to look.
            limit: How many passages to return at most.
            since: The first day of publication to look at; undated articles are then passed over.
            until: The last one.

        Raises:
            ModelMismatch: An index was made by another model.
        """
        return self._search.withdrawn(query, corpora, limit, since, until)

    def rankings(
        self,
        query: str,
        *,
        corpora: Sequence[str],
        limit: int = 10,
        since: date | None = None,
        until: date | None = None,
    ) -> Rankings:
        """Return what BM25 alone, embeddings alone and their fusion find, for measuring one against another.

        Args:
            query: The question, or some of its words.
            corpora: Where to look.
            limit: How many passages each ranking returns at most.
            since: The first day of publication to look at; undated articles are then passed over.
            until: The last one.

        Raises:
            ModelMismatch: An index was made by another model.
        """
        return self._search.rankings(query, corpora, limit, since, until)

    def catch_up(self, corpus: str, progress: Progress | None = None, ended: Ended | None = None) -> None:
        """Bring the index of a corpus up to date with the archive.

        A large import is built by a child process beside the live index. A broken index is built anew.

        Args:
            corpus: The corpus.
            progress: Told how many articles of how many are done.
            ended: Tells whether to end a build early; the old index then stays live.

        Raises:
            BuildFailed: It could not be built; what was live before still is.
        """
        if not self.index_few(corpus, progress):
            self.reindex(corpus, progress, ended)

    def index_few(self, corpus: str, progress: Progress | None = None) -> bool:
        """Bring the index of a corpus up to date if that is a matter of moments.

        Args:
            corpus: The corpus.
            progress: Told how many articles of how many are done.

        Returns:
            Whether it is. If not, its index is broken or has much to catch up with; ``catch_up`` builds it anew.
        """
        try:
            with self._shelf.lease(corpus) as generation:
                if self._is_bulk(corpus, after=generation.manifest.applied):
                    return False
                generation.catch_up(progress)
        except IndexBroken as error:
            log.warning("the index of %s has to be built anew: %s", corpus, error)
            return False
        return True

    def reindex(self, corpus: str, progress: Progress | None = None, ended: Ended | None = None) -> None:
        """Build the next generation of a corpus beside the live one, check it, and put it in its place.

        What outlets repeat is counted anew before. Questions are answered meanwhile. One generation is built at a
        time; one that a killed process left unfinished is gone on with.

        Args:
            corpus: The corpus.
            progress: Told how many articles of how many are done.
            ended: Tells whether to end early; the old index then stays live.

        Raises:
            NotFound: There never was such a corpus.
            BuildCancelled: ``ended`` said so.
            BuildFailed: The new generation could not be built.
        """
        if corpus not in self.archive.corpora():
            raise NotFound(f"There is no corpus {corpus}. `dateline status` lists those there are.")
        with self._building:
            self.archive.recount(corpus)
            generations = self._shelf.generations(corpus)
            for attempt in range(1, BUILD_ATTEMPTS + 1):
                folder = generations.next_folder(self._embedder.name)
                job = Build(str(self._home), corpus, str(folder), self._embedder.name)
                try:
                    build(job, progress, ended)
                    generation = self._shelf.open(corpus, folder, finished=True)
                except IndexBroken as error:
                    log.warning("attempt %d to build the index of %s: %s", attempt, corpus, error)
                    generations.discard(folder)
                else:
                    generations.flip(generation)
                    return
        raise BuildFailed(
            f"The new index of {corpus} failed its check {BUILD_ATTEMPTS} times; the old one is still in use. "
            "`dateline doctor` looks for the cause."
        )

    def take_up_changes(self, stop: Event) -> None:
        """Index what was added and removed, by whichever process; one corpus that fails does not stop the others.

        Args:
            stop: Set when this process ends.
        """
        for corpus in self.archive.corpora():
            try:
                if not stop.is_set() and self.unindexed(corpus):
                    self.catch_up(corpus, ended=stop.is_set)
            except BuildCancelled as error:
                log.info("%s", error)
            except DatelineError as error:
                log.warning("%s is not up to date and is tried again: %s", corpus, error)

    def take_up_requests(self, stop: Event) -> None:
        """Do the reindexes that were asked for, one after the other.

        Args:
            stop: Set when this process ends; a reindex that is not done then is for the next owner.
        """
        for request in self.requests.unfinished():
            with self.requests.working_on(request, stop) as (progress, ended):
                if ended():
                    raise BuildCancelled(f"The reindex of {request.corpus} was cancelled before it began.")
                self.reindex(request.corpus, progress, ended)

    def unindexed(self, corpus: str) -> int:
        """Return how many changes of a corpus its index has not applied; it need not be open."""
        manifest = self._shelf.manifest(corpus)
        return len(self.archive.changed(corpus, after=manifest.applied if manifest else 0))

    def status(self, corpus: str) -> Status:
        """Return what there is to know of a corpus; its index need not be open."""
        manifest = self._shelf.manifest(corpus)
        return Status(
            corpus=corpus,
            articles=self.archive.count(corpus),
            paragraphs=self.archive.count_paragraphs(corpus),
            unindexed=self.unindexed(corpus),
            model=manifest.model if manifest else None,
        )

    def check(self, corpus: str) -> None:
        """Check the whole index of a corpus against the archive.

        Raises:
            IndexBroken: It lacks something or has something too many.
            ModelMismatch: Another model made it.
        """
        self._shelf.check(corpus)

    def _is_bulk(self, corpus: str, *, after: int) -> bool:
        waiting = len(self.archive.changed(corpus, after=after))
        return waiting > max(BULK_ARTICLES, BULK_SHARE * self.archive.count(corpus))


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


def _in_order(
    read: Sequence[tuple[Article, str] | Refusal],
    take: Callable[[Sequence[tuple[Article, str]]], list[Added]],
) -> Iterator[Added | Refusal]:
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
