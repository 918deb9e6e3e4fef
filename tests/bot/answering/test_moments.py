from datetime import date

import pytest

from bot.answering.moments import find

WRITTEN = date(2025, 5, 16)  # a Friday


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("The talks ended Friday after two hours.", "Friday", "16 May 2025"),
        ("It ran aground early Monday.", "Monday", "12 May 2025"),
        ("On Thursday, the envoy left.", "Thursday", "15 May 2025"),
        ("The bills were published last Friday.", "last Friday", "9 May 2025"),
        ("The talks will resume Monday.", "Monday", "19 May 2025"),
        ("The river should be back in its bed by Wednesday.", "Wednesday", "21 May 2025"),
        ("New talks are set for next Friday.", "next Friday", "23 May 2025"),
        ("The panda came last October.", "last October", "October 2024"),
        ("Prices fell last month.", "last month", "April 2025"),
        ("The levee broke two years ago.", "two years ago", "2023"),
        ("It rained yesterday.", "yesterday", "15 May 2025"),
        ("The trial begins on March 1.", "March 1", "1 March 2026"),
        ("On Jan. 12 the city opens a garage.", "Jan. 12", "12 January 2026"),
        ("On Jan. 12 the city opened a garage.", "Jan. 12", "12 January 2025"),
        ("They met on 12 May.", "12 May", "12 May 2025"),
        ("They will meet to hold drills in September.", "September", "September 2025"),
        ("They went to Rome in September.", "September", "September 2024"),
        ("It was a wet week last week.", "last week", "5–11 May 2025"),
    ],
)
def test_a_relative_date_means_a_day_counted_from_the_article_s(text: str, words: str, shown: str) -> None:
    [found] = find(text, WRITTEN)
    assert text[found.start : found.end] == words
    assert found.shown() == shown
    assert not found.whole


@pytest.mark.parametrize("text", ["on May 16, 2025", "on Friday, 16 May 2025", "in May 1934", "on 2025-05-16"])
def test_a_whole_date_needs_no_other(text: str) -> None:
    [found] = find(text, WRITTEN)
    assert found.whole


@pytest.mark.parametrize(
    "text",
    [
        "The band plays on Mondays.",
        "joint drills in September",
        "They met to discuss drills in September.",
        "It may cost 3 percent.",
    ],
)
def test_what_names_no_day_or_an_unclear_one_means_none(text: str) -> None:
    assert find(text, WRITTEN) == []
