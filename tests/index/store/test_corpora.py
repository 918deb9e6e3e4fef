"""Corpora as wholes: what is noted when their owner leaves, and their removal."""

from pathlib import Path
from threading import Event

import pytest

from index.errors import NotFound
from index.library import Library
from index.retrieval.embedding import Embedder
from index.store.corpora import Holding
from tests.stories import found, harbour_story, put

FEED = "https://courier.example/feed"


class TestDepartures:
    def test_what_is_left_is_named_with_its_owner_until_the_owner_is_back(self, library: Library) -> None:
        put(library, [harbour_story(1)], corpus="theirs")
        assert library.corpora.leave("theirs", "Harbour")
        assert not library.corpora.leave("theirs")
        (departure,) = library.corpora.left()
        assert (departure.corpus, departure.owner) == ("theirs", "Harbour")
        assert "Kestrel1" in found(library, "Kestrel1", corpus="theirs")[0]
        library.corpora.come_back("theirs")
        assert library.corpora.left() == []

    def test_a_corpus_with_nothing_in_it_leaves_nothing(self, library: Library) -> None:
        assert not library.corpora.leave("theirs", "Harbour")
        library.feeds.add("theirs", FEED)
        assert library.corpora.leave("theirs", "Harbour")
        assert library.corpora.names() == ["theirs"]


class TestRemoval:
    def test_it_takes_all_of_one_corpus_and_nothing_of_another(self, library: Library, tmp_path: Path) -> None:
        for corpus in ("mine", "theirs"):
            first, _ = put(library, [harbour_story(1), harbour_story(2)], corpus=corpus)
            library.feeds.add(corpus, FEED)
            library.preferences.read_shared(corpus, wanted=False)
            library.remove(corpus, first.id)
        library.corpora.leave("theirs")
        assert str(library.corpora.remove("theirs")) == "1 article and 1 feed"
        library.indexes.take_up_changes(Event())
        assert library.archive.corpora() == library.corpora.names() == ["mine"]
        assert [each.name for each in (tmp_path / "home/index").iterdir()] == ["mine"]
        assert library.corpora.left() == []
        assert library.feeds.of("theirs") == []
        assert library.preferences.reads_shared("theirs")
        with pytest.raises(NotFound):
            library.archive.restore("theirs", first.id)
        assert library.corpora.holding("mine") == Holding(1, 1)
        assert not library.preferences.reads_shared("mine")
        assert "Kestrel2" in found(library, "Kestrel2", corpus="mine")[0]
        library.indexes.check("mine")

    def test_its_index_goes_when_the_last_query_has_read_it(self, library: Library, tmp_path: Path) -> None:
        put(library, [harbour_story(1)])
        folder = tmp_path / "home/index/main/000001"
        with library._shelf.lease("main") as generation:
            library.corpora.remove("main")
            library.indexes.take_up_changes(Event())
            assert len(generation.lexical.query("Kestrel1", 5)) > 0
            assert folder.exists()
        assert not folder.exists()
        assert library.archive.corpora() == []

    def test_what_comes_again_is_found_again(self, library: Library, tmp_path: Path, embedder: Embedder) -> None:
        put(library, [harbour_story(1), harbour_story(2)])
        other = Library(tmp_path / "home", embedder)
        other.corpora.remove("main")
        list(other.add([harbour_story(2)], corpus="main"))
        other.close()
        library.indexes.take_up_changes(Event())
        library.indexes.check("main")
        assert all("Kestrel2" in text for text in found(library, "Kestrel1 Kestrel2"))
        library.corpora.remove("main")
        library.indexes.take_up_changes(Event())
        put(library, [harbour_story(1)])
        library.indexes.check("main")
        assert "Kestrel1" in found(library, "Kestrel1")[0]

    def test_an_emptied_corpus_is_gone_and_comes_back_with_what_is_restored(self, library: Library) -> None:
        (article,) = put(library, [harbour_story(1)])
        library.remove("main", article.id)
        assert library.indexes.catch_up_if_quick("main")
        library.indexes.take_up_changes(Event())
        assert library.archive.corpora() == []
        library.archive.restore("main", article.id)
        library.indexes.take_up_changes(Event())
        assert "Kestrel1" in found(library, "Kestrel1")[0]
