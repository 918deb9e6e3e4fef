"""A backup is the archive of one moment, and a restore brings that back or changes nothing."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import BadBackup
from index.library import Library
from index.news.article import Article
from index.retrieval.embedding import Embedder, Vectors
from index.store import backup
from index.store.database import FILE_NAME
from tests.stories import harbour_story, put

STORIES = 12

WRITER = """
import sys
from pathlib import Path
from index.library import Library
from index.retrieval.embedding import Embedder
from tests.stories import harbour_story
library = Library(Path(sys.argv[1]), Embedder())
for result in library.add((harbour_story(number) for number in range(100, 1_000_000)), corpus="main"):
    print(result.outcome, flush=True)
"""


class NoEmbedder(Embedder):
    """A model that must not be asked for anything."""

    def encode(self, texts: object) -> Vectors:
        raise AssertionError(f"asked to embed {texts}")


@pytest.fixture(scope="module")
def stored_home(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    home = tmp_path_factory.mktemp("stored") / "home"
    library = Library(home, embedder)
    library.own("a test")
    put(library, [harbour_story(number) for number in range(STORIES)])
    put(library, [harbour_story(99)], corpus="other")
    library.close()
    return home


@pytest.fixture
def saved(stored_home: Path, tmp_path: Path) -> Path:
    path = tmp_path / "saved.sqlite"
    backup.write(stored_home, path)
    return path


def articles(home: Path, corpus: str = "main") -> list[Article]:
    library = Library(home, NoEmbedder())
    found = library.archive.articles(corpus)
    library.close()
    return found


def restore(path: Path, home: Path) -> None:
    with backup.checked(home, path) as copy:
        backup.put(copy, home)


def test_a_backup_is_one_file_and_restores_everything_without_embedding_again(
    stored_home: Path, saved: Path, tmp_path: Path
) -> None:
    assert [each.name for each in tmp_path.iterdir()] == ["saved.sqlite"]
    home = tmp_path / "home"
    restore(saved, home)
    assert articles(home) == articles(stored_home)
    library = Library(home, NoEmbedder())
    library.own("a test")
    for corpus, count in (("main", STORIES), ("other", 1)):
        library.indexes.catch_up(corpus)
        library.indexes.check(corpus)
        assert library.archive.count(corpus) == count
    library.close()


def test_what_was_removed_is_in_no_backup(saved: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    restore(saved, home)
    library = Library(home, NoEmbedder())
    gone = next(each for each in library.archive.articles("main") if "Vessel 7 " in each.headline)
    library.remove("main", gone.id)
    library.requests.ask("main")
    backup.write(home, tmp_path / "later.sqlite")
    library.close()
    assert b"Kestrel7 " in saved.read_bytes()
    assert b"Kestrel7 " not in (tmp_path / "later.sqlite").read_bytes()
    with closing(sqlite3.connect(tmp_path / "later.sqlite")) as copy:
        assert copy.execute(
            "SELECT (SELECT count(*) FROM removed), (SELECT count(*) FROM request)"
        ).fetchone() == (0, 0)


def test_a_backup_taken_while_another_process_writes_is_of_one_moment(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with subprocess.Popen([sys.executable, "-c", WRITER, str(home)], stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        try:
            for number in range(3):
                writer.stdout.readline()
                path = tmp_path / f"{number}.sqlite"
                backup.write(home, path)
                with backup.checked(tmp_path / "elsewhere", path) as copy, closing(sqlite3.connect(copy)) as found:
                    count, changes, paragraphs = found.execute(
                        "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM change),"
                        " (SELECT count(*) FROM paragraph)"
                    ).fetchone()
                assert 0 < count == changes
                assert paragraphs == 2 * count
            assert writer.poll() is None
        finally:
            writer.kill()


def test_who_has_the_archive_open_sees_the_restored_one_and_goes_on(saved: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    other = Library(home, NoEmbedder())
    list(other.add([harbour_story(500)], corpus="main"))
    assert other.archive.count("main") == 1
    restore(saved, home)
    assert other.archive.count("main") == STORIES
    list(other.add([harbour_story(501)], corpus="main"))
    assert other.archive.count("main") == STORIES + 1
    other.close()
    assert len(articles(home)) == STORIES + 1


def test_a_restore_that_is_broken_off_leaves_the_archive_as_it_was(
    stored_home: Path, saved: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    library = Library(home, NoEmbedder())
    list(library.add([harbour_story(500)], corpus="main"))
    library.close()
    before = articles(home)

    def interrupted(done: int, total: int) -> None:
        if done > total // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), backup.checked(home, saved) as copy:
        backup.put(copy, home, interrupted, pages=1)
    assert articles(home) == before
    assert not (home / "restoring").exists()
    restore(saved, home)
    assert articles(home) == articles(stored_home)


def test_the_index_of_what_was_there_is_gone(saved: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "index" / "main" / "000001").mkdir(parents=True)
    (home / "index" / "main" / "live").write_text("000001")
    restore(saved, home)
    assert not (home / "index").exists()


def cut(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def flipped(path: Path) -> None:
    """Overwrite a page in the middle, as a bad disk does."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2 // 4096 * 4096)
        file.write(b"\xff" * 4096)


def sql(statement: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(statement)

    return change


def replaced(content: bytes) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        path.write_bytes(content)

    return change


def another(path: Path) -> None:
    path.unlink()
    sql("CREATE TABLE article (id TEXT); CREATE TABLE note (words TEXT);")(path)


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (cut, "is damaged"),
        (flipped, "is damaged"),
        (replaced(b""), "is no backup"),
        (replaced(b"It rained in Tansy.\n" * 500), "is no backup"),
        (replaced(backup.MAGIC + bytes(5_000)), "no backup|is damaged"),
        (another, "is no backup"),
        (sql("UPDATE alembic_version SET version_num = '9999'"), "made by a newer Dateline"),
        (sql("DELETE FROM alembic_version"), "made by a newer Dateline"),
        (sql("DROP TABLE preference"), "its tables are others"),
        (sql("ALTER TABLE article DROP COLUMN byline"), "its tables are others"),
        (sql("CREATE TRIGGER t AFTER DELETE ON article BEGIN DELETE FROM change; END"), "is no backup"),
        (sql("CREATE VIEW v AS SELECT * FROM article"), "is no backup"),
        (sql("DELETE FROM article WHERE corpus = 'other'"), "is damaged"),
        (Path.unlink, "no such file"),
    ],
)
def test_what_is_no_sound_backup_changes_nothing(
    saved: Path, tmp_path: Path, damage: Callable[[Path], None], reason: str
) -> None:
    home = tmp_path / "home"
    library = Library(home, NoEmbedder())
    list(library.add([harbour_story(500)], corpus="main"))
    library.close()
    before = articles(home)
    damage(saved)
    with pytest.raises(BadBackup, match=reason):
        restore(saved, home)
    assert articles(home) == before
    assert not (home / "restoring").exists()


@pytest.fixture
def ruined(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    Library(home, NoEmbedder()).close()
    (home / FILE_NAME).write_bytes(b"no database " * 1_000)
    return home


def test_a_damaged_archive_is_kept_beside_the_restored_one(stored_home: Path, saved: Path, ruined: Path) -> None:
    with pytest.raises(BadBackup, match="the archive is damaged"):
        backup.write(ruined, saved.with_name("other.sqlite"))
    restore(saved, ruined)
    assert articles(ruined) == articles(stored_home)
    assert (ruined / f"{FILE_NAME}.damaged").read_bytes().startswith(b"no database")


def test_a_backup_that_cannot_be_written_leaves_nothing(stored_home: Path, tmp_path: Path) -> None:
    with pytest.raises(BadBackup, match=r"may not be opened|no such"):
        backup.write(stored_home, tmp_path / "no" / "such" / "folder.sqlite")
    assert list(tmp_path.iterdir()) == []
