import numpy as np

from bot.answering.calibrate import Asked, answers, choose, count, cut, fit
from bot.answering.evidence import FEATURES
from bot.answering.weights import load


def asked(good: float, *, answerable: bool = True) -> Asked:
    features = np.zeros((2, len(FEATURES)))
    features[0, 0] = good
    return Asked(features, np.array([answerable, False]), answerable)


def test_the_fit_learns_what_tells_right_sentences_from_wrong_ones() -> None:
    chance = np.random.default_rng(1)
    sample = [asked(1 + 0.1 * chance.random()) for _ in range(40)]
    sample += [asked(0.1 * chance.random(), answerable=False) for _ in range(40)]
    fitted = fit(sample)
    assert fitted[1] > 1
    report = choose(sample, fitted)
    assert report["area under the curve"] == 1
    assert report["false answers"] == 0


def test_a_paragraph_is_cut_to_the_length_of_news() -> None:
    text = "One came first. Two came next. Three came last."
    pieces = cut(text, "Order")
    assert [one.paragraph.text for one in pieces] == ["One came first. Two came next.", "Three came last."]
    row = {"context": text, "answers": [{"text": "Three", "start": text.index("Three")}]}
    assert answers(row, pieces[1], "Three came last.")
    assert not answers(row, pieces[0], "Two came next.")


def test_common_words_say_less() -> None:
    paragraphs = [f"city number{i} of the world{' river' if i % 2 else ''}" for i in range(100)]
    table = count(paragraphs)
    assert table["citi"] < table["river"] <= 1


def test_the_weights_in_the_package_fit_the_features() -> None:
    stored = load()
    assert len(stored.coefficients) == len(FEATURES)
    assert 0 < stored.threshold < 1
