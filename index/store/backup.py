"""A copy of a whole archive in one file, and an archive from such a copy.

The copy is made by SQLite's online backup (https://www.sqlite.org/backup.html) inside one read transaction, so it
is the archive of one moment whoever writes meanwhile. It holds the embeddings: an index made from it computes
none again. The other way, the checked copy is written over the archive in one transaction, so that a process
that has the archive open sees the old state or the new one, and so does the next start after a crash.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa

from index.errors import BadBackup, HomeUnusable
from index.store import schema
from index.store.database import BUSY_TIMEOUT_MS, FILE_NAME, Database, knows
from index.store.generation import Progress

PAGES = 2_000
"""Pages of 4 KB copied between two reports of progress: some hundredths of a second."""

MAGIC = b"SQLite format 3\0"

_WORK = "restoring"
"""The folder in the data folder where a copy is checked before it takes the archive's place."""

_SIDES = ("-wal", "-shm", "-journal")
"""What SQLite may keep beside a database."""

_PASSING = (schema.removed, schema.request)
"""What is of its moment and in no backup: what was removed is to be gone, and who waits for a reindex now."""


@dataclass(frozen=True, slots=True)
class Contents:
    """How much an archive holds."""

    corpora: int
    articles: int

    def __str__(self) -> str:
        articles = "1 article" if self.articles == 1 else f"{self.articles:,} articles"
        return f"{articles} in {self.corpora} {'corpus' if self.corpora == 1 else 'corpora'}"


def contents(database: Database) -> Contents:
    """Return how much an archive holds."""
    table = schema.article
    with database.reading() as connection:
        corpora, articles = connection.execute(
            sa.select(sa.func.count(sa.distinct(table.c.corpus)), sa.func.count())
        ).one()
    return Contents(corpora, articles)


def write(home: Path, path: Path, progress: Progress | None = None) -> None:
    """Write a backup of the archive in ``home``; the file is there when it is whole, or not at all.

    Args:
        home: The data folder, which any process may be writing to.
        path: The file, which is replaced if it is there.
        progress: Told how many pages of how many are done.

    Raises:
        BadBackup: The file cannot be written, or the archive cannot be read.
    """
    draft = path.with_name(f"{path.name}.draft")
    try:
        _remove(draft)
        with closing(_open(home / FILE_NAME)) as archive, closing(sqlite3.connect(draft)) as copy:
            archive.execute("BEGIN")
            archive.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # from here on it sees one state
            archive.backup(copy, pages=PAGES, progress=_told(progress))
            copy.isolation_level = None
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
            for table in _PASSING:
                copy.execute(f"DELETE FROM {table.name}")  # noqa: S608 - our own tables
            copy.execute("VACUUM")  # what was ever deleted may still stand in free pages
            _check_sound(copy)
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise BadBackup(f"The backup {path} could not be written: {_said(error)}") from error
    finally:
        _remove(draft)


@contextmanager
def checked(home: Path, path: Path) -> Iterator[Path]:
    """A copy of a backup beside the archive, checked and brought to the present schema; gone at the end.

    Args:
        home: The data folder it is for.
        path: The backup.

    Raises:
        BadBackup: The file is no backup, is damaged, or a newer Dateline made it.
    """
    work = home / _WORK
    try:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        copy = work / FILE_NAME
        with path.open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                raise BadBackup(f"{path} is no backup. `dateline backup FILE` makes one.")
        shutil.copyfile(path, copy)
        _check_backup(copy, path)
        _bring_up_to_date(work, path)
        yield copy
    except OSError as error:
        raise BadBackup(f"The backup {path} could not be read: {_said(error)}") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def put(copy: Path, home: Path, progress: Progress | None = None, *, pages: int = PAGES) -> None:
    """Put a checked copy in the place of the archive in ``home``, in one transaction.

    An archive that is damaged is kept beside it, as ``archive.sqlite.damaged``. The indexes go first: they are of
    the archive that was there, and can always be made again.

    Args:
        copy: What ``checked`` gave.
        home: The data folder; this process owns it.
        progress: Told how many pages of how many are done.
        pages: Pages copied between two reports.

    Raises:
        BadBackup: The archive cannot be written; it is as it was.
    """
    archive = home / FILE_NAME
    try:
        if (home / "index").exists():
            shutil.rmtree(home / "index")
        if archive.exists() and not _is_sound(archive):
            for side in ("", *_SIDES):
                damaged = archive.with_name(archive.name + side)
                if damaged.exists():
                    damaged.replace(damaged.with_name(f"{archive.name}.damaged{side}"))
        Database(home).close()
        with closing(_open(copy)) as source, closing(sqlite3.connect(archive)) as target:
            target.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
            target.execute("PRAGMA synchronous = FULL")
            source.backup(target, pages=pages, progress=_told(progress))
            target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except (OSError, sqlite3.Error) as error:
        raise BadBackup(f"The archive in {home} could not be replaced and is as it was: {_said(error)}") from error


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=rw", uri=True, isolation_level=None)
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    return connection


def _check_backup(copy: Path, path: Path) -> None:
    """Check that a file is a backup of ours, whole, and nothing besides.

    Raises:
        BadBackup: It is not.
    """
    no_backup = BadBackup(f"{path} is no backup of Dateline. `dateline backup FILE` makes one.")
    try:
        with closing(_open(copy)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            kinds = connection.execute("SELECT DISTINCT type FROM sqlite_schema").fetchall()
            if not {kind for (kind,) in kinds} <= {"table", "index"}:
                raise no_backup
            (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
            connection.execute("SELECT count(*) FROM article").fetchone()
            if not knows(revision):
                raise BadBackup(f"The backup {path} was made by a newer Dateline. Upgrade Dateline to restore it.")
            _check_sound(connection)
    except sqlite3.OperationalError as error:
        raise no_backup from error
    except sqlite3.Error as error:
        raise BadBackup(f"The backup {path} is damaged, and nothing was changed. Take another one.") from error


def _bring_up_to_date(work: Path, path: Path) -> None:
    """Migrate the copy of a backup, and compare what comes of it with the schema.

    Raises:
        BadBackup: It is not the archive that it says it is.
    """
    try:
        database = Database(work)
        with database.reading() as connection:
            inspector = sa.inspect(connection)
            found = {
                name: {column["name"] for column in inspector.get_columns(name)}
                for name in inspector.get_table_names()
            }
        database.close()
    except HomeUnusable as error:
        raise BadBackup(f"The backup {path} could not be brought up to date. Nothing was changed.") from error
    if any(found.get(name) != set(table.columns.keys()) for name, table in schema.metadata.tables.items()):
        raise BadBackup(f"{path} is no backup of Dateline: its tables are others.")


def _check_sound(connection: sqlite3.Connection) -> None:
    """Read every page of a database.

    Raises:
        sqlite3.DatabaseError: One of them is damaged.
    """
    connection.execute("PRAGMA cell_size_check = ON")
    (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone():
        raise sqlite3.DatabaseError("database disk image is malformed")


def _is_sound(archive: Path) -> bool:
    """Tell whether there is an archive that other processes may be working with."""
    try:
        with closing(_open(archive)) as connection:
            _check_sound(connection)
            (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise
        return False
    except sqlite3.DatabaseError:
        return False
    return knows(revision)


def _told(progress: Progress | None) -> Callable[[int, int, int], None]:
    """Return what SQLite tells its progress to: a status, pages left, and all pages."""
    return lambda _status, left, total: progress(total - left, total) if progress else None


def _remove(path: Path) -> None:
    for side in ("", *_SIDES):
        path.with_name(path.name + side).unlink(missing_ok=True)


def _said(error: Exception) -> str:
    told = str(error).lower()
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder."
    if isinstance(error, PermissionError) or "readonly" in told or "unable to open" in told:
        return "it may not be opened. Check its folder and permissions."
    if "full" in told or "no space" in told:
        return "the disk is full."
    if "malformed" in told or "not a database" in told:
        return "the archive is damaged. `dateline restore` brings back an earlier backup."
    if "locked" in told:
        return "another process is writing. Try again in a minute."
    return f"{(error.strerror or 'the disk failed').lower() if isinstance(error, OSError) else told}."
