"""The loopback Discord itself, driven by small clients written here: does it do what Discord does?"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord
import pytest

from tests.wire.loopback import Discord


@pytest.fixture
async def loopback() -> AsyncIterator[Discord]:
    async with Discord() as running:
        yield running


@asynccontextmanager
async def online(client: discord.Client, loopback: Discord) -> AsyncIterator[None]:
    running = asyncio.create_task(client.start(loopback.token))
    try:
        await loopback.ready()
        yield
    finally:
        await client.close()
        await running


async def test_a_mention_is_answered(loopback: Discord) -> None:
    class Parrot(discord.Client):
        async def on_message(self, message: discord.Message) -> None:
            if self.user in message.mentions:
                await message.reply(message.content.split(maxsplit=1)[1], mention_author=False)

    server = loopback.server("Newsroom")
    channel = server.create_text_channel("general")
    alice = loopback.member(server, "alice")
    client = Parrot(intents=discord.Intents.default(), connector=loopback.connector())
    async with online(client, loopback):
        question = await loopback.say(alice, channel, "who is there?", mention=loopback.bot)
        answer = await loopback.reply_to(question)
        assert answer.text == "who is there?"
    assert loopback.violations == []
    assert loopback.pings == []
