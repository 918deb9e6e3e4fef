"""The verbs for articles: add, list, show, remove."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import screen
from bot.cli.app import FAILED, MAIN, AsJson, Corpus, app, err, fail, library, out
from index.errors import HomeInUse
from index.library import Library
from index.news.article import Article, RawArticle
from index.news.sources import files
from index.news.sources.records import Refusal
from index.store.archive import Added, Outcome

SHOWN = 10
"""Refusals and warnings a person is shown of each; ``--json`` has them all."""


@app.command()
def add(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files or folders; - reads standard input.")
    ],
    corpus: Corpus = MAIN,
    as_json: AsJson = False,
) -> None:
    """Add articles: .txt, .md, .html, .json, .jsonl, .csv, also compressed by gzip, or folders of them.

    A record of .json, .jsonl or .csv has a text and may have id, title, date, updated, source, byline and url.
    """
    with library() as opened:
        results: list[Added | Refusal] = []
        with screen.progress(err, "Reading") as progress:
            for result in opened.add(_sources(paths), corpus=corpus):
                results.append(result)
                progress(len(results), len(results))
        owner = index_now(opened, corpus)
    if as_json:
        out.print_json(json.dumps([_result(each) for each in results]))
    else:
        _summarise(results)
        if owner:
            err.print(owner, markup=False)
    if any(isinstance(each, Refusal) for each in results):
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
        owner = index_now(opened, corpus)
    err.print(f"Removed “{found.headline}”.", markup=False)
    if owner:
        err.print(owner, markup=False)


def index_now(opened: Library, corpus: str) -> str | None:
    """Bring the index up to date, or return the words that say which other process will."""
    if not opened.unindexed(corpus):
        return None
    try:
        opened.own("dateline add")
    except HomeInUse:
        owner = opened.owner()
        return f"{owner.purpose if owner else 'Another process'} has the index open and takes this up in seconds."
    with screen.progress(err, "Warming up, then indexing") as progress:
        opened.catch_up(corpus, progress)
    return None


def facts(article: Article) -> dict[str, object]:
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


def _sources(paths: list[str]) -> Iterator[RawArticle | Refusal]:
    for path in paths:
        if path == "-":
            yield from files.read_bytes(sys.stdin.buffer.read(), "standard input")
        else:
            yield from files.read(Path(path))


def _result(each: Added | Refusal) -> dict[str, object]:
    if isinstance(each, Refusal):
        return {"outcome": "refused", "origin": each.origin, "reason": each.reason}
    return {"outcome": each.outcome, **facts(each.article), "warnings": list(each.article.warnings)}


def _summarise(results: list[Added | Refusal]) -> None:
    counts = Counter("refused" if isinstance(each, Refusal) else each.outcome.value for each in results)
    new = counts[Outcome.ADDED] + counts[Outcome.VERSION]
    versions = f" ({counts[Outcome.VERSION]} as new versions of a story)" if counts[Outcome.VERSION] else ""
    out.print(f"{new} added{versions}, {counts[Outcome.KNOWN]} already known, {counts['refused']} refused.")
    refused = [f"{each.origin}: {each.reason}" for each in results if isinstance(each, Refusal)]
    warned = [
        f"{each.article.headline}: {warning}"
        for each in results
        if isinstance(each, Added) and each.outcome is not Outcome.KNOWN
        for warning in each.article.warnings
    ]
    for title, lines, style in (("Refused", refused, "red"), ("Note", warned, "yellow")):
        for line in lines[:SHOWN]:
            err.print(f"{title}: {line}", style=style, markup=False)
        if len(lines) > SHOWN:
            err.print(f"… and {len(lines) - SHOWN} more; --json prints them all.", style=style)
