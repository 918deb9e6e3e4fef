"""The verb evaluate, on two articles and three questions."""

import json
from pathlib import Path
from typing import Any

import pytest

from index.news.article import RawArticle
from tests.bot.cli.conftest import Dateline
from tests.stories import harbour_story


@pytest.fixture(name="folder")
def fixture_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "Harbour News"
    folder.mkdir()
    stories = [harbour_story(1), harbour_story(2)]
    write(folder / "articles.jsonl", [record(one) for one in stories])
    docked = {"article_id": "story-2", "text": "The freighter Kestrel2 docked on Monday"}
    write(
        folder / "questions.jsonl",
        [
            {
                "id": "a", "question": "How many tons did the freighter Kestrel2 carry?", "answerable": True,
                "answers": ["5 tons"], "evidence": [docked], "date": "2025-03-05",
            },
            {
                "id": "b", "question": "When did the freighter Kestrel2 dock?", "answerable": True,
                "answers": ["Monday"], "evidence": [docked],
            },
            {
                "id": "c", "question": "Who won the cycling race in Peru?", "answerable": False,
                "answers": [], "evidence": [],
            },
        ],
    )  # fmt: skip
    return folder


def write(path: Path, records: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")


def record(story: RawArticle) -> dict[str, Any]:
    return {"id": story.external_id, "title": story.title, "date": story.date, "text": story.text}


def test_it_prints_a_table_keeps_everything_and_compares_with_it_later(
    dateline: Dateline, folder: Path, tmp_path: Path
) -> None:
    kept, home = tmp_path / "first.json", tmp_path / "home"
    first = dateline("evaluate", folder, "--home", home, "--json", kept)
    assert first.code == 0, first.err
    assert "harbour-news: 2 articles, 4 paragraphs" in first.out
    assert "dates withheld" in first.out
    assert "dates given" in first.out
    (measured,) = json.loads(kept.read_text())["sets"]
    withheld = measured["runs"][0]
    assert (withheld["figures"]["questions"], withheld["figures"]["answerable"]) == (3, 2)
    assert withheld["figures"]["means"]["bm25 article hit@1"]["value"] == 1
    refused = next(one for one in withheld["questions"] if one["id"] == "c")
    assert (refused["answered"], refused["values"]["right"]) == (False, 1)

    again = dateline("evaluate", folder, "--home", home, "--against", kept, "--limit", "2")
    assert again.code == 0, again.err
    assert "harbour-news, dates withheld: now over before" in again.out


def test_it_says_what_is_wrong_with_a_set(dateline: Dateline, folder: Path, tmp_path: Path) -> None:
    assert "holds no articles.jsonl" in dateline("evaluate", tmp_path, "--home", tmp_path / "home").err
    (folder / "articles.jsonl").write_text('{"id": "x"}\n')
    refused = dateline("evaluate", folder, "--home", tmp_path / "home")
    assert (refused.code, "has no text" in refused.err) == (1, True)


def test_a_home_that_holds_other_articles_is_refused(dateline: Dateline, folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert dateline("evaluate", folder, "--home", home).code == 0
    write(folder / "articles.jsonl", [record(harbour_story(3))])
    assert "holds 2 articles that are not in the set" in " ".join(
        dateline("evaluate", folder, "--home", home).err.split()
    )


def test_it_compares_with_nothing_but_a_measurement(dateline: Dateline, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text('{"format": 0}')
    ran = dateline("evaluate", folder, "--home", tmp_path / "home", "--against", other)
    assert (ran.code, "is no measurement to compare with" in " ".join(ran.err.split())) == (1, True)
