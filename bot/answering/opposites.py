"""Sentences that tell of the opposite of what a question asks: the injured are not the killed. Pure."""

import re

from bot.answering.finding import Candidate
from bot.answering.question import Kind, Question
from bot.answering.roots import content_roots, root, roots_of

_TABLE = """
kill dead die died death deaths fatal slain perish toll bodies | injure injuries hurt wound treated hospital
hire hired hiring recruit create created creating | cut cutting fire fired layoffs dismiss dismissed lose lost
rise rose increase increased grow grew climb climbed gain up | fall fell drop dropped decline declined shrink down
buy bought acquire acquired purchase | sell sold sale
arrest arrested detain detained jail jailed | release released free freed acquit acquitted
open opened opening | close closed closing shut
accept accepted approve approved | reject rejected refuse refused
resign resigned quit step | appoint appointed
born birth | die died death dead
arrive arrived arrival | depart departed departure
attend attended attendance join joined | skip skipped absent absence spurn spurned snub boycott boycotted
"""
"""What news most often reports one or the other of; a row's two sides."""


def _rows() -> list[tuple[frozenset[str], frozenset[str]]]:
    sides = [line.split("|") for line in _TABLE.strip().splitlines()]
    return [(roots_of(one), roots_of(other)) for one, other in sides]


_OPPOSITES = [pair for one, other in _rows() for pair in ((one, other), (other, one))]

_CONTEST = re.compile(r"\b(men|women|boys|girls)['’]s?\b", re.IGNORECASE)
"""Whose contest it is: "the women's final"."""
_CLOSE = root("close")
_UNTIL = re.compile(r"\b(?:until|till)\b", re.IGNORECASE)
_JOINT = re.compile(r"\b(?:and|but|or|while|with|after|before|that|said|says|saying)\b|[;,]")
"""What a verb's count does not reach over: "killed a woman and wounded four"."""

_HARM = _rows()[0]
"""Those of the killed and of the injured."""


def opposed(one: set[str], other: set[str]) -> bool:
    """Tell whether some roots tell only of the opposite of what others tell.

    Args:
        one: Roots as by ``roots.root``.
        other: Others.
    """
    return any(
        one & mine and not one & theirs and other & theirs and not other & mine for mine, theirs in _OPPOSITES
    )


def opposes(question: Question, sentence: str) -> bool:
    """Tell whether a sentence tells only of the opposite of what is asked.

    What is closed until a day opens on it. The men's cup is not the women's.

    Args:
        question: The question, understood.
        sentence: A sentence that may answer.
    """
    asked, there = set(question.roots), set(content_roots(sentence))
    if question.kind is Kind.TIME and _CLOSE in there and _UNTIL.search(sentence):
        return False
    contests = [set(map(str.lower, _CONTEST.findall(one))) for one in (question.text, sentence)]
    return opposed(asked, there) or (all(contests) and not contests[0] & contests[1])


def counts_others(question: Question, told: str) -> bool:
    """Tell whether a question counts the killed or the injured, and what is told is of people without that harm.

    Args:
        question: The question, understood.
        told: The sentence that may answer, with what precedes it.
    """
    roots = set(content_roots(told))
    return question.kind is Kind.NUMBER and any(harm & set(question.roots) and not harm & roots for harm in _HARM)


def counted_otherwise(question: Question, sentence: str, found: Candidate) -> bool:
    """Tell whether a number counts the opposite of what is asked: "killed a woman and wounded four men".

    The word it goes with is the nearest before it in its own part of the sentence, or else the nearest after it.

    Args:
        question: The question, understood.
        sentence: A sentence that may answer.
        found: The words of it that may.
    """
    if question.kind is not Kind.NUMBER:
        return False
    before = content_roots(_JOINT.split(sentence[: found.end])[-1])[::-1]
    after = content_roots(sentence[found.end :])
    for one, other in _OPPOSITES:
        if one & set(question.roots) and not other & set(question.roots):
            told = next((each for each in (*before, *after) if each in one | other), None)
            if told in other:
                return True
    return False
