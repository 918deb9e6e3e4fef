"""What happened when: ``/timeline``."""

from functools import partial
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.answering import periods
from bot.answering.answerer import LONGEST
from bot.cogs.action import place_of
from bot.cogs.asking import SourcesButton
from bot.cogs.reading import keep_sources, read
from bot.ui import timeline as pages

if TYPE_CHECKING:
    from bot.client import Dateline


DAY_LIMIT = 50
"""Characters of what should be a day: enough to repeat it to whoever wrote it otherwise."""


class Timelines(commands.Cog):
    """Tells what happened when.

    Args:
        client: The bot.
    """

    def __init__(self, client: "Dateline") -> None:
        self._client = client

    @app_commands.command()
    @app_commands.describe(
        topic="What it is to be about, in some words, such as: the Istanbul talks",
        since="Only what happened on this day or later, such as: 2025-05-16",
        until="Only what happened on this day or earlier.",
    )
    async def timeline(
        self,
        interaction: discord.Interaction[Any],
        topic: app_commands.Range[str, 1, LONGEST],
        since: app_commands.Range[str, 1, DAY_LIMIT] | None = None,
        until: app_commands.Range[str, 1, DAY_LIMIT] | None = None,
    ) -> None:
        """Tell what happened when, in the news here, each line with its source."""
        first, last = (periods.day(each) if each else None for each in (since, until))
        with self._client.turns.of(interaction.user.id):
            await interaction.response.defer(thinking=True)
            place = place_of(interaction)
            told = partial(self._client.desk.answerer.timeline, since=first, until=last)
            found = await read(self._client, place, told, topic)
            cited = [each.citation for each in found.events]
            if cited:
                await keep_sources(self._client, place, found.id, cited)
            view = pages.timeline(found, SourcesButton(found.id) if cited else None)
            await interaction.edit_original_response(view=view)
