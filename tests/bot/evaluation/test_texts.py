"""Comparing answers as SQuAD does, with the typography of news set aside."""

import pytest

from bot.evaluation import texts


def test_case_articles_punctuation_and_curly_quotes_do_not_count() -> None:
    assert texts.normalised("  The “Squid   Game”! ") == texts.normalised("squid game")
    assert texts.exact("the Seattle Storm.", ["Seattle Storm"]) == 1


def test_f1_is_of_the_tokens_and_of_the_best_answer() -> None:
    assert texts.f1("Rustem Umerov", ["Defense Minister Rustem Umerov", "nobody"]) == pytest.approx(2 / 3)
    assert texts.f1("", ["Umerov"]) == 0


@pytest.mark.parametrize(
    ("text", "inside"), [("It took 187 minutes.", True), ("It took 1187 minutes.", False), ("", False)]
)
def test_an_answer_is_contained_in_whole_words(text: str, inside: bool) -> None:
    assert texts.contains(text, ["187"]) is inside


def test_yes_no_and_long_answers_are_not_looked_for_in_a_text() -> None:
    assert not texts.is_short(["Yes"])
    assert not texts.is_short(["word " * 30])
    assert not texts.is_short([])
    assert texts.is_short(["word " * 30, "four"])
