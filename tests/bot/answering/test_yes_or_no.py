import pytest

from bot.answering.finding import sentences
from bot.answering.question import understand
from bot.answering.yes_or_no import may_tell, supposes
from tests.bot.answering.copy import article, passages


def told(question: str, text: str) -> bool:
    return may_tell(understand(question), sentences(passages(article("one", "", [text]))[0])[0])


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("Pavel Dusek left the race.", True),
        ("Mateo Barros won the race.", False),
    ],
)
def test_a_lead_tells_of_whom_is_asked_about(text: str, may: bool) -> None:
    assert told("Did Captain Pavel Dusek leave the race?", text) is may


def test_what_would_be_is_neither_yes_nor_no() -> None:
    assert supposes("“If they agree to a ceasefire, we will come,” he said.")
    assert not told("Is there a ceasefire?", "If they agree to a ceasefire, we will come.")
    assert told("Is there a ceasefire?", "They agreed to a ceasefire.")
