"""What the tests over the wire share: a Discord on loopback, a client that is online while a test runs, and the
bot in two servers with people who use it.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import discord
import pytest
import simcord

from bot.client import Dateline
from bot.desk import Desk, tended
from bot.settings import Settings
from index.library import Library
from index.retrieval.reader import Reader
from tests.web import Web
from tests.wire.loopback import Discord
from tests.wire.loopback.handles import Interaction, Shown

PATIENCE = 90.0
"""Seconds to wait for what takes a child process or a model, on a busy machine."""
POLL_S = 0.2
"""Seconds between two looks at which feeds are due."""


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


@dataclass(frozen=True)
class Newsroom:
    """The bot in two servers over the wire, its library tended as ``dateline run`` does."""

    discord: Discord
    web: Web
    desk: Desk
    settings: Settings
    channel: simcord.ChannelHandle
    admin: simcord.MemberActor
    member: simcord.MemberActor
    other_channel: simcord.ChannelHandle
    other_admin: simcord.MemberActor

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Dateline]:
        """Run the bot, anew at each call."""
        client = Dateline(
            self.desk,
            self.settings,
            connector=self.discord.connector(),
            fetcher=self.web.fetcher(),
            poll_s=POLL_S,
        )
        async with online(client, self.discord):
            await client.wait_until_ready()
            yield client

    async def ask(self, who: simcord.MemberActor, channel: simcord.ChannelHandle, question: str) -> Shown:
        """Ask by command, and return the answer once it is there."""
        return await self.settled(await self.discord.slash(who, channel, "ask", question=question))

    async def settled(self, interaction: Interaction) -> Shown:
        """Return the message an interaction leads to, once it no longer says that the bot is thinking."""
        await self.discord.until(
            lambda: interaction.messages and not interaction.messages[0].loading,
            what=f"what {interaction!r} leads to",
            timeout=PATIENCE,
        )
        return interaction.messages[0]

    async def add(self, name: str, data: bytes) -> Shown:
        """Add a file as the admin, and return what is shown when it is stored and indexed."""
        modal = await self.discord.slash(self.admin, self.channel, "article add")
        preview = await self.settled(await self.discord.submit(self.admin, modal, files=[(name, data)]))
        assert "Nothing is stored yet" in preview.text
        await self.discord.press(self.admin, preview, "Add")
        await self.discord.until(lambda: "Stored and indexed" in preview.text, timeout=PATIENCE)
        return preview


@pytest.fixture
async def newsroom(home: Path, library: Library, reader: Reader) -> AsyncIterator[Newsroom]:
    async with Discord() as discord, Web().open() as web:
        server, other = discord.server("Harbour"), discord.server("Elsewhere")
        with tended(library):
            yield Newsroom(
                discord,
                web,
                Desk.at(library, reader),
                Settings(dateline_home=home),
                server.create_text_channel("news"),
                discord.member(server, "ann", "manage_guild"),
                discord.member(server, "bob"),
                other.create_text_channel("news"),
                discord.member(other, "eve", "manage_guild"),
            )
        assert discord.violations == []
        assert discord.pings == []
