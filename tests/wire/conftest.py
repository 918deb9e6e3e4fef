"""What the tests over the wire share: a Discord on loopback, and a client that is online while a test runs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord
import pytest

from tests.wire.loopback import Discord


@pytest.fixture
async def loopback() -> AsyncIterator[Discord]:
    """A Discord that grants no privileged intent, with nobody in it."""
    async with Discord() as running:
        yield running


@asynccontextmanager
async def online(client: discord.Client, loopback: Discord) -> AsyncIterator[None]:
    """Keep a client logged in and on the gateway.

    Raises:
        Exception: Whatever ended the client early.
    """
    running = asyncio.create_task(client.start(loopback.token))
    ready = asyncio.create_task(loopback.ready())
    await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
    try:
        if not ready.done():
            ready.cancel()
            await running
        yield
    finally:
        await client.close()
        await running
        await loopback.until(lambda: not loopback.gateway.lines, what="the end of the connection")
