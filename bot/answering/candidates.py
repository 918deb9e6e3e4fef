"""The words of a sentence that could answer: names, places, times, numbers, quotations. Pure."""

import re
from dataclasses import dataclass

from bot.answering import countries
from bot.answering.names import Name, alike, spot
from bot.answering.question import Kind, Question
from index.news.words import fold, words


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

_NUMBER_WORD = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    "|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a dozen|dozens|hundreds|thousands|millions|half"
)
_SCALE = r"(?:[ -](?:hundred|thousand|million|billion|trillion)s?)"
_HEDGE = r"(?:(?:less|more|fewer) than|about|around|nearly|almost|at least|at most|over|under|up to|roughly|some)"
_AMOUNT = (
    rf"(?:(?:U\.S\. ?)?[$€£])?\d+(?:[.,]\d+)*{_SCALE}?(?: ?%| percent)?|\b(?:{_NUMBER_WORD}|one(?={_SCALE})){_SCALE}?\b"
    rf"(?: of (?:thousands|millions|billions))?(?: percent)?"
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
        rf"\b(?:{_MONTH}) \d{{1,2}}(?:, \d{{4}})?\b|\b\d{{1,2}} (?:{_MONTH})(?: \d{{4}})?\b|\b(?:{_MONTH}) \d{{4}}\b"
        rf"|\b(?:{_WEEKDAY})(?: (?:morning|afternoon|evening|night))?\b|\bin (?:{_MONTH})\b|\b(?:1[0-9]|20)\d\ds?\b"
        r"|\b(?:\d{1,2}(?:st|nd|rd|th)|nineteenth|twentieth|eighteenth) century\b"
        r"|\b(?:last|next|this|earlier this|later this) (?:week|month|year|summer|winter|spring|fall|autumn|weekend)\b"
        r"|\b(?:yesterday|today|tomorrow|tonight)\b|\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b"
        rf"|\b(?:{_NUMBER_WORD}|\d+|a) {_UNIT} (?:ago|later|earlier)\b"
        rf"|\b(?:early|late|mid)-? ?\d{{4}}s?\b"
    ),
    Kind.STATEMENT: re.compile(r"[“\"][^“”\"]{8,}[”\"]?"),
    Kind.REASON: re.compile(
        r"\b(?:because(?: of)?|due to|in order to|so that|as a result|caused by|owing to|thanks to|in response to"
        r"|to (?:avoid|prevent|protect|allow|help|make|mark|protest|keep|save)|over|amid|after|citing|for fear)\b.{8,}"
    ),
}
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|from|outside|inside|across|into|toward|towards|to|of|around|off|throughout|over)"
    r"(?: (?:the|northern|southern|eastern|western|central|nearby|downtown|northeastern|northwestern|southeastern"
    r"|southwestern|city of|town of|village of|capital of|city|town))*(?: [a-z]+ (?:city|town|village) of)? $"
)
_SAID = (
    r"(?:said|says|told|added|wrote|announced|warned|argued|claimed|called|urged|insisted|declared|tweeted"
    r"|posted|pronounced|stated|noted|asked|acknowledged|denied|confirmed|explained)"
)
_SOURCE_BEFORE = re.compile(rf"\b(?:according to|{_SAID})\b[^,;.”\"]*$")
_SOURCE_AFTER = re.compile(rf"^(?:,[^,]*,)? (?:has |had )?{_SAID}\b")
_ASKS_SOURCE = re.compile(rf"\b(?:{_SAID}|say|quoted|according)\b")
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
    return [one for one in found if kind is Kind.REASON or not _asked(one.text, question)]


def people(sentence: str, question: Question) -> list[Name]:
    """Return the names in ``sentence`` that may be people's and are not in the question.

    Whoever is only the source of the statement ("…, according to spokesman Ivan Petrenko") is left out, unless
    the question asks who said something.
    """
    named = [name for name in spot(sentence) if not _asked(name.text, question)]
    if not _ASKS_SOURCE.search(fold(question.text)):
        named = [name for name in named if not is_source(sentence, name)]
    return [name for name in named if name.person] or [name for name in named if _maybe_surname(sentence, name)]


def is_source(sentence: str, name: Name) -> bool:
    """Tell whether ``name`` only says what the sentence says."""
    before, after = sentence[: name.start], sentence[name.end :]
    return bool(_SOURCE_BEFORE.search(before) or _SOURCE_AFTER.match(after))


def _of(name: Name) -> Candidate:
    return Candidate(name.text, name.start, name.end)


def _asked(text: str, question: Question) -> bool:
    """Tell whether every word of ``text`` stands in the question already."""
    asked = words(question.text)
    mine = words(text)
    return bool(mine) and all(any(alike(word, other) for other in asked) for word in mine)


def _maybe_surname(sentence: str, name: Name) -> bool:
    """Tell whether a lone capitalised word may be a surname: no country, no acronym, no place by its preposition."""
    alone = len(words(name.text)) == 1 and not name.text.isupper() and not any(countries.mentioned(name.text))
    return alone and not _PLACE_BEFORE.search(sentence[: name.start]) and not name.text[-1] == "."


def _places(sentence: str, question: Question) -> list[Candidate]:
    found: list[Candidate] = []
    previous: Name | None = None
    for name in spot(sentence):
        if previous and found and found[-1].end == previous.end and sentence[previous.end : name.start] == ", ":
            found[-1] = Candidate(sentence[found[-1].start : name.end], found[-1].start, name.end)
            previous = name
            continue
        key = "-".join(words(name.text))
        is_country = key in countries.NAMES and countries.NAMES[key] == key
        if (
            (is_country or _PLACE_BEFORE.search(sentence[: name.start]))
            and not name.titled
            and not name.person | (_asked(name.text, question))
        ):
            found.append(_of(name))
        elif name.person and _PLACE_BEFORE.search(sentence[: name.start]) and not name.titled:
            found.append(_of(name))
        previous = name
    return [one for one in found if not _asked(one.text, question)]


def _definitions(sentence: str, question: Question) -> list[Candidate]:
    """Return what stands as an apposition after, or as a title before, the subject; or follows "is"."""
    subject = words(question.subject)
    if not subject:
        return []
    found: list[Candidate] = []
    for match in re.finditer(r"[^\W_]+(?:[-'’][^\W_]+)*", sentence):
        if not alike((words(match.group()) or [""])[-1], subject[-1]):
            continue
        after = re.match(
            r"(?:’s|'s)?(?:,? (?:who )?(?:is|was|are|were) (?:also )?|, )((?:(?:an?|the) )?[^,.;—()]{6,})",
            sentence[match.end() :],
        )
        if after and not re.match(rf"(?:and|but|who|which|{_SAID})\b", after[1]):
            found.append(
                Candidate(
                    after[1].rstrip(),
                    match.end() + after.start(1),
                    match.end() + after.start(1) + len(after[1].rstrip()),
                )
            )
        before = re.search(
            r"((?:[^\W_]+[’'-]?[^\W_]*\.? ){1,6})(?:[A-Z][^\s,]* ){0,2}$", sentence[: match.start()]
        )
        if before and (title := _title(sentence, match.start())):
            found.append(title)
    return found


def _title(sentence: str, start: int) -> Candidate | None:
    """Return the title before the name that begins before or at ``start`` ("Turkish Foreign Minister")."""
    for name in spot(sentence):
        if name.start <= start < name.end:
            return role(sentence, name)
    return None


_ROLE_STOP = frozenset(
    "a an the by with of to and or but for in on at from as said told says that than against between opposite is was "
    "were are led headed included including met its their his her who while when before after former’s".split()
)


def role(sentence: str, name: Name) -> Candidate | None:
    """Return the words of office right before ``name`` ("presidential aide"), or ``None``."""
    begin = name.start
    for word in reversed(list(re.finditer(r"\S+", sentence[: name.start]))):
        text = word.group()
        if text[-1] in ',;:.—”"' and not re.fullmatch(r"(?:[A-Z]\.)+|[A-Z][a-z]{1,3}\.", text):
            break
        if fold(text) in _ROLE_STOP or text[0] in '“"(':
            break
        begin = word.start()
    text = sentence[begin : name.start].rstrip()
    return Candidate(text, begin, begin + len(text)) if text else None


def _statements(sentence: str, question: Question) -> list[Candidate]:
    """Return the quotations of a sentence, or what follows its verb of saying."""
    quoted = [Candidate(match.group(), *match.span()) for match in _PATTERNS[Kind.STATEMENT].finditer(sentence)]
    said = re.search(rf"\b{_SAID}\b", sentence)
    if quoted and said:
        return quoted
    clause = re.search(rf"\b{_SAID} (?!(?:on|in|at|after) )(.{{{_MIN_CLAUSE},}})", sentence)
    if clause and question.subject:
        return [Candidate(clause[1], *clause.span(1))]
    return quoted if len(quoted) and question.subject else []
