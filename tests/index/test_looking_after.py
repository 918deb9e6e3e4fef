"""Looking after a library from a chat: a removal taken back, an addition previewed, headlines found."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
import sqlalchemy as sa

from index.errors import NotFound
from index.indexes import BULK_ARTICLES
from index.library import Library
from index.news.article import RawArticle
from index.news.sources.records import Refusal
from index.store import schema, undo
from index.store.arrival import Added, Outcome
from index.store.database import Database
from tests.stories import found, harbour_story, put


class TestTakingBack:
    def test_a_removed_article_can_be_put_back_as_it_was(self, library: Library) -> None:
        article = put(library, [harbour_story(1)])[0]
        original = library.archive.original("main", article.id)
        library.remove("main", article.id)
        library.indexes.catch_up("main")
        assert found(library, "Kestrel1") == []
        assert library.archive.restore("main", article.id) == article
        library.indexes.catch_up("main")
        assert "Kestrel1" in found(library, "Kestrel1")[0]
        assert library.archive.original("main", article.id) == original
        library.indexes.check("main")

    def test_another_corpus_cannot_put_it_back(self, library: Library) -> None:
        article = put(library, [harbour_story(1)])[0]
        library.remove("main", article.id)
        with pytest.raises(NotFound, match="Add it again"):
            library.archive.restore("other", article.id)

    def test_after_some_minutes_it_is_gone_for_good(self, library: Library, tmp_path: Path) -> None:
        article = put(library, [harbour_story(1)])[0]
        library.remove("main", article.id)
        long_ago = datetime.now(UTC) - undo.KEPT - timedelta(seconds=1)
        database = Database(tmp_path / "home")
        with database.writing() as connection:
            connection.execute(sa.update(schema.removed).values(removed_at=long_ago))
        library.archive.forget_removed()
        with database.reading() as connection:
            assert connection.execute(sa.select(schema.removed)).all() == []
        database.close()
        with pytest.raises(NotFound):
            library.archive.restore("main", article.id)

    def test_putting_back_what_was_added_again_changes_nothing(self, library: Library) -> None:
        article = put(library, [harbour_story(1)])[0]
        library.remove("main", article.id)
        put(library, [harbour_story(1)])
        assert library.archive.restore("main", article.id).id == article.id
        assert library.archive.count("main") == 1


class TestPreviewing:
    def test_a_preview_says_what_adding_would_do_and_stores_nothing(self, library: Library) -> None:
        put(library, [harbour_story(1)])
        results = library.preview([harbour_story(1), harbour_story(2), Refusal("x", "is bad.")], corpus="main")
        outcomes = [each.outcome if isinstance(each, Added) else None for each in results]
        assert outcomes == [Outcome.KNOWN, Outcome.ADDED, None]
        assert library.archive.count("main") == 1
        assert library.indexes.unindexed("main") == 0


class TestHeadlines:
    def test_they_are_found_by_some_of_their_words_in_any_case(self, library: Library) -> None:
        list(library.add([RawArticle("The mill burned.", title="100% of_mill")], corpus="main"))
        list(library.add([RawArticle("The bridge fell.", title="Bridge falls")], corpus="main"))
        assert [each.text for each in library.archive.headlines("main", containing="BRIDGE", limit=5)] == [
            "Bridge falls"
        ]
        assert [each.text for each in library.archive.headlines("main", containing="0% of_", limit=5)] == [
            "100% of_mill"
        ]
        assert len(library.archive.headlines("main", containing="", limit=1)) == 1
        assert library.archive.headlines("other", containing="", limit=5) == []


class TestKeepingUp:
    def test_a_few_articles_are_indexed_at_once_and_many_are_left_to_the_background(
        self, library: Library
    ) -> None:
        list(library.add([harbour_story(1)], corpus="main"))
        assert library.indexes.catch_up_if_quick("main")
        list(library.add([harbour_story(n) for n in range(2, BULK_ARTICLES + 10)], corpus="main"))
        assert not library.indexes.catch_up_if_quick("main")
        assert library.indexes.unindexed("main") > BULK_ARTICLES

    def test_one_corpus_that_cannot_be_indexed_does_not_hold_up_the_others(self, library: Library) -> None:
        put(library, [harbour_story(1)], corpus="first")
        put(library, [harbour_story(2)], corpus="second")
        list(library.add([harbour_story(3)], corpus="first"))
        list(library.add([harbour_story(4)], corpus="second"))
        library._shelf.close("first")
        manifest = library.home / "index" / "first" / "000001" / "manifest.json"
        manifest.write_text('{"corpus": "first", "model": "another", "applied": 1}')
        library.indexes.take_up_changes(Event())
        assert library.indexes.unindexed("second") == 0
        assert "Kestrel4" in found(library, "Kestrel4", corpus="second")[0]
