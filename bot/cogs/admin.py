"""Looking after a server's news: reindex and its progress, the shared corpora, the status, and the export."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

import discord
from discord import app_commands
from discord.ext import commands, tasks

from bot.cogs.action import Action, managed_corpus, may_manage
from bot.cogs.errors import MAY_NOT_WRITE
from bot.errors import Declined
from bot.packing import packed
from bot.ui import upkeep
from bot.ui.text import note
from index.errors import DatelineError, NotFound
from index.library import Library
from index.store.requests import OPEN, Request

if TYPE_CHECKING:
    from bot.client import Dateline

log = logging.getLogger(__name__)

T = TypeVar("T")

LOOK_S = 2.0
"""How often a reindex is looked at, and its message edited if it has gone on: well within Discord's limits."""

NO_ARTICLES = "There is no article here yet, so there is nothing to index. `/article add` adds some."
NOTHING_TO_EXPORT = "There is no article here yet, so there is nothing to export. `/article add` adds some."
TOO_LARGE = (
    "The articles of this server are larger than the {limit} MB that Discord takes as one file here, also "
    "compressed. Whoever runs the bot can write them with `dateline export --corpus {corpus}`."
)
NOT_RUNNING = "That reindex is no longer under way."


class CancelReindexButton(Action, template=r"cancel:(\d{1,18})"):
    """Cancels a reindex.

    Args:
        request_id: The request's number.
    """

    def __init__(self, request_id: int | str) -> None:
        super().__init__(f"cancel:{request_id}", "Cancel", style=discord.ButtonStyle.danger)
        self._request_id = int(request_id)

    async def press(self, interaction: "discord.Interaction[Dateline]") -> None:
        """Ask for the end of the reindex; it ends within seconds."""
        corpus, requests = managed_corpus(interaction), interaction.client.desk.library.requests
        await interaction.response.defer()
        try:
            request = await asyncio.to_thread(requests.get, self._request_id)
        except NotFound:
            raise Declined(NOT_RUNNING) from None
        if request.corpus != corpus or request.state not in OPEN:
            raise Declined(NOT_RUNNING)
        await asyncio.to_thread(requests.cancel, request.id)


@asynccontextmanager
async def _in_thread(context: AbstractContextManager[T]) -> AsyncIterator[T]:
    """Enter and leave a context off the event loop."""
    entered = await asyncio.to_thread(context.__enter__)
    try:
        yield entered
    finally:
        await asyncio.to_thread(context.__exit__, None, None, None)


@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
class Admin(commands.GroupCog, group_name="admin", group_description="Look after the index of this server."):
    """The commands for the index.

    Args:
        client: The bot.
    """

    def __init__(self, client: "Dateline") -> None:
        super().__init__()
        self._client = client
        self._library: Library = client.desk.library
        self._shown: dict[int, Request | None] = {}
        self._exporting = asyncio.Lock()
        client.add_dynamic_items(CancelReindexButton)

    async def cog_load(self) -> None:
        """Go on showing the progress of reindexes that were under way when the bot was stopped."""
        untold = await asyncio.to_thread(self._library.requests.untold)
        self._shown = {request.id: None for request in untold}
        self._look.start()

    async def cog_unload(self) -> None:
        """Stop showing progress; the next start goes on."""
        self._look.cancel()

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Let only those in who may look after the server."""
        return may_manage(interaction)

    @app_commands.command()
    async def reindex(self, interaction: discord.Interaction[Any]) -> None:
        """Build the index of this server anew from its articles; questions are answered meanwhile."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        corpus = managed_corpus(interaction)
        if corpus not in await asyncio.to_thread(self._library.archive.corpora):
            raise Declined(NO_ARTICLES)
        if under_way := await self._under_way(corpus):
            await interaction.edit_original_response(view=note(upkeep.running(under_way)))
            return
        # An interaction can be answered for 15 minutes only, so the progress has a message of its own.
        channel = self._client.get_partial_messageable(interaction.channel_id or 0, guild_id=interaction.guild_id)
        try:
            message = await channel.send(view=note("**Reindex** is about to begin."))
        except discord.Forbidden:
            raise Declined(MAY_NOT_WRITE) from None
        place, asked_by = f"{channel.id}:{message.id}", str(interaction.user.id)
        request = await asyncio.to_thread(self._library.requests.ask, corpus, asked_by=asked_by, told_in=place)
        if request.told_in != place:  # somebody else asked in the same moment
            await message.delete()
            await interaction.edit_original_response(view=note(upkeep.running(request)))
            return
        self._shown[request.id] = None
        await interaction.edit_original_response(view=note(f"Asked for. How far it is: {message.jump_url}"))

    @app_commands.command()
    async def status(self, interaction: discord.Interaction[Any]) -> None:
        """Say what articles there are here, how far the index is, and whether the shared news is read."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        corpus, shared = managed_corpus(interaction), self._client.settings.shared_corpora
        own = await asyncio.to_thread(self._library.status, corpus)
        others = [await asyncio.to_thread(self._library.status, each) for each in shared]
        reads_shared = await asyncio.to_thread(self._library.preferences.reads_shared, corpus)
        reindex = await self._under_way(corpus)
        view = upkeep.status(own, others, reads_shared=reads_shared, reindex=reindex)
        await interaction.edit_original_response(view=view)

    @app_commands.command()
    @app_commands.describe(read="Whether questions here are answered from the shared news too.")
    async def shared(self, interaction: discord.Interaction[Any], read: bool) -> None:
        """Turn the shared news on or off for this server."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await asyncio.to_thread(self._library.preferences.read_shared, managed_corpus(interaction), wanted=read)
        said = "also from the shared news" if read else "from this server's own articles alone"
        await interaction.edit_original_response(view=note(f"From now on, questions here are answered {said}."))

    @app_commands.command()
    async def export(self, interaction: discord.Interaction[Any]) -> None:
        """Get the articles of this server as a file, which `/article add` takes back without loss."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        corpus, limit = managed_corpus(interaction), interaction.filesize_limit
        if not await asyncio.to_thread(self._library.archive.count, corpus):
            raise Declined(NOTHING_TO_EXPORT)
        # One at a time: a large one takes a thread for a minute, and questions need threads too.
        async with self._exporting, _in_thread(packed(self._library.export(corpus), limit)) as found:
            if found is None:
                raise Declined(TOO_LARGE.format(limit=limit // 2**20, corpus=corpus))
            file = discord.File(found.file, filename=found.name)
            view = upkeep.exported(found.records, found.name)
            await interaction.edit_original_response(view=view, attachments=[file])

    async def _under_way(self, corpus: str) -> Request | None:
        unfinished = await asyncio.to_thread(self._library.requests.unfinished)
        return next((each for each in unfinished if each.corpus == corpus), None)

    @tasks.loop(seconds=LOOK_S)
    async def _look(self) -> None:
        """Edit the message of each reindex that has gone on since the last look, until it has ended."""
        for request_id, shown in list(self._shown.items()):
            try:
                request = await asyncio.to_thread(self._library.requests.get, request_id)
                if request != shown:
                    self._shown[request_id] = request
                    await self._show(request)
                if request.state not in OPEN:
                    await asyncio.to_thread(self._library.requests.told, request_id)
                    del self._shown[request_id]
            except (DatelineError, OSError) as error:
                log.warning("the progress of a reindex could not be read and is looked at again: %s", error)

    async def _show(self, request: Request) -> None:
        """Edit the message of a reindex; if its end cannot be shown there any more, say it in a new one.

        Discord limits how often a message older than an hour may be edited.
        """
        view = upkeep.progress(request, CancelReindexButton(request.id))
        message = self._message(request)
        try:
            await message.edit(view=view)
        except (discord.NotFound, discord.Forbidden) as error:
            log.info("the progress of a reindex has no place to be shown: %s", error)
        except discord.HTTPException as error:
            log.warning("the progress of a reindex could not be shown: %s", error)
            if request.state not in OPEN:
                with suppress(discord.HTTPException):
                    await message.channel.send(view=view)

    def _message(self, request: Request) -> discord.PartialMessage:
        channel_id, message_id = map(int, request.told_in.split(":"))
        return self._client.get_partial_messageable(channel_id).get_partial_message(message_id)
