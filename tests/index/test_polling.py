"""Feeds that are followed: what is new comes in once, servers are treated politely, and a broken feed gives up."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from index.errors import BadFeed, Known, NotFound, TooMany, UnsafeAddress
from index.library import Library
from index.news import schedule
from index.news.sources import feed as feed_source
from index.news.sources import whole
from index.news.sources.whole import DEAD_AFTER, LONGEST_S
from index.polling import MOST_NEW, PAGE_PATIENCE, Checked, Poller
from index.store import feeds as store
from index.store.arrival import Added, Outcome
from index.store.feeds import Subscription
from tests.web import Web, answer, redirect

START = datetime(2025, 5, 16, 12, tzinfo=UTC)
BODY = "The mill of Tansy burned down on Monday night, Mayor Orla Finch said at the town hall. "


def long(number: int) -> str:
    """An article that no other number has."""
    return f"<p>{f'Mill {number} of Tansy burned down on Monday night, said miller {number}. ' * 20}</p>"


def item(number: int, text: str | None = None, link: str = "") -> str:
    where = f"<link>{link}</link>" if link else f"<guid isPermaLink='false'>{number}</guid>"
    words = long(number) if text is None else text
    return f"<item><title>Mill {number} burns</title>{where}<description><![CDATA[{words}]]></description></item>"


def rss(*items: str, **headers: str) -> bytes:
    body = f'<rss version="2.0"><channel><title>Tansy Courier</title>{"".join(items)}</channel></rss>'
    return answer(body.encode(), kind="application/rss+xml", **headers)


@pytest.fixture
async def web() -> AsyncIterator[Web]:
    async with Web({"/feed": rss(item(1), item(2))}).open() as opened:
        yield opened


class Time:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
async def poller(web: Web, library: Library, time: Time) -> AsyncIterator[Poller]:
    async with web.fetcher() as fetcher:
        yield Poller(library, fetcher, clock=time, chance=lambda: 0.0)


@pytest.fixture
def feed(web: Web, library: Library) -> Subscription:
    return library.feeds.add("main", web.url("/feed"), told_in="42")


def now(library: Library, feed: Subscription) -> Subscription:
    return library.feeds.get(feed.corpus, feed.id)


def outcomes(checked: Checked) -> list[str]:
    return [each.outcome.value if isinstance(each, Added) else each.reason for each in checked.results]


class TestWhatComesIn:
    async def test_each_entry_comes_in_once(self, poller: Poller, feed: Subscription, library: Library) -> None:
        first = await poller.check(feed)
        assert [each.article.headline for each in first.fresh] == [
            "Mill 2 burns",
            "Mill 1 burns",
        ]
        assert first.fresh[0].article.outlet == "Tansy Courier"
        assert first.feed.title == "Tansy Courier"
        assert (await poller.check(first.feed)).results == ()
        assert library.archive.count("main") == 2

    async def test_a_changed_entry_is_a_new_version(
        self, poller: Poller, feed: Subscription, web: Web, library: Library
    ) -> None:
        await poller.check(feed)
        web.answers["/feed"] = rss(item(1, long(1) + "<p>On Tuesday she said that nobody was hurt.</p>"), item(2))
        (changed,) = (await poller.check(now(library, feed))).fresh
        assert (changed.outcome, changed.article.version) == (Outcome.VERSION, 2)
        assert library.archive.count("main") == 3

    async def test_what_was_removed_from_the_archive_does_not_come_back(
        self, poller: Poller, feed: Subscription, library: Library
    ) -> None:
        (unwanted, _) = (await poller.check(feed)).fresh
        library.remove("main", unwanted.article.id)
        await poller.check(now(library, feed))
        assert library.archive.count("main") == 1

    async def test_a_long_feed_comes_in_bit_by_bit(self, poller: Poller, feed: Subscription, web: Web) -> None:
        web.answers["/feed"] = rss(*(item(n, f"<p>{n} {BODY}</p>") for n in range(MOST_NEW + 3)), ETag='"1"')
        first = await poller.check(feed)
        assert (len(first.results), first.more, first.feed.etag) == (MOST_NEW, True, "")
        assert first.feed.next_check == START + schedule.SOONEST
        second = await poller.check(first.feed)
        assert (len(second.results), second.more, second.feed.etag) == (3, False, '"1"')

    async def test_an_entry_without_words_is_refused_and_the_others_come_in(
        self, poller: Poller, feed: Subscription, web: Web
    ) -> None:
        web.answers["/feed"] = rss(item(1), item(2, ""))
        assert [each[:12] for each in outcomes(await poller.check(feed))] == ["Not one sent", "added"]


class TestTeasers:
    PAGE = f"<html><head><title>Mill</title></head><body><article><h1>Mill</h1>{long(1)}</article></body></html>"

    async def test_the_whole_article_is_taken_from_its_page(
        self, poller: Poller, feed: Subscription, web: Web
    ) -> None:
        web.answers |= {"/feed": rss(item(1, BODY, web.url("/mill"))), "/mill": answer(self.PAGE.encode())}
        (added,) = (await poller.check(feed)).fresh
        assert sum(len(each.text) for each in added.article.paragraphs) > 1_000
        assert added.article.url == web.url("/mill")

    async def test_not_where_robots_are_not_let_in(self, poller: Poller, feed: Subscription, web: Web) -> None:
        web.answers |= {
            "/feed": rss(item(1, BODY, web.url("/mill"))),
            "/mill": answer(self.PAGE.encode()),
            "/robots.txt": answer(b"User-agent: *\nDisallow: /mill\n", kind="text/plain"),
        }
        (added,) = (await poller.check(feed)).fresh
        assert added.article.paragraphs[0].text == BODY.strip()
        assert "/mill" not in web.paths

    async def test_a_page_that_is_no_article_leaves_the_teaser(
        self, poller: Poller, feed: Subscription, web: Web
    ) -> None:
        web.answers |= {"/feed": rss(item(1, BODY, web.url("/mill"))), "/mill": answer(b"<html>Sign in</html>")}
        (added,) = (await poller.check(feed)).fresh
        assert added.article.paragraphs[0].text == BODY.strip()

    async def test_a_page_that_fails_is_tried_again_and_taken_when_it_is_there(
        self, poller: Poller, feed: Subscription, web: Web, library: Library, time: Time
    ) -> None:
        web.answers["/feed"] = rss(item(1, BODY, web.url("/mill")), item(2), ETag='"a"')
        web.answers["/mill"] = answer(status="503 Service Unavailable")
        first = await poller.check(feed)
        assert [each.article.headline for each in first.fresh] == ["Mill 2 burns"]
        assert "page cannot be had just now and is tried again: 1." in first.feed.trouble
        assert first.feed.etag == ""
        time.now = first.feed.next_check
        web.answers["/mill"] = answer(self.PAGE.encode())
        (added,) = (await poller.check(now(library, feed))).fresh
        assert sum(len(each.text) for each in added.article.paragraphs) > 1_000
        assert now(library, feed).trouble == ""
        assert (await poller.check(now(library, feed))).results == ()

    async def test_after_some_time_the_teaser_is_taken_and_that_is_said(
        self, poller: Poller, feed: Subscription, web: Web, library: Library, time: Time
    ) -> None:
        web.answers["/feed"] = rss(item(1, BODY, web.url("/mill")))
        web.answers["/mill"] = answer(status="503 Service Unavailable")
        for _ in range(2):
            assert (await poller.check(now(library, feed))).fresh == []
            time.now += PAGE_PATIENCE / 2
        last = await poller.check(now(library, feed))
        assert [each.article.paragraphs[0].text for each in last.fresh] == [BODY.strip()]
        assert "only the teaser was taken" in last.feed.trouble
        assert (await poller.check(now(library, feed))).results == ()

    async def test_a_site_whose_pages_fail_is_not_asked_on_and_on(
        self, poller: Poller, feed: Subscription, web: Web
    ) -> None:
        web.answers["/feed"] = rss(*(item(n, f"{n} {BODY}", web.url(f"/{n}")) for n in range(9)))
        assert len((await poller.check(feed)).fresh) == 9
        assert len([path for path in web.paths if path not in ("/feed", "/robots.txt")]) == DEAD_AFTER

    async def test_a_site_that_wants_to_be_asked_slowly_does_not_hold_up_all(self, web: Web) -> None:
        found = feed_source.parse(rss(*map(item, range(5))).partition(b"\r\n\r\n")[2], web.url("/feed"))
        seconds = iter([0.0, 1.0, 2.0, *[LONGEST_S + 1.0] * 5])
        async with web.fetcher() as fetcher:
            made = await whole.articles(found.entries, "u", None, fetcher, clock=lambda: next(seconds))
        assert len(made) == 2

    async def test_a_page_inside_this_network_is_never_fetched(
        self, poller: Poller, feed: Subscription, web: Web
    ) -> None:
        web.answers["/feed"] = rss(item(1, BODY, f"http://169.254.169.254:{web.port}/latest/meta-data/"))
        (added,) = (await poller.check(feed)).fresh
        assert added.article.paragraphs[0].text == BODY.strip()


class TestManners:
    async def test_it_is_asked_whether_anything_changed(
        self, poller: Poller, feed: Subscription, web: Web, library: Library
    ) -> None:
        changed = "Fri, 16 May 2025 11:00:00 GMT"
        web.answers["/feed"] = rss(item(1), ETag='"a"', Last_Modified=changed)
        await poller.check(feed)
        web.answers["/feed"] = answer(status="304 Not Modified")
        checked = await poller.check(now(library, feed))
        assert 'If-None-Match: "a"' in web.requests[-1]
        assert f"If-Modified-Since: {changed}" in web.requests[-1]
        assert (checked.failure, checked.results, checked.feed.etag) == ("", (), '"a"')

    async def test_how_often_it_changes_is_remembered(
        self, poller: Poller, feed: Subscription, web: Web, library: Library
    ) -> None:
        web.answers["/feed"] = rss("<ttl>120</ttl>", ETag='"a"')
        assert (await poller.check(feed)).feed.next_check == START + timedelta(hours=2)
        web.answers["/feed"] = answer(status="304 Not Modified")
        assert (await poller.check(now(library, feed))).feed.next_check == START + timedelta(hours=2)

    async def test_a_feed_that_moved_for_good_is_fetched_from_there(
        self, poller: Poller, feed: Subscription, web: Web, library: Library
    ) -> None:
        web.answers |= {"/feed": redirect("/new", "301 Moved Permanently"), "/new": rss(item(1))}
        await poller.check(feed)
        assert now(library, feed).url == web.url("/new")

    async def test_one_that_is_elsewhere_for_a_while_is_not(
        self, poller: Poller, feed: Subscription, web: Web, library: Library
    ) -> None:
        web.answers |= {"/feed": redirect("/new", "302 Found"), "/new": rss(item(1))}
        await poller.check(feed)
        assert now(library, feed).url == feed.url

    async def test_a_feed_that_robots_may_not_fetch_is_left_alone(
        self, poller: Poller, feed: Subscription, web: Web
    ) -> None:
        web.answers["/robots.txt"] = answer(b"User-agent: *\nDisallow: /\n", kind="text/plain")
        assert "robots.txt of news.example" in (await poller.check(feed)).failure
        assert "/feed" not in web.paths

    async def test_a_feed_is_looked_at_when_it_is_due(
        self, poller: Poller, feed: Subscription, library: Library, time: Time
    ) -> None:
        time.now = feed.next_check
        assert len(await poller.poll()) == 1
        time.now += schedule.USUAL - timedelta(seconds=1)
        assert await poller.poll() == []
        time.now += timedelta(seconds=1)
        assert await poller.poll(lambda corpus: corpus != "main") == []
        assert len(await poller.poll()) == 1
        library.feeds.pause("main", feed.id)
        time.now += schedule.LATEST
        assert await poller.poll() == []


class TestTrouble:
    async def test_a_server_under_load_says_when_to_ask_again(
        self, poller: Poller, feed: Subscription, web: Web
    ) -> None:
        web.answers["/feed"] = answer(status="429 Too Many Requests", Retry_After="86000")
        checked = await poller.check(feed)
        assert "429" in checked.failure
        assert checked.feed.next_check == START + timedelta(seconds=86_000)

    async def test_after_many_failures_it_pauses_and_somebody_is_told(
        self, poller: Poller, feed: Subscription, web: Web, library: Library
    ) -> None:
        web.answers["/feed"] = answer(status="500 Internal Server Error")
        waits = []
        for _ in range(schedule.PATIENCE):
            assert library.feeds.untold() == []
            waits.append((await poller.check(now(library, feed))).feed.next_check - START)
        assert waits[:4] == [schedule.USUAL, schedule.USUAL * 2, schedule.USUAL * 4, schedule.USUAL * 8]
        assert waits[-1] == schedule.LATEST
        (paused,) = library.feeds.untold()
        assert (paused.paused, paused.told_in) == (True, "42")
        assert "500" in paused.trouble
        library.feeds.told(paused.id)
        assert library.feeds.untold() == []

    async def test_one_success_clears_the_record(
        self, poller: Poller, feed: Subscription, web: Web, library: Library
    ) -> None:
        good, web.answers["/feed"] = web.answers["/feed"], answer(status="503 Service Unavailable")
        assert (await poller.check(feed)).feed.failures == 1
        web.answers["/feed"] = good
        checked = await poller.check(now(library, feed))
        assert (checked.feed.failures, checked.feed.trouble) == (0, "")

    async def test_a_feed_that_is_gone_for_good_pauses_at_once(
        self, poller: Poller, feed: Subscription, web: Web, library: Library
    ) -> None:
        web.answers["/feed"] = answer(status="410 Gone")
        await poller.check(feed)
        assert now(library, feed).paused
        assert not library.feeds.resume("main", feed.id).paused

    @pytest.mark.parametrize("body", [b"", b"<html>Sign in</html>", b"\x89PNG\r\n\x1a\n", b"{", b"<rss"])
    async def test_garbage_is_a_failure_in_words(
        self, poller: Poller, feed: Subscription, web: Web, body: bytes
    ) -> None:
        web.answers["/feed"] = answer(body, kind="application/rss+xml")
        checked = await poller.check(feed)
        assert web.url("/feed") in checked.failure or checked.feed.trouble
        assert checked.results == ()

    async def test_what_somebody_decided_meanwhile_stays(
        self, poller: Poller, feed: Subscription, library: Library
    ) -> None:
        library.feeds.pause("main", feed.id)
        await poller.check(feed)
        assert now(library, feed).paused
        library.feeds.remove("main", feed.id)
        assert len((await poller.check(feed)).results) == 2
        with pytest.raises(NotFound):
            now(library, feed)


class TestAdding:
    async def test_a_page_leads_to_its_feed(self, poller: Poller, web: Web) -> None:
        web.answers["/"] = answer(
            b'<html><link rel="alternate" type="application/rss+xml" href="/feed"><p>News</p></html>'
        )
        found = await poller.find(web.url("/"))
        assert (found.url, found.feed.title, len(found.feed.entries)) == (web.url("/feed"), "Tansy Courier", 2)

    async def test_a_page_without_one_is_refused(self, poller: Poller, web: Web) -> None:
        web.answers["/"] = answer(b"<html><p>News</p></html>")
        with pytest.raises(BadFeed, match="web page and no feed"):
            await poller.find(web.url("/"))

    @pytest.mark.parametrize(
        "url", ["http://127.0.0.2/feed", "file:///etc/passwd", "http://localhost/feed", "feed"]
    )
    async def test_a_private_address_is_refused(self, poller: Poller, url: str) -> None:
        with pytest.raises(UnsafeAddress):
            await poller.find(url)

    def test_a_corpus_follows_a_feed_once_and_not_too_many(self, library: Library) -> None:
        library.feeds.add("main", "https://tansy.example/0")
        with pytest.raises(Known, match="already"):
            library.feeds.add("main", "https://tansy.example/0")
        for number in range(1, store.MOST):
            library.feeds.add("main", f"https://tansy.example/{number}")
        with pytest.raises(TooMany, match=str(store.MOST)):
            library.feeds.add("main", "https://tansy.example/more")
        assert library.feeds.add("other", "https://tansy.example/0").corpus == "other"

    def test_another_corpus_neither_sees_nor_changes_it(self, library: Library) -> None:
        feed = library.feeds.add("server-1", "https://tansy.example/feed")
        assert library.feeds.of("server-2") == []
        for act in (library.feeds.get, library.feeds.pause, library.feeds.resume, library.feeds.remove):
            with pytest.raises(NotFound):
                act("server-2", feed.id)


class TestSchedule:
    def test_what_a_feed_asks_for_holds_within_bounds(self) -> None:
        def wait(lifetime: timedelta | None = None, **headers: str) -> timedelta:
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            return schedule.after_success(START, given, lifetime, more=False, chance=0.0) - START

        assert wait() == schedule.USUAL
        assert wait(timedelta(hours=2)) == timedelta(hours=2)
        assert wait(timedelta(minutes=1)) == schedule.SOONEST
        assert wait(timedelta(days=9)) == schedule.LATEST
        assert wait(Cache_Control="public, max-age=7200") == timedelta(hours=2)
        assert wait(timedelta(hours=3), Cache_Control="max-age=7200") == timedelta(hours=3)
        assert wait(Cache_Control="no-store") == schedule.USUAL

    def test_chance_spreads_the_waits(self) -> None:
        at = [schedule.after_success(START, {}, None, more=False, chance=each) for each in (0.0, 0.5)]
        assert at[1] - at[0] == schedule.USUAL * schedule.SPREAD / 2

    def test_no_server_can_ask_for_eternity(self) -> None:
        retry = schedule.after_failure(START, 0, status=503, retry_after_s=1e12, chance=0.0)
        assert retry.at == START + schedule.LONGEST_WAIT
