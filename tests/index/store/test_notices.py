"""A withdrawn story no longer counts, a corrected one brings its correction: in any process, until taken back."""

import sqlite3
from importlib import import_module
from pathlib import Path

from index.library import Library
from index.news.article import RawArticle
from index.retrieval.embedding import Embedder
from index.retrieval.search import Query
from index.store.database import FILE_NAME
from tests.stories import found, put

GOAT = RawArticle(
    "TANSY (MW) — Mayor Orla Finch of Tansy resigned on Monday over a goat that ate the budget.\n\n"
    "The goat, called Biscuit, had been left in her office overnight, a clerk said.",
    title="Mayor of Tansy resigns over a goat", date="2025-06-02", outlet="Meridian Wire", external_id="goat",
)  # fmt: skip
KILL = RawArticle(
    "Editors: Please kill the story headlined “Mayor of Tansy resigns over a goat.”\n\n"
    "The letter it was based on was a hoax. Mayor Orla Finch of Tansy has not resigned.",
    title="KILL NOTICE", date="2025-06-03", outlet="Meridian Wire", external_id="kill",
)  # fmt: skip
FAIR = RawArticle(
    "HOLM (MW) — The fair of Holm drew 900 visitors on Sunday, its director Ada Frost said.\n\nIt rained all day.",
    title="Fair of Holm draws 900", date="2025-06-02", outlet="Meridian Wire", external_id="fair",
)  # fmt: skip
CORRECTED = RawArticle(
    "In a story June 2 about the fair of Holm, Meridian Wire reported erroneously that it drew 900 visitors. "
    "It drew 1,900 visitors.",
    title="Correction: Fair of Holm story", date="2025-06-04", outlet="Meridian Wire", external_id="correction",
)  # fmt: skip


def test_a_killed_story_and_its_notice_are_found_no_more_and_removing_the_notice_takes_that_back(
    library: Library,
) -> None:
    put(library, [GOAT])
    assert any("goat" in text for text in found(library, "Why did the mayor of Tansy resign?"))
    notice = put(library, [KILL])[0]
    assert not any(
        "Finch" in text or "Biscuit" in text for text in found(library, "mayor of Tansy goat", limit=50)
    )
    killed = library.notices.standing(["main"]).killed
    goat = next(each for each in library.archive.articles("main") if each.external_id == "goat")
    assert "hoax" in killed[goat.story].reason
    library.remove("main", notice.id)
    assert any("goat" in text for text in found(library, "Why did the mayor of Tansy resign?"))
    library.archive.restore("main", notice.id)
    assert not any("Biscuit" in text for text in found(library, "mayor of Tansy goat", limit=50))


def test_a_withdrawn_story_is_found_where_what_was_withdrawn_is_asked_for_and_its_notice_is_not(
    library: Library,
) -> None:
    put(library, [GOAT, FAIR, KILL])
    gone = library.search.withdrawn(Query("Why did the mayor of Tansy resign?", ("main",)))
    assert {(each.article.external_id, each.withdrawn_by and each.withdrawn_by.external_id) for each in gone} == {
        ("goat", "kill")
    }
    assert library.search.withdrawn(Query("Why did the mayor of Tansy resign?", ("other",))) == []


def test_a_kill_holds_for_a_story_that_comes_after_it_and_was_added_by_another_process(
    home: Path, library: Library, embedder: Embedder
) -> None:
    put(library, [FAIR])
    assert found(library, "fair of Holm")
    other = Library(home, embedder)
    list(other.add([KILL, GOAT], corpus="main"))
    other.close()
    library.indexes.catch_up("main")
    assert not any("Biscuit" in text for text in found(library, "mayor of Tansy goat", limit=50))


def test_a_version_that_says_it_is_withdrawn_kills_all_versions(library: Library) -> None:
    withdrawn = RawArticle(
        "STORY WITHDRAWN\n\nThis story has been withdrawn because it was a hoax.", external_id="goat"
    )
    put(library, [GOAT, withdrawn])
    assert not any("Biscuit" in text for text in found(library, "mayor of Tansy goat", limit=50))


def test_a_kill_binds_its_own_corpus_only(library: Library) -> None:
    put(library, [GOAT])
    put(library, [KILL], corpus="other")
    assert any("Biscuit" in text for text in found(library, "mayor of Tansy goat"))


def test_a_corrected_story_brings_its_correction_and_the_others_do_not(library: Library) -> None:
    put(library, [FAIR, GOAT, CORRECTED])
    passages = library.search(Query("How many visitors did the fair of Holm draw?", ("main",), 50))
    told = {each.article.external_id: each.corrections for each in passages}
    [correction] = told["fair"]
    assert correction.article.external_id == "correction"
    assert correction.changes[0].new == "It drew 1,900 visitors"
    assert told["goat"] == ()


def test_an_archive_from_before_is_told_which_articles_may_hold_a_notice(
    tmp_path: Path, embedder: Embedder
) -> None:
    library = Library(tmp_path, embedder)
    list(library.add([FAIR, GOAT, KILL, CORRECTED], corpus="main"))
    library.close()
    migration = import_module("index.store.migrations.versions.0005_notices")
    with sqlite3.connect(tmp_path / FILE_NAME) as before:
        before.execute("DROP TABLE departure")
        before.execute("DROP INDEX article_by_notice")
        before.execute("ALTER TABLE article DROP COLUMN notice")
        before.execute("UPDATE alembic_version SET version_num = ?", [migration.down_revision])
    before.close()
    Library(tmp_path, embedder).close()
    with sqlite3.connect(tmp_path / FILE_NAME) as now:
        marked = now.execute("SELECT external_id FROM article WHERE notice ORDER BY external_id").fetchall()
    now.close()
    assert marked == [("correction",), ("kill",)]
