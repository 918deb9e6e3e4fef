"""Corrections that do not repeat what was wrong, from the archive to the answer."""

import pytest

from bot.answering.answer import Answer, text
from bot.answering.answerer import Answerer
from bot.answering.reading import PassageReader
from index.library import Library
from index.news.article import RawArticle
from index.retrieval.reader import Reader
from tests.stories import put

FIRST = RawArticle(
    "TANSY (MW) — The council of Tansy voted on Monday to close the mill, Mayor Jon Novak said.\n\n"
    "The mill has stood on the river since 1911 and employs 40 people, its owner said.\n\n"
    "A museum of the weaver’s craft will open in its place.",
    title="Tansy to close its mill", date="2025-06-02", outlet="Meridian Wire", external_id="mill",
)  # fmt: skip


def version(old: str, new: str, note: str) -> RawArticle:
    return RawArticle(
        f"{FIRST.text.replace(old, new)}\n\n{note}",
        title=FIRST.title, date="2025-06-03", outlet="Meridian Wire", external_id="mill",
    )  # fmt: skip


@pytest.fixture
def answerer(library: Library, reader: Reader) -> Answerer:
    return Answerer(library.search, PassageReader(reader))


def corrections(answer: Answer) -> list[str]:
    return [each.paragraph.text for one in answer.citations for each in one.corrections]


def test_a_misspelled_name_answers_as_the_corrected_version_spells_it_and_is_cited_with_the_correction(
    library: Library, answerer: Answerer
) -> None:
    note = "An earlier version of this story misspelled the mayor’s name."
    put(library, [FIRST, version("Jon", "Jan", note)])
    answer = answerer.answer("Who is the mayor of Tansy?")
    assert "Jan Novak" in text(answer)
    assert "Jon" not in text(answer)
    assert set(corrections(answer)) == {note}


def test_a_correction_that_only_says_what_is_right_is_cited_with_the_fact(
    library: Library, answerer: Answerer
) -> None:
    note = "CORRECTION: The vote of the council was on Tuesday."
    put(library, [FIRST, version("Monday", "Tuesday", note)])
    answer = answerer.answer("When did the council of Tansy vote to close the mill?")
    assert "Tuesday" in text(answer)
    assert "Monday" not in text(answer)
    assert set(corrections(answer)) == {note}
    assert corrections(answerer.answer("How many people does the mill employ?")) == []
