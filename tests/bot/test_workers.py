import asyncio
from threading import Event

import pytest

from bot.errors import Busy
from bot.workers import Workers


async def test_work_is_done_beside_the_event_loop() -> None:
    workers, go = Workers(), Event()
    waiting = asyncio.create_task(workers.run(go.wait, 10))
    await asyncio.sleep(0)
    go.set()
    assert await waiting
    workers.close()


async def test_too_much_work_is_refused_in_words_and_taken_again_later() -> None:
    workers, go = Workers(threads=1, waiting=2), Event()
    waiting = [asyncio.create_task(workers.run(go.wait, 10)) for _ in range(3)]
    await asyncio.sleep(0)
    with pytest.raises(Busy, match="in a moment"):
        await workers.run(len, "")
    go.set()
    assert await asyncio.gather(*waiting) == [True] * 3
    assert await workers.run(len, "abc") == 3
    workers.close()


async def test_an_error_reaches_whoever_asked() -> None:
    workers = Workers()
    with pytest.raises(ZeroDivisionError):
        await workers.run(divmod, 1, 0)
    workers.close()
