"""Intervals and tests, with questions on one article together."""

import math

import pytest

from bot.evaluation import resampling


def test_an_interval_holds_its_mean_and_narrows_with_more_questions() -> None:
    few = resampling.mean([0, 1] * 10, range(20))
    many = resampling.mean([0, 1] * 200, range(400))
    assert few.value == many.value == 0.5
    assert few.low < many.low < 0.5 < many.high < few.high


def test_questions_on_one_article_tell_less_than_as_many_on_several() -> None:
    values = [0.0] * 50 + [1.0] * 50
    apart = resampling.mean(values, range(100))
    together = resampling.mean(values, [number // 10 for number in range(100)])
    assert together.high - together.low > apart.high - apart.low


def test_any_figure_gets_an_interval_and_one_that_does_not_exist_gets_none() -> None:
    figure = resampling.statistic(lambda numbers: float(len(set(numbers.tolist())) / 10), range(10))
    assert figure.value == 1
    assert 0.3 < figure.low < figure.high < 1
    assert math.isnan(resampling.statistic(lambda _: float("nan"), range(3)).low)


def test_the_test_is_mcnemars_where_each_question_stands_alone() -> None:
    """Of ten questions that differ, all in one direction: 2 * 0.5 ** 10 by chance."""
    one, other = [1.0] * 20, [0.0] * 10 + [1.0] * 10
    found = resampling.difference(one, other, range(20))
    assert found.value == 0.5
    assert found.p == pytest.approx(2 * 0.5**10, abs=0.003)


def test_equal_runs_do_not_differ() -> None:
    same = resampling.difference([1.0, 0.0, 1.0], [1.0, 0.0, 1.0], "abc")
    assert (same.value, same.low, same.high, same.p) == (0, 0, 0, 1)
