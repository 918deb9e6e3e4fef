"""Who may do what: every cell of the README's table is tried, and again past what Discord itself checks."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from discord import Message, ui
from simcord.actors import MemberActor
from simcord.backend.errors import SetupError
from simcord.results import ResponseMessage

from bot.client import Dateline
from bot.cogs.admin import LOOK_S
from bot.cogs.errors import NEEDS_MANAGER
from bot.cogs.taking import NAME
from bot.ui.text import view_of
from index.library import Library
from tests.components import buttons, text_of
from tests.discord.conftest import Town, add, shown
from tests.web import answer

README = Path(__file__).parents[2] / "README.md"
MILL = "Mill burns in Tansy\n\nThe mill of Tansy burned down on Monday, Mayor Orla Finch said."
QUESTION = "Who led each delegation?"
COLUMNS = ("a member", "with Manage Server", "in direct messages")


def table() -> dict[str, dict[str, str]]:
    """The README's table: by what is done, by who does it."""
    lines = README.read_text("utf-8").split("| who may |")[1].split("\n\n")[0].splitlines()
    rows = [[cell.strip(" `*") for cell in line.strip("|").split("|")] for line in lines[2:]]
    return {row[0]: dict(zip(COLUMNS, row[1:], strict=True)) for row in rows}


async def mention(town: Town, who: MemberActor, *, direct: bool) -> str:
    if direct:
        await who.send_dm(QUESTION)
        last = who.user.dm_channel.last_message
        assert last is not None
        return text_of(last)
    await who.send(town.channel, f"{town.me} {QUESTION}")
    return town.last_text()


def command(name: str, **options: object) -> Callable[..., Awaitable[str]]:
    """What somebody does who gives a command."""

    async def act(town: Town, who: MemberActor, *, direct: bool) -> str:
        try:
            given = await (who.user.slash(name, **options) if direct else who.slash(town.channel, name, **options))
        except SetupError as hidden:
            return f"{NEEDS_MANAGER} ({hidden})"
        return "Add articles" if given.modal else text_of(shown(given))

    return act


async def menu(town: Town, who: MemberActor, *, direct: bool) -> str:
    """What somebody does who uses the menu of a message."""
    posted = await town.member.send(town.channel, "Boat burns in Alder\n\nThe boat of Alder burned on Friday.")
    if direct:
        told = {each.name: each for each in await bot_of(town).tree.fetch_commands()}
        contexts = told[NAME].allowed_contexts
        return f"{NEEDS_MANAGER} (hidden)" if contexts and not contexts.dm_channel else "offered"
    try:
        return text_of(shown(await who.context_menu(town.channel, NAME, posted)))
    except SetupError as hidden:
        return f"{NEEDS_MANAGER} ({hidden})"


def bot_of(town: Town) -> Dateline:
    assert isinstance(town.env.bot, Dateline)
    return town.env.bot


def button(label: str, opened_by: str, **options: object) -> Callable[..., Awaitable[str]]:
    """What somebody does who presses a button that a command showed; an admin's, if it is an admin's command."""

    async def act(town: Town, who: MemberActor, *, direct: bool) -> str:
        if opened_by in ("ask", "story"):
            given = await (
                who.user.slash(opened_by, **options) if direct else who.slash(town.channel, opened_by, **options)
            )
            message: Message | ResponseMessage = shown(given)
        else:
            given = await town.admin.slash(town.channel, opened_by, **options)
            await town.env.advance_time(2 * LOOK_S)
            message = town.last() if label == "Cancel" else shown(given)
        if direct and opened_by not in ("ask", "story"):
            message = await sent_directly(town, who, custom_id=buttons(message)[label]["custom_id"], label=label)
        try:
            pressed = await (who.user if direct else who).click(message, label=label)
        except SetupError as hidden:
            return f"{NEEDS_MANAGER} ({hidden})"
        await town.env.advance_time(2 * LOOK_S)
        seen = [pressed.response, *pressed.followups, *([town.last()] if label == "Cancel" else [])]
        return "\n".join(map(text_of, filter(None, seen)))

    return act


async def sent_directly(town: Town, who: MemberActor, *, custom_id: str, label: str) -> Message:
    """A direct message of the bot with a button that it never sends there."""
    user = await town.env.bot.fetch_user(who.id)
    item: ui.Button[ui.LayoutView] = ui.Button(label=label, custom_id=custom_id)
    return await user.send(view=view_of(ui.ActionRow(item)))


async def add_feed(town: Town, who: MemberActor, *, direct: bool) -> str:
    """What somebody does who gives the command that follows a feed."""
    return await command("feed add", url=feed_of(town))(town, who, direct=direct)


async def follow(town: Town, who: MemberActor, *, direct: bool) -> str:
    """What somebody does who confirms that a feed is followed."""
    return await button("Follow", "feed add", url=feed_of(town))(town, who, direct=direct)


def feed_of(town: Town) -> str:
    feed = b"<rss version='2.0'><channel><title>Tansy Courier</title></channel></rss>"
    town.web.answers["/feed"] = answer(feed, kind="application/rss+xml")
    return town.web.url("/feed")


Act = Callable[..., Awaitable[str]]
ACTS: dict[str, tuple[Act, str]] = {
    "mention the bot": (mention, "Umerov"),
    "/ask": (command("ask", question=QUESTION), "Umerov"),
    "/timeline": (command("timeline", topic="Istanbul talks"), "16 May 2025"),
    "Sources": (button("Sources", "ask", question=QUESTION), "¶"),
    "/story": (command("story", article="prisoner swap"), "versions"),
    "Earlier": (button("Earlier", "story", article="prisoner swap"), "version"),
    "/article add": (command("article add"), "Add articles"),
    NAME: (menu, "Boat burns"),
    "/article list": (command("article list"), "1 article"),
    "/article show": (command("article show", article="Mill burns"), "Orla Finch"),
    "/article remove": (command("article remove", article="Mill burns"), "Removed"),
    "Undo": (button("Undo", "article remove", article="Mill burns"), "is back"),
    "/feed add": (add_feed, "Tansy Courier"),
    "Follow": (follow, "is followed"),
    "/feed list": (command("feed list"), "1 feed"),
    "/feed pause": (command("feed pause", feed="Sorrel Gazette"), "is paused"),
    "/feed resume": (command("feed resume", feed="Sorrel Gazette"), "is followed again"),
    "/feed remove": (command("feed remove", feed="Sorrel Gazette"), "not followed any more"),
    "/feed check": (command("feed check", feed="Sorrel Gazette"), "could not be had"),
    "/admin reindex": (command("admin reindex"), "Asked for"),
    "Cancel": (button("Cancel", "admin reindex"), "being cancelled"),
    "/admin status": (command("admin status"), "This server"),
    "/admin export": (command("admin export"), "1 article of this server"),
    "/admin shared": (command("admin shared", read=True), "From now on"),
}
"""What is done, and what is seen of it when it works."""


def test_the_table_names_every_command_and_button(town: Town) -> None:
    assert list(table()) == list(ACTS)
    commands = {name.removeprefix("/") for name in ACTS if name.startswith("/")}
    assert set(town.admin.available_commands(town.channel)) == commands


@pytest.mark.parametrize("who", COLUMNS)
@pytest.mark.parametrize("what", list(ACTS))
async def test_each_cell_holds(town: Town, library: Library, what: str, who: str) -> None:
    await add(town, text=MILL)
    if what.startswith("/feed") and what != "/feed add":
        library.feeds.add(f"server-{town.server.id}", "https://sorrel.example/feed", title="Sorrel Gazette")
    actor = town.admin if who == "with Manage Server" else town.member
    act, works = ACTS[what]
    told = await act(town, actor, direct=who == "in direct messages")
    may = table()[what][who] == "yes"
    assert (works in told, NEEDS_MANAGER in told) == (may, not may)


@pytest.mark.parametrize("what", [name for name in ACTS if name.startswith(("/article", "/feed", "/admin", NAME))])
async def test_a_server_that_hands_a_command_out_does_not_change_that(
    town: Town, library: Library, what: str
) -> None:
    await add(town, text=MILL)
    commands = {each.name: each for each in await bot_of(town).tree.fetch_commands()}
    root = what if what == NAME else what.removeprefix("/").split()[0]
    town.server.set_command_permissions(commands[root], {town.member: True})
    told = await ACTS[what][0](town, town.member, direct=False)
    assert told == NEEDS_MANAGER
    assert library.archive.count(f"server-{town.server.id}") == 1
