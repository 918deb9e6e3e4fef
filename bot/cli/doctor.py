"""What `dateline doctor` looks at: settings, data folder, model, and each index against its archive."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from bot import heartbeat, settings
from bot.cli.corpora import abandoned
from index.errors import DatelineError, HomeInUse
from index.library import Library
from index.retrieval import checkpoint
from index.retrieval.embedding import Embedder
from index.store.home import Owner


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, whether it is in order, and what there is to say of it."""

    subject: str
    sound: bool
    words: str


def examine() -> Iterator[Finding]:
    """Look at everything, and stop early only where nothing further can be looked at."""
    yield Finding("Python", True, sys.version.split()[0])
    try:
        loaded = settings.load()
        embedder = Embedder(loaded.embedding_model)
        library = Library(loaded.dateline_home, embedder)
    except DatelineError as error:
        yield Finding("Settings and data folder", False, str(error))
        return
    try:
        yield Finding("Data folder", True, str(loaded.dateline_home))
        yield _tried("Embedding model", loaded.embedding_model, embedder.warm_up)
        yield _tried("Reader", loaded.reader_model, lambda: checkpoint.load(loaded.reader_model).warm_up())
        for departure in library.corpora.left():
            yield Finding("News that nobody asks", True, abandoned(library, departure))
        yield from _indexes(library)
    finally:
        library.close()


def lifeless(owner: Owner | None, silence_s: float | None) -> str | None:
    """Return what is wrong with the process that has the data folder open, ``None`` if it lives.

    Args:
        owner: The process, if there is one.
        silence_s: Seconds since the bot was last seen to be connected, ``None`` if it never was.
    """
    if owner is None:
        return "No process has the data folder open. Start one with `dateline run` or `dateline chat`."
    if owner.purpose != heartbeat.PURPOSE or (silence_s is not None and silence_s <= heartbeat.LATE_S):
        return None
    since = "yet" if silence_s is None else f"for {silence_s:.0f} seconds"
    return f"The bot is running but has not been connected to Discord {since}. Look at its log."


def _indexes(library: Library) -> Iterator[Finding]:
    try:
        library.own("dateline doctor")
    except HomeInUse as error:
        yield Finding("Indexes", True, f"not checked: {error}")
        return
    for corpus in library.archive.corpora():
        status = library.status(corpus)
        words = f"{status.articles} articles, {status.paragraphs} paragraphs"
        if status.unindexed:
            words += f", {status.unindexed} changes not yet indexed (the next start does it)"
        if status.model:
            yield _tried(f"Index of {corpus}", words, partial(library.indexes.check, corpus))
        else:
            yield Finding(f"Index of {corpus}", True, words)


def _tried(subject: str, words: str, attempt: Callable[[], None]) -> Finding:
    try:
        attempt()
    except DatelineError as error:
        return Finding(subject, False, str(error))
    return Finding(subject, True, words)
