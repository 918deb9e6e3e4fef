"""``dateline run``: it says what is wrong with a token, shows that it lives, and ends in order when told to."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from bot.cli import doctor
from bot.client import INTENT_MISSING, TOKEN_UNKNOWN, UNREACHABLE, Dateline, invitation, serve
from bot.desk import Desk
from bot.errors import NoConnection
from bot.heartbeat import LATE_S, PURPOSE, silence
from bot.settings import Settings
from index.library import Library
from index.retrieval.reader import Reader
from index.store.home import Owner
from tests.wire.loopback import Discord

OWNER = Owner(PURPOSE, 1, "2025-05-16T12:00:00+00:00")


@pytest.fixture
def said() -> list[str]:
    """What was announced to the operator."""
    return []


@pytest.fixture
async def client(home: Path, library: Library, reader: Reader, loopback: Discord, said: list[str]) -> Dateline:
    desk = Desk.at(library, reader)
    settings = Settings(dateline_home=home)
    return Dateline(desk, settings, announce=said.append, connector=loopback.connector())


async def test_a_wrong_token_is_told_in_a_line(client: Dateline) -> None:
    with pytest.raises(NoConnection) as told:
        await serve(client, "not.a.token")
    assert str(told.value) == TOKEN_UNKNOWN
    assert "\n" not in TOKEN_UNKNOWN


async def test_an_intent_that_is_not_granted_is_told_in_a_line(client: Dateline, loopback: Discord) -> None:
    client._connection._intents.message_content = True  # the bot asks for none that needs a grant
    with pytest.raises(NoConnection) as told:
        await serve(client, loopback.token)
    assert str(told.value) == INTENT_MISSING


async def test_a_discord_that_cannot_be_reached_is_told_in_a_line(client: Dateline, loopback: Discord) -> None:
    loopback.fail("GET", "/users/@me", 0, times=20)
    with pytest.raises(NoConnection) as told:
        await serve(client, loopback.token)
    assert str(told.value) == UNREACHABLE


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_when_the_question_under_way_is_answered(
    client: Dateline, loopback: Discord, number: int
) -> None:
    channel = (server := loopback.server("Harbour")).create_text_channel("news")
    member = loopback.member(server, "bob")
    running = asyncio.create_task(serve(client, loopback.token))
    await loopback.ready()
    await client.wait_until_ready()
    asked = await loopback.say(member, channel, "Who led each delegation?", mention=loopback.bot)
    await loopback.until(lambda: loopback.typed_in(channel))
    os.kill(os.getpid(), number)
    await asyncio.wait_for(running, 60)
    assert "Umerov" in (await loopback.reply_to(asked)).text
    assert client.is_closed()
    assert loopback.violations == []


async def test_it_knows_when_discord_is_gone_and_when_it_is_back(client: Dateline, loopback: Discord) -> None:
    running = asyncio.create_task(serve(client, loopback.token))
    await loopback.ready()
    await loopback.until(lambda: client.online)
    async with loopback.outage():
        await loopback.until(lambda: not client.online)
    await loopback.until(lambda: client.online, timeout=60)
    os.kill(os.getpid(), signal.SIGTERM)
    await running


async def test_it_shows_that_it_is_connected_and_how_to_invite_it(
    client: Dateline, loopback: Discord, home: Path, said: list[str]
) -> None:
    assert doctor.lifeless(OWNER, silence(home)) is not None
    running = asyncio.create_task(serve(client, loopback.token))
    await loopback.ready()
    await loopback.until(lambda: len(said) == 2)
    assert "in 0 servers" in said[0]
    assert "scope=bot+applications.commands" in said[1]
    assert client.application_id is not None
    assert invitation(client.application_id) in said[1]
    assert doctor.lifeless(OWNER, silence(home)) is None
    os.kill(os.getpid(), signal.SIGTERM)
    await running
    assert "not been connected" in str(doctor.lifeless(OWNER, LATE_S + 1))
    assert doctor.lifeless(None, 0) is not None
