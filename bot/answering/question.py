"""What a question asks for, and the names it rests on. Pure, and it works for questions as people type them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.answering import countries
from bot.answering.casing import is_capitalised_throughout
from bot.answering.names import spot
from bot.answering.roots import root
from index.news.sentences import split
from index.news.words import STOPWORDS, fold, words


class Kind(StrEnum):
    """The kind of answer a question asks for."""

    PERSON = "person"
    PLACE = "place"
    TIME = "time"
    DURATION = "duration"
    NUMBER = "number"
    STATEMENT = "statement"
    YES_NO = "yes or no"
    DEFINITION = "definition"
    REASON = "reason"
    THING = "thing"
    KEYWORDS = "keywords"


@dataclass(frozen=True, slots=True)
class Question:
    """A question, understood as far as its words show.

    Attributes:
        text: As it was asked.
        kind: The kind of answer it asks for.
        several: Whether it asks for several answers.
        at_least: How many answers it takes for granted: two for "each", "both" and "every".
        roots: Its content roots without the words that only ask, in order and once.
        noun: The folded noun that it asks about several of ("delegation" in "each delegation"), or "".
        names: The names it rests on, as written, countries apart: those of the sentence that asks, if it has any.
        countries: The countries it names, by name or nationality.
        seats: The countries whose seat of government it names.
        settings: Those of both of which it says no more than that something is there: "in Ghana", "to Hanoi".
        numbers: The numbers it rests on, in digits.
        subject: Of a definition, the words to define; of a statement, the speaker; else "".
    """

    text: str
    kind: Kind
    several: bool
    at_least: int
    roots: tuple[str, ...]
    noun: str
    names: tuple[str, ...]
    countries: frozenset[str]
    seats: frozenset[str]
    settings: frozenset[str]
    numbers: frozenset[str]
    subject: str

    @property
    def parties(self) -> frozenset[str]:
        """The countries that it is about, by name or by seat, rather than that it takes place in."""
        return (self.countries | self.seats) - self.settings


_SAY = "say|says|said|tell|told|announce|announced|claim|claimed|argue|argued|warn|warned|promise|promised"
_BE = r"(?:is|are|was|were|'s|s)"
QUANTITIES = (
    "range magnitude length distance population turnout attendance height depth width weight speed capacity "
    "temperature salary budget revenue profit margin"
)
"""What is measured, and called so where it is told; a number, a price or a share need not be."""
_MEASURES = (
    "number|percentage|percent|share|amount|price|cost|rate|age|total|score|size|toll|fine|"
    + QUANTITIES.replace(" ", "|")
)
_TIMES = "year|day|date|time|month|week|century|decade|season|era"
_WHAT_IS = r"\bwhat(?:'s| is| are| was| were) the (?:\w+ ){0,2}?"
_ENDS = r"(?=$| (?:of|in|for|on|at|from|to)\b)"
"""After what is asked for: "what is the date of", while "what is the high speed line" asks for no speed."""
_PATTERNS: tuple[tuple[str, Kind], ...] = (
    (
        rf"\bwhat (?:did|does|do|has|have|had) .+? (?:{_SAY}|demand|think|comment|reply|respond|call)\b",
        Kind.STATEMENT,
    ),
    (rf"^(?:what|how) .*\b(?:{_SAY})\b(?: about| of| to| after| on|$)", Kind.STATEMENT),
    (
        r"\bwho(?:'s| is| was| are| were) (?!(?:the|a|an|in|on|at|to|\w+ing|\w+ed|responsible|behind)\b)",
        Kind.DEFINITION,
    ),
    (r"^(?:define|what does .+ (?:mean|stand for))\b", Kind.DEFINITION),
    (r"\bhow (?:long)\b|\bfor how long\b", Kind.DURATION),
    (r"\bhow (?:many|much|old|far|often|tall|big|large|high|fast|heavy|deep|strong)\b", Kind.NUMBER),
    (
        rf"\b(?:what|which) (?:\w+ ){{0,2}}?(?:{_MEASURES})\b|{_WHAT_IS}(?:{_MEASURES}){_ENDS}"
        r"|\b(?:number|percentage|amount) of\b",
        Kind.NUMBER,
    ),
    (
        rf"\bwhen\b|\b(?:what|which) (?:\w+ )?(?:{_TIMES})\b|{_WHAT_IS}(?:{_TIMES}){_ENDS}|"
        r"\bhow (?:soon|recently)\b",
        Kind.TIME,
    ),
    (
        r"\bwhere\b|\b(?:what|which) (?:\w+ ){0,2}?(?:country|countries|city|cities|state|states|town|place|nation"
        r"|location|continent|province|village|county|region|capital|venue|island)\b",
        Kind.PLACE,
    ),
    (
        r"\b(?:who|whom|whose)\b|\b(?:what|which) (?:\w+ ){0,2}?(?:person|man|woman|president|minister|leader"
        r"|actor|actress|singer|player|athlete|politician|senator|celebrity|king|queen|star|author|founder|coach|judge"
        r"|official|spokesman|spokeswoman|spokesperson|chancellor|premier|pope|mayor|governor|rapper|ceo)s?\b",
        Kind.PERSON,
    ),
    (r"\bwhy\b|\bfor what reason\b|\bhow come\b|\bwhat (?:caused|led to)\b", Kind.REASON),
    (rf"^what(?:'s| {_BE}) (?:(?:a|an) )?[\w.'-]+(?: [\w.'-]+)?$", Kind.DEFINITION),
    (r"\b(?:what|which|how)\b", Kind.THING),
    (
        r"^(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should|may|might|isn't|didn't|wasn't)\b",
        Kind.YES_NO,
    ),
)
"""Tried in order; the first that matches the folded question without its question mark decides."""

_THE = re.compile(rf"what(?:'s| {_BE}) the (.+)")
COUNTED = r"(?: (?:two|three|four|five|six|seven|eight|nine|ten|\d+))?"
"""The number that may stand before what is asked about each of: "each of the three delegations"."""
_EACH = re.compile(rf"\b(?:each|both|every)(?: of)?(?: the)?{COUNTED} (?:\w+ )??(\w+)")
_EACH_OF = re.compile(
    r"^who (?:led|leads?|headed|heads?|captained|captains?|coached|chaired|won|received|took home|represented) the"
    r" (?:two|three|four|five) (?:\w+ )??(\w{3,}s)\b"
)
"""The same in other words: "Who led the two delegations?"."""
_PLURAL = re.compile(
    r"\b(?:which|what|all|all the|who (?:are|were) the|name the|list the) (?:\w+ ){0,2}?(\w{3,}s)\b"
)
_SEVERAL = re.compile(
    r"\b(?:each|both|every|all|who all|everyone|everybody)\b|\bwho (?:are|were)\b|\b(?:and|or) who\b"
    r"|\bwho \w+ (?:whom|who)\b"
    r"|\b(?:which|what) (?:\w+ ){0,2}?(?:countries|people|leaders|teams|companies|cities|states|officials|players"
    r"|delegations|sides|parties|groups|nations|ministers|awards|men|women|things|products|firms|banks)\b"
    r"|^(?:name|list)\b"
)
_NOT_PLURAL = re.compile(r"(?:ss|us|is|news|series|was|does|has)$")
_FRAME = frozenset(
    "take took taken place happen happened occur occurred name list give show explain describe many much "
    "long time number kind type sort say said says call called old far each both every all one ones tell "
    "told last lasts lasted lasting year day date month percentage percent amount country countries city "
    "reason person people according side sides".split()
)
"""Words that ask rather than say what about; "each side" is whatever the news calls it."""
_OFFICES = frozenset(("MP", "MPs", "PM", "GP", "GPs"))
"""Offices that are written as names are."""
_LIGHT = frozenset("who what which when where why how whose whom".split())
ORDINALS = {
    "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8", "ninth": "9",
    "tenth": "10", "eleventh": "11", "twelfth": "12",
}  # fmt: skip
_NUMBER = re.compile(r"(?<![\w.])(?<!\w-)\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?(?![\w])")


def understand(question: str) -> Question:
    """Return what ``question`` asks for and what it rests on.

    Args:
        question: A question, with or without capitals and question mark, or key words.
    """
    text = " ".join(question.split())
    plain = fold(text).strip(" ?!.\"'")
    kind = next((kind for pattern, kind in _PATTERNS if re.search(pattern, plain)), Kind.KEYWORDS)
    if (
        kind is Kind.THING
        and (defined := _THE.fullmatch(plain))
        and defined[1] in {fold(one) for one in _named(text)}
    ):
        kind = Kind.DEFINITION
    each, plural = _EACH.search(plain) or _EACH_OF.search(plain), _PLURAL.search(plain)
    if plural and _NOT_PLURAL.search(plural[1]):
        plural = None
    of = each or plural
    several = kind not in (Kind.DEFINITION, Kind.YES_NO, Kind.NUMBER, Kind.DURATION) and bool(
        of or _SEVERAL.search(plain)
    )
    asking = _asking(text)
    named = _named(asking)
    named_countries, seats = countries.mentioned(asking)
    return Question(
        text=text,
        kind=kind,
        several=several,
        at_least=2 if several and each else 1,
        roots=tuple(dict.fromkeys(root(word) for word in words(text) if _is_content(word))),
        noun=singular(of[1]) if several and of else "",
        names=named,
        countries=named_countries,
        seats=seats,
        settings=countries.settings(asking),
        numbers=_numbers(asking),
        subject=_subject(plain, kind),
    )


def _asking(text: str) -> str:
    """Return the sentence that asks, where it names something itself: what is told before it is background."""
    *told, last = split(text) or [text]
    if told and (_named(last) or any(countries.mentioned(last)) or _numbers(last)):
        return last
    return text


def _numbers(text: str) -> frozenset[str]:
    """Return the numbers of a text in digits, and its ranks."""
    return ranks(text).union(match.group().rstrip("stndrh") for match in _NUMBER.finditer(fold(text)))


def ranks(text: str) -> frozenset[str]:
    """Return the ranks from the third on that a text has in words, in digits: the first may be the only one.

    Args:
        text: A question, or paragraphs.
    """
    return frozenset(ORDINALS[word] for word in words(text) if word in ORDINALS)


def _is_content(word: str) -> bool:
    return word not in STOPWORDS and word not in _FRAME and word not in _LIGHT


def _named(text: str) -> tuple[str, ...]:
    """Return the names of a question, countries apart; none if its capitals say nothing."""
    if is_capitalised_throughout(text):
        return ()
    found = []
    for name in spot(text):
        opens = name.start == 0 and len(words(name.text)) == 1
        if opens and fold(name.text) in (_LIGHT | _FRAME | STOPWORDS):
            continue
        if words(name.text) and name.text not in _OFFICES and not _only_country(name.text):
            found.append(name.text)
    return tuple(dict.fromkeys(found))


def _only_country(name: str) -> bool:
    key = "-".join(words(name))
    return (
        key in countries.NAMES
        or key in countries.SEATS
        or all(word in countries.NAMES or word in countries.SEATS for word in words(name.replace("-", " ")))
    )


def singular(noun: str) -> str:
    """Return a folded noun in the singular, as far as its ending tells.

    Args:
        noun: The noun.
    """
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def _subject(plain: str, kind: Kind) -> str:
    """Return the words a definition asks about, or the speaker whose words are asked for."""
    if kind is Kind.DEFINITION:
        match = re.search(
            rf"(?:who|what)(?:'s| {_BE}) (?:(?:a|an|the) )?(.+)|define (.+)|what does (.+?) (?:mean|stand)", plain
        )
    elif kind is Kind.STATEMENT:
        match = re.search(
            r"(?:did|does|do|has|have|had) (.+?) (?:say|tell|announce|claim|argue|warn|promise|demand|think"
            r"|comment|reply|respond|call|said|told|announced|claimed|argued|warned|promised)\b",
            plain,
        )
    else:
        return ""
    return next((group for group in match.groups() if group), "") if match else ""
