"""SQuAD's measures, by hand."""

import numpy as np
import pytest

from index.training import measure


@pytest.mark.parametrize(
    ("found", "right", "exact", "f1"),
    [
        ("the Lantern Pier.", ["Lantern Pier"], 1, 1),
        ("on the Lantern Pier", ["Lantern Pier", "a pier"], 0, 0.8),
        ("Foss", ["Adeyemi"], 0, 0),
        ("", [], 1, 1),
        ("Foss", [], 0, 0),
    ],
)
def test_answers_are_compared_as_squad_does(found: str, right: list[str], exact: float, f1: float) -> None:
    assert measure.exact(found, right) == exact
    assert measure.f1(found, right) == pytest.approx(f1)


def test_auroc_is_the_chance_that_a_positive_scores_higher() -> None:
    assert measure.auroc([3, 1, 2, 2], [True, False, True, False]) == pytest.approx(3.5 / 4)


def test_the_threshold_gains_most_give_or_take_a_question() -> None:
    assert 4 < measure.best_threshold([1, 2, 3, 4, 5, 6], [0, 0, 0, 1, 1, 1], [1, 1, 1, 0, 0, 0]) < 5
    assert 1 < measure.best_threshold([1, 2], [1, 1], [0, 0]) < 2
    assert measure.best_threshold([1, 2], [0, 0], [1, 1]) >= 2


def test_the_fit_finds_the_weights_that_made_the_data() -> None:
    rng = np.random.default_rng(0)
    features = rng.normal(size=(20_000, 2))
    chance = 1 / (1 + np.exp(-(2 * features[:, 0] - features[:, 1] + 0.5)))
    fitted = measure.fit(features, list(rng.random(20_000) < chance))
    assert fitted == pytest.approx([2, -1, 0.5], abs=0.15)
