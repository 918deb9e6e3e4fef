import pytest

from bot.drafts import KEPT_S, MOST, MOST_EACH, Drafts
from bot.errors import Busy
from index.news.article import RawArticle

ARTICLES = [RawArticle("The boat of Alder came home.")]


class Clock:
    """A clock that stands still until it is moved."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_draft_is_taken_once() -> None:
    drafts = Drafts[list[RawArticle]](Clock())
    name = drafts.keep("server-1", ARTICLES)
    taken = drafts.take(name, "server-1")
    assert taken is not None
    assert taken.sources == ARTICLES
    assert drafts.take(name, "server-1") is None


def test_another_server_cannot_take_it() -> None:
    drafts = Drafts[list[RawArticle]](Clock())
    name = drafts.keep("server-1", ARTICLES)
    assert drafts.take(name, "server-2") is None
    assert drafts.take(name, "server-1") is not None


def test_it_goes_when_its_time_is_over() -> None:
    clock = Clock()
    drafts = Drafts[list[RawArticle]](clock)
    name = drafts.keep("server-1", ARTICLES)
    clock.now = KEPT_S + 1
    assert drafts.take(name, "server-1") is None


def test_the_oldest_of_its_own_corpus_goes_when_there_are_too_many() -> None:
    drafts = Drafts[list[RawArticle]](Clock())
    other = drafts.keep("server-2", ARTICLES)
    first, *_, last = [drafts.keep("server-1", ARTICLES) for _ in range(MOST_EACH + 1)]
    assert drafts.take(first, "server-1") is None
    assert drafts.take(last, "server-1") is not None
    assert drafts.take(other, "server-2") is not None


def test_when_there_is_no_room_a_new_one_is_refused_in_words() -> None:
    drafts = Drafts[list[RawArticle]](Clock())
    names = [drafts.keep(f"server-{n}", ARTICLES) for n in range(MOST)]
    with pytest.raises(Busy, match="send it again"):
        drafts.keep("one-more", ARTICLES)
    assert drafts.take(names[0], "server-0") is not None
