"""What those who look after a server see of its news: its state, how far a reindex has come, its export."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.ui.answers import Item
from bot.ui.text import counted, fitted, person, view_of
from index.library import Status
from index.store.requests import OPEN, Request, State

BAR = 20
"""Characters of the bar."""

_SAID = {
    State.WAITING: "waits for its turn",
    State.RUNNING: "is running",
    State.DONE: "is done: questions are answered from the new index",
    State.FAILED: "failed: the old index still answers",
    State.CANCELLED: "was cancelled: the old index still answers",
}
_COLOURS = {
    State.DONE: discord.Colour.green(),
    State.FAILED: discord.Colour.red(),
    State.CANCELLED: discord.Colour.light_grey(),
}


def progress(request: Request, button: Item | None = None) -> ui.LayoutView:
    """Render how far a reindex has come.

    Args:
        request: The reindex.
        button: What cancels it, while that is possible.
    """
    said = "is being cancelled" if request.cancelled and request.state in OPEN else _SAID[request.state]
    asked = discord.utils.format_dt(request.asked_at, "R")
    lines = [f"**Reindex** {said}.", f"-# asked by {person(request.asked_by)} {asked}"]
    if request.state in (State.RUNNING, State.DONE) and request.total:
        lines.insert(1, f"`{_bar(request.done / request.total)}` {request.done} of {request.total} articles")
    pieces: list[Item] = [ui.TextDisplay("\n".join(lines))]
    if button and request.state in OPEN and not request.cancelled:
        pieces.append(ui.ActionRow(button))
    return view_of(ui.Container(*pieces, accent_colour=_COLOURS.get(request.state, discord.Colour.blurple())))


def running(request: Request) -> str:
    """Return the words that refuse a second reindex: who asked for the first one, when, and how far it is."""
    asked = discord.utils.format_dt(request.asked_at, "R")
    done = f"{request.done} of {request.total} articles" if request.total else "not begun"
    return f"A reindex that {person(request.asked_by)} asked for {asked} is still under way ({done})."


def status(own: Status, shared: Sequence[Status], *, reads_shared: bool, reindex: Request | None) -> ui.LayoutView:
    """Render the state of a server's index.

    Args:
        own: The server's own corpus.
        shared: The shared corpora.
        reads_shared: Whether the server is answered from them.
        reindex: The reindex under way, if there is one.
    """
    lines = [f"**This server:** {_counts(own)}"]
    if not reads_shared:
        lines.append("**Shared news:** turned off here; `/admin shared` turns it on")
    else:
        lines += [f"**Shared news, {fitted(each.corpus, 64)}:** {_counts(each)}" for each in shared]
    if reindex:
        lines.append(running(reindex))
    return view_of(ui.Container(ui.TextDisplay("\n".join(lines))))


def exported(articles: int, name: str) -> ui.LayoutView:
    """Render an export: how much it holds, and the file, which is sent along under this name."""
    said = f"{counted(articles, 'article')} of this server. `/article add` and `dateline add` take the file back."
    return view_of(ui.TextDisplay(said), ui.File(f"attachment://{name}"))


def _counts(each: Status) -> str:
    counts = f"{counted(each.articles, 'article')}, {counted(each.paragraphs, 'paragraph')}"
    return f"{counts}, {counted(each.unindexed, 'change')} not yet indexed" if each.unindexed else counts


def _bar(share: float) -> str:
    full = round(BAR * share)
    return "█" * full + "░" * (BAR - full)
