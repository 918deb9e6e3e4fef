"""A library that is owned, up to date and warmed up, and the answerer that works on it."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread

from bot.answering.answerer import Answerer
from bot.cli import screen
from bot.cli.app import configure, err
from index.errors import DatelineError, NotFound
from index.library import Library
from index.retrieval.embedding import Embedder

TEND_S = 2.0
"""How often an open chat looks for what other processes added, removed, or asked it to reindex."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where questions are answered."""

    library: Library
    answerer: Answerer


@contextmanager
def open_desk(purpose: str, corpora: Sequence[str]) -> Iterator[Desk]:
    """Own the data folder, load the model, and bring the indexes of ``corpora`` up to date.

    Args:
        purpose: What this process is, for the message another one gets.
        corpora: The corpora that will be asked.

    Raises:
        HomeInUse: Another process owns the data folder.
        NotFound: One of the corpora never held an article.
    """
    settings = configure()
    embedder = Embedder(settings.embedding_model)
    library = Library(settings.dateline_home, embedder, open_corpora=settings.open_corpora)
    try:
        library.own(purpose)
        for corpus in corpora:
            if corpus not in library.archive.corpora():
                raise NotFound(
                    f"There is no article in the corpus {corpus}. Add some with "
                    f"`dateline add --corpus {corpus} PATH`, or look at samples with `dateline demo`."
                )
        with err.status("Warming up …"):
            embedder.warm_up()
        with screen.progress(err, "Indexing") as progress:
            for corpus in corpora:
                library.catch_up(corpus, progress)
        yield Desk(library, Answerer(library.search, embedder))
    finally:
        library.close()


@contextmanager
def tended(library: Library) -> Iterator[None]:
    """Do what other processes ask of the owner, in the background, for as long as the context lasts.

    Changes and requests have a thread each, so that an added article is found while a reindex runs.
    """
    done = Event()
    workers = [
        Thread(target=_repeat, args=(work, done), name=work.__name__, daemon=True)
        for work in (library.take_up_changes, library.take_up_requests)
    ]
    for worker in workers:
        worker.start()
    try:
        yield
    finally:
        done.set()
        for worker in workers:
            worker.join()


def _repeat(work: Callable[[], None], done: Event) -> None:
    while not done.wait(TEND_S):
        try:
            work()
        except DatelineError as error:
            log.warning("%s", error)
