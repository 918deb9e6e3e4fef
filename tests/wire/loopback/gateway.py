"""The gateway: sessions that a bot identifies for, loses and resumes, and the events it gets in them."""

import asyncio
import copy
import json
from collections.abc import Callable, Mapping
from typing import Any

import discord
from aiohttp import WSCloseCode, WSMsgType, web
from simcord import intents as access
from simcord.backend import serializers

from tests.wire.loopback.connection import RESUME_GATEWAY
from tests.wire.loopback.session import Close, Closed, Line, Op, Session
from tests.wire.loopback.world import World

LARGEST_PAYLOAD = 4096
"""Bytes of the largest message that a client may send.

Source: https://docs.discord.com/developers/events/gateway#sending-events.
"""

LIMITED_FLAGS = {"presences": 1 << 13, "members": 1 << 15, "message_content": 1 << 19}
"""The application flags that say which privileged intents an app in fewer than 100 servers is granted.

Source: https://docs.discord.com/developers/resources/application#application-object-application-flags.
"""


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
        socket = web.WebSocketResponse(max_msg_size=LARGEST_PAYLOAD)
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
