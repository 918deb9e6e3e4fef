"""Where a sentence of news ends, and where a full stop ends nothing."""

import pytest

from index.news.sentences import split


@pytest.mark.parametrize(
    "sentences",
    [
        ["The team was led by retired Lt. Gen. Ann Poole, the envoy.", "It met at noon."],
        ["Mr. Ode met Dr. Ray of St. Mary’s.", "They spoke."],
        ["He flew from the U.S. to the U.K. on Monday.", "Talks began."],
        ["He returned to the U.S.", "The talks went on."],
        ["U.N. Secretary-General Ola Berg spoke.", "U.S. President Max Roe did not."],
        ["It opens at 9 a.m. Friday.", "It closes at 5 p.m.", "The guards leave then."],
        ["She lives at No. 5 Mill St. in Oslo.", "He left on Jan. 3."],
        ["J. K. Moor wrote it.", "George W. Hall read it."],
        ["Prices rose 3.5 percent to $1.2 million.", "Then they fell."],
        ["He works for Acme Corp. Chairman Lee Bo.", "She left Acme Inc.", "He followed."],
        ["She said after the talks.", "“If you want peace, talk.”"],
        ["“Yes.”", "He left."],
        ["“Stop!” she said.", "He ran."],
        ["“Why now?” Mayor Ada Fox asked.", "Nobody knew."],
        ["It ended the killings..", "Nothing followed."],
        ["He paused… and left.", "Wait... no."],
        ["It ended (it was late. Very late.) at last.", "(He had gone.)"],
        ["He named a U.S. “plan of action” for the coast.", "It failed."],
        ["It rose to 5.", "Then it fell."],
        ["Is it over?", "It is!", "He said so."],
    ],
)
def test_sentences_are_told_apart(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_a_heading_number_is_no_sentence() -> None:
    assert split("1. The weather turns.") == ["1. The weather turns."]


def test_nothing_of_the_text_is_lost_or_changed() -> None:
    text = "  “One (two. Three.” four) \u2026 five?! No. 6 st.   Seven!) “Eight.”“Nine.”  ten. eleven . Twelve "
    sentences = split(text)
    place = 0
    for sentence in sentences:
        found = text.index(sentence, place)
        assert not text[place:found].strip()
        place = found + len(sentence)
    assert not text[place:].strip()


def test_empty_text_has_no_sentence() -> None:
    assert split(" \n ") == []


def test_a_bracket_that_never_closes_holds_nothing() -> None:
    assert split("He left (at noon. She stayed.") == ["He left (at noon.", "She stayed."]
