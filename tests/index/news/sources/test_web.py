"""What an address gives, by what its server says it is and by what it is."""

from collections.abc import AsyncIterator

import pytest

from index.errors import BadArticle, FetchFailed
from index.news.article import RawArticle
from index.news.sources import web as addresses
from index.news.sources.fetch import Fetched
from index.news.sources.records import MAX_ARTICLE_BYTES, Refusal
from tests.web import Web, answer, redirect

STORY = (
    "The ferry of Nordby was sold on Monday, and the yard in Gdansk will take her apart before the winter comes."
)
PAGE = f"<html><body><article><h1>Nordby sells its ferry</h1><p>{STORY}</p></article></body></html>"


@pytest.fixture
async def web() -> AsyncIterator[Web]:
    async with Web().open() as opened:
        yield opened


def fetched(data: bytes, kind: str, path: str = "/ferry", charset: str | None = None) -> Fetched:
    return Fetched(f"https://nordby.example{path}", 200, {}, data, kind, charset)


def only(got: Fetched) -> RawArticle:
    (found,) = addresses.articles(got)
    assert isinstance(found, RawArticle)
    return found


@pytest.mark.parametrize(
    "got",
    [
        fetched(PAGE.encode(), "text/html"),
        fetched(PAGE.encode(), "application/xhtml+xml"),
        fetched(b"\n<!DOCTYPE html>" + PAGE.encode(), "text/plain"),
        fetched(PAGE.encode(), "", "/ferry.html"),
        fetched(STORY.encode(), "text/plain"),
        fetched(STORY.encode(), "text/plain", "/ferry.txt"),
        fetched(STORY.encode(), "application/octet-stream", "/ferry.md"),
        fetched(b'{"text": "%s"}' % STORY.encode(), "application/json"),
        fetched(b'{"text": "%s"}' % STORY.encode(), "text/plain", "/ferry.jsonl"),
        fetched(b'text\n"%s"\n' % STORY.encode(), "text/csv"),
    ],
)
def test_an_article_is_read_whatever_it_is_sent_as(got: Fetched) -> None:
    article = only(got)
    assert article.text.strip() == STORY
    assert article.url == got.url


def test_the_encoding_that_a_server_names_is_used() -> None:
    russian = PAGE.replace(
        STORY, "Паром Нордбю был продан в понедельник, и верфь в Гданьске разберёт его до зимы. " * 2
    )
    assert "Паром" in only(fetched(russian.encode("cp1251"), "text/html", charset="windows-1251")).text


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(64),
        b"%PDF-1.7 and so on",
        b"<html>" + bytes(500),
        bytes(range(256)) * 20,
        b"",
        b"<html></html>",
    ],
)
def test_what_is_called_a_page_and_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(BadArticle):
        addresses.articles(fetched(data, "text/html"))


def test_a_page_that_is_too_large_is_refused() -> None:
    (refused,) = addresses.articles(fetched(b"a" * (MAX_ARTICLE_BYTES + 1), "text/html"))
    assert isinstance(refused, Refusal)
    assert "5.0 MB" in refused.reason


async def test_an_article_has_the_address_it_was_found_at_after_redirects(web: Web) -> None:
    web.answers |= {"/short": redirect("/ferry?utm=1"), "/ferry": answer(PAGE.encode())}
    async with web.fetcher() as fetcher:
        (found,) = await addresses.read(fetcher, web.url("/short"))
    assert isinstance(found, RawArticle)
    assert found.url == web.url("/ferry?utm=1")


async def test_what_is_no_text_is_not_even_taken(web: Web) -> None:
    web.answers["/film"] = answer(b"", kind="video/mp4", Content_Length="5000000")
    async with web.fetcher() as fetcher:
        with pytest.raises(FetchFailed, match="video/mp4"):
            await addresses.read(fetcher, web.url("/film"))


@pytest.mark.parametrize(
    ("text", "means"),
    [("https://a.example", True), (" HTTP://a.example", True), ("a.txt", False), ("-", False), ("ftp://a", False)],
)
def test_an_address_is_told_from_a_path(text: str, means: bool) -> None:
    assert addresses.is_address(text) is means
