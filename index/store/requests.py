"""Work that one process asks of the owner of the data folder, such as a reindex."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from index.errors import DatelineError
from index.store import schema
from index.store.database import Database
from index.store.generation import Progress


class State(StrEnum):
    """How far a request has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


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
    """

    id: int
    corpus: str
    state: State
    done: int
    total: int
    message: str


class Requests:
    """The requests of a data folder, kept in the archive, so that they outlive whoever made them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ask(self, corpus: str) -> Request:
        """Ask the owner to reindex a corpus; asking again while one is waiting or running changes nothing."""
        table = schema.request
        open_states = (State.WAITING.value, State.RUNNING.value)
        query = sa.select(table).where(table.c.corpus == corpus, table.c.state.in_(open_states))
        with self._database.writing() as connection:
            row = connection.execute(query).first()
            if row is None:
                values = {
                    "corpus": corpus,
                    "state": State.WAITING.value,
                    "done": 0,
                    "total": 0,
                    "message": "",
                }
                row = connection.execute(sa.insert(table).values(values).returning(table)).one()
        return _request(row)

    def get(self, request_id: int) -> Request:
        """Return a request as it stands now."""
        with self._database.reading() as connection:
            return _request(
                connection.execute(sa.select(schema.request).where(schema.request.c.id == request_id)).one()
            )

    def next_unfinished(self) -> Request | None:
        """Return the oldest request that is not done; one that was running when its owner died is among them."""
        table = schema.request
        open_states = (State.WAITING.value, State.RUNNING.value)
        query = sa.select(table).where(table.c.state.in_(open_states)).order_by(table.c.id).limit(1)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return _request(row) if row else None

    @contextmanager
    def working_on(self, request: Request) -> Iterator[Progress]:
        """Carry a request out: note its progress, and whether it was done or failed and why."""

        def note(done: int, total: int) -> None:
            self._update(request, state=State.RUNNING, done=done, total=total)

        note(0, 0)
        try:
            yield note
        except DatelineError as error:
            self._update(request, state=State.FAILED, message=str(error))
        else:
            self._update(request, state=State.DONE)

    def _update(self, request: Request, **values: object) -> None:
        table = schema.request
        with self._database.writing() as connection:
            connection.execute(sa.update(table).where(table.c.id == request.id).values(values))


def _request(row: sa.Row[tuple[object, ...]]) -> Request:
    values = row._asdict()
    return Request(**{**values, "state": State(values["state"])})
