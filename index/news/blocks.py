"""Raw text into blocks: the paragraphs, lines and bullets that a reader sees, before any is judged.

News arrives with blank lines between paragraphs, with one line for each paragraph, or hard-wrapped at
some seventy columns as a teleprinter would have it. All three come out the same here.
"""

import html
import re
from dataclasses import dataclass
from itertools import pairwise

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_UNSEEN = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
    "|(?<=[A-Za-z])[\u200c\u200d]|[\u200c\u200d](?=[A-Za-z])"
    "|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_SPACE = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_END = re.compile("\r\n?|[\x0b\x85\u2028]")
_PARAGRAPH_END = re.compile("[\x0c\u2029]")

_BULLET = re.compile(r"(?:[•‣⁃▪▫●○◦∙■□►▶◆✓✔·]\s*|[*\-–—]\s+)(?=[^\s*\-–—_])")
_INDENT = re.compile(r" {2,}")
_CLOSED = re.compile(r"[.!?…:][\"'”’)\]]*$")

_NARROWEST, _WIDEST = 50, 120
"""Columns between which the longest line of hard-wrapped copy lies."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that stands alone on the page.

    Attributes:
        text: Its words on one line, single-spaced, without the glyph of a bullet.
        bullet: Whether it was an item of a bulleted list.
    """

    text: str
    bullet: bool = False


def normalise(text: str) -> str:
    """Return ``text`` with entities decoded, unseen characters gone and one kind of space and line end.

    Nothing that can be seen is changed: typographic quotes and dashes are the newsroom's own. Only
    entities that end in a semicolon are decoded, so that ``?a=1&copy=2`` in an address stays; they are
    decoded twice, because feeds escape what was escaped already.
    """
    for _ in range(2):
        text = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
    text = _PARAGRAPH_END.sub("\n\n", _LINE_END.sub("\n", text))
    return _SPACE.sub(" ", _UNSEEN.sub("", text))


def one_line(text: str) -> str:
    """Return ``text`` normalised and on one line, as headlines and bylines are."""
    return " ".join(normalise(text).split())


def split(text: str) -> list[Block]:
    """Return the blocks of a normalised ``text``, in order."""
    groups = _groups(text)
    several = [group for group in groups if len(group) > 1]
    width = max((len(line.rstrip()) for group in several for line in group), default=0)
    wrapped = _is_wrapped(several, width)
    return [block for group in groups for block in _blocks(group, width if wrapped else 0)]


def _groups(text: str) -> list[list[str]]:
    """Return the runs of lines between blank lines."""
    groups: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _is_full(line: str, following: str, width: int) -> bool:
    """Return whether ``line`` was broken for want of room: the next word would not have fitted."""
    return len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > width - 4


def _is_wrapped(groups: list[list[str]], width: int) -> bool:
    """Return whether lines were broken at a column: those that stop in mid-sentence are nearly all full."""
    if not _NARROWEST <= width <= _WIDEST:
        return False
    pairs = [
        (line, following)
        for group in groups
        for line, following in pairwise(group)
        if not _starts_block(following) and not _INDENT.match(following)
    ]
    unfinished = [pair for pair in pairs if not _CLOSED.search(pair[0].rstrip())]
    full = sum(_is_full(line, following, width) for line, following in unfinished)
    return full >= 0.7 * len(unfinished) and full > 0.2 * len(pairs)


def _starts_block(line: str) -> bool:
    return bool(_BULLET.match(line.lstrip()))


def _blocks(lines: list[str], width: int) -> list[Block]:
    """Return the blocks of lines that no blank line parts; ``width`` is 0 where lines are not wrapped."""
    margin = min(len(line) - len(line.lstrip(" ")) for line in lines)
    found: list[str] = []
    previous = ""
    for raw_line in lines:
        line = raw_line[margin:].rstrip()
        if found and _continues(found[-1], previous, line, width):
            found[-1] += " " + line.strip()
        else:
            found.append(line.strip())
        previous = line
    return [_block(text) for text in found]


def _continues(block: str, previous: str, line: str, width: int) -> bool:
    """Return whether ``line`` goes on with ``block``, whose last line so far is ``previous``."""
    broken = bool(width) and _is_full(previous, line, width)
    if _starts_block(line):
        return broken and line[:1] in "-–—" and not _CLOSED.search(previous) and not _starts_block(block)
    if _INDENT.match(line) and not _starts_block(block):
        return False
    return broken or (not _CLOSED.search(previous) and line.lstrip()[:1].islower())


def _block(text: str) -> Block:
    glyph = _BULLET.match(text)
    return Block(" ".join(text[glyph.end() if glyph else 0 :].split()), bullet=glyph is not None)
