"""The verb that runs the bot in Discord, until it is told to end."""

import asyncio
import logging
import signal

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

SIGNALS = (signal.SIGINT, signal.SIGTERM)
"""What tells the bot to end: Ctrl-C, and what a container or a service manager sends."""

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
    token = settings.discord_token.get_secret_value()
    if not token:
        raise BadSettings(NO_TOKEN)
    with open_desk(PURPOSE, []) as desk, tended(desk.library):
        asyncio.run(_run(desk, settings, token))


async def _run(desk: Desk, settings: Settings, token: str) -> None:
    await serve(Dateline(desk, settings), token)


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
            err.print("Ending …")
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
        raise NoConnection(WRONG_TOKEN) from error
    except discord.PrivilegedIntentsRequired as error:
        raise NoConnection(MISSING_INTENT) from error
    except (discord.GatewayNotFound, discord.HTTPException, aiohttp.ClientError, OSError) as error:
        raise NoConnection(UNREACHABLE) from error
