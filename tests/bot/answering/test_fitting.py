import pytest

from bot.answering.fitting import fits
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
    [(Kind.NUMBER, "the harbor"), (Kind.TIME, "in thick fog"), (Kind.PERSON, "a man"), (Kind.PLACE, "the quay")],
)
def test_other_words_do_not(kind: Kind, text: str) -> None:
    assert not fits(kind, text)
