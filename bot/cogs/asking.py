"""Asking, by a mention, a reply that mentions, a direct message, or ``/ask``; and opening an answer's sources."""

import asyncio
import logging
import re
from contextlib import AsyncExitStack, suppress
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.answering.answerer import LONGEST
from bot.cogs.action import Action, place_of
from bot.cogs.errors import explain
from bot.cogs.reading import keep_sources, read
from bot.errors import Declined
from bot.place import Place
from bot.ui import answers
from bot.ui.sources import sources
from bot.ui.text import note
from index.library import Library
from index.news.article import Article

if TYPE_CHECKING:
    from bot.client import Dateline

log = logging.getLogger(__name__)

HOW_TO_ASK = "Ask me something in words, such as: Who led each delegation?"
ELSEWHERE = "I no longer have the sources of that answer. Ask again, and I will look anew."


class SourcesButton(Action, template=r"sources:([0-9a-f]{32})"):
    """Shows the paragraphs that an answer cites to whoever pressed it.

    Args:
        answer_id: The answer's id.
    """

    def __init__(self, answer_id: str) -> None:
        super().__init__(f"sources:{answer_id}", "Sources")
        self._answer_id = answer_id

    async def press(self, interaction: "discord.Interaction[Dateline]") -> None:
        """Show the cited paragraphs to whoever pressed the button."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        library = interaction.client.desk.library
        cited = await asyncio.to_thread(library.shown.get, self._answer_id, place_of(interaction).name)
        if not cited:
            raise Declined(ELSEWHERE)
        found = await asyncio.to_thread(library.archive.fetch, list({each.article_id for each in cited}))
        killed = await asyncio.to_thread(_killed, library, list(found.values()))
        first, *others = sources(((each, found.get(each.article_id)) for each in cited), killed)
        await interaction.edit_original_response(view=first)
        for view in others:
            await interaction.followup.send(view=view, ephemeral=True)


class Asking(commands.Cog):
    """Answers questions.

    Args:
        client: The bot.
    """

    def __init__(self, client: "Dateline") -> None:
        self._client = client
        client.add_dynamic_items(SourcesButton)

    @app_commands.command()
    @app_commands.describe(question="What you want to know, such as: Who led each delegation?")
    async def ask(
        self, interaction: discord.Interaction[Any], question: app_commands.Range[str, 1, LONGEST]
    ) -> None:
        """Answer a question from the news here, and cite the paragraphs the answer comes from."""
        with self._client.turns.of(interaction.user.id):  # before Discord is told to wait where all can see it
            await interaction.response.defer(thinking=True)
            await interaction.edit_original_response(view=await self._answer(question, place_of(interaction)))

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is meant for the bot."""
        me = self._client.user
        question = question_in(message, me.id) if me else None
        if question is None:
            return
        self._client.note_task()
        async with AsyncExitStack() as typing:
            with suppress(discord.HTTPException, OSError):  # it is but a sign, and its lack no reason to be silent
                await typing.enter_async_context(message.channel.typing())
            view = await self._reply(question, message)
        try:
            await message.channel.send(view=view, **_reference(message))
        except discord.Forbidden as error:
            log.warning("a question could not be answered where it was asked: %s", error)
        except discord.HTTPException as error:
            await message.channel.send(view=explain(error))

    async def _reply(self, question: str, message: discord.Message) -> ui.LayoutView:
        if not question:
            return note(HOW_TO_ASK)
        place = Place(message.guild.id if message.guild else None)
        try:
            with self._client.turns.of(message.author.id):
                return await self._answer(question, place)
        except Exception as error:
            return explain(error)

    async def _answer(self, question: str, place: Place) -> ui.LayoutView:
        found = await read(self._client, place, self._client.desk.answerer.answer, question)
        if not found.citations:
            return answers.answer(found)
        await keep_sources(self._client, place, found.id, found.citations)
        return answers.answer(found, SourcesButton(found.id))


def _killed(library: Library, articles: list[Article]) -> dict[str, str]:
    """Return why the stories of some articles were withdrawn since, by the article's id."""
    corpora = {each.corpus for each in articles}
    return library.notices.standing(sorted(corpora)).reasons(articles)


def question_in(message: discord.Message, me: int) -> str | None:
    """Return the question that a message asks the bot: "" if it only mentions it, ``None`` if it is not meant.

    Bots are never answered, lest two of them talk for ever; nor is what Discord itself writes in somebody's name.

    Args:
        message: The message.
        me: The bot's id.
    """
    if message.author.bot or message.type not in (discord.MessageType.default, discord.MessageType.reply):
        return None
    direct = isinstance(message.channel, discord.DMChannel)
    if not direct and (message.guild is None or all(each.id != me for each in message.mentions)):
        return None
    return re.sub(rf"<@!?{me}>", " ", message.content).strip()


def _reference(message: discord.Message) -> dict[str, Any]:
    """Return what makes a message a reply to this one, where the bot may see what it replies to."""
    if message.guild and not message.channel.permissions_for(message.guild.me).read_message_history:
        return {}
    return {"reference": message.to_reference(fail_if_not_exists=False), "mention_author": False}
