"""What the weights are fitted on: the evidence for each passage, and whether it answers."""

import numpy as np

from bot.answering.question import Kind
from bot.answering.weights import FEATURES
from bot.evaluation import run
from bot.evaluation.dataset import Evidence, Example
from index.library import Library
from index.news.article import RawArticle
from index.retrieval.reader import Reader
from tests.evaluation import fitted

FERRY = RawArticle(
    title="Ferry runs aground",
    text="The ferry Morna ran aground off Leith on Friday.\n\nCaptain Ada Frost steered it back within an hour."
    "\n\nHarbor master Tom Reed resigned on Saturday over the delay.",
    external_id="ferry",
)
ASKED = [
    Example(
        "who", "Who steered the Morna?", answerable=True, answers=("Frost",), evidence=(Evidence("ferry", "Ada"),)
    ),
    Example(
        "why",
        "Why did Tom Reed resign?",
        answerable=True,
        answers=("delay",),
        evidence=(Evidence("ferry", "Reed"),),
    ),
    Example("absent", "Who painted the Morna?", answerable=False),
    Example("several", "Who led each crew?", answerable=False),
    Example(
        "yes",
        "Did Tom Reed resign?",
        answerable=True,
        answers=("resigned",),
        evidence=(Evidence("ferry", "Reed"),),
    ),
]


def test_each_passage_that_is_read_is_judged_by_its_words(library: Library, reader: Reader) -> None:
    run.put_in(library, "sea", [FERRY])
    (_, who), (_, why), (_, absent), (kind, resigned) = fitted.judged(library, reader, "sea", ASKED)
    assert who.right.sum() == 1
    assert who.features.shape == (3, 6)
    assert why.right.sum() == 1, "an act that is told outright is sure by rule, and still judged"
    assert not absent.right.any()
    assert kind is Kind.YES_NO
    assert resigned.right.sum() == 1


def test_the_fit_learns_what_tells_right_passages_from_wrong_ones() -> None:
    chance = np.random.default_rng(1)
    sample = [judgement(1 + 0.1 * chance.random()) for _ in range(40)]
    sample += [judgement(0.1 * chance.random(), answerable=False) for _ in range(40)]
    intercept, reading, *_ = fitted.fit(sample)
    assert intercept < 0
    assert reading > 1


def judgement(good: float, *, answerable: bool = True) -> fitted.Asked:
    features = np.zeros((2, len(FEATURES)))
    features[0, 0] = good
    return fitted.Asked(features, np.array([answerable, False]))
