"""The days a question restricts its answer to, counted from the day it is asked."""

from dataclasses import replace
from datetime import date

import pytest

from bot.answering.answer import Verdict, text
from bot.answering.answerer import Answerer
from bot.answering.periods import asked, bounds, told_of
from bot.answering.reading import PassageReader
from index.news.article import Passage
from index.news.dates import day
from index.retrieval.embedding import Embedder
from index.retrieval.reader import Reader
from index.retrieval.search import Query
from tests.bot.answering.copy import Shelf, article, passages

ASKED = date(2025, 5, 20)  # a Tuesday
FRIDAY = date(2025, 5, 16)


@pytest.mark.parametrize(
    ("question", "since", "until", "strict", "rest"),
    [
        ("Who resigned last Friday?", FRIDAY, FRIDAY, True, "Who resigned?"),
        ("Who resigned on Friday?", FRIDAY, FRIDAY, False, "Who resigned?"),
        ("On Friday, who resigned?", FRIDAY, FRIDAY, False, "who resigned?"),
        ("Who resigned yesterday?", date(2025, 5, 19), date(2025, 5, 19), True, "Who resigned?"),
        ("Who resigned last week?", date(2025, 5, 12), date(2025, 5, 18), True, "Who resigned?"),
        ("Who resigned in May?", date(2025, 5, 1), date(2025, 5, 31), False, "Who resigned?"),
        ("Who resigned two days ago?", date(2025, 5, 18), date(2025, 5, 18), True, "Who resigned?"),
        (
            "What did the mayor say yesterday about the flood?",
            date(2025, 5, 19),
            date(2025, 5, 19),
            True,
            "What did the mayor say about the flood?",
        ),
    ],
)
def test_words_for_days_are_counted_from_the_day_of_asking(
    question: str, since: date, until: date, strict: bool, rest: str
) -> None:
    found = asked(question, ASKED)
    assert found is not None
    assert (found.since, found.until, found.strict, found.rest) == (since, until, strict, rest)


@pytest.mark.parametrize(
    ("topic", "rest", "since", "until"),
    [
        ("the mill last week", "the mill", date(2025, 5, 12), date(2025, 5, 18)),
        ("the mill in March 2024", "the mill", date(2024, 3, 1), date(2024, 3, 31)),
        ("the mill on Friday", "the mill", FRIDAY, FRIDAY),
        ("what happened at the mill on 3 May 2025?", "what happened at the mill?", *[date(2025, 5, 3)] * 2),
        ("the mill since 3 May", "the mill", date(2025, 5, 3), None),
        ("the mill since March", "the mill", date(2025, 3, 1), None),
        ("the mill until March 2024", "the mill", None, date(2024, 3, 31)),
    ],
)
def test_words_for_days_bound_a_topic(topic: str, rest: str, since: date | None, until: date | None) -> None:
    assert bounds(topic, ASKED) == (rest, since, until)


@pytest.mark.parametrize("topic", ["the mill", "the Friday market", "last week", "the May festival"])
def test_a_topic_that_names_no_days_or_nothing_else_is_not_bounded(topic: str) -> None:
    assert bounds(topic, ASKED) == (topic, None, None)


@pytest.mark.parametrize(
    "question",
    [
        "Who won the cup in 2019?",
        "Who resigned on 16 May 2025?",
        "How much did it cost last year?",
        "What is the tallest tower today?",
        "What happened at last Friday’s session?",
        "Who will speak next Friday?",
    ],
)
def test_whole_dates_long_times_and_the_future_restrict_nothing(question: str) -> None:
    assert asked(question, ASKED) is None


LASTS = article(
    "last",
    "Transport minister quits",
    ["Transport Minister Ada Frost resigned on Friday over a tunnel."],
    date(2025, 5, 17),
)
OLDER = article(
    "older",
    "Health minister quits",
    ["Health Minister Colm Deasy resigned on Friday over a ward."],
    date(2025, 5, 10),
)
PRINTED_LATE = article(
    "late",
    "After the resignation",
    ["A successor of Frost, who resigned on Friday, is sought.", "It rained on Sunday."],
    date(2025, 5, 19),
)
UNDATED = article("undated", "A minister quits", ["Justice Minister Mira Koval resigned on Friday over a goat."])


def test_the_day_in_the_text_decides_and_else_the_day_of_publication() -> None:
    period = asked("Who resigned last Friday?", ASKED)
    assert period is not None
    kept = told_of(period, passages(LASTS, OLDER, PRINTED_LATE, UNDATED))
    assert [(one.article.id, one.paragraph.number) for one in kept] == [("last", 1), ("late", 1)]


class Dated(Shelf):
    """A shelf that keeps to the dates it is asked for, as the library does."""

    def search(self, query: Query) -> list[Passage]:
        since, until = query.since, query.until
        found = super().search(replace(query, limit=100))
        return [
            one
            for one in found
            if (since is None and until is None)
            or (one.article.published and (since or date.min) <= day(one.article.published) <= (until or date.max))
        ][: query.limit]


def test_who_resigned_last_friday_is_answered_from_the_reports_of_that_day(
    embedder: Embedder, reader: Reader
) -> None:
    answerer = Answerer(Dated([OLDER, LASTS], embedder).search, PassageReader(reader))
    assert "Ada Frost" in text(answerer.answer("Which minister resigned last Friday?", today=ASKED))
    assert "Colm Deasy" in text(answerer.answer("Which minister resigned last Friday?", today=date(2025, 5, 13)))
    assert answerer.answer("Which minister resigned yesterday?", today=ASKED).verdict is Verdict.NOT_FOUND


def test_a_bare_weekday_prefers_the_nearest_one_and_else_means_what_the_reports_call_so(
    embedder: Embedder, reader: Reader
) -> None:
    answerer = Answerer(Dated([OLDER, LASTS], embedder).search, PassageReader(reader))
    assert "Ada Frost" in text(answerer.answer("Which minister resigned on Friday?", today=ASKED))
    older = Answerer(Dated([OLDER], embedder).search, PassageReader(reader))
    assert "Colm Deasy" in text(older.answer("Which minister resigned on Friday?", today=date(2026, 1, 1)))
