"""The listening socket: one server for the API, the gateway and the CDN, told apart by the host asked for."""

import asyncio
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp import web

from tests.wire.loopback.connection import API, CDN, GATEWAY, RESUME_GATEWAY, Certificates, connector
from tests.wire.loopback.gateway import Gateway
from tests.wire.loopback.records import Ping, Request, Violation
from tests.wire.loopback.rest import Rest
from tests.wire.loopback.traffic import Fault
from tests.wire.loopback.world import Setting

TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAwMA.loopback.not-a-secret"  # noqa: S105 - opens nothing but the loopback server

LARGEST_REQUEST = 26 * 2**20
"""Bytes of the largest request: somewhat more than the largest upload."""

HEARTBEAT = 41.25
"""Seconds between two heartbeats, as Discord asks for."""


class Server:
    """The part of the loopback Discord that listens: start and stop, faults, and what was written down."""

    def __init__(self, *, privileged: tuple[str, ...] = (), heartbeat: float = HEARTBEAT) -> None:
        self.token = TOKEN
        self.setting = Setting()
        self.world = self.setting.world
        self.gateway = Gateway(self.world, self.token, privileged, heartbeat, self._report)
        self.rest = Rest(self.world, self.gateway, self.token)
        self._certificates = Certificates()
        self._port = 0
        self._runner: web.AppRunner | None = None

    # ------------------------------------------------------------------ start and stop

    async def __aenter__(self) -> Self:
        """Start to listen."""
        application = web.Application(client_max_size=LARGEST_REQUEST)
        for hosts, path, handler in (
            ((API,), "/api/{path:.*}", self.rest.handle),
            ((GATEWAY, RESUME_GATEWAY), "/{path:.*}", self.gateway.handle),
            (CDN, "/{path:.*}", self._download),
        ):
            for host in hosts:
                behind = web.Application(client_max_size=LARGEST_REQUEST)
                behind.router.add_route("*", path, handler)
                application.add_domain(host, behind)
        self._runner = web.AppRunner(application, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=self._certificates.server())
        await site.start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close every connection and stop listening."""
        await self.gateway.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def connector(self) -> aiohttp.TCPConnector:
        """Return a connector for ``discord.Client(connector=...)``: Discord's hosts lead here, and no other name
        resolves. Needs a running loop; a client closes the one it was given."""

        def refused(host: str) -> None:
            self._report(f"asked for the host {host}")

        return connector(self._port, self._certificates.client(), refused)

    async def _download(self, request: web.Request) -> web.Response:
        blob = self.world.cdn.get(request.path)
        if blob is None:
            raise web.HTTPNotFound
        return web.Response(body=blob, content_type="application/octet-stream")

    # ------------------------------------------------------------------ what was written down

    @property
    def requests(self) -> list[Request]:
        """Every HTTP request of the bot, in order."""
        return self.rest.requests

    @property
    def violations(self) -> list[Violation]:
        """Everything that the bot did and Discord would not accept."""
        return self.rest.violations

    @property
    def pings(self) -> list[Ping]:
        """Every message of the bot that would have notified somebody."""
        return self.world.pings

    def _report(self, message: str) -> None:
        self.rest.violations.append(Violation("connection", 0, message))

    # ------------------------------------------------------------------ the gateway, and what goes wrong

    async def ready(self, *, timeout: float = 10.0) -> None:
        """Wait until a bot is on the gateway: identified or resumed, and not cut off."""
        async with asyncio.timeout(timeout):
            while not any(session.line for session in self.gateway.sessions.values()):
                await asyncio.sleep(0.01)

    def drop(self) -> None:
        """Cut the gateway connection without a word. The session can be resumed."""
        self.gateway.drop()

    def outage(self) -> "Outage":
        """Cut the gateway connection and take no new one: ``async with discord.outage(): ...``.

        What happens meanwhile is replayed to a bot that resumes afterwards.
        """
        return Outage(self.gateway)

    def reconnect(self) -> None:
        """Ask the bot to reconnect and resume (opcode 7), as Discord does several times a day."""
        self.gateway.reconnect()

    def invalidate(self, *, resumable: bool = False) -> None:
        """Declare the session invalid (opcode 9); the bot has to identify anew unless it is resumable."""
        self.gateway.invalidate(resumable=resumable)

    def fail(
        self,
        method: str,
        path: str,
        status: int = 502,
        *,
        times: int = 1,
        retry_after: float = 0.2,
        handled: bool = False,
    ) -> None:
        """Let the next requests of a kind fail.

        Args:
            method: Their HTTP method.
            path: A regular expression that their path (below ``/api/v10``) matches from its start.
            status: The status to answer with: 429, 500, 502, …; 0 cuts the connection instead.
            times: How many requests are to fail.
            retry_after: For a 429, the seconds after which to come again.
            handled: Whether the request takes effect all the same, and only its answer is lost.
        """
        self.rest.faults.waiting.append(Fault(method, path, status, times, retry_after, handled))


class Outage:
    """A time in which the gateway is down."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway

    async def __aenter__(self) -> None:
        """Cut the connection and take no new one."""
        self._gateway.accepting.clear()
        self._gateway.drop()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take connections again."""
        self._gateway.accepting.set()
