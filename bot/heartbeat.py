"""A file that says the bot is connected to Discord, for whoever looks from outside."""

import time
from pathlib import Path

from index.store.generation import write_atomically

PURPOSE = "dateline run"
"""What the process that beats calls itself as the owner of the data folder."""

BEAT_S = 15
"""How often the file is written."""

LATE_S = 60
"""How old it may be: a reconnection takes some seconds, and one beat may be missed."""

_FILE = "heartbeat"


def beat(home: Path) -> None:
    """Note that the bot is connected now."""
    write_atomically(home / _FILE, str(int(time.time())))


def silence(home: Path) -> float | None:
    """Return the seconds since the last beat, ``None`` if there never was one."""
    try:
        return time.time() - float((home / _FILE).read_text())
    except (OSError, ValueError):
        return None
