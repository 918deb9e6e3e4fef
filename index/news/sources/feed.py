"""A feed to its entries, and an entry to an article: RSS, Atom and JSON Feed.

A feed that is broken gives what can be saved of it, with a warning; one of which nothing can be saved, or which is
no feed, is a :class:`BadFeed`.
"""

import re
from collections.abc import Sequence

from index.errors import BadFeed, Undecodable
from index.news.article import RawArticle
from index.news.sources import fragment, jsonfeed, xmlfeed
from index.news.sources.decoding import decode
from index.news.sources.entry import Entry, Feed, web_address

MAX_FEED_BYTES = 10_000_000
"""The largest feed that is read; the largest of news sites have some hundred kilobytes."""

MOST_CHARACTERS = 1_000_000
"""Characters that are read of one entry; a long magazine article has a tenth of that."""

KINDS = frozenset(
    "application/rss+xml application/atom+xml application/feed+json application/json application/xml text/xml "
    "application/rdf+xml application/xhtml+xml text/html text/plain application/octet-stream".split()
) | {""}
"""The content types that feeds are served as, rightly or not."""

_ADVERTISED = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
"""How a page names its feeds (https://www.rssboard.org/rss-autodiscovery)."""

FULL_WORDS = 200
"""Words that make an article of what a feed has of it, if nothing says that it goes on elsewhere."""

_CUT = re.compile(
    r"(?:…|\.\.\.|\b(?:read|see|continue|view|keep|full|learn)\b[^.!?\n]{0,60})[\s\])»›>→.…]*$", re.IGNORECASE
)
"""How a teaser ends: an ellipsis, or "Read more" and its like."""

_POINTER = re.compile(
    r"\W*(?:read|see|continue|view|keep|full|learn)\b[^.!?\n]{0,60}[\s\])»›>→.…]*|"
    r"The post .{1,300} (?:appeared first on|first appeared on) .{1,100}",
    re.IGNORECASE,
)
"""A last paragraph that only leads to the article, as publishing systems add it."""

_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)")


def parse(data: bytes, url: str, *, charset: str | None = None) -> Feed:
    """Read a feed of any kind.

    Args:
        data: All of it.
        url: Where it was fetched from; addresses in it may be relative to that.
        charset: The encoding that the server named, if it did.

    Raises:
        BadFeed: It is no feed, or nothing of it can be saved; the message says what it is instead.
    """
    if len(data) > MAX_FEED_BYTES:
        raise BadFeed(f"The feed {url} is larger than the {MAX_FEED_BYTES // 1_000_000} MB that are read.")
    if not data.strip():
        raise BadFeed(f"The feed {url} is empty.")
    declared = _DECLARED.match(data)
    try:
        text = decode(data, url, declared=charset or (declared.group(1).decode() if declared else None))
    except Undecodable as error:
        raise BadFeed(f"{url} is no feed: it is not text, or is in no encoding that can be told.") from error
    if text.lstrip().startswith(("{", "[")):
        return jsonfeed.parse(text, url)
    return xmlfeed.parse(text, url)


def as_article(entry: Entry, feed_url: str, outlet: str | None) -> RawArticle:
    """Return an entry as a source hands articles over, with the words that the feed itself has of it.

    An entry with an address is known by that, so that it is the same article however it came in; only one without
    is known by its id, and by its feed's, because ids such as 17 mean nothing elsewhere.

    Args:
        entry: The entry.
        feed_url: The feed's address.
        outlet: Whom the feed belongs to, where the entry does not say otherwise.
    """
    words = text_of(entry)
    blocks = words.text.split("\n\n")
    while len(blocks) > 1 and _POINTER.fullmatch(blocks[-1]):
        blocks.pop()
    return RawArticle(
        text="\n\n".join(blocks),
        title=entry.title,
        date=entry.published.isoformat() if entry.published else None,
        updated=entry.updated.isoformat() if entry.updated and entry.updated != entry.published else None,
        outlet=entry.outlet or outlet,
        byline=entry.byline,
        url=entry.url,
        external_id=None if entry.url else f"{feed_url} {entry.id}",
        subheads=words.subheads,
        original=entry.content,
        origin=entry.title or entry.url or entry.id,
    )


def text_of(entry: Entry) -> fragment.Fragment:
    """Return the words of what a feed has of an entry."""
    content = entry.content[:MOST_CHARACTERS]
    return fragment.read(content) if entry.is_html else fragment.Fragment(content.strip(), frozenset())


def is_full(entry: Entry) -> bool:
    """Tell whether what a feed has of an entry is the article, and no teaser of one."""
    text = text_of(entry).text
    return len(text.split()) >= FULL_WORDS and not _CUT.search(text[-200:])


def advertised(html: str, url: str) -> Sequence[str]:
    """List the addresses of the feeds that a web page names, in its order.

    Args:
        html: The page.
        url: Where it was fetched from.
    """
    found = []
    for element in fragment.parsed(html).iter("link"):
        kind, relation = (element.get("type") or "").lower(), (element.get("rel") or "").lower().split()
        address = web_address(element.get("href"), url)
        if address and "alternate" in relation and kind in _ADVERTISED:
            found.append(address)
    return list(dict.fromkeys(found))
