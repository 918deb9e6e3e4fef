"""The verbs for articles: add, list, show, remove."""

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import screen
from bot.cli.app import FAILED, MAIN, AsJson, Corpus, Yes, app, confirm, err, library, out
from bot.cli.tally import REFUSED, Tally
from index.errors import BadSource, HomeInUse
from index.library import Library
from index.news.article import RawArticle
from index.news.sources import files, web
from index.news.sources.fetch import Fetcher
from index.news.sources.records import Refusal

_NO_PATH = re.compile(r"www\.|[a-z]+://", re.IGNORECASE)
"""How an address begins that is not one of the web, or lacks its beginning."""


@app.command()
def add(
    paths: Annotated[
        list[str], typer.Argument(metavar="SOURCE...", help="Files, folders or https://…; - reads standard input.")
    ],
    corpus: Corpus = MAIN,
    as_json: AsJson = False,
) -> None:
    """Add articles: .txt, .md, .html, .json, .jsonl, .csv, also compressed by gzip, .pdf, .zip of these,
    folders of them, or addresses on the web.

    A record of .json, .jsonl or .csv has a text and may have id, title, date, updated, source, byline and url.
    """
    with library() as opened, Tally(as_json=as_json) as tally:
        with screen.progress(err, "Reading") as progress:
            for result in opened.add(sources(paths), corpus=corpus):
                tally.add(result)
                progress(tally.total, tally.total)
        taken_up = index_now(opened, corpus, "dateline add")
        if as_json:
            tally.print_json(out)
        else:
            tally.print_summary(out, err)
            if taken_up:
                err.print(taken_up, markup=False)
        if tally.counts[REFUSED]:
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
        killed = opened.notices.standing([corpus]).reasons(found)
    if as_json:
        out.print_json(json.dumps([screen.facts(each) | {"killed": killed.get(each.id)} for each in found]))
        return
    if found:
        out.print(screen.articles(found, killed))
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
        killed = opened.notices.standing([corpus]).reasons([found]).get(found.id)
    if as_json:
        paragraphs = [{"number": p.number, "text": p.text, "subhead": p.subhead} for p in found.paragraphs]
        aside = [{"text": each.text, "reason": each.reason, "before": each.before} for each in found.set_aside]
        told = (
            screen.facts(found)
            | {"killed": killed, "text": paragraphs}
            | ({"set_aside": aside, "raw": original} if raw else {})
        )
        out.print_json(json.dumps(told))
    elif raw:
        out.print(original, markup=False, soft_wrap=True)
        out.print(screen.set_aside(found))
    else:
        out.print(screen.article(found, killed))


@app.command()
def remove(
    article_id: Annotated[
        str, typer.Argument(metavar="ID", help="The article's id, as `dateline list` prints it.")
    ],
    corpus: Corpus = MAIN,
    yes: Yes = False,
) -> None:
    """Remove an article from the archive and from the index."""
    with library() as opened:
        found = opened.archive.get(corpus, article_id)
        confirm(f"“{found.headline}” would be removed from {corpus}.", "Remove it?", yes=yes)
        opened.remove(corpus, article_id)
        taken_up = index_now(opened, corpus, "dateline remove")
    err.print(f"Removed “{found.headline}”.", markup=False)
    if taken_up:
        err.print(taken_up, markup=False)


def index_now(opened: Library, corpus: str, purpose: str) -> str | None:
    """Bring the index up to date, or return the words that say which other process will."""
    if not opened.indexes.unindexed(corpus):
        return None
    try:
        opened.own(purpose)
    except HomeInUse:
        owner = opened.owner()
        return f"{owner.purpose if owner else 'Another process'} has the index open and takes this up in seconds."
    with screen.progress(err, "Warming up, then indexing") as progress:
        opened.indexes.catch_up(corpus, progress)
    return None


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
