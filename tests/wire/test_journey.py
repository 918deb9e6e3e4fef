"""What the bot is for, once, over Discord's own protocol: discord.py unpatched against a Discord on loopback."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import simcord

from bot.answering.answerer import Answerer
from bot.answering.reading import PassageReader
from bot.client import Dateline
from bot.desk import Desk, tended
from bot.settings import Settings
from index.library import Library
from index.retrieval.reader import Reader
from tests.web import Web, answer
from tests.wire.conftest import online
from tests.wire.loopback import Discord
from tests.wire.loopback.handles import Interaction, Shown

QUESTION = "Who led each delegation?"
PATIENCE = 90.0
"""Seconds to wait for what takes a child process or a model, on a busy machine."""

MILL = "\n\n".join([
    "Mill burns in Tansy",
    "TANSY (Grain Wire) — The mill of Tansy burned down on Monday, Mayor Orla Finch said.",
    *(f"Sack number {n} of the flour that was stored there was lost in the fire as well." for n in range(90)),
])  # fmt: skip
"""An article longer than a text field holds."""

LINES = "".join(
    f'{{"title": "Boat {n}", "text": "Boat number {n} of Alder came home at noon."}}\n' for n in range(40)
)


@dataclass(frozen=True)
class Newsroom:
    """The bot in two servers over the wire, its library tended as ``dateline run`` does."""

    discord: Discord
    web: Web
    library: Library
    answerer: Answerer
    settings: Settings
    channel: simcord.ChannelHandle
    admin: simcord.MemberActor
    member: simcord.MemberActor
    other_channel: simcord.ChannelHandle
    other_admin: simcord.MemberActor

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Dateline]:
        """Run the bot, anew at each call."""
        client = Dateline(
            Desk(self.library, self.answerer),
            self.settings,
            connector=self.discord.connector(),
            fetcher=self.web.fetcher(),
        )
        async with online(client, self.discord):
            await client.wait_until_ready()
            yield client

    async def ask(self, who: simcord.MemberActor, channel: simcord.ChannelHandle, question: str) -> Shown:
        """Ask by command, and return the answer once it is there."""
        return await self.settled(await self.discord.slash(who, channel, "ask", question=question))

    async def settled(self, interaction: Interaction) -> Shown:
        """Return the message an interaction leads to, once it no longer says that the bot is thinking."""
        await self.discord.until(
            lambda: interaction.messages and not interaction.messages[0].loading,
            what=f"what {interaction!r} leads to",
            timeout=PATIENCE,
        )
        return interaction.messages[0]

    async def add(self, name: str, data: bytes) -> Shown:
        """Add a file as the admin, and return what is shown when it is stored and indexed."""
        modal = await self.discord.slash(self.admin, self.channel, "article add")
        preview = await self.settled(await self.discord.submit(self.admin, modal, files=[(name, data)]))
        assert "Nothing is stored yet" in preview.text
        await self.discord.press(self.admin, preview, "Add")
        await self.discord.until(lambda: "Stored and indexed" in preview.text, timeout=PATIENCE)
        return preview


@pytest.fixture
async def newsroom(home: Path, library: Library, reader: Reader) -> AsyncIterator[Newsroom]:
    async with Discord() as discord, Web().open() as web:
        server, other = discord.server("Harbour"), discord.server("Elsewhere")
        with tended(library):
            yield Newsroom(
                discord,
                web,
                library,
                Answerer(library.search, PassageReader(reader)),
                Settings(dateline_home=home),
                server.create_text_channel("news"),
                discord.member(server, "ann", "manage_guild"),
                discord.member(server, "bob"),
                other.create_text_channel("news"),
                discord.member(other, "eve", "manage_guild"),
            )
        assert discord.violations == []
        assert discord.pings == []


async def test_the_whole_road(newsroom: Newsroom) -> None:
    discord, channel, member, admin = newsroom.discord, newsroom.channel, newsroom.member, newsroom.admin
    async with newsroom.running():
        asked = await discord.say(member, channel, QUESTION, mention=discord.bot)
        answer = await discord.reply_to(asked, timeout=PATIENCE)
        assert "Umerov" in answer.text
        assert "Medinsky" in answer.text
        assert discord.typed_in(channel) >= 1

        assert "Umerov" in (await newsroom.ask(member, channel, QUESTION)).text

        await newsroom.add("mill.txt", MILL.encode())
        mayor = await newsroom.ask(member, channel, "Who is the mayor of Tansy?")
        assert "Orla Finch" in mayor.text

        elsewhere = await newsroom.ask(newsroom.other_admin, newsroom.other_channel, "Who is the mayor of Tansy?")
        assert "does not say" in elsewhere.text
        assert "Mill burns" not in elsewhere.text

        sources = await newsroom.settled(await discord.press(member, mayor, "Sources"))
        assert sources.ephemeral
        assert "¶ 2" in sources.text

    async with newsroom.running():
        sources = await newsroom.settled(await discord.press(member, mayor, "Sources"))
        assert "¶ 2" in sources.text

        offered = await discord.autocomplete(admin, channel, "article remove", "article", "mill")
        assert [each.name for each in offered] == ["Mill burns in Tansy"]
        removed = await newsroom.settled(
            await discord.slash(admin, channel, "article remove", article=offered[0].value)
        )
        assert "does not say" in (await newsroom.ask(member, channel, "Who is the mayor of Tansy?")).text
        await discord.press(admin, removed, "Undo")
        await discord.until(lambda: "is back" in removed.text, timeout=PATIENCE)
        assert "Orla Finch" in (await newsroom.ask(member, channel, "Who is the mayor of Tansy?")).text

        for command in ("article list", "admin reindex", "admin status"):
            with pytest.raises(simcord.SetupError, match="hides"):
                await discord.slash(member, channel, command)
            refused = await discord.slash(member, channel, command, anyway=True)
            assert "Manage Server" in refused.text


async def test_what_stands_on_the_web_is_added_by_its_address_and_from_a_message(newsroom: Newsroom) -> None:
    discord, channel, member, admin, web = (
        newsroom.discord,
        newsroom.channel,
        newsroom.member,
        newsroom.admin,
        newsroom.web,
    )
    web.answers["/mill"] = answer(MILL.encode(), kind="text/plain")
    async with newsroom.running():
        given = await discord.slash(admin, channel, "article add", url=web.url("/mill"))
        assert "Mill burns in Tansy" in (await newsroom.settled(given)).text
        posted = await discord.say(member, channel, f"Have you seen {web.url('/mill')}?")
        preview = await newsroom.settled(await discord.menu(admin, posted, "Add to the news"))
        assert preview.ephemeral
        await discord.press(admin, preview, "Add")
        await discord.until(lambda: "Stored and indexed" in preview.text, timeout=PATIENCE)
        assert "Orla Finch" in (await newsroom.ask(member, channel, "Who is the mayor of Tansy?")).text
        with pytest.raises(simcord.SetupError, match="hides"):
            await discord.menu(member, posted, "Add to the news")
        refused = await discord.menu(member, posted, "Add to the news", anyway=True)
        assert "Manage Server" in refused.text
    assert web.paths == ["/mill", "/mill"]


async def test_questions_are_answered_while_the_index_is_built_anew(newsroom: Newsroom) -> None:
    discord, channel, member, admin = newsroom.discord, newsroom.channel, newsroom.member, newsroom.admin
    async with newsroom.running():
        await newsroom.add("boats.jsonl", LINES.encode())
        asked = await newsroom.settled(await discord.slash(admin, channel, "admin reindex"))
        link = re.search(r"/channels/\d+/\d+/(\d+)", asked.text)
        assert link
        progress = next(each for each in discord.messages(channel) if each.id == int(link[1]))
        again = await newsroom.settled(await discord.slash(admin, channel, "admin reindex"))
        assert admin.mention in again.text
        answers = 0
        async with asyncio.timeout(PATIENCE):
            while "is done" not in progress.text:
                assert "failed" not in progress.text
                assert "Umerov" in (await newsroom.ask(member, channel, QUESTION)).text
                answers += 1
        assert answers >= 1
        assert "40 of 40 articles" in progress.text
        assert "noon" in (await newsroom.ask(member, channel, "When did boat number 7 of Alder come home?")).text


async def test_a_reindex_that_is_cancelled_leaves_the_old_index(newsroom: Newsroom) -> None:
    discord, channel, admin = newsroom.discord, newsroom.channel, newsroom.admin
    async with newsroom.running():
        await newsroom.add("boats.jsonl", LINES.encode())
        await newsroom.settled(await discord.slash(admin, channel, "admin reindex"))
        progress = next(each for each in discord.messages(channel) if "Reindex" in each.text)
        await discord.until(lambda: "Cancel" in progress.labels, timeout=PATIENCE)
        await discord.press(admin, progress, "Cancel")
        await discord.until(lambda: "was cancelled" in progress.text, timeout=PATIENCE)
        assert "noon" in (await newsroom.ask(admin, channel, "When did boat number 7 of Alder come home?")).text


async def test_a_cut_connection_is_resumed_and_what_was_asked_meanwhile_is_answered(newsroom: Newsroom) -> None:
    discord = newsroom.discord
    async with newsroom.running():
        async with discord.outage():
            asked = await discord.say(newsroom.member, newsroom.channel, QUESTION, mention=discord.bot)
        answer = await discord.reply_to(asked, timeout=PATIENCE)
        assert "Umerov" in answer.text
        assert len(discord.gateway.sessions) == 1


@pytest.mark.parametrize("status", [429, 502])
async def test_a_busy_discord_is_asked_again(newsroom: Newsroom, status: int) -> None:
    discord = newsroom.discord
    async with newsroom.running():
        discord.fail("POST", rf"/channels/{newsroom.channel.id}/messages", status)
        asked = await discord.say(newsroom.member, newsroom.channel, QUESTION, mention=discord.bot)
        assert "Umerov" in (await discord.reply_to(asked, timeout=PATIENCE)).text
        discord.fail("PATCH", r"/webhooks/.*/messages/@original", status)
        assert "Umerov" in (await newsroom.ask(newsroom.member, newsroom.channel, QUESTION)).text
        failed = [each.status for each in discord.requests if each.status == status]
        assert len(failed) == 2


async def test_many_who_ask_at_once_are_all_answered(newsroom: Newsroom) -> None:
    discord, channel = newsroom.discord, newsroom.channel
    async with newsroom.running():
        asked = [await discord.say(newsroom.member, channel, QUESTION, mention=discord.bot) for _ in range(6)]
        answers = await asyncio.gather(*(discord.reply_to(each, timeout=PATIENCE) for each in asked))
        assert all("Umerov" in each.text for each in answers)


async def test_commands_are_synced_when_they_changed_and_not_at_every_start(newsroom: Newsroom) -> None:
    def syncs() -> int:
        return sum(each.method == "PUT" and each.path.endswith("/commands") for each in newsroom.discord.requests)

    async with newsroom.running():
        assert syncs() == 1
    async with newsroom.running():
        assert syncs() == 1
    (newsroom.settings.dateline_home / "commands.json").write_text("{}")
    async with newsroom.running():
        assert syncs() == 2
