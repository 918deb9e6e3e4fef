"""What is kept for a chat: the reindexes asked for, and what the answers that were shown cite."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
import sqlalchemy as sa

from index.errors import NotFound
from index.library import Library
from index.store import requests, schema, shown
from index.store.database import Database
from index.store.requests import State
from index.store.shown import Cited
from tests.stories import harbour_story, put


class TestRequests:
    def test_one_that_is_cancelled_before_it_begins_never_runs(self, library: Library) -> None:
        put(library, [harbour_story(1)])
        request = library.requests.ask("main", asked_by="42")
        assert library.requests.ask("main", asked_by="43").asked_by == "42"
        library.requests.cancel(request.id)
        library.indexes.take_up_requests(Event())
        assert library.requests.get(request.id).state is State.CANCELLED
        assert library.requests.unfinished() == []

    def test_one_whose_process_ends_is_for_the_next_owner(self, library: Library) -> None:
        put(library, [harbour_story(1)])
        request = library.requests.ask("main")
        stop = Event()
        stop.set()
        library.indexes.take_up_requests(stop)
        assert [each.id for each in library.requests.unfinished()] == [request.id]
        library.indexes.take_up_requests(Event())
        assert library.requests.get(request.id).state is State.DONE

    def test_one_that_fails_in_an_unforeseen_way_does_not_hold_up_the_next(self, library: Library) -> None:
        put(library, [harbour_story(1)], corpus="first")
        put(library, [harbour_story(2)], corpus="second")
        bad, good = library.requests.ask("first"), library.requests.ask("second")
        (library.home / "index" / "first" / "000002").write_text("a file where the next generation should be")
        library.indexes.take_up_requests(Event())
        assert library.requests.get(bad.id).state is State.FAILED
        assert str(library.home) not in library.requests.get(bad.id).message
        assert library.requests.get(good.id).state is State.DONE

    def test_one_that_ended_is_forgotten_a_month_later_when_another_is_asked(
        self, library: Library, tmp_path: Path
    ) -> None:
        put(library, [harbour_story(1)])
        ended = self.cancelled(library, told_in="")
        to_be_shown = self.cancelled(library, told_in="a channel")
        library.requests.ask("other")
        self.age(tmp_path / "home", requests.KEPT - timedelta(minutes=1))
        library.requests.ask("main")
        assert library.requests.get(ended.id).state is State.CANCELLED
        self.age(tmp_path / "home", requests.KEPT + timedelta(minutes=1))
        library.requests.ask("third")
        with pytest.raises(NotFound, match="no reindex"):
            library.requests.get(ended.id)
        assert [each.corpus for each in library.requests.unfinished()] == ["other", "main", "third"]
        assert [each.id for each in library.requests.untold()] == [to_be_shown.id]

    @staticmethod
    def cancelled(library: Library, *, told_in: str) -> requests.Request:
        """Ask for a reindex that ends at once."""
        request = library.requests.ask("main", told_in=told_in)
        library.requests.cancel(request.id)
        library.indexes.take_up_requests(Event())
        return request

    @staticmethod
    def age(home: Path, by: timedelta) -> None:
        """Let the requests of a data folder have been asked longer ago."""
        database = Database(home)
        with database.writing() as connection:
            connection.execute(sa.update(schema.request).values(asked_at=datetime.now(UTC) - by))
        database.close()


class TestShown:
    CITED = Cited(1, "main", "0123456789", 2, 0, 16)

    def test_what_an_answer_cites_is_known_where_it_was_shown(self, library: Library) -> None:
        library.shown.keep("a" * 32, "server-1", [self.CITED])
        assert library.shown.get("a" * 32, "server-1") == [self.CITED]
        assert library.shown.get("a" * 32, "server-2") == []
        assert library.shown.get("b" * 32, "server-1") == []

    def test_after_a_month_it_is_forgotten(self, library: Library, tmp_path: Path) -> None:
        library.shown.keep("a" * 32, "server-1", [self.CITED])
        library.shown.forget()
        assert library.shown.get("a" * 32, "server-1") == [self.CITED]
        database = Database(tmp_path / "home")
        with database.writing() as connection:
            long_ago = datetime.now(UTC) - shown.KEPT - timedelta(seconds=1)
            connection.execute(sa.update(schema.shown).values(shown_at=long_ago))
        database.close()
        library.shown.forget()
        assert library.shown.get("a" * 32, "server-1") == []
