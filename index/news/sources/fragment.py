"""A piece of HTML to text: what a feed holds of an article, without a page around it."""

import re
from dataclasses import dataclass

from lxml import etree
from lxml import html as lxml_html

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_BLOCKS = _HEADINGS | frozenset(
    "address article aside blockquote body center dd div dl dt figure footer header hr html li main nav ol p pre "
    "section table tbody td tfoot th thead tr ul".split()
)
_UNREAD = frozenset(
    "applet audio button canvas embed figcaption form frame frameset head iframe img input math noframes noscript "
    "object script select style svg template textarea title video".split()
)
"""What holds no words of the article: programs, forms, pictures and their captions."""

_SPACE = re.compile(r"\s+")
_BREAKS = re.compile(r" *\n *")
_PARTED = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Fragment:
    """The words of a piece of HTML.

    Attributes:
        text: Its paragraphs, parted by blank lines; list items begin with a bullet.
        subheads: Those of them that are headings.
    """

    text: str
    subheads: frozenset[str]


def read(html: str) -> Fragment:
    """Return the words of a piece of HTML, in the order they are read in.

    Args:
        html: The piece; it may be malformed, and may be plain text.
    """
    blocks: list[str] = []
    subheads: set[str] = set()
    words: list[str] = []
    unread = 0
    heading, bullet = False, False

    def end_block() -> None:
        nonlocal bullet
        joined = _BREAKS.sub("\n", "".join(words)).strip()
        words.clear()
        for block in _PARTED.split(joined):
            if block:
                blocks.append(f"• {block}" if bullet else block)
                bullet = False
                if heading:
                    subheads.add(block)

    for event, element in etree.iterwalk(parsed(html), events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            unread += tag in _UNREAD
            if tag in _BLOCKS and not unread:
                end_block()
                heading, bullet = tag in _HEADINGS, tag == "li"
            elif tag == "br" and not unread:
                words.append("\n")
            if element.text and not unread:
                words.append(_SPACE.sub(" ", element.text))
            continue
        if event == "end" and tag in _BLOCKS and not unread:
            end_block()
            heading = False
        unread -= event == "end" and tag in _UNREAD
        if element.tail and not unread:
            words.append(_SPACE.sub(" ", element.tail))
    end_block()
    return Fragment("\n\n".join(blocks), frozenset(subheads))


def line(html: str) -> str:
    """Return the words of a piece of HTML on one line, as a headline wants them."""
    return " ".join(read(html).text.split())


def parsed(html: str) -> etree._Element:
    """Parse HTML. ``libxml2`` loads nothing and expands nothing in it, and bounds how deep it nests.

    Args:
        html: A page or a piece of one; it may be malformed.
    """
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True)
    # As bytes: lxml refuses text that names an encoding, and some feeds have whole documents in an entry.
    return lxml_html.document_fromstring(f"<div>{html}</div>".encode("utf-8", "replace"), parser=parser)
