"""One request at a time to each site, and a pause between two."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

_MOST = 1_000
"""Sites that are remembered before those that nobody waits for are forgotten."""


@dataclass(slots=True)
class _Site:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0
    ended: float = -float("inf")


class Turns:
    """Whose turn it is at each site.

    Args:
        pause_s: Seconds between the end of one turn and the beginning of the next.
        clock: Seconds.
        sleep: Waits so many of them.
    """

    def __init__(
        self,
        pause_s: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._pause_s = pause_s
        self._sites: dict[Hashable, _Site] = {}

    @asynccontextmanager
    async def of(self, name: Hashable, delay_s: float = 0.0) -> AsyncIterator[None]:
        """Wait for a turn at a site, and hold it.

        Args:
            name: The site.
            delay_s: Seconds of pause that the site itself asks for, if they are more.
        """
        if len(self._sites) >= _MOST:
            self._sites = {name: site for name, site in self._sites.items() if site.users}
        site = self._sites.setdefault(name, _Site())
        site.users += 1
        try:
            async with site.lock:
                await self._sleep(max(0.0, site.ended + max(self._pause_s, delay_s) - self._clock()))
                try:
                    yield
                finally:
                    site.ended = self._clock()
        finally:
            site.users -= 1
