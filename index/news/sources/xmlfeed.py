"""RSS and Atom to their entries, by ``feedparser``, whose parsers are given nothing that could harm them.

XML is read without its document type: no entity that it declares is expanded and nothing that it names is loaded,
so that neither "billion laughs" nor an external entity has a way in.
"""

import re
import warnings
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from xml.sax import SAXException

import feedparser
from feedparser.exceptions import UndeclaredNamespace

from index.errors import BadFeed
from index.news.article import Moment
from index.news.dates import parse_moment
from index.news.sources import fragment
from index.news.sources.entry import MOST_ENTRIES, Entry, Feed, digest, web_address

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


def parse(text: str, url: str) -> Feed:
    """Read a feed of RSS, Atom or CDF. What is not well-formed is read as far as it can be, with a warning.

    Args:
        text: All of it.
        url: Where it was fetched from; addresses in it may be relative to that.

    Raises:
        BadFeed: It is no feed, or nothing of it can be read.
    """
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
