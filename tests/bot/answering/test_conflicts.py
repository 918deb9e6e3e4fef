"""Different figures and names for one thing are both shown; what only looks like a conflict is none."""

from dataclasses import replace
from datetime import date

import pytest

from bot.answering.answer import Answer, Verdict, text
from bot.answering.conflicts import figures
from bot.answering.extract import Extract, extract
from bot.answering.finding import Finding, locate
from bot.answering.question import understand
from tests.bot.answering.copy import article, passages

THRESHOLD = 0.5
SWAP = "How many prisoners will each side exchange?"


def told(
    sentence: str,
    words: str,
    name: str,
    day: date | None = None,
    *,
    story: str = "",
    version: int = 1,
    sure: float = 0.9,
) -> Finding:
    """What the reader found in an article; without a story, it is one of its own."""
    held = replace(article(name, "", [sentence], day), story=story or name, version=version, outlet=name)
    passage = passages(held)[0]
    start = sentence.index(words)
    return locate(passage, start, start + len(words), sure)


def asked(question: str, *found: Finding) -> Extract:
    return extract(understand(question), found, THRESHOLD)


def read_as(made: Extract) -> str:
    return text(Answer("x", "?", made.verdict, made.parts, made.citations))


def test_two_versions_with_different_figures_are_shown_with_their_dates_the_newer_first() -> None:
    earlier = told("Each side will hand over 900 prisoners.", "900", "MW", date(2025, 5, 15), story="talks")
    later = told(
        "Each side will hand over 1,000 prisoners.", "1,000", "MW", date(2025, 5, 16), story="talks", version=2
    )
    later = replace(later, passage=replace(later.passage, article=replace(later.passage.article, id="later")))
    made = asked(SWAP, earlier, later)
    assert made.verdict is Verdict.CONFLICTING
    assert read_as(made) == "1,000 (16 May 2025) [1] · earlier report: 900 (15 May 2025) [2]"


def test_two_outlets_with_different_figures_are_named() -> None:
    made = asked(
        "How many people were moved in Lipovec?",
        told("In Lipovec 340 people were moved to a gym.", "340", "Meridian Wire", date(2025, 11, 4)),
        told(
            "Some of the 410 residents moved in Lipovec slept in a hall.", "410", "Celje Post", date(2025, 11, 4)
        ),
    )
    assert made.verdict is Verdict.CONFLICTING
    assert "340 (Meridian Wire, 4 November 2025)" in read_as(made)
    assert "another report: 410 (Celje Post, 4 November 2025)" in read_as(made)


def test_two_names_for_one_office_conflict() -> None:
    made = asked(
        "Who leads the investigation?",
        told("Commissioner Helene Barraud leads the investigation of the theft.", "Helene Barraud", "a"),
        told("Commissioner Luc Marchetti leads the investigation of the theft.", "Luc Marchetti", "b"),
    )
    assert made.verdict is Verdict.CONFLICTING
    assert [part.answer for part in made.parts] == ["Commissioner Helene Barraud", "Commissioner Luc Marchetti"]


PRISONERS = told("Each side will hand over 1,000 prisoners of war.", "1,000", "a", date(2025, 5, 16))


@pytest.mark.parametrize(
    "other",
    [
        told("They agreed on 1,000 each.", "1,000 each", "b", date(2025, 5, 16)),
        told(
            "The two sides will swap a thousand prisoners apiece.", "a thousand prisoners", "b", date(2025, 5, 16)
        ),
        told("A convoy of 900 buses will carry the prisoners.", "900", "b", date(2025, 5, 16)),
        told("More than 900 prisoners will go home.", "More than 900 prisoners", "b", date(2025, 5, 16)),
        told("About 980 prisoners will go home.", "980", "b", date(2025, 5, 16)),
        told("A total of 2,000 prisoners will go home.", "2,000", "b", date(2025, 5, 16)),
        told("Some 40% of the prisoners are sick.", "40%", "b", date(2025, 5, 16)),
        told("They will hand over 307 prisoners.", "307", "b", date(2025, 8, 24)),
        told("They will hand over 600 prisoners.", "600", "b", date(2025, 5, 16), sure=0.05),
    ],
    ids=lambda one: one.sentence,
)
def test_what_only_looks_like_another_figure_does_not_conflict(other: Finding) -> None:
    assert asked(SWAP, PRISONERS, other).verdict is Verdict.GROUNDED


def test_figures_of_two_events_that_share_no_name_do_not_conflict() -> None:
    one = told("The fair of Holm drew 900 visitors.", "900", "a", date(2025, 6, 1))
    other = told("The fair of Marrow drew 1,900 visitors.", "1,900", "b", date(2025, 6, 1))
    assert asked("How many visitors did the fair draw?", one, other).verdict is Verdict.GROUNDED


def test_two_people_who_did_different_things_or_one_under_two_names_do_not_conflict() -> None:
    spoke = told("Mayor Bojan Hribar said the work had been put off twice.", "Bojan Hribar", "a")
    opened = told("Commander Igor Prelog opened the gym to those who fled.", "Igor Prelog", "b")
    assert asked("Who opened the gym?", opened, spoke).verdict is Verdict.GROUNDED
    full = told("Commander Igor Prelog opened the gym.", "Igor Prelog", "a")
    short = told("Commander Prelog opened the gym.", "Prelog", "b")
    assert asked("Who opened the gym?", full, short).verdict is Verdict.GROUNDED


def test_a_question_for_several_has_several_answers_not_a_conflict() -> None:
    made = asked(
        "Which officials spoke?",
        told("Mayor Bojan Hribar spoke at the meeting.", "Bojan Hribar", "a"),
        told("Commander Igor Prelog spoke at the meeting.", "Igor Prelog", "b"),
    )
    assert made.verdict is Verdict.GROUNDED


def test_figures_in_words_are_figures() -> None:
    assert figures("a thousand prisoners") == figures("1,000 prisoners") == {"1000"}
    assert figures("some prisoners") == set()


def test_an_undated_version_stands_where_its_text_places_it() -> None:
    rocks = "Rescuers saved most of the crew of the freighter before dawn on the rocks of Aldby."
    hold = "The hold was full of timber from the north, and the deck was awash when they came."
    court = "The owner of the ship has been charged with neglect, a court in the capital said."

    def version(number: int, missing: int, day: date | None, *more: str) -> Finding:
        held = article(f"v{number}", "", [f"The wreck left {missing} sailors missing.", rocks, *more], day)
        passage = passages(replace(held, story="wreck", version=number))[0]
        return locate(passage, len("The wreck left "), len("The wreck left ") + 1, 0.9)

    arrived = [
        version(1, 9, date(2025, 6, 1)),
        version(2, 4, date(2025, 6, 3), hold, court),
        version(3, 6, None, hold),
    ]
    made = asked("How many sailors are missing?", *arrived)
    assert [part.answer for part in made.parts] == ["4", "6", "9"]
    assert (
        read_as(made)
        == "4 (3 June 2025) [1] · earlier report: 6 (undated) [2] · earlier report: 9 (1 June 2025) [3]"
    )
