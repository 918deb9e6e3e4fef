"""The verbs for articles: add, list, show, remove."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import screen
from bot.cli.app import FAILED, MAIN, AsJson, Corpus, app, err, fail, library, out
from bot.cli.tally import REFUSED, Tally
from index.errors import HomeInUse
from index.library import Library
from index.news.article import RawArticle
from index.news.sources import files
from index.news.sources.records import Refusal


@app.command()
def add(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files or folders; - reads standard input.")
    ],
    corpus: Corpus = MAIN,
    as_json: AsJson = False,
) -> None:
    """Add articles: .txt, .md, .html, .json, .jsonl, .csv, also compressed by gzip, .pdf, .zip of these,
    or folders of them.

    A record of .json, .jsonl or .csv has a text and may have id, title, date, updated, source, byline and url.
    """
    with library() as opened, Tally(as_json=as_json) as tally:
        with screen.progress(err, "Reading") as progress:
            for result in opened.add(_sources(paths), corpus=corpus):
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
    if as_json:
        out.print_json(json.dumps([screen.facts(each) for each in found]))
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
        told = screen.facts(found) | {"text": paragraphs} | ({"set_aside": aside, "raw": original} if raw else {})
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


def _sources(paths: list[str]) -> Iterator[RawArticle | Refusal]:
    for path in paths:
        if path == "-":
            yield from files.read_bytes(sys.stdin.buffer.read(), "standard input")
        else:
            yield from files.read(Path(path))
