"""Logging in, losing the connection, resuming, rate limits and faults, as discord.py meets them at Discord."""

import asyncio
import json
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import discord
import pytest
import simcord

from tests.wire.conftest import online
from tests.wire.loopback import Discord

GUILD_READY = 0.05
"""Seconds after the last GUILD_CREATE at which the client is ready; discord.py's own two are long for a test."""

Channel = simcord.ChannelHandle
Member = simcord.MemberActor


class Listener(discord.Client):
    """A client that notes what it hears and what happens to its connection."""

    def __init__(self, loopback: Discord, **options: Any) -> None:
        intents = options.pop("intents", discord.Intents.default())
        super().__init__(
            intents=intents, connector=loopback.connector(), guild_ready_timeout=GUILD_READY, **options
        )
        self.heard: list[str] = []
        self.lived: list[str] = []

    async def on_message(self, message: discord.Message) -> None:
        self.heard.append(message.clean_content)

    async def on_ready(self) -> None:
        self.lived.append("ready")

    async def on_resumed(self) -> None:
        self.lived.append("resumed")


@pytest.fixture
async def listener(loopback: Discord) -> AsyncIterator[Listener]:
    client = Listener(loopback)
    async with online(client, loopback):
        yield client


@pytest.fixture
def channel(loopback: Discord) -> Channel:
    return loopback.server("Newsroom").create_text_channel("general")


@pytest.fixture
def alice(loopback: Discord) -> simcord.UserHandle:
    return loopback.user("alice")


# ---------------------------------------------------------------------- logging in


async def test_a_wrong_token_is_refused(loopback: Discord) -> None:
    async with Listener(loopback) as client:
        with pytest.raises(discord.LoginFailure):
            await client.start("wrong")
    assert loopback.violations == []


async def test_a_privileged_intent_must_be_granted(loopback: Discord) -> None:
    wanted = discord.Intents.default()
    wanted.message_content = True
    async with Listener(loopback, intents=wanted) as client:
        with pytest.raises(discord.PrivilegedIntentsRequired):
            await client.start(loopback.token)
    async with Discord(privileged=("message_content",)) as generous:
        server = generous.server("Newsroom")
        general = server.create_text_channel("general")
        client = Listener(generous, intents=wanted)
        async with online(client, generous):
            await generous.say(generous.member(server, "alice"), general, "to nobody in particular")
            await generous.until(lambda: client.heard == ["to nobody in particular"])


async def test_the_client_knows_its_server_when_it_is_ready(loopback: Discord, channel: Channel) -> None:
    client = Listener(loopback)
    async with online(client, loopback):
        await client.wait_until_ready()
        assert [each.name for each in client.guilds] == ["Newsroom"]
        found = client.get_channel(channel.id)
        assert isinstance(found, discord.TextChannel)
        assert found.permissions_for(found.guild.me).send_messages
        loopback.server("Late edition")
        await loopback.until(lambda: len(client.guilds) == 2)


async def test_no_other_name_resolves(loopback: Discord) -> None:
    async with aiohttp.ClientSession(connector=loopback.connector()) as session:
        with pytest.raises(aiohttp.ClientConnectorError):
            await session.get("https://example.org/")
        with pytest.raises(aiohttp.ClientConnectorError):
            await session.get("https://status.discord.com/")
        async with session.get("https://discord.com/api/v10/gateway/bot") as answer:
            assert answer.status == 401
            assert answer.headers["Content-Type"] == "application/json"
    assert [each.message for each in loopback.violations] == [
        "asked for the host example.org",
        "asked for the host status.discord.com",
    ]


# ---------------------------------------------------------------------- the gateway


@asynccontextmanager
async def dialled(loopback: Discord, query: str = "") -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    url = f"https://gateway.discord.gg/?v=10&encoding=json{query}"
    async with (
        aiohttp.ClientSession(connector=loopback.connector()) as session,
        session.ws_connect(url) as socket,
    ):
        yield socket


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"op": 2, "d": {"token": "wrong", "intents": 0}}, 4004),
        ({"op": 2, "d": {"token": None, "intents": 1 << 15}}, 4014),
        ({"op": 3, "d": {}}, 4003),
        ({"op": 99, "d": {}}, 4002),
    ],
)
async def test_the_gateway_closes_with_the_right_code(loopback: Discord, sent: dict[str, Any], code: int) -> None:
    async with dialled(loopback) as socket:
        assert (await socket.receive_json())["op"] == 10
        if "token" in sent["d"] and sent["d"]["token"] is None:
            sent["d"]["token"] = loopback.token
        await socket.send_json(sent)
        assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE
        assert socket.close_code == code


async def test_the_gateway_speaks_one_compressed_stream(loopback: Discord, channel: Channel) -> None:
    inflate = zlib.decompressobj()
    async with dialled(loopback, "&compress=zlib-stream") as socket:

        async def receive() -> Any:
            packed = await socket.receive_bytes()
            assert packed.endswith(b"\x00\x00\xff\xff")
            return json.loads(inflate.decompress(packed))

        assert (await receive())["op"] == 10
        await socket.send_json({"op": 1, "d": None})
        assert (await receive())["op"] == 11
        await socket.send_json({"op": 2, "d": {"token": loopback.token, "intents": 1}})
        ready, guild = await receive(), await receive()
        assert (ready["t"], ready["s"], guild["t"], guild["s"]) == ("READY", 1, "GUILD_CREATE", 2)
        assert guild["d"]["channels"][0]["id"] == str(channel.id)


async def test_heartbeats_are_acknowledged() -> None:
    async with Discord(heartbeat=0.1) as loopback:
        client = Listener(loopback)
        async with online(client, loopback):
            await loopback.until(lambda: loopback.gateway.heartbeats >= 3)
            assert client.latency < 1


async def test_what_was_missed_is_replayed_after_a_cut(
    loopback: Discord, alice: simcord.UserHandle, listener: Listener
) -> None:
    await loopback.dm(alice, "before")
    await loopback.until(lambda: listener.heard == ["before"])
    async with loopback.outage():
        await loopback.dm(alice, "meanwhile")
    await loopback.ready()
    await loopback.dm(alice, "after")
    await loopback.until(lambda: listener.heard == ["before", "meanwhile", "after"])
    await loopback.until(lambda: "resumed" in listener.lived)
    assert len(loopback.gateway.sessions) == 1


async def test_a_client_reconnects_when_it_is_told_to(
    loopback: Discord, alice: simcord.UserHandle, listener: Listener
) -> None:
    loopback.reconnect()
    await loopback.until(lambda: listener.lived == ["resumed"])
    await loopback.dm(alice, "still there?")
    await loopback.until(lambda: listener.heard == ["still there?"])


async def test_an_invalid_session_is_begun_anew(
    loopback: Discord, alice: simcord.UserHandle, listener: Listener
) -> None:
    first = set(loopback.gateway.sessions)
    loopback.invalidate()
    await loopback.until(lambda: set(loopback.gateway.sessions) - first, timeout=15)
    await loopback.dm(alice, "again")
    await loopback.until(lambda: listener.heard == ["again"])
    assert "resumed" not in listener.lived


@pytest.mark.parametrize(("code", "answer"), [(1000, (9, None)), (4000, (0, "RESUMED"))])
async def test_whether_a_session_can_be_resumed_depends_on_how_it_was_closed(
    loopback: Discord, code: int, answer: tuple[int, str | None]
) -> None:
    async with dialled(loopback) as socket:
        await socket.receive_json()
        await socket.send_json({"op": 2, "d": {"token": loopback.token, "intents": 1}})
        session = (await socket.receive_json())["d"]["session_id"]
        await socket.close(code=code)
    async with dialled(loopback) as socket:
        await socket.receive_json()
        await socket.send_json({"op": 6, "d": {"token": loopback.token, "session_id": session, "seq": 1}})
        received = await socket.receive_json()
        assert (received["op"], received["t"]) == answer


# ---------------------------------------------------------------------- limits and faults


async def test_a_client_that_sends_much_is_slowed_down_and_never_refused(
    loopback: Discord, channel: Channel, listener: Listener
) -> None:
    target = listener.get_partial_messageable(channel.id)
    sending = asyncio.gather(*(target.send(str(number)) for number in range(7)))
    await loopback.until(lambda: len(loopback.messages(channel)) == 5)
    await asyncio.sleep(0.1)
    assert len(loopback.messages(channel)) == 5
    sending.cancel()
    assert {each.status for each in loopback.requests} == {200}


async def test_a_client_that_does_not_heed_the_headers_gets_a_429(loopback: Discord, channel: Channel) -> None:
    url = f"https://discord.com/api/v10/channels/{channel.id}/messages"
    headers = {"Authorization": f"Bot {loopback.token}"}
    async with aiohttp.ClientSession(connector=loopback.connector(), headers=headers) as session:
        answers = [await session.post(url, json={"content": "x"}) for _ in range(6)]
        last = await answers[-1].json()
    assert [each.status for each in answers] == [200] * 5 + [429]
    assert [each.headers["X-RateLimit-Remaining"] for each in answers] == ["4", "3", "2", "1", "0", "0"]
    assert 0 < last["retry_after"] <= 5
    assert answers[-1].headers["Via"]
    assert len({each.headers["X-RateLimit-Bucket"] for each in answers}) == 1


@pytest.mark.parametrize(("status", "tries"), [(429, 2), (502, 2)])
async def test_a_client_tries_again_after_a_fault(
    loopback: Discord, channel: Channel, listener: Listener, status: int, tries: int
) -> None:
    loopback.fail("POST", rf"/channels/{channel.id}/messages$", status)
    await listener.get_partial_messageable(channel.id).send("at last")
    assert [each.text for each in loopback.messages(channel)] == ["at last"]
    sent = [each for each in loopback.requests if each.method == "POST"]
    assert [each.status for each in sent] == [status, 200]
    assert len(sent) == tries


async def test_a_lost_answer_makes_a_client_say_things_twice(
    loopback: Discord, channel: Channel, listener: Listener
) -> None:
    loopback.fail("POST", rf"/channels/{channel.id}/messages$", 502, handled=True)
    await listener.get_partial_messageable(channel.id).send("once")
    assert [each.text for each in loopback.messages(channel)] == ["once", "once"]


async def test_a_cut_connection_is_an_error(loopback: Discord, channel: Channel, listener: Listener) -> None:
    loopback.fail("POST", rf"/channels/{channel.id}/messages$", 0)
    with pytest.raises(aiohttp.ClientError):
        await listener.get_partial_messageable(channel.id).send("lost")
    assert loopback.messages(channel) == []


async def test_files_go_up_and_come_down(loopback: Discord, channel: Channel, listener: Listener) -> None:
    files = [discord.File(path, filename=name, description=name) for path, name in ((__file__, "a b.py"),)]
    sent = await listener.get_partial_messageable(channel.id).send("here", files=files)
    [attachment] = sent.attachments
    assert (attachment.filename, attachment.description) == ("a_b.py", "a b.py")
    read = await attachment.read()
    assert read.decode().startswith('"""Logging in')
    assert read == await attachment.read(use_cached=True)
    assert loopback.violations == []
