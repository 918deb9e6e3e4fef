"""The verb that runs the bot in Discord, until it is told to end."""

import asyncio
import logging
import signal
from typing import Any

import aiohttp
import discord

from bot.cli.app import app, configure, err
from bot.cli.desk import open_desk
from bot.client import Dateline
from bot.desk import Desk, tended
from bot.errors import BadSettings, NoConnection
from bot.heartbeat import PURPOSE
from bot.settings import Settings

log = logging.getLogger(__name__)

PORTAL = "https://discord.com/developers/applications"

NO_TOKEN = (
    "There is no token. Put DISCORD_TOKEN=… into the file .env: it is on the page Bot of your application at "
    f"{PORTAL} (Reset Token)."
)
WRONG_TOKEN = (
    "Discord does not know the token in DISCORD_TOKEN. Copy it again from the page Bot of your application at "
    f"{PORTAL} (Reset Token makes a new one)."
)
MISSING_INTENT = (
    "Discord does not let the bot use a privileged intent it asks for. Turn it on under Privileged Gateway "
    f"Intents, on the page Bot of your application at {PORTAL}."
)
UNREACHABLE = "Discord cannot be reached. Check the network and https://discordstatus.com, and start again."


@app.command()
def run() -> None:
    """Run the bot in Discord; .env holds its token. Ctrl-C or SIGTERM ends it in order."""
    settings = configure()
    if not settings.discord_token.get_secret_value():
        raise BadSettings(NO_TOKEN)
    with open_desk(PURPOSE, []) as desk, tended(desk.library):
        asyncio.run(serve(desk, settings))


async def serve(desk: Desk, settings: Settings, *, connector: Any = None) -> None:  # noqa: ANN401 - aiohttp's
    """Run the bot until SIGINT or SIGTERM: discord.py handles neither in order by itself.

    Args:
        desk: The library, owned and warmed up, and the answerer that works on it.
        settings: The settings, with the token.
        connector: How to reach Discord, if not the ordinary way.

    Raises:
        NoConnection: Discord cannot be reached, or does not let the bot in.
    """
    loop, told = asyncio.get_running_loop(), asyncio.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, told.set)
    client = Dateline(desk, settings, connector=connector)
    running = asyncio.create_task(_start(client, settings))
    ending = asyncio.create_task(told.wait())
    await asyncio.wait({running, ending}, return_when=asyncio.FIRST_COMPLETED)
    if told.is_set():
        err.print("Ending …")
    ending.cancel()
    await client.close()
    try:
        await running
    except NoConnection as error:
        if not told.is_set():
            raise
        log.info("%s", error)


async def _start(client: Dateline, settings: Settings) -> None:
    try:
        await client.start(settings.discord_token.get_secret_value())
    except discord.LoginFailure as error:
        raise NoConnection(WRONG_TOKEN) from error
    except discord.PrivilegedIntentsRequired as error:
        raise NoConnection(MISSING_INTENT) from error
    except (discord.GatewayNotFound, discord.HTTPException, aiohttp.ClientError, OSError) as error:
        raise NoConnection(UNREACHABLE) from error
