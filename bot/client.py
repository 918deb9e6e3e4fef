"""The Discord client: what it asks of Discord, its cogs, when its commands are synced, and how it closes."""

import asyncio
import hashlib
import json
import logging
import signal
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands, tasks

from bot.cogs.admin import Admin
from bot.cogs.articles import Articles
from bot.cogs.asking import Asking
from bot.cogs.errors import report
from bot.cogs.feeds import POLL_S, Feeds
from bot.cogs.servers import Servers
from bot.cogs.stories import Stories
from bot.cogs.taking import Taking
from bot.cogs.timeline import Timelines
from bot.desk import Desk
from bot.drafts import Drafts
from bot.errors import Busy, NoConnection
from bot.heartbeat import BEAT_S, beat
from bot.settings import Settings
from bot.turns import Turns
from bot.workers import Workers
from index.errors import DatelineError
from index.news.article import RawArticle
from index.news.sources.fetch import Fetcher
from index.news.sources.records import Refusal
from index.store.generation import write_atomically

log = logging.getLogger(__name__)

discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # the bot never speaks

SIGNALS = (signal.SIGINT, signal.SIGTERM)
"""What tells the bot to end: Ctrl-C, and what a container or a service manager sends."""

PORTAL = "https://discord.com/developers/applications"

TOKEN_UNKNOWN = (
    "Discord does not know the token in DISCORD_TOKEN. Copy it again from the page Bot of your application at "
    f"{PORTAL} (Reset Token makes a new one)."
)
INTENT_MISSING = (
    "Discord does not let the bot use a privileged intent it asks for. Turn it on under Privileged Gateway "
    f"Intents, on the page Bot of your application at {PORTAL}."
)
UNREACHABLE = "Discord cannot be reached. Check the network and https://discordstatus.com, and start again."

CLOSED = (
    "Discord closed the connection for good (code {code}). What that means is said at "
    "https://docs.discord.com/developers/topics/opcodes-and-status-codes."
)
COMMANDS_REFUSED = "Discord did not take the bot's commands. Please report this as a fault of Dateline."

AUTHENTICATION_FAILED = 4004
"""The code with which the gateway refuses a token, also one that was good until it was reset.
See https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes."""

GRACE_S = 10
"""How long a bot that ends waits for what it is doing for people."""

SYNCED = "commands.json"
"""The file in the data folder that says which commands Discord was last told of."""


def intents() -> discord.Intents:
    """Return what is asked of the gateway: servers, and messages without their content.

    Discord sends the content of direct messages and of messages that mention the bot all the same
    (https://docs.discord.com/developers/events/gateway#message-content-intent), so no privileged intent is needed.
    """
    wanted = discord.Intents.none()
    wanted.guilds = True
    wanted.guild_messages = True
    wanted.dm_messages = True
    return wanted


def invitation(application_id: int) -> str:
    """Return the address with which somebody who manages a server lets the bot in, with what it needs there.

    Args:
        application_id: The id of the bot's application.
    """
    needed = discord.Permissions(
        view_channel=True, send_messages=True, send_messages_in_threads=True, read_message_history=True
    )
    return discord.utils.oauth_url(application_id, permissions=needed, scopes=("bot", "applications.commands"))


class Tree(app_commands.CommandTree["Dateline"]):
    """The slash commands; what goes wrong in one reaches its user as one line."""

    async def interaction_check(self, interaction: "discord.Interaction[Dateline]", /) -> bool:
        """Let every command run, and note that it does."""
        interaction.client.note_task()
        return True

    async def on_error(  # noqa: D102 - the library's own
        self, interaction: "discord.Interaction[Dateline]", error: app_commands.AppCommandError
    ) -> None:
        await report(interaction, error)


class Dateline(commands.Bot):
    """The bot.

    Args:
        desk: The library, owned and warmed up, and the answerer that works on it.
        settings: The settings; the data folder and the shared corpora are read from them.
        announce: Told in words when the bot is connected.
        connector: How to reach Discord, if not the ordinary way.
        fetcher: How to reach the web, if not the ordinary way; it is opened and closed with the bot.
        poll_s: Seconds between two looks at which feeds are due.
    """

    def __init__(
        self,
        desk: Desk,
        settings: Settings,
        *,
        announce: Callable[[str], None] = log.info,
        connector: aiohttp.BaseConnector | None = None,
        fetcher: Fetcher | None = None,
        poll_s: float = POLL_S,
    ) -> None:
        options: dict[str, Any] = {} if connector is None else {"connector": connector}
        super().__init__(
            commands.when_mentioned,
            help_command=None,
            intents=intents(),
            tree_cls=Tree,
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            max_messages=None,
            **options,
        )
        self.desk = desk
        self.settings = settings
        self._announce = announce
        self._under_way: set[asyncio.Task[Any]] = set()
        self.online = False
        self.workers = Workers()
        self.turns = Turns()
        self.drafts = Drafts[Sequence[RawArticle | Refusal]]()
        self.fetcher = fetcher or Fetcher()
        self.poll_s = poll_s
        self._opened = AsyncExitStack()

    async def setup_hook(self) -> None:
        """Set the cogs up and tell Discord of the commands, once before connecting."""
        await self._opened.enter_async_context(self.fetcher)
        cogs = (Asking, Timelines, Stories, Articles, Taking, Feeds, Admin, Servers)
        for cog in (each(self) for each in cogs):
            await self.add_cog(cog)
        await self._sync_if_changed()
        self._beat.start()

    async def on_message(self, message: discord.Message, /) -> None:
        """Do nothing: there are no prefix commands, and ``Asking`` listens for questions."""

    def note_task(self) -> None:
        """Note that the task that runs serves somebody, who is not left without an answer when the bot ends."""
        task = asyncio.current_task()
        if task is not None:
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def on_disconnect(self) -> None:
        """Note that the gateway is gone; the library connects again by itself."""
        self.online = False

    async def on_resumed(self) -> None:
        """Note that the gateway is back."""
        self.online = True

    async def on_ready(self) -> None:
        """Say that the bot is connected; it is called again after a long absence."""
        self.online = True
        await asyncio.to_thread(beat, self.settings.dateline_home)
        servers = "1 server" if len(self.guilds) == 1 else f"{len(self.guilds)} servers"
        self._announce(f"Connected as {self.user}, in {servers}. Ctrl-C ends it.")
        if not self.guilds and self.application_id:
            self._announce(f"Invite it to a server with {invitation(self.application_id)}")

    async def indexed(self, corpus: str) -> bool:
        """Index what was added to a corpus or removed from it.

        Returns:
            Whether that is done; if it takes longer, or too much is waiting, it is done in the background.
        """
        try:
            return await self.workers.run(self.desk.library.indexes.catch_up_if_quick, corpus)
        except (Busy, DatelineError) as error:
            log.warning("%s is indexed in the background: %s", corpus, error)
            return False

    async def close(self) -> None:
        """Let what is under way be done, leave Discord, and return when no thread works any more."""
        self._beat.cancel()
        if under_way := [task for task in self._under_way if task is not asyncio.current_task()]:
            await asyncio.wait(under_way, timeout=GRACE_S)
        await super().close()
        await self._opened.aclose()
        await asyncio.to_thread(self.workers.close)

    async def _sync_if_changed(self) -> None:
        """Tell Discord of the commands if they are not those it was last told of: syncing is rate-limited."""
        payload = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        told = {"application": self.application_id, "commands": _hash(payload)}
        file = self.settings.dateline_home / SYNCED
        if file.exists() and file.read_text() == json.dumps(told):
            return
        await self.tree.sync()
        write_atomically(file, json.dumps(told))
        log.info("told Discord of %d commands", len(payload))

    @tasks.loop(seconds=BEAT_S)
    async def _beat(self) -> None:
        try:
            if self.online:
                await asyncio.to_thread(beat, self.settings.dateline_home)
            await asyncio.to_thread(self.desk.library.archive.forget_removed)
            await asyncio.to_thread(self.desk.library.shown.forget)
            self.drafts.tidy()
        except (DatelineError, OSError) as error:
            log.warning("the heartbeat could not be written and is tried again: %s", error)


def _hash(payload: object) -> str:
    return hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()


async def serve(client: Dateline, token: str) -> None:
    """Run the bot until SIGINT or SIGTERM: discord.py handles neither in order by itself.

    Args:
        client: The bot, not yet connected.
        token: Its token.

    Raises:
        NoConnection: Discord cannot be reached, or does not let the bot in.
    """
    loop, told = asyncio.get_running_loop(), asyncio.Event()
    for each in SIGNALS:
        loop.add_signal_handler(each, told.set)
    running = asyncio.create_task(_start(client, token))
    ending = asyncio.create_task(told.wait())
    try:
        await asyncio.wait({running, ending}, return_when=asyncio.FIRST_COMPLETED)
        if told.is_set():
            log.info("ending")
        ending.cancel()
        await client.close()
        await running
    except NoConnection as error:
        if not told.is_set():
            raise
        log.info("%s", error)
    finally:
        for each in SIGNALS:
            loop.remove_signal_handler(each)


async def _start(client: Dateline, token: str) -> None:
    try:
        await client.start(token)
    except discord.LoginFailure as error:
        raise NoConnection(TOKEN_UNKNOWN) from error
    except discord.PrivilegedIntentsRequired as error:
        raise NoConnection(INTENT_MISSING) from error
    except discord.ConnectionClosed as error:
        told = TOKEN_UNKNOWN if error.code == AUTHENTICATION_FAILED else CLOSED.format(code=error.code)
        raise NoConnection(told) from error
    except app_commands.CommandSyncFailure as error:
        raise NoConnection(COMMANDS_REFUSED) from error
    except (discord.GatewayNotFound, discord.HTTPException, aiohttp.ClientError, OSError) as error:
        raise NoConnection(UNREACHABLE) from error
