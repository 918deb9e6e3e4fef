"""What is fetched, what is not, and why: each table is a list of things that must not harm."""

import asyncio
import gzip
import socket
import ssl
import zlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from ipaddress import ip_address

import pytest
import trustme
from aiohttp.abc import ResolveResult

from index.errors import FetchFailed, UnsafeAddress
from index.news.sources.fetch import PAGES, Fetcher
from index.news.sources.reach import Reach, checked, is_public
from tests.web import HERE, LIMITS, Answer, Names, Web, answer, bomb, redirect

STORY = b"<html><p>The mill of Tansy burned down on Monday.</p></html>"


@pytest.fixture
async def web() -> AsyncIterator[Web]:
    async with Web({"/story": answer(STORY, kind="text/html; charset=UTF-8")}).open() as opened:
        yield opened


# What is fetched.


async def test_a_page_is_fetched(web: Web) -> None:
    async with web.fetcher() as fetcher:
        got = await fetcher.get(web.url("/story"), kinds=PAGES)
    assert (got.status, got.data, got.kind, got.charset) == (200, STORY, "text/html", "UTF-8")
    assert got.url == web.url("/story")


async def test_who_asks_says_so_and_says_nothing_else_of_itself(web: Web) -> None:
    async with web.fetcher() as fetcher:
        await fetcher.get(web.url("/story#part"), kinds=PAGES)
    names = [line.partition(":")[0] for line in web.requests[0].splitlines()[1:] if line]
    assert names == ["Host", "User-Agent", "Accept-Encoding", "Accept"]
    assert "User-Agent: Dateline/" in web.requests[0]
    assert "#part" not in web.requests[0]


@pytest.mark.parametrize(
    ("kinds", "asked"),
    [
        (None, "*/*"),
        (PAGES, "application/xhtml+xml, text/html"),
        ({"", "application/json", "text/html"}, "text/html, application/json;q=0.8"),
    ],
)
async def test_pages_are_asked_for_before_data(web: Web, kinds: set[str] | None, asked: str) -> None:
    async with web.fetcher() as fetcher:
        await fetcher.get(web.url("/story"), kinds=kinds)
    assert f"Accept: {asked}\r\n" in web.requests[0]


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(STORY)),
        ("x-gzip", gzip.compress(STORY)),
        ("gzip", gzip.compress(STORY[:9]) + gzip.compress(STORY[9:])),
        ("gzip", gzip.compress(STORY) + bytes(8)),
        ("deflate", zlib.compress(STORY)),
        ("deflate", zlib.compress(STORY)[2:-4]),
        ("identity", STORY),
    ],
)
async def test_what_is_packed_is_unpacked(web: Web, encoding: str, packed: bytes) -> None:
    web.answers["/packed"] = answer(packed, Content_Encoding=encoding)
    async with web.fetcher() as fetcher:
        assert (await fetcher.get(web.url("/packed"))).data == STORY


async def test_what_has_not_changed_is_not_sent_again(web: Web) -> None:
    web.answers["/feed"] = answer(status="304 Not Modified", ETag='"b"')
    async with web.fetcher() as fetcher:
        got = await fetcher.get(web.url("/feed"), headers={"If-None-Match": '"a"'})
    assert 'If-None-Match: "a"' in web.requests[0]
    assert (got.status, got.data, got.headers["etag"]) == (304, b"", '"b"')


async def test_five_redirects_are_followed(web: Web) -> None:
    web.answers |= {f"/{n}": redirect(f"/{n + 1}") for n in range(5)} | {"/5": answer(STORY)}
    async with web.fetcher() as fetcher:
        assert (await fetcher.get(web.url("/0"))).url == web.url("/5")


async def test_what_is_meant_for_one_site_is_not_sent_to_another(web: Web) -> None:
    web.answers |= {"/a": redirect("/b"), "/b": redirect("http://other.example:{port}/story")}
    async with web.fetcher() as fetcher:
        await fetcher.get(web.url("/a"), headers={"If-None-Match": '"a"'})
    assert ["If-None-Match" in each for each in web.requests] == [True, True, False]


async def test_a_cookie_is_not_sent_back(web: Web) -> None:
    web.answers["/login"] = answer(status="302 Found", Location="/story", Set_Cookie="a=1; Path=/")
    async with web.fetcher() as fetcher:
        await fetcher.get(web.url("/login"))
        await fetcher.get(web.url("/story"))
    assert web.paths == ["/login", "/story", "/story"]
    assert not any("cookie" in each.lower() for each in web.requests)


# Addresses that are not fetched, whoever answers there.

ADDRESSES = [
    "file:///etc/passwd",
    "ftp://news.example/story",
    "gopher://news.example/",
    "data:text/html,<p>text",
    "javascript:alert(1)",
    "news.example/story",
    "//news.example/story",
    "http:///story",
    "http://",
    "",
    "http://user@news.example/",
    "http://user:password@news.example/",
    "http://:@news.example/",
    "http://news.example@127.0.0.1/",
    "http://127.0.0.1:80\\@news.example/",
    "http://news.example:22/",
    "http://news.example:6379/",
    "http://news.example:99999/",
    "http://news.example:80:80/",
    "http://127.0.0.1/",
    "http://0.0.0.0/",
    "http://10.1.2.3/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://192.0.0.192/",
    "http://168.63.129.16/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://017700000001/",
    "http://0177.0.0.1/",
    "http://0x7f.0.0.1/",
    "http://127.1/",
    "http://127.0.0.1./",
    "http://①②⑦.⓪.⓪.①/",
    "http://127%2e0%2e0%2e1/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::127.0.0.1]/",
    "http://[64:ff9b:1::1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:4136:e378:8000:63bf:80ff:fffe]/",
    "http://[fe80::1%25eth0]/",
    "http://[fd00:ec2::254]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://[::1/",
    "http://a..example/",
    "http://new s.example/",
    "http://news.example\r\nHost: other/",
    "http://news.example/" + "a" * 3_000,
]


@pytest.mark.parametrize("url", ADDRESSES)
async def test_an_address_is_refused_before_anything_is_looked_up(url: str) -> None:
    names = Names()
    async with Fetcher(LIMITS, names=names) as fetcher:
        with pytest.raises(UnsafeAddress):
            await fetcher.get(url)
    assert names.asked == []


@pytest.mark.parametrize(
    "found",
    [
        ["127.0.0.1"],
        ["10.0.0.7"],
        ["169.254.169.254"],
        ["::1"],
        ["::ffff:10.0.0.7"],
        ["fe80::1%eth0"],
        ["93.184.215.14", "10.0.0.7"],
        ["2606:2800:21f:cb07:6820:80da:af6b:8b2c", "fd00::1"],
    ],
)
async def test_a_name_is_refused_unless_all_its_addresses_are_public(found: list[str]) -> None:
    async with Fetcher(LIMITS, names=Names(inner_example=[found])) as fetcher:
        with pytest.raises(UnsafeAddress, match="no public address"):
            await fetcher.get("http://inner.example/")


async def test_a_server_on_loopback_is_never_asked_without_being_named(web: Web) -> None:
    reach = Reach(ports=frozenset({web.port}))
    async with Fetcher(LIMITS, reach=reach) as fetcher:
        for host in ("127.0.0.1", "localhost", "[::1]"):
            with pytest.raises(UnsafeAddress):
                await fetcher.get(web.url("/story", host))
    assert web.requests == []


async def test_the_connection_goes_to_the_address_that_was_checked(web: Web) -> None:
    names = Names(turn_example=[["127.0.0.1"], ["10.0.0.7"]])
    async with web.fetcher(names=names) as fetcher:
        assert (await fetcher.get(web.url("/story", "turn.example"))).data == STORY
        assert names.asked == ["turn.example"]
        with pytest.raises(UnsafeAddress):
            await fetcher.get(web.url("/story", "turn.example"))
    assert len(web.requests) == 1


async def test_a_name_that_is_nowhere_is_told_as_one_that_is_private(web: Web) -> None:
    told = []
    async with web.fetcher(names=Names(it_internal=[["10.0.0.7"]])) as fetcher:
        for host in ("it.internal", "no.internal"):
            with pytest.raises((UnsafeAddress, FetchFailed)) as caught:
                await fetcher.get(web.url("/", host))
            told.append(str(caught.value).replace(host, "HOST"))
    assert told[0] == told[1]


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254:{port}/latest/meta-data/",
        "http://127.0.0.2:{port}/",
        "http://[::1]:{port}/",
        "http://2130706433:{port}/",
        "http://inner.example:{port}/",
        "http://news.example:22/",
        "http://user:password@news.example:{port}/story",
        "//10.0.0.7:{port}/",
        "file:///etc/passwd",
        "gopher://news.example:{port}/",
        "http://new s.example/",
    ],
)
async def test_a_redirect_is_checked_as_an_address_is(web: Web, target: str) -> None:
    web.answers["/away"] = redirect(target)
    async with web.fetcher(names=Names(inner_example=[["10.0.0.7"]])) as fetcher:
        with pytest.raises(UnsafeAddress):
            await fetcher.get(web.url("/away"))
    assert web.paths == ["/away"]


async def test_a_redirect_never_leaves_encryption() -> None:
    authority = trustme.CA()
    here, there = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("news.example").configure_cert(here)
    authority.configure_trust(there)
    async with Web({"/a": redirect("/b"), "/b": redirect("http://news.example:{port}/c")}).open(here) as web:
        async with web.fetcher(tls=there) as fetcher:
            with pytest.raises(UnsafeAddress, match="from https to http"):
                await fetcher.get(web.url("/a", scheme="https"))
        async with web.fetcher() as fetcher:
            with pytest.raises(FetchFailed, match="certificate"):
                await fetcher.get(web.url("/a", scheme="https"))
        async with web.fetcher(tls=there) as fetcher:
            with pytest.raises(FetchFailed, match="certificate"):
                await fetcher.get(web.url("/a", host="other.example", scheme="https"))
    assert web.paths == ["/a", "/b"]


def test_the_addresses_of_the_internet_are_public() -> None:
    public = "93.184.215.14", "2606:2800:21f:cb07::1", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"
    assert all(is_public(ip_address(each)) for each in public)
    assert checked("https://NEWS.example/a b?c=ü#d", Reach()).human_repr() == "https://news.example/a b?c=ü"
    assert str(checked("https://bücher.example/", Reach())) == "https://xn--bcher-kva.example/"


# Answers that are not taken.


async def endless_body(writer: asyncio.StreamWriter) -> None:
    writer.write(answer(Transfer_Encoding="chunked"))
    while True:
        writer.write(b"8000\r\n" + b"a" * 0x8000 + b"\r\n")
        await writer.drain()


async def endless_header(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while True:
        writer.write(b"a" * 0x8000)
        await writer.drain()


async def endless_headers(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X-More: and more\r\n" * 100)
        await writer.drain()


async def empty_blocks(writer: asyncio.StreamWriter) -> None:
    packer = zlib.compressobj()
    writer.write(answer(Transfer_Encoding="chunked", Content_Encoding="deflate"))
    block = packer.flush(zlib.Z_FULL_FLUSH) + b"\0\0\0\xff\xff" * 4_000
    while True:
        writer.write(b"%x\r\n%b\r\n" % (len(block), block))
        await writer.drain()
        block = b"\0\0\0\xff\xff" * 4_000


async def nothing(writer: asyncio.StreamWriter) -> None:
    del writer


ANSWERS: dict[str, tuple[Answer, str]] = {
    "10 GB announced": (answer(Content_Length="10000000000"), "larger than 0.1 MB"),
    "more than is taken": (answer(b"a" * 200_000), "larger"),
    "a body without an end": (endless_body, "larger"),
    "50 MB in 50 kB of gzip": (answer(bomb(50_000_000), Content_Encoding="gzip"), "larger"),
    "50 MB in 50 kB of deflate": (answer(zlib.compress(bytes(50_000_000)), Content_Encoding="deflate"), "larger"),
    "deflate that never says anything": (empty_blocks, "larger"),
    "gzip in gzip": (
        answer(gzip.compress(bomb(1_000_000)), Content_Encoding="gzip, gzip"),
        "packed as gzip, gzip",
    ),
    "brotli": (answer(b"\x5b\xff\xff\x7f", Content_Encoding="br"), "packed as br"),
    "gzip that is none": (answer(b"no gzip at all", Content_Encoding="gzip"), "damaged"),
    "gzip cut short": (answer(gzip.compress(STORY)[:-12], Content_Encoding="gzip"), "damaged"),
    "a body cut short": (answer(b"<html>", Content_Length="50000"), "broke off"),
    "a negative length": (answer(b"<html>", Content_Length="-5"), "as a web server does"),
    "two lengths": (answer(b"<html>", Content_Length="6\r\nContent-Length: 7"), "as a web server does"),
    "a chunk of impossible length": (
        answer(b"ffffffffffffffffff\r\n", Transfer_Encoding="chunked"),
        "as a web server does",
    ),
    "a header without an end": (endless_header, "as a web server does"),
    "headers without an end": (endless_headers, "as a web server does"),
    "no HTTP": (b"SSH-2.0-OpenSSH_9.6\r\n\r\n", "as a web server does"),
    "nothing": (nothing, "as a web server does"),
    "a picture": (answer(b"\x89PNG", kind="image/png"), "image/png"),
    "no type": (answer(STORY, kind=""), "of no stated type"),
    "a type that begins like a page's": (answer(STORY, kind="text/html-not"), "text/html-not"),
    "a type with control characters": (answer(STORY, kind="text/\x1b[31mred"), "as a web server does|red"),
    "a redirect to nowhere": (answer(status="302 Found"), "nowhere"),
    "a redirect to itself": (redirect("/evil"), "redirected more than 5 times"),
    "a part": (answer(status="206 Partial Content"), "206"),
    "no content": (answer(status="204 No Content"), "204"),
    "a wall": (answer(status="403 Forbidden"), "lets no programs in"),
    "a price": (answer(status="402 Payment Required"), "wants a login"),
    "nothing there": (answer(status="404 Not Found"), "nothing there"),
    "a fault": (answer(status="500 Internal Server Error"), "Try again later"),
}


@pytest.mark.parametrize("what", list(ANSWERS))
async def test_an_answer_is_refused(web: Web, what: str) -> None:
    given, told = ANSWERS[what]
    web.answers["/evil"] = given
    async with web.fetcher() as fetcher:
        with pytest.raises(FetchFailed, match=told) as caught:
            await fetcher.get(web.url("/evil"), kinds=PAGES)
    assert str(caught.value).isprintable()


# What takes too long.


async def drip(writer: asyncio.StreamWriter) -> None:
    writer.write(answer(Content_Length="50000"))
    while True:
        writer.write(b"a")
        await writer.drain()
        await asyncio.sleep(0.01)


async def drip_header(writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        await writer.drain()
        await asyncio.sleep(0.01)


async def silence(writer: asyncio.StreamWriter) -> None:
    del writer
    await asyncio.sleep(30)


async def slow_redirect(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(0.2)
    writer.write(redirect("/slow"))


@pytest.mark.parametrize("slow", [drip, drip_header, silence, slow_redirect])
async def test_what_takes_too_long_is_broken_off(web: Web, slow: Answer) -> None:
    web.answers["/slow"] = slow
    async with web.fetcher(replace(LIMITS, seconds=0.3)) as fetcher:
        with pytest.raises(FetchFailed, match="did not arrive within"):
            await fetcher.get(web.url("/slow"))


class SlowNames(Names):
    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        await asyncio.sleep(30)
        return await super().resolve(host, port, family)


async def test_a_name_that_is_looked_up_for_too_long_is_given_up(web: Web) -> None:
    async with web.fetcher(replace(LIMITS, seconds=0.1), names=SlowNames()) as fetcher:
        with pytest.raises(FetchFailed, match="did not arrive within"):
            await fetcher.get(web.url("/story"))


async def test_nobody_there_is_told(web: Web) -> None:
    async with web.fetcher() as fetcher:
        unused = Reach(ports=frozenset({1}), also=frozenset({ip_address(HERE)}))
        async with Fetcher(LIMITS, reach=unused, names=Names()) as other:
            with pytest.raises(FetchFailed, match="cannot be connected to"):
                await other.get("http://news.example:1/")
        assert (await fetcher.get(web.url("/story"))).status == 200


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ("soon", None),
        ("-1", None),
        ("²", None),
        ("9" * 400, None),
    ],
)
async def test_when_to_ask_again_is_read(web: Web, header: str, seconds: float | None) -> None:
    web.answers["/busy"] = answer(status="503 Service Unavailable", Retry_After=header)
    async with web.fetcher() as fetcher:
        with pytest.raises(FetchFailed) as caught:
            await fetcher.get(web.url("/busy"))
    assert caught.value.status == 503
    assert caught.value.retry_after == seconds


async def test_a_moment_to_ask_again_is_counted_from_now(web: Web) -> None:
    moment = format_datetime(datetime.now(UTC) + timedelta(hours=1))
    web.answers["/busy"] = answer(status="503 Service Unavailable", Retry_After=moment)
    async with web.fetcher() as fetcher:
        with pytest.raises(FetchFailed) as caught:
            await fetcher.get(web.url("/busy"))
    assert caught.value.retry_after is not None
    assert 0 < caught.value.retry_after <= 3_600
