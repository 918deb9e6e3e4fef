import pytest

from bot.answering.finding import locate
from tests.bot.answering.copy import article, passages

PASSAGE = passages(article("one", "", ["The Lantern sank. Mayor Quill wept on the quay. Nobody drowned."]))[0]
TEXT = PASSAGE.paragraph.text


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def test_words_are_found_in_their_sentence_with_the_one_before() -> None:
    found = locate(PASSAGE, *at("Mayor Quill"), 0.7)
    assert found.sentence == "Mayor Quill wept on the quay."
    assert found.before == "The Lantern sank."
    assert found.candidate is not None
    assert found.candidate.text == "Mayor Quill" == found.sentence[found.candidate.start : found.candidate.end]


def test_words_that_run_over_the_end_of_a_sentence_are_cut_there() -> None:
    found = locate(PASSAGE, *at("on the quay. Nobody"), 0.7)
    assert found.candidate is not None
    assert found.candidate.text == "on the quay."


def test_a_place_outside_the_paragraph_is_an_error() -> None:
    with pytest.raises(ValueError, match=str(len(TEXT))):
        locate(PASSAGE, len(TEXT), len(TEXT) + 1, 0.7)
