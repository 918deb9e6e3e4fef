"""Stories, timelines and feeds over Discord's own protocol, as those who use them first meet them."""

import asyncio

import pytest
import simcord

from tests.web import answer, rss
from tests.wire.conftest import PATIENCE, Newsroom
from tests.wire.loopback.handles import Shown


async def test_a_story_shows_its_versions_and_what_each_changed(newsroom: Newsroom) -> None:
    discord, channel, member = newsroom.discord, newsroom.channel, newsroom.member
    async with newsroom.running():
        offered = await discord.autocomplete(member, channel, "story", "article", "cable car")
        assert len(offered) == 3
        opened = await newsroom.settled(await discord.slash(member, channel, "story", article=offered[0].value))
        assert opened.ephemeral
        assert "3 versions" in opened.text
        assert "What version 3 changed" in opened.text
        await discord.press(member, opened, "Earlier")
        await discord.until(lambda: "What version 2 changed" in opened.text)
        await discord.press(member, opened, "Earlier")
        await discord.until(lambda: "The first version" in opened.text)
        assert "At least 60 people were stuck" in opened.text
        direct = await discord.slash(member.user, member.user.dm_channel, "story", article=offered[0].value)
        assert "3 versions" in (await newsroom.settled(direct)).text


async def test_a_timeline_tells_what_happened_when_and_opens_its_sources(newsroom: Newsroom) -> None:
    discord, channel, member = newsroom.discord, newsroom.channel, newsroom.member
    async with newsroom.running():
        told = await newsroom.settled(await discord.slash(member, channel, "timeline", topic="Market Street"))
        assert not told.ephemeral
        days = ["16 September 2025", "30 September 2025", "12 January 2026", "1 March 2026"]
        assert [told.text.index(day) for day in days] == sorted(told.text.index(day) for day in days)
        asked = await discord.slash(member, channel, "timeline", topic="Market Street", since="2026-01-01")
        later = await newsroom.settled(asked)
        assert "since 1 January 2026" in later.text
        assert [day in later.text for day in days] == [False, False, True, True]
        wrong = await discord.slash(member, channel, "timeline", topic="Market Street", until="soon")
        assert "is no date" in wrong.text
        sources = await newsroom.settled(await discord.press(member, told, "Sources"))
        assert sources.ephemeral
        assert "voted 7-4" in sources.text.replace("**", "")


async def test_a_feed_is_followed_brings_its_news_in_breaks_and_is_removed(newsroom: Newsroom) -> None:
    discord, channel, member, admin, web = (
        newsroom.discord,
        newsroom.channel,
        newsroom.member,
        newsroom.admin,
        newsroom.web,
    )

    async def feed(verb: str) -> Shown:
        chosen = await discord.autocomplete(admin, channel, f"feed {verb}", "feed", "courier")
        return await newsroom.settled(await discord.slash(admin, channel, f"feed {verb}", feed=chosen[0].value))

    async def listed() -> str:
        return (await newsroom.settled(await discord.slash(admin, channel, "feed list"))).text

    def told() -> list[str]:
        return [each.text for each in discord.messages(channel) if "Feed paused" in each.text]

    web.answers["/feed"] = rss("The mill burned down")
    async with newsroom.running():
        with pytest.raises(simcord.SetupError, match="hides"):
            await discord.slash(member, channel, "feed add", url=web.url("/feed"))
        refused = await discord.slash(member, channel, "feed add", url=web.url("/feed"), anyway=True)
        assert "Manage Server" in refused.text
        assert "No feed" in await listed()

        preview = await newsroom.settled(await discord.slash(admin, channel, "feed add", url=web.url("/feed")))
        assert preview.ephemeral
        assert "The mill burned down" in preview.text
        await discord.press(admin, preview, "Follow")
        await discord.until(lambda: "is followed" in preview.text)
        async with asyncio.timeout(PATIENCE):
            while "Orla Finch" not in (await newsroom.ask(member, channel, "Who is the mayor of Tansy?")).text:
                pass
        elsewhere = await newsroom.ask(newsroom.other_admin, newsroom.other_channel, "Who is the mayor of Tansy?")
        assert "does not say" in elsewhere.text

        web.answers["/feed"] = rss("The ferry was late", "The mill burned down")
        assert "1 new article" in (await feed("check")).text

        assert "is paused" in (await feed("pause")).text
        assert "paused" in await listed()

        web.answers["/feed"] = answer(status="410 Gone")
        discord.fail("POST", rf"/channels/{channel.id}/messages", 0)  # as it is told: then it is told again
        assert "is followed again" in (await feed("resume")).text
        await discord.until(told, timeout=PATIENCE)
        assert "410" in told()[0]
        assert "410" in await listed()

    async with newsroom.running():
        assert "not followed any more" in (await feed("remove")).text
        assert "No feed" in await listed()
        assert len(told()) == 1
