from dataclasses import replace
from pathlib import Path

import pytest

from bot.answering.answer import Verdict, text
from bot.answering.answerer import LONGEST, Answerer, verified
from bot.answering.extract import extract
from bot.answering.question import understand
from bot.answering.reading import Finding
from bot.errors import BadQuestion
from index.news import newswire
from index.news.article import RawArticle
from index.retrieval.embedding import Embedder
from tests.bot.answering.copy import FACTORY_ARTICLE, REGATTA_ARTICLE, Shelf, passages

SAMPLES = Path(newswire.__file__).parents[1] / "samples"


@pytest.fixture(scope="module")
def answerer(embedder: Embedder) -> Answerer:
    """Over two invented articles and the two versions of the sample story on the Istanbul talks."""
    talks = [
        newswire.parse(RawArticle((SAMPLES / f"istanbul-talks-{n}.txt").read_text("utf-8")), corpus="main")
        for n in (1, 2)
    ]
    shelf = Shelf([*talks, REGATTA_ARTICLE, FACTORY_ARTICLE], embedder)
    return Answerer(shelf.search, embedder)


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


def test_timings_add_up(answerer: Answerer) -> None:
    timings = answerer.answer("Who opened the regatta?").timings
    assert set(timings) == {"search", "read", "verify", "total"}
    assert timings["total"] >= timings["search"]


def test_an_empty_corpus_is_not_found(embedder: Embedder) -> None:
    answer = Answerer(Shelf([], embedder).search, embedder).answer("Who opened the regatta?")
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
