"""Markdown to a raw article: headings told from paragraphs, links reduced to their words."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.errors import NoText
from index.news.article import RawArticle

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
"""A block of ``key: value`` lines between rules at the very top (https://jekyllrb.com/docs/front-matter/)."""

_PAIR = re.compile(r"([A-Za-z_]+)[ \t]*:[ \t]+(.*)")

_KEYS = {
    "title": "title",
    "date": "date",
    "updated": "updated",
    "source": "outlet",
    "url": "url",
    "byline": "byline",
    "author": "byline",
    "id": "external_id",
}
"""What front matter calls it, and what a :class:`RawArticle` calls it."""

_PARSER = MarkdownIt("commonmark").enable("table")


def read(text: str, origin: str) -> RawArticle:
    """Read a Markdown document as an article.

    The first heading of the first level is its title, unless its front matter has one; the headings after
    it are subheads. A list item is a paragraph with a bullet; code and raw HTML are left out.

    Raises:
        NoText: It has no paragraph.
    """
    fields: dict[str, Any] = {}
    body = text
    if front := _FRONT.match(text):
        fields = _front_matter(front.group(1))
        body = text[front.end() :]
    blocks: list[str] = []
    subheads: set[str] = set()
    for tag, block in _blocks(_PARSER.parse(body)):
        if tag == "h1" and "title" not in fields and not blocks:
            fields["title"] = block
        elif tag == "h1" and block == fields.get("title") and not blocks:
            continue
        else:
            blocks.append(block)
            if tag.startswith("h"):
                subheads.add(block)
    if len(subheads) == len(set(blocks)):
        raise NoText(f"{origin} holds no paragraph. Send the text of the article.")
    return RawArticle(
        text="\n\n".join(blocks), subheads=frozenset(subheads), original=text, origin=origin, **fields
    )


def _front_matter(block: str) -> dict[str, str]:
    """Take the pairs that are known from front matter; values may stand in quotes."""
    fields: dict[str, str] = {}
    for line in block.splitlines():
        pair = _PAIR.fullmatch(line.strip())
        field = _KEYS.get(pair.group(1).lower()) if pair else None
        if pair and field:
            value = pair.group(2).strip()
            if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
                value = value[1:-1]
            if value:
                fields.setdefault(field, value)
    return fields


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """List the blocks that hold words: the tag of each (``h1`` … ``h6``, ``p``, ``li``) and its text."""
    opened: list[str] = []
    for token in tokens:
        if token.nesting == 1:
            opened.append(token.tag)
        elif token.nesting == -1:
            opened.pop()
        elif token.type == "hr":
            yield "p", "___"
        elif token.type == "inline" and (words := _words(token.children or [])):
            inside = opened[-1] if opened else "p"
            item = inside == "p" and len(opened) > 1 and opened[-2] == "li"
            yield ("li", f"• {words}") if item else (inside, words)


def _words(tokens: Sequence[Token]) -> str:
    """Join the words of a line: links and emphasis by their text, images not at all."""
    parts = {"softbreak": " ", "hardbreak": "\n"}
    words = (
        token.content if token.type in ("text", "code_inline") else parts.get(token.type, "") for token in tokens
    )
    return "".join(words).strip()
