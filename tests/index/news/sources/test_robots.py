"""Programs without a person ask robots.txt first, and nobody asks a site twice at once."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from index.errors import UnsafeAddress
from index.news.sources.fetch import ROBOTS_AGAIN_S, ROBOTS_KEPT_S, Fetcher
from index.news.sources.turns import Turns
from tests.web import LIMITS, Answer, Names, Web, answer, redirect


@pytest.fixture
async def web() -> AsyncIterator[Web]:
    async with Web().open() as opened:
        yield opened


def rules(text: str) -> bytes:
    return answer(text.encode(), kind="text/plain")


async def huge(writer: asyncio.StreamWriter) -> None:
    writer.write(answer(b"", kind="text/plain", Transfer_Encoding="chunked"))
    writer.write(b"25\r\nUser-agent: *\nDisallow: /private/\n#\n\r\n")
    while True:
        writer.write(b"8000\r\n" + b"a" * 0x8000 + b"\r\n")
        await writer.drain()


@pytest.mark.parametrize(
    ("robots", "private", "public"),
    [
        (answer(status="404 Not Found"), True, True),
        (answer(status="403 Forbidden"), True, True),
        (rules(""), True, True),
        (rules("User-agent: *\nDisallow: /private/"), False, True),
        (rules("\ufeffUser-agent: *\nDisallow: /private/"), False, True),
        (rules("User-agent: *\nDisallow: /\nAllow: /public/"), False, True),
        (rules("User-agent: dateline\nDisallow: /\n\nUser-agent: *\nDisallow:"), False, False),
        (rules("User-agent: Dateline\nDisallow:\n\nUser-agent: *\nDisallow: /"), True, True),
        (rules("User-agent: otherbot\nDisallow: /"), True, True),
        (rules("User-agent: *\nDisallow: /*ivate"), False, True),
        (answer(b"<html>Page not found</html>"), True, True),
        (answer(bytes(range(256)) * 400, kind="text/plain"), True, True),
        (huge, False, True),
        (redirect("/elsewhere.txt"), False, True),
        (redirect("http://10.0.0.7:{port}/robots.txt"), False, False),
        (answer(status="500 Internal Server Error"), False, False),
        (answer(status="429 Too Many Requests"), False, False),
        (b"no HTTP\r\n\r\n", False, False),
    ],
)
async def test_what_a_site_lets_programs_fetch(web: Web, robots: Answer, private: bool, public: bool) -> None:
    web.answers |= {"/robots.txt": robots, "/elsewhere.txt": rules("User-agent: *\nDisallow: /private/")}
    async with web.fetcher() as fetcher:
        assert await fetcher.allowed(web.url("/private/a")) == private
        assert await fetcher.allowed(web.url("/public/a")) == public
    assert web.paths.count("/robots.txt") == 1


async def test_each_site_has_its_own(web: Web) -> None:
    async with web.fetcher() as fetcher:
        await asyncio.gather(*(fetcher.allowed(web.url("/", host)) for host in ("a.example", "b.example") * 3))
    assert sorted(each.split()[4] for each in web.requests) == [f"{x}.example:{web.port}" for x in "ab"]


async def test_it_is_asked_for_again_when_it_is_old(web: Web) -> None:
    now = 0.0
    web.answers["/robots.txt"] = answer(status="500 Internal Server Error")
    fetcher = Fetcher(LIMITS, reach=web.reach, names=Names(), clock=lambda: now)
    async with fetcher:
        assert not await fetcher.allowed(web.url())
        web.answers["/robots.txt"] = rules("")
        now = ROBOTS_AGAIN_S - 1
        assert not await fetcher.allowed(web.url())
        now = ROBOTS_AGAIN_S + 1
        assert await fetcher.allowed(web.url())
        web.answers["/robots.txt"] = rules("User-agent: *\nDisallow: /")
        assert await fetcher.allowed(web.url())
        now += ROBOTS_KEPT_S
        assert not await fetcher.allowed(web.url())


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        ("Crawl-delay: 2.5", 2.5),
        ("Crawl-delay: 86400", 60),
        ("Crawl-delay: inf", None),
        ("Crawl-delay: nan", None),
        ("Crawl-delay: -1", None),
        ("Crawl-delay: slowly", None),
        ("", None),
    ],
)
async def test_the_delay_that_a_site_asks_for_is_told(web: Web, line: str, seconds: float | None) -> None:
    web.answers["/robots.txt"] = rules(f"User-agent: *\n{line}")
    async with web.fetcher() as fetcher:
        assert await fetcher.crawl_delay(web.url()) == seconds


async def test_an_address_that_may_not_be_fetched_has_no_rules(web: Web) -> None:
    async with web.fetcher() as fetcher:
        with pytest.raises(UnsafeAddress):
            await fetcher.allowed("http://10.0.0.7/")


async def test_a_site_is_asked_one_thing_at_a_time_and_others_meanwhile(web: Web) -> None:
    at_once: dict[str, int] = {"a": 0, "b": 0}
    seen: list[dict[str, int]] = []

    async def slow(writer: asyncio.StreamWriter) -> None:
        host = web.requests[-1].split()[4][0]
        at_once[host] += 1
        seen.append(dict(at_once))
        await asyncio.sleep(0.05)
        at_once[host] -= 1
        writer.write(answer(b"a"))

    web.answers["/slow"] = slow
    async with web.fetcher() as fetcher:
        await asyncio.gather(*(fetcher.get(web.url("/slow", f"{host}.example")) for host in "ababab"))
    assert all(each["a"] <= 1 and each["b"] <= 1 for each in seen)
    assert {"a": 1, "b": 1} in seen


async def test_between_two_requests_to_a_site_there_is_a_pause() -> None:
    now = 100.0
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds
        waited.append(seconds)

    turns = Turns(2.0, clock=lambda: now, sleep=sleep)
    for name, delay, lasts in (
        ("a", 0.0, 1.0),
        ("a", 0.0, 0.0),
        ("b", 0.0, 0.0),
        ("a", 5.0, 9.0),
        ("a", 0.0, 0.0),
    ):
        async with turns.of(name, delay):
            now += lasts
    assert waited == [0.0, 2.0, 0.0, 5.0, 2.0]
