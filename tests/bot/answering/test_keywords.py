import pytest

from bot.answering.keywords import in_full


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("detained sailors number", "How many detained sailors?"),
        ("prisoner swap number", "How many prisoners in the swap?"),
        ("number of injured in Oslo", "How many injured in Oslo?"),
        ("opera house repair cost", "How much is the opera house repair cost?"),
        ("grain deadline", "When is the grain deadline?"),
        ("ferry fire casualties", "How many casualties in the ferry fire?"),
        ("ferry fire injured", "How many people were injured in the ferry fire?"),
        ("ferry fire death toll", "How many people died in the ferry fire?"),
        ("Ole Rask dead", "Ole Rask dead"),
        ("Lantern Bridge toll", "Lantern Bridge toll"),
        ("final vote count", "How many final vote?"),
        ("what's the emergency number", "what's the emergency number"),
        ("Lantern Cup winner", "Who won the Lantern Cup?"),
        ("Lantern Cup final attendance", "What was the Lantern Cup final attendance?"),
        ("ferry fire cause", "What caused the ferry fire?"),
        ("whats the grain deadline", "what's the grain deadline"),
        ("What's the injured sailors number?", "How many injured sailors?"),
    ],
)
def test_key_words_that_end_in_what_they_ask_stand_for_a_question(typed: str, asked: str) -> None:
    assert in_full(typed) == asked


@pytest.mark.parametrize(
    "typed",
    [
        "prisoner swap",
        "What is the flight number?",
        "deadline",
        "When is the deadline",
        "is there a number",
        "name the captains",
    ],
)
def test_other_words_are_left_as_they_are(typed: str) -> None:
    assert in_full(typed) == typed
