"""How high each ranking puts what answers, by the measures of ir-measures (https://ir-measur.es)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import ir_measures
from ir_measures import RR, Measure, Qrel, ScoredDoc, Success, nDCG

from bot.evaluation.gold import Gold, Place, places
from bot.evaluation.texts import contains
from index.news.article import Passage

MEASURES: dict[Measure, str] = {
    Success @ 1: "hit@1",
    Success @ 5: "hit@5",
    Success @ 10: "hit@10",
    RR @ 10: "mrr@10",
    nDCG @ 10: "ndcg@10",
}
"""What is measured, by the name it is reported under."""

RANKINGS = ("bm25", "dense", "fusion", "reader")
UNITS = ("article", "evidence", "paragraph", "answer")
"""What is to be found: an article named as evidence; the very paragraph named; a paragraph of such an article in
which the answer stands; or one of any article, as open question answering counts (Karpukhin et al. 2020,
arXiv:2004.04906): several stories report what a question asks, and only one of them is named."""

_NOT_FOUND = "not found"
"""Stands for the paragraphs with an answer where no ranking holds one: the question then counts against all."""


def measure(
    rankings: Mapping[str, Mapping[str, Sequence[Passage]]], golds: Mapping[str, Gold]
) -> dict[str, dict[str, float]]:
    """Return what each question gets by each measure, under names such as ``fusion paragraph hit@1``.

    Args:
        rankings: By question and ranking, the passages found, the best first; a question may have none.
        golds: By question, what it should be answered from.

    Returns:
        By question, the measures that apply: a question without a known answering paragraph has none for it.
    """
    found: dict[str, dict[str, float]] = {each: {} for each in golds}
    for unit in UNITS:
        wanted = {each: _wanted(unit, gold, rankings[each]) for each, gold in golds.items() if rankings[each]}
        relevant = [Qrel(each, document, 1) for each, documents in wanted.items() for document in documents]
        for ranking in RANKINGS if relevant else ():
            run = [
                ScoredDoc(each, document, -float(rank))
                for each, documents in wanted.items()
                if documents
                for rank, document in enumerate(_documents(unit, rankings[each][ranking], golds[each]))
            ]
            for one in ir_measures.iter_calc(list(MEASURES), relevant, run):
                found[one.query_id][f"{ranking} {unit} {MEASURES[one.measure]}"] = float(one.value)
    return found


def _wanted(unit: str, gold: Gold, found: Mapping[str, Sequence[Passage]]) -> set[str]:
    if unit == "article":
        return set(gold.articles)
    if unit == "answer":
        passages = (one for ranking in found.values() for one in ranking)
        holding = {_paragraph(unit, one, gold) for one in passages if contains(one.paragraph.text, gold.answers)}
        return (holding or {_NOT_FOUND}) if gold.answers and gold.articles else set()
    return set(_paragraphs(unit, gold).values())


def _paragraphs(unit: str, gold: Gold) -> Mapping[Place, str]:
    return gold.evidence if unit == "evidence" else gold.answering


def _documents(unit: str, passages: Iterable[Passage], gold: Gold) -> Iterator[str]:
    """Yield what a ranking holds, the best first and each once, named as ``_wanted`` names it where it is gold."""
    name = _article if unit == "article" else _paragraph
    yield from dict.fromkeys(name(unit, one, gold) for one in passages)


def _article(_: str, passage: Passage, gold: Gold) -> str:
    ids = [article for article, _ in places(passage)]
    return next((one for one in ids if one in gold.articles), ids[0])


def _paragraph(unit: str, passage: Passage, gold: Gold) -> str:
    known = _paragraphs(unit, gold)
    where = places(passage)
    return next((known[one] for one in where if one in known), f"{where[0][0]}:{where[0][1]}")
