"""The connection to the archive's database: opened, migrated, and its faults put into words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from index.errors import HomeUnusable

FILE_NAME = "archive.sqlite"
BUSY_TIMEOUT_MS = 30_000
"""How long a writer waits for another process's transaction. Ours last milliseconds; a disk may stall."""


class Database:
    """An SQLite file that several processes may use at once.

    It writes ahead (WAL), so that readers never wait for a writer, and syncs every commit: an index
    records which change it has applied, so a change that was once seen must never be lost.
    See https://www.sqlite.org/wal.html.

    Args:
        home: The data folder. It is made if it is missing.

    Raises:
        HomeUnusable: The folder cannot be made, read or written, or a newer Dateline made it.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        with self._explained():
            home.mkdir(parents=True, exist_ok=True)
            self._engine = sa.create_engine(f"sqlite:///{home / FILE_NAME}")
            sa.event.listen(self._engine, "connect", _prepare)
            sa.event.listen(self._engine, "begin", _begin)
            self._migrate()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that sees one state of the archive throughout."""
        with self._explained(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that writes: it holds the write lock from its start and commits at its end."""
        with self._explained(), self._engine.connect() as connection:
            connection = connection.execution_options(write=True)
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def _migrate(self) -> None:
        config = _config()
        newest = ScriptDirectory.from_config(config).get_current_head()
        with self.reading() as connection:
            if MigrationContext.configure(connection).get_current_revision() == newest:
                return
        with self.writing() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except CommandError as error:
            raise HomeUnusable(
                f"The archive in {self.home} was made by a newer Dateline. Upgrade Dateline, or set "
                "DATELINE_HOME to another folder."
            ) from error
        except (sa.exc.DatabaseError, OSError) as error:
            raise HomeUnusable(f"The data folder {self.home} {_trouble(error)}") from error


def knows(revision: str) -> bool:
    """Tell whether this Dateline can read an archive whose schema has this revision."""
    return any(each.revision == revision for each in ScriptDirectory.from_config(_config()).walk_revisions())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "index.store:migrations")
    config.set_main_option("path_separator", "os")
    return config


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _trouble(error: Exception) -> str:
    told = str(error).lower()
    if isinstance(error, FileExistsError | NotADirectoryError):
        return "is a file, not a folder. Set DATELINE_HOME to a folder."
    if "full" in told or "no space" in told:
        return "is on a full disk. Nothing was lost; free some space and try again."
    if "malformed" in told or "not a database" in told:
        return f"holds a damaged archive ({FILE_NAME}). `dateline restore FILE` puts a backup in its place."
    if "locked" in told:
        return "is busy: another process is writing to it. Try again in a minute."
    return "cannot be read or written. Check its permissions, or set DATELINE_HOME to another folder."
