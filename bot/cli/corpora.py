"""The verb that removes a corpus, and what is said of corpora whose server the bot has left."""

from typing import Annotated

import typer

from bot.cli.app import Yes, app, confirm, err, library
from bot.cli.articles import index_now
from index.errors import NotFound
from index.library import Library
from index.news import dates
from index.store.corpora import Departure


@app.command("remove-corpus")
def remove_corpus(
    corpus: Annotated[str, typer.Argument(metavar="NAME", help="The corpus, as `dateline status` prints it.")],
    yes: Yes = False,
) -> None:
    """Remove a corpus for good, with every article of it, its feeds and its index (asks first)."""
    with library() as opened:
        if corpus not in opened.corpora.names():
            raise NotFound(f"There is no corpus {corpus}. `dateline status` lists those there are.")
        confirm(
            f"{corpus} holds {opened.corpora.holding(corpus)}. `dateline export --corpus {corpus} --output FILE` "
            "keeps a copy.",
            "Remove all of it for good?",
            yes=yes,
        )
        removed = opened.corpora.remove(corpus)
        taken_up = index_now(opened, corpus, "dateline remove-corpus")
    err.print(f"Removed {corpus}: {removed}.", markup=False)
    if taken_up:
        err.print(taken_up, markup=False)


def abandoned(opened: Library, departure: Departure) -> str:
    """Return what an operator is told of a corpus whose server the bot has left."""
    corpus, whose = departure.corpus, f"server “{departure.owner}”" if departure.owner else "server"
    return (
        f"{corpus}: the bot is no longer in its {whose}; that was noted on {dates.show(departure.left_at)}. "
        f"It keeps {opened.corpora.holding(corpus)}; `dateline remove-corpus {corpus}` removes it for good."
    )
