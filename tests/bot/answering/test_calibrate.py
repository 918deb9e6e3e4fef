import numpy as np

from bot.answering import weights
from bot.answering.calibrate import Asked, answers, articles, choose, cut, dictionary, fit, odds, table
from bot.answering.question import Kind, understand
from bot.answering.weights import FEATURES
from index.retrieval.reader import Reading, Span
from index.training.rows import Row
from tests.bot.answering.copy import article, passages

LAST = understand("Who came last?")
TEXT = "One came first. Two came next. Three came last."


def asked(good: float, *, answerable: bool = True) -> Asked:
    features = np.zeros((2, len(FEATURES)))
    features[0, 0] = good
    return Asked(features, np.array([answerable, False]), answerable)


def reading(text: str, words: str) -> Reading:
    start = text.index(words)
    return Reading(passages(article("one", "", [text]))[0], 1.5, (Span(start, start + len(words), words, 2.5),))


def test_the_fit_learns_what_tells_right_passages_from_wrong_ones() -> None:
    chance = np.random.default_rng(1)
    sample = [asked(1 + 0.1 * chance.random()) for _ in range(40)]
    sample += [asked(0.1 * chance.random(), answerable=False) for _ in range(40)]
    fitted = fit(sample)
    assert fitted[1] > 1
    report = choose([(one, odds(one, fitted)) for one in sample])
    assert report["area under the curve"] == 1
    assert report["false answers"] == report["false refusals"] == 0


def test_a_text_is_cut_to_the_length_of_news_and_told_by_its_title() -> None:
    assert cut(TEXT) == ["One came first. Two came next.", "Three came last."]
    [made] = articles({TEXT: "Order"})
    assert made.title == "Order"
    assert made.text == "One came first. Two came next.\n\nThree came last."


def test_a_passage_is_right_if_its_words_hold_an_answer_and_it_is_of_the_question_s_own_text() -> None:
    start = TEXT.index("Three")
    row = Row("Who came last?", TEXT, "Order", ((start, start + 5),))
    assert answers(row, reading("Three came last.", "Three"))
    assert answers(row, reading("Three came last.", "Three came"))
    assert not answers(row, reading("One came first.", "One"))
    assert not answers(row, reading("Three came to dinner.", "Three"))


def test_common_words_say_less() -> None:
    paragraphs = {f"city number{i} of the world{' river' if i % 2 else ''}" for i in range(100)}
    rarities = table(paragraphs, set())["rarity"]
    assert isinstance(rarities, dict)
    assert rarities["citi"] < rarities["river"] <= 1


def test_a_word_that_is_a_name_inside_sentences_is_told_from_one_that_only_opens_them() -> None:
    paragraphs = {f"Trains run from number{i} to Oslo. Trains are late in Oslo." for i in range(50)}
    assert table(paragraphs, set())["capitalised"] == ["oslo"]


def test_a_word_of_the_dictionary_is_written_small_unless_the_paragraphs_write_it_as_a_name() -> None:
    paragraphs = {f"Cup number{i} went from Oslo to China, where a cup is dear, says Mom." for i in range(9)}
    paragraphs |= {f"Plate number{i} went to China." for i in range(9)}
    small = str(table(paragraphs, {"china", "mom", "cup"})["small"]).split()
    assert {"cup", "mom"} <= set(small)
    assert not {"china", "oslo"} & set(small)


def test_the_dictionary_holds_words_that_an_encyclopedia_does_not() -> None:
    assert {"mom", "dad", "zest"} <= dictionary()
    assert "oslo" not in dictionary()


def test_the_evidence_is_one_row_a_passage() -> None:
    found = reading("Three came last.", "Three")
    expected = [1.5, found.passage.score, found.passage.similarity, 1.0, 0.0, 1.0]
    assert weights.matrix(LAST, [found]).tolist() == [expected]
    assert weights.matrix(LAST, []).shape == (0, len(FEATURES))


def test_the_weights_in_the_package_fit_the_features() -> None:
    for kind in Kind:
        stored = weights.of(kind)
        assert len(stored.coefficients) == len(FEATURES)
        assert 0 < stored.threshold < 1
