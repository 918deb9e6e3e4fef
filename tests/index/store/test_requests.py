"""What is kept for a chat: the reindexes asked for, and what the answers that were shown cite."""

from threading import Event

from index.library import Library
from index.store.requests import State
from index.store.shown import Cited
from tests.stories import harbour_story, put


class TestRequests:
    def test_one_that_is_cancelled_before_it_begins_never_runs(self, library: Library) -> None:
        put(library, [harbour_story(1)])
        request = library.requests.ask("main", asked_by="42")
        assert library.requests.ask("main", asked_by="43").asked_by == "42"
        library.requests.cancel(request.id)
        library.take_up_requests(Event())
        assert library.requests.get(request.id).state is State.CANCELLED
        assert library.requests.unfinished() == []

    def test_one_whose_process_ends_is_for_the_next_owner(self, library: Library) -> None:
        put(library, [harbour_story(1)])
        request = library.requests.ask("main")
        stop = Event()
        stop.set()
        library.take_up_requests(stop)
        assert [each.id for each in library.requests.unfinished()] == [request.id]
        library.take_up_requests(Event())
        assert library.requests.get(request.id).state is State.DONE


class TestShown:
    CITED = Cited(1, "main", "0123456789", "Mill burns", 2, "The mill burned.", "mill")

    def test_what_an_answer_cites_is_known_where_it_was_shown(self, library: Library) -> None:
        library.shown.keep("a" * 32, "server-1", [self.CITED])
        assert library.shown.get("a" * 32, "server-1") == [self.CITED]
        assert library.shown.get("a" * 32, "server-2") == []
        assert library.shown.get("b" * 32, "server-1") == []
