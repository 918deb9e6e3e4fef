from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.answering.answer import Verdict, text
from bot.answering.answerer import LONGEST, Answerer, verified
from bot.answering.extract import extract
from bot.answering.finding import Finding
from bot.answering.question import understand
from bot.answering.reading import PassageReader
from bot.errors import BadQuestion
from index.news import newswire
from index.news.article import RawArticle
from index.retrieval.embedding import Embedder
from index.retrieval.reader import Reader
from tests.bot.answering.copy import FACTORY_ARTICLE, REGATTA_ARTICLE, Shelf, article, passages

SAMPLES = Path(newswire.__file__).parents[1] / "samples"


BRIDGE = article(
    "bridge",
    "Halmstad opens its bridge",
    [
        "The town of Halmstad opened its new bridge on Saturday, a year late.",
        "Bridge builder Rolf Stahl, 70, stayed away from the opening, at which his rival got the Halm Medal.",
        "The council accepted an offer of free paint from a shipyard.",
        "Mayor Mira Koval rejected calls to resign over the delay.",
    ],
    date(2025, 9, 8),
)


@pytest.fixture(scope="module")
def answerer(embedder: Embedder, reader: Reader) -> Answerer:
    """Over two invented articles and the two versions of the sample story on the Istanbul talks."""
    talks = [
        newswire.parse(RawArticle((SAMPLES / f"istanbul-talks-{n}.txt").read_text("utf-8")), corpus="main")
        for n in (1, 2)
    ]
    shelf = Shelf([*talks, REGATTA_ARTICLE, FACTORY_ARTICLE], embedder)
    return Answerer(shelf.search, PassageReader(reader))


def test_who_led_each_delegation_names_both_heads(answerer: Answerer) -> None:
    answer = answerer.answer("Who led each delegation?")
    assert answer.verdict is Verdict.GROUNDED
    said = text(answer)
    assert "Umerov" in said
    assert "Medinsky" in said
    assert [part.label.split()[0] for part in answer.parts] in (["Ukrainian", "Russian"], ["Russian", "Ukrainian"])
    for citation in answer.citations:
        assert citation.quote in citation.passage.paragraph.text
        assert citation.answer_text in citation.quote


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Who led the U.S. team?", "Keith Kellogg"),
        ("who opened the session", "Hakan Fidan"),
        ("How many prisoners will each side hand over?", "1,000"),
        ("Who opened the regatta?", "Teresa Quill"),
        ("What did Solheim say?", "We sailed our own race"),
        ("How many people work at the plant in Eastmoor?", "800"),
    ],
)
def test_what_the_corpus_says_is_answered(answerer: Answerer, asked: str, said: str) -> None:
    answer = answerer.answer(asked)
    assert answer.verdict is Verdict.GROUNDED
    assert said in text(answer)


@pytest.mark.parametrize(
    "asked",
    [
        "Who won the 2024 election?",
        "Who led the Chinese delegation?",
        "Who led the Turkish delegation?",
        "How do I bake sourdough bread?",
        "What is the capital of Australia?",
        "Who opened the airport?",
    ],
)
def test_what_it_does_not_say_is_refused_with_the_nearest_articles(answerer: Answerer, asked: str) -> None:
    answer = answerer.answer(asked)
    assert answer.verdict is Verdict.NOT_FOUND
    assert not answer.parts
    assert not answer.citations
    assert 1 <= len(answer.nearest) <= 3


def test_where_people_met_is_told_by_the_dateline_and_cites_the_lead(answerer: Answerer) -> None:
    answer = answerer.answer("Where did the talks take place?")
    assert answer.verdict is Verdict.GROUNDED
    assert text(answer).startswith("Istanbul, Turkey (dateline): ")
    assert {citation.passage.paragraph.number for citation in answer.citations} == {1}


def test_when_they_met_is_the_day_of_the_lead(answerer: Answerer) -> None:
    assert "Friday (16 May 2025)" in text(answerer.answer("When did the talks take place?"))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("did stahl attend the opening", "No: Bridge builder Rolf Stahl, 70, stayed away from the opening"),
        ("Did the council accept the offer?", "Yes: The council accepted an offer"),
        ("Did Mira Koval resign?", "No: Mayor Mira Koval rejected calls to resign"),
    ],
)
def test_yes_or_no_is_said_where_the_paragraph_says_it(
    embedder: Embedder, reader: Reader, asked: str, said: str
) -> None:
    answer = Answerer(Shelf([BRIDGE], embedder).search, PassageReader(reader)).answer(asked)
    assert text(answer).startswith(said)


@pytest.mark.parametrize(
    "asked",
    [
        "Did Mira Koval attend the wedding?",
        "Did Rolf Stahl resign?",
        "Why did Rolf Stahl resign?",
        "What did Rolf Stahl say about the opening?",
        "What is the Halm Medal?",
    ],
)
def test_a_mention_in_another_part_is_no_answer(embedder: Embedder, reader: Reader, asked: str) -> None:
    answer = Answerer(Shelf([BRIDGE], embedder).search, PassageReader(reader)).answer(asked)
    assert answer.verdict is Verdict.NOT_FOUND


def test_a_question_made_of_two_is_answered_in_two_parts(answerer: Answerer) -> None:
    answer = answerer.answer("Who opened the regatta and how much will the town spend on a new breakwater?")
    assert answer.verdict is Verdict.GROUNDED
    assert "Teresa Quill" in text(answer)
    assert "$4 million" in text(answer)
    assert [citation.n for citation in answer.citations] == list(range(1, len(answer.citations) + 1))


def test_the_part_that_the_corpus_does_not_answer_is_named(answerer: Answerer) -> None:
    answer = answerer.answer("Who opened the regatta and who opened the Halmstad airport?")
    assert answer.verdict is Verdict.PARTIAL
    assert answer.unanswered == ("who opened the Halmstad airport?",)
    assert "The corpus does not say: who opened the Halmstad airport?" in text(answer)


def test_a_relative_date_is_told_as_the_day_it_means_and_quoted_as_it_stands(answerer: Answerer) -> None:
    answer = answerer.answer("When was the regatta opened?")
    assert answer.verdict is Verdict.GROUNDED
    assert "Saturday (6 September 2025)" in text(answer)
    assert answer.citations[0].quote in answer.citations[0].passage.paragraph.text


def test_what_happened_last_week_is_a_list_of_stories_each_cited(embedder: Embedder, reader: Reader) -> None:
    shelf = Shelf([REGATTA_ARTICLE, FACTORY_ARTICLE], embedder)
    answer = Answerer(shelf.search, PassageReader(reader)).answer(
        "What happened last week?", today=date(2025, 9, 15)
    )
    assert answer.verdict is Verdict.GROUNDED
    assert [one.passage.article.id for one in answer.citations] == ["factory"]
    later = Answerer(shelf.search, PassageReader(reader), today=lambda: date(2025, 9, 29))
    assert later.answer("What happened last week?").verdict is Verdict.NOT_FOUND


def test_whoever_is_asked_about_is_defined(answerer: Answerer) -> None:
    assert answerer.answer("Who is Marit Foss?").citations[0].answer_text == "a furnace operator"


def test_an_office_that_another_holds_is_told(answerer: Answerer) -> None:
    answer = answerer.answer("What did Mayor Ada Frost say about the breakwater?")
    assert answer.verdict is Verdict.NOT_FOUND
    assert "Mayor Teresa Quill" in text(answer)
    assert answer.nearest[0].article.id == "regatta"


def test_timings_add_up(answerer: Answerer) -> None:
    timings = answerer.answer("Who opened the regatta?").timings
    assert set(timings) == {"search", "read", "verify", "total"}
    assert timings["total"] >= timings["search"]


def test_an_empty_corpus_is_not_found(embedder: Embedder, reader: Reader) -> None:
    answer = Answerer(Shelf([], embedder).search, PassageReader(reader)).answer("Who opened the regatta?")
    assert answer.verdict is Verdict.NOT_FOUND
    assert answer.nearest == ()


@pytest.mark.parametrize("asked", ["", "  \n ", "?!"])
def test_a_blank_question_is_refused_clearly(answerer: Answerer, asked: str) -> None:
    with pytest.raises(BadQuestion, match="no question"):
        answerer.answer(asked)


def test_a_text_is_no_question(answerer: Answerer) -> None:
    with pytest.raises(BadQuestion, match=str(LONGEST)):
        answerer.answer("who " * LONGEST)


def test_a_sentence_that_its_citation_does_not_bear_out_is_dropped() -> None:
    passage = passages(REGATTA_ARTICLE)[3]
    made = extract(understand("Who opened it?"), [Finding(passage, passage.paragraph.text, "", 0.9)], 0.5)
    forged = replace(made.parts[0].sentences[0], text="Mayor Ada Frost opened it before 9,999 people.")
    assert verified(made) is made
    tampered = replace(made, parts=(replace(made.parts[0], sentences=(forged,)),))
    assert verified(tampered).verdict is Verdict.NOT_FOUND
