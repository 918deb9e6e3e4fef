"""What was sent and understood, but not yet confirmed."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.errors import Busy

Sent = TypeVar("Sent")

KEPT_S = 14 * 60
"""How long a draft can be confirmed: the message that asks can be changed for 15 minutes.
See https://docs.discord.com/developers/interactions/receiving-and-responding."""

MOST_EACH = 4
"""Drafts of one corpus kept at once; its oldest goes first."""
MOST = 32
"""Drafts kept in all; each may be as large as the files that Discord lets people upload."""


@dataclass(frozen=True, slots=True)
class Draft(Generic[Sent]):
    """What somebody sent.

    Attributes:
        corpus: The corpus it is for.
        sources: What was understood of it.
        until: Until when it can be confirmed, on the clock of ``Drafts``.
    """

    corpus: str
    sources: Sent
    until: float


class Drafts(Generic[Sent]):
    """The drafts of a bot, in memory: nothing is lost with them that its sender does not have.

    Args:
        clock: Seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._drafts: dict[str, Draft[Sent]] = {}

    def keep(self, corpus: str, sources: Sent) -> str:
        """Keep a draft, and return the id under which it can be taken.

        Raises:
            Busy: The drafts of other corpora leave no room.
        """
        self.tidy()
        own = [name for name, each in self._drafts.items() if each.corpus == corpus]
        for name in own[: len(own) - MOST_EACH + 1]:
            del self._drafts[name]
        if len(self._drafts) >= MOST:
            raise Busy("Too many previews are waiting just now. Please send it again in a quarter of an hour.")
        name = secrets.token_hex(8)
        self._drafts[name] = Draft(corpus, sources, self._clock() + KEPT_S)
        return name

    def tidy(self) -> None:
        """Forget the drafts whose time is over."""
        now = self._clock()
        self._drafts = {name: each for name, each in self._drafts.items() if each.until > now}

    def take(self, name: str, corpus: str) -> Draft[Sent] | None:
        """Return a draft for a corpus and forget it; ``None`` if there is none, or its time is over."""
        draft = self._drafts.get(name)
        if draft is None or draft.corpus != corpus:
            return None
        del self._drafts[name]
        return draft if draft.until > self._clock() else None
