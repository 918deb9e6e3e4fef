"""Buttons that answer by what their id says, so that they work after a restart too."""

import re
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.cogs.errors import NEEDS_MANAGER, report
from bot.errors import Declined
from bot.place import Place

if TYPE_CHECKING:
    from bot.client import Dateline

Button = ui.Button[ui.LayoutView]


class Action(ui.DynamicItem[Button], template=r"(?!)"):
    """A button whose id says what it does: a verb, then what it is done to. Its template has a group for each.

    Args:
        name: The button's id.
        label: What stands on it.
        style: Its colour.
        disabled: Whether it is there but cannot be pressed.
    """

    def __init__(
        self,
        name: str,
        label: str,
        *,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        disabled: bool = False,
    ) -> None:
        super().__init__(ui.Button(label=label, style=style, custom_id=name, disabled=disabled))

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button that was pressed; the library calls this, also after a restart."""
        return cls(*match.groups())

    async def press(self, interaction: "discord.Interaction[Dateline]") -> None:
        """Do what the button is for."""
        raise NotImplementedError  # each kind of button does it; the library's own base class cannot be abstract

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Press the button, and tell whoever pressed it what went wrong; the library calls this."""
        interaction.client.note_task()
        try:
            await self.press(interaction)
        except Exception as error:
            await report(interaction, error)


def place_of(interaction: discord.Interaction[Any]) -> Place:
    """Return where an interaction happens."""
    return Place(interaction.guild_id)


def may_manage(interaction: discord.Interaction[Any]) -> bool:
    """Tell whether whoever interacts may look after the server: Discord's own hint is not enough.

    ``default_permissions`` can be overridden by a server's settings, and does not cover buttons.
    """
    return interaction.guild_id is not None and interaction.permissions.manage_guild


def managed_corpus(interaction: discord.Interaction[Any]) -> str:
    """Return the corpus of the server that whoever interacts looks after.

    Raises:
        Declined: They do not.
    """
    corpus = place_of(interaction).corpus
    if corpus is None or not may_manage(interaction):
        raise Declined(NEEDS_MANAGER)
    return corpus
