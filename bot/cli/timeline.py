"""The verb timeline: what happened when."""

import json
from datetime import date
from typing import Annotated

import typer

from bot.answering import timeline as lines
from bot.cli import screen
from bot.cli.app import MAIN, AsJson, Corpora, app, day, out
from bot.cli.desk import open_desk

Since = Annotated[
    date | None,
    typer.Option(parser=day, metavar="DATE", help="Only what happened on this day (2025-05-16) or later."),
]
Until = Annotated[
    date | None, typer.Option(parser=day, metavar="DATE", help="Only what happened on this day or earlier.")
]


@app.command()
def timeline(
    topic: Annotated[str, typer.Argument(metavar="TOPIC", help="What it is to be about, in some words.")],
    corpora: Corpora = [MAIN],  # noqa: B006 - typer copies the default
    since: Since = None,
    until: Until = None,
    as_json: AsJson = False,
) -> None:
    """Tell what happened when, one line an event, each with its source.

    A line is dated by the day that its text names, or else by its article's date, marked "(reported)".
    """
    with open_desk("dateline timeline", corpora) as desk:
        found = desk.answerer.timeline(topic, corpora=corpora, since=since, until=until)
    if as_json:
        out.print_json(json.dumps(lines.to_json(found)))
    else:
        out.print(screen.timeline(found))
