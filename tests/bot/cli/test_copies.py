"""Out and back on the command line: export, backup, restore."""

import gzip
import json
from pathlib import Path

import pytest

from index.library import Library
from index.news.sources import files
from index.retrieval.embedding import Embedder
from tests.bot.cli.conftest import Dateline

MILL = "Mill burns in Tansy\n\nThe mill of Tansy burned down on Monday night, Mayor Orla Finch said."


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """The data folder ``data`` with an article in ``main`` and one in ``other``, not indexed yet."""
    library = Library(tmp_path / "data", Embedder())
    for corpus, text in (("main", MILL), ("other", MILL.replace("Mill", "Mint").replace("mill", "mint"))):
        list(library.add(files.read_bytes(text.encode(), "a text", ".txt"), corpus=corpus))
    library.close()
    return tmp_path / "data"


def articles(home: Path, corpus: str = "main") -> list[str]:
    library = Library(home, Embedder())
    found = [each.headline for each in library.archive.articles(corpus)]
    library.close()
    return found


@pytest.mark.usefixtures("filled")
class TestExport:
    def test_it_goes_to_the_screen_as_json_lines(self, dateline: Dateline) -> None:
        ran = dateline("export")
        assert ran.code == 0
        assert [json.loads(line)["title"] for line in ran.out.splitlines()] == ["Mill burns in Tansy"]

    def test_it_goes_to_a_file_which_add_takes_back(self, dateline: Dateline, tmp_path: Path) -> None:
        ran = dateline("export", "--corpus", "other", "--output", "out.jsonl.gz")
        assert (ran.code, ran.err) == (0, "Exported 1 articles of other to out.jsonl.gz.\n")
        (line,) = gzip.decompress((tmp_path / "out.jsonl.gz").read_bytes()).splitlines()
        assert json.loads(line)["title"] == "Mint burns in Tansy"
        assert dateline("add", "out.jsonl.gz", "--corpus", "other").out.startswith("0 added, 1 already known")

    def test_nothing_is_replaced_unasked_and_nothing_half_done_is_left(
        self, dateline: Dateline, tmp_path: Path
    ) -> None:
        (tmp_path / "out.jsonl").write_text("mine")
        refused = dateline("export", "-o", "out.jsonl")
        assert refused.code == 1
        assert "say --yes" in refused.err
        assert (tmp_path / "out.jsonl").read_text() == "mine"
        assert dateline("export", "-o", "out.jsonl", "--yes").code == 0
        assert sorted(each.name for each in tmp_path.iterdir()) == ["data", "out.jsonl"]

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["--corpus", "nowhere"], "no article in the corpus nowhere"),
            (["-o", "no/such/file"], "There is no folder no/such"),
            (["-o", "data"], "is a folder"),
        ],
    )
    def test_what_cannot_be_is_said(self, dateline: Dateline, words: list[str], said: str) -> None:
        ran = dateline("export", *words)
        assert ran.code == 1
        assert said in ran.err


class TestBackup:
    def test_a_restored_backup_answers_as_before(self, dateline: Dateline, filled: Path) -> None:
        ran = dateline("backup", "saved.sqlite")
        assert ran.code == 0
        assert ran.err.startswith("Backed up 2 articles in 2 corpora to saved.sqlite (")
        library = Library(filled, Embedder())
        (mill,) = library.archive.articles("main")
        library.remove("main", mill.id)
        library.close()
        refused = dateline("restore", "saved.sqlite")
        assert refused.code == 1
        assert "data holds 1 article in 1 corpus, which would be replaced. Nothing was changed." in refused.err
        assert articles(filled) == []
        restored = dateline("restore", "saved.sqlite", "--yes")
        assert (restored.code, restored.err) == (0, "Restored 2 articles in 2 corpora from saved.sqlite.\n")
        assert "Orla Finch" in dateline("ask", "Who is the mayor of Tansy?").out

    def test_beside_a_running_process_it_backs_up_and_does_not_restore(
        self, dateline: Dateline, filled: Path
    ) -> None:
        owner = Library(filled, Embedder())
        owner.own("dateline run")
        assert dateline("backup", "saved.sqlite").code == 0
        refused = dateline("restore", "saved.sqlite", "--yes")
        assert refused.code == 1
        assert "in use by dateline run" in refused.err
        owner.close()

    def test_a_damaged_archive_can_be_replaced(self, dateline: Dateline, filled: Path) -> None:
        dateline("backup", "saved.sqlite")
        (filled / "archive.sqlite").write_bytes(b"no database " * 1_000)
        assert "`dateline restore FILE`" in dateline("status").err
        refused = dateline("restore", "saved.sqlite")
        assert refused.code == 1
        assert "cannot be read; it would be kept beside the restored one" in refused.err
        assert dateline("restore", "saved.sqlite", "--yes").code == 0
        assert articles(filled) == ["Mill burns in Tansy"]

    def test_what_is_no_backup_is_refused(self, dateline: Dateline, filled: Path, tmp_path: Path) -> None:
        (tmp_path / "notes.txt").write_text(MILL)
        refused = dateline("restore", "notes.txt", "--yes")
        assert refused.code == 1
        assert "notes.txt is no backup" in refused.err
        assert articles(filled) == ["Mill burns in Tansy"]

    def test_an_empty_data_folder_has_nothing_to_back_up(self, dateline: Dateline) -> None:
        refused = dateline("backup", "saved.sqlite")
        assert refused.code == 1
        assert "nothing to back up" in refused.err
