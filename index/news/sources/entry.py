"""What a feed holds, whatever its kind: the feed, its entries, and what is common to reading them."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

from index.news.article import Moment

MOST_ENTRIES = 500
"""Entries that are read of a feed, from its top, where the newest stand."""


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
