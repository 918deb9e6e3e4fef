"""An address on the web to its articles."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from index.errors import BadArticle, BadSource
from index.news.article import RawArticle
from index.news.sources import files, page
from index.news.sources.decoding import decode
from index.news.sources.fetch import PAGES, Fetched, Fetcher
from index.news.sources.reach import shown
from index.news.sources.records import MAX_ARTICLE_BYTES, Refusal, too_large

_SUFFIXES = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "application/json": ".json",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "application/pdf": ".pdf",
}
"""What a file of a content type ends in."""

_NAMED = {*_SUFFIXES.values(), ".markdown", ".ndjson", ".tsv"}
"""What the end of an address may say of its kind."""

_VAGUE = frozenset({"text/plain", "application/octet-stream", "binary/octet-stream", ""})
"""Content types of which the end of an address says more."""

KINDS = PAGES | _SUFFIXES.keys() | _VAGUE
"""The content types that are read."""


def is_address(text: str) -> bool:
    """Tell whether somebody means an address on the web, not a file: ``https://…``."""
    return text.strip().lower().startswith(("http://", "https://"))


async def read(fetcher: Fetcher, url: str) -> list[RawArticle | Refusal]:
    """Fetch an address and read its articles: one of a page, many of a list.

    Args:
        fetcher: What it is fetched with.
        url: The address.

    Raises:
        BadSource: It may not be fetched, or cannot be.
        BadArticle: There is no article there.
    """
    got = await fetcher.get(url, kinds=KINDS)
    return await asyncio.to_thread(articles, got)


async def read_all(fetcher: Fetcher, urls: Iterable[str]) -> AsyncIterator[RawArticle | Refusal]:
    """Read the articles of several addresses, one after the other; what cannot be read is a refusal among them.

    Args:
        fetcher: What they are fetched with.
        urls: The addresses.
    """
    for url in urls:
        try:
            found = await read(fetcher, url)
        except (BadSource, BadArticle) as error:
            named = shown(url)
            found = [Refusal(named, str(error).removeprefix(f"{named} "))]
        for each in found:
            yield each


def articles(got: Fetched) -> list[RawArticle | Refusal]:
    """Read the articles of what was fetched.

    Args:
        got: What was fetched; its content type is one of ``KINDS``.

    Raises:
        BadArticle: It is a page without an article, or no text.
    """
    named = shown(got.url)
    suffix = files.suffix_of(PurePosixPath(urlsplit(got.url).path))
    if got.kind in PAGES or (got.kind in _VAGUE and _looks_like_page(got.data)):
        if len(got.data) > MAX_ARTICLE_BYTES:
            return [Refusal(named, too_large(len(got.data)))]
        html = decode(got.data, named, declared=got.charset or page.declared_encoding(got.data))
        return [page.read(html, named, url=got.url)]
    if got.kind not in _VAGUE or suffix not in _NAMED:
        suffix = _SUFFIXES.get(got.kind, "")
    found = list(files.read_bytes(got.data, named, suffix))
    if len(found) == 1 and isinstance(found[0], RawArticle):
        found[0] = replace(found[0], url=found[0].url or got.url)
    return found


def _looks_like_page(data: bytes) -> bool:
    return data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html"))
