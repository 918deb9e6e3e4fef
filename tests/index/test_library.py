"""What can be done with a library: add, find, remove, reindex, and share a data folder."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event, Thread

import pytest

from index.errors import (
    BadCorpusName,
    BuildCancelled,
    HomeInUse,
    HomeUnusable,
    ModelMismatch,
    NotFound,
)
from index.library import Library
from index.news.article import RawArticle
from index.news.repetition import STORIES
from index.news.sources.records import Refusal
from index.retrieval.embedding import Embedder
from index.retrieval.search import Query
from index.store.arrival import Added, Outcome
from index.store.requests import State
from tests.stories import found, harbour_story, put

FIRST_VERSION = """PORT HOLM (MW) — The ferry Aurelia ran aground Tuesday with 212 people aboard, officials said.

All passengers were brought ashore by dusk, the coast guard of the northern district said in a statement.

Captain Jonas Reik had sailed the narrow strait between the two islands for more than twenty years."""

SECOND_VERSION = """PORT HOLM (MW) — The ferry Aurelia ran aground Tuesday with 214 people aboard, officials said.

All passengers were brought ashore by dusk, the coast guard of the northern district said in a statement.

Captain Jonas Reik had sailed the narrow strait between the two islands for more than twenty years.

Divers will look at the hull on Wednesday."""


class TestAdding:
    def test_an_article_is_found_by_its_words_and_by_its_meaning(self, library: Library) -> None:
        bakery = RawArticle(text="Bakers in Tansy will charge more for bread from Monday, their guild said.")
        put(library, [bakery, *(harbour_story(number) for number in range(6))])
        assert "Kestrel4" in found(library, "Kestrel4")[0]
        assert "Bakers" in found(library, "rising cost of loaves")[0]

    def test_the_same_article_again_changes_nothing(self, library: Library) -> None:
        (first,) = put(library, [harbour_story(1)])
        (again,) = library.add([harbour_story(1)], corpus="main")
        assert isinstance(again, Added)
        assert again.outcome is Outcome.KNOWN
        assert again.article.id == first.id
        assert library.archive.count("main") == 1
        assert library.indexes.unindexed("main") == 0

    def test_a_changed_text_under_the_same_id_is_a_new_version(self, library: Library) -> None:
        first, second = put(
            library,
            [harbour_story(1), replace(harbour_story(1), text="The vessel left again. Nobody knows where it is.")],
        )
        assert (second.story, second.version) == (first.story, 2)

    def test_the_original_is_kept_whole(self, library: Library) -> None:
        plain, page = put(
            library,
            [
                RawArticle(text="a &amp; b are two letters.\r\n"),
                RawArticle(text="A text.", original="<p>A text.</p>"),
            ],
        )
        assert library.archive.original("main", plain.id) == "a &amp; b are two letters.\r\n"
        assert library.archive.original("main", page.id) == "<p>A text.</p>"

    def test_what_a_source_refused_keeps_its_place(self, library: Library) -> None:
        refused = Refusal("b.txt", "is empty")
        results = list(
            library.add([harbour_story(1), refused, RawArticle(text="***", origin="c.txt")], corpus="main")
        )
        assert isinstance(results[0], Added)
        assert results[1] == refused
        assert isinstance(results[2], Refusal)
        assert results[2].origin == "c.txt"

    @pytest.mark.parametrize("name", ["", "Main", "../main", "a" * 65, "a b"])
    def test_a_corpus_needs_a_plain_name(self, library: Library, name: str) -> None:
        with pytest.raises(BadCorpusName):
            list(library.add([harbour_story(1)], corpus=name))


class TestVersions:
    def test_unchanged_paragraphs_count_once_and_cite_the_latest(self, library: Library) -> None:
        _, second = put(library, [RawArticle(text=FIRST_VERSION), RawArticle(text=SECOND_VERSION)])
        hits = library.search(Query("Who is the captain of the ferry?", ("main",)))
        captain = [hit for hit in hits if "Jonas Reik" in hit.paragraph.text]
        assert len(captain) == 1
        assert captain[0].article.id == second.id
        assert [(also.article.version, also.paragraph) for also in captain[0].also] == [(1, 3)]

    def test_changed_paragraphs_are_both_found(self, library: Library) -> None:
        put(library, [RawArticle(text=FIRST_VERSION), RawArticle(text=SECOND_VERSION)])
        texts = found(library, "How many people were aboard the Aurelia?")
        assert any("212" in text for text in texts)
        assert any("214" in text for text in texts)

    def test_short_words_that_recur_in_unrelated_stories_are_not_one_paragraph(self, library: Library) -> None:
        put(
            library,
            [
                RawArticle(title="Mayor of Tansy steps down", text="The mayor left.\n\nHe did not elaborate."),
                RawArticle(
                    title="Striker of Brack is hurt", text="The striker limped off.\n\nHe did not elaborate."
                ),
            ],
        )
        hits = library.search(Query("did he elaborate", ("main",)))
        short = [hit for hit in hits if hit.paragraph.text == "He did not elaborate."]
        assert len(short) == 2
        assert all(hit.also == () for hit in short)


class TestStandingLines:
    LINE = "Need a break from the news? Try our crossword on the back page."

    def test_what_an_outlet_repeats_is_kept_but_no_longer_found(self, library: Library) -> None:
        stories = [
            replace(each, text=f"{each.text}\n\n{self.LINE}") for each in map(harbour_story, range(STORIES))
        ]
        stories = [replace(each, outlet="Harbour Post") for each in stories]
        put(library, stories[:-1])
        assert self.LINE in found(library, "crossword on the back page")
        (last,) = put(library, stories[-1:])
        assert self.LINE not in found(library, "crossword on the back page")
        assert library.archive.get("main", last.id).paragraphs[-1].text == self.LINE


class TestRemoving:
    def test_a_removed_article_is_gone_from_archive_and_index(self, library: Library) -> None:
        articles = put(library, [harbour_story(number) for number in range(3)])
        library.remove("main", articles[1].id)
        library.indexes.catch_up("main")
        assert not any("Kestrel1 " in text for text in found(library, "Kestrel1"))
        library.indexes.check("main")
        with pytest.raises(NotFound, match="dateline list"):
            library.archive.get("main", articles[1].id)

    def test_it_is_never_shown_even_before_the_index_knows(self, library: Library) -> None:
        (article,) = put(library, [harbour_story(1)])
        library.remove("main", article.id)
        assert found(library, "Kestrel1") == []

    def test_it_can_be_added_again(self, library: Library) -> None:
        (article,) = put(library, [harbour_story(1)])
        library.remove("main", article.id)
        library.indexes.catch_up("main")
        put(library, [harbour_story(1)])
        assert "Kestrel1" in found(library, "Kestrel1")[0]

    def test_an_unknown_id_is_said_to_be_unknown(self, library: Library) -> None:
        with pytest.raises(NotFound, match="nope"):
            library.remove("main", "nope")


class TestSearching:
    def test_an_empty_corpus_has_nothing(self, library: Library) -> None:
        assert found(library, "anything") == []

    def test_dates_bound_what_is_found(self, library: Library) -> None:
        early = replace(harbour_story(1), date="2025-03-01")
        late = replace(harbour_story(2), date="2025-03-09T10:00:00+00:00")
        undated = replace(harbour_story(3), date=None)
        put(library, [early, late, undated])
        texts = found(library, "freighter docked", since=date(2025, 3, 2), until=date(2025, 3, 9))
        assert texts
        assert all("Kestrel2" in text for text in texts)

    def test_one_corpus_shows_nothing_of_another(self, library: Library) -> None:
        put(library, [harbour_story(1)], corpus="first")
        put(library, [harbour_story(2)], corpus="second")
        assert all("Kestrel1" in text for text in found(library, "freighter", corpus="first"))

    def test_several_corpora_are_ranked_together(self, library: Library) -> None:
        put(library, [harbour_story(1)], corpus="first")
        put(library, [harbour_story(2)], corpus="second")
        hits = library.search(Query("Kestrel2", ("first", "second")))
        assert {hit.article.corpus for hit in hits} == {"first", "second"}
        assert "Kestrel2" in hits[0].paragraph.text

    def test_each_ranking_can_be_looked_at_and_the_fusion_is_what_a_search_finds(self, library: Library) -> None:
        put(library, [harbour_story(number) for number in range(4)])
        ranked = library.search.rankings(Query("Which vessel is Kestrel2?", ("main",), 3))
        assert "Kestrel2" in ranked.lexical[0].paragraph.text
        assert [len(each) for each in (ranked.lexical, ranked.dense, ranked.fused)] == [3, 3, 3]
        assert ranked.dense[0].similarity == max(each.similarity for each in ranked.dense)
        assert ranked.fused == library.search(Query("Which vessel is Kestrel2?", ("main",), 3))

    @pytest.mark.parametrize("query", ["(a AND", "body:x OR *", "?!", "", "“”", "🙂" * 40])
    def test_no_query_is_syntax(self, library: Library, query: str) -> None:
        put(library, [harbour_story(1)])
        library.search(Query(query, ("main",)))


class TestReindexing:
    def test_the_new_generation_replaces_the_old_on_disk(self, library: Library, tmp_path: Path) -> None:
        put(library, [harbour_story(number) for number in range(4)])
        library.indexes.reindex("main")
        folders = [each.name for each in (tmp_path / "home/index/main").iterdir() if each.is_dir()]
        assert folders == ["000002"]
        assert "Kestrel2" in found(library, "Kestrel2")[0]

    def test_progress_is_told_to_the_end(self, library: Library) -> None:
        put(library, [harbour_story(number) for number in range(4)])
        told: list[tuple[int, int]] = []
        library.indexes.reindex("main", lambda done, total: told.append((done, total)))
        assert told[-1] == (4, 4)

    @pytest.mark.slow
    def test_questions_are_answered_and_changes_kept_meanwhile(self, library: Library) -> None:
        articles = put(library, [harbour_story(number) for number in range(120)])
        worker = Thread(target=library.indexes.reindex, args=["main"])
        worker.start()
        searches = 0
        put(library, [harbour_story(500)])
        library.remove("main", articles[7].id)
        while worker.is_alive():
            assert "Kestrel9 " in found(library, "Kestrel9")[0]
            searches += 1
        worker.join()
        assert searches > 0
        assert "Kestrel500" in found(library, "Kestrel500")[0]
        assert not any("Kestrel7 " in text for text in found(library, "Kestrel7"))
        library.indexes.catch_up("main")
        library.indexes.check("main")

    def test_a_cancelled_one_leaves_the_old_index(self, library: Library) -> None:
        put(library, [harbour_story(number) for number in range(4)])
        with pytest.raises(BuildCancelled, match="cancelled"):
            library.indexes.reindex("main", ended=lambda: True)
        assert "Kestrel2" in found(library, "Kestrel2")[0]

    def test_a_corpus_that_never_was_cannot_be(self, library: Library) -> None:
        with pytest.raises(NotFound, match="nowhere"):
            library.indexes.reindex("nowhere")

    @pytest.mark.slow
    def test_a_large_import_is_built_by_a_child_process(self, library: Library, tmp_path: Path) -> None:
        put(library, [harbour_story(number) for number in range(210)])
        assert (tmp_path / "home/index/main/live").read_text() == "000002"
        assert "Kestrel209" in found(library, "Kestrel209")[0]


class TestSharingAFolder:
    @pytest.mark.usefixtures("library")
    def test_a_second_owner_is_told_who_the_first_is(self, tmp_path: Path, embedder: Embedder) -> None:
        other = Library(tmp_path / "home", embedder)
        with pytest.raises(HomeInUse, match=r"a test \(process \d+"):
            other.own("another test")
        owner = other.owner()
        assert owner is not None
        assert owner.purpose == "a test"
        other.close()

    def test_the_owner_takes_up_what_others_add_and_remove(
        self, library: Library, tmp_path: Path, embedder: Embedder
    ) -> None:
        (article,) = put(library, [harbour_story(1)])
        other = Library(tmp_path / "home", embedder)
        list(other.add([harbour_story(2)], corpus="main"))
        other.remove("main", article.id)
        other.close()
        library.indexes.take_up_changes(Event())
        assert {text.split("Kestrel")[1][0] for text in found(library, "Kestrel2 Kestrel1")} == {"2"}

    def test_the_owner_does_the_reindex_another_asks_for(
        self, library: Library, tmp_path: Path, embedder: Embedder
    ) -> None:
        put(library, [harbour_story(1)])
        other = Library(tmp_path / "home", embedder)
        request = other.requests.ask("main")
        assert other.requests.ask("main").id == request.id
        library.indexes.take_up_requests(Event())
        assert other.requests.get(request.id).state is State.DONE
        assert (tmp_path / "home/index/main/live").read_text() == "000002"
        failing = other.requests.ask("nowhere")
        library.indexes.take_up_requests(Event())
        assert other.requests.get(failing.id).state is State.FAILED
        assert "nowhere" in other.requests.get(failing.id).message
        other.close()

    def test_searching_needs_ownership(self, tmp_path: Path, embedder: Embedder) -> None:
        stranger = Library(tmp_path / "elsewhere", embedder)
        with pytest.raises(HomeInUse):
            stranger.search(Query("anything", ("main",)))
        stranger.close()

    def test_many_corpora_are_kept_open_only_a_few_at_a_time(self, tmp_path: Path, embedder: Embedder) -> None:
        small = Library(tmp_path / "small", embedder, open_corpora=2)
        small.own("a test")
        for number in range(4):
            put(small, [harbour_story(number)], corpus=f"corpus-{number}")
        for number in range(4):
            assert f"Kestrel{number}" in found(small, "freighter", corpus=f"corpus-{number}")[0]
        small.close()


class TestBadFolders:
    def test_a_file_where_the_folder_should_be(self, tmp_path: Path, embedder: Embedder) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(HomeUnusable, match="Set DATELINE_HOME"):
            Library(tmp_path / "file", embedder)

    def test_a_damaged_archive(self, tmp_path: Path, embedder: Embedder) -> None:
        (tmp_path / "archive.sqlite").write_bytes(b"this is no database at all, not even a small one" * 100)
        with pytest.raises(HomeUnusable, match="damaged"):
            Library(tmp_path, embedder)

    def test_an_index_by_another_model(self, library: Library, tmp_path: Path, embedder: Embedder) -> None:
        put(library, [harbour_story(1)])
        library.close()
        manifest = tmp_path / "home/index/main/000001/manifest.json"
        manifest.write_text(manifest.read_text().replace(embedder.name, "another-model"))
        reopened = Library(tmp_path / "home", embedder)
        reopened.own("a test")
        with pytest.raises(ModelMismatch, match="another-model"):
            reopened.search(Query("anything", ("main",)))
        reopened.indexes.reindex("main")
        assert "Kestrel1" in found(reopened, "Kestrel1")[0]
        reopened.close()

    def test_a_broken_index_is_built_anew(self, library: Library, tmp_path: Path, embedder: Embedder) -> None:
        put(library, [harbour_story(number) for number in range(3)])
        library.close()
        (tmp_path / "home/index/main/000001/dense/chroma.sqlite3").write_bytes(b"broken" * 1000)
        reopened = Library(tmp_path / "home", embedder)
        reopened.own("a test")
        reopened.indexes.catch_up("main")
        assert "Kestrel2" in found(reopened, "Kestrel2")[0]
        reopened.indexes.check("main")
        reopened.close()
