from dataclasses import replace

import pytest

from bot.answering.finding import Candidate, sentences
from bot.answering.fitting import fits, is_age, may_count, may_stand, may_time, one_person
from bot.answering.question import Kind, understand
from tests.bot.answering.copy import article, passages


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.NUMBER, "2,300 people"),
        (Kind.NUMBER, "seventeen"),
        (Kind.NUMBER, "half of them"),
        (Kind.TIME, "early Monday"),
        (Kind.TIME, "last winter"),
        (Kind.DURATION, "nearly six hours"),
        (Kind.PERSON, "pilot Ingrid Solheim"),
        (Kind.PLACE, "Port Alder"),
        (Kind.THING, "a new breakwater"),
        (Kind.REASON, "the storms"),
    ],
)
def test_an_answer_looks_like_its_kind(kind: Kind, text: str) -> None:
    assert fits(kind, text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.NUMBER, "the harbor"),
        (Kind.TIME, "in thick fog"),
        (Kind.PERSON, "a man"),
        (Kind.PERSON, "Sheriff"),
        (Kind.PLACE, "the quay"),
    ],
)
def test_other_words_do_not(kind: Kind, text: str) -> None:
    assert not fits(kind, text)


@pytest.mark.parametrize(
    ("before", "may"),
    [
        ("The talks were held in ", True),
        ("The first talks between ", False),
        ("The night train runs between ", True),
        ("The parade was led by the ", False),
        ("They met near ", True),
        ("", True),
    ],
)
def test_whoever_acts_is_no_place(before: str, may: bool) -> None:
    assert may_stand(Kind.PLACE, before, "Norway") is may
    assert may_stand(Kind.PERSON, before, "Norway")


@pytest.mark.parametrize(
    ("before", "text", "may"),
    [
        ("The pictures were found in ", "a barn", True),
        ("The secretary left ", "office", False),
        ("The Kremlin has set ", "April 2", False),
        ("They met, ", "according to Ingrid Solheim", False),
        ("They met, according to pilot ", "Ingrid Solheim", False),
        ("He is the envoy to ", "Norway", False),
        ("They spoke of a meeting ", "between their heads of state", False),
        ("A ferry goes ", "between Dover and Calais", True),
        ("He is the envoy to Chile and ", "Norway", False),
    ],
)
def test_a_place_has_a_name_or_stands_in_its_place(before: str, text: str, may: bool) -> None:
    assert may_stand(Kind.PLACE, before, text) is may


@pytest.mark.parametrize(("text", "may"), [("who", False), ("she", False), ("the US", True), ("Ann Lee", True)])
def test_a_pronoun_is_nobody(text: str, may: bool) -> None:
    assert may_stand(Kind.PERSON, "They thanked ", text) is may


@pytest.mark.parametrize(
    ("text", "may"), [("nine", True), ("a woman", True), ("large", False), ("a large group", False)]
)
def test_what_does_not_count_tells_no_number(text: str, may: bool) -> None:
    assert may_count(understand("How many people died?"), text) is may
    assert may_count(understand("What is the cost-cutting plan?"), text)


@pytest.mark.parametrize(
    ("asked", "counted"),
    [("How many people died?", "a 55-year-old guard"), ("How old was the guard?", "55")],
)
def test_an_age_is_no_count_of_people(asked: str, counted: str) -> None:
    [passage] = passages(article("storm", "Storm", ["The storm killed a 55-year-old guard."]))
    [told] = sentences(passage)
    at = told.sentence.index("55")
    found = one_person(understand(asked), replace(told, candidate=Candidate("55", at, at + 2)))
    assert found.candidate is not None
    assert found.candidate.text == counted == found.sentence[found.candidate.start : found.candidate.end]


@pytest.mark.parametrize(
    ("sentence", "age"), [("Ann Lee, 34, left the club.", True), ("Of 34, nine left.", False)]
)
def test_what_stands_beside_a_name_is_an_age(sentence: str, age: bool) -> None:
    [passage] = passages(article("club", "Club", [sentence]))
    [told] = sentences(passage)
    at = sentence.index("34")
    found = replace(told, candidate=Candidate("34", at, at + 2))
    assert is_age(understand("How many goals did Ann Lee score?"), found) is age
    assert not is_age(understand("How old is Ann Lee?"), found)


@pytest.mark.parametrize(
    ("text", "may"),
    [("6:12 a.m.", True), ("shortly before noon", True), ("Tuesday", False), ("95 to 58 kph", False)],
)
def test_a_day_is_no_time_of_day(text: str, may: bool) -> None:
    assert may_time(understand("What time did the train leave?"), text) is may
    assert may_time(understand("When did the train leave?"), text)
    assert may_time(understand("What time of year is it held?"), text)
