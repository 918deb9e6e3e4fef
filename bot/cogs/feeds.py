"""Looking after a server's feeds, and looking at the feeds of all servers when they are due."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands, tasks

from bot.cogs.action import Action, managed_corpus, may_manage
from bot.cogs.choosing import CHOICE_LIMIT
from bot.drafts import Drafts
from bot.errors import Declined
from bot.place import is_abandoned
from bot.ui import feeds as pages
from bot.ui.text import cut, fitted, note, plain
from index.errors import DatelineError, NotFound
from index.library import Library
from index.polling import Found, Poller
from index.store.feeds import Subscription

if TYPE_CHECKING:
    from bot.client import Dateline

log = logging.getLogger(__name__)

POLL_S = 30.0
"""How often it is looked which feeds are due, if the bot is not told otherwise."""

URL_LIMIT = 2_000
NAME_LIMIT = 80

NONE_YET = "No feed is followed here yet. `/feed add` follows one."
NOT_THERE = "No feed here is called “{named}”. Choose one from the list."
DRAFT_GONE = "This can no longer be followed: a preview waits for a quarter of an hour at most. Add it again."
CANCELLED = "Cancelled. Nothing is followed."
FOLLOWED = "**{name}** is followed. What it has comes in within a minute or so, what is new later on by itself."
TELLS = " If the feed breaks, I say so in this channel."


class FollowButton(Action, template=r"follow:([0-9a-f]{16})"):
    """Follows a feed that was shown.

    Args:
        draft: The draft's id.
    """

    def __init__(self, draft: str) -> None:
        super().__init__(f"follow:{draft}", "Follow", style=discord.ButtonStyle.success)
        self._draft = draft

    async def press(self, interaction: "discord.Interaction[Dateline]") -> None:
        """Follow the feed, and take it in at the next look."""
        found = _draft(interaction, self._draft)
        if found is None:
            raise Declined(DRAFT_GONE)
        feed = await asyncio.to_thread(
            interaction.client.desk.library.feeds.add,
            managed_corpus(interaction),
            found.url,
            title=found.feed.title or "",
            told_in=str(interaction.channel_id or ""),
            added_by=str(interaction.user.id),
        )
        said = FOLLOWED.format(name=fitted(feed.name, NAME_LIMIT))
        said += TELLS if interaction.app_permissions.send_messages else ""
        await interaction.response.edit_message(view=note(said, discord.Colour.green()))


class CancelFollowButton(Action, template=r"nofollow:([0-9a-f]{16})"):
    """Forgets a feed that was shown.

    Args:
        draft: The draft's id.
    """

    def __init__(self, draft: str) -> None:
        super().__init__(f"nofollow:{draft}", "Cancel")
        self._draft = draft

    async def press(self, interaction: "discord.Interaction[Dateline]") -> None:
        """Forget it."""
        _draft(interaction, self._draft)
        await interaction.response.edit_message(view=note(CANCELLED))


@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
class Feeds(commands.GroupCog, group_name="feed", group_description="Look after the feeds of this server."):
    """The commands for feeds, and what looks at them in the background.

    Args:
        client: The bot.
    """

    def __init__(self, client: "Dateline") -> None:
        super().__init__()
        self._client = client
        self._library: Library = client.desk.library
        self._poller = Poller(self._library, client.fetcher)
        self.drafts = Drafts[Found]()
        client.add_dynamic_items(FollowButton, CancelFollowButton)

    async def cog_load(self) -> None:
        """Begin to look at feeds."""
        self._poll.change_interval(seconds=self._client.poll_s)
        self._poll.start()

    async def cog_unload(self) -> None:
        """Stop looking at feeds; what is being stored is stored."""
        task = self._poll.get_task()
        self._poll.cancel()
        if task:
            with suppress(asyncio.CancelledError):
                await task

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Let only those in who may look after the server."""
        return may_manage(interaction)

    @app_commands.command()
    @app_commands.describe(url="The address of an RSS, Atom or JSON feed, or of a page that names one.")
    async def add(self, interaction: discord.Interaction[Any], url: app_commands.Range[str, 1, URL_LIMIT]) -> None:
        """Follow a feed; you see what it is before it is followed."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        corpus = managed_corpus(interaction)
        found = await self._poller.find(url)
        # Without its entries, of which there may be megabytes.
        draft = self.drafts.keep(corpus, replace(found, feed=replace(found.feed, entries=())))
        view = pages.preview(
            found,
            FollowButton(draft),
            CancelFollowButton(draft),
            may_write=interaction.app_permissions.send_messages,
        )
        await interaction.edit_original_response(view=view)

    @app_commands.command(name="list")
    async def list_(self, interaction: discord.Interaction[Any]) -> None:
        """List the feeds of this server and how they fare."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await asyncio.to_thread(self._library.feeds.of, managed_corpus(interaction))
        await interaction.edit_original_response(view=pages.listing(found) if found else note(NONE_YET))

    @app_commands.command()
    @app_commands.describe(feed="The feed.")
    async def pause(self, interaction: discord.Interaction[Any], feed: str) -> None:
        """Leave a feed alone until it is resumed."""
        found = await self._named(interaction, feed)
        await self._done(
            interaction, self._library.feeds.pause, found, "is paused. `/feed resume` goes on with it."
        )

    @app_commands.command()
    @app_commands.describe(feed="The feed.")
    async def resume(self, interaction: discord.Interaction[Any], feed: str) -> None:
        """Follow a paused feed again."""
        found = await self._named(interaction, feed)
        await self._done(interaction, self._library.feeds.resume, found, "is followed again.")

    @app_commands.command()
    @app_commands.describe(feed="The feed.")
    async def remove(self, interaction: discord.Interaction[Any], feed: str) -> None:
        """Follow a feed no longer; the articles that came from it stay."""
        found = await self._named(interaction, feed)
        said = f"is not followed any more. Its articles stay. To follow it again: `/feed add` {plain(found.url)}"
        await self._done(interaction, self._library.feeds.remove, found, said)

    @app_commands.command()
    @app_commands.describe(feed="The feed.")
    async def check(self, interaction: discord.Interaction[Any], feed: str) -> None:
        """Look at a feed now, and say what came in."""
        found = await self._named(interaction, feed)
        checked = await self._poller.check(found)
        if checked.fresh:
            await self._client.indexed(found.corpus)
        await interaction.edit_original_response(view=pages.checked(checked))

    @pause.autocomplete("feed")
    @resume.autocomplete("feed")
    @remove.autocomplete("feed")
    @check.autocomplete("feed")
    async def names(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        """Offer the feeds of this server whose name or address contains what is typed."""
        found = await asyncio.to_thread(self._library.feeds.of, managed_corpus(interaction))
        wanted = [each for each in found if _fits(each, typed)]
        return [app_commands.Choice(name=_choice(each, found), value=str(each.id)) for each in wanted]

    async def _named(self, interaction: discord.Interaction[Any], named: str) -> Subscription:
        """Return the feed of the server that somebody chose or typed, after telling Discord to wait.

        Raises:
            Declined: There is none, or several are meant.
        """
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await asyncio.to_thread(self._library.feeds.of, managed_corpus(interaction))
        chosen = [each for each in found if str(each.id) == named.strip()]
        chosen = chosen or [each for each in found if _fits(each, named)]
        if len(chosen) != 1:
            raise Declined(NOT_THERE.format(named=cut(named, CHOICE_LIMIT)))
        return chosen[0]

    async def _done(self, interaction: discord.Interaction[Any], act: Any, feed: Subscription, said: str) -> None:  # noqa: ANN401 - a method of the store
        try:
            await asyncio.to_thread(act, feed.corpus, feed.id)
        except NotFound:
            raise Declined(NOT_THERE.format(named=cut(feed.name, CHOICE_LIMIT))) from None
        await interaction.edit_original_response(view=note(f"**{fitted(feed.name, NAME_LIMIT)}** {said}"))

    @tasks.loop()
    async def _poll(self) -> None:
        """Look at the feeds that are due, and say of those that paused themselves that they did."""
        try:
            await self._poller.poll(self._is_here)
            for feed in await asyncio.to_thread(self._library.feeds.untold):
                await self._tell(feed)
        except (DatelineError, OSError) as error:
            log.warning("the feeds could not be looked at and are tried again: %s", error)

    async def _tell(self, feed: Subscription) -> None:
        channel = self._client.get_partial_messageable(int(feed.told_in))
        try:
            await channel.send(view=pages.paused(feed))
        except (discord.NotFound, discord.Forbidden) as error:
            log.info("that the feed %s is paused has no place to be said: %s", feed.url, error)
        except discord.HTTPException as error:
            log.warning("that the feed %s is paused is said later: %s", feed.url, error)
            return
        await asyncio.to_thread(self._library.feeds.told, feed.id)

    def _is_here(self, corpus: str) -> bool:
        """Tell whether a corpus is a shared one, or of a server that the bot is in."""
        return not is_abandoned(corpus, [each.id for each in self._client.guilds])


def _draft(interaction: "discord.Interaction[Dateline]", name: str) -> Found | None:
    cog = interaction.client.get_cog(Feeds.__cog_name__)
    assert isinstance(cog, Feeds)  # noqa: S101 - its buttons are there because it is
    draft = cog.drafts.take(name, managed_corpus(interaction))
    return draft.sources if draft else None


def _choice(feed: Subscription, feeds: Sequence[Subscription]) -> str:
    address = pages.address(feed, feeds)
    return f"{cut(feed.name, CHOICE_LIMIT - len(address) - 3)} · {address}"


def _fits(feed: Subscription, typed: str) -> bool:
    return typed.strip().lower() in f"{feed.title} {feed.url}".lower()
