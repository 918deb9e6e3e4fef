"""The entity gate: what a question names must stand in a passage before the passage may answer it. Pure.

Without it "Who led the Turkish delegation?" is answered by whoever led another one, and scores as high as a
true answer.
"""

import re
from datetime import date

from bot.answering import countries
from bot.answering.moments import MONTHS, WEEKDAYS
from bot.answering.names import stands_in
from bot.answering.pointing import unresolved
from bot.answering.question import ORDINALS, Question, ranks
from index.news.article import Moment, Passage
from index.news.words import words

OPENING = 3
"""Paragraphs in which wire copy has told who and what a story is about."""

UNSAID = frozenset({"united-states"})
"""What American copy leaves unsaid at home: "the president", "the Supreme Court"."""

_SMALL = {
    "1": "one", "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "8": "eight",
    "9": "nine", "10": "ten", "11": "eleven", "12": "twelve",
}  # fmt: skip

_ROMAN = {
    "2": "ii", "3": "iii", "4": "iv", "6": "vi", "7": "vii", "8": "viii", "9": "ix", "11": "xi", "12": "xii",
    "13": "xiii", "14": "xiv", "15": "xv", "16": "xvi",
}  # fmt: skip
"""Of wars, popes and kings. Those of one letter are left out: they are initials as well."""

_RANKS = {digits: word for word, digits in ORDINALS.items()}


def context(passage: Passage) -> str:
    """Return what a passage says with what stands over it: headline, subhead, paragraph."""
    return "\n".join(filter(None, (passage.article.headline, passage.paragraph.subhead, passage.paragraph.text)))


def missing(question: Question, passage: Passage) -> tuple[str, ...]:
    """Return the names, nationalities and numbers of ``question`` that stand nowhere in ``passage``.

    Its paragraph, its subhead, its headline and its dates are looked at. A name or a rank ("the ninth stage") may
    also stand in one of the ``OPENING`` paragraphs, or, if this paragraph points back ("He said …"), in the one
    before: wire copy tells once whom and what it is about, and then of "the ferry" and "her offer". A name may be
    the dateline's place, the outlet or the byline as well.
    A country must stand with the answer: where a reporter sat makes no team Turkish. But where something is, "in
    Ghana", may be told by the dateline; and the United States may go unsaid, where no other country is named.

    Args:
        question: The question, understood.
        passage: A passage found for it.

    Returns:
        What is missing; empty if the passage may answer.
    """
    text = context(passage)
    dates = _dates(passage.article.published) | _dates(passage.article.updated)
    found, seats = countries.mentioned(text)
    around, there = _around(passage), set(words(text)) | dates
    country, seat = countries.mentioned(passage.article.place or "")
    found |= question.settings & country
    seats |= question.settings & seat
    if asked := ranks(question.text):
        there |= asked & ranks(around)
    wide = f"{text}\n{around}"
    lost = [name for name in question.names if not stands_in(name, wide) and not set(words(name)) <= dates]
    lost += sorted(_abroad(question.countries, text) - found - seats)
    lost += sorted(question.seats - seats)
    lost += sorted(number for number in question.numbers if not _number_in(number, there))
    return tuple(lost)


def _around(passage: Passage) -> str:
    """Return what a passage takes for granted: place, outlet, byline, the story's opening, what it leans on."""
    article, number = passage.article, passage.paragraph.number
    opening = [one.text for one in article.paragraphs[:OPENING]]
    before = article.paragraphs[number - 2].text if number > 1 and unresolved(passage.paragraph.text) else ""
    return "\n".join(filter(None, (article.place, article.outlet, article.byline, *opening, before)))


def _number_in(number: str, there: set[str]) -> bool:
    plain = number.replace(",", "")
    spelled = {table.get(number, number) for table in (_SMALL, _RANKS, _ROMAN)}
    return bool({number, plain, f"{number}s", *spelled} & there) or any(
        word.replace(",", "") == plain for word in there if re.match(r"\d", word)
    )


def _dates(moment: Moment | None) -> set[str]:
    """Return the words that name a moment: its year, month, day and weekday."""
    if moment is None:
        return set()
    day = date(moment.year, moment.month, moment.day)
    return {str(day.year), MONTHS[day.month - 1], str(day.day), WEEKDAYS[day.weekday()]}


def bound(question: Question, passage: Passage, sentences: str) -> bool:
    """Tell whether the nationalities of ``question`` stand with the answer, not just somewhere in its paragraph.

    "Turkey" in the first sentence of a paragraph does not make a delegation in its third one Turkish.

    Args:
        question: The question, understood.
        passage: The passage.
        sentences: The sentence that may answer and the one before it.
    """
    near = "\n".join(filter(None, (passage.article.headline, passage.paragraph.subhead, sentences)))
    found, seats = countries.mentioned(near)
    asked = question.countries if found | seats else question.countries - question.settings
    return not _abroad(asked, near) - found - seats


def _abroad(asked: frozenset[str], text: str) -> frozenset[str]:
    """Return those of some countries that ``text`` must name."""
    return asked if any(countries.mentioned(text)) else asked - UNSAID
