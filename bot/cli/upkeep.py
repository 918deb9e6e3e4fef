"""The verbs for upkeep: reindex, status, doctor."""

import json
import time
from typing import Annotated

import typer
from rich.table import Table

from bot.cli import doctor as doctors
from bot.cli import screen
from bot.cli.app import FAILED, MAIN, AsJson, Corpus, app, configure, err, fail, library, out
from bot.cli.corpora import abandoned
from bot.heartbeat import silence
from index.errors import HomeInUse
from index.library import Library
from index.store.requests import State

POLL_S = 0.5
"""How often the progress of another process's reindex is read."""


@app.command()
def reindex(corpus: Corpus = MAIN) -> None:
    """Build the index of a corpus anew from its articles; the old one answers until the new one is checked.

    If another process has the index open, that process does it.
    """
    with library() as opened:
        try:
            opened.own("dateline reindex")
        except HomeInUse:
            _ask_owner(opened, corpus)
        else:
            with screen.progress(err, f"Reindexing {corpus}") as progress:
                opened.indexes.reindex(corpus, progress)
        status = opened.status(corpus)
    out.print(f"Reindexed {corpus}: {status.articles} articles, {status.paragraphs} paragraphs.", markup=False)


@app.command()
def status(as_json: AsJson = False) -> None:
    """Say what there is: the corpora, how far their indexes are, and who has them open."""
    with library() as opened:
        found = [opened.status(corpus) for corpus in opened.archive.corpora()]
        left = opened.corpora.left()
        said = [abandoned(opened, each) for each in left]
        owner = opened.owner()
        home = configure().dateline_home
    if as_json:
        told = {
            "home": str(home),
            "owner": {"purpose": owner.purpose, "pid": owner.pid, "since": owner.since} if owner else None,
            "corpora": [
                {
                    "corpus": each.corpus,
                    "articles": each.articles,
                    "paragraphs": each.paragraphs,
                    "unindexed": each.unindexed,
                    "model": each.model,
                }
                for each in found
            ],
            "left": [
                {"corpus": each.corpus, "owner": each.owner, "left_at": each.left_at.isoformat()} for each in left
            ],
        }
        out.print_json(json.dumps(told))
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("corpus", "articles", "paragraphs", "not yet indexed", "model"):
        table.add_column(name)
    for each in found:
        counts = (each.articles, each.paragraphs, each.unindexed)
        table.add_row(each.corpus, *map(str, counts), each.model or "no index yet")
    out.print(table if found else "There is no article yet. Add some with `dateline add PATH`.")
    for words in said:
        out.print(words, style="yellow", markup=False, soft_wrap=True)
    out.print(f"Data folder: {home}", markup=False)
    out.print(f"Open in: {owner.purpose} (process {owner.pid})" if owner else "Open nowhere.", markup=False)


@app.command()
def doctor(
    live: Annotated[
        bool,
        typer.Option(
            "--live", help="Only tell whether a process is running here, and connected if it is the bot."
        ),
    ] = False,
) -> None:
    """Check that everything is in order, and say what to do where it is not."""
    if live:
        with library() as opened:
            trouble = doctors.lifeless(opened.owner(), silence(configure().dateline_home))
        if trouble:
            raise fail(trouble)
        return
    sound = True
    for finding in doctors.examine():
        sound = sound and finding.sound
        mark, style = ("ok", "green") if finding.sound else ("!!", "red")
        out.print(f"[{mark}] {finding.subject}: {finding.words}", style=style, markup=False)
    if not sound:
        raise typer.Exit(FAILED)


def _ask_owner(opened: Library, corpus: str) -> None:
    owner = opened.owner()
    err.print(f"{owner.purpose if owner else 'Another process'} has the index open and does it.", markup=False)
    request = opened.requests.ask(corpus)
    with screen.progress(err, f"Reindexing {corpus}") as progress:
        while request.state in (State.WAITING, State.RUNNING):
            time.sleep(POLL_S)
            request = opened.requests.get(request.id)
            progress(request.done, request.total)
    if request.state is State.FAILED:
        raise fail(request.message)
