"""Which days "Friday", "last month" or "16 May" mean, from the day on which it was written. Pure."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from index.news import dates
from index.news.words import STOPWORDS

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
"""Names of days and months in lower case, in the calendar's order, from 0."""

_NUMBERS = {
    word: value
    for value, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
} | {"a": 1, "an": 1}

_MONTH = (
    r"jan(?:uary|\.)?|feb(?:ruary|\.)?|march|mar\.|april|apr\.|may|june|july|aug(?:ust|\.)?|sept(?:ember|\.)?"
    r"|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?"
)
_YEAR = r"(?:1[6-9]|20)\d\d"
_EXPRESSION = re.compile(
    rf"\b(?:(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?!\d|[.,:]\d|%)(?:st|nd|rd|th)?(?:,? (?P<year>{_YEAR}))?\b"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month2>{_MONTH})(?:,? (?P<year2>{_YEAR}))?\b"
    rf"|(?P<iso>20\d\d-\d\d-\d\d)\b"
    rf"|(?P<which>last|next|this|in|since|of|until|by) (?P<month3>{_MONTH})(?: (?P<year3>{_YEAR}))?(?![\w’'-]| \d)"
    rf"|(?:(?P<side>last|next|this|coming) )?(?P<weekday>{'|'.join(WEEKDAYS)})\b"
    r"|(?P<near>today|tonight|yesterday|tomorrow|this morning|this afternoon|this evening|last night)\b"
    r"|(?P<turn>last|next|this|earlier this|later this|the past|past) (?P<unit>week|weekend|month|year)\b"
    rf"|(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)}) (?P<units>day|week|month|year)s? ago\b)",
    re.IGNORECASE,
)
_TO_COME = frozenset(
    "will would shall should 'll due set expected scheduled likely soon plan plans planned planning intends going "
    "until next begins starts opens can could may might must".split()
)
"""Words before a day that say it was still to come."""
_GONE = frozenset(
    "was were had did said says told met held began ended won lost sent came went left made took gave found "
    "struck sank rose fell broke shot hit died ran led got saw put set wrote spoke became has have since".split()
)
"""Words before it that say it was over, beside the regular ones in -ed."""
_PRESENT = frozenset("closes ends takes receives meets goes votes returns reopens launches leaves holds".split())
"""Verbs in the present that news tells of a day with only if it is to come."""
_WINDOW = 9
"""Words before a day that are looked at."""
_WORD = re.compile(r"['’]?[A-Za-z]+")
_HALF_YEAR = 183
"""Days from which a month without a year is rather of the other year."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Days that some words mean.

    Attributes:
        start: The first character of the words.
        end: The character after the last.
        since: The first day meant.
        until: The last.
        whole: Whether the words themselves say which days, without another date to count from.
    """

    start: int
    end: int
    since: date
    until: date
    whole: bool = False

    def shown(self) -> str:
        """Return the days as a person reads them: ``16 May 2025``, ``May 2025``, ``2025``, ``12-18 May 2025``."""
        if self.since == self.until:
            return dates.show(self.since)
        if (self.since, self.until) == _year(self.since.year):
            return str(self.since.year)
        if (self.since, self.until) == _month(self.since.year, self.since.month):
            return dates.show(self.since).split(" ", 1)[1]
        if (self.since.year, self.since.month) == (self.until.year, self.until.month):
            return f"{self.since.day}–{dates.show(self.until)}"
        return f"{dates.show(self.since)} – {dates.show(self.until)}"


def find(text: str, written: date) -> list[Moment]:
    """Return the moments that ``text`` names, in order.

    Args:
        text: A sentence of an article, or a question.
        written: The day on which it was written.
    """
    found = []
    for match in _EXPRESSION.finditer(text):
        try:
            meant = _meant(match, text, written)
        except (ValueError, OverflowError):
            continue
        if meant:
            found.append(meant)
    return found


def _meant(match: re.Match[str], text: str, written: date) -> Moment | None:
    parts = {name: (value or "").lower().strip(".") for name, value in match.groupdict().items()}
    start, end = match.span()
    future = _to_come(text[:start])
    if future is None:
        future = _goes_on_to_come(text[end:])
    if parts["iso"]:
        day = date.fromisoformat(parts["iso"])
        return Moment(start, end, day, day, whole=True)
    month = parts["month"] or parts["month2"]
    if month:
        year = parts["year"] or parts["year2"]
        number, day_of = _month_number(month), int(parts["day"] or parts["day2"])
        day = date(int(year), number, day_of) if year else _nearest(number, day_of, written, future=future)
        return Moment(start, end, day, day, whole=bool(year))
    if parts["month3"]:
        return _of_month(match, parts, written, future=future)
    if parts["weekday"]:
        return _of_weekday(match, parts, text[end:], written, future=future)
    if parts["near"]:
        back = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(parts["near"], 0)
        day = written + timedelta(days=back)
        return Moment(start, end, day, day)
    if parts["turn"]:
        since, until = _turn(parts["turn"], parts["unit"], written)
        return Moment(start, end, since, until)
    return _ago(match, parts, written)


def _of_month(match: re.Match[str], parts: dict[str, str], written: date, *, future: bool | None) -> Moment | None:
    number, which = _month_number(parts["month3"]), parts["which"]
    start = match.start() if which in ("last", "next", "this") else match.start("month3")
    if not match["month3"][0].isupper():
        return None
    if parts["year3"]:
        return Moment(start, match.end(), *_month(int(parts["year3"]), number), whole=True)
    year = written.year
    if which == "next" or (future and which != "last"):
        year += number < written.month or (which == "next" and number == written.month)
    elif which == "last":
        year -= number >= written.month
    elif number > written.month and which != "this":
        if future is None:
            return None
        year -= 1
    return Moment(start, match.end(), *_month(year, number))


def _of_weekday(
    match: re.Match[str], parts: dict[str, str], after: str, written: date, *, future: bool | None
) -> Moment | None:
    if re.match(rf",? (?:the )?(?:{_MONTH}) \d|,? \d{{1,2}} (?:{_MONTH})", after, re.IGNORECASE):
        return None  # the day of the month that follows says it better
    ahead = (WEEKDAYS.index(parts["weekday"]) - written.weekday()) % 7
    side = parts["side"]
    if side == "next":
        days = ahead or 7
    elif side in ("this", "coming") or (future and side != "last"):
        days = ahead
    else:
        days = ahead - 7 if ahead or side == "last" else 0
    day = written + timedelta(days=days)
    return Moment(match.start(), match.end(), day, day)


def _ago(match: re.Match[str], parts: dict[str, str], written: date) -> Moment:
    count = _NUMBERS.get(parts["count"]) or int(parts["count"])
    unit = parts["units"]
    if unit == "year":
        return Moment(*match.span(), *_year(written.year - count))
    if unit == "month":
        back = written.year * 12 + written.month - 1 - count
        return Moment(*match.span(), *_month(back // 12, back % 12 + 1))
    if unit == "week":
        monday = written - timedelta(days=written.weekday() + 7 * count)
        return Moment(*match.span(), monday, monday + timedelta(days=6))
    day = written - timedelta(days=count)
    return Moment(*match.span(), day, day)


def _turn(turn: str, unit: str, written: date) -> tuple[date, date]:
    """Return the first and the last day of the last, this or the next week, weekend, month or year."""
    step = {"last": -1, "next": 1}.get(turn.split()[-1], 0)
    if unit == "year":
        return _year(written.year + step)
    if unit == "month":
        at = written.year * 12 + written.month - 1 + step
        return _month(at // 12, at % 12 + 1)
    if turn.endswith("past"):
        return written - timedelta(days=7), written
    monday = written - timedelta(days=written.weekday()) + timedelta(days=7 * step)
    if unit == "weekend":
        return monday + timedelta(days=5), monday + timedelta(days=6)
    return monday, monday + timedelta(days=6)


def _to_come(before: str) -> bool | None:
    """Tell whether the words before a day say that it is to come; the nearest that says decides, if any does.

    What somebody met or was forced "to discuss in September" may have been or be to come.
    """
    if re.search(r"\b(?:by|until)(?: next| this)? $", before, re.IGNORECASE):
        return True
    follows, aim = "", False
    for word in reversed(_WORD.findall(before)[-_WINDOW:]):
        plain = word.lower().replace("’", "'")
        if plain in _TO_COME:
            return True
        if plain in _GONE or (plain.endswith("ed") and len(plain) > 4):
            return None if aim else False
        aim = aim or (plain == "to" and follows.islower() and follows not in STOPWORDS)
        follows = word
    return None


def _goes_on_to_come(after: str) -> bool | None:
    """Tell the same by the first verb after a day that opens its clause: "On Jan. 12 the city opens a garage"."""
    for word in _WORD.findall(re.split(r"[.;:]", after.lower(), maxsplit=1)[0])[:_WINDOW]:
        plain = word.replace("’", "'")
        if plain in _TO_COME or plain in _PRESENT:
            return True
        if plain in _GONE or (plain.endswith("ed") and len(plain) > 4):
            return False
    return None


def _nearest(month: int, day: int, written: date, *, future: bool | None) -> date:
    """Return a day without a year, of the year that suits."""
    same = date(written.year, month, day)
    if future:
        return same if same >= written else date(written.year + 1, month, day)
    return same if (same - written).days < _HALF_YEAR else date(written.year - 1, month, day)


def _month_number(name: str) -> int:
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(name[:3]))


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)
