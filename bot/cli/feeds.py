"""The verbs for feeds: add, list, pause, resume, remove, check."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from typing import Annotated, Any, TypeVar

import typer
from rich.table import Table
from rich.text import Text

from bot.cli.app import FAILED, MAIN, AsJson, Corpus, app, err, library, out
from bot.cli.articles import index_now
from index.library import Library, check_name
from index.news import dates
from index.news.sources.fetch import Fetcher
from index.polling import Checked, Found, Poller
from index.store.arrival import Added, Outcome
from index.store.feeds import Subscription

HEADLINES = 5
"""Headlines that are printed of a feed that is added."""

feeds = typer.Typer(
    help="Follow RSS, Atom and JSON feeds; `dateline run` looks at them when they are due.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(feeds, name="feed")

FeedId = Annotated[int, typer.Argument(metavar="ID", help="The feed's number, as `dateline feed list` prints it.")]

T = TypeVar("T")


@feeds.command()
def add(
    url: Annotated[str, typer.Argument(help="The feed's address, or that of a page that names its feed.")],
    corpus: Corpus = MAIN,
) -> None:
    """Follow a feed: it is fetched, and what it is is printed."""
    check_name(corpus)
    with library() as opened, err.status("Fetching …"):
        found, feed = with_poller(opened, lambda poller: follow(poller, opened, url, corpus))
    _print_found(found, feed)


async def follow(poller: Poller, opened: Library, url: str, corpus: str) -> tuple[Found, Subscription]:
    """Look what is at an address, and follow the feed that is there.

    Args:
        poller: What looks.
        opened: The library.
        url: The address.
        corpus: The corpus that its articles go to.

    Raises:
        BadSource: There is no feed that can be had.
        Known: It is followed already.
        TooMany: Too many are.
    """
    found = await poller.find(url)
    return found, opened.feeds.add(corpus, found.url, title=found.feed.title or "")


@feeds.command("list")
def list_(corpus: Corpus = MAIN, as_json: AsJson = False) -> None:
    """List the feeds of a corpus and how they fare."""
    with library() as opened:
        found = opened.feeds.of(corpus)
    if as_json:
        out.print_json(json.dumps([_facts(each) for each in found]))
        return
    if not found:
        err.print(f"No feed is followed in {corpus}. `dateline feed add URL` follows one.", markup=False)
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("id", "feed", "address", "looked at", "state"):
        table.add_column(name, overflow="fold")
    for each in found:
        looked = each.checked_at.astimezone().strftime("%d %b %H:%M") if each.checked_at else "not yet"
        table.add_row(str(each.id), Text(each.title), Text(each.url), looked, Text(_state(each)))
    out.print(table)


@feeds.command()
def pause(feed_id: FeedId, corpus: Corpus = MAIN) -> None:
    """Leave a feed alone until it is resumed."""
    with library() as opened:
        found = opened.feeds.pause(corpus, feed_id)
    err.print(f"Paused “{found.name}”. `dateline feed resume {feed_id}` goes on with it.", markup=False)


@feeds.command()
def resume(feed_id: FeedId, corpus: Corpus = MAIN) -> None:
    """Follow a paused feed again."""
    with library() as opened:
        found = opened.feeds.resume(corpus, feed_id)
    err.print(f"“{found.name}” is followed again.", markup=False)


@feeds.command()
def remove(feed_id: FeedId, corpus: Corpus = MAIN) -> None:
    """Follow a feed no longer; the articles that came from it stay."""
    with library() as opened:
        found = opened.feeds.remove(corpus, feed_id)
    err.print(
        f"“{found.name}” is not followed any more. To follow it again: dateline feed add {found.url}",
        markup=False,
        soft_wrap=True,
    )


@feeds.command()
def check(
    feed_id: Annotated[
        int | None, typer.Argument(metavar="[ID]", help="The feed's number; all that are not paused, if left out.")
    ] = None,
    corpus: Corpus = MAIN,
) -> None:
    """Look at feeds now, take in what is new, and print what came."""
    with library() as opened:
        if feed_id is None:
            wanted = [each for each in opened.feeds.of(corpus) if not each.paused]
        else:
            wanted = [opened.feeds.get(corpus, feed_id)]
        sound = with_poller(opened, lambda poller: check_each(poller, wanted))
        taken_up = index_now(opened, corpus, "dateline feed check")
    if not wanted:
        err.print(f"There is no feed to look at in {corpus}. `dateline feed add URL` follows one.", markup=False)
    if taken_up:
        err.print(taken_up, markup=False)
    if not sound:
        raise typer.Exit(FAILED)


async def check_each(poller: Poller, wanted: list[Subscription]) -> bool:
    """Look at feeds, one after the other, and print what came.

    Args:
        poller: What looks.
        wanted: The feeds.

    Returns:
        Whether all could be had.
    """
    sound = True
    for feed in wanted:
        with err.status(Text(f"Looking at {feed.name} …")):
            checked = await poller.check(feed)
        _print_checked(checked)
        sound = sound and not checked.failure
    return sound


def with_poller(opened: Library, work: Callable[[Poller], Coroutine[Any, Any, T]]) -> T:
    """Do something with a poller that reaches the web, and return what it returns."""

    async def worked() -> T:
        async with Fetcher() as fetcher:
            return await work(Poller(opened, fetcher))

    return asyncio.run(worked())


def _print_found(found: Found, feed: Subscription) -> None:
    out.print(Text.assemble((feed.name, "bold"), f"  {found.url}"), soft_wrap=True)
    for each in found.feed.entries[:HEADLINES]:
        day = f" · {dates.show(each.published)}" if each.published else ""
        out.print(Text(f"  {each.title or each.url or each.id}{day}"), soft_wrap=True)
    for warning in found.feed.warnings:
        err.print(f"Note: {warning}", style="yellow", markup=False)
    err.print(
        f"Followed as feed {feed.id}; it has {len(found.feed.entries)} entries. `dateline feed check {feed.id}` "
        "takes them in now, `dateline run` when it is due.",
        markup=False,
        soft_wrap=True,
    )


def _print_checked(checked: Checked) -> None:
    feed, fresh = checked.feed, checked.fresh
    if checked.failure:
        paused = " It is paused now." if feed.paused else ""
        err.print(f"{feed.name}: {checked.failure}{paused}", style="red", markup=False, soft_wrap=True)
        return
    out.print(f"{feed.name}: {len(fresh)} new", markup=False, soft_wrap=True)
    for each in reversed(fresh):
        what = " (a new version)" if each.outcome is Outcome.VERSION else ""
        out.print(f"  {each.article.headline}{what}", markup=False, soft_wrap=True)
    for refused in (each for each in checked.results if not isinstance(each, Added)):
        err.print(f"Refused: {refused.origin}: {refused.reason}", style="red", markup=False, soft_wrap=True)
    if feed.paused:
        err.print(f"It is still paused; `dateline feed resume {feed.id}` follows it again.", markup=False)
    if checked.more:
        err.print("It has more, which is taken the next time.")
    if feed.trouble:
        err.print(f"Note: {feed.trouble}", style="yellow", markup=False, soft_wrap=True)


def _state(feed: Subscription) -> str:
    state = "paused" if feed.paused else f"failed {feed.failures} ×" if feed.failures else "followed"
    return f"{state}: {feed.trouble}" if feed.trouble else state


def _facts(feed: Subscription) -> dict[str, Any]:
    """Return what is known of a feed, for JSON."""
    return {
        "id": feed.id,
        "corpus": feed.corpus,
        "url": feed.url,
        "title": feed.title,
        "checked_at": feed.checked_at and feed.checked_at.isoformat(),
        "next_check": feed.next_check.isoformat(),
        "failures": feed.failures,
        "paused": feed.paused,
        "trouble": feed.trouble,
    }
