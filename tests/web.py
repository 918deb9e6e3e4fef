"""A web of one server on loopback, which answers with whatever bytes a test wants, and names that lead to it."""

import asyncio
import gzip
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from ipaddress import ip_address
from ssl import SSLContext

from aiohttp.abc import AbstractResolver, ResolveResult

from index.news.sources.fetch import Fetcher, Limits
from index.news.sources.reach import Reach

HERE = "127.0.0.1"
LIMITS = Limits(size=100_000, seconds=5.0, pause_s=0.0)

Answer = bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]


def answer(body: bytes = b"", status: str = "200 OK", kind: str = "text/html", **headers: str) -> bytes:
    """An answer as it travels; a header's underscores stand for hyphens."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if "Content_Length" not in headers and "Transfer_Encoding" not in headers:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def redirect(target: str, status: str = "302 Found") -> bytes:
    """An answer that leads elsewhere."""
    return answer(status=status, Location=target)


def bomb(size: int) -> bytes:
    """``size`` bytes of nothing, packed to a thousandth."""
    return gzip.compress(bytes(size))


def rss(*titles: str) -> bytes:
    """A feed as it travels, with an item for each title."""
    items = "".join(
        f"<item><title>{title}</title><guid isPermaLink='false'>{title}</guid><pubDate>2025-05-16T08:30:00Z"
        f"</pubDate><description>{title} on Monday night, Mayor Orla Finch of Tansy said.</description></item>"
        for title in titles
    )
    body = f'<rss version="2.0"><channel><title>Tansy *Courier*</title>{items}</channel></rss>'
    return answer(body.encode(), kind="application/rss+xml")


class Names(AbstractResolver):
    """Looks names up as a test wants it: each name has answers that come one after the other."""

    def __init__(self, **answers: list[list[str]]) -> None:
        self._answers = {name.replace("_", "."): each for name, each in answers.items()}
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        self.asked.append(host)
        known = self._answers.get(host, [[HERE]] if host.endswith(".example") else [])
        if not known:
            raise OSError(f"no such name: {host}, {family}")
        addresses = known.pop(0) if len(known) > 1 else known[0]
        return [
            ResolveResult(
                hostname=host,
                host=each,
                port=port,
                family=socket.AF_INET6 if ":" in each else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for each in addresses
        ]

    async def close(self) -> None:
        pass


class Web:
    """One server: what it answers by path, and what it was sent.

    Attributes:
        answers: What it answers, by path; anything else is 404.
        requests: The heads of the requests, in order.
        port: Where it listens.
    """

    def __init__(self, answers: dict[str, Answer] | None = None) -> None:
        self.answers: dict[str, Answer] = answers or {}
        self.requests: list[str] = []
        self.port = 0
        self._fetchers: list[Fetcher] = []

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [each.split()[1] for each in self.requests]

    def url(self, path: str = "/", host: str = "news.example", scheme: str = "http") -> str:
        """The address of a path at this server."""
        return f"{scheme}://{host}:{self.port}{path}"

    def fetcher(
        self, limits: Limits = LIMITS, names: Names | None = None, tls: SSLContext | None = None
    ) -> Fetcher:
        """A fetcher that reaches this server; it is closed with it, if nobody else does."""
        fetcher = Fetcher(limits, reach=self.reach, names=names or Names(), tls=tls)
        self._fetchers.append(fetcher)
        return fetcher

    @property
    def reach(self) -> Reach:
        """To which this server, and it alone, is as good as a public one."""
        return Reach(ports=frozenset({self.port}), also=frozenset({ip_address(HERE)}))

    @asynccontextmanager
    async def open(self, tls: SSLContext | None = None) -> AsyncIterator["Web"]:
        """Answer for as long as the context lasts."""
        serving: set[asyncio.Task[None]] = set()

        def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.create_task(self._serve(reader, writer))
            serving.add(task)
            task.add_done_callback(serving.discard)

        server = await asyncio.start_server(begin, HERE, 0, ssl=tls)
        self.port = server.sockets[0].getsockname()[1]
        async with server:
            yield self
            for fetcher in self._fetchers:
                await fetcher.close()
            for task in serving:
                task.cancel()
            await asyncio.gather(*serving, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            self.requests.append((await reader.readuntil(b"\r\n\r\n")).decode("latin-1"))
            given = self.answers.get(self.paths[-1].partition("?")[0], answer(status="404 Not Found"))
            if isinstance(given, bytes):
                writer.write(given.replace(b"{port}", str(self.port).encode()))
                await writer.drain()
            else:
                await given(writer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()
