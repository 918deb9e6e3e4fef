"""The days a question or a topic is restricted to: "Who resigned last Friday?", "the mill since May". Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.answering import moments
from bot.errors import BadDay
from index.news import dates
from index.news.article import Article, Passage
from index.news.sentences import split

PRINTED = timedelta(days=7)
"""How much later an article may tell of a day as "Friday": after a week another Friday is meant."""
LONGEST = timedelta(days=31)
"""Days of a month. What is longer ("last year") is told of in the text rather than reported in it."""

_BACKWARD = re.compile(r"(?:last|past|the past|yesterday)\b|.* ago$", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:on|in|during|over|from|of|for|early|late)\s*$", re.IGNORECASE)
_SIDE = re.compile(r"\b(?:(?P<since>since)|(?P<until>until|till))\s*$", re.IGNORECASE)
_OWNED = re.compile(r"['’]s\b")
_ANYTIME = re.compile(r"(?:today|tonight|this (?:morning|afternoon|evening)|tomorrow|next)\b", re.IGNORECASE)
"""Words that mean "nowadays" as often as a day, or a day that is still to come."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days of a question.

    Attributes:
        since: The first day.
        until: The last.
        strict: Whether only these days can be meant: "last Friday" is one day, while "Friday" or "in May" in a
            question over an archive may also be one that the reports call so.
        rest: The question without the words for the days.
    """

    since: date
    until: date
    strict: bool
    rest: str


def asked(question: str, today: date) -> Period | None:
    """Return the days a question restricts its answer to, ``None`` if none depend on when it is asked.

    Args:
        question: The question.
        today: The day it is asked on.
    """
    for one in reversed(moments.find(question, today)):
        told = question[one.start : one.end]
        owned = _OWNED.match(question, one.end)
        if one.whole or owned or _ANYTIME.match(told) or one.until - one.since >= LONGEST or one.since > today:
            continue
        rest = _without(question, one, _BEFORE)
        return Period(one.since, one.until, bool(_BACKWARD.match(told)), rest)
    return None


def bounds(topic: str, today: date) -> tuple[str, date | None, date | None]:
    """Return a topic without the words for its days, and the first and the last of these, where they are bounded.

    "The mill last week" and "the mill in May" have both, "the mill since May" the first, "until Friday" the last.

    Args:
        topic: The topic.
        today: The day it is asked on.
    """
    for one in reversed(moments.find(topic, today)):
        before = topic[: one.start].rstrip()
        side = _SIDE.search(before)
        if not (side or _BEFORE.search(before) or _BACKWARD.match(topic[one.start : one.end])):
            continue
        if rest := _without(topic, one, _SIDE if side else _BEFORE):
            since = None if side and side["until"] else one.since
            until = None if side and side["since"] else one.until
            return rest, since, until
    return topic, None, None


def day(text: str) -> date:
    """Return the day that somebody wrote as 2025-05-16.

    Args:
        text: What was written.

    Raises:
        BadDay: It is none.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadDay(f"{text!r} is no date; write it as 2025-05-16.") from None


def told_of(period: Period, passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages that report something of a period.

    The days that a paragraph names decide, or else those that the article's lead names, or else its own date.

    Args:
        period: The days.
        passages: What was found.
    """
    return [one for one in passages if _within(one, period)]


def _without(words: str, moment: moments.Moment, before: re.Pattern[str]) -> str:
    """Return words without those for a moment, and without what leads to them."""
    rest = " ".join(f"{before.sub('', words[: moment.start].rstrip())} {words[moment.end :]}".split())
    return re.sub(r"\s+(?=[?.!,])", "", rest).strip(" ,")


def _within(passage: Passage, period: Period) -> bool:
    article = passage.article
    if article.published is None:
        return False
    named = _days(passage.paragraph.text, article) or _days(split(article.paragraphs[0].text)[0], article)
    if named:
        return any(since <= period.until and period.since <= until for since, until in named)
    return period.since <= dates.day(article.published) <= period.until


def _days(text: str, article: Article) -> list[tuple[date, date]]:
    """Return the days that a text of an article names, longer times left out."""
    if article.published is None:
        return []
    found = moments.find(text, dates.day(article.published))
    return [(one.since, one.until) for one in found if one.until - one.since < LONGEST]
