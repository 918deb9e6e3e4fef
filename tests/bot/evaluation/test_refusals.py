"""Telling answerable questions from others, by the decision and by the confidence."""

import math
from collections.abc import Sequence

import numpy as np
import pytest

from bot.evaluation import refusals, reliability
from bot.evaluation.refusals import Decisions


def made(answerable: Sequence[float], unanswerable: Sequence[float], threshold: float = 0.5) -> Decisions:
    sure = np.array([*answerable, *unanswerable], dtype=float)
    can = np.array([True] * len(answerable) + [False] * len(unanswerable))
    return Decisions(sure, sure >= threshold, can)


def test_auroc_counts_ties_half() -> None:
    assert refusals.auroc(made([0.9, 0.5], [0.5, 0.1])) == (1 + 1 + 0.5 + 1) / 4
    assert math.isnan(refusals.auroc(made([0.9], [])))


def test_refusal_f1_is_of_the_decisions() -> None:
    """Two refusals, one of them due; three were due."""
    assert refusals.refusal_f1(made([0.9, 0.2], [0.1, 0.8, 0.8])) == pytest.approx(2 * 1 / (2 + 3))


def test_false_answers_are_compared_where_three_in_ten_are_refused() -> None:
    decisions = made([number / 10 for number in range(1, 11)], [0.35, 0.45, 0.75, 0.05])
    assert refusals.false_answers_at_point(decisions) == 0.5
    assert not refusals.unreachable(decisions)


def test_a_question_without_any_answer_is_refused_at_every_threshold() -> None:
    decisions = made([0, 0, 0, 0.9], [0, 0.2])
    assert refusals.false_answers_at_point(decisions) == 0.5
    assert refusals.unreachable(decisions)


def test_bins_tell_confidence_from_being_right() -> None:
    bins = reliability.table([0.1, 0.9, 1.0], [0, 1, 0])
    assert [(one.low, one.count, one.right) for one in bins] == [(0.0, 1, 0.0), (0.8, 2, 0.5)]
    assert reliability.calibration_error(bins) == pytest.approx((0.1 + 2 * 0.45) / 3)
