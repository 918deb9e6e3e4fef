"""Which names of a sentence are people and what each goes with, by how they stand. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.finding import Candidate
from index.news.words import fold

BARRIERS = frozenset("and while but opposite against whereas alongside versus met faced with".split())
"""Words between a person and a noun phrase that tell of another one."""
_BARRIER_COST = 8
"""Words of distance that a barrier counts for."""
_ALIASES = {"former": 0, "latter": 1}
_AFTER_ALIAS = frozenset("was is were by led under with had has , :".split())
"""What follows "the former" where it stands for something said before, rather than for a former minister."""
_NEAR_ALIAS = 5
"""Words between "the former" and the name it goes with at most."""
_LISTED = (("and",), (",",), (",", "and"))
_LINKS = frozenset("by of for from with as".split())
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
    """What a person may go with: its words, and the numbers of its first and last token."""

    label: str
    first: int
    last: int


def tokens_of(sentence: str) -> list[re.Match[str]]:
    """Return the words and the stops of a sentence, abbreviated titles whole."""
    return list(_TOKEN.finditer(sentence))


def paired(
    tokens: list[re.Match[str]], phrases: list[Phrase], named: Sequence[Candidate], farthest: int
) -> list[Pair]:
    """Return each person with the phrase that stands nearest, each phrase once.

    Args:
        tokens: The sentence.
        phrases: What the people may go with.
        named: The people, in the sentence's order.
        farthest: Distance in words from which a phrase is not taken for a person's own.
    """
    persons = [(one, *span_of(tokens, one.start, one.end)) for one in named]
    persons = [one for one in persons if not any(one[1] <= each.last and each.first <= one[2] for each in phrases)]
    run = _respectively(tokens, persons)
    before = [phrase for phrase in phrases if run and phrase.last < run[0][1]][-len(run) :]
    if run and len(before) == len(run):
        return [Pair(phrase.label, one) for (one, *_), phrase in zip(run, before, strict=True)]
    costs = sorted(
        (cost, i, j)
        for i, (_, first, last) in enumerate(persons)
        for j, phrase in enumerate(phrases)
        if (cost := _cost(tokens, (first, last), phrase, [(a, b) for _, a, b in persons])) <= farthest
    )
    chosen: dict[int, int] = {}
    for _, i, j in costs:
        if i not in chosen and j not in chosen.values():
            chosen[i] = j
    return [Pair(phrases[j].label, persons[i][0]) for i, j in sorted(chosen.items())]


def _respectively(
    tokens: list[re.Match[str]], persons: Sequence[tuple[Candidate, int, int]]
) -> list[tuple[Candidate, int, int]]:
    """Return the people of the list that "respectively" closes; none without the word."""
    at = next((i for i, token in enumerate(tokens) if token.group() == "respectively"), 0)
    run: list[tuple[Candidate, int, int]] = []
    for one in sorted((one for one in persons if one[2] < at), key=lambda one: -one[1]):
        end = run[0][1] if run else at
        if any(token.group() not in ("and", ",") for token in tokens[one[2] + 1 : end]):
            break
        run.insert(0, one)
    return run if len(run) > 1 else []


def persons_of(
    tokens: list[re.Match[str]], names: Sequence[Candidate], marked: Sequence[Candidate]
) -> list[Candidate]:
    """Return the marked names and those that stand as they do: after the same words from another name.

    "Ingrid Solheim captained Port Alder and Bastien Rouvière captained Halmstad": if the first is a person, so is
    the third. Whoever follows "the former" and "the latter", or is listed with a marked name, is one too.

    Args:
        tokens: The sentence.
        names: Its names in order, the marked ones among them.
        marked: Those that a reader takes for people who answer.
    """
    persons = list(marked)
    places = [span_of(tokens, one.start, one.end) for one in names]
    links = {
        i: tuple(fold(token.group()) for token in tokens[places[i][1] + 1 : places[i + 1][0]])
        for i in range(len(names) - 1)
    }
    respectively = any(token.group() == "respectively" for token in tokens)
    for i, link in links.items():
        listed = respectively and names[i] in persons and link in _LISTED
        if listed or any(one in _ALIASES for one in link[-_NEAR_ALIAS:]):
            persons.append(names[i + 1])
    ways = {
        _way(link): names[i] in persons
        for i, link in links.items()
        if (names[i] in persons) != (names[i + 1] in persons) and link not in _LISTED
    }
    for i, link in links.items():
        first = ways.get(_way(link))
        if first is not None and names[i] not in persons and names[i + 1] not in persons:
            persons.append(names[i] if first else names[i + 1])
    return sorted(set(persons), key=lambda one: one.start)


def _way(link: Sequence[str]) -> tuple[str, ...]:
    """Return what leads from one name to another, without articles and the office before the second."""
    last = max((i for i, word in enumerate(link) if word in _LINKS or word.endswith("ed")), default=len(link) - 1)
    return tuple(word for word in link[: last + 1] if word not in ("the", "a", "an"))


def aliases(tokens: list[re.Match[str]], phrases: list[Phrase]) -> list[Phrase]:
    """Return "the former" and "the latter" as phrases with the labels of what they stand for."""
    found = []
    for i, token in enumerate(tokens[1:-1], 1):
        place = _ALIASES.get(fold(token.group()))
        earlier = [one for one in phrases if one.last < i][-2:]
        follows = fold(tokens[i + 1].group())
        if place is None or len(earlier) < len(_ALIASES) or fold(tokens[i - 1].group()) != "the":
            continue
        if follows in _AFTER_ALIAS or follows.endswith("ed"):
            found.append(Phrase(earlier[place].label, i, i))
    return found


def span_of(tokens: list[re.Match[str]], start: int, end: int) -> tuple[int, int]:
    """Return the numbers of the first and the last token between two characters; of the first if there is none."""
    inside = [i for i, token in enumerate(tokens) if token.start() < end and token.end() > start] or [0]
    return inside[0], inside[-1]


def _cost(
    tokens: list[re.Match[str]], person: tuple[int, int], phrase: Phrase, everybody: list[tuple[int, int]]
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
            fold(word) in BARRIERS
            or word in ";.—"
            or (word == "," and not (follows in ("who", "whose") or follows.endswith("ed") or follows == "led"))
        )
        cost += _BARRIER_COST if parted else 1
    return cost
