"""Whether some words can be the kind of answer a question asks for, by their looks. Pure."""

import re
from dataclasses import replace

from bot.answering.finding import Candidate, Finding
from bot.answering.names import TITLES
from bot.answering.people import ENVOY_TO
from bot.answering.question import QUANTITIES, Kind, Question
from bot.answering.roots import roots_of
from bot.answering.verify import numbers
from index.news.words import fold

_COUNTED = re.compile(
    r"\d|\b(?:one|no|none|nobody|half|a third|a quarter|dozens?|hundreds|thousands|millions|billions|several|few"
    r"|many|double|twice|all|both|zero|scores|nothing|free|hundred|thousand|million|billion)\b"
)
_TIMED = re.compile(
    r"\d|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december|spring|summer|autumn|fall|winter)\b|\b(?:second|minute|hour|day|night|morning|evening"
    r"|afternoon|noon|midnight|week|weekend|month|year|decade|century|centuries)s?\b|\b(?:today|yesterday|tomorrow"
    r"|tonight|never|ago|now|soon)\b"
)
_WITH = "between|by|with|against|among|than"
_ACTS_WITH = re.compile(rf"(?:{_WITH}) ")
_NO_PLACE_BEFORE = re.compile(rf"\b(?:{_WITH}|{ENVOY_TO}(?: [\w.]+ and)?) (?:the )?$")
"""Words before a name that make of it somebody who acts: "talks between Russia and Ukraine" names no place."""
_ROUTE_BEFORE = re.compile(
    r"\b(?:fl(?:y|ies|ew|own|ying|ights?)|r[ua]n(?:s|ning)?|sail(?:s|ed|ing)?|travel(?:s|l?ed|l?ing)?|commut\w+"
    r"|shuttl\w+|trains?|bus(?:es)?|ferr(?:y|ies)|routes?|roads?|bridges?|tunnels?|lines?|border|halfway|midway"
    r"|somewhere|services?) (?:\w+ )?between (?:the )?$"
)
"""Of these, what lies or goes "between" names places: "ferries between Dover and Calais"."""
_LOCATED = re.compile(
    r"\b(?:in|at|near|on|onto|off|outside|inside|across|around|over|under|along|through|throughout|to|into|towards?"
    r"|by|beside|aboard|above|below|within|behind|beneath|north|south|east|west|of|from|home|next door)\b"
)
"""Words that place something, where no name does: "at a wedding", "in a barn"."""
_NEAR = 4
"""Words before a place among which such a word stands: for 9 of 10 answers to SQuAD's questions for where."""
_ONE = re.compile(r"an? (?!large|small|big|huge|great|record|growing|significant)", re.IGNORECASE)
_HOW_MANY = re.compile(r"\bhow (?:many|much)\b|\bnumber of\b", re.IGNORECASE)
_ASKS_HOUR = re.compile(r"\b(?:what|which) (?:time|hour)\b(?! (?:of|frame|period|zone|span|limit))", re.IGNORECASE)
_HOUR = re.compile(
    r"\d ?[ap]\.?m\b|\d[:.]\d\d|o'clock|\b\d{4}\b|\b(?:local time|gmt|utc|e[sd]?t|p[sd]?t)\b"
    r"|\b(?:noon|midday|midnight|dawn|dusk|sunrise|sunset"
    r"|daybreak|morning|afternoon|evening|night|nightfall)\b"
)
_NAME_BEFORE = re.compile(r"[A-Z][\w’'-]+, $")
_AGED = re.compile(r"\b(?:an? )?\d+-(?:year|month|week|day)-old \w+", re.IGNORECASE)
_ASKS_AGE = re.compile(r"\b(?:old|ages?|aged|older|younger|youngest|oldest)\b", re.IGNORECASE)
_NAMED = re.compile(r"[^\W\d_a-z]")
_PRONOUN = re.compile(r"(?:who(?:m|se)?|which|that|he|him|she|her|they|them|it|we|i|me|you)\W*")


_QUANTITIES = roots_of(QUANTITIES)


def quantity(question: Question) -> frozenset[str]:
    """Return the roots of the quantity that a question asks for, if any: a range is no number of planes.

    Args:
        question: The question, understood.
    """
    return _QUANTITIES.intersection(question.roots) if question.kind is Kind.NUMBER else frozenset()


def may_count(question: Question, text: str) -> bool:
    """Tell whether words can say how many or how much, if that is asked: "a woman" can, "a large group" cannot.

    Args:
        question: The question, understood.
        text: The words.
    """
    if question.kind is not Kind.NUMBER or not _HOW_MANY.search(question.text):
        return True
    return fits(Kind.NUMBER, text) or bool(_ONE.match(text))


def may_time(question: Question, text: str) -> bool:
    """Tell whether words can say at what time of the day something was, if that is asked: "Tuesday" cannot.

    Args:
        question: The question, understood.
        text: The words.
    """
    return not _ASKS_HOUR.search(question.text) or bool(_HOUR.search(fold(text)))


def _counts_but_no_years(question: Question) -> bool:
    return question.kind is Kind.NUMBER and not _ASKS_AGE.search(question.text)


def is_age(question: Question, found: Finding) -> bool:
    """Tell whether the words of a finding are somebody's age, which nobody asked for: "Kervadec, 34, said".

    Args:
        question: The question, understood.
        found: A sentence that may answer.
    """
    words = found.candidate
    if words is None or not _counts_but_no_years(question):
        return False
    beside = found.sentence[: words.start], found.sentence[words.end :]
    return words.text.isdigit() and bool(_NAME_BEFORE.search(beside[0])) and beside[1].startswith((",", "."))


def one_person(question: Question, found: Finding) -> Finding:
    """Return a finding whose words are the person, where they are an age that nobody asked for.

    "Killed a 55-year-old woman" counts her, not her years.

    Args:
        question: The question, understood.
        found: A sentence that may answer.
    """
    words = found.candidate
    if words and _counts_but_no_years(question):
        for aged in _AGED.finditer(found.sentence):
            if aged.start() <= words.start and words.end <= aged.end():
                return replace(found, candidate=Candidate(aged[0], *aged.span()))
    return found


def fits(kind: Kind, text: str) -> bool:
    """Tell whether ``text`` looks like an answer of a kind.

    A number counts, a time is told by day or hour, people and places have capitals, and people more than a title.
    Of other kinds anything does.

    Args:
        kind: The kind of answer that is asked for.
        text: Words of a passage.
    """
    plain = fold(text)
    if kind is Kind.NUMBER:
        return bool(_COUNTED.search(plain) or numbers(plain))
    if kind in (Kind.TIME, Kind.DURATION):
        return bool(_TIMED.search(plain))
    if kind is Kind.PERSON:
        return any(_NAMED.search(word) and fold(word).strip(".") not in TITLES for word in text.split())
    if kind is Kind.PLACE:
        return bool(_NAMED.search(text))
    return True


def may_stand(kind: Kind, before: str, text: str) -> bool:
    """Tell whether words can be an answer of a kind, after those that stand before them.

    A place has a name, or stands after a word such as "in": whoever left office went nowhere that this names. A
    source is none, nor somebody met "with" others. A pronoun tells nobody.

    Args:
        kind: The kind of answer that is asked for.
        before: The paragraph up to the words.
        text: The words.
    """
    if kind is Kind.PERSON:
        return not _PRONOUN.fullmatch(fold(text))
    if kind is not Kind.PLACE:
        return True
    near = fold(" ".join([*before.split()[-_NEAR:], text]))
    named = any(_NAMED.search(word) and not _TIMED.search(fold(word)) for word in text.split())
    until = before + (opening[0] if (opening := _ACTS_WITH.match(text)) else "")
    said = fold(until) + " " * until.endswith(" ")
    acts = _NO_PLACE_BEFORE.search(said) and not _ROUTE_BEFORE.search(said)
    return not acts and "according to" not in near and (named or bool(_LOCATED.search(near)))
