"""What the bot is for, once, over Discord's own protocol: discord.py unpatched against a Discord on loopback."""

import asyncio
import re

import pytest
import simcord

from bot import turns
from tests.web import answer
from tests.wire.conftest import PATIENCE, Newsroom

QUESTION = "Who led each delegation?"

MILL = "\n\n".join([
    "Mill burns in Tansy",
    "TANSY (Grain Wire) — The mill of Tansy burned down on Monday, Mayor Orla Finch said.",
    *(f"Sack number {n} of the flour that was stored there was lost in the fire as well." for n in range(90)),
])  # fmt: skip
"""An article longer than a text field holds."""

LINES = "".join(
    f'{{"title": "Boat {n}", "text": "Boat number {n} of Alder came home at noon."}}\n' for n in range(40)
)


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
        people = (newsroom.member, newsroom.admin) * turns.EACH
        asked = [await discord.say(each, channel, QUESTION, mention=discord.bot) for each in people]
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
