"""The bodies of people in a sentence, such as delegations, teams and parties, and what else it names. Pure."""

import re
from collections.abc import Sequence

from bot.answering.finding import Candidate
from bot.answering.names import TITLES, spot
from bot.answering.pairing import BARRIERS, Phrase
from bot.answering.people import PLACE_BEFORE
from bot.answering.question import Question
from bot.answering.roots import root, roots_of
from index.news.words import STOPWORDS, fold, words

BODIES = roots_of(
    "delegation delegate team boat side group party squad crew panel mission committee contingent "
    "bloc camp coalition company firm club government union army"
)
"""Words for bodies of people, which news varies for each other ("a Ukrainian delegation … a Russian team")."""
_PRO_NOUN = "one"
"""What stands for a noun said before: "the Ukrainian delegation and … the Russian one"."""
_POINTERS = frozenset("one other another same two".split())
"""What tells of no body which one it is: "one side"."""
_POSSESSIVES = ("'s", "’s")
_PREFIX = 6
"""Letters two nouns share at least to be kin: delegation, delegate."""
_MODIFIERS = 3
"""Words before the head that a label may keep."""
_OFFICE_AT = re.compile(rf"(?:\b(?:{'|'.join(TITLES)}|counterpart|number) at (?:the )?|[A-Z][\w'’-]+ at )$")
"""What makes of a name after "at" a body: "her counterpart at Norvik"."""
_OF = re.compile(r".+?(?= of [A-Z])|(?<= of )[A-Z].*|^(?!.* of [A-Z]).+")


def body_of(question: Question) -> str:
    """Return the word by which a question calls a body of people, or nothing."""
    return next((word for word in words(question.text) if root(word) in BODIES), "")


def kin(word: str, noun: str) -> bool:
    """Tell whether a word names the same sort of thing as ``noun``: delegate and delegation, team and side."""
    if fold(word) == _PRO_NOUN:
        return True
    word = word.removesuffix("'s").removesuffix("’s")
    mine, theirs = root(fold(word)), root(noun)
    shared = len(fold(word)) >= _PREFIX and fold(word)[:_PREFIX] == noun[:_PREFIX]
    return mine == theirs or shared or (mine in BODIES and theirs in BODIES)


def phrases(tokens: list[re.Match[str]], noun: str) -> list[Phrase]:
    """Return the noun phrases whose head is kin to ``noun`` and that say which one."""
    found = []
    for i, token in enumerate(tokens):
        if not kin(token.group(), noun):
            continue
        first = i
        while first > 0 and i - first < _MODIFIERS and _modifies(tokens[first - 1].group()):
            if tokens[first - 1].group().endswith(_POSSESSIVES) and first < i:
                break
            first -= 1
        end = token.end() - 2 * token.group().endswith(_POSSESSIVES)
        capital = next((k for k in range(first, i) if tokens[k].group()[0].isupper()), None)
        if capital is not None:
            found.append(Phrase(token.string[tokens[capital].start() : end], capital, i))
        elif first < i and not {fold(token.group()), fold(tokens[i - 1].group())} & _POINTERS:
            found.append(Phrase(token.string[tokens[i - 1].start() : end], i - 1, i))
    return found


def names(sentence: str, marked: Sequence[Candidate]) -> list[Candidate]:
    """Return the names of a sentence in order, marked words as they are; a name "of" another one is two."""
    rest = sentence
    for one in marked:
        rest = f"{rest[: one.start]}{'x' * (one.end - one.start)}{rest[one.end :]}"
    found = list(marked)
    for name in spot(rest):
        before = sentence[: name.start]
        if PLACE_BEFORE.search(before) and not _OFFICE_AT.search(before):
            continue
        for piece in _OF.finditer(name.text):
            start = name.start + piece.start()
            found.append(Candidate(piece.group(), start, start + len(piece.group())))
    return sorted(found, key=lambda one: one.start)


def _modifies(word: str) -> bool:
    plain = fold(word)
    return (
        word[0].isalnum()
        and plain not in STOPWORDS
        and plain not in BARRIERS
        and not plain.endswith(("ed", "ing"))
    )
