"""Corpora whose server the bot has left: what an operator is told, and their removal."""

from pathlib import Path
from threading import Event

import pytest

from index.library import Library
from index.retrieval.embedding import Embedder
from tests.bot.cli.conftest import Dateline

MILL = "The mill of Tansy burned down on Monday night."


@pytest.fixture
def abandoned(dateline: Dateline, tmp_path: Path, embedder: Embedder) -> Dateline:
    """The command line, where the bot has left the server of one of two corpora."""
    for corpus in ("main", "server-7"):
        dateline("add", "-", "--corpus", corpus, typed=MILL)
    library = Library(tmp_path / "data", embedder)
    library.corpora.leave("server-7", "Harbour")
    library.close()
    return dateline


def test_status_and_doctor_name_what_nobody_asks_and_how_to_remove_it(abandoned: Dateline) -> None:
    for verb in ("status", "doctor"):
        ran = abandoned(verb)
        assert ran.code == 0
        assert "server-7: the bot is no longer in its server “Harbour”" in ran.out
        assert "It keeps 1 article; `dateline remove-corpus server-7`" in ran.out
    (left,) = abandoned("status", "--json").json["left"]
    assert (left["corpus"], left["owner"]) == ("server-7", "Harbour")


def test_it_is_removed_when_that_is_confirmed_and_nothing_else_is(abandoned: Dateline) -> None:
    refused = abandoned("remove-corpus", "server-7")
    assert refused.code == 1
    assert "server-7 holds 1 article. `dateline export --corpus server-7" in refused.err
    assert "say --yes" in refused.err
    assert len(abandoned("status", "--json").json["corpora"]) == 2
    removed = abandoned("remove-corpus", "server-7", "--yes")
    assert removed.code == 0
    assert removed.err == "Removed server-7: 1 article.\n"
    told = abandoned("status", "--json").json
    assert [each["corpus"] for each in told["corpora"]] == ["main"]
    assert told["left"] == []
    unknown = abandoned("remove-corpus", "server-7", "--yes")
    assert unknown.code == 1
    assert "no corpus server-7" in unknown.err


def test_beside_a_bot_that_runs_it_is_the_bot_that_removes_the_index(
    abandoned: Dateline, tmp_path: Path, embedder: Embedder
) -> None:
    owner = Library(tmp_path / "data", embedder)
    owner.own("dateline run")
    removed = abandoned("remove-corpus", "server-7", "--yes")
    assert removed.code == 0
    assert "dateline run has the index open" in removed.err
    assert (tmp_path / "data/index/server-7").exists()
    owner.indexes.take_up_changes(Event())
    assert not (tmp_path / "data/index/server-7").exists()
    owner.close()
