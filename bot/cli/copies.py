"""The verbs that take news out and bring it back: export, backup, restore."""

import gzip
import json
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Annotated, cast

import typer

from bot.cli import screen
from bot.cli.app import MAIN, Corpus, Yes, app, configure, confirm, err, fail, library
from bot.cli.articles import index_now
from index.errors import HomeUnusable
from index.library import Library
from index.retrieval.embedding import Embedder
from index.store import backup as backups
from index.store.database import FILE_NAME, Database
from index.store.home import Ownership


@app.command()
def export(
    corpus: Corpus = MAIN,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write; .gz compresses. Else to the screen."),
    ] = None,
    yes: Yes = False,
) -> None:
    """Write the articles of a corpus as JSON lines, which `dateline add` takes back without loss."""
    with library() as opened:
        records = opened.export(corpus)
        if output is None:
            for record in records:
                sys.stdout.write(json.dumps(record) + "\n")
            return
        _ask_to_replace(output, yes=yes)
        total = opened.archive.count(corpus)
        with _written(output) as stream, screen.progress(err, "Exporting") as progress:
            done = 0
            for done, record in enumerate(records, 1):
                stream.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
                progress(done, max(done, total))
    err.print(f"Exported {done} articles of {corpus} to {output}.", markup=False, soft_wrap=True)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it.")],
    yes: Yes = False,
) -> None:
    """Write the whole archive, every corpus, to one file; also while the bot runs."""
    home = configure().dateline_home
    database = Database(home)
    held = backups.contents(database)
    database.close()
    if not held.articles:
        raise fail(f"There is no article in {home} yet, so there is nothing to back up.")
    _ask_to_replace(file, yes=yes)
    with screen.progress(err, "Copying") as progress:
        backups.write(home, file, progress)
    size = file.stat().st_size / 1e6
    err.print(f"Backed up {held} to {file} ({size:,.1f} MB).", markup=False, soft_wrap=True)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `dateline backup` wrote.")],
    yes: Yes = False,
) -> None:
    """Put a backup in the place of the archive, and build the indexes from it.

    The file is checked first. No other process may be running with this data folder.
    """
    settings = configure()
    home = settings.dateline_home
    with _owned(home), ExitStack() as held:
        with err.status("Checking the backup …"):
            copy = held.enter_context(backups.checked(home, file))
        _ask_to_lose(home, yes=yes)
        with screen.progress(err, "Restoring") as progress:
            backups.put(copy, home, progress)
    opened = Library(home, Embedder(settings.embedding_model), open_corpora=settings.open_corpora)
    try:
        for corpus in opened.archive.corpora():
            index_now(opened, corpus, "dateline restore")
    finally:
        opened.close()
    database = Database(home)
    restored = backups.contents(database)
    database.close()
    err.print(f"Restored {restored} from {file}.", markup=False, soft_wrap=True)


@contextmanager
def _owned(home: Path) -> Iterator[None]:
    """Own a data folder whose archive may be damaged, so that no library can open it."""
    home.mkdir(parents=True, exist_ok=True)
    ownership = Ownership(home)
    ownership.take("dateline restore")
    try:
        yield
    finally:
        ownership.release()


def _ask_to_lose(home: Path, *, yes: bool) -> None:
    """Ask before an archive with articles in it, or a damaged one, is replaced."""
    if not (home / FILE_NAME).exists():
        return
    try:
        database = Database(home)
        held = backups.contents(database)
        database.close()
    except HomeUnusable:
        lost = f"The archive in {home} cannot be read; it would be kept beside the restored one."
    else:
        if not held.articles:
            return
        lost = f"{home} holds {held}, which would be replaced."
    confirm(lost, "Restore the backup?", yes=yes)


def _ask_to_replace(path: Path, *, yes: bool) -> None:
    if path.is_dir():
        raise fail(f"{path} is a folder. Give the name of a file in it.")
    if not path.parent.is_dir():
        raise fail(f"There is no folder {path.parent}. Make it first, or name another.")
    if path.exists():
        confirm(f"There is a file {path} already.", "Replace it?", yes=yes)


@contextmanager
def _written(path: Path) -> Iterator[IO[bytes]]:
    """A file that is there when it is whole, or not at all; compressed if its name ends in .gz."""
    draft = path.with_name(f"{path.name}.draft")
    try:
        with draft.open("wb") as file:
            if path.suffix.lower() == ".gz":
                with gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0) as packed:
                    yield cast("IO[bytes]", packed)
            else:
                yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise fail(f"{path} could not be written: {(error.strerror or 'the disk failed').lower()}.") from error
    finally:
        draft.unlink(missing_ok=True)
