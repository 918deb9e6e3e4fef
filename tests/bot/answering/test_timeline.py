"""What happened when: dated by the text or else by the article, one line an event, in order."""

from dataclasses import replace
from datetime import date

import pytest

from bot.answering.timeline import Dated, Event, Timeline, events, marked
from index.news.article import Article
from tests.bot.answering.copy import article, passages

FIRST = article(
    "first",
    "Ferry runs aground off Corran Sands",
    [
        "A ferry ran aground off Corran Sands early Monday, and 14 people were hurt.",
        "The ferry passed an inspection on March 3.",
    ],
    date(2025, 5, 12),
)
SECOND = replace(
    article(
        "second",
        "Ferry runs aground off Corran Sands, 19 hurt",
        [
            "A ferry ran aground off Corran Sands on Monday, and 19 people were hurt.",
            "It will be refloated on May 15.",
        ],
        date(2025, 5, 13),
    ),
    story="first",
    version=2,
)
COPY = replace(
    article(
        "copy", "Ferry grounded", [FIRST.paragraphs[0].text.replace("early Monday", "Monday")], date(2025, 5, 12)
    ),
    outlet="Tresk Gazette",
)
CAPTAIN = article(
    "captain",
    "Captain of the ferry suspended",
    ["The captain of the ferry has been suspended."],
    date(2025, 5, 14),
)
UNDATED = article("undated", "Ferry islanders wait", ["Shelves on Tresk were empty without the ferry."])
OTHER = article("other", "Fair of Holm", ["The fair of Holm opened on Sunday."], date(2025, 5, 12))


def told(
    *articles: Article, topic: str = "ferry", since: date | None = None, until: date | None = None
) -> list[Event]:
    return list(events(topic, passages(*articles), since, until))


def test_each_line_is_dated_by_the_text_or_else_by_the_article_and_the_undated_are_last() -> None:
    found = told(CAPTAIN, UNDATED, FIRST)
    assert [one.when() for one in found] == ["3 March 2025", "12 May 2025", "14 May 2025", "undated"]
    assert [one.dated for one in found] == [Dated.TEXT, Dated.TEXT, Dated.ARTICLE, None]
    assert [marked(one) for one in found] == ["", "", " (reported)", ""]
    assert [one.citation.n for one in found] == [1, 2, 3, 4]
    assert all(one.citation.quote in one.citation.passage.paragraph.text for one in found)


def test_versions_and_copies_of_a_story_are_one_line_of_the_latest_version() -> None:
    found = told(FIRST, SECOND, COPY)
    [grounding] = [one for one in found if one.since == date(2025, 5, 12)]
    assert "19 people" in grounding.citation.quote
    assert [one.when() for one in found] == ["3 March 2025", "12 May 2025", "15 May 2025"]


def test_an_undated_version_adds_no_line_for_what_a_dated_one_tells() -> None:
    undated = replace(SECOND, published=None)
    assert len([one for one in told(FIRST, undated) if "aground" in one.citation.quote]) == 1


def test_what_is_about_something_else_is_left_out() -> None:
    assert all("fair" not in one.citation.quote for one in told(OTHER, FIRST))
    assert told(OTHER, FIRST, topic="Lisbon trial") == []


def test_days_bound_what_happened_not_what_was_published() -> None:
    found = told(FIRST, SECOND, CAPTAIN, UNDATED, since=date(2025, 5, 13), until=date(2025, 5, 15))
    assert [one.when() for one in found] == ["14 May 2025", "15 May 2025"]


@pytest.mark.parametrize(
    ("since", "until", "within"),
    [
        (None, None, ""),
        (date(2025, 5, 1), None, "since 1 May 2025"),
        (None, date(2025, 5, 1), "until 1 May 2025"),
        (date(2025, 5, 1), date(2025, 5, 31), "May 2025"),
        (date(2024, 5, 2), date(2025, 5, 9), "2 May 2024 – 9 May 2025"),
    ],
)
def test_it_says_which_days_it_is_restricted_to(since: date | None, until: date | None, within: str) -> None:
    found = Timeline("", "ferry", (), since, until)
    assert found.within() == within
    assert found.nothing().endswith(f"nothing like that ({within})." if within else "nothing like that.")
