"""The bot in a simulated Discord: discord.py's own machinery, a real library, and people who do things."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle
from simcord.env import Env
from simcord.results import InteractionResult, ResponseMessage

from bot.client import Dateline
from bot.cogs.errors import words
from bot.desk import Desk
from bot.settings import Settings
from index.library import Library
from index.retrieval.reader import Reader
from tests.components import buttons, text_of
from tests.web import Web

SETTLING_S = 60.0
"""How long the simulation waits in real time for the bot to have done what it does: models run meanwhile."""


@pytest.fixture
async def web() -> AsyncIterator[Web]:
    """The web, of one server."""
    async with Web().open() as opened:
        yield opened


@pytest.fixture
def make_bot(home: Path, library: Library, reader: Reader, web: Web) -> Callable[[], Dateline]:
    """Make the bot anew, as a restart does."""
    settings = Settings(dateline_home=home)
    return lambda: Dateline(Desk.at(library, reader), settings, fetcher=web.fetcher())


@dataclass(frozen=True)
class Town:
    """A server with a channel, an admin and a member, and another server with people of its own."""

    env: Env
    server: GuildHandle
    channel: ChannelHandle
    admin: MemberActor
    member: MemberActor
    other_channel: ChannelHandle
    other_admin: MemberActor
    web: Web

    @property
    def me(self) -> str:
        """What mentions the bot."""
        assert self.env.bot.user is not None
        return f"<@{self.env.bot.user.id}>"

    def last(self) -> discord.Message:
        """The last message in the channel."""
        message = self.channel.last_message
        assert message is not None
        return message

    def last_text(self) -> str:
        """What the last message in the channel says."""
        message = self.channel.last_message
        return text_of(message) if message else ""


@pytest.fixture
async def env(make_bot: Callable[[], Dateline]) -> AsyncIterator[Env]:
    """The simulated Discord, with the bot logged in."""
    started = Env(make_bot(), settle_timeout=SETTLING_S)
    await started.start()
    yield started
    await started.shutdown()
    for error in started.errors:
        if words(error) is None:
            raise error


@pytest.fixture
def town(env: Env, web: Web) -> Town:
    """The bot in two servers."""
    server, other = env.create_guild("Harbour"), env.create_guild("Elsewhere")
    channel, other_channel = server.create_text_channel("news"), other.create_text_channel("news")
    return Town(
        env,
        server,
        channel,
        _admin(env, server, "ann"),
        server.add_member(env.create_user("bob")),
        other_channel,
        _admin(env, other, "eve"),
        web,
    )


def _admin(env: Env, server: GuildHandle, name: str) -> MemberActor:
    role = server.create_role("editors", permissions=discord.Permissions(manage_guild=True))
    return server.add_member(env.create_user(name), roles=[role])


def shown(result: InteractionResult) -> ResponseMessage:
    """The message that an interaction led to."""
    return result.response or result.followups[0]


async def add(
    town: Town, *, text: str = "", files: list[tuple[str, bytes]] | None = None, confirm: bool = True
) -> InteractionResult:
    """Add an article as the admin, and return what is shown of it at the end."""
    modal = await town.admin.slash(town.channel, "article add")
    values: dict[str, Any] = {}
    assert modal.modal is not None
    fields = [each["component"]["custom_id"] for each in modal.modal["components"]]
    if text:
        values[fields[0]] = text
    if files:
        values[fields[1]] = files
    sent = await town.admin.submit_modal(modal, values)
    if confirm:
        assert "Add" in buttons(shown(sent))
        return await town.admin.click(shown(sent), label="Add")
    return sent
