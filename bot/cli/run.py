"""The verb that runs the bot in Discord, until it is told to end."""

import asyncio

from bot.cli.app import app, configure, err
from bot.cli.desk import open_desk
from bot.desk import tended
from bot.errors import BadSettings
from bot.heartbeat import PURPOSE

NOTHING_TO_LOG_IN_WITH = (
    "There is no token. Put DISCORD_TOKEN=… into the file .env: it is on the page Bot of your application at "
    "https://discord.com/developers/applications (Reset Token)."
)


@app.command()
def run() -> None:
    """Run the bot in Discord; .env holds its token. Ctrl-C or SIGTERM ends it in order."""
    settings = configure()
    token = settings.discord_token.get_secret_value()
    if not token:
        raise BadSettings(NOTHING_TO_LOG_IN_WITH)
    from bot.client import Dateline, serve  # importing discord takes a second that no other verb should wait for

    def say(words: str) -> None:
        err.print(words, markup=False, soft_wrap=True)

    async def run_bot() -> None:
        await serve(Dateline(desk, settings, announce=say), token)

    with open_desk(PURPOSE, []) as desk, tended(desk.library):
        asyncio.run(run_bot())
