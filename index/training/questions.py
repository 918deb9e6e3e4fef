"""Questions as people type them, and questions that a paragraph no longer answers."""

import re
from collections import defaultdict
from collections.abc import Sequence
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.training.rows import Row

NO_MARK_SHARE = 0.25
KEYWORDS_SHARE = 0.05
MISSPELT_SHARE = 0.06
"""Of the questions, these shares lose the question mark, are bare keywords, or misspell a name. (The model
does not see case.)"""

_FUNCTION_WORDS = frozenset(
    "a an the of in on at by for to from with as is are was were be been being do does did has have had which "
    "what who whom whose when where why how many much that this these those it its there and or".split()
)
_NAME = re.compile(r"(?<!^)(?<![.?!] )\b[A-Z][\w'’.-]*(?:\s+(?:of\s+|de\s+|the\s+)?[A-Z][\w'’.-]*)*")
_NUMBER = re.compile(r"\b\d[\d,.]*\b")
_DEMONYM = re.compile(r"(?:ish|ese|ian|ean|ic|an|French|Dutch|Greek|Swiss|Czech)$")
_CAPITALISED = re.compile(r"[A-Z][\w'’-]*")

_ONE_WAY = (
    "led founded defeated invented discovered appointed succeeded killed created directed commissioned designed "
    "conquered elected assassinated murdered owned hired fired sued acquired bought replaced beat nominated "
    "attacked invaded arrested crowned taught coached produced managed employed influenced inspired "
    "financed".split()
)
"""What one does to another and not the other to the one; so the turned question has no answer in the text."""

_INVERTIBLE = re.compile(rf"^Who ({'|'.join(_ONE_WAY)}) (.+?)\s*\?$", re.IGNORECASE)

_LEADING = frozenset({"in", "at", "the", "by"})
_MOST_TRIES = 12


def names(question: str) -> set[str]:
    """Return the capitalised words of a question but the first, lower-cased."""
    return {word.casefold() for found in _NAME.findall(question) for word in found.split()}


def names_in(text: str) -> set[str]:
    """Return the capitalised words of a text, lower-cased."""
    return {word.casefold() for word in _CAPITALISED.findall(text)}


def as_typed(question: str, rng: Random) -> str:
    """Return the question as somebody in a hurry might type it; mostly unchanged."""
    if rng.random() < KEYWORDS_SHARE:
        words = [word for word in question.rstrip("? ").split() if word.casefold() not in _FUNCTION_WORDS]
        if len(words) > 1:
            return " ".join(words)
    if rng.random() < MISSPELT_SHARE:
        question = _misspelt(question, rng)
    if rng.random() < NO_MARK_SHARE:
        question = question.rstrip("? ")
    return question


def _misspelt(question: str, rng: Random) -> str:
    """Double, drop or exchange a letter inside a capitalised word of at least five letters."""
    words = list(re.finditer(r"(?<!^)\b[A-Z][a-z]{4,}\b", question))
    if not words:
        return question
    word = rng.choice(words)
    at = word.start() + rng.randrange(1, len(word.group()) - 1)
    letter, following = question[at], question[at + 1]
    changed = rng.choice([letter * 2 + following, following, following + letter])
    return question[:at] + changed + question[at + 2 :]


def inverted(question: str, answer: str) -> str | None:
    """Return the question with its roles turned round, or nothing where that cannot be told."""
    found = _INVERTIBLE.match(question)
    if found is None or not re.match(r"(?:the )?[A-Z]", answer) or len(answer.split()) > 5:
        return None
    return f"{question[:3]} {found[1]} {answer}?"


class Swaps:
    """Names and numbers of one kind, to be exchanged for one another.

    Args:
        rows: Where the names are taken from: the questions of each article.
    """

    def __init__(self, rows: Sequence["Row"]) -> None:
        self._near: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._any: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            for found in _found(row.question):
                kind = _kind(row.question, found)
                self._near[row.title, kind].append(found.group())
                self._any[kind].append(found.group())

    def swap(self, row: "Row", text: str, rng: Random) -> str | None:
        """Return the row's question about something else that ``text`` does not speak of.

        Args:
            row: An answerable row.
            text: The paragraph and its context, none of whose words may be the new name.
            rng: Draws.
        """
        held = text.casefold()
        choices = [found for found in _found(row.question) if found.group().casefold() in held]
        if not choices:
            return None
        found = rng.choice(choices)
        kind = _kind(row.question, found)
        near = self._near[row.title, kind] if row.title and rng.random() < 0.5 else []
        for _ in range(_MOST_TRIES):
            other = rng.choice(near or self._any[kind])
            strange = not any(word.casefold() in held for word in re.findall(r"\w+", other))
            if strange and other not in row.question:
                return row.question[: found.start()] + other + row.question[found.end() :]
        return None


def _found(question: str) -> list[re.Match[str]]:
    return [*_NAME.finditer(question), *_NUMBER.finditer(question)]


def _kind(question: str, found: re.Match[str]) -> str:
    """Return a rough kind of name: a number's length, a nationality, or what stands before it and its length."""
    text = found.group()
    if text[0].isdigit():
        return f"number {len(text)}"
    if " " not in text and _DEMONYM.search(text) and question[found.end() : found.end() + 2].strip().isalpha():
        return "nationality"
    before = question[: found.start()].casefold().split()[-1:]
    return f"{before[0] if before and before[0] in _LEADING else ''} {len(text.split())}"
