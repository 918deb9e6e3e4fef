"""Upkeep on the command line: status, reindex, doctor, settings, and a second process."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest

from index.library import Library
from index.retrieval.embedding import Embedder
from tests.bot.cli.conftest import Dateline

MILL = "The mill of Tansy burned down on Monday night."


def test_status_tells_what_there_is(dateline: Dateline) -> None:
    assert "dateline add" in dateline("status").out
    dateline("add", "-", typed=MILL)
    assert dateline("status", "--json").json == {
        "home": "data",
        "owner": None,
        "corpora": [
            {"corpus": "main", "articles": 1, "paragraphs": 1, "unindexed": 0, "model": "all-MiniLM-L6-v2"}
        ],
        "left": [],
    }


def test_reindex(dateline: Dateline) -> None:
    dateline("add", "-", typed=MILL)
    assert dateline("reindex").out == "Reindexed main: 1 articles, 1 paragraphs.\n"
    unknown = dateline("reindex", "--corpus", "nowhere")
    assert unknown.code == 1
    assert "nowhere" in unknown.err


def test_doctor_finds_all_in_order_or_says_what_is_not(dateline: Dateline, tmp_path: Path) -> None:
    dateline("add", "-", typed=MILL)
    sound = dateline("doctor")
    assert sound.code == 0
    assert "!!" not in sound.out
    (tmp_path / "data/index/main/000001/lexical/meta.json").write_text("{")
    broken = dateline("doctor")
    assert broken.code == 1
    assert "dateline reindex" in broken.out


def test_what_a_second_process_may_do(dateline: Dateline, tmp_path: Path, embedder: Embedder) -> None:
    dateline("add", "-", typed=MILL)
    owner = Library(tmp_path / "data", embedder)
    owner.own("dateline chat")
    for verb in (["ask", "Which mill burned?"], ["search", "mill"], ["chat"], ["demo"]):
        refused = dateline(*verb)
        assert refused.code == 1
        assert "in use by dateline chat" in refused.err
    added = dateline("add", "-", typed="The bakery of Tansy was spared by the fire.")
    assert added.code == 0
    assert "dateline chat" in added.err
    assert dateline("status", "--json").json["owner"]["pid"] == os.getpid()
    assert dateline("status", "--json").json["corpora"][0]["unindexed"] == 1
    assert dateline("doctor", "--live").code == 0
    owner.indexes.take_up_changes(Event())
    assert dateline("status", "--json").json["corpora"][0]["unindexed"] == 0
    owner.close()
    assert dateline("doctor", "--live").code == 1


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("OPEN_CORPORA=none", "OPEN_CORPORA"),
        ("OPEN_CORPORA=0", "greater than or equal to 1"),
        ("LOG_LEVEL=loud", "LOG_LEVEL"),
        ("SHARED_CORPORA=main, Bad Name", "'Bad Name'"),
        ("EMBEDING_MODEL=x", "EMBEDING_MODEL: there is no such setting"),
    ],
)
def test_a_wrong_setting_is_named(dateline: Dateline, tmp_path: Path, line: str, told: str) -> None:
    (tmp_path / ".env").write_text(line + "\n")
    ran = dateline("status")
    assert ran.code == 1
    assert told in ran.err
    assert ".env.example" in ran.err


def test_running_without_a_token_says_what_to_put_where(dateline: Dateline) -> None:
    ran = dateline("run")
    assert ran.code == 1
    assert "DISCORD_TOKEN" in ran.err
    assert ".env" in ran.err
    assert ran.err.count("\n") == 1


def test_a_model_that_is_not_there(dateline: Dateline, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("EMBEDDING_MODEL=./no/such/folder\n")
    ran = dateline("add", "-", typed=MILL)
    assert ran.code == 1
    assert "EMBEDDING_MODEL" in ran.err


def test_a_reader_that_is_not_there_is_found_by_the_doctor(dateline: Dateline, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("READER_MODEL=./no/such/reader.onnx\n")
    ran = dateline("doctor")
    assert ran.code == 1
    assert "[!!] Reader" in ran.out
    assert "READER_MODEL" in ran.out


def test_a_data_folder_that_cannot_be_written(dateline: Dateline, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    ran = dateline("status")
    assert ran.code == 1
    assert "DATELINE_HOME" in ran.err


def test_the_example_settings_are_the_defaults(dateline: Dateline, tmp_path: Path) -> None:
    example = (Path(__file__).parents[3] / ".env.example").read_text()
    (tmp_path / ".env").write_text(example)
    assert dateline("status").code == 0
    from bot.settings import Settings

    from_example = Settings()
    values = {name.upper() for name in Settings.model_fields}
    assert values == {line.split("=")[0] for line in example.splitlines() if line and not line.startswith("#")}
    (tmp_path / ".env").unlink()
    assert Settings() == from_example


def test_help_names_every_verb() -> None:
    ran = subprocess.run([sys.executable, "-m", "bot", "--help"], capture_output=True, text=True, check=True)
    verbs = "add list show remove remove-corpus export backup restore search ask chat reindex status doctor"
    for verb in verbs.split():
        assert f"  {verb} " in ran.stdout
