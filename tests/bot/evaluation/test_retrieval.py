"""Which paragraphs answer, and how high a ranking puts them."""

from dataclasses import replace

from bot.evaluation import gold, retrieval
from bot.evaluation.dataset import Evidence, Example
from index.news.article import Occurrence, Passage
from tests.bot.answering.copy import FACTORY_ARTICLE, REGATTA_ARTICLE, passages

CORPUS = {"f": FACTORY_ARTICLE, "r": REGATTA_ARTICLE}


def example(*answers: str, article: str = "r", text: str = "") -> Example:
    return Example("q", "Who?", answerable=True, answers=answers, evidence=(Evidence(article, text),))


def test_evidence_is_found_word_by_word_and_where_it_was_trimmed() -> None:
    whole = gold.find(example("Quill", text="Mayor Teresa Quill opened the regatta"), CORPUS)
    trimmed = gold.find(
        example(
            "Quill",
            text="Mayor Teresa Quill opened the Saturday regatta at the Lantern Pier; 2,300 people watched",
        ),
        CORPUS,
    )
    assert set(whole.evidence) == set(trimmed.evidence) == {("regatta", 4)}


def test_any_paragraph_of_the_article_that_says_the_answer_is_an_answering_one() -> None:
    found = gold.find(example("Solheim", text="Mayor Teresa Quill opened the regatta"), CORPUS)
    assert set(found.answering) == {("regatta", 1), ("regatta", 3)}
    assert found.articles == {"regatta"}


def test_an_article_that_the_corpus_lacks_is_no_gold() -> None:
    found = gold.find(example("Solheim", article="elsewhere"), CORPUS)
    assert not found.articles | set(found.evidence) | set(found.answering)


def measured(ranking: list[Passage], wanted: Example) -> dict[str, float]:
    rankings = {"q": dict.fromkeys(retrieval.RANKINGS, ranking)}
    return retrieval.measure(rankings, {"q": gold.find(wanted, CORPUS)})["q"]


def test_ranks_are_of_paragraphs_and_of_articles() -> None:
    factory, regatta = passages(FACTORY_ARTICLE), passages(REGATTA_ARTICLE)
    found = measured([*factory, *regatta], example("breakwater", text=REGATTA_ARTICLE.paragraphs[4].text))
    assert found["bm25 article hit@1"] == 0
    assert found["bm25 article mrr@10"] == 1 / 2
    assert (found["bm25 evidence hit@5"], found["bm25 evidence hit@10"]) == (0, 1)
    assert found["bm25 paragraph mrr@10"] == 1 / 8


def test_nothing_found_is_a_miss_and_not_a_gap() -> None:
    found = measured([], example("breakwater"))
    assert found["dense article hit@1"] == found["dense paragraph ndcg@10"] == 0
    assert not [name for name in found if "evidence" in name]


def test_a_text_counts_wherever_it_also_stands() -> None:
    copy = replace(FACTORY_ARTICLE, id="copy")
    passage = Passage(copy, copy.paragraphs[1], 1.0, also=(Occurrence(FACTORY_ARTICLE, 2),))
    found = measured([passage], example("Foss", article="f"))
    assert found["fusion article hit@1"] == found["fusion paragraph hit@1"] == 1


def test_a_story_nobody_named_that_says_the_answer_counts_as_an_answer() -> None:
    other = replace(REGATTA_ARTICLE, id="other")
    found = measured([passages(other)[3]], example("Quill", text="Mayor Teresa Quill opened the regatta"))
    assert found["bm25 paragraph hit@1"] == 0
    assert found["bm25 answer hit@1"] == 1


def test_an_answer_that_no_ranking_finds_is_missed_by_all() -> None:
    found = measured([passages(FACTORY_ARTICLE)[0]], example("Quill"))
    assert found["bm25 answer hit@10"] == found["reader answer mrr@10"] == 0
