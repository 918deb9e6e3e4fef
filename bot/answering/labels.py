"""Who goes with what: pairs each person of a sentence with the noun phrase it is about. Pure.

"A Ukrainian delegation led by Rustem Umerov sat opposite a Russian team headed by Vladimir Medinsky" holds two
answers to "Who led each delegation?", and which is which is told by what stands nearest.
"""

import re
from dataclasses import dataclass, replace

from bot.answering import countries
from bot.answering.candidates import Candidate
from bot.answering.people import people
from bot.answering.question import Kind, Question
from bot.answering.roots import root
from index.news.words import STOPWORDS, fold, words

_BODIES = frozenset(
    root(word)
    for word in "delegation delegate team boat side group party squad crew panel mission committee contingent "
    "bloc camp coalition company firm club government union army unit".split()
)
"""Words for bodies of people, which news varies for each other ("a Ukrainian delegation … a Russian team")."""
_PRO_NOUN = "one"
"""What stands for a noun said before: "the Ukrainian delegation and … the Russian one"."""
_PREFIX = 6
"""Letters two nouns share at least to be kin: delegation, delegate."""
_BARRIERS = frozenset("and while but opposite against whereas alongside versus met faced with".split())
"""Words between a person and a noun phrase that tell of another one."""
_BARRIER_COST = 8
"""Words of distance that a barrier counts for."""
_FARTHEST = 12
"""Distance in words from which a noun phrase is not taken for a person's own."""
_MODIFIERS = 3
"""Words before the head that a label may keep."""
_TOKEN = re.compile(r"(?:[A-Z]\.)+|[^\W_]+(?:[-'’][^\W_]+)*['’]?|[,;:.—–()“”\"]")


@dataclass(frozen=True, slots=True)
class Pair:
    """A person and what they go with: the label verbatim, or "" where none stands near."""

    label: str
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class _Phrase:
    label: str
    first: int
    last: int


def pairs(sentence: str, question: Question) -> list[Pair]:
    """Return the people of ``sentence`` that stand near a noun phrase like the question's noun, each with its own.

    Args:
        sentence: The sentence.
        question: A question that asks about several of a noun ("each delegation").

    Returns:
        At most one pair a phrase and a person, in the sentence's order.
    """
    tokens = list(_TOKEN.finditer(sentence))
    phrases = _phrases(tokens, question.noun) if question.noun else []
    persons = [
        (Candidate(name.text, name.start, name.end), *_span(tokens, name.start, name.end))
        for name in people(sentence, question)
    ]
    costs = sorted(
        (cost, i, j)
        for i, (_, first, last) in enumerate(persons)
        for j, phrase in enumerate(phrases)
        if (cost := _cost(tokens, (first, last), phrase, [(a, b) for _, a, b in persons])) <= _FARTHEST
    )
    chosen: dict[int, int] = {}
    for _, i, j in costs:
        if i not in chosen and j not in chosen.values():
            chosen[i] = j
    return [Pair(phrases[j].label, persons[i][0]) for i, j in sorted(chosen.items())]


def leads(sentence: str, question: Question) -> tuple[Candidate, ...] | None:
    """Return the people whom ``sentence`` pairs with the body of people that a question names by its country.

    "Who led the Russian delegation?" is answered by the person beside "a Russian team", not by the one nearer to
    the word "delegation".

    Args:
        sentence: The sentence.
        question: The question, understood.

    Returns:
        ``None`` where the question names no such body or the sentence pairs nobody with one of any country;
        none if it does, but with those of other countries.
    """
    wanted = question.countries | question.seats
    noun = next((word for word in words(question.text) if root(word) in _BODIES), "")
    if question.kind is not Kind.PERSON or not wanted or not noun:
        return None
    labelled = [
        (countries.mentioned(pair.label), pair.candidate) for pair in pairs(sentence, replace(question, noun=noun))
    ]
    if not any(named | seats for (named, seats), _ in labelled):
        return None
    return tuple(candidate for (named, seats), candidate in labelled if wanted & (named | seats))


def kin(word: str, noun: str) -> bool:
    """Tell whether a word names the same sort of thing as ``noun``: delegate and delegation, team and side."""
    if fold(word) == _PRO_NOUN:
        return True
    mine, theirs = root(fold(word)), root(noun)
    shared = len(fold(word)) >= _PREFIX and fold(word)[:_PREFIX] == noun[:_PREFIX]
    return mine == theirs or shared or (mine in _BODIES and theirs in _BODIES)


def _phrases(tokens: list[re.Match[str]], noun: str) -> list[_Phrase]:
    """Return the noun phrases whose head is kin to ``noun`` and that say which one."""
    found = []
    for i, token in enumerate(tokens):
        if not kin(token.group(), noun):
            continue
        first = i
        while first > 0 and i - first < _MODIFIERS and _modifies(tokens[first - 1].group()):
            first -= 1
        capital = next((k for k in range(first, i) if tokens[k].group()[0].isupper()), None)
        if capital is not None:
            label = token.string[tokens[capital].start() : token.end()]
            found.append(_Phrase(label, capital, i))
        elif first < i and fold(token.group()) != _PRO_NOUN:
            found.append(_Phrase(token.string[tokens[i - 1].start() : token.end()], i - 1, i))
    return found


def _modifies(word: str) -> bool:
    plain = fold(word)
    return (
        word[0].isalnum()
        and plain not in STOPWORDS
        and plain not in _BARRIERS
        and not plain.endswith(("ed", "ing"))
    )


def _span(tokens: list[re.Match[str]], start: int, end: int) -> tuple[int, int]:
    inside = [i for i, token in enumerate(tokens) if token.start() < end and token.end() > start]
    return inside[0], inside[-1]


def _cost(
    tokens: list[re.Match[str]], person: tuple[int, int], phrase: _Phrase, everybody: list[tuple[int, int]]
) -> float:
    """Return the distance in words from a person to a phrase, more where something parts them."""
    first, last = (phrase.last, person[0]) if phrase.last < person[0] else (person[1], phrase.first)
    if any(first < other[0] and other[1] < last for other in everybody if other != person):
        return float("inf")
    between = [token.group() for token in tokens[first + 1 : last]]
    cost = 0.0
    for i, word in enumerate(between):
        follows = fold(between[i + 1]) if i + 1 < len(between) else ""
        parted = (
            fold(word) in _BARRIERS
            or word in ";.—"
            or (word == "," and not (follows in ("who", "whose") or follows.endswith("ed") or follows == "led"))
        )
        cost += _BARRIER_COST if parted else 1
    return cost
