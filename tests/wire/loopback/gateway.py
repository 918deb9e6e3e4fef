"""The gateway: sessions that a bot identifies for, loses and resumes, and the events it gets in them."""

import asyncio
import copy
import json
import secrets
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

import discord
from aiohttp import WSCloseCode, WSMsgType, web
from simcord import intents as access
from simcord.backend import serializers

from tests.wire.loopback.connection import RESUME_GATEWAY
from tests.wire.loopback.world import World

ZLIB_SUFFIX = b"\x00\x00\xff\xff"
"""What every message of a zlib stream ends with."""

LIMITED_FLAGS = {"presences": 1 << 13, "members": 1 << 15, "message_content": 1 << 19}
"""The application flags that say which privileged intents an app in fewer than 100 servers is granted.

Source: https://docs.discord.com/developers/resources/application#application-object-application-flags.
"""


class Op(IntEnum):
    """Opcodes. Source: https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    VOICE = 4
    RESUME = 6
    RECONNECT = 7
    MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    ACK = 11


class Close(IntEnum):
    """Close codes. Source: https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway."""

    UNKNOWN_OPCODE = 4001
    DECODE_ERROR = 4002
    NOT_AUTHENTICATED = 4003
    AUTHENTICATION_FAILED = 4004
    ALREADY_AUTHENTICATED = 4005
    INVALID_SEQUENCE = 4007
    DISALLOWED_INTENTS = 4014


class Closed(Exception):
    """The gateway closes the connection."""

    def __init__(self, code: Close, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Line:
    """One WebSocket connection; what is sent is queued, so that an event can be sent from anywhere.

    Args:
        request: The request that opened it.
        socket: The WebSocket.
        compressed: Whether the messages are one zlib stream.
    """

    def __init__(self, request: web.Request, socket: web.WebSocketResponse, *, compressed: bool) -> None:
        self._request = request
        self.socket = socket
        self._deflate = zlib.compressobj() if compressed else None
        self._queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.session: Session | None = None

    def send(self, op: Op, data: Any = None, *, sequence: int | None = None, event: str | None = None) -> None:
        """Queue a message."""
        self._queue.put_nowait({"op": int(op), "d": data, "s": sequence, "t": event})

    def cut(self) -> None:
        """End the connection without a word, as a network does."""
        if self._request.transport is not None:
            self._request.transport.abort()

    async def write(self) -> None:
        """Send what is queued, until cancelled or the connection ends."""
        with suppress(ConnectionError):
            while not self.socket.closed:
                text = json.dumps(await self._queue.get())
                if self._deflate is None:
                    await self.socket.send_str(text)
                else:
                    packed = self._deflate.compress(text.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
                    await self.socket.send_bytes(packed)


@dataclass(slots=True)
class Session:
    """What a bot identified for: its intents, its events so far, and the line it is on, if any."""

    intents: discord.Intents
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    events: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    line: Line | None = None
    resumed: int = 0

    def dispatch(self, event: str, payload: dict[str, Any]) -> None:
        """Keep an event for a replay, and send it if the bot is there."""
        self.events.append((event, payload))
        if self.line is not None:
            self.line.send(Op.DISPATCH, payload, sequence=len(self.events), event=event)

    def replay(self, line: Line, after: int) -> None:
        """Send what came after an event's number on a new line."""
        self.line = line
        line.session = self
        for number, (event, payload) in enumerate(self.events[after:], start=after + 1):
            line.send(Op.DISPATCH, payload, sequence=number, event=event)
        self.resumed += 1
        self.dispatch("RESUMED", {"_trace": []})


class Gateway:
    """Accepts bots, and tells them what happens in the world.

    Args:
        world: The world.
        token: The token that is right.
        privileged: The privileged intents that are granted.
        heartbeat: Seconds between two heartbeats.
        report: Called with what a bot did that no bot may do.
    """

    def __init__(
        self,
        world: World,
        token: str,
        privileged: tuple[str, ...],
        heartbeat: float,
        report: Callable[[str], None],
    ) -> None:
        self._world = world
        self._token = token
        self._heartbeat = heartbeat
        self._report = report
        self.granted = discord.Intents(**dict.fromkeys(privileged, True))
        self.sessions: dict[str, Session] = {}
        self.lines: set[Line] = set()
        self.heartbeats = 0
        self.accepting = asyncio.Event()
        self.accepting.set()
        world.subscribers.append(self.tell)

    @property
    def application_flags(self) -> int:
        """The flags of the application, which tell it the intents it is granted."""
        return sum(flag for intent, flag in LIMITED_FLAGS.items() if getattr(self.granted, intent))

    # ------------------------------------------------------------------ what happens in the world

    def tell(self, event: str, payload: Mapping[str, Any]) -> None:
        """Send an event to every session whose intents ask for it, with what those intents hide taken out."""
        for session in self.sessions.values():
            gate = access.required_intent(event, payload)
            if gate is None or getattr(session.intents, gate):
                session.dispatch(event, self._as_seen(session, event, payload))

    def _as_seen(self, session: Session, event: str, payload: Mapping[str, Any]) -> dict[str, Any]:
        seen: dict[str, Any] = copy.deepcopy(dict(payload))
        bot = self._world.bot_user.id
        if event == "GUILD_CREATE":
            access.prune_guild_create(seen, session.intents, bot)
        if session.intents.message_content:
            return seen
        if event in ("MESSAGE_CREATE", "MESSAGE_UPDATE"):
            access.censor_message(seen, bot, backend=self._world)
        if event == "INTERACTION_CREATE":
            if "message" in seen:
                access.censor_message(seen["message"], bot, backend=self._world, exempt_root=True)
            for key, message in seen["data"].get("resolved", {}).get("messages", {}).items():
                chosen = key == seen["data"].get("target_id")
                access.censor_message(message, bot, backend=self._world, exempt_root=chosen)
        return seen

    # ------------------------------------------------------------------ one connection

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection from HELLO to its end."""
        await self.accepting.wait()
        compression = request.query.get("compress")
        if request.query.get("v") != "10" or request.query.get("encoding") != "json":
            self._report(f"the loopback Discord speaks v=10 in JSON, not {request.query_string}")
            raise web.HTTPBadRequest
        if compression not in (None, "zlib-stream"):
            self._report(f"the loopback Discord does not speak {compression}")
            raise web.HTTPBadRequest
        socket = web.WebSocketResponse(max_msg_size=4096 * 4)
        await socket.prepare(request)
        line = Line(request, socket, compressed=compression is not None)
        self.lines.add(line)
        writer = asyncio.create_task(line.write())
        line.send(Op.HELLO, {"heartbeat_interval": round(self._heartbeat * 1000), "_trace": []})
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._receive(line, message.data)
        except Closed as closed:
            await socket.close(code=closed.code, message=closed.reason.encode())
        finally:
            writer.cancel()
            self.lines.discard(line)
            if line.session is not None and line.session.line is line:
                line.session.line = None
                if socket.close_code in (WSCloseCode.OK, WSCloseCode.GOING_AWAY):
                    self.sessions.pop(line.session.id, None)
        return socket

    async def _receive(self, line: Line, text: str) -> None:
        try:
            message = json.loads(text)
            op, data = Op(message["op"]), message.get("d")
        except ValueError as error:
            raise Closed(Close.DECODE_ERROR, f"not a gateway message: {error}") from error
        if op is Op.HEARTBEAT:
            self.heartbeats += 1
            line.send(Op.ACK)
        elif op is Op.IDENTIFY:
            self._identify(line, data)
        elif op is Op.RESUME:
            self._resume(line, data)
        elif line.session is None:
            raise Closed(Close.NOT_AUTHENTICATED, "Not authenticated.")
        elif op is Op.MEMBERS:
            self._members(line.session, data)
        elif op not in (Op.PRESENCE, Op.VOICE):
            raise Closed(Close.UNKNOWN_OPCODE, f"A client does not send opcode {op}.")

    def _authenticate(self, line: Line, token: str) -> None:
        if line.session is not None:
            raise Closed(Close.ALREADY_AUTHENTICATED, "Already authenticated.")
        if token.removeprefix("Bot ") != self._token:
            raise Closed(Close.AUTHENTICATION_FAILED, "Authentication failed.")

    def _identify(self, line: Line, data: dict[str, Any]) -> None:
        self._authenticate(line, data["token"])
        wanted = discord.Intents._from_value(data["intents"])
        if access.missing_privileged_intents(wanted, self.granted):
            raise Closed(Close.DISALLOWED_INTENTS, "Disallowed intent(s).")
        session = line.session = Session(wanted, line=line)
        guilds = list(self._world.guilds.values())
        ready = {
            "v": 10,
            "user": dict(serializers.user_payload(self._world.bot_user)),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": f"wss://{RESUME_GATEWAY}",
            "shard": data.get("shard", [0, 1]),
            "application": {"id": str(self._world.application_id), "flags": self.application_flags},
            "session_type": "normal",
            "private_channels": [],
            "relationships": [],
            "_trace": [],
        }
        session.dispatch("READY", ready)
        for guild in guilds:
            payload = serializers.guild_create_payload(self._world, guild)
            session.dispatch("GUILD_CREATE", self._as_seen(session, "GUILD_CREATE", payload))
        self.sessions[session.id] = session

    def _resume(self, line: Line, data: dict[str, Any]) -> None:
        self._authenticate(line, data["token"])
        session = self.sessions.get(data["session_id"])
        if session is None:
            line.send(Op.INVALID_SESSION, False)
            return
        if not 0 <= data["seq"] <= len(session.events):
            raise Closed(Close.INVALID_SEQUENCE, "Invalid sequence.")
        session.replay(line, data["seq"])

    def _members(self, session: Session, data: dict[str, Any]) -> None:
        guild = self._world.guilds[int(data["guild_id"])]
        wanted = data.get("user_ids") or list(guild.members)
        ids = {int(each) for each in (wanted if isinstance(wanted, list) else [wanted])}
        prefix = (data.get("query") or "").lower()
        found = [
            serializers.member_payload(self._world, guild, member)
            for member in guild.members.values()
            if member.user_id in ids and self._world.users[member.user_id].name.lower().startswith(prefix)
        ]
        chunk = {
            "guild_id": str(guild.id),
            "members": found[: data.get("limit") or None],
            "chunk_index": 0,
            "chunk_count": 1,
            "nonce": data.get("nonce"),
        }
        session.dispatch("GUILD_MEMBERS_CHUNK", chunk)

    # ------------------------------------------------------------------ what a test breaks

    def drop(self) -> None:
        """Cut every connection without a word, as a network does. The sessions can be resumed."""
        for line in self.lines:
            if line.session is not None:
                line.session.line = None
            line.cut()

    def reconnect(self) -> None:
        """Ask every bot to reconnect and resume."""
        for line in self.lines:
            line.send(Op.RECONNECT)

    def invalidate(self, *, resumable: bool) -> None:
        """Declare every session invalid."""
        for line in self.lines:
            line.send(Op.INVALID_SESSION, resumable)
            if line.session is not None and not resumable:
                self.sessions.pop(line.session.id, None)
                line.session = None

    async def close(self) -> None:
        """End every connection."""
        self.accepting.set()
        for line in list(self.lines):
            await line.socket.close(code=WSCloseCode.GOING_AWAY)
