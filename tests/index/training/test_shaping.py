"""Rows to examples: what is right stays right, and a near miss is one."""

import gzip
import json
from pathlib import Path
from random import Random

import pytest

from index.errors import BadSource
from index.training import batches, near, questions, rows, shaping
from index.training.rows import Row

TEXT = (
    "The ferry Morna was built in Leith in 1931. Her first master was Captain Hugh Sinclair. In 1944 the Royal "
    "Navy bought the Morna for 9,000 pounds. She sank off Stornoway in March 1951."
)


def row(question: str, answer: str, *, several: bool = False) -> Row:
    start = TEXT.index(answer)
    return Row(question, TEXT, "Morna (ship)", ((start, start + len(answer)),), several)


MASTER = row("Who was the first master of the Morna in 1931?", "Hugh Sinclair")
OTHERS = [MASTER, Row("What did the Royal Navy buy in Bergen in 1899?", "Nothing.", "Ships", ())]


@pytest.mark.parametrize("seed", range(30))
def test_a_cut_paragraph_is_whole_sentences_with_the_answer_in_its_place(seed: int) -> None:
    example = shaping.shaped(MASTER, Random(seed), whole=False)
    assert example.paragraph in TEXT
    assert TEXT[: TEXT.index(example.paragraph)].rstrip()[-1:] in ("", ".")
    assert [example.paragraph[a:b] for a, b in example.answers] == ["Hugh Sinclair"]


@pytest.mark.parametrize("seed", range(30))
def test_tokens_that_are_right_are_those_of_the_answer(seed: int) -> None:
    example = shaping.shaped(MASTER, Random(seed))
    encoded = batches.encode(example)
    (first, last), *_ = batches.places(example, encoded)
    start, end = encoded.offsets[first - encoded.first][0], encoded.offsets[last - encoded.first][1]
    assert example.paragraph[start:end] == "Hugh Sinclair"


@pytest.mark.parametrize("seed", range(30))
def test_a_swapped_question_names_what_the_text_does_not(seed: int) -> None:
    asked = questions.Swaps(OTHERS).swap(MASTER, TEXT.replace("Royal Navy", "fleet"), Random(seed))
    assert asked is None or any(name in asked for name in ("Royal Navy", "Bergen", "1899"))


def test_a_question_is_turned_round_only_where_that_cannot_be_true_as_well() -> None:
    assert questions.inverted("Who founded the Morna line?", "Hugh Sinclair") == "Who founded Hugh Sinclair?"
    assert questions.inverted("Who married Ann Sinclair?", "Hugh Sinclair") is None
    assert questions.inverted("Who founded the Morna line?", "a group of fishermen") is None


def test_a_typed_question_keeps_its_words_but_for_a_slip() -> None:
    question = "Who was the first master of the Morna?"
    typed = {questions.as_typed(question, Random(seed)) for seed in range(300)}
    assert {question, question[:-1], "first master Morna"} <= typed
    assert any("Morna" not in each for each in typed)


@pytest.mark.parametrize("seed", range(10))
def test_near_misses_made_of_a_row_have_no_answer(seed: int, tmp_path: Path) -> None:
    swaps, nearest = questions.Swaps(OTHERS), near.Elsewhere(shaping.texts(OTHERS), tmp_path)
    itself, *misses = shaping.shape(MASTER, Random(seed), swaps, nearest)
    assert itself.answers
    for miss in misses:
        shown = "".join(
            "_" if any(a <= n < b for a, b in miss.masked) else c for n, c in enumerate(miss.paragraph)
        )
        assert not miss.answers
        assert "Hugh Sinclair" not in shown or miss.question != MASTER.question


def test_of_several_answers_the_others_stay_right_when_one_is_hidden() -> None:
    places = tuple((TEXT.index(each), TEXT.index(each) + 4) for each in ("1931", "1951"))
    both = Row("In which years was she built and lost?", TEXT, "Morna (ship)", places, several=True)
    hidden = shaping.hidden(both, Random(3), whole=True)
    assert hidden is not None
    assert len(hidden.masked) == len(hidden.answers) == 1
    assert hidden.masked != hidden.answers


def test_what_is_held_out_is_not_trained_on(tmp_path: Path) -> None:
    (tmp_path / "reading").mkdir()
    with gzip.open(tmp_path / "reading" / "squad11_train.jsonl.gz", "wt", encoding="utf-8") as file:
        for number in range(200):
            answer = {"text": "Leith", "start": TEXT.index("Leith")}
            line = {"question": "Where?", "context": TEXT, "title": f"Ship {number}", "answers": [answer]}
            file.write(json.dumps(line) + "\n")
    trained = {each.title for each in shaping.training_rows(tmp_path, shaping.Source("squad11_train", 1.0))}
    held = {each.title for each in rows.read(tmp_path, "squad11_train") if rows.is_held_out(each, human=False)}
    assert len(trained) > 150
    assert held
    assert not trained & held


def test_a_set_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match=r"squad11_train\.jsonl\.gz"):
        list(rows.read(tmp_path, "squad11_train"))
