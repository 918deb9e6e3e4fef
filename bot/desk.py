"""A library that is owned and warmed up, with the answerer that works on it, and who tends it meanwhile."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread
from typing import Self

from bot.answering.answerer import Answerer
from bot.answering.reading import PassageReader
from index.library import Library
from index.retrieval.reader import ReadsPassages

TEND_S = 2.0
"""How often an open desk looks for what was added, removed, or asked to be indexed anew."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where questions are answered.

    Attributes:
        library: The articles.
        read: What reads and ranks passages of them.
        answerer: What answers by it.
    """

    library: Library
    read: PassageReader
    answerer: Answerer

    @classmethod
    def at(cls, library: Library, reader: ReadsPassages) -> Self:
        """Return the desk at a library.

        Args:
            library: The library; this process owns it.
            reader: The model that reads.
        """
        read = PassageReader(reader)
        return cls(library, read, Answerer(library.search, read, withdrawn=library.search.withdrawn))


@contextmanager
def tended(library: Library) -> Iterator[None]:
    """Take up changes and reindexes in the background, for as long as the context lasts.

    Each has a thread of its own, so that an added article is found while a reindex runs. At the end a build that
    is under way is broken off; the next owner goes on with it.
    """
    stop = Event()
    workers = [
        Thread(target=_repeat, args=(work, stop), name=work.__name__, daemon=True)
        for work in (library.indexes.take_up_changes, library.indexes.take_up_requests)
    ]
    for worker in workers:
        worker.start()
    try:
        yield
    finally:
        stop.set()
        for worker in workers:
            worker.join()


def _repeat(work: Callable[[Event], None], stop: Event) -> None:
    while not stop.wait(TEND_S):
        try:
            work(stop)
        except Exception:  # logged whole; what tends the library goes on
            log.exception("%s failed and is tried again", work.__name__)
