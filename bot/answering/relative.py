"""Whom a relative clause tells of: of "Umerov's spokesman Tykhyi, who published a photo" it is Tykhyi. Pure."""

import re

from bot.answering.finding import Candidate, Finding
from bot.answering.fitting import fits
from bot.answering.names import spot
from bot.answering.question import Kind, Question
from bot.answering.roots import content_roots, root

_ASKS = re.compile(r"who (?:(?:had|has|have|also|first|later) )*([a-z]+)\b", re.IGNORECASE)
_AUXILIARIES = frozenset(
    "is are was were be been do does did will would can could may might must shall should".split()
)
_CLAUSE = re.compile(rf",? {_ASKS.pattern}([^,;.]*)", re.IGNORECASE)
_PHRASE = re.compile(r"\b(?:an?|the|his|her|their|its) (?:[\w'’-]+ ){0,2}[\w'’-]+$", re.IGNORECASE)
"""What a clause without a name before it tells of: "the soldier, who …"."""


def told_of(question: Question, found: Finding) -> Candidate | None:
    """Return whoever a relative clause says did what a question asks "who" did, if one of the sentence says so.

    A reader takes the name that stands first, or the one that the sentence is about. Words without a name ("the
    gunman, who …") take no name's place.

    Args:
        question: The question, understood.
        found: A sentence that may answer.
    """
    sentence = found.sentence
    read = found.candidate.text if found.candidate else ""
    asked = _ASKS.match(question.text)
    if question.kind is not Kind.PERSON or not asked or asked[1].lower() in _AUXILIARIES:
        return None
    verb, what = root(asked[1].lower()), set(content_roots(question.text[asked.end() :]))
    for clause in _CLAUSE.finditer(sentence):
        if root(clause[1].lower()) != verb or not what & set(content_roots(clause[2])):
            continue
        for name in spot(sentence):
            if name.end == clause.start():
                return Candidate(name.text, name.start, name.end)
        phrase = None if fits(Kind.PERSON, read) else _PHRASE.search(sentence, 0, clause.start())
        if phrase:
            return Candidate(phrase[0], *phrase.span())
    return None
