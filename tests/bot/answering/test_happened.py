from datetime import date

import pytest

from bot.answering.answer import Verdict
from bot.answering.happened import Days, asks, report
from tests.bot.answering.copy import FACTORY_ARTICLE, REGATTA_ARTICLE, article, passages

TODAY = date(2025, 9, 15)  # a Monday
WEEK = (date(2025, 9, 8), date(2025, 9, 14))


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        ("What happened last week?", Days("", *WEEK)),
        ("what happened in Eastmoor last week", Days("in Eastmoor", *WEEK)),
        (
            "What happened in Port Alder on 6 September 2025?",
            Days("in Port Alder", date(2025, 9, 6), date(2025, 9, 6)),
        ),
        ("what's new this week?", Days("", date(2025, 9, 15), date(2025, 9, 21))),
        ("What happened yesterday?", Days("", date(2025, 9, 14), date(2025, 9, 14))),
    ],
)
def test_a_question_for_what_happened_names_days_and_maybe_a_place(asked: str, days: Days) -> None:
    assert asks(asked, TODAY) == days


@pytest.mark.parametrize("asked", ["What happened to the breakwater?", "Who won last week?", "When did it rain?"])
def test_other_questions_do_not(asked: str) -> None:
    assert asks(asked, TODAY) is None


def test_the_stories_of_the_days_are_listed_each_with_its_citation() -> None:
    found = report(Days("", *WEEK), passages(REGATTA_ARTICLE, FACTORY_ARTICLE))
    assert found.verdict is Verdict.GROUNDED
    assert [one.passage.article.id for one in found.citations] == ["factory"]
    assert found.citations[0].passage.paragraph.number == 1
    assert found.parts[0].sentences[0].text == found.citations[0].quote
    assert found.citations[0].quote in FACTORY_ARTICLE.paragraphs[0].text


def test_a_story_belongs_to_the_day_it_names_not_to_the_day_it_is_printed_on() -> None:
    printed_later = article("late", "Vote", ["The council voted on Sunday."], date(2025, 9, 15))
    printed_within = article("early", "Vote", ["The council votes next Sunday."], date(2025, 9, 14))
    found = report(Days("", *WEEK), passages(printed_later, printed_within))
    assert [one.passage.article.id for one in found.citations] == ["late"]


def test_a_place_that_is_asked_about_must_be_named() -> None:
    assert report(Days("in Eastmoor", *WEEK), passages(FACTORY_ARTICLE)).verdict is Verdict.GROUNDED
    assert report(Days("in Halmstad", *WEEK), passages(FACTORY_ARTICLE)).verdict is Verdict.NOT_FOUND


def test_a_day_without_a_year_is_looked_for_in_earlier_years_too() -> None:
    asked = asks("What happened on 29 February?", date(2024, 9, 15))
    assert asked is not None
    assert [one.since for one in asked.turns()] == [date(2024, 2, 29), date(2020, 2, 29), date(2016, 2, 29)]
    for other in ("What happened last week?", "What happened on Friday?", "What happened on 6 September 2025?"):
        asked = asks(other, TODAY)
        assert asked is not None
        assert list(asked.turns()) == [asked]
