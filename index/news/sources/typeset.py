"""Lines of typeset pages back into the paragraphs they were broken from.

A PDF knows where each line stands and how large its letters are, and nothing of paragraphs. What a reader sees
tells them: more space above, an indented first line, a last line that stops short, other letters.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_GAP = 1.3
"""So many times the usual distance between lines parts paragraphs; print adds a half or a whole line."""

_COLUMN_GAP = 4.0
"""So many times it, or a step upwards, is another column or page: there space tells nothing."""

_INDENT, _DEEPEST = 0.7, 6.0
"""Ems between which a first line is indented; deeper is a column, a table or a centred line."""

_SHORT = 0.8
"""A line under this share of its column's width, and at the end of a sentence, ends its paragraph."""

_OTHER_SIZE = 1.12
"""Letters that are so many times larger belong to a heading: body text varies by rounding only."""

_LONGEST_HEADING = 150

_EDGE = 3
"""Lines from the top or the bottom of a page in which headers and footers stand."""

_REPEATED = 1 / 3
"""What stands at the edge of so many of the pages belongs to them: left and right ones may differ."""

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_ENDED = re.compile(r"[.!?…:][\"'”’)\]]*$")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]$")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_BULLET = re.compile(r"[•‣▪●○■–—-]\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page.

    Attributes:
        text: Its words.
        x: Where it begins, in points from the left.
        y: Where it stands, in points from the bottom.
        size: The size of most of its letters, in points.
        bold: Whether all of them are bold.
    """

    text: str
    x: float
    y: float
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Typeset:
    """What was read from pages.

    Attributes:
        paragraphs: Paragraphs and headings, in order.
        headings: Those of them that are headings.
        title: The heading at the top of the first page that is larger than all other text.
    """

    paragraphs: tuple[str, ...]
    headings: frozenset[str]
    title: str | None


def read(pages: Sequence[Sequence[Line]]) -> Typeset:
    """Rebuild the paragraphs of some pages.

    Args:
        pages: The lines of each, in the order in which they are read.
    """
    pages = without_furniture([[_tidy(line) for line in page if line.text.strip()] for page in pages])
    lines = [line for page in pages for line in page]
    if not lines:
        return Typeset((), frozenset(), None)
    size = _body_size(lines)
    groups = list(_groups(lines, size))
    words = _words(lines)
    paragraphs = [(_joined([line.text for line in group], words), group) for group in groups]
    headings = [text for text, group in paragraphs if _is_heading(text, group, size)]
    return Typeset(tuple(text for text, _ in paragraphs), frozenset(headings), _title(paragraphs, size))


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Take off each page what is printed on several of them at its edge, and its number."""
    edges = [_edge(page) for page in pages]
    seen = Counter(key for edge in edges for key in {_key(line) for line in edge})
    kept: list[list[Line]] = []
    for page, edge in zip(pages, edges, strict=True):
        repeated = {
            id(line)
            for line in edge
            if seen[_key(line)] >= max(2, _REPEATED * len(pages)) or _is_number(line, page)
        }
        kept.append([line for line in page if id(line) not in repeated])
    return kept


def _tidy(line: Line) -> Line:
    text = " ".join(line.text.translate(_LIGATURES).split())
    return Line(text, line.x, line.y, line.size, line.bold)


def _edge(page: Sequence[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: line.y)
    return by_height[:_EDGE] + by_height[_EDGE:][-_EDGE:]


def _key(line: Line) -> tuple[str, int]:
    """Return what a header or footer has in common on all pages: its words but for numbers, and its height."""
    return re.sub(r"\d+", "#", line.text), round(line.y / 4)


def _is_number(line: Line, page: Sequence[Line]) -> bool:
    heights = [other.y for other in page]
    return line.y in (min(heights), max(heights)) and bool(_PAGE_NUMBER.fullmatch(line.text)) and len(page) > 1


def _groups(lines: Sequence[Line], size: float) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph; ``size`` is that of body text."""
    leading = _leading(lines)
    widths = _widths(lines)
    group = [lines[0]]
    for above, line in pairwise(lines):
        scaled = leading * max(1.0, line.size / (size or 1.0))
        if _begins(line, above, group, scaled, widths[round(above.size)]):
            yield group
            group = []
        group.append(line)
    yield group


def _begins(line: Line, above: Line, group: Sequence[Line], leading: float, width: int) -> bool:
    """Tell whether a line begins a paragraph, by what stands above it."""
    if max(line.size, above.size) > _OTHER_SIZE * min(line.size, above.size) or line.bold != above.bold:
        return True
    if _BULLET.match(line.text):
        return True
    ended = bool(_ENDED.search(above.text))
    stops_short = ended and len(above.text) < _SHORT * width
    gap = above.y - line.y
    if not 0 < gap < _COLUMN_GAP * leading:  # another column or page
        return stops_short or (ended and _is_indented(line, group))
    if abs(gap) < 0.5 * line.size:  # the same line, in two pieces
        return False
    return gap > _GAP * leading or _is_indented(line, group) or stops_short


def _is_indented(line: Line, group: Sequence[Line]) -> bool:
    """Tell whether a line begins further right than those above it; the lines of a list's item all do."""
    if _BULLET.match(group[0].text):
        group = group[1:] or [line]
    margin = min(each.x for each in group)
    return _INDENT * line.size < line.x - margin < _DEEPEST * line.size


def _leading(lines: Sequence[Line]) -> float:
    """Return the usual distance between two lines, in points."""
    gaps = [
        round(above.y - line.y, 1)
        for above, line in pairwise(lines)
        if 0.5 * line.size < above.y - line.y < 3 * max(line.size, 1) and round(above.size) == round(line.size)
    ]
    return Counter(gaps).most_common(1)[0][0] if gaps else 1.2 * median(line.size for line in lines)


def _widths(lines: Sequence[Line]) -> dict[int, int]:
    """Return how many characters a full line has, by the size of its letters: nine in ten have fewer."""
    lengths: dict[int, list[int]] = defaultdict(list)
    for line in lines:
        lengths[round(line.size)].append(len(line.text))
    return {size: sorted(found)[(9 * len(found) - 1) // 10] for size, found in lengths.items()}


def _body_size(lines: Sequence[Line]) -> float:
    """Return the size in which most is printed."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def _is_heading(text: str, group: Sequence[Line], size: float) -> bool:
    stands_out = group[0].bold or group[0].size > _OTHER_SIZE * size
    return stands_out and len(text) <= _LONGEST_HEADING and not re.search(r"[.:,;]$", text)


def _title(paragraphs: Sequence[tuple[str, Sequence[Line]]], size: float) -> str | None:
    """Return the largest heading above the first paragraph of body text."""
    above: list[tuple[float, str]] = []
    for text, group in paragraphs:
        if group[0].size <= _OTHER_SIZE * size:
            if _ENDED.search(text) and len(text.split()) > 12:
                break
            continue
        if " " in text and len(text) <= _LONGEST_HEADING:
            above.append((group[0].size, text))
    return max(above, key=lambda each: each[0])[1] if above else None


def _words(lines: Sequence[Line]) -> frozenset[str]:
    """Return the words, hyphenated ones too, that stand whole on some line."""
    return frozenset(word.lower() for line in lines for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text))


def _joined(lines: Sequence[str], words: frozenset[str]) -> str:
    """Join the lines of a paragraph, and the words that were hyphenated at their ends."""
    text = lines[0]
    for line in lines[1:]:
        if _HYPHEN.search(text) and line[:1].islower():
            head = re.search(r"[^\W\d_]+(?:-[^\W\d_]+)*$", text[:-1])
            tail = re.match(r"[^\W\d_]+", line)
            whole = f"{head[0] if head else ''}-{tail[0] if tail else ''}".lower()
            keeps = whole in words and text[-1] != "\u00ad"  # the text has it with a hyphen elsewhere
            text = (text if keeps else text[:-1]) + line
        elif re.search(r"\w-$", text) or text.endswith(("\u2014", "\u2013", "/")):
            text += line
        else:
            text = f"{text} {line}"
    return text
