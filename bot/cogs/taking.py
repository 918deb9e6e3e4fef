"""The command in the menu of a message: the article that somebody posted goes into the news."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.action import managed_corpus
from bot.cogs.adding import MOST_FILES, read_files, show
from bot.errors import Declined
from index.news.article import RawArticle
from index.news.sources import web
from index.news.sources.records import Refusal

if TYPE_CHECKING:
    from bot.client import Dateline

NAME = "Add to the news"
NOTHING_IN_IT = "There is no text, no link and no file in that message."

_LINK = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
_AFTER = ".,;:!?'\"*_|)]}”’»"
"""What stands after an address in a sentence and is none of it."""

_COMMENT = 200
"""Characters beside a link up to which a message is about the article behind the link, and not an article itself;
the shortest news item has more."""

_MEDIA = ("image/", "video/", "audio/")


@dataclass(frozen=True, slots=True)
class Meant:
    """What of a message is to be added.

    Attributes:
        links: Addresses of articles.
        text: The text, if it is an article.
    """

    links: tuple[str, ...] = ()
    text: str = ""


def meant(text: str, embedded: Iterable[str] = ()) -> Meant:
    """Tell what of a message is the article: what its links lead to, or its own text.

    Args:
        text: The message's text.
        embedded: The addresses that its embeds lead to.
    """
    links = list(dict.fromkeys(_trimmed(each) for each in _LINK.findall(text)))
    beside = _LINK.sub("", text).strip(" \n<>")
    if links and len(beside) <= _COMMENT:
        return Meant(links=tuple(links[:MOST_FILES]))
    if not text.strip():
        return Meant(links=tuple(dict.fromkeys(filter(None, embedded)))[:MOST_FILES])
    return Meant(text=text)


class Taking(commands.Cog):
    """The message command.

    Args:
        client: The bot.
    """

    def __init__(self, client: "Dateline") -> None:
        self._client = client
        self._menu = app_commands.ContextMenu(
            name=NAME,
            callback=self._take,
            allowed_contexts=app_commands.AppCommandContext(guild=True),
        )
        self._menu.default_permissions = discord.Permissions(manage_guild=True)

    async def cog_load(self) -> None:
        """Put the command into the menu."""
        self._client.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take it out again."""
        self._client.tree.remove_command(NAME, type=self._menu.type)

    async def _take(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        corpus = managed_corpus(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        await show(interaction, corpus, await self._sources(message))

    async def _sources(self, message: discord.Message) -> list[RawArticle | Refusal]:
        """Read a message, or what it forwards.

        Raises:
            DatelineError: There is nothing to read in it, or the one thing in it cannot be read.
        """
        bodies: Sequence[discord.Message | discord.MessageSnapshot] = [message, *message.message_snapshots]
        text = "\n\n".join(filter(None, (each.content for each in bodies)))
        attached = [file for each in bodies for file in each.attachments]
        readable = [file for file in attached if not (file.content_type or "").startswith(_MEDIA)]
        asked = meant(text, (embed.url or "" for each in bodies for embed in each.embeds))
        sources = await read_files(readable[:MOST_FILES])
        if sources:
            return sources
        if len(asked.links) == 1:
            return await web.read(self._client.fetcher, asked.links[0])
        if asked.links:
            return [each async for each in web.read_all(self._client.fetcher, asked.links)]
        if asked.text:
            return [RawArticle(asked.text, origin="the message")]
        if attached:
            return await read_files(attached[:MOST_FILES])
        raise Declined(NOTHING_IN_IT)


def _trimmed(link: str) -> str:
    """Take off what a sentence puts after an address; a closing bracket stays if it was opened in it."""
    while link[-1] in _AFTER and not (link[-1] == ")" and link.count("(") >= link.count(")")):
        link = link[:-1]
    return link
