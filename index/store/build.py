"""Building a generation in a process of its own, so that nothing else waits for it.

Chroma holds the interpreter lock while it writes; a large build in the bot's own process would make it miss
heartbeats. The child (``python -m index.store.build``) is spawned, never forked, reports in JSON lines on its
standard output, and ends when its standard input closes: when its parent tells it to, or dies.
"""

import json
import os
import random
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event, Thread

from filelock import FileLock, Timeout

from index.errors import BuildFailed, DatelineError, IndexBroken
from index.retrieval.embedding import Embedder
from index.store.archive import Archive
from index.store.database import Database
from index.store.embeddings import Embeddings
from index.store.generation import Generation, Progress

PATIENCE_S = 30
"""How long a build waits for an earlier one on the same folder, whose parent died, to end."""


@dataclass(frozen=True, slots=True)
class Build:
    """What a child needs to know: the data folder, the corpus, the generation's folder, the model's name."""

    home: str
    corpus: str
    folder: str
    model: str


def build(job: Build, progress: Progress | None = None, cancel: Event | None = None) -> None:
    """Build a generation in a child process and return when the archive's changes are all applied.

    Args:
        job: What to build.
        progress: Told how many articles of how many are done.
        cancel: Set it to end the child; what it has done stays in its folder.

    Raises:
        IndexBroken: The folder cannot be used, or the child was killed over it; begin again in a new one.
        BuildFailed: The child failed for another reason or was cancelled; the message says why.
    """
    child = subprocess.Popen(  # noqa: S603 - our own module, with our own arguments
        [sys.executable, "-m", "index.store.build", json.dumps(asdict(job))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    with child:  # leaving it closes the child's standard input, which ends it, and waits
        failure = _follow(child, progress, cancel)
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


def _follow(child: "subprocess.Popen[str]", progress: Progress | None, cancel: Event | None) -> _Failure | None:
    for line in child.stdout or ():
        if cancel is not None and cancel.is_set():
            return _Failure("it was cancelled.", broken=False)
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
            generation.catch_up(lambda done, total: _report(done=done, total=total))
            generation.close()
    except Timeout:
        _report(failure="an earlier reindex of it is still ending.", broken=False)
        sys.exit(1)
    except DatelineError as error:
        _report(failure=str(error), broken=isinstance(error, IndexBroken))
        sys.exit(1)
    database.close()


def _report(**told: object) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    _main(Build(**json.loads(sys.argv[1])))
