from dataclasses import replace
from datetime import date

import pytest

from bot.answering.gatherings import gathered, place
from bot.answering.question import understand
from index.news.article import Article
from tests.bot.answering.copy import article, passages

TALKS = replace(
    article(
        "talks",
        "Wheat talks end without a deal",
        [
            "Envoys of Norway and Chile met on Friday for talks on wheat and parted without a deal.",
            "Mayor Ada Frost opened the session. A dinner followed.",
            "Chile’s envoy had been to Oslo for another meeting.",
            "The ministers held a debate in March.",
        ],
        date(2025, 9, 12),
    ),
    place="PORT ALDER, Chile",
)


def lead(question: str, story: Article = TALKS) -> str | None:
    """The words for when a gathering was, "" for its place, or None if the lead of a story does not tell."""
    found = [one for one in passages(story) if gathered(understand(question), one)]
    if not found:
        return None
    assert [one.paragraph.number for one in found] == [1]
    told = gathered(understand(question), found[0])
    return told.candidate.text if told and told.candidate else ""


@pytest.mark.parametrize(
    "question",
    ["Where did the talks take place?", "where were the wheat talks held", "In which city did the envoys meet?"],
)
def test_people_gathered_where_the_story_is_datelined(question: str) -> None:
    assert lead(question) == ""


def test_they_gathered_on_the_only_day_the_lead_names() -> None:
    assert lead("When did the talks take place?") == "Friday"
    assert lead("When were the wheat talks held?") == "Friday"


@pytest.mark.parametrize(
    "question",
    [
        "Where will the next talks take place?",
        "Where did the gold talks take place?",
        "Where was Ada Frost born?",
        "Where did the debate take place?",
        "When was the debate?",
        "Who met for the talks?",
        "Where was the wheat deal rejected?",
    ],
)
def test_nothing_else_is_placed_by_a_dateline(question: str) -> None:
    assert lead(question) is None


@pytest.mark.parametrize(
    "texts",
    [
        ["Envoys of Norway and Chile met in Oslo on Friday for talks on wheat."],
        ["Envoys met on Friday for talks on wheat.", "The talks in Oslo were the first."],
    ],
)
def test_a_story_that_names_another_place_is_not_placed_by_its_dateline(texts: list[str]) -> None:
    story = replace(TALKS, paragraphs=article("other", "", texts).paragraphs)
    assert lead("Where did the talks take place?", story) is None


@pytest.mark.parametrize(
    "text",
    [
        "Envoys said on Friday that talks on wheat will resume.",
        "Envoys met on Friday and Saturday for talks on wheat.",
        "Envoys met for talks on wheat.",
    ],
)
def test_a_lead_of_several_days_or_of_plans_gives_no_day(text: str) -> None:
    story = replace(TALKS, paragraphs=article("other", "", [text]).paragraphs)
    assert lead("When did the talks take place?", story) is None


def test_without_a_dateline_or_a_date_nothing_is_told() -> None:
    assert lead("Where did the talks take place?", replace(TALKS, place=None)) is None
    assert lead("When did the talks take place?", replace(TALKS, published=None)) is None


@pytest.mark.parametrize(
    ("written", "shown"),
    [("ISTANBUL, Turkey", "Istanbul, Turkey"), ("NEW YORK", "New York"), ("Oslo", "Oslo")],
)
def test_a_place_is_shown_as_in_a_sentence(written: str, shown: str) -> None:
    assert place(replace(TALKS, place=written)) == shown
