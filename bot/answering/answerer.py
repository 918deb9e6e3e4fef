"""The road of a question: search, read, extract, verify, answer."""

import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain

from bot.answering import happened, periods, timeline, weights
from bot.answering.answer import Answer, Citation, Verdict
from bot.answering.casing import restored
from bot.answering.corrected import noted, put_right
from bot.answering.extract import Extract, extract, nearest
from bot.answering.keywords import in_full
from bot.answering.parts import split, together
from bot.answering.premise import contradicted
from bot.answering.question import Kind, Question, understand
from bot.answering.reading import Read
from bot.answering.telling import dated
from bot.answering.timeline import Timeline
from bot.answering.verify import supported
from bot.errors import BadQuestion
from index.news.article import Passage
from index.retrieval.search import Query

FOUND = 40
"""Passages a search gives: the gate may refuse half of them before any is read."""
LISTED = 100
"""The same where what happened on some days is asked: a story has many paragraphs, and is told once."""
LONGEST = 500
"""Characters of a question: longer ones are texts, and the model reads no more than about this."""


Search = Callable[[Query], list[Passage]]
"""Finds the best passages for a query, the best first: ``Library.search``."""


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was asked, its names with capitals; what was found, what answers, and when the search was done."""

    asked: str
    passages: Sequence[Passage]
    found: Extract
    unanswered: tuple[str, ...]
    searched: float


class Answerer:
    """Answers questions out of what a search finds. May be shared by threads.

    Args:
        search: Finds passages.
        read: Reads them: a ``PassageReader``.
        withdrawn: Finds those of withdrawn stories, to tell of them where nothing else answers.
        threshold: The probability from which a finding answers; the calibrated one if none is given.
        clock: Seconds, for the timings.
        today: The day it is, for questions that are asked without one.
    """

    def __init__(
        self,
        search: Search,
        read: Read,
        *,
        withdrawn: Search | None = None,
        threshold: float | None = None,
        clock: Callable[[], float] = time.perf_counter,
        today: Callable[[], date] = lambda: datetime.now().astimezone().date(),
    ) -> None:
        self._search = search
        self._read = read
        self._withdrawn = withdrawn
        self._threshold = threshold
        self._clock = clock
        self._today = today

    def answer(
        self,
        question: str,
        *,
        corpora: Sequence[str] = ("main",),
        since: date | None = None,
        until: date | None = None,
        today: date | None = None,
    ) -> Answer:
        """Return the answer to ``question``, every sentence of it verbatim from the paragraphs it cites.

        Args:
            question: What a person asked.
            corpora: Where to look.
            since: The earliest day of publication to look at.
            until: The latest.
            today: The day it is asked on, from which "last week" is counted; the clock's if none is given.

        Raises:
            BadQuestion: The question is blank or longer than a question is.
            ModelUnusable: The weights of a model are missing or not the expected ones.
        """
        asked = checked(question)
        start, now = self._clock(), today or self._today()
        query = Query(asked, tuple(corpora), FOUND, since, until)
        looked = self._look(self._search, query, now)
        passages, found, unanswered, searched = looked.passages, looked.found, looked.unanswered, looked.searched
        read = self._clock()
        kept = verified(found)
        if any(understand(each.text).kind is Kind.TIME for each in split(looked.asked)):
            kept = dated(kept)
        lost = kept.verdict is Verdict.NOT_FOUND
        holder = contradicted(looked.asked, passages) if lost else None
        gone: Sequence[Citation] = ()
        if lost and self._withdrawn:
            gone = self._look(self._withdrawn, query, now).found.citations
        end = self._clock()
        return Answer(
            id=uuid.uuid4().hex,
            question=question,
            verdict=kept.verdict,
            parts=kept.parts,
            citations=tuple(map(noted, kept.citations)),
            nearest=nearest([*([holder.passage] if holder else []), *passages]) if lost else (),
            unanswered=() if lost else unanswered,
            remark=holder.remark() if holder else "",
            withdrawn=gone[0].passage if gone else None,
            timings={
                "search": _milliseconds(start, searched),
                "read": _milliseconds(searched, read),
                "verify": _milliseconds(read, end),
                "total": _milliseconds(start, end),
            },
        )

    def _look(self, search: Search, query: Query, now: date) -> _Looked:
        """Search and read: for what happened, within the days a question restricts itself to, or at all."""
        if days := happened.asks(query.text, now):
            turns = (self._report(search, query, turn) for turn in days.turns())
            asked_for = next(turns)
            return next((one for one in chain([asked_for], turns) if one.found.citations), asked_for)
        if period := periods.asked(query.text, now):
            first, last = _both(period.since, period.until + periods.PRINTED, query.since, query.until)
            passages = search(replace(query, text=period.rest, since=first, until=last))
            searched = self._clock()
            told = in_full(restored(period.rest, passages))
            found, unanswered = self._extract(told, periods.told_of(period, passages))
            if period.strict or found.verdict is not Verdict.NOT_FOUND:
                return _Looked(told, passages, found, unanswered, searched)
        passages = search(query)
        searched = self._clock()
        asked = in_full(restored(query.text, passages))
        return _Looked(asked, passages, *self._extract(asked, passages), searched)

    def _report(self, search: Search, query: Query, days: happened.Days) -> _Looked:
        """Search what is reported of some days."""
        first, last = _both(days.since, days.until + happened.LATER, query.since, query.until)
        passages = search(replace(query, text=days.topic or query.text, limit=LISTED, since=first, until=last))
        told = happened.report(replace(days, topic=restored(days.topic, passages)), passages)
        return _Looked(query.text, passages, told, (), self._clock())

    def timeline(
        self,
        topic: str,
        *,
        corpora: Sequence[str] = ("main",),
        since: date | None = None,
        until: date | None = None,
    ) -> Timeline:
        """Return what happened when, of a topic.

        Args:
            topic: What it is to be about, in some words; "last week" or "since May" in them bounds it too.
            corpora: Where to look.
            since: The first day to tell of.
            until: The last.

        Raises:
            BadQuestion: The topic is blank or longer than a question is.
        """
        asked, first, last = periods.bounds(checked(topic), self._today())
        since, until = _both(first, last, since, until)
        passages = self._search(Query(asked, tuple(corpora), LISTED))
        events = timeline.events(restored(asked, passages), passages, since, until)
        return Timeline(uuid.uuid4().hex, asked, events, since, until)

    def _extract(self, asked: str, passages: Sequence[Passage]) -> tuple[Extract, tuple[str, ...]]:
        """Return the answer to each question that ``asked`` is made of, and those that have none."""
        pieces = split(asked)
        if len(pieces) == 1:
            return self._one(understand(asked), passages), ()
        return together(pieces, passages, self._one)

    def _one(self, question: Question, passages: Sequence[Passage]) -> Extract:
        threshold = weights.of(question.kind).threshold if self._threshold is None else self._threshold
        return extract(question, put_right(self._read(question, passages)), threshold)


def checked(question: str) -> str:
    """Return a question without the white space around it.

    Raises:
        BadQuestion: It is blank or longer than a question is.
    """
    text = " ".join(question.split())
    if not any(char.isalnum() for char in text):
        raise BadQuestion("There is no question. Ask something in words, such as: Who led each delegation?")
    if len(text) > LONGEST:
        raise BadQuestion(
            f"The question has {len(text)} characters; at most {LONGEST} can be read. Ask it in a sentence or two."
        )
    return text


def verified(found: Extract) -> Extract:
    """Return what of an extract stands in the paragraphs it cites.

    Args:
        found: What was extracted.
    """
    texts = {citation.n: citation.passage.paragraph.text for citation in found.citations}
    parts = tuple(
        part
        for part in found.parts
        if all(supported(one.text, [texts[n] for n in one.citations]) for one in part.sentences)
    )
    if len(parts) == len(found.parts):
        return found
    if not parts:
        return Extract(Verdict.NOT_FOUND)
    used = sorted({n for part in parts for one in part.sentences for n in one.citations})
    number = {old: new for new, old in enumerate(used, 1)}
    renumbered = tuple(part.renumbered(number) for part in parts)
    kept = tuple(replace(one, n=number[one.n]) for one in found.citations if one.n in number)
    return Extract(Verdict.PARTIAL, renumbered, kept)


def _both(
    first: date | None, last: date | None, since: date | None, until: date | None
) -> tuple[date | None, date | None]:
    """Return the first and the last day that lie within both ranges; none where neither is bounded."""
    return max(filter(None, (first, since)), default=None), min(filter(None, (last, until)), default=None)


def _milliseconds(start: float, end: float) -> float:
    return round((end - start) * 1000, 1)
