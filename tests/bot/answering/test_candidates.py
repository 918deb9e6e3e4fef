import pytest

from bot.answering.candidates import find
from bot.answering.question import understand


@pytest.mark.parametrize(
    ("asked", "sentence", "expected"),
    [
        ("Who opened the regatta?", "Mayor Teresa Quill opened the regatta on Saturday.", ["Teresa Quill"]),
        ("Who opened the regatta?", "The regatta was opened, said Teresa Quill.", []),
        ("Where was Solheim?", "Solheim was in Port Alder, Norway, on Friday.", ["Port Alder, Norway"]),
        ("When was the regatta opened?", "It was opened on Saturday by Quill.", ["Saturday"]),
        ("How long did it take?", "They sailed for less than two hours.", ["less than two hours"]),
        ("How many people watched?", "Some 2,300 people and a 55-year-old dog watched.", ["2,300"]),
        ("How old is the dog?", "It is a 55-year-old dog.", ["55"]),
        ("How much will the town spend?", "The town would spend $4 million.", ["$4 million"]),
        ("What did Solheim say?", "“We sailed our own race,” Solheim said.", ["“We sailed our own race,”"]),
        ("Who is Colm Deasy?", "So said Colm Deasy, head of the race committee.", ["head of the race committee"]),
        ("Who is Colm Deasy?", "It was race spokesman Colm Deasy.", ["race spokesman"]),
        ("What sank?", "The boat sank in Port Alder.", []),
    ],
)
def test_the_kind_of_answer_is_found_by_its_looks(asked: str, sentence: str, expected: list[str]) -> None:
    found = find(sentence, understand(asked))
    assert [one.text for one in found] == expected
    assert all(sentence[one.start : one.end] == one.text for one in found)


def test_the_question_s_own_words_are_no_answer() -> None:
    assert not find("Ingrid Solheim won.", understand("Who did Ingrid Solheim beat?"))
