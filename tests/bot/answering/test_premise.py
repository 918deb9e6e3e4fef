import pytest

from bot.answering.premise import contradicted
from tests.bot.answering.copy import REGATTA_ARTICLE, article, passages

TALKS = article("talks", "Talks", ["Danish Foreign Minister Lars Holm opened the talks."])
HELD = passages(REGATTA_ARTICLE, TALKS)


@pytest.mark.parametrize(
    ("asked", "has"),
    [
        ("What did Mayor Ada Frost say about the breakwater?", "Mayor Teresa Quill"),
        ("Where did Foreign Minister Mira Koval go?", "Danish Foreign Minister Lars Holm"),
        ("Where did Denmark’s Foreign Minister Mira Koval go?", "Danish Foreign Minister Lars Holm"),
    ],
)
def test_an_office_that_somebody_else_holds_is_told_verbatim(asked: str, has: str) -> None:
    found = contradicted(asked, HELD)
    assert found is not None
    assert found.words == has
    assert has in found.passage.paragraph.text
    assert has in found.remark()


@pytest.mark.parametrize(
    "asked",
    [
        "What did Mayor Teresa Quill say?",
        "What did Mayor Quill say?",
        "What did Ada Frost say?",
        "What did Polish Foreign Minister Mira Koval say?",
        "Who opened the regatta?",
    ],
)
def test_what_is_not_said_otherwise_is_not_contradicted(asked: str) -> None:
    assert contradicted(asked, HELD) is None
