"""One question that asks the same of several: "Who led the Russian and Ukrainian delegations?". Pure.

Asked as one it needs a paragraph that names all of them, and has room for one answer.
"""

import re
from dataclasses import dataclass

from bot.answering import countries
from bot.answering.bodies import BODIES
from bot.answering.question import singular
from bot.answering.roots import root
from index.news.words import words

MOST = 4
"""So many are asked about one by one: an answer has no more parts."""

_NAME = r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*"
_AND = r",? and (?:(?:of|for|from) )?(?:the )?"
_NAMES = rf"{_NAME}(?: [a-z]+)?(?:, (?:the )?{_NAME})*{_AND}{_NAME}"
_LEADS = (
    r"(?:lead(?:s|er|ers)?|led|leading|head(?:s|ed|ing)?|captain(?:s|ed)?|chair(?:s|ed)?|coach(?:es|ed)?"
    r"|represent(?:s|ed|ing)?|spoke|speaks?|negotiat(?:es|ed))"
)
_HEADED = re.compile(
    rf"(?P<start>(?i:who)(?: (?:is|are|was|were)(?: the)?)? {_LEADS}(?: the talks)?(?: of| for)?) (?:the )?"
    rf"(?:(?P<body>[a-z]+) (?P<of>of|from|for) (?:the )?)?(?P<names>{_NAMES})(?P<after> [a-z]+)?(?P<rest>(?!\w).*)"
)
"""Who led the Russian and Ukrainian delegations, the delegations of both, or who represented them."""
_EACH = re.compile(
    rf"(?P<start>.+?) (?:the )?(?P<names>{_NAMES})(?P<rest>(?: [^?]*?)?) each\b(?P<end>(?! of\b).*)"
)
"""How many votes Dalwood and Stonnard each got."""
_ARE = re.compile(r"\b(?:are|were) (?:the )?(\w+?)s\b")


@dataclass(frozen=True, slots=True)
class Piece:
    """A question that another one is made of.

    Attributes:
        text: The question.
        about: Which of several it asks about, in the question's words; "" if it asks for something of its own.
    """

    text: str
    about: str = ""


def apart(question: str) -> tuple[Piece, ...]:
    """Return a question that asks the same of several as one for each of them; itself alone if it does not.

    Args:
        question: What a person asked, its names with capitals.
    """
    pieces: list[Piece] = []
    if found := _HEADED.fullmatch(question):
        pieces = _of_heads(found)
    elif found := _EACH.fullmatch(question):
        start, names, rest, end = found["start"], _listed(found["names"]), found["rest"], found["end"]
        pieces = [Piece(f"{start} {one}{rest}{end}", one) for one in names]
    return tuple(pieces) if 1 < len(pieces) <= MOST else (Piece(question),)


def _of_heads(found: re.Match[str]) -> list[Piece]:
    """Return a question for the head of each body of people, or of each country's."""
    start, of = _ARE.sub(r"is the \1", found["start"]), found["of"]
    after, rest = found["after"] or "", found["rest"]
    body = singular(found["body"] or after.strip())
    names = _listed(found["names"])
    if root(body) in BODIES:
        if of:
            return [Piece(f"{start} the {body} {of} {one}{after}{rest}", one) for one in names]
        called = [one if one.split()[-1].islower() else f"{one} {body}" for one in names]
        return [Piece(f"{start} the {one}{rest}", one) for one in called]
    if all(countries.named(one) for one in names):
        return [Piece(f"{start} {one}{after}{rest}", one) for one in names]
    return []


def _listed(names: str) -> list[str]:
    """Return the names of a list, or none of one that is a single country's: Bosnia and Herzegovina."""
    if len(countries.named(names)) == 1:
        return []
    return [one for one in re.split(rf"{_AND}|, (?:the )?", names) if words(one)]
