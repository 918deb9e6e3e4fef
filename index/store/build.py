"""Building a generation in a process of its own, so that nothing else waits for it.

Chroma holds the interpreter lock while it writes; a large build in the bot's own process would make it miss
heartbeats. The child (``python -m index.store.build``) is spawned, never forked, reports in JSON lines on its
standard output, and ends when its standard input closes: when its parent tells it to, or dies.
"""

import ctypes
import json
import logging
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event, Thread

from filelock import FileLock, Timeout

from index.errors import BuildCancelled, BuildFailed, DatelineError, IndexBroken
from index.retrieval.embedding import Embedder
from index.store.archive import Archive
from index.store.database import Database
from index.store.embeddings import Embeddings
from index.store.generation import Generation, Progress

log = logging.getLogger(__name__)

PATIENCE_S = 30
"""How long a build waits for an earlier one on the same folder, whose parent died, to end."""

WATCH_S = 0.5
"""How often it is asked whether a build should end."""

Ended = Callable[[], bool]
"""Tells whether a build should end early."""


@dataclass(frozen=True, slots=True)
class Build:
    """What a child needs to know: the data folder, the corpus, the generation's folder, the model's name."""

    home: str
    corpus: str
    folder: str
    model: str


def build(job: Build, progress: Progress | None = None, ended: Ended | None = None) -> None:
    """Build a generation in a child process and return when the archive's changes are all applied.

    Args:
        job: What to build.
        progress: Told how many articles of how many are done.
        ended: Tells whether to end the child; what it has done stays in its folder.

    Raises:
        IndexBroken: The folder cannot be used, or the child was killed over it; begin again in a new one.
        BuildCancelled: ``ended`` said so.
        BuildFailed: The child failed for another reason; the message says why.
    """
    child = subprocess.Popen(  # noqa: S603 - our own module, with our own arguments
        [sys.executable, "-m", "index.store.build", json.dumps(asdict(job))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    with child, _watching(child, ended) as cancelled:
        failure = _follow(child, progress)
    if cancelled.is_set():
        raise BuildCancelled(f"The reindex of {job.corpus} was cancelled. The old index still answers.")
    if failure is None and child.returncode == 0:
        return
    reason = failure.reason if failure else f"its process ended with code {child.returncode}"
    if failure is None or failure.broken:
        raise IndexBroken(f"The new index of {job.corpus} could not be written: {reason}.")
    raise BuildFailed(
        f"The reindex of {job.corpus} did not finish: {reason} The old index still answers; run the reindex "
        "again to go on where it stopped."
    )


@dataclass(frozen=True, slots=True)
class _Failure:
    reason: str
    broken: bool


@contextmanager
def _watching(child: "subprocess.Popen[str]", ended: Ended | None) -> Iterator[Event]:
    """End the child when ``ended`` says so; the event that is yielded tells whether it did."""
    cancelled, done = Event(), Event()

    def watch() -> None:
        while ended and not done.wait(WATCH_S):
            try:
                wanted = ended()
            except DatelineError as error:
                log.warning("whether to go on with a build could not be told and is asked again: %s", error)
                continue
            if wanted:
                cancelled.set()
                child.terminate()
                return

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield cancelled
    finally:
        done.set()
        watcher.join()


def _follow(child: "subprocess.Popen[str]", progress: Progress | None) -> _Failure | None:
    for line in child.stdout or ():
        report = json.loads(line)
        if "failure" in report:
            return _Failure(report["failure"], report["broken"])
        if progress:
            progress(report["done"], report["total"])
    return None


def _main(job: Build) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    folder = Path(job.folder)
    database = Database(Path(job.home))
    embedder = Embedder(job.model)
    archive, embeddings = Archive(database), Embeddings(database, embedder)
    try:
        with FileLock(folder / "build.lock", timeout=PATIENCE_S):
            generation = Generation(folder, job.corpus, archive, embeddings, job.model)
            generation.check(random.Random(0))  # noqa: S311 - which paragraphs are sampled is no secret
            generation.catch_up(_step_done)
            generation.close()
    except Timeout:
        _report(failure="an earlier reindex of it is still ending.", broken=False)
        sys.exit(1)
    except DatelineError as error:
        _report(failure=str(error), broken=isinstance(error, IndexBroken))
        sys.exit(1)
    database.close()


def _step_done(done: int, total: int) -> None:
    _give_memory_back()
    _report(done=done, total=total)


def _give_memory_back() -> None:
    """Return to the system what the allocator holds free.

    Texts of ever other lengths leave glibc’s heap in pieces: it grew by 200 MB for every thousand articles.
    See https://man7.org/linux/man-pages/man3/malloc_trim.3.html; where it is missing, nothing is done.
    """
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)


def _report(**told: object) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    _main(Build(**json.loads(sys.argv[1])))
