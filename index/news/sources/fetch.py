"""The one way in which anything is fetched from the web: guarded, bounded, honest and polite.

What is fetched is chosen by people in a chat, by feeds and by servers that redirect, none of whom are trusted:
see :mod:`index.news.sources.reach` for where a connection may go. Each answer is bounded in size (as declared, as
sent and as unpacked), in time, and in its headers. No cookie is kept, no credential sent.
"""

import asyncio
import ssl
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from importlib.metadata import version
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from index.errors import FetchFailed, UnsafeAddress
from index.news.sources.fetched import Fetched, taken
from index.news.sources.reach import GuardedResolver, Reach, checked, not_public, shown
from index.news.sources.robots import ALL, NOTHING, Rules
from index.news.sources.turns import Turns
from index.news.sources.unpack import ACCEPTED

__all__ = ["PAGES", "Fetched", "Fetcher", "Limits"]

PRODUCT = "Dateline"
"""The name under which a robots.txt may speak of it."""

USER_AGENT = f"{PRODUCT}/{version('dateline')} (answers questions over a news archive and cites its paragraphs)"

PAGES = frozenset({"text/html", "application/xhtml+xml"})
"""The content types of web pages."""

ROBOTS_BYTES = 500 * 1024
"""Bytes of a robots.txt that are read; RFC 9309 section 2.5 asks for no more."""
ROBOTS_KEPT_S = 24 * 60 * 60.0
"""How long a robots.txt is taken to hold (RFC 9309 section 2.4)."""
ROBOTS_AGAIN_S = 10 * 60.0
"""After how long a robots.txt that could not be had is asked for again."""
MOST_ROBOTS = 1_000
"""Sites whose robots.txt is kept."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is waited for and taken.

    Attributes:
        size: Bytes of a body, also when it is unpacked.
        seconds: Seconds for one address, with its redirects, from the first look-up to the last byte.
        redirects: How often one address may lead to another.
        header: Bytes of one line of a header; of these there may be 128.
        pause_s: Seconds between two requests to one host.
    """

    size: int = 10_000_000
    seconds: float = 30.0
    redirects: int = 5
    header: int = 16_384
    pause_s: float = 1.0


class Fetcher:
    """Fetches from the web. It is opened once and used for everything: ``async with Fetcher() as fetcher``.

    Args:
        limits: How much is waited for and taken.
        reach: What may be connected to.
        names: What looks names up, if not the system.
        tls: What certificates are checked with, if not the system's.
        clock: Seconds, by which a robots.txt ages.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        reach: Reach | None = None,
        names: AbstractResolver | None = None,
        tls: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limits = limits or Limits()
        self._reach = reach or Reach()
        self._names = names
        self._tls = tls
        self._clock = clock
        self._session: aiohttp.ClientSession | None = None
        self._robots: dict[URL, Rules] = {}
        self._turns = Turns(self._limits.pause_s)

    async def __aenter__(self) -> Self:
        names = self._names or aiohttp.ThreadedResolver()
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=GuardedResolver(names, self._reach),
                use_dns_cache=False,  # what was checked is connected to at once, and checked again next time
                ssl=self._tls or True,
            ),
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": ACCEPTED},
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            timeout=aiohttp.ClientTimeout(total=None),  # one clock runs over all of a fetch: Limits.seconds
            trust_env=False,
            max_line_size=self._limits.header,
            max_field_size=self._limits.header,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close all connections, as the end of ``async with`` does."""
        if self._session is not None:
            await self._session.close()

    async def get(
        self, url: str, *, headers: Mapping[str, str] | None = None, kinds: Collection[str] | None = None
    ) -> Fetched:
        """Fetch an address.

        Args:
            url: The address.
            headers: More headers to send, such as ``If-None-Match``; another site that it redirects to gets none.
            kinds: The content types that are taken, without parameters; "" among them takes an answer that names
                none. All, if left out.

        Raises:
            UnsafeAddress: It may not be fetched, or leads to what may not.
            FetchFailed: It gave nothing that can be used: an error, a wrong type, too much, or nothing in time.
        """
        first = checked(url, self._reach)
        async with self._turns.of(_site(first), self._delay(first)):
            return await self._within_time(first, headers or {}, kinds, self._limits.size, cut=False)

    async def allowed(self, url: str) -> bool:
        """Tell whether the robots.txt of a site lets a program without a person fetch an address.

        A site whose robots.txt fails to be served is left alone for a while, as RFC 9309 asks; one that has none
        allows all.

        Raises:
            UnsafeAddress: The address may not be fetched, whatever the site says.
        """
        return (await self._rules(checked(url, self._reach))).allow(url)

    async def crawl_delay(self, url: str) -> float | None:
        """Return the seconds that a site's robots.txt asks to leave between two requests, if it does.

        Raises:
            UnsafeAddress: The address may not be fetched.
        """
        return (await self._rules(checked(url, self._reach))).delay_s

    def _delay(self, url: URL) -> float:
        rules = self._robots.get(_site(url))
        return (rules.delay_s if rules else None) or 0.0

    async def _rules(self, url: URL) -> Rules:
        site, now = _site(url), self._clock()
        kept = self._robots.get(site)
        if kept and kept.until > now:
            return kept
        async with self._turns.of(site):
            kept = self._robots.get(site)
            if kept and kept.until > now:
                return kept
            rules = await self._fetch_rules(site)
            while len(self._robots) >= MOST_ROBOTS:
                del self._robots[next(iter(self._robots))]
            self._robots[site] = rules
            return rules

    async def _fetch_rules(self, site: URL) -> Rules:
        kept_s = ROBOTS_KEPT_S
        try:
            got = await self._within_time(site / "robots.txt", {}, None, ROBOTS_BYTES, cut=True)
            text = got.data.decode("utf-8", "replace").removeprefix("\ufeff")
        except FetchFailed as error:
            status = error.status or HTTPStatus.INTERNAL_SERVER_ERROR
            text = ALL if 400 <= status < 500 and status != HTTPStatus.TOO_MANY_REQUESTS else NOTHING
            kept_s = ROBOTS_KEPT_S if text == ALL else max(ROBOTS_AGAIN_S, error.retry_after or 0.0)
        except UnsafeAddress:
            text, kept_s = NOTHING, ROBOTS_AGAIN_S
        return await asyncio.to_thread(Rules, text, PRODUCT, self._clock() + kept_s)

    async def _within_time(
        self, url: URL, headers: Mapping[str, str], kinds: Collection[str] | None, most: int, *, cut: bool
    ) -> Fetched:
        """Fetch an address that was checked, and say in one line what went wrong."""
        named = shown(str(url))
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await self._follow(url, headers, kinds, most, cut=cut)
        except TimeoutError as error:
            raise FetchFailed(f"{named} did not arrive within {self._limits.seconds:g} seconds.") from error
        except aiohttp.ClientConnectorDNSError as error:
            raise FetchFailed(not_public(error.host)) from error
        except (aiohttp.ClientConnectorCertificateError, aiohttp.ClientSSLError) as error:
            raise FetchFailed(f"{named} has no valid certificate: anybody may be answering there.") from error
        except (aiohttp.ClientConnectorError, OSError) as error:
            raise FetchFailed(f"{named} cannot be connected to. Try again later.") from error
        except (aiohttp.ClientError, ValueError) as error:
            raise FetchFailed(f"{named} does not answer as a web server does, or broke off.") from error

    async def _follow(
        self, url: URL, headers: Mapping[str, str], kinds: Collection[str] | None, most: int, *, cut: bool
    ) -> Fetched:
        assert self._session is not None, "a Fetcher is used inside `async with`"  # noqa: S101
        passed: list[int] = []
        for _ in range(self._limits.redirects + 1):
            sent = {"Accept": _accept(kinds)} | dict(headers)
            async with self._session.get(url, headers=sent, allow_redirects=False) as response:
                if response.status not in _REDIRECTS:
                    got = await taken(response, kinds, most, cut=cut)
                    return replace(got, moved=bool(passed) and _FOR_GOOD.issuperset(passed))
                passed.append(response.status)
                if "Location" not in response.headers:
                    raise FetchFailed(f"{shown(str(url))} redirects to nowhere.", status=response.status)
                target = checked(response.headers["Location"], self._reach, base=url)
            if url.scheme == "https" and target.scheme == "http":
                raise UnsafeAddress(
                    f"{shown(str(url))} redirects from https to http, which anybody on the way can change."
                )
            if target.raw_host != url.raw_host:
                headers = {}
            url = target
        raise FetchFailed(
            f"{shown(str(url))} is redirected more than {self._limits.redirects} times. Pages that want a login "
            "or a cookie do that: save the page, and add the file."
        )


def _accept(kinds: Collection[str] | None) -> str:
    """Ask for the content types that are taken, and for a page before the same as data, where there are both."""
    named = sorted(filter(None, kinds or ()), key=lambda kind: (kind not in PAGES, kind))
    return ", ".join(kind if kind in PAGES else f"{kind};q=0.8" for kind in named) or "*/*"


def _site(url: URL) -> URL:
    """Return what a robots.txt and a turn are for: scheme, host and port."""
    return url.origin()
