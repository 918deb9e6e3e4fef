"""A web page to a raw article: what is the article is told from what is the site.

``trafilatura`` finds the body. What the page says of itself in its metadata is read here first, because
there the time of day and its zone are still given, which ``trafilatura`` cuts down to a date.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import trafilatura

from index.errors import NoText
from index.news.article import RawArticle

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_PRESCAN = 4096
"""Bytes searched for a declared encoding; the standard asks for 1024, and real pages put scripts before it
(https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding)."""

_PUBLISHED = ("article:published_time", "datepublished", "parsely-pub-date", "dc.date.issued")
_UPDATED = ("article:modified_time", "datemodified", "og:updated_time")
"""Names that a page gives a time under, as https://ogp.me/#type_article, https://schema.org/NewsArticle and
some large publishing systems have them. The first that is there counts."""

_STATED = re.compile(r"\d{4}-\d\d-\d\d")
"""How a stated time begins; some pages give milliseconds or an empty template instead."""

_SHORTEST = 100
"""Characters in sentences that make an article of a page; menus, login forms and error pages have fewer."""

_SENTENCE = re.compile(r"[.!?…。！？।؟۔][\"'”’」』)\]]*$")


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that an HTML document names at its beginning, if it does."""
    found = _CHARSET.search(data[:_PRESCAN])
    return found.group(1).decode("ascii", "replace") if found else None


def read(html: str, origin: str, *, url: str | None = None) -> RawArticle:
    """Find the article in a web page.

    Args:
        html: The page.
        origin: What to call it in a message.
        url: Where it was fetched from; the address it gives itself (its canonical one) goes first.

    Raises:
        NoText: There is no article in it; the message says what there was instead.
    """
    tree = trafilatura.load_html(html)
    if tree is None:
        raise NoText(f"{origin} is no web page. Save the page of one article.")
    document = trafilatura.bare_extraction(
        tree,
        url=url,
        output_format="xml",
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        # A date found anywhere in the text may be any date: only what the page states is taken.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if document is None or isinstance(document, dict):
        raise NoText(f"{origin} holds no article. {_seen(tree)}")
    blocks: list[str] = []
    subheads: set[str] = set()
    prose = 0
    for tag, text in _blocks(document.body):
        if tag == "h1" and not prose:  # the headline, which the metadata has too
            continue
        blocks.append(f"• {text}" if tag == "item" else text)
        if tag in ("head", "h1"):
            subheads.add(text)
        elif _SENTENCE.search(text):
            prose += len(text)
    if prose < _SHORTEST:
        raise NoText(f"{origin} holds no article. {_seen(tree)}")
    times = _times(tree)
    published = next((times[name] for name in _PUBLISHED if name in times), document.date)
    updated = next((times[name] for name in _UPDATED if name in times), None)
    outlet = _line(document.sitename)
    return RawArticle(
        text="\n\n".join(blocks),
        title=_title(tree, _line(document.title), outlet),
        date=published,
        updated=updated if updated != published else None,
        outlet=outlet,
        byline=_line((document.author or "").replace(";", ",")),
        url=document.url or url,
        subheads=frozenset(subheads),
        original=html,
        origin=origin,
    )


def _blocks(body: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - lxml's elements have no public type
    """List the blocks of an extracted body in order: ``h1``, ``head``, ``p`` or ``item``, and their texts."""
    for element in body:
        tag = "h1" if element.get("rend") == "h1" else element.tag
        if tag in ("list", "quote", "div") and len(element):
            if text := _line(element.text):
                yield "p", text
            yield from _blocks(element)
        else:
            for text in _lines(element):
                yield tag if tag in ("h1", "head", "item") else "p", text
        if text := _line(element.tail):
            yield "p", text


def _lines(element: Any) -> Iterator[str]:  # noqa: ANN401
    """Split a block at its line breaks, which some publishers use for paragraphs."""
    for line_break in element.iter("lb"):
        line_break.tail = "\n" + (line_break.tail or "")
    for line in "".join(element.itertext()).split("\n"):
        if text := _line(line):
            yield text


def _line(text: str | None) -> str | None:
    """Fold white space; nothing is ``None``."""
    return " ".join((text or "").split()) or None


def _title(tree: Any, title: str | None, outlet: str | None) -> str | None:  # noqa: ANN401
    """Take the site's name off a headline: what follows the words of an ``h1``, or a dash and the outlet."""
    if title is None:
        return None
    for element in tree.iter("h1"):
        head = _line("".join(element.itertext()))
        if head and " " in head and title.startswith(head):
            return head
    head, mark, tail = title.rpartition(" | ") if " | " in title else title.rpartition(" - ")
    return head if mark and outlet and tail.strip().lower() == outlet.lower() else title


def _times(tree: Any) -> dict[str, str]:  # noqa: ANN401
    """Collect the times that the page states, by the names it gives them, as they are written."""
    times: dict[str, str] = {}
    for element in tree.iter("meta", "time"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        value = _line(element.get("content") or element.get("datetime"))
        if value and _STATED.match(value):
            times.setdefault(name.lower(), value)
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json":
            for name, value in _linked(script.text or ""):
                times.setdefault(name.lower(), value)
    return times


def _linked(script: str) -> Iterator[tuple[str, str]]:
    """List the times that JSON-LD gives for an article, not for what the article links to."""
    try:
        found = json.loads(script)
    except (ValueError, RecursionError):
        return
    nodes = found if isinstance(found, list) else [found]
    nodes += [one for node in nodes if isinstance(node, dict) for one in _listed(node.get("@graph"))]
    for node in nodes:
        kinds = _listed(node.get("@type")) if isinstance(node, dict) else []
        if any(isinstance(kind, str) and kind.endswith(("Article", "Posting")) for kind in kinds):
            for name in ("datePublished", "dateModified"):
                value = node.get(name)
                if isinstance(value, str) and _STATED.match(value):
                    yield name, value


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _seen(tree: Any) -> str:  # noqa: ANN401
    """Say what a page without an article has: a person then knows a login wall or a menu for what it is."""
    title = _line(tree.findtext(".//title"))
    links = sum(1 for _ in tree.iter("a"))
    words = len(" ".join(tree.xpath("//text()[not(ancestor::script or ancestor::style)]")).split())
    called = f"is called “{title}” and has" if title else "has no title, and"
    return f"The page {called} {words} words and {links} links. Save the page of one article."
