"""Keeping the indexes of a data folder up to date with its archive: in place, or built anew beside live ones."""

import logging
from pathlib import Path
from threading import Event, Lock

from index.errors import BuildCancelled, BuildFailed, DatelineError, IndexBroken, NotFound
from index.store.archive import Archive
from index.store.build import Build, Ended, build
from index.store.generation import Progress
from index.store.requests import Requests
from index.store.shelf import Shelf

log = logging.getLogger(__name__)

BUILD_ATTEMPTS = 2
"""A generation that fails its check may have been wedged by an earlier crash; a fresh one will not be."""

BULK_ARTICLES = 200
BULK_SHARE = 0.2
"""More new articles than both, the second as a share of the corpus, are indexed by a child process."""


class Indexes:
    """The indexes of a data folder, one for each corpus. Changing one needs ``Library.own`` first.

    Args:
        home: The data folder.
        archive: The articles, which the indexes follow.
        requests: The reindexes that were asked for.
        shelf: What opens the indexes.
        model: The name of the model that they are made by.
    """

    def __init__(self, home: Path, archive: Archive, requests: Requests, shelf: Shelf, model: str) -> None:
        self._home = home
        self._archive = archive
        self._requests = requests
        self._shelf = shelf
        self._model = model
        self._building = Lock()

    def unindexed(self, corpus: str) -> int:
        """Return how many changes of a corpus its index has not applied; it need not be open."""
        manifest = self._shelf.manifest(corpus)
        return self._archive.journal.count(corpus, after=manifest.applied if manifest else 0)

    def check(self, corpus: str) -> None:
        """Check the whole index of a corpus against the archive.

        Raises:
            IndexBroken: It lacks something or has something too many.
            ModelMismatch: Another model made it.
        """
        self._shelf.check(corpus)

    def catch_up(self, corpus: str, progress: Progress | None = None, ended: Ended | None = None) -> None:
        """Bring the index of a corpus up to date with the archive.

        A large import is built by a child process beside the live index. A broken index is built anew, and that
        of a corpus without an article is removed.

        Args:
            corpus: The corpus.
            progress: Told how many articles of how many are done.
            ended: Tells whether to end a build early; the old index then stays live.

        Raises:
            BuildFailed: It could not be built; what was live before still is.
        """
        if not self._archive.count(corpus):
            self._let_go(corpus)
        elif not self.catch_up_if_quick(corpus, progress):
            self.reindex(corpus, progress, ended)

    def catch_up_if_quick(self, corpus: str, progress: Progress | None = None) -> bool:
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
            NotFound: There is no such corpus.
            BuildCancelled: ``ended`` said so.
            BuildFailed: The new generation could not be built.
        """
        if corpus not in self._archive.corpora():
            raise NotFound(f"There is no corpus {corpus}. `dateline status` lists those there are.")
        with self._building:
            self._archive.recount(corpus)
            generations = self._shelf.generations(corpus)
            for attempt in range(1, BUILD_ATTEMPTS + 1):
                folder = generations.next_folder(self._model)
                job = Build(str(self._home), corpus, str(folder), self._model)
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
        for corpus in self._archive.corpora():
            try:
                if not stop.is_set() and (self.unindexed(corpus) or not self._archive.count(corpus)):
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
        for request in self._requests.unfinished():
            with self._requests.working_on(request, stop) as (progress, ended):
                if ended():
                    raise BuildCancelled(f"The reindex of {request.corpus} was cancelled before it began.")
                self.reindex(request.corpus, progress, ended)

    def _let_go(self, corpus: str) -> None:
        """Remove the index of a corpus that holds no article; while one is being built, it is left for later."""
        if self._building.acquire(blocking=False):
            try:
                self._shelf.generations(corpus).remove()
                self._archive.journal.forget(corpus)
            finally:
                self._building.release()

    def _is_bulk(self, corpus: str, *, after: int) -> bool:
        waiting = self._archive.journal.count(corpus, after=after)
        return waiting > max(BULK_ARTICLES, BULK_SHARE * self._archive.count(corpus))
