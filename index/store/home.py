"""The data folder, and the lock of the one process that may touch its indexes."""

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import HomeInUse, HomeUnusable
from index.store.generation import write_atomically

PATIENCE_S = 0.5
"""How long to wait for the lock: whoever only looks who the owner is holds it for a moment."""

_LOCK = "owner.lock"
_OWNER = "owner.json"


@dataclass(frozen=True, slots=True)
class Owner:
    """The process that owns a data folder.

    Attributes:
        purpose: What it is doing, such as ``dateline chat``.
        pid: Its process id.
        since: When it took the folder, in ISO 8601.
    """

    purpose: str
    pid: int
    since: str


class Ownership:
    """The right to open the indexes of a data folder, held by one process at a time.

    Two processes on one Chroma folder silently lose vectors. The lock is the operating system's, so it ends
    with its process however that ends.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._lock = FileLock(home / _LOCK, thread_local=False)

    def take(self, purpose: str) -> None:
        """Become the owner.

        Raises:
            HomeInUse: Another process is; the message names it.
            HomeUnusable: The folder cannot be written.
        """
        try:
            self._lock.acquire(timeout=PATIENCE_S)
        except Timeout:
            raise HomeInUse(self._describe_owner()) from None
        except OSError as error:
            raise HomeUnusable(
                f"The data folder {self._home} cannot be written. Check its permissions, or set DATELINE_HOME "
                "to another folder."
            ) from error
        owner = {
            "purpose": purpose,
            "pid": os.getpid(),
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        write_atomically(self._home / _OWNER, json.dumps(owner))

    def release(self) -> None:
        """Stop being the owner, if this process was."""
        if self._lock.is_locked:
            (self._home / _OWNER).unlink(missing_ok=True)
            self._lock.release()

    @property
    def held(self) -> bool:
        """Whether this process is the owner."""
        return self._lock.is_locked

    def other(self) -> Owner | None:
        """Return the other process that owns the folder, ``None`` if there is none."""
        if self._lock.is_locked:
            return None
        try:
            with FileLock(self._home / _LOCK, blocking=False):
                return None
        except Timeout:
            return self._read_owner()

    def _read_owner(self) -> Owner:
        try:
            return Owner(**json.loads((self._home / _OWNER).read_text()))
        except (OSError, ValueError, TypeError):
            return Owner("another process", 0, "")

    def _describe_owner(self) -> str:
        owner = self._read_owner()
        who = f"{owner.purpose} (process {owner.pid}, since {owner.since})" if owner.pid else owner.purpose
        return (
            f"The data folder {self._home} is in use by {who}. Ask there, stop it first, or set DATELINE_HOME "
            "to another folder."
        )
