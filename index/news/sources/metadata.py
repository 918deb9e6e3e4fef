"""What a web page says of itself: in JSON-LD, in ``meta`` elements, in its headings.

The same thing stands in several places and not always rightly, so each is taken from the first place that is
plausible. Nothing is made up: a page that states no date has none.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from index.news.dates import parse_moment

_PUBLISHED = ("article:published_time", "datepublished", "parsely-pub-date", "dc.date.issued")
_UPDATED = ("article:modified_time", "datemodified", "og:updated_time")
"""Names that a page gives a time under, as https://ogp.me/#type_article, https://schema.org/NewsArticle and
some large publishing systems have them. The first that is there counts."""

_ARTICLE = ("Article", "Posting", "Report")
"""What the types of articles end in: ``NewsArticle``, ``LiveBlogPosting`` (https://schema.org/Article)."""

_STATED = re.compile(r"\d{4}-\d\d-\d\d")
_COMMENT = re.compile(
    r"^\s*(?:<!--|/\*<!\[CDATA\[\*/|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|/\*\]\]>\*/|//\]\]>|\]\]>)\s*$"
)
"""What hides a script from browsers of the last century, and JSON from its readers."""

_ALIKE = 0.6
"""How alike a heading and a stated title are that are the same headline, as ``SequenceMatcher`` counts it: two
headlines of one story share most of their characters in order, a heading of the site and a headline do not."""

_LONGEST = 500
"""Characters of a headline that are looked at, and"""
_MOST_HEADINGS = 20
"""titles and main headings: comparing them takes as long as the product of their lengths."""

_PARTING = re.compile(r"\s+[|–—·»-]\s+")
"""What parts a headline from the name of its site in a title."""

_WORD = re.compile(r"\w+")
_TAG = re.compile(r"</?(?:p|br|div|h\d|li|ul|ol)\b[^<>]{0,200}>", re.IGNORECASE)

_MOBILE = re.compile(r"^(?:www|m|mobile|amp)\.")
"""Names under which one site shows the same pages."""

_DEEPEST = 4
"""Levels of nesting that JSON-LD is searched to."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself; what it does not say is empty.

    Attributes:
        titles: Its titles, the most trustworthy first.
        times: The times that it states, by the names it gives them, as they are written.
        authors: Its authors, from JSON-LD.
        outlet: Who published it.
        body: Its text, from JSON-LD, a line for each paragraph as far as it has lines.
        canonical: The address it gives itself.
        is_article: Whether it says that it is an article.
        has_video: Whether it says that it shows a video.
    """

    titles: tuple[str, ...] = ()
    times: Mapping[str, str] = field(default_factory=dict)
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    body: tuple[str, ...] = ()
    canonical: str | None = None
    is_article: bool = False
    has_video: bool = False

    @property
    def published(self) -> str | None:
        """When it says it was published."""
        return next((self.times[name] for name in _PUBLISHED if name in self.times), None)

    @property
    def updated(self) -> str | None:
        """When it says it was last changed."""
        return next((self.times[name] for name in _UPDATED if name in self.times), None)


def read(tree: Any) -> Metadata:  # noqa: ANN401 - lxml's elements have no public type
    """Read what a page says of itself.

    Args:
        tree: The page, as ``lxml`` read it.
    """
    meta = _meta(tree)
    nodes = list(_nodes(tree))
    articles = [node for node in nodes if _is_a(node, _ARTICLE)]
    times: dict[str, str] = {}
    for name, value in [*_stated_times(tree), *_linked_times(articles)]:
        if _STATED.match(value) or parse_moment(value):
            times.setdefault(name.lower(), value)
    title = tree.find(".//title")
    titles = [
        *(unescape(found) for node in articles if isinstance(found := node.get("headline"), str)),
        meta.get("og:title"),
        meta.get("twitter:title"),
        None if title is None else title.text_content(),
    ]
    publishers = [_name(node.get("publisher")) for node in articles]
    return Metadata(
        titles=tuple(found[:_LONGEST] for each in titles[:_MOST_HEADINGS] if (found := line(each))),
        times=times,
        authors=tuple(
            dict.fromkeys(_names(author for node in articles[:1] for author in _listed(node.get("author"))))
        ),
        outlet=line(meta.get("og:site_name")) or next(filter(None, publishers), None),
        body=_body(articles),
        canonical=_canonical(tree, meta),
        is_article=bool(articles) or meta.get("og:type") == "article" or any(name in times for name in _PUBLISHED),
        has_video=meta.get("og:type", "").startswith("video")
        or any(_is_a(node, ("VideoObject",)) for node in nodes),
    )


def headline(tree: Any, stated: Metadata, otherwise: str | None) -> str | None:  # noqa: ANN401
    """Return the headline that a page shows, without the name of its site.

    It is the main heading that is most like one of the titles which the page states; a page has other main
    headings, such as its site's name or a form's. If none is like them, the first title itself is it.

    Args:
        tree: The page.
        stated: What it says of itself.
        otherwise: The title to take from a page that states none.
    """
    titles = stated.titles or ((otherwise[:_LONGEST],) if otherwise else ())
    headings = [
        found[:_LONGEST]
        for element in islice(tree.iter("h1"), _MOST_HEADINGS)
        if (found := text_of(element)) and found != stated.outlet
    ]
    best = max(headings, key=lambda each: _likeness(each, titles), default=None)
    if best is not None and _likeness(best, titles) >= _ALIKE:
        return best
    return _without_site(titles[0], stated.outlet) if titles else None


def address(stated: Metadata, fetched: str | None) -> str | None:
    """Return the address of a page.

    The address that a page gives itself is believed of a saved page, and of a fetched one only where it stays
    within the site that it was fetched from: any page can claim to be an article of another.

    Args:
        stated: What it says of itself.
        fetched: Where it was fetched from.
    """
    if fetched is None:
        return stated.canonical
    try:
        own = urljoin(fetched, stated.canonical or "")
    except ValueError:
        return fetched
    return own if _site(own) == _site(fetched) else fetched


def line(text: object) -> str | None:
    """Fold white space; nothing is ``None``, and so is what is no text."""
    return " ".join(text.split()) or None if isinstance(text, str) else None


def text_of(element: Any) -> str | None:  # noqa: ANN401
    """Return the text of an element on one line, its line breaks as spaces."""
    pieces = element.xpath(".//text() | .//br")
    return line("".join(piece if isinstance(piece, str) else " " for piece in pieces))


def _site(url: str) -> str | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return _MOBILE.sub("", parts.hostname or "") if parts.scheme in ("http", "https") else None


def _likeness(heading: str, titles: Iterable[str]) -> float:
    """Return how alike a heading is to the title it is most like, with or without the site's name after it."""
    pieces = [piece.casefold() for title in titles for piece in (title, _PARTING.split(title)[0])]
    ratios = (SequenceMatcher(None, heading.casefold(), piece, autojunk=False).ratio() for piece in pieces)
    return max(ratios, default=0.0)


def _without_site(title: str, outlet: str | None) -> str:
    """Cut a title off before the name of its site; what comes before may have partings of its own."""
    for parting in _PARTING.finditer(title):
        part = _PARTING.split(title[parting.end() :], maxsplit=1)[0]
        if outlet and _same_name(part, outlet):
            return title[: parting.start()]
    return title


def _same_name(one: str, other: str) -> bool:
    """Tell whether two names are one, but for spaces, “the” and one more word: ``CBC`` and ``CBC News``."""
    first, second = (_WORD.findall(name.casefold()) for name in (one, other))
    here, there = {*first} - {"the"}, {*second} - {"the"}
    return "".join(first) == "".join(second) or len(here ^ there) <= 1 <= len(here & there)


def _meta(tree: Any) -> dict[str, str]:  # noqa: ANN401
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name, value = element.get("property") or element.get("name"), line(element.get("content"))
        if name and value:
            found.setdefault(name.lower(), value)
    return found


def _canonical(tree: Any, meta: Mapping[str, str]) -> str | None:  # noqa: ANN401
    links = (each.get("href") for each in tree.iter("link") if (each.get("rel") or "").lower() == "canonical")
    return next(filter(None, [*links, meta.get("og:url")]), None)


def _stated_times(tree: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    for element in tree.iter("meta", "time"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        value = line(element.get("content") or element.get("datetime"))
        if value:
            yield name, value


def _linked_times(articles: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for node in articles:
        for name in ("datePublished", "dateModified"):
            if value := line(node.get(name)):
                yield name, value


def _nodes(tree: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401
    """List what JSON-LD describes: what the page is about, not what it links to."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json":
            try:
                found = json.loads(_COMMENT.sub("", script.text or ""), strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _described(found, _DEEPEST)


def _described(found: object, depth: int) -> Iterator[Mapping[str, Any]]:
    for node in _listed(found):
        if isinstance(node, dict) and depth:
            yield node
            for name in ("@graph", "mainEntity", "mainEntityOfPage"):
                yield from _described(node.get(name), depth - 1)
        elif isinstance(node, list) and depth:
            yield from _described(node, depth - 1)


def _is_a(node: Mapping[str, Any], endings: tuple[str, ...]) -> bool:
    return any(isinstance(kind, str) and kind.endswith(endings) for kind in _listed(node.get("@type")))


def _body(articles: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the lines of the longest text that JSON-LD gives for an article; some pages put markup in it."""
    texts = (node.get("articleBody") for node in articles)
    longest = max((text for text in texts if isinstance(text, str)), key=len, default="")
    return tuple(found for each in _TAG.sub("\n", unescape(longest)).splitlines() if (found := line(each)))


def _names(people: Iterable[object]) -> Iterator[str]:
    for each in people:
        if name := _name(each):
            yield name


def _name(node: object) -> str | None:
    """Return the name of a person or an organisation; some pages put their address there instead."""
    found = line(node.get("name") if isinstance(node, dict) else node)
    return None if found and "://" in found else found


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]
