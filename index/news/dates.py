"""Dates as newsrooms write them. What is not written is not supplied: no year, no hour, no zone.

A general date parser fills gaps from today's date, which would put a story of an unknown year into this
one. Here a text must hold day, month and year, or it is no date.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

import dateparser

from index.news.article import Moment

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[6-9]|20|21)\d\d"
_WEEKDAY = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_WRITTEN = (
    rf"(?:{_MONTH}\s+{_DAY},?\s+{_YEAR}|{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}|"
    rf"{_YEAR}\s+{_MONTH}\s+{_DAY})"
)
_CLOCK = (
    r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?|(?:1[0-2]|0?[1-9])\s*[ap]\.?m\.?"
)
_ZONE = r"[A-Z]{1,5}(?:[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d\d:?\d\d"
_HUMAN = re.compile(
    rf"(?:(?P<clock>{_CLOCK})\s*\(?(?P<zone>(?-i:{_ZONE}))?\)?\s*,?\s*(?:on\s+)?)?"
    rf"(?:{_WEEKDAY},?\s+)?(?P<date>{_WRITTEN})"
    rf"(?:\s*(?:,|at|-|–|\|)?\s*(?P<clock2>{_CLOCK})\s*\(?(?P<zone2>(?-i:{_ZONE}))?\)?)?\.?",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
_ISO_START = re.compile(r"\d{4}-?\d{2}-?\d{2}(?!\d)")
_RFC_2822 = re.compile(r"(?:[A-Za-z]{3,9},\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d{1,2}:\d{2}")

_ZONES = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "BST": 60, "WEST": 60, "CET": 60, "CEST": 120, "EET": 120,
    "EEST": 180, "MSK": 180, "JST": 540, "KST": 540, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780,
    "AST": -240, "ADT": -180, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360,
    "PST": -480, "PDT": -420, "AKST": -540, "AKDT": -480, "HST": -600,
}  # fmt: skip
"""Minutes east of Greenwich, as English-language news uses the abbreviations. IST (Ireland, Israel, India)
and the bare ET, CT, PT, whose offset depends on the season, are left out: such a text keeps its date."""

_SETTINGS = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}


def parse_moment(text: str) -> Moment | None:
    """Return the date or the aware datetime that ``text`` is, or ``None`` if it is neither.

    The whole of ``text`` must be the date. A time without a zone that can be told is dropped, not guessed.
    """
    text = " ".join(text.split())
    try:
        if _ISO_START.match(text.replace("/", "-")):
            return _iso(text.replace("/", "-"))
        if _RFC_2822.match(text):
            return _settle(parsedate_to_datetime(text))
        if slashed := _SLASHED.fullmatch(text):
            return _slashed(int(slashed[1]), int(slashed[3]), int(slashed[4]))
        return _human(text)
    except (ValueError, OverflowError):
        return None


def stored(text: str) -> Moment:
    """Return the date or the datetime that ``isoformat`` wrote.

    Raises:
        ValueError: It wrote no such text.
    """
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def day(moment: Moment) -> date:
    """Return the calendar date of ``moment``, where it was written."""
    return moment.date() if isinstance(moment, datetime) else moment


def show(moment: Moment) -> str:
    """Return ``moment`` as people read it: ``16 May 2025``."""
    months = "January February March April May June July August September October November December".split()
    return f"{moment.day} {months[moment.month - 1]} {moment.year}"


def _settle(moment: datetime) -> Moment:
    """Return an aware ``moment`` as it is, and only the date of a naive one."""
    return moment if moment.tzinfo else moment.date()


def _iso(text: str) -> Moment:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}|\d{8}", text):
        return date.fromisoformat(text)
    parts = re.fullmatch(r"(\S+)[T ](\S+?)\s*([A-Z]{3,4})?", text)
    if parts and parts[3]:
        zone = _zone(parts[3])
        at = datetime.fromisoformat(f"{parts[1]}T{parts[2]}")
        return at.replace(tzinfo=zone) if zone and not at.tzinfo else at.date()
    return _settle(datetime.fromisoformat(text))


def _slashed(first: int, second: int, year: int) -> date | None:
    """Return the date only if no other reading is one: 13/05/2025 is, 05/06/2025 is not."""
    if first > 12:
        return date(year, second, first)
    if second > 12 or first == second:
        return date(year, first, second)
    return None


def _human(text: str) -> Moment | None:
    parts = _HUMAN.fullmatch(text)
    if not parts:
        return None
    written = _absolute(parts["date"])
    if written is None:
        return None
    zone = _zone(parts["zone"] or parts["zone2"] or "")
    clock = parts["clock"] or parts["clock2"]
    if not (zone and clock):
        return written.date()
    at = _absolute(
        f"{parts['date']} {clock.replace('.', ':') if ':' not in clock and 'm' not in clock else clock}"
    )
    return at.replace(tzinfo=zone) if at else written.date()


def _absolute(text: str) -> datetime | None:
    """Return what dateparser reads; it is given only text that holds a whole date and names no zone."""
    found: datetime | None = dateparser.parse(text.replace(" of ", " "), languages=["en"], settings=_SETTINGS)
    return found


def _zone(name: str) -> timezone | None:
    if name in _ZONES:
        return timezone(timedelta(minutes=_ZONES[name])) if _ZONES[name] else UTC
    offset = re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d\d)?", name)
    if not offset:
        return None
    away = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
    return timezone(-away if offset[1] == "-" else away)
