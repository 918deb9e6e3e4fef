import pytest

from bot.answering.finding import Candidate
from bot.answering.opposites import counted_otherwise, counts_others, opposes
from bot.answering.question import understand


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("How many people were killed in the fire?", "The fire injured two firefighters."),
        ("How many jobs will the glassworks cut?", "It will hire 450 people."),
        ("How much did the price of gold rise?", "Gold fell by 3%."),
        ("When was the museum opened?", "The museum closed in May."),
        ("Who won the men's final?", "Ada Frost won the women's final."),
    ],
)
def test_a_sentence_that_tells_of_the_opposite_does_not_answer(asked: str, sentence: str) -> None:
    assert opposes(understand(asked), sentence)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("How many people were killed in the fire?", "The fire killed one and injured two."),
        ("How many people died?", "Three deaths were reported, and nine people were hurt."),
        ("How many people work there?", "It will hire 450 people."),
        ("When will the museum open again?", "The museum is to stay closed until May."),
        ("Who was the man convicted of murder?", "Ole Rask was convicted of the murder of a woman."),
        ("How many jobs will it cut and create?", "It will hire 450 people."),
    ],
)
def test_one_that_tells_of_both_or_of_neither_may(asked: str, sentence: str) -> None:
    assert not opposes(understand(asked), sentence)


def test_the_injured_are_not_whoever_else_is_counted() -> None:
    asked = understand("How many people were injured in the cable car accident?")
    assert counts_others(asked, "At least 60 people were stuck in the cabins.")
    assert not counts_others(asked, "Nine of the 60 people in the cabins were hurt.")
    assert not counts_others(asked, "Nine people were taken to hospital.")
    assert not counts_others(understand("How many people were stuck?"), "At least 60 people were stuck.")
    assert not counts_others(understand("How many died?"), "The death toll rose to nine.")


@pytest.mark.parametrize(
    ("sentence", "number", "otherwise"),
    [
        ("The blast killed a guard and wounded four men.", "four", True),
        ("The blast killed at least 12 and injured 30.", "12", False),
        ("The blast killed at least 12 and injured 30.", "30", True),
        ("Four were wounded and two killed.", "Four", True),
        ("Four were wounded and two killed.", "two", False),
        ("Of 60 passengers, nine died.", "nine", False),
        ("Hospital officials said 22 people were killed.", "22", False),
    ],
)
def test_a_number_counts_by_the_word_it_goes_with(sentence: str, number: str, otherwise: bool) -> None:
    found = Candidate(number, sentence.index(number), sentence.index(number) + len(number))
    assert counted_otherwise(understand("How many people were killed in the blast?"), sentence, found) is otherwise
    assert not counted_otherwise(understand("Who was killed in the blast?"), sentence, found)
