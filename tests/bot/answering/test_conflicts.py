"""Different figures and names for one thing are both shown; what only looks like a conflict is none."""

from dataclasses import replace
from datetime import date

import pytest

from bot.answering.answer import Answer, Verdict, text
from bot.answering.conflicts import figures
from bot.answering.extract import Extract, extract
from bot.answering.finding import Finding, locate
from bot.answering.question import understand
from index.news.article import Paragraph
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


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "How many people were killed in the Tansy mill fire?",
            ("Twelve people were killed in the fire at the Tansy mill.", "Twelve people"),
            ("The death toll of the Tansy fire stands at 15, the mayor said.", "15"),
        ),
        (
            "How many people died in Tansy?",
            ("At least 15 were killed in Tansy.", "At least 15"),
            ("The death toll in Tansy stands at 12.", "12"),
        ),
        (
            "How much will the bridge of Tansy cost?",
            ("The bridge of Tansy will cost $40 million.", "$40 million"),
            ("Tansy put the cost of its new bridge at $65 million.", "$65 million"),
        ),
        (
            "Who is the suspect in the Tansy fire?",
            ("The suspect in the Tansy fire was named as Karl Weber.", "Karl Weber"),
            ("Police in Tansy named the fire suspect Anton Brandt.", "Anton Brandt"),
        ),
        (
            "Who is the suspect in the Tansy fire?",
            ("Karl Weber, 31, is the suspect in the Tansy fire, police said.", "Karl Weber"),
            ("Police identified Anton Brandt as the suspect in the Tansy fire.", "Anton Brandt"),
        ),
        (
            "Who won the Tansy regatta?",
            ("The Tansy regatta was won by Ada Frost in six hours.", "Ada Frost"),
            ("Ines Faro won the regatta in Tansy on Saturday.", "Ines Faro"),
        ),
        (
            "Who leads the investigation in Tansy?",
            ("The investigation in Tansy is led by Inspector Helene Barraud.", "Helene Barraud"),
            ("Inspector Luc Marchetti, who leads the Tansy investigation, said nothing.", "Luc Marchetti"),
        ),
        (
            "Where was the suspect in the Tansy fire arrested?",
            ("The suspect in the Tansy fire was arrested in Holm.", "Holm"),
            ("Police arrested the Tansy fire suspect in Marrow.", "Marrow"),
        ),
    ],
)
def test_one_thing_told_in_other_words_with_another_figure_or_name_conflicts(
    question: str, one: tuple[str, str], other: tuple[str, str]
) -> None:
    day = date(2025, 5, 16)
    assert asked(question, told(*one, "a", day), told(*other, "b", day)).verdict is Verdict.CONFLICTING


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "How many people died in Tansy?",
            ("At least 12 people died in Tansy.", "At least 12 people"),
            ("The death toll in Tansy stands at 15.", "15"),
        ),
        (
            "How many people came to the fair in Tansy?",
            ("The fair in Tansy drew 1,000 people.", "1,000 people"),
            ("The fair in Tansy drew 1,012 people.", "1,012 people"),
        ),
        (
            "How many people died in Tansy?",
            ("The fire in Tansy killed 12.", "12"),
            ("Three died in Tansy, and 30 were injured.", "30"),
        ),
        (
            "How many people died in Tansy?",
            ("The fire in Tansy killed 12 people.", "12 people"),
            ("Of the dead in Tansy, 4 were firefighters.", "4"),
        ),
        (
            "How much will the bridge of Tansy cost?",
            ("The bridge of Tansy will cost $40 million.", "$40 million"),
            ("The state will pay $25 million of the cost of the Tansy bridge.", "$25 million"),
        ),
        (
            "Who was arrested in Tansy?",
            ("Karl Weber was arrested in Tansy.", "Karl Weber"),
            ("Anton Brandt was arrested in Tansy on Friday.", "Anton Brandt"),
        ),
        (
            "Who won in Tansy?",
            ("Ada Frost won the women’s race in Tansy.", "Ada Frost"),
            ("In Tansy the men’s race was won by Colm Deasy.", "Colm Deasy"),
        ),
        (
            "Who is the suspect in the Tansy fire?",
            ("The suspect in the Tansy fire, Karl Weber, has a lawyer.", "Karl Weber"),
            ("Anton Brandt, lawyer of the suspect in the Tansy fire, said nothing.", "Anton Brandt"),
        ),
        (
            "Who leads the investigation in Tansy?",
            ("Inspector Helene Barraud leads the investigation in Tansy.", "Helene Barraud"),
            ("Luc Marchetti led the Tansy investigation until May.", "Luc Marchetti"),
        ),
        (
            "Who won the race?",
            ("Ada Frost won the race in Tansy in six hours.", "Ada Frost"),
            ("The race off Tansy was won by Ines Faro of Holm in a new boat.", "Ines Faro"),
        ),
        (
            "Where did the Tansy ferry sink?",
            ("The Tansy ferry sank off Holm.", "Holm"),
            ("The Tansy ferry sank in Marrow.", "Marrow"),
        ),
    ],
)
def test_other_things_parts_rounded_figures_and_people_who_are_not_the_only_ones_do_not_conflict(
    question: str, one: tuple[str, str], other: tuple[str, str]
) -> None:
    day = date(2025, 5, 16)
    assert asked(question, told(*one, "a", day), told(*other, "b", day)).verdict is Verdict.GROUNDED


def test_an_article_that_knows_both_names_tells_the_two_apart() -> None:
    one = told("Commissioner Helene Barraud leads the investigation.", "Helene Barraud", "a")
    both = replace(
        one.passage.article,
        paragraphs=(*one.passage.article.paragraphs, Paragraph(2, "Her deputy, Luc Marchetti, said nothing.")),
    )
    one = replace(one, passage=replace(one.passage, article=both))
    other = told("Commissioner Luc Marchetti leads the investigation.", "Luc Marchetti", "b")
    assert asked("Who leads the investigation?", one, other).verdict is Verdict.GROUNDED


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
