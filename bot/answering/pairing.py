"""Which person of a sentence goes with which side, by how the sentence is built. Pure.

A sentence is read as a row of people and sides. Each goes with a neighbour or with nobody, such that all of it
costs least: what stands between two that belong together is short and ends no clause. Whoever stands in a bracket
or in a clause beside the main one does not come between the two around it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from bot.answering.finding import Candidate
from bot.answering.heading import LED
from index.news.words import fold

BARRIERS = frozenset("and while but opposite against whereas alongside versus met faced with".split())
"""Words between a person and a noun phrase that tell of another one."""
_CLAUSES = frozenset("while but whereas ; . : — –".split())
"""What ends a clause, so that what follows is about another person or side."""
_CLAUSE_COST = 12
"""Words of distance that the end of a clause counts for."""
_BARRIER_COST = 8
"""The same for a word after which another one is told of."""
_COMMA_COST = 4
"""The same for a comma, behind which the sentence most often goes on with something else."""
_OWN = frozenset("its their his her whose who was is were has".split())
"""What goes on about the same one after "and" or a comma: "Norvik and its captain, …"."""
_APPOSED = frozenset("who whose whom by under with led the a an as for".split())
"""What opens words that belong to the name before them: "…, who leads Norvik"."""
_LED = re.compile(rf"{LED}|represented")
"""Verbs before "by" and whoever leads."""
_BRACKETS = {"(": ")", "–": "–", "—": "—"}
"""What opens words in brackets, with what closes them."""
_PAIR = 2
CLOSE = 4
"""Distance in words within which nothing but a verb stands between: no other side before it is meant."""
_ALIASES = {"former": 0, "latter": 1}
_AFTER_ALIAS = frozenset("was is were by led under with had has and , ; : .".split())
"""What follows "the former" where it stands for something said before, rather than for a former minister."""
_TOKEN = re.compile(
    r"(?:[A-Z]\.)+|(?:Lt|Gen|Col|Sgt|Maj|Adm|Capt|Sen|Rep|Gov|Dr|Mr|Mrs|Ms|Jr|Sr|St|Mt)\."
    r"|[^\W_]+(?:[-'’][^\W_]+)*['’]?|[,;:.—–()“”\"]"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A person and what they go with: the label verbatim, or "" where none stands near."""

    label: str
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a person may go with: its words, and the numbers of its first and last token.

    Attributes:
        label: Its words, verbatim.
        first: The number of its first token.
        last: That of its last one.
        handicap: Words of distance it counts for beside its own, where it may be something else.
    """

    label: str
    first: int
    last: int
    handicap: float = 0


@dataclass(frozen=True, slots=True)
class _Item:
    """A person (with the candidate) or a side in the row."""

    label: str
    first: int
    last: int
    candidate: Candidate | None = None
    handicap: float = 0


def tokens_of(sentence: str) -> list[re.Match[str]]:
    """Return the words and the stops of a sentence, abbreviated titles whole."""
    return list(_TOKEN.finditer(sentence))


def span_of(tokens: list[re.Match[str]], start: int, end: int) -> tuple[int, int]:
    """Return the numbers of the first and the last token between two characters; of the first if there is none."""
    inside = [i for i, token in enumerate(tokens) if token.start() < end and token.end() > start] or [0]
    return inside[0], inside[-1]


def paired(
    tokens: list[re.Match[str]], phrases: list[Phrase], named: Sequence[Candidate], farthest: int
) -> list[Pair]:
    """Return each person with the side they go with, each side once; in the sentence's order.

    Args:
        tokens: The sentence.
        phrases: What the people may go with.
        named: The people, in the sentence's order.
        farthest: Distance in words from which a side is not taken for a person's own.
    """
    persons = [_Item(one.text, *span_of(tokens, one.start, one.end), one) for one in named]
    persons = [
        one for one in persons if not any(one.first <= each.last and each.first <= one.last for each in phrases)
    ]
    sides = [_Item(one.label, one.first, one.last, handicap=one.handicap) for one in phrases]
    row = sorted([*persons, *sides], key=lambda one: one.first)
    words = [fold(token.group()) for token in tokens]
    lists = _lists(words, row)
    found = _in_turn(words, lists) or _cheapest(words, row, {one for each in lists for one in each}, farthest)
    return sorted(found, key=lambda pair: pair.candidate.start)


def _lists(words: list[str], row: list[_Item]) -> list[list[_Item]]:
    """Return the people or sides that are told in one breath: "Norvik, Ostby and Tarrow"."""
    lists: list[list[_Item]] = []
    run: list[_Item] = []
    for one in row:
        same = run and (run[-1].candidate is None) == (one.candidate is None)
        if not (same and between(words, run[-1].last, one.first) in (["and"], [","], [",", "and"])):
            lists.append(run)
            run = []
        run.append(one)
    return [one for one in [*lists, run] if _is_list(words, one)]


def between(words: list[str], last: int, first: int) -> list[str]:
    """Return what leads from one name to another, without articles.

    Args:
        words: The folded words and stops of the sentence.
        last: The number of the last word of the one.
        first: That of the first word of the other.
    """
    return [word for word in words[last + 1 : first] if word not in ("the", "a", "an")]


def _is_list(words: list[str], run: list[_Item]) -> bool:
    """Tell whether names in a row are a list: "and" joins two, and the last of more."""
    if len(run) < _PAIR:
        return False
    joint = between(words, run[-2].last, run[-1].first)
    return joint == ["and"] or (joint == [",", "and"] and len(run) > _PAIR)


def _in_turn(words: list[str], lists: list[list[_Item]]) -> list[Pair]:
    """Return the pairs of a list of people and one of sides that "respectively" puts side by side."""
    if "respectively" not in words:
        return []
    for one, other in pairwise(lists):
        people, sides = (one, other) if one[0].candidate else (other, one)
        if len(people) == len(sides) and not sides[0].candidate:
            return [
                Pair(side.label, each.candidate)
                for each, side in zip(people, sides, strict=True)
                if each.candidate
            ]
    return []


def _cheapest(words: list[str], row: list[_Item], listed: set[_Item], farthest: int) -> list[Pair]:
    """Return the pairs of a row that cost least in all, where none crosses another and who is alone costs too.

    Of those told in one breath none has somebody of their own.
    """
    asides = _asides(words)

    @cache
    def best(start: int, end: int) -> tuple[float, tuple[tuple[_Item, _Item, float], ...]]:
        if start >= end:
            return 0.0, ()
        cost, pairs = best(start + 1, end)
        found = (cost + farthest / 2, pairs)
        for other in range(start + 1, end):
            one, two = row[start], row[other]
            if (one.candidate is None) == (two.candidate is None) or listed & {one, two}:
                continue
            distance = _distance(words, one, two, row[start + 1 : other], asides)
            if distance > farthest:
                continue
            inner, after = best(start + 1, other), best(other + 1, end)
            total = distance + inner[0] + after[0]
            if total < found[0]:
                found = (total, ((one, two, distance), *inner[1], *after[1]))
        return found

    together = best(0, len(row))[1]
    alone = [one for one in row if not one.candidate and not any(one in pair for pair in together)]
    pairs = []
    for one, two, distance in together:
        person, side = (one, two) if one.candidate else (two, one)
        rivals = [each for each in alone if each.last < side.first < person.first]
        rival = any(_distance(words, each, person, [], asides) <= farthest for each in rivals)
        if person.candidate and (distance <= CLOSE or not rival):
            pairs.append(Pair(side.label, person.candidate))
    return pairs


def _distance(
    words: list[str], one: _Item, other: _Item, passed_by: list[_Item], asides: list[tuple[int, int]]
) -> float:
    """Return the distance in words between two of a row, more where something parts them.

    It is endless if another one stands between them that is in no aside.
    """
    passed = [(first, last) for first, last in asides if one.last < first and last < other.first]
    if any(not any(first <= each.first <= last for first, last in passed) for each in passed_by):
        return float("inf")
    cost = one.handicap + other.handicap
    office = _office(words, one.last + 1, other.first) if other.candidate else range(0)
    for i in range(one.last + 1, other.first):
        if i in office or (passed_by and any(first <= i <= last for first, last in passed)):
            continue
        follows = words[i + 1] if i + 1 < len(words) else ""
        cost += _parting(words[i], follows, i == one.last + 1, i + 1 == other.first)
    return cost


def _office(words: list[str], start: int, end: int) -> range:
    """Return where, of some words, an office stands before its holder: "led by the minister for the sea, Abe"."""
    if words[end - 1] == "," and "by" in words[start:end]:
        by = words.index("by", start, end)
        led = by > start and _LED.fullmatch(words[by - 1])
        if led and not {*BARRIERS, *_CLAUSES, ","} & {*words[by + 1 : end - 1]}:
            return range(by + 1, end)
    return range(0)


def _parting(word: str, follows: str, after_name: bool, before_name: bool) -> float:
    """Return what a word between a person and a side counts for, in words."""
    apposed = follows in _APPOSED or follows in _OWN or follows.endswith("ed")
    if word in _CLAUSES:
        return 1 if after_name and (word == ":" or (word in _BRACKETS and not before_name)) else _CLAUSE_COST
    if word == ")":
        return _CLAUSE_COST
    if word == "," or word == "and":
        return 1 if apposed else _COMMA_COST if word == "," else _BARRIER_COST
    if word == "with" and follows not in _OWN:
        return 2
    return _BARRIER_COST if word in BARRIERS else 1


def _asides(words: list[str]) -> list[tuple[int, int]]:
    """Return the first and last token of what stands in brackets, or between commas after "which" and the like."""
    found = []
    for i, word in enumerate(words):
        opens = word in _BRACKETS or (
            word == "," and i + 1 < len(words) and words[i + 1] in ("which", "who", "whose")
        )
        if opens and (
            end := next((k for k in range(i + 1, len(words)) if words[k] == _BRACKETS.get(word, ",")), 0)
        ):
            found.append((i, end))
    return found


def aliases(tokens: list[re.Match[str]], phrases: list[Phrase]) -> list[Phrase]:
    """Return "the former" and "the latter" as phrases with the labels of what they stand for."""
    found = []
    for i, token in enumerate(tokens[1:], 1):
        place = _ALIASES.get(fold(token.group()))
        earlier = [one for one in phrases if one.last < i][-2:]
        follows = fold(tokens[i + 1].group()) if i + 1 < len(tokens) else "."
        if place is None or len(earlier) < len(_ALIASES) or fold(tokens[i - 1].group()) != "the":
            continue
        if follows in _AFTER_ALIAS or follows.endswith("ed"):
            found.append(Phrase(earlier[place].label, i, i))
    return found
