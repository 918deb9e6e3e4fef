"""The words of a sentence that could answer: names, places, times, numbers, quotations. Pure."""

import re
from dataclasses import dataclass

from bot.answering import countries
from bot.answering.names import Name, alike, spot
from bot.answering.people import PLACE_BEFORE, SAID, asked, people, role
from bot.answering.question import Kind, Question
from index.news.words import words


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that could answer, where they stand in their sentence.

    Attributes:
        text: The words, verbatim.
        start: Their offset in the sentence.
        end: The offset after them.
    """

    text: str
    start: int
    end: int


TYPED = frozenset({
    Kind.PERSON, Kind.PLACE, Kind.TIME, Kind.DURATION, Kind.NUMBER, Kind.STATEMENT, Kind.DEFINITION, Kind.REASON,
})  # fmt: skip
"""The kinds whose answers can be told by their looks."""

PLAIN = frozenset({Kind.TIME, Kind.DURATION, Kind.NUMBER, Kind.DEFINITION})
"""Those whose looks seldom deceive: a sentence without a number does not say how many."""

_NUMBER_WORD = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a dozen|dozens|hundreds|thousands"
    "|millions|half"
)
_SCALE = r"(?:[ -](?:hundred|thousand|million|billion|trillion)s?)"
_HEDGE = r"(?:(?:less|more|fewer) than|about|around|nearly|almost|at least|at most|over|under|up to|roughly|some)"
_AMOUNT = (
    rf"(?:(?:U\.S\. ?)?[$€£])?\d+(?:[.,]\d+)*{_SCALE}?(?: ?%| percent)?"
    rf"|\b(?:{_NUMBER_WORD}|one(?={_SCALE})){_SCALE}?\b(?: of (?:thousands|millions|billions))?(?: percent)?"
)
_UNIT = r"(?:second|minute|hour|day|night|week|weekend|month|year|decade|centur(?:y|ie))s?"
_MONTH = (
    "Jan(?:uary|\\.)|Feb(?:ruary|\\.)|March|April|May|June|July|Aug(?:ust|\\.)|Sept(?:ember|\\.)|Oct(?:ober|\\.)"
    "|Nov(?:ember|\\.)|Dec(?:ember|\\.)"
)
_WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PATTERNS = {
    Kind.NUMBER: re.compile(rf"(?<![\w.,-])(?:{_AMOUNT})(?!\w)", re.IGNORECASE),
    Kind.DURATION: re.compile(
        rf"(?:\b{_HEDGE} )?(?:(?<![\w.])(?:{_AMOUNT}|an?|several|a few|many|the)[ -]){_UNIT}\b", re.IGNORECASE
    ),
    Kind.TIME: re.compile(
        rf"\b(?:{_MONTH}) \d{{1,2}}(?:, \d{{4}})?\b|\b\d{{1,2}} (?:{_MONTH})(?: \d{{4}})?\b"
        rf"|\b(?:{_MONTH}) \d{{4}}\b|\bin (?:{_MONTH})\b|\b(?:1[0-9]|20)\d\ds?\b"
        rf"|\b(?:{_WEEKDAY})(?: (?:morning|afternoon|evening|night))?\b"
        r"|\b(?:\d{1,2}(?:st|nd|rd|th)|nineteenth|twentieth|eighteenth) century\b"
        r"|\b(?:last|next|(?:earlier |later )?this) (?:week|month|year|summer|winter|spring|fall|autumn|weekend)\b"
        r"|\b(?:yesterday|today|tomorrow|tonight)\b|\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b"
        rf"|\b(?:{_NUMBER_WORD}|\d+|a) {_UNIT} (?:ago|later|earlier)\b"
        rf"|\b(?:early|late|mid)-? ?\d{{4}}s?\b"
    ),
    Kind.STATEMENT: re.compile(r"[“\"][^“”\"]{8,}[”\"]?"),
    Kind.REASON: re.compile(
        r"\b(?:because(?: of)?|due to|in order to|so that|as a result|caused by|owing to|thanks to|in response to"
        r"|to (?:avoid|prevent|protect|allow|help|make|mark|protest|keep|save)|over|amid|after|citing"
        r"|for fear)\b.{8,}"
    ),
}
_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_APPOSITION = re.compile(
    r"(?:’s|'s)?(?:,? (?:who )?(?:is|was|are|were) (?:also )?|, )((?:(?:an?|the) )?[^,.;—()]{6,})"
)
_NO_APPOSITION = re.compile(rf"(?:and|but|who|which|{SAID})\b")
_AGE = re.compile(r"-(?:year|month|week|day)s?-old\b")
_MIN_CLAUSE = 12
"""Characters a clause must have to be what somebody said."""


def find(sentence: str, question: Question) -> list[Candidate]:
    """Return what in ``sentence`` could be the answer that ``question`` asks for, none of it its own words.

    Args:
        sentence: A sentence of a passage.
        question: The question, understood.
    """
    kind = question.kind
    if kind is Kind.PERSON:
        return [_of(name) for name in people(sentence, question)]
    if kind is Kind.PLACE:
        return _places(sentence, question)
    if kind is Kind.DEFINITION:
        return _definitions(sentence, question)
    if kind is Kind.STATEMENT:
        return _statements(sentence, question)
    pattern = _PATTERNS.get(kind)
    if pattern is None:
        return []
    found = [Candidate(match.group(), *match.span()) for match in pattern.finditer(sentence)]
    if kind is Kind.NUMBER and "old" not in words(question.text):
        found = [one for one in found if not _AGE.match(sentence[one.end :])]
    return [one for one in found if kind is Kind.REASON or not asked(one.text, question)]


def _of(name: Name) -> Candidate:
    return Candidate(name.text, name.start, name.end)


def _places(sentence: str, question: Question) -> list[Candidate]:
    found: list[Candidate] = []
    previous: Name | None = None
    where = "where" in words(question.text)
    joined = (", ", " and ", ", and ") if question.several else (", ",)
    for name in spot(sentence):
        if previous and found and found[-1].end == previous.end and sentence[previous.end : name.start] in joined:
            found[-1] = Candidate(sentence[found[-1].start : name.end], found[-1].start, name.end)
            previous = name
            continue
        key = "-".join(words(name.text))
        country = not where and countries.NAMES.get(key) == key
        if not name.titled and (country or PLACE_BEFORE.search(sentence[: name.start])):
            found.append(_of(name))
        previous = name
    return [one for one in found if not asked(one.text, question)]


def _definitions(sentence: str, question: Question) -> list[Candidate]:
    """Return the apposition after the subject or what it "is", and the office before it."""
    subject = words(question.subject)
    if not subject:
        return []
    found: list[Candidate] = []
    for match in _TOKEN.finditer(sentence):
        if not alike((words(match.group()) or [""])[-1], subject[-1]):
            continue
        after = _APPOSITION.match(sentence, match.end())
        if after and not _NO_APPOSITION.match(after[1]):
            found.append(Candidate(after[1].rstrip(), after.start(1), after.start(1) + len(after[1].rstrip())))
        name = next((name for name in spot(sentence) if name.start <= match.start() < name.end), None)
        if name and (office := role(sentence, name)):
            found.append(Candidate(office, name.start - 1 - len(office), name.start - 1))
    return found


def _statements(sentence: str, question: Question) -> list[Candidate]:
    """Return the quotations of a sentence, or what follows its verb of saying."""
    quoted = [Candidate(match.group(), *match.span()) for match in _PATTERNS[Kind.STATEMENT].finditer(sentence)]
    said = re.search(rf"\b{SAID}\b", sentence)
    if quoted and said:
        return quoted
    clause = re.search(rf"\b{SAID} (?!(?:on|in|at|after) )(.{{{_MIN_CLAUSE},}})", sentence)
    if clause and question.subject:
        return [Candidate(clause[1], *clause.span(1))]
    return quoted if len(quoted) and question.subject else []
