"""What stands above a story or opens it: the dateline, the lines with dates, the byline."""

import re
from dataclasses import dataclass

from index.news.article import Moment
from index.news.dates import parse_moment

_AGENCY = (
    r"(?:The )?(?:Associated Press|AP|Reuters|AFP|Agence France-Presse|UPI|United Press International|CNN|BBC|NPR"
    r"|Bloomberg|Xinhua|TASS|Interfax|DPA|dpa|ANSA|EFE|Kyodo|PTI|ANI|IANS|Anadolu|Al Jazeera|NBC|CBS|ABC|PA|AAP"
    r"|USA TODAY|Fox News|PRNewswire|Business Wire|GlobeNewswire)"
)
_MONTH_DAY = (
    r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.? \d{1,2}"
    r"|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?)(?:,? \d{4})?"
)
_UPPER = "A-ZÀ-ÖØ-ÞŁŚŞŠŻŽİ"
_CAPITALS = rf"[{_UPPER}][{_UPPER}.'’]*[{_UPPER}.](?:[ /-](?:[{_UPPER}][{_UPPER}.'’]*|de|la|du|DE))*"
_QUALIFIER = rf"[{_UPPER}][\w.'’-]*(?: (?:[{_UPPER}][\w.'’-]*|de|la|of|the)){{0,3}}"
_DASH = r"(?:—|–|―|--|-|_)"
_OPENS = r"[A-Z\d“\"‘'$€£¥]"

_DATELINE = re.compile(
    rf"(?P<place>{_CAPITALS}(?:, (?!{_MONTH_DAY}){_QUALIFIER}){{0,2}})?"
    rf"(?:(?:(?<=\S), )?(?P<day>{_MONTH_DAY}))?"
    rf"(?: ?[(/](?P<outlet>[A-Za-z][^()/]{{1,40}})[)/])?"
    rf" ?(?:{_DASH}{{1,2}}(?: +|$)|—)"
)
_MIXED_DATELINE = re.compile(
    rf"(?P<place>{_QUALIFIER}(?:, {_QUALIFIER}){{0,2}})(?:,? (?P<day>{_MONTH_DAY}))?"
    rf" ?\((?P<outlet>{_AGENCY}(?: [A-Za-z ]+)?)\) ?(?:{_DASH}{{1,2}} +|—)(?={_OPENS})"
)
_FEWEST_WORDS = 5
"""Words that must follow a place and a dash: "TARIFFS MAY FALL - MINISTER" is a headline."""

_LONE_DATELINE = re.compile(
    rf"(?:(?P<place>{_QUALIFIER}(?:(?:, | and | ?/ ?){_QUALIFIER}){{0,2}}?) )??"
    rf"(?P<outlet>{_AGENCY}(?: [A-Z][a-zñ]+){{0,2}}) ?{_DASH}{{1,2}}"
)
_LABEL = re.compile(
    r"(?:(?:UPDATED?|BREAKING|CORRECT(?:ED|ION)S?|EXCLUSIVE|ANALYSIS|FACT|OPINION|WATCH|VIDEO|PHOTOS?|LIVE|EXPLAINER"
    r"|NOTE|EDITOR|EDITOR'S|FACTBOX|TIMELINE|INTERVIEW|FEATURE|COLUMN|REVIEW|OBITUARY|PROFILE|ADVISORY|ALERT|URGENT"
    r"|NEW|MORE|RELATED|Q|A)\b[ ]?)+"
)

_DATE_PREFIX = re.compile(r"date:?\s+(\d{4}-\d{2}-\d{2}(?:T\S+)?)(?:\s+|$)", re.IGNORECASE)
_KEYWORD = re.compile(
    r"(?:^|(?<=[\s|•·,;(]))(?:date|(?:first |originally |last )?(?:published|posted|created|updated|modified)"
    r"|last update)(?: (?:on|at))?(?=[\s:–—-])",
    re.IGNORECASE,
)
_AFTER_KEYWORD = re.compile(
    r"\s*(?:[:–—-]|(?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+"
    r"(?=.*\d)))",
    re.IGNORECASE,
)
_TRIM = " \t:|•·,;-–—()"

_PERSON = r"(?:(?!The\b)[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|da|del|der|di|la|le|van|von|bin|al|el|ten)){0,4})"
_TEAM = rf"(?:The [A-Z]\w+(?: [A-Z]\w+)*|{_PERSON})"
_AND = r"(?:,? and |, | & | with | in )"
_DESK = r"(?:, | \| | / |/| - | for | of )[A-Za-z][\w.'’& -]{1,60}"
_FULL_NAME = _PERSON.replace("{0,4}", "{1,3}")
_NAME_ALONE = re.compile(rf"{_FULL_NAME}(?:(?:,? and |, ){_FULL_NAME})*")
_OUTLET_ALONE = re.compile(
    rf"{_AGENCY}|Special (?:to|for) .{{2,40}}|(?:[A-Z][\w.&’'-]*)(?: [A-Z][\w.&’'-]*){{0,4}}"
)
_BY = re.compile(rf"(?:By|BY|by):? (?P<who>{_TEAM}(?:{_AND}{_TEAM})*(?:{_DESK})?)")
_SIGNED = re.compile(
    rf"(?P<who>{_PERSON}(?:(?:,? and |, ){_PERSON})*"
    rf"(?:,| \|| -) (?:Special (?:to|for) .{{2,40}}|{_AGENCY}"
    rf"|(?:Staff|Senior|Associated Press) [A-Z]?\w+(?: \w+)?))"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening of a dispatch: where it comes from and who sent it.

    Attributes:
        end: Where in the text the story itself begins.
        place: The place, as written.
        outlet: The agency, as written.
        published: The date, only where a year is written.
    """

    end: int
    place: str | None
    outlet: str | None
    published: Moment | None = None


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that says when a story was published or updated; an update may be named without a date."""

    published: Moment | None = None
    updated: Moment | None = None


def dateline(text: str) -> Dateline | None:
    """Return the dateline that ``text`` opens with, or ``None``.

    A place in capitals and a dash are enough when the story then begins as a sentence does; "NATO — which
    …" goes on in lower case and is none. A place in small letters needs an agency in brackets.
    """
    lone = _LONE_DATELINE.fullmatch(text)
    if lone:
        return Dateline(lone.end(), lone["place"], lone["outlet"])
    found = _DATELINE.match(text)
    if found and _is_dateline(found, text):
        place, outlet = found["place"], found["outlet"]
        if place and not outlet and re.fullmatch(_AGENCY, place):
            place, outlet = None, place
        written = parse_moment(found["day"]) if found["day"] else None
        return Dateline(found.end(), place, outlet, written)
    found = _MIXED_DATELINE.match(text)
    if not found:
        return None
    written = parse_moment(found["day"]) if found["day"] else None
    return Dateline(found.end(), found["place"], found["outlet"], written)


def _is_dateline(found: re.Match[str], text: str) -> bool:
    place, day, outlet = found["place"], found["day"], found["outlet"]
    if not (place or outlet) or (place and _LABEL.fullmatch(place)):
        return False
    if outlet and not place and not day and not re.match(rf"{_AGENCY}\b", outlet):
        return False
    if outlet or day or found.end() == len(text):
        return True
    rest = text[found.end() :]
    return bool(re.match(_OPENS, rest)) and not rest.isupper() and len(rest.split()) >= _FEWEST_WORDS


def date_prefix(text: str) -> tuple[int, Moment | None]:
    """Return where ``text`` goes on after a leading ``date 2025-05-16``, and that date; 0 if it has none."""
    found = _DATE_PREFIX.match(text)
    return (found.end(), parse_moment(found[1])) if found else (0, None)


def date_line(text: str, *, in_header: bool) -> DateLine | None:
    """Return what ``text`` says of dates if it is a line about nothing else, or ``None``.

    "Updated - Test" is such a line and gives no date; "Updated guidance for travellers" is not one. Below
    the header "Date: 4 July 1776" is a fact of the story, and only publishing and updating count.
    """
    if len(text) > 120 or (text.endswith((".", "?", "!")) and not text.endswith("m.")):
        return None
    if not in_header and not re.match("(?:last )?(?:updat|publish|post)", text, re.IGNORECASE):
        return None
    keywords = list(_KEYWORD.finditer(text))
    if not keywords or not _AFTER_KEYWORD.match(text, keywords[0].end()):
        return None
    published = parse_moment(text[: keywords[0].start()].strip(_TRIM))
    if keywords[0].start() > 0 and not published:
        return None
    updated = None
    ends = [*(found.start() for found in keywords[1:]), len(text)]
    for found, end in zip(keywords, ends, strict=True):
        moment = parse_moment(text[found.end() : end].strip(_TRIM))
        if re.search("updat|modif", found.group(), re.IGNORECASE):
            updated = updated or moment
        else:
            published = published or moment
    return DateLine(published, updated)


def byline(text: str) -> str | None:
    """Return who signs, without the word "By", if ``text`` is a byline, or ``None``."""
    if len(text) > 140:
        return None
    found = _BY.fullmatch(text) or _SIGNED.fullmatch(text)
    if found:
        return found["who"]
    return text if re.fullmatch(rf"{_AGENCY}|From [A-Z].{{2,60}} (?:staff|wire) reports", text) else None


def is_signature(name: str, outlet: str) -> bool:
    """Return whether two lines are a writer's name with the outlet below it, as some pages print a byline."""
    return bool(_NAME_ALONE.fullmatch(name) and _OUTLET_ALONE.fullmatch(outlet))
