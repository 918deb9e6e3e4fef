"""Which names of a sentence are people who may answer, by how they stand. Pure."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from bot.answering.finding import Candidate
from bot.answering.names import TITLES, spot
from bot.answering.pairing import between, span_of
from bot.answering.question import Question
from bot.answering.roots import content_roots
from index.news.words import fold

_LISTED = (("and",), (",",), (",", "and"))
_LINKS = frozenset("by of for from with as".split())
_ALIASES = frozenset(("former", "latter"))
_NEAR_ALIAS = 5
"""Words between "the former" and the name it goes with at most."""
_BESIDE = (
    "spokesman spokeswoman spokesperson interpreter translator coach treasurer physiotherapist trainer".split()
)
"""Offices that go with leading no body: an aide may well lead a delegation, its interpreter does not."""
_OFFICES = "|".join(_BESIDE)
_BEFORE = re.compile(rf"\b((?i:{_OFFICES}))(?: (?:of|for|to|at) [^,;:.()]+)?(?:,|:| is| was)? ?$")
"""An office right before a name: "coach Ada Frost", "Norvik's coach, Ada Frost", "the coach of Norvik was"."""
_AFTER = re.compile(
    r"^(?:,| is| was| as|:| \() ?(?:(?:the|a|an|its|their|(?:[A-Z][\w-]* ?)+['’]s?) )?(?:(?!and\b)\w+ ){0,2}?"
    rf"((?i:{_OFFICES}))\b"
)
"""One right after it: "Ada Frost, the coach of Norvik"."""

_TITLE = "|".join(sorted(title for title in {*TITLES, "skipper", "boss"} if title.isalpha()))
_TITLE_BEFORE = re.compile(rf"(?<!\bto )(?<!\bwill )(?<!\bwould )\b(?:{_TITLE}) $", re.I)
_SIDE_BEFORE = re.compile(r"\b(?:the|against|for|(?<!ship )(?<!captaincy )(?<!command )(?<!charge )of) $", re.I)
"""Words before a name of a body, but not "under the leadership of" a person."""
_SIDE_AFTER = re.compile(
    rf"^(?:['’]s? (?:\w+ ){{0,2}}?| | [(–—] ?)(?:{_TITLE})\b|,? (?:which|(?:led|headed|run|captained) by)\b", re.I
)
_PERSON_BEFORE = re.compile(r"(?:\b[Uu]nder|\b(?:\w+ed|led|run) by|[A-Z][\w'’-]+ by) $")
_PERSON_AFTER = re.compile(
    r"^(?:, (?:who|whom)\b|['’]s [A-Z]|(?:,| \(| is| was| as) ?(?:(?:the|its|their|a) )?"
    rf"(?:in charge of|(?:\w+ )?(?:{_TITLE})(?: (?:of|for|at|to|in)\b|[,;.)]|$)))"
)
"""What follows a person's name: "…, who", "'s Norvik", "…, captain of", "was in charge of"."""


def likely(sentence: str, marked: Sequence[Candidate]) -> list[Candidate]:
    """Return those of some marked words that may be people: beside a full name, a lone word is a part of a body's.

    Args:
        sentence: The sentence.
        marked: What a reader takes for people who answer.
    """
    shaped = {one for one in marked if any(each.person for each in spot(one.text))}
    return [
        one
        for one in marked
        if one in shaped or (" " not in one.text and (not shaped or _is_person(sentence, one)))
    ]


def persons_of(
    sentence: str, tokens: list[re.Match[str]], names: Sequence[Candidate], marked: Sequence[Candidate]
) -> list[Candidate]:
    """Return the names that are people: those marked, those whose place in the sentence tells, and their like.

    A marked name that stands as a side does is none. "Ingrid Solheim captained Port Alder and Bastien Rouvière
    captained Halmstad": if the first is a person, so is the third, after the same words from another name. Whoever
    follows "the former" and "the latter", or is listed with a person, is one too.

    Args:
        sentence: The sentence.
        tokens: Its words and stops.
        names: Its names in order, the marked ones among them.
        marked: Those that a reader takes for people who answer.
    """
    words = [fold(token.group()) for token in tokens]
    places = [span_of(tokens, one.start, one.end) for one in names]
    links = {i: tuple(between(words, places[i][1], places[i + 1][0])) for i in range(len(names) - 1)}
    sides = _sides(sentence, names, links)
    sure = [one for one in marked if one not in sides][:1]
    persons = {one for one in names if one not in sides and (one in sure or _is_person(sentence, one))}
    for i, link in links.items():
        listed = link == ("and",) or ("respectively" in words and link in _LISTED)
        if (listed and names[i] in persons) or any(one in _ALIASES for one in link[-_NEAR_ALIAS:]):
            persons.add(names[i + 1])
    persons = _alike(names, links, persons - sides)
    persons |= {one for one in marked if one not in sides}
    return sorted(_alike(names, links, persons - sides), key=lambda one: one.start)


def _alike(
    names: Sequence[Candidate], links: Mapping[int, tuple[str, ...]], persons: set[Candidate]
) -> set[Candidate]:
    """Return some people with the names that stand as they do: after the same words from another name."""
    persons = set(persons)
    ways = {
        _way(link): names[i] in persons
        for i, link in links.items()
        if (names[i] in persons) != (names[i + 1] in persons) and link not in _LISTED
    }
    for i, link in links.items():
        first = ways.get(_way(link))
        if first is not None and names[i] not in persons and names[i + 1] not in persons:
            persons.add(names[i] if first else names[i + 1])
    return persons


def _sides(sentence: str, names: Sequence[Candidate], links: Mapping[int, tuple[str, ...]]) -> set[Candidate]:
    """Return the names of bodies of people: by their place, by a last word they share, or told with one."""
    lasts = Counter(one.text.split()[-1] for one in names if " " in one.text)
    sides = {
        one
        for one in names
        if is_side(sentence, one) or (lasts[one.text.split()[-1]] > 1 and not _is_person(sentence, one))
    }
    for i, link in links.items():
        if link == ("and",) and (names[i] in sides or names[i + 1] in sides):
            sides |= {one for one in names[i : i + 2] if not _is_person(sentence, one)}
    return sides


def is_side(sentence: str, name: Candidate) -> bool:
    """Tell whether the words beside a name make a body of people of it: "of Norvik", "Norvik's captain".

    Args:
        sentence: The sentence.
        name: Its name.
    """
    before, after = sentence[: name.start], sentence[name.end :]
    return bool(_SIDE_BEFORE.search(before) or _SIDE_AFTER.match(after))


def _is_person(sentence: str, name: Candidate) -> bool:
    """Tell whether the words beside a name make a person of it: "captain Ada Frost", "Ada Frost, who"."""
    before, after = sentence[: name.start], sentence[name.end :]
    titled = _TITLE_BEFORE.search(before)
    shaped = titled or any(one.person for one in spot(name.text))
    return bool(shaped and (titled or _PERSON_BEFORE.search(before) or _PERSON_AFTER.match(after)))


def _way(link: Sequence[str]) -> tuple[str, ...]:
    """Return what leads from one name to another, without the office before the second."""
    last = max((i for i, word in enumerate(link) if word in _LINKS or word.endswith("ed")), default=len(link) - 1)
    return tuple(link[: last + 1])


def holds_another_office(sentence: str, person: Candidate, question: Question) -> bool:
    """Tell whether a sentence gives a person an office beside the one that is asked for: the coach is no captain.

    Args:
        sentence: The sentence.
        person: Who stands in it.
        question: The question; it may ask for such an office.
    """
    before, after = sentence[: person.start], sentence[person.end :]
    held = [match for match in (_BEFORE.search(before), _AFTER.match(after)) if match]
    asked = set(question.roots)
    return any(not asked & set(content_roots(match.group())) for match in held)
