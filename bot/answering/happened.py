"""What the corpus reports for some days: "What happened last week?", "what happened in Izmir on 16 May". Pure."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.answering import gate, moments
from bot.answering.answer import Citation, Part, Sentence, Verdict
from bot.answering.extract import Extract
from bot.answering.question import Question, understand
from index.news import dates
from index.news.article import Article, Passage
from index.news.noticed import is_later
from index.news.sentences import split
from index.news.words import fold

ITEMS = 5
"""Stories listed at most."""
LATER = timedelta(days=1)
"""News of a day is also printed on the next one."""
YEARS = 10
"""Years that "16 May" is looked for in, the latest first, until something is reported of one."""

_ASKS = re.compile(
    r"^(?:so )?(?:tell me )?(?:what(?:'s| is| was| has| have)? (?:all )?(?:happened|happening|been happening|new"
    r"|in the news|reported|going on|went on|the news)|what did happen"
    r"|(?:the )?(?:latest |top )?(?:news|headlines))\b"
)


@dataclass(frozen=True, slots=True)
class Days:
    """A question for what happened, and when.

    Attributes:
        topic: What remains of the question when these words are taken out: a place, say; or "".
        since: The first day asked about.
        until: The last.
        yearly: Whether it is a day of any year: "16 May".
    """

    topic: str
    since: date
    until: date
    yearly: bool = False

    def turns(self) -> Iterator["Days"]:
        """Yield these days and, of a day of any year, that of the years before."""
        yield self
        for back in range(1, YEARS if self.yearly else 1):
            with suppress(ValueError):  # there is no 29 February in most years
                day = self.since.replace(year=self.since.year - back)
                yield replace(self, since=day, until=day)


def asks(question: str, today: date) -> Days | None:
    """Return the days a question asks about, ``None`` if it does not ask what happened on some.

    Args:
        question: The question.
        today: The day it is asked on.
    """
    opening = _ASKS.match(fold(question))
    found = moments.find(question, today)
    if not opening or not found:
        return None
    when = found[-1]
    rest = f"{question[opening.end() : when.start]} {question[when.end :]}"
    topic = re.sub(r"\b(?:on|in|for|from|of|over|during|at|the)\s*(?=[\s?.!]*$)", "", rest).strip(" ?!.,")
    named = any(month[:3] in question[when.start : when.end].lower() for month in moments.MONTHS)
    return Days(topic, when.since, when.until, yearly=named and when.since == when.until and not when.whole)


def report(days: Days, passages: Sequence[Passage]) -> Extract:
    """Return a list of the first sentences of the stories of some days, the latest story first.

    A story counts by the days its first sentence names, or else by the day it was published on.

    Args:
        days: What was asked for.
        passages: What was found, from the first day to ``LATER`` than the last.
    """
    about = understand(days.topic) if days.topic else None
    leads: dict[str, Passage] = {}
    for passage in passages:
        article = passage.article
        lead = replace(passage, paragraph=article.paragraphs[0], also=())
        if article.published and _within(article, days) and not (about and _elsewhere(about, lead, passage)):
            known = leads.get(article.story)
            if known is None or is_later(article, known.article):
                leads[article.story] = lead
    told = sorted(leads.values(), key=lambda one: str(one.article.published), reverse=True)[:ITEMS]
    quotes = [split(one.paragraph.text)[0] for one in told]
    numbers = range(1, len(told) + 1)
    return Extract(
        Verdict.GROUNDED if told else Verdict.NOT_FOUND,
        tuple(Part("", (Sentence(quote, (n,)),)) for n, quote in zip(numbers, quotes, strict=True)),
        tuple(Citation(n, one, quote, "", 1.0) for n, one, quote in zip(numbers, told, quotes, strict=True)),
    )


def _within(article: Article, days: Days) -> bool:
    """Tell whether an article reports something of the days."""
    if article.published is None:
        return False
    printed = dates.day(article.published)
    named = moments.find(split(article.paragraphs[0].text)[0], printed)
    if named:
        return any(one.since <= days.until and days.since <= one.until for one in named)
    return days.since <= printed <= days.until


def _elsewhere(about: Question, *passages: Passage) -> bool:
    """Tell whether what was asked about stands in none of the passages."""
    return all(gate.missing(about, one) for one in passages)
