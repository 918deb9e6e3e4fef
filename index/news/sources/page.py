"""A web page to a raw article: what is the article is told from what is the site.

``trafilatura`` finds the body. What the page says of itself is read by :mod:`index.news.sources.metadata`, because
there the time of day and its zone are still given, which ``trafilatura`` cuts down to a date.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

import trafilatura
from trafilatura.settings import Document

from index.errors import NoText
from index.news.article import RawArticle
from index.news.sources import metadata
from index.news.sources.metadata import Metadata, line, text_of

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_PRESCAN = 4096
"""Bytes searched for a declared encoding; the standard asks for 1024, and real pages put scripts before it
(https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding)."""

_SHORTEST = 100
"""Characters in sentences that make an article of a page; menus, login forms and error pages have fewer."""

_SHORTEST_BESIDE = 600
"""The same where a page asks for a password or shows a video: what stands there is often the first lines, or a
caption."""

_TEASERS = 10
"""Headings that are links, from which on a page that nowhere says it is an article may be a list of articles: it
is one if more than half of its text stands under such headings."""

_SHORTEST_TEASER = 20
_LONGEST_TEASER = 700
"""Characters of a block that is looked for under such headings, and of what stands under one."""

_MOST_TEASERS = 500
"""Such headings that are looked at."""

_MORE = 1.5
"""How many times the extracted prose the page's own article element, or its JSON-LD, must hold to be taken
instead: extraction that loses a column of a page laid out in several loses at least a third, and a page that is
put together in the browser has its text in JSON-LD alone."""

_HOME = re.compile(r"/?(?:index\.\w+)?")
_SENTENCE = re.compile(r"[.!?…。！？।؟۔][\"'”’」』)\]]*$")

_NOT_TEXT = (
    "ancestor::aside or ancestor::nav or ancestor::footer or ancestor::header or ancestor::form or "
    "ancestor::figure or ancestor::*[contains(@class, 'comment') or contains(@id, 'comment')]"
)
"""What stands inside an article element and is none of its text."""


@dataclass(frozen=True, slots=True)
class _Body:
    """The body of a page.

    Attributes:
        blocks: Its blocks in order.
        subheads: Those of them that are subheads.
        prose: Characters of those that are sentences.
    """

    blocks: tuple[str, ...]
    subheads: frozenset[str]
    prose: int

    @property
    def length(self) -> int:
        """Characters of all blocks."""
        return sum(map(len, self.blocks))


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that an HTML document names at its beginning, if it does."""
    found = _CHARSET.search(data[:_PRESCAN])
    return found.group(1).decode("ascii", "replace") if found else None


def read(html: str, origin: str, *, url: str | None = None) -> RawArticle:
    """Find the article in a web page.

    Args:
        html: The page.
        origin: What to call it in a message.
        url: Where it was fetched from; an address that the page gives itself goes first only within that site.

    Raises:
        NoText: There is no article in it; the message says what there was instead.
    """
    tree = trafilatura.load_html(html)
    if tree is None:
        raise NoText(f"{origin} is no web page. Save the page of one article.")
    stated = metadata.read(tree)
    own, teasers = _own(tree), _under_teasers(tree)
    extracted = trafilatura.bare_extraction(
        tree,
        url=url,
        output_format="xml",
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        # A date found anywhere in the text may be any date: only what the page states is taken.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    document = extracted if isinstance(extracted, Document) else Document()
    body = _collected(_blocks(document.body))
    for other in (own, _collected(("p", text) for text in stated.body)):
        in_one_piece = len(body.blocks) < 2 <= len(other.blocks) and _MORE * other.prose > body.prose
        if other.prose > _MORE * body.prose or in_one_piece:
            body = other
    if _is_none(tree, stated, body, teasers, url):
        raise NoText(f"{origin} holds no article. {_seen(tree, stated, url)}")
    body = _without_teasers(body, teasers)
    published = stated.published or document.date
    return RawArticle(
        text="\n\n".join(body.blocks),
        title=metadata.headline(tree, stated, line(document.title)),
        date=published,
        updated=stated.updated if stated.updated != published else None,
        outlet=stated.outlet or line(document.sitename),
        byline=", ".join(stated.authors) or line((document.author or "").replace(";", ",")),
        url=metadata.address(stated, url),
        subheads=body.subheads,
        original=html,
        origin=origin,
    )


def _collected(pieces: Iterable[tuple[str, str]]) -> _Body:
    """Put a body together from its pieces: ``h1``, ``head``, ``p`` or ``item``, and their texts."""
    blocks: list[str] = []
    subheads: set[str] = set()
    prose = 0
    for tag, text in pieces:
        if tag == "h1" and not prose:  # the headline, which the metadata has too
            continue
        blocks.append(f"• {text}" if tag == "item" else text)
        if tag in ("head", "h1"):
            subheads.add(text)
        elif _SENTENCE.search(text):
            prose += len(text)
    return _Body(tuple(blocks), frozenset(subheads), prose)


def _own(tree: Any) -> _Body:  # noqa: ANN401 - lxml's elements have no public type
    """Return the body that the page itself marks as that of its article: its largest article element."""
    marked = tree.xpath("//*[@itemprop='articleBody'] | //article")
    largest = max(marked, key=lambda element: len(element.text_content()), default=None)
    return _collected([] if largest is None else _marked_up(largest))


def _marked_up(article: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """List the pieces of an article element in order."""
    names = {"h1": "h1", "h2": "head", "h3": "head", "h4": "head", "li": "item", "p": "p"}
    for element in article.xpath(f".//*[self::{' or self::'.join(names)}][not({_NOT_TEXT})]"):
        is_listed_text = element.tag != "li" or not element.xpath(".//p")
        if is_listed_text and (text := text_of(element)):
            yield names[element.tag], text


def _blocks(body: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """List the pieces of an extracted body in order."""
    for element in body:
        tag = "h1" if element.get("rend") == "h1" else element.tag
        if tag in ("list", "quote", "div") and len(element):
            if text := line(element.text):
                yield "p", text
            yield from _blocks(element)
        else:
            for text in _lines(element):
                yield tag if tag in ("h1", "head", "item") else "p", text
        if text := line(element.tail):
            yield "p", text


def _lines(element: Any) -> Iterator[str]:  # noqa: ANN401
    """Split a block at its line breaks, which some publishers use for paragraphs."""
    for line_break in element.iter("lb"):
        line_break.tail = "\n" + (line_break.tail or "")
    for each in "".join(element.itertext()).split("\n"):
        if text := line(each):
            yield text


def _is_none(tree: Any, stated: Metadata, body: _Body, teasers: str, url: str | None) -> bool:  # noqa: ANN401
    """Tell a page with too few sentences, or too few beside what it is really for, from an article."""
    if body.prose < _SHORTEST:
        return True
    if body.prose < _SHORTEST_BESIDE and (stated.has_video or _asks_password(tree)):
        return True
    return not stated.is_article and (_is_home(url) or _is_list(tree, body, teasers))


def _asks_password(tree: Any) -> bool:  # noqa: ANN401
    return bool(tree.xpath("//input[@type='password']"))


def _teasers(tree: Any) -> list[Any]:  # noqa: ANN401
    """List the headings that are links, or stand in one."""
    found: list[Any] = tree.xpath("//*[self::h2 or self::h3 or self::h4][.//a[@href] or ancestor::a[@href]]")
    return found[:_MOST_TEASERS]


def _under_teasers(tree: Any) -> str:  # noqa: ANN401
    """Return the text of what announces other articles: linked headings, and what stands with each alone."""
    teasers = _teasers(tree)
    holds = Counter(ancestor for each in teasers for ancestor in each.iterancestors())
    texts: list[str] = []
    for each in teasers:
        text = text_of(each) or ""
        for ancestor in each.iterancestors():
            around = text_of(ancestor) or "" if holds[ancestor] == 1 else ""
            if not 0 < len(around) <= _LONGEST_TEASER:
                break
            text = around
        texts.append(text)
    return "\n".join(texts)


def _without_teasers(body: _Body, teasers: str) -> _Body:
    """Take out what announces other articles, unless that is most of the body: then it is its own heading's."""
    is_teaser = [len(block) >= _SHORTEST_TEASER and block in teasers for block in body.blocks]
    if 2 * sum(len(block) for block, is_one in zip(body.blocks, is_teaser, strict=True) if is_one) > body.length:
        return body
    kept = tuple(block for block, is_one in zip(body.blocks, is_teaser, strict=True) if not is_one)
    return replace(body, blocks=kept)


def _is_list(tree: Any, body: _Body, teasers: str) -> bool:  # noqa: ANN401
    """Tell a list of articles by where its text stands: under headings that are links."""
    under = sum(len(block) for block in body.blocks if block in teasers)
    return len(_teasers(tree)) >= _TEASERS and 2 * under > body.length


def _is_home(url: str | None) -> bool:
    return url is not None and bool(_HOME.fullmatch(urlsplit(url).path)) and not urlsplit(url).query


def _seen(tree: Any, stated: Metadata, url: str | None) -> str:  # noqa: ANN401
    """Say what a page without an article has: a person then knows a login wall or a menu for what it is."""
    title = line(tree.findtext(".//title"))
    links = sum(1 for _ in tree.iter("a"))
    words = len(" ".join(tree.xpath("//text()[not(ancestor::script or ancestor::style)]")).split())
    called = f"is called “{title}” and has" if title else "has no title, and"
    kinds = [
        "It is the home page of a site." if _is_home(url) else "",
        "It asks for a password." if _asks_password(tree) else "",
        "It shows a video." if stated.has_video else "",
        f"{teasers} of its headings are links." if (teasers := len(_teasers(tree))) >= _TEASERS else "",
    ]
    told = [f"The page {called} {words} words and {links} links.", *filter(None, kinds)]
    return " ".join([*told, "Give the page of one article."])
