"""The verbs for articles: add, list, show, remove."""

import asyncio
import json
import re
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli import screen
from bot.cli.app import FAILED, MAIN, AsJson, Corpus, app, err, fail, library, out
from index.errors import BadSource, HomeInUse
from index.library import Library
from index.news.article import Article, RawArticle
from index.news.sources import files, web
from index.news.sources.fetch import Fetcher
from index.news.sources.records import Refusal
from index.store.archive import Added, Outcome

REFUSED = "refused"
"""The outcome of what did not go in."""

_NO_PATH = re.compile(r"www\.|[a-z]+://", re.IGNORECASE)
"""How an address begins that is not one of the web, or lacks its beginning."""

SHOWN = 10
"""Refusals and warnings a person is shown of each; ``--json`` has them all."""


@app.command()
def add(
    paths: Annotated[
        list[str], typer.Argument(metavar="SOURCE...", help="Files, folders or https://…; - reads standard input.")
    ],
    corpus: Corpus = MAIN,
    as_json: AsJson = False,
) -> None:
    """Add articles: .txt, .md, .html, .json, .jsonl, .csv, also compressed by gzip, folders of them, or addresses.

    A record of .json, .jsonl or .csv has a text and may have id, title, date, updated, source, byline and url.
    """
    with library() as opened:
        results: list[dict[str, Any]] = []
        with screen.progress(err, "Reading") as progress:
            for result in opened.add(sources(paths), corpus=corpus):
                results.append(_told(result))
                progress(len(results), len(results))
        taken_up = index_now(opened, corpus, "dateline add")
    if as_json:
        out.print_json(json.dumps(results))
    else:
        _summarise(results)
        if taken_up:
            err.print(taken_up, markup=False)
    if any(each["outcome"] == REFUSED for each in results):
        raise typer.Exit(FAILED)


@app.command("list")
def list_(
    corpus: Corpus = MAIN,
    limit: Annotated[int, typer.Option(min=1, help="How many to list.")] = 50,
    offset: Annotated[int, typer.Option(min=0, help="How many to pass over.")] = 0,
    as_json: AsJson = False,
) -> None:
    """List the articles of a corpus, the last added first."""
    with library() as opened:
        found = opened.archive.articles(corpus, limit=limit, offset=offset)
        total = opened.archive.count(corpus)
    if as_json:
        out.print_json(json.dumps([facts(each) for each in found]))
        return
    if found:
        out.print(screen.articles(found))
    err.print(f"{len(found)} of {total} articles in {corpus}.", markup=False)


@app.command()
def show(
    article_id: Annotated[
        str, typer.Argument(metavar="ID", help="The article's id, as `dateline list` prints it.")
    ],
    corpus: Corpus = MAIN,
    raw: Annotated[
        bool, typer.Option("--raw", help="The original, and what was set aside of it and why.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show an article as it was understood: its facts and its numbered paragraphs."""
    with library() as opened:
        found = opened.archive.get(corpus, article_id)
        original = opened.archive.original(corpus, article_id)
    if as_json:
        paragraphs = [{"number": p.number, "text": p.text, "subhead": p.subhead} for p in found.paragraphs]
        aside = [{"text": each.text, "reason": each.reason, "before": each.before} for each in found.set_aside]
        told = facts(found) | {"text": paragraphs} | ({"set_aside": aside, "raw": original} if raw else {})
        out.print_json(json.dumps(told))
    elif raw:
        out.print(original, markup=False, soft_wrap=True)
        out.print(screen.set_aside(found))
    else:
        out.print(screen.article(found))


@app.command()
def remove(
    article_id: Annotated[
        str, typer.Argument(metavar="ID", help="The article's id, as `dateline list` prints it.")
    ],
    corpus: Corpus = MAIN,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Remove an article from the archive and from the index."""
    with library() as opened:
        found = opened.archive.get(corpus, article_id)
        if not yes:
            if not sys.stdin.isatty():
                raise fail(f"Nothing was removed. To remove {article_id} without being asked, say --yes.")
            typer.confirm(f"Remove “{found.headline}” from {corpus}?", abort=True)
        opened.remove(corpus, article_id)
        taken_up = index_now(opened, corpus, "dateline remove")
    err.print(f"Removed “{found.headline}”.", markup=False)
    if taken_up:
        err.print(taken_up, markup=False)


def index_now(opened: Library, corpus: str, purpose: str) -> str | None:
    """Bring the index up to date, or return the words that say which other process will."""
    if not opened.unindexed(corpus):
        return None
    try:
        opened.own(purpose)
    except HomeInUse:
        owner = opened.owner()
        return f"{owner.purpose if owner else 'Another process'} has the index open and takes this up in seconds."
    with screen.progress(err, "Warming up, then indexing") as progress:
        opened.catch_up(corpus, progress)
    return None


def facts(article: Article) -> dict[str, Any]:
    """Return what is known of an article, for JSON."""
    return {
        "article_id": article.id,
        "external_id": article.external_id,
        "corpus": article.corpus,
        "headline": article.headline,
        "headline_origin": article.headline_origin,
        "outlet": article.outlet,
        "byline": article.byline,
        "place": article.place,
        "published": article.published and article.published.isoformat(),
        "updated": article.updated and article.updated.isoformat(),
        "language": article.language,
        "url": article.url,
        "story": article.story,
        "version": article.version,
        "paragraphs": len(article.paragraphs),
    }


def sources(given: Iterable[str], open_fetcher: Callable[[], Fetcher] = Fetcher) -> Iterator[RawArticle | Refusal]:
    """Read the articles of paths and addresses, in order.

    Args:
        given: Paths, addresses, and ``-`` for standard input.
        open_fetcher: Makes what addresses are fetched with.

    Raises:
        BadSource: A path cannot be read. What is wrong with an address is a refusal among the articles.
    """
    for is_address, each in groupby(given, web.is_address):
        read = partial(_fetched, open_fetcher=open_fetcher) if is_address else _found
        yield from read(each)


def _found(paths: Iterable[str]) -> Iterator[RawArticle | Refusal]:
    for path in paths:
        if path == "-":
            yield from files.read_bytes(sys.stdin.buffer.read(), "standard input")
        elif _NO_PATH.match(path) and not Path(path).exists():
            raise BadSource(f"There is no file or folder {path}. If it is an address, begin it with https://.")
        else:
            yield from files.read(Path(path))


def _fetched(urls: Iterable[str], open_fetcher: Callable[[], Fetcher]) -> Iterator[RawArticle | Refusal]:
    async def articles() -> AsyncIterator[RawArticle | Refusal]:
        async with open_fetcher() as fetcher:
            async for each in web.read_all(fetcher, urls):
                yield each

    async def after(found: AsyncIterator[RawArticle | Refusal]) -> RawArticle | Refusal | None:
        return await anext(found, None)

    with asyncio.Runner() as runner:
        found = articles()
        while (each := runner.run(after(found))) is not None:
            yield each


def _told(each: Added | Refusal) -> dict[str, Any]:
    if isinstance(each, Refusal):
        return {"outcome": REFUSED, "origin": each.origin, "reason": each.reason}
    return {"outcome": each.outcome.value, **facts(each.article), "warnings": list(each.article.warnings)}


def _summarise(results: list[dict[str, Any]]) -> None:
    counts = Counter(each["outcome"] for each in results)
    versions = counts[Outcome.VERSION]
    new = f"{counts[Outcome.ADDED] + versions} added"
    if versions:
        new += f" ({versions} as {'a new version' if versions == 1 else 'new versions'} of a story)"
    out.print(f"{new}, {counts[Outcome.KNOWN]} already known, {counts[REFUSED]} refused.")
    refused = [f"{each['origin']}: {each['reason']}" for each in results if each["outcome"] == REFUSED]
    noted = [
        f"{each['headline']}: {warning}"
        for each in results
        if each["outcome"] in (Outcome.ADDED, Outcome.VERSION)
        for warning in each["warnings"]
    ]
    for title, lines, style in (("Refused", refused, "red"), ("Note", noted, "yellow")):
        for line in lines[:SHOWN]:
            err.print(f"{title}: {line}", style=style, markup=False)
        if len(lines) > SHOWN:
            err.print(f"… and {len(lines) - SHOWN} more; --json prints them all.", style=style)
