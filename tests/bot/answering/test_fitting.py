import pytest

from bot.answering.fitting import fits, may_stand
from bot.answering.question import Kind


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
    ],
)
def test_a_place_has_a_name_or_stands_in_its_place(before: str, text: str, may: bool) -> None:
    assert may_stand(Kind.PLACE, before, text) is may


@pytest.mark.parametrize(("text", "may"), [("who", False), ("she", False), ("the US", True), ("Ann Lee", True)])
def test_a_pronoun_is_nobody(text: str, may: bool) -> None:
    assert may_stand(Kind.PERSON, "They thanked ", text) is may
