"""One question that asks the same of several: "Who led the Russian and Ukrainian delegations?". Pure.

Asked as one it needs a paragraph that names all of them, and has room for one answer.
"""

import re
from dataclasses import dataclass

from bot.answering import countries
from bot.answering.bodies import BODIES
from bot.answering.heading import LEADING, LEADS, LED
from bot.answering.names import CAPITALISED
from bot.answering.question import singular
from bot.answering.roots import root

MOST = 4
"""So many are asked about one by one; a question about more is left as it is."""

_AND = r",? and (?:(?:of|for|from) )?(?:the )?"
_NAMES = rf"{CAPITALISED}(?: [a-z]+)?(?:, (?:the )?{CAPITALISED})*{_AND}{CAPITALISED}"
_ANOTHER_AND = re.compile(r"[A-Z][\w.’'-]* and(?: (?:the )?[A-Z]|$)|^,? and (?:the )?[A-Z]")
"""Beside a list of names it tells that a name has its own "and": which is which cannot be told."""
_HEADS = (
    r"(?:(?:spoke|speaks?|negotiat(?:es|ed)|(?:leads?|led) the talks)(?= for\b)|represent(?:s|ed|ing)?"
    rf"|leaders?|{LEADS}|{LED}|{LEADING})"
)
_OF_HEADS = re.compile(
    rf"(?P<start>(?i:who)(?: (?:is|are|was|were)(?: the)?)? {_HEADS}(?: of| for)?) (?:the )?"
    rf"(?:(?P<body>[a-z]+) (?P<of>of|from|for) (?:the )?)?(?P<names>{_NAMES})(?P<after> [a-z]+)?(?P<rest>(?!\w).*)"
)
"""Who led the Russian and Ukrainian delegations, the delegations of both, or who represented them."""
_LEADS = re.compile(r"\b(?:lead|led|head)\w*$")
"""Whoever leads two countries, rather than their delegations, is in front of both."""
_OF_EACH = re.compile(
    rf"(?P<start>.+?(?<! between)) (?:the )?(?P<names>{_NAMES})(?P<rest>(?: [^?]*?)?(?= each\W*$)|) each\b"
    r"(?P<end>(?! (?:of|other|one|hour|day|night|week|month|season|year|time)\b).*)"
)
"""How many votes Dalwood and Stonnard each got."""
_SEVERAL_HEADS = re.compile(r"\b(are|were) (?:the )?(\w+?)e?s\b")
_ONE = {"are": "is", "were": "was"}


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
    if found := _OF_HEADS.fullmatch(question):
        pieces = _heads(found)
    elif found := _OF_EACH.fullmatch(question):
        before, after = found["start"], f"{found['rest']}{found['end']}"
        pieces = [Piece(f"{before} {one}{after}", one) for one in _listed(found)]
    return tuple(pieces) if 1 < len(pieces) <= MOST else (Piece(question),)


def _heads(found: re.Match[str]) -> list[Piece]:
    """Return a question for the head of each of several bodies of people, or of each country, or none."""
    start = _SEVERAL_HEADS.sub(lambda heads: f"{_ONE[heads[1]]} the {heads[2]}", found["start"])
    of, rest = found["of"], found["rest"]
    after, names = found["after"] or "", _listed(found)
    bodies = found["body"] or after.strip()
    body = singular(bodies)
    if root(body) not in BODIES:
        alike = not (found["body"] or _LEADS.search(start)) and all(countries.named(one) for one in names)
        return [Piece(f"{start} {one}{after}{rest}", one) for one in names] if alike else []
    if body == bodies and not any(_has_body(one) for one in names):
        return []
    if of:
        return [Piece(f"{start} the {body} {of} {one}{after}{rest}", one) for one in names]
    called = [one if _has_body(one) else f"{one} {body}" for one in names]
    return [Piece(f"{start} the {one}{rest}", one) for one in called]


def _has_body(name: str) -> bool:
    """Tell whether the word for a body stands with a name of the list: "the Russian delegation and …"."""
    return name.split()[-1].islower()


def _listed(found: re.Match[str]) -> list[str]:
    """Return the names of a list; none where one of them may have an "and" of its own."""
    names = found["names"]
    if len(countries.named(names)) == 1 or any(_ANOTHER_AND.search(found[one]) for one in ("start", "rest")):
        return []
    listed = [re.sub(r"[’']s$", "", one) for one in re.split(rf"{_AND}|, (?:the )?", names)]
    return listed if len({*listed}) == len(listed) else []
