"""What changed from one version of a story to another: paragraph by paragraph, word by word, in reading order."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from index.news.article import Article, HeadlineOrigin, Paragraph
from index.news.story import text_key
from index.news.words import STOPWORDS, fold

ALIKE = 0.4
"""The share of words in common (``difflib``'s ratio) from which on a paragraph is another one reworded. Sentences
on the same people and places have 0.2 to 0.3 of their words in common by chance."""

_TOKEN = re.compile(r"\s+|\w+(?:[.,:'’-]\w+)*|[^\w\s]")
_SENTENCE_END = re.compile(r"[.!?…]|[“\"]")
_NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands "
    "million millions billion billions dozen dozens first second third half twice".split()
)


class Kind(StrEnum):
    """What became of a paragraph, or of some words of it."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    ADDED = "added"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph.

    Attributes:
        text: The words with the white space around them; the pieces that are not dropped make up the new text, and
            those that are not added the old one.
        kind: Whether they are in both texts (``UNCHANGED``), ``ADDED`` or ``DROPPED``.
        telling: Whether they were changed and are a number or a name: what a reader looks for in a correction.
    """

    text: str
    kind: Kind
    telling: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one paragraph.

    Attributes:
        kind: ``CHANGED`` if its words changed, ``UNCHANGED`` also if only its place did.
        before: The paragraph as it was, ``None`` if it was added.
        after: The paragraph as it is, ``None`` if it was dropped.
        pieces: Its words.
    """

    kind: Kind
    before: Paragraph | None
    after: Paragraph | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two articles side by side.

    Attributes:
        before: The one.
        after: The other.
        headline: The words of both headlines; those of ``after`` alone if one of them was made from a lead.
        paragraphs: What became of each paragraph, in the order of ``after``; a dropped one comes where it stood.
    """

    before: Article
    after: Article
    headline: tuple[Piece, ...]
    paragraphs: tuple[Change, ...]

    def count(self, kind: Kind) -> int:
        """Return how many paragraphs this became of."""
        return sum(change.kind is kind for change in self.paragraphs)


def compare(before: Article, after: Article) -> Comparison:
    """Return what changed from one article to another.

    Identical paragraphs are paired wherever they stand. Of the others, those that are most alike are paired first,
    and what then has no counterpart was added or dropped.

    Args:
        before: The earlier version.
        after: The later one.
    """
    pairs = _identical(before.paragraphs, after.paragraphs)
    paired = set(pairs.values())
    rest = [each for each in before.paragraphs if each.number not in paired]
    pairs |= _reworded(rest, [each for each in after.paragraphs if each.number not in pairs])
    made = HeadlineOrigin.LEAD in (before.headline_origin, after.headline_origin)
    headline = (Piece(after.headline, Kind.UNCHANGED),) if made else _pieces(before.headline, after.headline)
    return Comparison(before, after, headline, tuple(_in_reading_order(before, after, pairs)))


def _identical(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> dict[int, int]:
    """Return the numbers in ``after`` of the paragraphs that stand in both, each with its number in ``before``."""
    places: dict[str, list[int]] = defaultdict(list)
    for paragraph in before:
        places[text_key(paragraph.text)].append(paragraph.number)
    pairs: dict[int, int] = {}
    for paragraph in after:
        same = places[text_key(paragraph.text)]
        if same:
            pairs[paragraph.number] = same.pop(0)
    return pairs


def _reworded(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> dict[int, int]:
    """Return the same of the paragraphs that were reworded."""
    old = {each.number: fold(each.text).split() for each in before}
    new = {each.number: fold(each.text).split() for each in after}
    scored = []
    matcher = SequenceMatcher(autojunk=False)
    for there, theirs in old.items():
        matcher.set_seq2(theirs)
        for here, mine in new.items():
            matcher.set_seq1(mine)
            if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE:
                ratio = matcher.ratio()
                if ratio >= ALIKE:
                    scored.append((-ratio, abs(here - there), here, there))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, here, there in sorted(scored):
        if here not in pairs and there not in taken:
            pairs[here] = there
            taken.add(there)
    return pairs


def _in_reading_order(before: Article, after: Article, pairs: dict[int, int]) -> Iterator[Change]:
    kept = set(pairs.values())
    dropped: dict[int, list[Paragraph]] = defaultdict(list)
    above = 0
    for paragraph in before.paragraphs:
        if paragraph.number in kept:
            above = paragraph.number
        else:
            dropped[above].append(paragraph)
    yield from map(_dropped, dropped[0])
    for paragraph in after.paragraphs:
        number = pairs.get(paragraph.number)
        if number is None:
            yield Change(Kind.ADDED, None, paragraph, (Piece(paragraph.text, Kind.ADDED),))
            continue
        earlier = before.paragraphs[number - 1]
        pieces = _pieces(earlier.text, paragraph.text)
        same = text_key(earlier.text) == text_key(paragraph.text)
        yield Change(Kind.UNCHANGED if same else Kind.CHANGED, earlier, paragraph, pieces)
        yield from map(_dropped, dropped[number])


def _dropped(paragraph: Paragraph) -> Change:
    return Change(Kind.DROPPED, paragraph, None, (Piece(paragraph.text, Kind.DROPPED),))


def _pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Return the words of two texts: those in both, those of the first alone, and those of the second alone."""
    if fold(before) == fold(after):
        return (Piece(after, Kind.UNCHANGED),)
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, [fold(each) for each in old], [fold(each) for each in new], autojunk=False)
    pieces: list[Piece] = []
    for changed, (old_start, old_end), (new_start, new_end) in _runs(matcher, new):
        if not changed:
            pieces.append(Piece("".join(new[new_start:new_end]), Kind.UNCHANGED))
            continue
        pieces += _marked(old, old_start, old_end, Kind.DROPPED)
        pieces += _marked(new, new_start, new_end, Kind.ADDED)
    return tuple(pieces)


def _runs(
    matcher: SequenceMatcher[str], new: Sequence[str]
) -> Iterator[tuple[bool, tuple[int, int], tuple[int, int]]]:
    """Yield the stretches that are equal or changed; what only a space parts is one change."""
    opcodes = matcher.get_opcodes()
    inner = range(1, len(opcodes) - 1)
    equal = [
        kind == "equal" and not (place in inner and not "".join(new[start:end]).strip())
        for place, (kind, _, _, start, end) in enumerate(opcodes)
    ]
    for is_equal, group in groupby(zip(equal, opcodes, strict=True), key=lambda pair: pair[0]):
        stretch = [opcode for _, opcode in group]
        yield not is_equal, (stretch[0][1], stretch[-1][2]), (stretch[0][3], stretch[-1][4])


def _marked(tokens: Sequence[str], start: int, end: int, kind: Kind) -> Iterator[Piece]:
    """Yield changed tokens as pieces: the numbers and names among them, and what is between."""
    telling = [_is_telling(tokens, place) for place in range(start, end)]
    for place in range(1, len(telling) - 1):
        telling[place] |= tokens[start + place].isspace() and telling[place - 1] and telling[place + 1]
    for is_telling, group in groupby(zip(telling, tokens[start:end], strict=True), key=lambda pair: pair[0]):
        yield Piece("".join(token for _, token in group), kind, is_telling)


def _is_telling(tokens: Sequence[str], place: int) -> bool:
    """Return whether a token is a number, or a name: a capital that does not merely begin a sentence."""
    token = tokens[place]
    if any(char.isdigit() for char in token) or fold(token) in _NUMBER_WORDS:
        return True
    if not token[0].isupper() or fold(token) in STOPWORDS:
        return False
    above = next((tokens[each] for each in range(place - 1, -1, -1) if not tokens[each].isspace()), ".")
    return not _SENTENCE_END.fullmatch(above)
