import pytest

from bot.answering.casing import restored
from index.news.article import Passage
from tests.bot.answering.copy import article, passages


def found(*paragraphs: str) -> list[Passage]:
    return passages(article("one", "Bridge shut", list(paragraphs), None))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("who captained halmstad", "who captained Halmstad"),
        ("why did ilse krumina step down", "why did Ilse Krumina step down"),
        ("what is in churchill's office", "what is in Churchill's office"),
        ("how tall is the lighthouse", "how tall is the lighthouse"),
        ("when did the turkish talks begin on friday", "when did the turkish talks begin on friday"),
    ],
)
def test_words_that_english_does_not_write_small_are_names(typed: str, meant: str) -> None:
    assert restored(typed, []) == meant


def test_what_the_passages_write_as_a_name_is_one() -> None:
    passages = found(
        "Bridgeford closed the Canal Street bridge on Tuesday.", "Emmanuel Macron crossed it on foot."
    )
    assert restored("why was the canal street bridge closed", passages) == "why was the Canal Street bridge closed"
    assert restored("did macron cross", passages) == "did Macron cross"
    assert restored("did macron cross", []) == "did macron cross"


def test_a_function_word_within_a_name_is_none_elsewhere() -> None:
    passages = found("She sang “The Way You Look” when The Lantern shut.")
    assert restored("when do you look at the lantern", passages) == "when do you look at the Lantern"


def test_plain_words_are_a_name_only_if_they_name_a_place_or_a_body() -> None:
    passages = found("Drake's song “Human Body” was played on Mill Street.")
    assert restored("is the human body on mill street", passages) == "is the human body on Mill Street"


def test_what_a_passage_also_writes_small_is_no_name() -> None:
    passages = found("Amber Hope sang.", "They hope she will sing.", "Amber Fisher sang.")
    assert restored("is there hope for fisher", passages) == "is there hope for Fisher"


def test_a_contraction_without_its_apostrophe_is_no_name() -> None:
    assert restored("whos that and why didnt they say", []) == "whos that and why didnt they say"


def test_an_abbreviation_that_nobody_writes_is_no_name() -> None:
    assert restored("how many ppl were there", []) == "how many ppl were there"


def test_a_misspelt_word_is_no_name() -> None:
    assert restored("did they recieve the goverment", []) == "did they recieve the goverment"


@pytest.mark.parametrize("typed", ["WHO IS THE CAPTAIN OF HALMSTAD?", "Who Is The Captain Of Halmstad?"])
def test_capitals_on_every_word_say_nothing(typed: str) -> None:
    assert restored(typed, []) == "who is the captain of Halmstad?"


def test_a_question_with_a_capital_inside_is_left_as_it_is() -> None:
    assert restored("Who led halmstad against Malmo?", []) == "Who led halmstad against Malmo?"
