"""The evidence that a passage answers, and what it counts."""

from bot.answering import weights
from bot.answering.question import Kind, understand
from bot.answering.weights import FEATURES
from index.retrieval.reader import Reading, Span
from tests.bot.answering.copy import article, passages

LAST = understand("Who came last?")


def test_the_evidence_is_one_row_a_passage() -> None:
    (passage,) = passages(article("one", "", ["Three came last."]))
    found = Reading(passage, 1.5, (Span(0, 5, "Three", 2.5),))
    expected = [1.5, found.passage.score, found.passage.similarity, 1.0, 0.0, 1.0]
    assert weights.matrix(LAST, [found]).tolist() == [expected]
    assert weights.matrix(LAST, []).shape == (0, len(FEATURES))


def test_the_weights_in_the_package_fit_the_features() -> None:
    for kind in Kind:
        stored = weights.of(kind)
        assert len(stored.coefficients) == len(FEATURES)
        assert 0 < stored.threshold < 1
