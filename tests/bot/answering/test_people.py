import pytest

from bot.answering.names import spot
from bot.answering.people import role


@pytest.mark.parametrize(
    ("sentence", "office"),
    [
        ("The team was led by presidential aide Ingrid Solheim.", "presidential aide"),
        ("It was led by U.S. Secretary of State Ingrid Solheim.", "U.S. Secretary of State"),
        ("The other one was led by her colleague Ingrid Solheim.", ""),
        ("The vote was won, said Ingrid Solheim.", ""),
    ],
)
def test_an_office_stands_before_a_name_unless_it_is_another_persons_word_for_them(
    sentence: str, office: str
) -> None:
    assert role(sentence, next(one for one in spot(sentence) if one.text == "Ingrid Solheim")) == office
