"""A Discord on 127.0.0.1 that an unpatched discord.py client speaks its real protocol to.

    async with Discord() as discord:
        server = discord.server("Newsroom")
        channel = server.create_text_channel("general")
        alice = discord.member(server, "alice")

        async with Bot(connector=discord.connector()) as bot:      # any discord.Client, its own login and gateway
            running = asyncio.create_task(bot.start(discord.token))
            await discord.ready()
            question = await discord.say(alice, channel, "Who led each delegation?", mention=discord.bot)
            answer = await discord.reply_to(question)
            assert "Bogota" in answer.text

    assert discord.violations == []     # every request was one that Discord accepts
    assert discord.pings == []          # and nothing that was written would have pinged anyone

What is real: TLS, HTTP, multipart, authentication, rate limits, the gateway with compression, heartbeats, RESUME,
close codes, interaction tokens and their deadlines. What stands behind it, the guilds, permissions, messages and
commands, is the backend of ``simcord``. Every request is checked against Discord's own description of its API,
and against the rules that the description leaves out.

Files: ``driver`` is what a test calls; ``handles`` and ``records`` what it gets back; ``world`` what there is;
``server`` the listening socket, ``rest`` its HTTP, ``gateway`` and ``session`` its WebSocket; ``traffic`` rate
limits and faults; ``validation`` Discord's API description made strict, ``rules`` what it leaves out;
``connection`` the certificate and the resolver.
"""

from tests.wire.loopback.driver import Discord
from tests.wire.loopback.handles import Choice, Interaction, Modal, Shown
from tests.wire.loopback.records import Ping, Request, Violation

__all__ = ["Choice", "Discord", "Interaction", "Modal", "Ping", "Request", "Shown", "Violation"]
