"""The entries of a feed to whole articles: where the feed has only a teaser, its page has the article."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from urllib.parse import urlsplit

from index.errors import BadArticle, BadSource, FetchFailed
from index.news.article import RawArticle
from index.news.sources import feed, web
from index.news.sources.entry import Entry
from index.news.sources.fetch import PAGES, Fetcher
from index.news.sources.records import Refusal

log = logging.getLogger(__name__)

DEAD_AFTER = 3
"""Pages of one site that fail in a row, after which no more of it are tried at this time."""

LONGEST_S = 5 * 60.0
"""Seconds for which pages are fetched at once; a site may ask for a minute between two."""


_PASSING = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})
"""What a server answers that may have the page later, beside its own errors."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of an entry.

    Attributes:
        article: The article.
        page_failed: Whether it is the teaser only because the page could not be had just now.
    """

    article: RawArticle
    page_failed: bool = False


async def articles(
    entries: Sequence[Entry],
    feed_url: str,
    outlet: str | None,
    fetcher: Fetcher,
    *,
    clock: Callable[[], float] = time.monotonic,
) -> list[Made]:
    """Make an article of each entry; a page that cannot be had, or may not be, leaves the teaser.

    Args:
        entries: The entries.
        feed_url: The feed's address.
        outlet: Whom the feed belongs to, where neither entry nor page says otherwise.
        fetcher: What pages are fetched with.
        clock: Seconds.

    Returns:
        The articles of the first entries: of all, unless fetching their pages takes too long.
    """
    until = clock() + LONGEST_S
    made: list[Made] = []
    dead: Counter[str | None] = Counter()
    down: dict[str | None, bool] = {}
    for entry in entries:
        if clock() > until:
            break
        raw = await asyncio.to_thread(feed.as_article, entry, feed_url, outlet)
        site = urlsplit(entry.url).hostname if entry.url else None
        failed = False
        if entry.url and not await asyncio.to_thread(feed.is_full, entry):
            if dead[site] < DEAD_AFTER:
                try:
                    raw = await _whole(entry.url, raw, fetcher)
                    dead[site] = 0
                    down[site] = False
                except BadSource as error:
                    dead[site] += 1
                    down[site] = _passes(error)
                    log.info("of %s there is the teaser: %s", entry.url, error)
                except BadArticle as error:
                    down[site] = False
                    log.info("of %s there is the teaser: %s", entry.url, error)
            failed = down[site]
        made.append(Made(raw, failed))
    return made


def _passes(error: BadSource) -> bool:
    """Tell whether a page that failed may be had later."""
    if not isinstance(error, FetchFailed):
        return False
    return error.status is None or error.status in _PASSING or error.status >= HTTPStatus.INTERNAL_SERVER_ERROR


async def _whole(url: str, teaser: RawArticle, fetcher: Fetcher) -> RawArticle:
    """Return the article that a teaser leads to; the teaser, if that is forbidden or has no more words.

    Raises:
        BadSource: It may not be fetched, or cannot be.
        BadArticle: There is no article there.
    """
    if not await fetcher.allowed(url):
        return teaser
    got = await fetcher.get(url, kinds=PAGES)
    found = (await asyncio.to_thread(web.articles, got))[0]
    if isinstance(found, Refusal) or len(found.text) < len(teaser.text):
        return teaser
    return replace(
        found,
        title=found.title or teaser.title,
        date=found.date or teaser.date,
        updated=found.updated or teaser.updated,
        outlet=found.outlet or teaser.outlet,
        byline=found.byline or teaser.byline,
        origin=teaser.origin,
    )
