"""What the gateway keeps of a bot: the connection it is on, and the session that outlives the connection."""

import asyncio
import json
import secrets
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

import discord
from aiohttp import web


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
        self.dispatch("RESUMED", {"_trace": []})
