"""Following feeds: each is fetched when it is due, what is new goes into the archive, and how it fared is noted.

When that is, and when a feed is given up, is decided by :mod:`index.news.schedule`; how it is fetched, and how
politely, by :mod:`index.news.sources.fetch`.
"""

import asyncio
import logging
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import ParamSpec, TypeVar
from urllib.parse import urlsplit

from index.errors import BadArticle, BadFeed, DatelineError, FetchFailed
from index.library import Library
from index.news import schedule
from index.news.article import RawArticle
from index.news.sources import feed as feeds
from index.news.sources import whole
from index.news.sources.decoding import decode
from index.news.sources.entry import Entry, Feed, digest
from index.news.sources.fetch import Fetched, Fetcher
from index.news.sources.records import Refusal
from index.store.arrival import Added, Outcome
from index.store.feeds import Subscription

log = logging.getLogger(__name__)

MOST_NEW = 25
"""Entries that are taken of a feed at once. A page may have to be fetched for each, a second apart; the others are
taken soon after."""

PAGE_PATIENCE = timedelta(hours=2)
"""How long after the page of a teaser first failed it is tried again, at each look at the feed; then the teaser is
taken: it should still be news."""

AT_ONCE = 4
"""Feeds that are looked at at the same time; two of one site wait for each other."""

UNFORESEEN = "It failed in a way it should not; the log has the details."

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found:
    """What is at an address that somebody wants to follow.

    Attributes:
        url: The address of the feed: the one given, or the one that a page there names.
        feed: The feed.
    """

    url: str
    feed: Feed


@dataclass(frozen=True, slots=True)
class Checked:
    """What a look at a feed brought.

    Attributes:
        feed: The feed, as it is noted now.
        results: What became of its new and changed entries, in the order they were added.
        more: Whether it has others, which are taken the next time.
        failure: Why it could not be had, in a sentence; "" if it could.
    """

    feed: Subscription
    results: tuple[Added | Refusal, ...] = ()
    more: bool = False
    failure: str = ""

    @property
    def fresh(self) -> list[Added]:
        """The articles that were not known before."""
        return [each for each in self.results if isinstance(each, Added) and each.outcome is not Outcome.KNOWN]


class Poller:
    """Looks at feeds.

    Args:
        library: Where articles go, and where it is noted how feeds fared.
        fetcher: What they are fetched with, open.
        clock: The time.
        chance: Draws a number from [0, 1).
    """

    def __init__(
        self,
        library: Library,
        fetcher: Fetcher,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._library = library
        self._fetcher = fetcher
        self._clock = clock
        self._chance = chance
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def find(self, url: str) -> Found:
        """Return the feed at an address, or the first that a page there names.

        Args:
            url: The address.

        Raises:
            BadSource: It may not be fetched, cannot be, or there is no feed.
        """
        got = await self._fetcher.get(url, kinds=feeds.KINDS)
        try:
            found = await asyncio.to_thread(_parsed, got)
        except BadFeed:
            named = await asyncio.to_thread(_advertised, got)
            if not named:
                raise
            url = named[0]
            got = await self._fetcher.get(url, kinds=feeds.KINDS)
            found = await asyncio.to_thread(_parsed, got)
        await self._check_allowed(url)  # last: of a site that is not there, that is what should be said
        return Found(_kept(url, got), found)

    async def poll(self, wanted: Callable[[str], bool] = lambda _: True) -> list[Checked]:
        """Look at every feed that is due.

        Args:
            wanted: Tells whether the feeds of a corpus are to be looked at.
        """
        due = await asyncio.to_thread(self._library.feeds.due, self._clock())
        room = asyncio.Semaphore(AT_ONCE)

        async def look(feed: Subscription) -> Checked:
            async with room:
                return await self.check(feed)

        return list(await asyncio.gather(*(look(feed) for feed in due if wanted(feed.corpus))))

    async def check(self, feed: Subscription) -> Checked:
        """Look at a feed now, take in what is new, and note how it fared. Nothing it may send is an exception.

        Args:
            feed: The feed. If it is being looked at already, that is waited for.
        """
        try:
            async with self._turns[feed.id]:
                return await self._check(feed)
        except FetchFailed as error:
            return await self._failed(feed, str(error), error.status, error.retry_after)
        except DatelineError as error:
            return await self._failed(feed, str(error))
        except Exception:  # logged whole, and counted against the feed; the other feeds go on
            log.exception("the feed %s failed in a way it should not", feed.url)
            return await self._failed(feed, UNFORESEEN)

    async def _check(self, feed: Subscription) -> Checked:
        asked = {"If-None-Match": feed.etag, "If-Modified-Since": feed.last_modified}
        await self._check_allowed(feed.url)
        asked = {name: value for name, value in asked.items() if value}
        got = await self._fetcher.get(feed.url, headers=asked, kinds=feeds.KINDS)
        if got.status == HTTPStatus.NOT_MODIFIED:
            return await self._succeeded(feed, got, None, (), more=False)
        found = await asyncio.to_thread(_parsed, got)
        seen = await asyncio.to_thread(self._library.feeds.seen, feed.id)
        entries: dict[str, Entry] = {}
        for entry in found.entries:
            entries.setdefault(digest(entry.id), entry)
        fresh = [name for name, entry in entries.items() if seen.get(name) != entry.digest]
        # The newest stand first: the oldest is added first, so that versions are numbered as they came.
        chosen = fresh[:MOST_NEW][::-1]
        made = await whole.articles([entries[name] for name in chosen], feed.url, found.title, self._fetcher)
        told = dict(zip(chosen, made, strict=False))
        first, now = await asyncio.to_thread(self._library.feeds.waiting, feed.id), self._clock()
        failed = {name: first.get(name, now) for name, one in told.items() if one.page_failed}
        waiting = {name: since for name, since in failed.items() if now - since < PAGE_PATIENCE}
        taken = [one.article for name, one in told.items() if name not in waiting]
        results = await _to_the_end(self._add, taken, feed.corpus)
        left = set(fresh) - set(told)
        known = {name: entry.digest for name, entry in entries.items() if name not in left | set(waiting)}
        await _to_the_end(self._library.feeds.see, feed.id, known, now, waiting)
        found = replace(found, warnings=(*found.warnings, *_of_pages(len(waiting), len(failed) - len(waiting))))
        return await self._succeeded(feed, got, found, tuple(results), more=bool(left), complete=not waiting)

    async def _check_allowed(self, url: str) -> None:
        """Check that a feed may be fetched without a person who asks for it.

        Raises:
            BadSource: It may not.
        """
        if not await self._fetcher.allowed(url):
            host = urlsplit(url).hostname
            raise BadFeed(
                f"The robots.txt of {host} does not let programs fetch {url}, or cannot be had just now."
            )

    def _add(self, articles: Sequence[RawArticle], corpus: str) -> list[Added | Refusal]:
        return list(self._library.add(articles, corpus=corpus))

    async def _succeeded(
        self,
        feed: Subscription,
        got: Fetched,
        found: Feed | None,
        results: tuple[Added | Refusal, ...],
        *,
        more: bool,
        complete: bool = True,
    ) -> Checked:
        now, unchanged = self._clock(), found is None
        lifetime = timedelta(seconds=feed.lifetime_s) if found is None else found.lifetime
        noted = replace(
            feed,
            checked_at=now,
            lifetime_s=int(lifetime.total_seconds()) if lifetime else 0,
            next_check=schedule.after_success(now, got.headers, lifetime, more=more, chance=self._chance()),
            url=_kept(feed.url, got),
            title=(found.title if found else None) or feed.title,
            # What is left for the next time would not be sent again to who says that he has it all.
            etag="" if more or not complete else got.headers.get("ETag", feed.etag if unchanged else ""),
            last_modified=""
            if more or not complete
            else got.headers.get("Last-Modified", feed.last_modified if unchanged else ""),
            trouble=feed.trouble if unchanged else " ".join(found.warnings if found else ()),
            failures=0,
        )
        await _to_the_end(self._library.feeds.note, noted)
        return Checked(noted, results, more)

    async def _failed(
        self, feed: Subscription, why: str, status: int | None = None, retry_after_s: float | None = None
    ) -> Checked:
        now = self._clock()
        retry = schedule.after_failure(
            now, feed.failures, status=status, retry_after_s=retry_after_s, chance=self._chance()
        )
        noted = replace(
            feed,
            checked_at=now,
            next_check=retry.at,
            failures=retry.failures,
            trouble=why,
            paused=feed.paused or retry.paused,
            untold=feed.untold or (retry.paused and not feed.paused),
        )
        await _to_the_end(self._library.feeds.note, noted)
        return Checked(noted, failure=why)


async def _to_the_end(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Do something on a thread that is not left half done when the bot ends: it is waited for even then."""
    doing = asyncio.ensure_future(asyncio.to_thread(work, *args, **kwargs))
    try:
        return await asyncio.shield(doing)
    except asyncio.CancelledError:
        await asyncio.wait({doing})
        raise


def _of_pages(waiting: int, teasers: int) -> list[str]:
    """Return what to tell of the pages that could not be had, those to be tried again and those given up."""
    told = []
    if waiting:
        told.append(f"New entries whose page cannot be had just now and is tried again: {waiting}.")
    if teasers:
        hours = PAGE_PATIENCE // timedelta(hours=1)
        told.append(
            f"Entries of which only the teaser was taken, since their page failed for {hours} h: {teasers}."
        )
    return told


def _kept(url: str, got: Fetched) -> str:
    """Return the address to fetch a feed from the next time: a new one if it has moved there for good."""
    return got.url if got.moved else url


def _parsed(got: Fetched) -> Feed:
    return feeds.parse(got.data, got.url, charset=got.charset)


def _advertised(got: Fetched) -> Sequence[str]:
    try:
        return feeds.advertised(decode(got.data, got.url, declared=got.charset), got.url)
    except BadArticle:
        return ()
