"""An admin follows feeds; what is new comes in by itself, and a broken feed says that it gave up."""

from collections.abc import Callable

from simcord.results import InteractionResult

from bot.client import Dateline
from bot.cogs.feeds import POLL_S
from index.library import Library
from index.store import feeds as store
from tests.components import buttons, text_of
from tests.discord.conftest import Town, shown
from tests.web import Web, answer, rss


def corpus_of(town: Town) -> str:
    return f"server-{town.server.id}"


async def follow(town: Town, web: Web, *, confirm: bool = True) -> InteractionResult:
    web.answers.setdefault("/feed", rss("The mill burned down", "The ferry was late"))
    preview = await town.admin.slash(town.channel, "feed add", url=web.url("/feed"))
    return await town.admin.click(shown(preview), label="Follow") if confirm else preview


async def test_a_feed_is_shown_before_it_is_followed(town: Town, web: Web, library: Library) -> None:
    preview = await follow(town, web, confirm=False)
    assert preview.ephemeral
    said = text_of(shown(preview))
    for seen in (
        "Tansy \\*Courier\\*",
        "2 entries",
        "The mill burned down · 16 May 2025",
        "Nothing is followed yet",
    ):
        assert seen in said
    assert library.feeds.of(corpus_of(town)) == []
    cancelled = await town.admin.click(shown(preview), label="Cancel")
    assert "Nothing is followed" in text_of(cancelled.response or preview.response)
    assert library.feeds.of(corpus_of(town)) == []


async def test_what_is_followed_comes_in_by_itself_and_answers(town: Town, web: Web, library: Library) -> None:
    await follow(town, web)
    (feed,) = library.feeds.of(corpus_of(town))
    assert (feed.told_in, feed.added_by) == (str(town.channel.id), str(town.admin.id))
    await town.env.advance_time(2 * POLL_S)
    assert library.archive.count(corpus_of(town)) == 2
    library.indexes.catch_up(corpus_of(town))
    asked = await town.member.slash(town.channel, "ask", question="Who is the mayor of Tansy?")
    assert "Orla Finch" in text_of(shown(asked))


async def test_a_check_says_what_came_in(town: Town, web: Web) -> None:
    await follow(town, web)
    first = text_of(shown(await town.admin.slash(town.channel, "feed check", feed="courier")))
    assert "2 new articles" in first
    assert "The mill burned down" in first
    assert "0 new articles" in text_of(shown(await town.admin.slash(town.channel, "feed check", feed="courier")))
    web.answers["/feed"] = answer(status="503 Service Unavailable")
    assert "503" in text_of(shown(await town.admin.slash(town.channel, "feed check", feed="courier")))


async def test_a_feed_that_gives_up_says_so_where_it_was_added(town: Town, web: Web) -> None:
    await follow(town, web)
    web.answers["/feed"] = answer(status="410 Gone")
    await town.env.advance_time(2 * POLL_S)
    said = town.last_text()
    assert "Feed paused" in said
    assert "410" in said
    assert "paused" in text_of(shown(await town.admin.slash(town.channel, "feed list")))
    checked = text_of(shown(await town.admin.slash(town.channel, "feed check", feed="courier")))
    assert "It is paused; `/feed resume` tries it again" in checked
    web.answers["/feed"] = rss("The bridge fell")
    await town.admin.slash(town.channel, "feed resume", feed="courier")
    await town.env.advance_time(2 * POLL_S)
    assert town.last_text() == said
    assert "paused" not in text_of(shown(await town.admin.slash(town.channel, "feed list")))


async def test_one_that_gave_up_while_the_bot_was_away_is_told_when_it_is_back(
    town: Town, web: Web, library: Library, make_bot: Callable[[], Dateline]
) -> None:
    await follow(town, web)
    await town.env.advance_time(2 * POLL_S)
    (feed,) = library.feeds.of(corpus_of(town))
    library.feeds._update(feed.id, paused=True, untold=True, trouble="It is gone.")
    await town.env.restart_bot(make_bot())
    await town.env.advance_time(2 * POLL_S)
    assert "It is gone" in town.last_text()
    assert library.feeds.untold() == []


async def test_feeds_are_paused_resumed_and_removed(town: Town, web: Web, library: Library) -> None:
    assert "No feed is followed here" in text_of(shown(await town.admin.slash(town.channel, "feed list")))
    await follow(town, web)
    assert "is paused" in text_of(shown(await town.admin.slash(town.channel, "feed pause", feed="courier")))
    assert library.feeds.of(corpus_of(town))[0].paused
    assert "followed again" in text_of(shown(await town.admin.slash(town.channel, "feed resume", feed="courier")))
    removed = text_of(shown(await town.admin.slash(town.channel, "feed remove", feed="courier")))
    assert web.url("/feed") in removed
    assert library.feeds.of(corpus_of(town)) == []


async def test_feeds_that_are_called_the_same_are_told_apart_by_their_addresses(town: Town, web: Web) -> None:
    await follow(town, web)
    web.answers["/feed?section=sport"] = rss("The ferry won")
    preview = await town.admin.slash(town.channel, "feed add", url=web.url("/feed?section=sport"))
    await town.admin.click(shown(preview), label="Follow")
    listed = text_of(shown(await town.admin.slash(town.channel, "feed list")))
    offered = await town.admin.autocomplete(town.channel, "feed pause", "feed", "courier")
    for path in ("/feed", "/feed?section=sport"):
        assert f"{path} · looked at" in listed
        assert any(str(one["name"]).endswith(path) for one in offered)


async def test_another_server_neither_sees_nor_touches_it(town: Town, web: Web, library: Library) -> None:
    await follow(town, web)
    (feed,) = library.feeds.of(corpus_of(town))
    offered = await town.admin.autocomplete(town.channel, "feed pause", "feed", "COURIER")
    assert [each["value"] for each in offered] == [str(feed.id)]
    assert await town.other_admin.autocomplete(town.other_channel, "feed pause", "feed", "") == []
    for verb in ("pause", "resume", "remove", "check"):
        told = await town.other_admin.slash(town.other_channel, f"feed {verb}", feed=str(feed.id))
        assert "No feed here" in text_of(shown(told))
    assert library.feeds.of(corpus_of(town)) == [feed]


async def test_what_cannot_be_followed_is_refused_in_words(town: Town, web: Web, library: Library) -> None:
    web.answers["/page"] = answer(b"<html><p>Sign in</p></html>")
    for url, told in (
        (web.url("/page"), "web page and no feed"),
        (web.url("/none"), "404"),
        (f"http://169.254.169.254:{web.port}/", "not a public address"),
        ("nonsense", "only http:// and https:// are"),
    ):
        refused = await town.admin.slash(town.channel, "feed add", url=url)
        assert told in text_of(shown(refused))
        assert not buttons(shown(refused))
    await follow(town, web)
    assert "followed already" in text_of(shown(await follow(town, web)))
    for number in range(1, store.MOST):
        library.feeds.add(corpus_of(town), web.url(f"/{number}"))
    web.answers["/more"] = web.answers["/feed"]
    preview = await town.admin.slash(town.channel, "feed add", url=web.url("/more"))
    pressed = await town.admin.click(shown(preview), label="Follow")
    assert "the most there may be" in text_of(pressed.response or pressed.followups[0])
    assert f"{store.MOST} feeds" in text_of(shown(await town.admin.slash(town.channel, "feed list")))


async def test_a_server_that_the_bot_has_left_costs_nothing(town: Town, web: Web, library: Library) -> None:
    web.answers["/feed"] = rss("The mill burned down")
    library.feeds.add("server-1", web.url("/feed"))
    await town.env.advance_time(2 * POLL_S)
    assert web.requests == []
