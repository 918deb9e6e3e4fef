"""What happened when: the sentences that tell of a topic, in the order of their days. Pure.

A sentence is dated by the day it names ("on Friday", counted from its article's date), or else by its article's
date; one line stands for an event, however many versions and copies tell it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from bot.answering import gate, moments
from bot.answering.answer import Citation
from bot.answering.as_json import citation_to_json
from bot.answering.corrected import noted
from bot.answering.coverage import coverage
from bot.answering.question import Question, understand
from bot.answering.roots import content_roots
from index.news import dates
from index.news.article import Passage
from index.news.noticed import is_later
from index.news.sentences import split

EVENTS = 20
"""Events told at most: those of the passages that were found first."""
SAME = 0.5
"""Share of roots (Jaccard) from which two sentences of one day tell one event."""
ABOUT = 0.5
"""Share of a topic's words that an article must hold, or"""
NEAR = 0.4
"""the cosine of a paragraph's embedding and the topic's from which it is about it."""
LONGEST = timedelta(days=31)
"""What took longer than a month ("in 2022") is background, not an event."""


class Dated(StrEnum):
    """What says when an event was."""

    TEXT = "text"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Event:
    """A line of a timeline.

    Attributes:
        since: The first day it is of, or ``None`` if nothing says when it was.
        until: The last.
        dated: What says so.
        citation: The sentence that tells it, and where it stands.
    """

    since: date | None
    until: date | None
    dated: Dated | None
    citation: Citation

    def when(self) -> str:
        """Return when it was, as a person reads it: "16 May 2025", "12–18 May 2025", "undated"."""
        if self.since is None or self.until is None:
            return "undated"
        return moments.Moment(0, 0, self.since, self.until).shown()


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened when.

    Attributes:
        id: Its own id.
        topic: What it is about, in the words of whoever asked, without those for its days.
        events: What happened, in order, the undated last; their citations are numbered from 1.
        since: The first day it is restricted to, if it is.
        until: The last.
    """

    id: str
    topic: str
    events: tuple[Event, ...]
    since: date | None = None
    until: date | None = None

    def within(self) -> str:
        """Return the days it is restricted to, as a person reads them: "May 2025", "since 1 May 2025", or ""."""
        if self.since and self.until:
            return moments.Moment(0, 0, self.since, self.until).shown()
        if self.since:
            return f"since {dates.show(self.since)}"
        return f"until {dates.show(self.until)}" if self.until else ""

    def nothing(self) -> str:
        """Return what is said of one without events."""
        days = self.within()
        return f"The corpus tells of nothing like that{f' ({days})' if days else ''}."


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence that tells an event, when it was, and whether it opens its article."""

    since: date | None
    until: date | None
    dated: Dated | None
    passage: Passage
    sentence: str
    opens: bool


def events(
    topic: str, passages: Sequence[Passage], since: date | None = None, until: date | None = None
) -> tuple[Event, ...]:
    """Return what happened when, one line an event.

    Args:
        topic: What it is to be about.
        passages: What was found for it, the best first.
        since: The first day to tell of; what is undated is then left out.
        until: The last day.
    """
    asked = understand(topic)
    about = [one for one in passages if _is_about(asked, one)]
    kept: list[_Told] = []
    for told in _sentences(about):
        if not _inside(told, since, until):
            continue
        same = next((i for i, one in enumerate(kept) if _one_event(one, told)), None)
        if same is None:
            kept.append(told)
        else:
            kept[same] = _better(kept[same], told)
    order = sorted(
        kept[:EVENTS], key=lambda one: (one.since is None, one.since or date.max, one.until or date.max)
    )
    return tuple(
        Event(one.since, one.until, one.dated, noted(Citation(n, one.passage, one.sentence, "", 1.0)))
        for n, one in enumerate(order, 1)
    )


def marked(event: Event) -> str:
    """Return what tells that the day is not the text's but the article's own."""
    return " (reported)" if event.dated is Dated.ARTICLE else ""


def to_json(timeline: Timeline) -> dict[str, Any]:
    """Return the object that ``dateline timeline --json`` prints.

    Args:
        timeline: The timeline.
    """
    return {
        "id": timeline.id,
        "topic": timeline.topic,
        "since": timeline.since and timeline.since.isoformat(),
        "until": timeline.until and timeline.until.isoformat(),
        "events": [
            {
                "since": one.since and one.since.isoformat(),
                "until": one.until and one.until.isoformat(),
                "dated": one.dated,
                "text": one.citation.quote,
                "citations": [one.citation.n],
            }
            for one in timeline.events
        ],
        "citations": [citation_to_json(one.citation) for one in timeline.events],
    }


def _is_about(asked: Question, passage: Passage) -> bool:
    if gate.missing(asked, passage) or _is_notice(passage):
        return False
    opening = " ".join(one.text for one in passage.article.paragraphs[: gate.OPENING])
    return passage.similarity >= NEAR or coverage(asked, f"{gate.context(passage)} {opening}") >= ABOUT


def _is_notice(passage: Passage) -> bool:
    """Tell whether a passage is itself a correction: what it tells is told by the story, and noted there."""
    place = (passage.article.id, passage.paragraph.number)
    return any((one.article.id, one.paragraph.number) == place for one in passage.corrections)


def _sentences(passages: Sequence[Passage]) -> Iterator[_Told]:
    """Yield the sentences that tell events: each article's first, and those that name a day."""
    opened: set[str] = set()
    for passage in passages:
        article = passage.article
        if article.id not in opened:
            opened.add(article.id)
            first = replace(passage, paragraph=article.paragraphs[0], also=())
            lead = split(first.paragraph.text)[0]
            yield next(iter(_dated(first, lead, opens=True)), None) or _by_article(first, lead)
        for sentence in split(passage.paragraph.text):
            if not sentence.startswith(("“", '"', "‘")):
                yield from _dated(passage, sentence, opens=False)


def _dated(passage: Passage, sentence: str, *, opens: bool) -> list[_Told]:
    """Return an event for the first day that a sentence names; a day without a year needs the article's date."""
    published = passage.article.published
    named = moments.find(sentence, dates.day(published) if published else date.max)
    named = [one for one in named if one.until - one.since < LONGEST and (published or one.whole)]
    return [_Told(one.since, one.until, Dated.TEXT, passage, sentence, opens) for one in named[:1]]


def _by_article(passage: Passage, sentence: str) -> _Told:
    published = passage.article.published
    day = dates.day(published) if published else None
    return _Told(day, day, Dated.ARTICLE if day else None, passage, sentence, opens=True)


def _inside(told: _Told, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    if told.since is None or told.until is None:
        return False
    return (since is None or since <= told.until) and (until is None or told.since <= until)


def _one_event(one: _Told, other: _Told) -> bool:
    """Tell whether two sentences tell one event: of one day, and of one story or in much the same words."""
    same_day = (one.since, one.until) == (other.since, other.until)
    undated = one.since is None or other.since is None
    if one.passage.article.story == other.passage.article.story:
        return same_day or (undated and one.opens and other.opens)
    roots, others = set(content_roots(one.sentence)), set(content_roots(other.sentence))
    return (same_day or undated) and len(roots & others) >= SAME * len(roots | others)


def _better(one: _Told, other: _Told) -> _Told:
    """Return which of two sentences tells an event: one that is dated, that opens a story, or the latest."""
    mine, theirs = ((each.since is not None, each.opens) for each in (one, other))
    if mine == theirs:
        return other if is_later(other.passage.article, one.passage.article) else one
    return max(one, other, key=lambda each: (each.since is not None, each.opens))
