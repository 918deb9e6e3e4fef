"""Reindexes that were asked of the owner of the data folder: by another process, or in a chat."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from threading import Event

import sqlalchemy as sa

from index.errors import BuildCancelled, DatelineError, NotFound
from index.store import schema
from index.store.database import Database
from index.store.generation import Progress

log = logging.getLogger(__name__)


class State(StrEnum):
    """How far a request has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNFORESEEN = "The reindex failed in a way it should not; the log has the details. The old index still answers."

KEPT = timedelta(days=30)
"""How long after it was asked a request is kept that has ended: long enough to see why last week's failed."""

OPEN = (State.WAITING, State.RUNNING)
"""The states of a request that is still to be carried out."""


@dataclass(frozen=True, slots=True)
class Request:
    """A reindex that was asked for.

    Attributes:
        id: Its number.
        corpus: The corpus to index anew.
        state: How far it has come.
        done: How many articles are indexed.
        total: Of how many.
        message: Why it failed, if it did.
        asked_by: Who asked, in the asker's own terms; "" if nobody said.
        asked_at: When.
        told_in: Where its progress is shown, in the asker's own terms; "" if nowhere.
        cancelled: Whether somebody wants it to end.
    """

    id: int
    corpus: str
    state: State
    done: int
    total: int
    message: str
    asked_by: str
    asked_at: datetime
    told_in: str
    cancelled: bool


class Requests:
    """The requests of a data folder, kept in the archive, so that they outlive whoever made them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ask(self, corpus: str, *, asked_by: str = "", told_in: str = "") -> Request:
        """Ask the owner to reindex a corpus; if it was asked already, that request is returned unchanged.

        Requests that ended and were asked longer ago than ``KEPT`` are forgotten, unless their end is to be shown.

        Args:
            corpus: The corpus.
            asked_by: Who asks.
            told_in: Where the progress will be shown.
        """
        table = schema.request
        query = sa.select(table).where(table.c.corpus == corpus, table.c.state.in_(OPEN))
        with self._database.writing() as connection:
            row = connection.execute(query).first()
            if row is None:
                _forget(connection)
                values = {
                    "corpus": corpus,
                    "state": State.WAITING.value,
                    "done": 0,
                    "total": 0,
                    "message": "",
                    "asked_by": asked_by,
                    "asked_at": datetime.now(UTC),
                    "told_in": told_in,
                    "cancelled": False,
                }
                row = connection.execute(sa.insert(table).values(values).returning(table)).one()
        return _request(row)

    def told(self, request_id: int) -> None:
        """Note that the progress of a request need not be shown any more."""
        self._update(request_id, told_in="")

    def cancel(self, request_id: int) -> None:
        """Ask for a request to end; its index so far is kept, and the next reindex goes on with it."""
        self._update(request_id, cancelled=True)

    def get(self, request_id: int) -> Request:
        """Return a request as it stands now.

        Raises:
            NotFound: There is none of that number, or it ended long ago.
        """
        found = self._where(schema.request.c.id == request_id)
        if not found:
            raise NotFound(f"There is no reindex {request_id} any more. `dateline status` says what there is.")
        return found[0]

    def unfinished(self) -> list[Request]:
        """Return the requests to carry out, oldest first; one that ran when its owner died is among them."""
        return self._where(schema.request.c.state.in_(OPEN))

    def untold(self) -> list[Request]:
        """Return the requests whose progress or end is still to be shown somewhere, oldest first."""
        return self._where(schema.request.c.told_in != "")

    @contextmanager
    def working_on(self, request: Request, stop: Event) -> Iterator[tuple[Progress, Callable[[], bool]]]:
        """Carry a request out: note its progress, and whether it was done, cancelled, or failed and why.

        Args:
            request: The request.
            stop: Set when this process ends; the request then stays open for the next owner.

        Yields:
            What to tell of the progress, and what tells whether to end early.
        """

        def note(done: int, total: int) -> None:
            self._update(request.id, state=State.RUNNING, done=done, total=total)

        def ended() -> bool:
            return stop.is_set() or self.get(request.id).cancelled

        note(0, 0)
        try:
            yield note, ended
        except BuildCancelled:
            if not stop.is_set():
                self._update(request.id, state=State.CANCELLED)
        except DatelineError as error:
            self._update(request.id, state=State.FAILED, message=str(error))
        except Exception:  # logged whole, and told as failed to whoever asked for it
            log.exception("the reindex of %s failed in a way it should not", request.corpus)
            self._update(request.id, state=State.FAILED, message=UNFORESEEN)
        else:
            self._update(request.id, state=State.DONE)

    def _where(self, condition: sa.ColumnElement[bool]) -> list[Request]:
        query = sa.select(schema.request).where(condition).order_by(schema.request.c.id)
        with self._database.reading() as connection:
            return [_request(row) for row in connection.execute(query)]

    def _update(self, request_id: int, **values: object) -> None:
        table = schema.request
        with self._database.writing() as connection:
            connection.execute(sa.update(table).where(table.c.id == request_id).values(values))


def _forget(connection: sa.Connection) -> None:
    table = schema.request
    ended = sa.and_(table.c.state.not_in(OPEN), table.c.told_in == "")
    connection.execute(sa.delete(table).where(ended, table.c.asked_at < datetime.now(UTC) - KEPT))


def _request(row: sa.Row[tuple[object, ...]]) -> Request:
    values = row._asdict()
    typed = {"state": State(values["state"]), "asked_at": values["asked_at"].replace(tzinfo=UTC)}
    return Request(**(values | typed))
