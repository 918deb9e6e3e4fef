"""Feeds as those who look after a server see them: what one is before it is followed, how each fares."""

from collections.abc import Sequence
from urllib.parse import urlsplit

import discord
from discord import ui

from bot.ui.answers import Item
from bot.ui.text import counted, fitted, link, view_of
from index.news import dates
from index.polling import Checked, Found
from index.store.arrival import Added, Outcome
from index.store.feeds import Subscription

HEADLINES = 5
"""Headlines that are shown of a feed, and of what came in."""
NAME_LIMIT = 60
LINE_LIMIT = 120
"""Characters of a feed's name; of a headline or a reason."""
LIST_LIMIT = 3_600
"""Characters of the list; a message of components holds 4,000."""

TRIES_AGAIN = "`/feed resume` tries it again."


def preview(found: Found, *buttons: Item, may_write: bool) -> ui.LayoutView:
    """Render what a feed is, before it is followed.

    Args:
        found: The feed.
        buttons: What confirms and what cancels.
        may_write: Whether the bot can say in this channel that a feed is broken.
    """
    entries = found.feed.entries
    title = fitted(found.feed.title or _host(found.url), LINE_LIMIT)
    lines = [f"**{title}** — {link(found.url) or fitted(found.url, LINE_LIMIT)}"]
    lines.append("1 entry:" if len(entries) == 1 else f"{len(entries)} entries, the newest first:")
    for each in entries[:HEADLINES]:
        day = f" · {dates.show(each.published)}" if each.published else ""
        lines.append(f"- {fitted(each.title or each.url or each.id, LINE_LIMIT)}{day}")
    lines += _more(len(entries))
    remarks = [f"-# Note: {fitted(warning, LINE_LIMIT)}" for warning in found.feed.warnings]
    remarks.append("-# Nothing is followed yet.")
    if not may_write:
        remarks.append("-# I may not write in this channel, so I could not say here that the feed is broken.")
    texts: list[Item] = [ui.TextDisplay("\n".join(each)) for each in (lines, remarks)]
    return view_of(ui.Container(*texts, ui.ActionRow(*buttons), accent_colour=discord.Colour.blurple()))


def listing(feeds: Sequence[Subscription]) -> ui.LayoutView:
    """Render the feeds of a server: what each is called, when it was looked at, and what is wrong with it."""
    lines = [f"**{counted(len(feeds), 'feed')}**"]
    for number, each in enumerate(feeds):
        line = _line(each, feeds)
        if sum(map(len, lines)) + len(lines) + len(line) > LIST_LIMIT:
            lines.append(f"… and {len(feeds) - number} more")
            break
        lines.append(line)
    return view_of(ui.Container(ui.TextDisplay("\n".join(lines))))


def checked(found: Checked) -> ui.LayoutView:
    """Render what a look at a feed brought."""
    name = fitted(found.feed.name, NAME_LIMIT)
    if found.failure:
        text = f"**{name}** could not be had: {fitted(found.failure, 2 * LINE_LIMIT)}"
        if found.feed.paused:
            text += f"\n-# It is paused; {TRIES_AGAIN}"
        return view_of(ui.Container(ui.TextDisplay(text), accent_colour=discord.Colour.red()))
    fresh = found.fresh
    lines = [f"**{name}**: {counted(len(fresh), 'new article')}"]
    for each in fresh[::-1][:HEADLINES]:
        what = " · a new version" if each.outcome is Outcome.VERSION else ""
        lines.append(f"- {fitted(each.article.headline, LINE_LIMIT)}{what}")
    lines += _more(len(fresh))
    remarks = []
    refused = sum(not isinstance(each, Added) for each in found.results)
    if refused:
        remarks.append(f"-# {refused} held no text that could be cited.")
    if found.feed.paused:
        remarks.append("-# It is still paused; `/feed resume` follows it again.")
    if found.more:
        remarks.append("-# It has more, which comes in soon.")
    if found.feed.trouble:
        remarks.append(f"-# Note: {fitted(found.feed.trouble, 2 * LINE_LIMIT)}")
    texts: list[Item] = [ui.TextDisplay("\n".join(each)) for each in (lines, remarks) if each]
    return view_of(ui.Container(*texts, accent_colour=discord.Colour.green()))


def paused(feed: Subscription) -> ui.LayoutView:
    """Render that a feed has paused itself, and why."""
    text = (
        f"**Feed paused.** {fitted(feed.name, NAME_LIMIT)} is not looked at any more: "
        f"{fitted(feed.trouble, 2 * LINE_LIMIT)}\n-# {TRIES_AGAIN}"
    )
    return view_of(ui.Container(ui.TextDisplay(text), accent_colour=discord.Colour.red()))


def _more(number: int) -> list[str]:
    """Return the line that counts the headlines which are not shown, if there are any."""
    return [f"- … and {number - HEADLINES} more"] if number > HEADLINES else []


def address(feed: Subscription, feeds: Sequence[Subscription]) -> str:
    """Return the host of a feed, or the end of its address where another feed of that host is called the same.

    Args:
        feed: The feed.
        feeds: Those that it stands among.
    """
    host = _host(feed.url)
    if sum((each.name, _host(each.url)) == (feed.name, host) for each in feeds) < 2:
        return host
    whole = feed.url.partition("://")[2]
    return whole if len(whole) <= NAME_LIMIT else f"…{whole[-NAME_LIMIT:]}"


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _line(feed: Subscription, feeds: Sequence[Subscription]) -> str:
    where = fitted(address(feed, feeds), LINE_LIMIT)
    looked = discord.utils.format_dt(feed.checked_at, "R") if feed.checked_at else "not yet"
    line = f"- **{fitted(feed.name, NAME_LIMIT)}** · {where} · looked at {looked}"
    if feed.paused:
        line += " · **paused**"
    elif feed.failures:
        line += " · failed" if feed.failures == 1 else f" · failed {feed.failures} times in a row"
    return f"{line}\n  -# {fitted(feed.trouble, LINE_LIMIT)}" if feed.trouble else line
