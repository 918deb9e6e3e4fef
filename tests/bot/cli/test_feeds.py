"""Feeds on the command line: add, list, pause, resume, remove, check."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cli.feeds import check_each, follow
from index.library import Library
from index.polling import Poller
from index.retrieval.embedding import Embedder
from tests.bot.cli.conftest import Dateline
from tests.web import Web, answer

FEED = """<rss version="2.0"><channel><title>Tansy Courier</title><item><title>Mill burns</title>
<guid isPermaLink="false">1</guid><description>The mill of Tansy burned down on Monday night.</description>
</item></channel></rss>"""


@pytest.fixture
def followed(dateline: Dateline, tmp_path: Path, embedder: Embedder) -> int:
    """The number of a feed that is followed in the folder that ``dateline`` works on."""
    opened = Library(tmp_path / "data", embedder)
    feed = opened.feeds.add("main", "https://tansy.example/feed", title="Tansy Courier")
    opened.close()
    assert dateline("feed", "list").code == 0
    return feed.id


@pytest.fixture
async def web() -> AsyncIterator[Web]:
    async with Web({"/feed": answer(FEED.encode(), kind="application/rss+xml")}).open() as opened:
        yield opened


@pytest.fixture
async def poller(web: Web, library: Library) -> AsyncIterator[Poller]:
    async with web.fetcher() as fetcher:
        yield Poller(library, fetcher)


def test_the_list_says_how_each_feed_fares(dateline: Dateline, followed: int) -> None:
    assert "Tansy Courier" in dateline("feed", "list").out
    (listed,) = dateline("feed", "list", "--json").json
    assert (listed["id"], listed["url"], listed["paused"]) == (followed, "https://tansy.example/feed", False)
    assert dateline("feed", "list", "--corpus", "mills", "--json").json == []


def test_a_feed_is_paused_resumed_and_removed(dateline: Dateline, followed: int) -> None:
    assert "resume" in dateline("feed", "pause", str(followed)).err
    assert "paused: It was paused by hand." in dateline("feed", "list").out
    dateline("feed", "resume", str(followed))
    assert not dateline("feed", "list", "--json").json[0]["paused"]
    assert "https://tansy.example/feed" in dateline("feed", "remove", str(followed)).err
    assert "dateline feed add" in dateline("feed", "list").err


@pytest.mark.parametrize("verb", ["pause", "resume", "remove", "check"])
def test_a_feed_that_is_not_there_is_named(dateline: Dateline, verb: str) -> None:
    ran = dateline("feed", verb, "77")
    assert ran.code == 1
    assert "77" in ran.err
    assert "dateline feed list" in ran.err


@pytest.mark.parametrize("url", ["http://127.0.0.1/feed", "file:///etc/passwd", "feed"])
def test_an_address_that_is_not_fetched_is_refused_in_a_line(dateline: Dateline, url: str) -> None:
    ran = dateline("feed", "add", url)
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert dateline("feed", "list", "--json").json == []


async def test_what_comes_in_is_printed(
    poller: Poller, library: Library, web: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    found, feed = await follow(poller, library, web.url("/feed"), "mills")
    assert (found.feed.title, feed.title, len(found.feed.entries)) == ("Tansy Courier", "Tansy Courier", 1)
    assert await check_each(poller, [feed])
    assert capsys.readouterr().out.split() == "Tansy Courier: 1 new Mill burns".split()
    web.answers["/feed"] = answer(status="410 Gone")
    assert not await check_each(poller, library.feeds.of("mills"))
    printed = capsys.readouterr().err
    assert "410" in printed
    assert "It is paused now" in printed
