import pytest

from bot.answering.finding import Finding, locate
from bot.answering.identities import identity
from tests.bot.answering.copy import article, passages

LEAD = "A storm tore through the town on Saturday, killing a man in a barn, Sheriff Dale Moss said."


def told(*others: str, unnamed: str = "a man") -> Finding:
    lead = passages(article("storm", "Storm", [LEAD, *others]))[0]
    start = LEAD.index(unnamed)
    return locate(lead, start, start + len(unnamed), 0.5)


@pytest.mark.parametrize(
    "sentence",
    [
        "The dead man was identified as Leo Fisk, 68.",
        "Police identified the victim as retired postman Leo Fisk.",
        "The victim was named by police on Sunday as Leo Fisk, 68.",
    ],
)
def test_whom_a_sentence_leaves_unnamed_another_one_names(sentence: str) -> None:
    found = identity(told("It rained.", sentence))
    assert found is not None
    assert found.candidate is not None
    assert found.candidate.text == "Leo Fisk"
    assert found.passage.paragraph.number == 3


@pytest.mark.parametrize(
    "others",
    [
        (),
        ("The mayor was named as Leo Fisk.",),
        ("The man next door is Leo Fisk.",),
        ("One victim was identified as Leo Fisk.", "The other victim was identified as Max Orr."),
    ],
)
def test_nobody_is_named_who_is_not_identified_or_not_alone(others: tuple[str, ...]) -> None:
    assert identity(told(*others)) is None


def test_whoever_has_a_name_needs_none() -> None:
    assert identity(told("The victim was identified as Leo Fisk.", unnamed="Dale Moss")) is None
