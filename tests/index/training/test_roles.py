"""Made-up texts about people and their offices: what they say is what the question is told to be right."""

from random import Random

import pytest

from index.training import batches, roles
from index.training.example import Example
from index.training.rows import Row

PEOPLE = ("Ann Birch", "Carl Dunne", "Eve Frost", "Gil Hardy")
PLACES = ("Leith", "Bergen", "Cork", "Malmo", "Turku")
NATIONS = "What did the Danish, Finnish, Latvian and Swedish fleets carry?"


def rows() -> list[Row]:
    who = [Row("Who came?", name, "", ((0, len(name)),)) for name in PEOPLE]
    where = [Row("Where was it?", name, "", ((0, len(name)),)) for name in PLACES]
    return [*who, *where, Row(NATIONS, "Fish.", "", ()), Row("Who?", "the crew", "", ((0, 8),))]


NAMES = roles.Names(rows())


def made(seed: int) -> Example:
    return roles.example(NAMES, Random(seed))


def right(example: Example) -> set[str]:
    return {example.paragraph[slice(*place)] for place in example.answers}


def test_names_are_those_of_the_data() -> None:
    assert NAMES.people == sorted(PEOPLE)
    assert NAMES.places == sorted(PLACES)
    assert NAMES.nations == ["Danish", "Finnish", "Latvian", "Swedish"]


@pytest.mark.parametrize("seed", range(100))
def test_a_text_is_sentences_and_its_answers_are_whole_names(seed: int) -> None:
    example = made(seed)
    assert "{" not in example.paragraph + example.question + example.title
    assert example.paragraph[0].isupper()
    assert example.paragraph.endswith(".")
    for name in right(example):
        assert name in PEOPLE or any(part in name for part in (*PLACES, *NAMES.nations))
    assert bool(batches.places(example, batches.encode(example))) == bool(example.answers)


@pytest.mark.parametrize("seed", range(300))
def test_a_side_that_has_nobody_in_the_office_gets_no_name(seed: int) -> None:
    example = made(seed)
    side = example.question.rstrip("?").split(" the ")[-1].split(" in ")[0]
    if f"{side} did not say who" in example.paragraph or f"{side} sent no" in example.paragraph:
        assert not right(example)


def test_there_are_answers_near_misses_questions_for_the_side_and_hidden_names() -> None:
    examples = [made(seed) for seed in range(300)]
    told = [each for each in examples if each.answers]
    assert 0.4 < len(told) / len(examples) < 0.8
    assert any(right(each) <= set(PEOPLE) and len(right(each)) == 2 for each in told)
    assert any(right(each).isdisjoint(PEOPLE) for each in told)
    assert any(each.masked and each.answers for each in examples)
    assert any(each.masked and not each.answers for each in examples)
    assert any(each.before and not each.answers for each in examples)
