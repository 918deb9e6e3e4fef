"""The sample corpus as a reader meets it: versions, a correction, a kill, a conflict, sources and days."""

from datetime import date

import pytest

from bot.answering.answer import Answer, Verdict, text
from bot.answering.answerer import Answerer
from bot.answering.as_json import to_json
from bot.answering.reading import PassageReader
from index.library import Library
from index.news import story
from index.retrieval.reader import Reader

STUCK = "How many people were stuck in the Gadmerhorn cable car?"
SIGNATURES = "How many signatures does the petition for a referendum need?"


@pytest.fixture
def answerer(library: Library, reader: Reader) -> Answerer:
    """Over the sample corpus, asked in the summer of 2025."""
    return Answerer(
        library.search, PassageReader(reader), withdrawn=library.search.withdrawn, today=lambda: date(2025, 6, 24)
    )


def cited(answer: Answer) -> list[str]:
    return [each.passage.article.headline for each in answer.citations]


def test_a_story_has_three_versions_and_the_undated_one_stands_between_the_others(library: Library) -> None:
    versions = [each for each in library.archive.articles("main") if "cable car" in each.headline.casefold()]
    assert len({each.story for each in versions}) == 1
    told = [each.article.published for each in story.ordered(versions)]
    assert told == [date(2025, 6, 21), None, date(2025, 6, 22)]


def test_an_unchanged_paragraph_cites_the_latest_version(answerer: Answerer) -> None:
    answer = answerer.answer("How high do the cabins hang?")
    assert cited(answer) == ["All 74 passengers safe after night in Swiss cable car"]
    assert len(answer.citations[0].passage.also) == 2


def test_two_outlets_that_disagree_are_both_shown_with_their_dates(answerer: Answerer) -> None:
    answer = answerer.answer(STUCK)
    assert answer.verdict is Verdict.CONFLICTING
    assert "74 (MW, 22 June 2025)" in text(answer)
    assert "81 (Veitensee Bote, 22 June 2025)" in text(answer)
    assert " · another report: " in text(answer)
    reports = [part["report"] for part in to_json(answer)["parts"]]
    assert {each["answer"] for each in reports} == {"74", "81"}
    assert [each["standing"] for each in reports] == ["", "another report"]


def test_at_least_sixty_and_seventy_four_are_no_conflict(answerer: Answerer, library: Library) -> None:
    bote = next(each for each in library.archive.articles("main") if each.outlet == "Veitensee Bote")
    library.remove("main", bote.id)
    library.indexes.catch_up("main")
    answer = answerer.answer("How many people were stuck in a cable car above the Veitensee?")
    assert answer.verdict is Verdict.GROUNDED
    assert "74" in answer.citations[0].answer_text


def test_a_corrected_fact_is_answered_as_it_was_put_right_and_cites_the_correction(answerer: Answerer) -> None:
    answer = answerer.answer(SIGNATURES)
    assert answer.verdict is Verdict.GROUNDED
    assert answer.citations[0].answer_text == "3,200"
    assert cited(answer)[0] == "Correction: Market Street story"


def test_what_stands_beside_the_corrected_fact_is_cited_with_the_correction(answerer: Answerer) -> None:
    answer = answerer.answer("By when does the petition for a referendum need its signatures?")
    told = [each for one in answer.citations for each in one.corrections]
    assert "Dec. 1" in text(answer)
    assert ["It needs 3,200 signatures" in each.paragraph.text for each in told] == [True]
    [correction] = to_json(answer)["citations"][0]["corrections"]
    assert correction["external_id"] == "mw-2025-0919-002"


def test_a_killed_story_answers_nothing_until_its_kill_is_taken_back(answerer: Answerer, library: Library) -> None:
    asked = "What did an amateur diver bring up from the Tarnsee?"
    assert answerer.answer(asked).verdict is Verdict.NOT_FOUND
    assert not answerer.timeline("silver crown in the Tarnsee").events
    kill = next(each for each in library.archive.articles("main") if each.headline == "KILL NOTICE")
    library.remove("main", kill.id)
    library.indexes.catch_up("main")
    assert cited(answerer.answer(asked)) == ["Diver finds silver crown in Lake Tarnsee"]


def test_a_refused_question_is_told_that_a_story_on_it_was_withdrawn_but_not_what_it_said(
    answerer: Answerer,
) -> None:
    answer = answerer.answer("What did an amateur diver bring up from the Tarnsee?")
    assert text(answer) == (
        "The corpus does not say. A story on this of 2 July 2025 was withdrawn by Meridian Wire on 3 July 2025: "
        "“Diver finds silver crown in Lake Tarnsee”. https://meridianwire.example/2025/07/03/kill-silver-crown"
    )
    assert not answer.citations
    told = to_json(answer)["withdrawn"]
    assert (told["external_id"], told["by"]["external_id"]) == ("mw-2025-0702-009", "mw-2025-0703-001")


def test_what_no_withdrawn_story_answers_is_refused_without_a_word_of_one(answerer: Answerer) -> None:
    for asked in (
        "Who won the 2024 election?",
        "Who owns the hotel on the Tarnsee?",
        "Who is the mayor of Altmoor?",
    ):
        answer = answerer.answer(asked)
        assert (answer.verdict, answer.withdrawn) == (Verdict.NOT_FOUND, None)


def test_an_answer_says_that_versions_of_a_story_are_one_source(answerer: Answerer) -> None:
    answer = answerer.answer("Who led each delegation?")
    assert len({one.passage.article.id for one in answer.citations}) == 2
    assert [part.sources and part.sources.told() for part in answer.parts] == ["1 source", "1 source"]


def test_last_weekend_and_last_week_restrict_an_answer_to_their_reports(answerer: Answerer) -> None:
    assert "74" in text(answerer.answer("How many people were stuck in a cable car last weekend?"))
    assert answerer.answer("How many prisoners were exchanged last weekend?").verdict is Verdict.NOT_FOUND


def test_a_timeline_tells_what_happened_when(answerer: Answerer) -> None:
    found = answerer.timeline("Gadmerhorn cable car")
    told = [(each.when(), each.citation.quote) for each in found.events]
    assert [when for when, _ in told] == sorted([when for when, _ in told], key=[when for when, _ in told].index)
    assert told[0][0] == "21 June 2025"
    assert "At least 60 people" in told[0][1]
    assert any(when == "22 June 2025" and "All 74 people" in quote for when, quote in told)
    assert told[-1][0] == "1 August 2025"
