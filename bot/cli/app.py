"""The command line's frame: the verbs' shared options, their resources, and what an error looks like."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Annotated

import typer
from rich.console import Console

from bot import settings
from bot.answering import periods
from bot.errors import BadDay
from bot.settings import Settings
from index.library import Library
from index.retrieval.embedding import Embedder

MAIN = "main"
"""The corpus that is meant where none is named."""

FAILED = 1
"""The exit code of a verb that failed or refused something; wrong usage exits with 2."""

app = typer.Typer(
    name="dateline",
    help="Ask a corpus of news, and get answers that cite the paragraph they come from.",
    epilog="Exit codes: 0 done, 1 something failed or was refused, 2 wrong usage.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)

out = Console(highlight=False, soft_wrap=False)
err = Console(stderr=True, highlight=False)

Corpus = Annotated[str, typer.Option("--corpus", metavar="NAME", help="The corpus to work on.")]
Corpora = Annotated[
    list[str], typer.Option("--corpus", metavar="NAME", help="A corpus to look in; may be given several times.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before something is lost.")]


def day(text: str) -> date:
    """Return the day that an option names.

    Raises:
        typer.BadParameter: It names none.
    """
    try:
        return periods.day(text)
    except BadDay as error:
        raise typer.BadParameter(str(error)) from None


Since = Annotated[
    date | None,
    typer.Option(parser=day, metavar="DATE", help="Only articles published on this day (2025-05-16) or later."),
]
Until = Annotated[
    date | None, typer.Option(parser=day, metavar="DATE", help="Only articles published on this day or earlier.")
]


def configure() -> Settings:
    """Read the settings and set the logging up.

    Raises:
        BadSettings: A setting is malformed.
    """
    loaded = settings.load()
    logging.basicConfig(level=loaded.log_level, format="%(levelname)s %(name)s: %(message)s")
    return loaded


@contextmanager
def library() -> Iterator[Library]:
    """The library of the data folder, closed at the end; the verb owns nothing yet."""
    loaded = configure()
    opened = Library(loaded.dateline_home, Embedder(loaded.embedding_model), open_corpora=loaded.open_corpora)
    try:
        yield opened
    finally:
        opened.close()


def confirm(what: str, question: str, *, yes: bool) -> None:
    """Ask before something is lost, and end the verb unless the answer is yes.

    Args:
        what: What there is to know, in sentences.
        question: What is asked.
        yes: Whether the answer was given already; where nobody can be asked, it must be.
    """
    if yes:
        return
    if not sys.stdin.isatty():
        raise fail(f"{what} Nothing was changed. To go on without being asked, say --yes.")
    typer.confirm(f"{what} {question}", abort=True)


def fail(message: str) -> typer.Exit:
    """Print an error for a person and return the exit to raise."""
    err.print(message, style="red", markup=False)
    return typer.Exit(FAILED)
