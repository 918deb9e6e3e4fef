"""Reading a set of articles and questions."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from bot.errors import BadDataset
from bot.evaluation import dataset

QUESTION = {
    "id": "q1",
    "question": "Which <a href='x'>island</a> was shaken?",
    "answerable": True,
    "answers": ["Tresk"],
    "evidence": [{"article_id": "a1", "text": "Tresk was shaken."}],
    "date": "2025-05-16",
    "type": "quiz",
}


def test_a_folder_of_compressed_lines_is_a_set(tmp_path: Path) -> None:
    folder = tmp_path / "My_Set"
    folder.mkdir()
    (folder / "articles.jsonl").write_text("{}", encoding="utf-8")
    with gzip.open(folder / "questions.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(QUESTION) + "\n")
    found = dataset.read(folder)
    assert (found.name, found.articles) == ("my-set", folder / "articles.jsonl")
    example = found.examples[0]
    assert example.question == "Which island was shaken?"
    assert (example.kind, example.asked_on, example.string_in_gold) == ("quiz", date(2025, 5, 16), None)
    assert example.evidence == (dataset.Evidence("a1", "Tresk was shaken."),)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadDataset, match=r"holds no articles\.jsonl"):
        dataset.read(tmp_path)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "line 1, is no JSON"),
        (json.dumps({**QUESTION, "date": "May"}), "line 1, is no question: Invalid isoformat"),
        (json.dumps({"id": "q1"}), "line 1, is no question: it has no 'question'"),
    ],
)
def test_a_line_that_is_wrong_is_named_with_its_reason(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(BadDataset, match=reason):
        dataset.read_examples(path)
