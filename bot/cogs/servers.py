"""Which servers the bot is in: the news of one that it left is kept, and the operator is told of it."""

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, ParamSpec

import discord
from discord.ext import commands

from bot.place import Place, is_abandoned
from index.errors import DatelineError
from index.library import Library

if TYPE_CHECKING:
    from bot.client import Dateline

log = logging.getLogger(__name__)

P = ParamSpec("P")


class Servers(commands.Cog):
    """Notes which servers the bot has left, and to which it came back.

    Args:
        client: The bot.
    """

    def __init__(self, client: "Dateline") -> None:
        self._client = client
        self._library: Library = client.desk.library
        self._noting = asyncio.Lock()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Note what happened while the bot was not connected."""
        await self._note(note_departures, self._library, self._servers(), {})

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note that the bot is no longer in a server: somebody removed it, or the server is gone."""
        names = {Place(guild.id).name: guild.name}
        await self._note(note_departures, self._library, self._servers(), names)

    @commands.Cog.listener("on_guild_join")
    @commands.Cog.listener("on_guild_available")
    async def on_guild_here(self, guild: discord.Guild) -> None:
        """Note that the bot is in a server, maybe again."""
        await self._note(self._library.corpora.come_back, Place(guild.id).name)

    def _servers(self) -> list[int]:
        return [each.id for each in self._client.guilds]

    async def _note(self, work: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        """Do something on a thread, one after the other, so that what is noted last is what is so."""
        async with self._noting:
            try:
                await asyncio.to_thread(work, *args, **kwargs)
            except DatelineError as error:
                log.warning("which servers the bot left is noted when it connects the next time: %s", error)


def note_departures(library: Library, servers: Collection[int], names: Mapping[str, str]) -> None:
    """Note of each corpus of a server whether the bot is still there.

    Args:
        library: The corpora.
        servers: The ids of the servers that the bot is in.
        names: What servers that were left are called, by their corpus, where that is known.
    """
    for corpus in library.corpora.names():
        if is_abandoned(corpus, servers) and library.corpora.leave(corpus, names.get(corpus, "")):
            log.warning(
                "the bot is no longer in the server of %s, whose news is kept; `dateline status` says what to do",
                corpus,
            )
    for departure in library.corpora.left():
        if not is_abandoned(departure.corpus, servers):
            library.corpora.come_back(departure.corpus)
