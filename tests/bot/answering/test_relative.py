from dataclasses import replace

import pytest

from bot.answering.finding import Candidate, sentences
from bot.answering.question import understand
from bot.answering.relative import told_of
from tests.bot.answering.copy import article, passages

SENTENCE = (
    "A team led by Ada Frost met one headed by Ole Rask, according to the spokesman Per Lie, who published "
    "a photo of the talks, and a cook, who had served the soup."
)


@pytest.mark.parametrize(
    ("asked", "whom"),
    [
        ("Who published a photo of the talks?", "Per Lie"),
        ("who has published the photo", "Per Lie"),
        ("Who served the soup?", "a cook"),
        ("Who served the fish?", None),
        ("Who led the team?", None),
        ("What did Per Lie publish?", None),
    ],
)
def test_a_relative_clause_tells_of_whoever_stands_before_it(asked: str, whom: str | None) -> None:
    [passage] = passages(article("talks", "Talks", [SENTENCE]))
    [sentence] = sentences(passage)
    found = told_of(understand(asked), sentence)
    assert (found.text if found else None) == whom
    assert found is None or SENTENCE[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "asked", ["Who served the soup?", "Who is the cook of the talks?", "Who will serve the soup?"]
)
def test_words_without_a_name_take_no_names_place(asked: str) -> None:
    [passage] = passages(article("talks", "Talks", [SENTENCE]))
    [sentence] = sentences(passage)
    read = replace(
        sentence, candidate=Candidate("Per Lie", SENTENCE.index("Per Lie"), SENTENCE.index(", who pub"))
    )
    assert told_of(understand(asked), read) is None
