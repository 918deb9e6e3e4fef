"""The threads on which models, disk and Chroma run, so that the event loop never waits for them."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from bot.errors import Busy

THREADS = 2
"""Pieces of work done at once. The models use all cores already; a second one fills their gaps."""

WAITING = 32
"""Pieces of work that may wait: at a tenth of a second each, some seconds of patience."""

P = ParamSpec("P")
T = TypeVar("T")


class Workers:
    """A few threads and a queue of bounded length.

    Args:
        threads: How many pieces of work are done at once.
        waiting: How many more may wait.
    """

    def __init__(self, threads: int = THREADS, waiting: int = WAITING) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="worker")
        self._most = threads + waiting
        self._taken = 0

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what ``work`` returns, done on one of the threads.

        Raises:
            Busy: Too much is waiting already.
        """
        if self._taken >= self._most:
            raise Busy("Too many questions are waiting just now. Please ask again in a moment.")
        self._taken += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, partial(work, *args, **kwargs))
        finally:
            self._taken -= 1

    def close(self) -> None:
        """End the threads when they have done what they are doing; what waits is dropped."""
        self._pool.shutdown(wait=True, cancel_futures=True)
