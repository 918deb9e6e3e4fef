"""A feed to its entries: RSS and Atom by ``feedparser``, JSON Feed by its own reader.

A feed that is broken gives what can be saved of it, with a warning; one of which nothing can be saved, or which is
no feed, is a :class:`BadFeed`. XML is read without its document type: no entity that it declares is expanded and
nothing that it names is loaded, so that neither "billion laughs" nor an external entity has a way in.
"""

import hashlib
import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.sax import SAXException

import feedparser
from feedparser.exceptions import UndeclaredNamespace

from index.errors import BadFeed, Undecodable
from index.news.article import Moment, RawArticle
from index.news.dates import parse_moment
from index.news.sources import fragment
from index.news.sources.decoding import decode

MAX_FEED_BYTES = 10_000_000
"""The largest feed that is read; the largest of news sites have some hundred kilobytes."""

MOST_ENTRIES = 500
"""Entries that are read of a feed, from its top, where the newest stand."""

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
_ENDLESS = re.compile(r"([\w.+-]{1000})[\w.+-]+", re.ASCII)
"""What no word, address or id is. ``feedparser`` looks for e-mail addresses in quadratic time: 23 s for 100,000
characters."""

_CROWDED = re.compile(r"<\w(?:[^<>=]*=){1000}")
"""A tag with a thousand attributes, which take ``expat`` quadratic time: 10 s for 40,000."""

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(
    r"<!DOCTYPE(?:[^\[>\"']|\"[^\"]*\"|'[^']*')*+"
    r"(?:\[(?:<!--.*?-->|<\?.*?\?>|<(?!!--|\?)|\"[^\"]*\"|'[^']*'|[^\]\"'<])*+\]\s*)?+>",
    re.DOTALL,
)
_PROLOG = re.compile(r"(?:\s++|<!--.*?-->|<\?.*?\?>)*+", re.DOTALL)
_FIRST_TAG = re.compile(r"<\w", re.ASCII)
_CHANNEL = re.compile(r"<channel\b", re.IGNORECASE)
"""How a feed in the Channel Definition Format begins, which ``feedparser`` reads and does not name."""

_PAGE = re.compile(r"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:/?[a-z][a-z0-9]*\b[^<>]*|!--)>|&(?:#\d+|#x[\da-f]+|\w+);", re.IGNORECASE)
_ZONED = re.compile(r"(?:Z|GMT|UTC?|[ECMP][SD]T|[+-]\d\d:?\d\d)$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed, as the feed has it.

    Attributes:
        id: What the feed calls it: its own id, else its address, else a hash of its words.
        url: Where the article stands, if the feed says so.
        title: Its headline.
        published: When it was published, ``None`` unless the feed says so; a time without a zone is a date alone.
        updated: When it was last changed.
        byline: Who wrote it.
        outlet: Where it was taken over from, if the feed names another source than itself.
        content: The longest that the feed has of it.
        is_html: Whether ``content`` is HTML; else it is plain text.
    """

    id: str
    url: str | None
    title: str | None
    published: Moment | None
    updated: Moment | None
    byline: str | None
    outlet: str | None
    content: str
    is_html: bool

    @property
    def digest(self) -> str:
        """A hash of its words: it changes when the newsroom changed them."""
        return digest(self.title or "", self.content, str(self.updated or ""))


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed holds.

    Attributes:
        title: What it calls itself; ``None`` if it does not say.
        entries: Its entries, in its own order, which is nearly always the newest first.
        warnings: What a person should know about how it was read, each a sentence.
        lifetime: How long it asks to be left alone after it was fetched, if it does.
    """

    title: str | None
    entries: tuple[Entry, ...]
    warnings: tuple[str, ...] = ()
    lifetime: timedelta | None = None


def parse(data: bytes, url: str, *, charset: str | None = None) -> Feed:
    """Read a feed of any kind.

    Args:
        data: All of it.
        url: Where it was fetched from; addresses in it may be relative to that.
        charset: The encoding that the server named, if it did.

    Raises:
        BadFeed: It is no feed, or nothing of it can be saved; the message says what it is instead.
    """
    from index.news.sources import jsonfeed  # it is made of what is declared here

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
    return _parse_xml(text, url)


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


def digest(*pieces: str) -> str:
    """Return a hash of some texts."""
    return hashlib.sha256("\0".join(pieces).encode("utf-8", "replace")).hexdigest()[:32]


def web_address(value: str | None, base: str) -> str | None:
    """Return an address of the web, made absolute; ``None`` if it is none.

    Args:
        value: The address, as the feed writes it.
        base: What it may be relative to.
    """
    if not value or not value.strip():
        return None
    try:
        url = urljoin(base, value.strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def _parse_xml(text: str, url: str) -> Feed:
    said: list[str] = []
    xml = _bounded(_without_doctype(_XML_DECLARATION.sub("", text), url, said), url)
    # A base that is no http address is no base for feedparser, and a declared type keeps it from guessing one.
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            found = feedparser.parse(
                BytesIO(xml.encode("utf-8", "replace")),
                response_headers=headers,
                sanitize_html=False,  # the words alone are taken out of it
                resolve_relative_uris=False,
            )
        except Exception as error:  # it raises whatever its handlers come upon in malformed markup
            raise BadFeed(f"The feed {url} is damaged, and nothing of it can be read.") from error
    if not found.get("version") and not found.entries and not _CHANNEL.match(text, _begin(text)):
        raise BadFeed(_no_feed(text, url))
    if found.bozo:
        said.append(_fault(found.get("bozo_exception")))
    is_atom = str(found.get("version", "")).startswith("atom")
    entries = tuple(_entry(each, url, is_atom=is_atom) for each in found.entries[:MOST_ENTRIES])
    if len(found.entries) > MOST_ENTRIES:
        said.append(f"It has {len(found.entries)} entries; the first {MOST_ENTRIES} were read.")
    title = fragment.line(found.feed.get("title") or "") or None
    return Feed(title, entries, tuple(said), _lifetime(found.feed))


def _without_doctype(text: str, url: str, said: list[str]) -> str:
    """Cut the document type out of XML, whose only use in a feed is to declare entities.

    Raises:
        BadFeed: It cannot be found out where it ends.
    """
    begins = _begin(text)
    if doctype := _DOCTYPE.match(text, begins):
        if "<!ENTITY" in doctype.group():
            said.append("It declares entities, which are not expanded.")
        text = text[:begins] + text[doctype.end() :]
    first = _FIRST_TAG.search(text)
    if text.startswith("<!DOCTYPE", begins) or "<!ENTITY" in text[: first.start() if first else len(text)]:
        raise BadFeed(f"The feed {url} has a document type that is not read.")
    return text


def _bounded(text: str, url: str) -> str:
    """Return XML without what would take a parser longer than its length warrants.

    Raises:
        BadFeed: That cannot be taken out.
    """
    if _CROWDED.search(text):
        raise BadFeed(f"The feed {url} has an element with more than a thousand attributes, and is not read.")
    return _ENDLESS.sub(r"\1", text)


def _begin(text: str) -> int:
    """Return where a document begins after its declaration and comments."""
    prolog = _PROLOG.match(text)
    return prolog.end() if prolog else 0


def _entry(found: dict[str, Any], url: str, *, is_atom: bool) -> Entry:
    contents = [*found.get("content", ()), found.get("summary_detail") or {}]
    best: Mapping[str, Any] = max(contents, key=lambda each: len(each.get("value") or ""), default={})
    content = str(best.get("value") or "")
    plain = best.get("type") == "text/plain"
    link = web_address(found.get("feedburner_origlink"), url) or web_address(found.get("link"), url)
    title = fragment.line(found.get("title") or "") or None
    source = found.get("source") or {}
    return Entry(
        id=str(found.get("id") or link or digest(title or "", content)),
        url=link,
        title=title,
        published=_moment(found, "published"),
        updated=_moment(found, "updated"),
        byline=_byline(found),
        outlet=fragment.line(source.get("title") or "") or None,
        content=content,
        # In RSS nobody says which it is, and HTML is usual.
        is_html=not plain or (not is_atom and _MARKUP.search(content) is not None),
    )


def _moment(found: dict[str, Any], name: str) -> Moment | None:
    """Read a date as it is written. ``feedparser`` reads more ways, but takes any clock for that of Greenwich."""
    # Asked in the mapping itself: feedparser answers for a missing `updated` with `published`.
    if not dict.__contains__(found, name):
        return None
    written = str(found[name] or "").strip()
    moment = parse_moment(written)
    parsed = found.get(f"{name}_parsed")
    if moment is None and parsed and _ZONED.search(written):
        try:
            year, month, day, hour, minute, second = parsed[:6]
            return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        except ValueError:
            return None
    return moment


def _byline(found: Mapping[str, Any]) -> str | None:
    people = found.get("authors") or [found.get("author_detail") or {}]
    names = [fragment.line(each.get("name") or "") for each in people]
    return ", ".join(dict.fromkeys(name for name in names if name and "@" not in name)) or None


def _lifetime(found: Mapping[str, Any]) -> timedelta | None:
    """Read how often a feed changes: RSS's ``ttl`` in minutes, or the syndication module's period and frequency.

    See https://www.rssboard.org/rss-specification and https://web.resource.org/rss/1.0/modules/syndication/.
    """
    ttl = str(found.get("ttl") or "").strip()
    if ttl.isdecimal() and 0 < len(ttl) < 6:
        return timedelta(minutes=int(ttl))
    days = {"hourly": 1 / 24, "daily": 1.0, "weekly": 7.0, "monthly": 30.0, "yearly": 365.0}
    period = days.get(str(found.get("sy_updateperiod") or "").strip().lower())
    times = str(found.get("sy_updatefrequency") or "1").strip()
    if period and times.isdecimal() and int(times[:4]) > 0:
        return timedelta(days=period / int(times[:4]))
    return None


def _fault(error: object) -> str:
    """Say what is wrong with XML that could be read all the same."""
    if isinstance(error, UndeclaredNamespace):
        return "It uses a prefix that it does not declare."
    if isinstance(error, SAXException):
        where = getattr(error, "getLineNumber", lambda: None)()
        line = f" from line {where} on" if where else ""
        return f"It is not well-formed XML{line}; what could be read of it was taken."
    return "It is not valid; what could be read of it was taken."


def _no_feed(text: str, url: str) -> str:
    if _PAGE.match(text, _begin(text)):
        return f"{url} is a web page and no feed. Give the address of its feed (RSS, Atom or JSON Feed)."
    if _FIRST_TAG.search(text):
        return f"{url} is XML or something like it, but no feed: it is neither RSS nor Atom."
    return f"{url} is text and no feed: it is neither RSS, Atom nor JSON Feed."


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
