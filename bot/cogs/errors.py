"""What a person reads when something goes wrong: one friendly line; the traceback goes to the log alone."""

import logging
import secrets
from typing import Any

import discord
from discord import app_commands

from bot.errors import BadDay, BadQuestion, Busy, Declined
from bot.ui.text import note, plain
from index.errors import BadArticle, BadFeed, FetchFailed, Known, TooMany, UnsafeAddress

log = logging.getLogger(__name__)

Interaction = discord.Interaction[Any]

_FOR_PEOPLE = (
    BadArticle,
    BadDay,
    BadFeed,
    BadQuestion,
    Busy,
    Declined,
    FetchFailed,
    Known,
    TooMany,
    UnsafeAddress,
)
"""Errors whose words are for people in a chat. Those of others may name paths, commands of the terminal or
another server's corpus."""

NEEDS_MANAGER = "This needs the permission Manage Server. Ask somebody who looks after this server."
RESTARTING = "I am just being restarted. Please try again in a minute."
MAY_NOT_WRITE = (
    "I may not write in this channel. Somebody who looks after this server can give me the permissions "
    "View Channel and Send Messages here."
)

COLOUR = discord.Colour.red()


def words(error: BaseException) -> str | None:
    """Return what to tell a person of an error, ``None`` if it should not have happened.

    Args:
        error: The error; the library's wrapping of it is looked through.
    """
    cause = _cause(error)
    if isinstance(cause, _FOR_PEOPLE):
        return plain(str(cause))
    if isinstance(cause, app_commands.CheckFailure):
        return NEEDS_MANAGER
    if isinstance(cause, app_commands.CommandNotFound):
        return RESTARTING
    return None


def explain(error: BaseException) -> discord.ui.LayoutView:
    """Return the message for a person, and log what should not have happened under the reference it gives."""
    told = words(error)
    if told is None:
        reference = secrets.token_hex(3)
        log.error("reference %s", reference, exc_info=_cause(error))
        told = (
            f"Something went wrong on my side; nothing was lost. If it stays so, report reference `{reference}`."
        )
    return note(told, COLOUR)


async def report(interaction: Interaction, error: BaseException) -> None:
    """Tell the person who did something that it failed, seen by them alone where Discord still allows that."""
    view = explain(error)
    try:
        if interaction.response.is_done():
            await interaction.followup.send(view=view, ephemeral=True)
        else:
            await interaction.response.send_message(view=view, ephemeral=True)
    except discord.HTTPException as failed:
        log.warning("an error could not be told: %s", failed)


def _cause(error: BaseException) -> BaseException:
    return error.original if isinstance(error, app_commands.CommandInvokeError) else error
