import pytest

from bot.answering.coverage import coverage, neighbours
from bot.answering.question import understand


def test_a_passage_covers_what_it_says_of_the_question() -> None:
    asked = understand("Who won the Lantern Cup?")
    assert coverage(asked, "Ingrid Solheim, winner of the Lantern Cup, slept.") == 1.0
    assert 0 < coverage(asked, "The Lantern Cup is on show.") < 1
    assert coverage(asked, "It rained.") == 0.0


def test_rare_words_count_more_and_names_may_be_spelt_otherwise() -> None:
    asked = understand("who met Zelensky in the city")
    assert coverage(asked, "Zelenskyy came.") > coverage(asked, "The city was full.")


def test_words_that_stand_together_in_the_question_stand_together_in_the_passage() -> None:
    asked = understand("Who led the Oxcombe border talks?")
    assert neighbours(asked, "Ada Frost was at the Oxcombe border talks.") == pytest.approx(2 / 3)
    assert neighbours(asked, "Talks on the border of Oxcombe were led by Ada Frost.") == 0.0


def test_a_question_without_content_is_covered() -> None:
    assert coverage(understand("Who was it?"), "It rained.") == 1.0
