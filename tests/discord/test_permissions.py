"""Who may do what: every cell of the README's table is tried, and again past what Discord itself checks."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from simcord.actors import MemberActor
from simcord.backend.errors import SetupError

from bot.client import Dateline
from bot.cogs.errors import NEEDS_MANAGER
from index.library import Library
from tests.components import text_of
from tests.discord.conftest import Town, add, shown

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
        return "opened" if given.modal else text_of(shown(given))

    return act


def button(label: str) -> Callable[..., Awaitable[str]]:
    """What somebody does who presses a button that the admin's command showed."""

    async def act(town: Town, who: MemberActor, *, direct: bool) -> str:
        if direct and label == "Sources":
            asked = await who.user.slash("ask", question=QUESTION)
            return text_of(shown(await who.user.click(shown(asked), label=label)))
        if direct:
            return NEEDS_MANAGER  # such a button is never shown in direct messages
        on = shown(await town.admin.slash(town.channel, OPENS[label][0], **OPENS[label][1]))
        message = town.last() if label == "Cancel" else on
        try:
            pressed = await who.click(message, label=label)
        except SetupError as hidden:
            return f"{NEEDS_MANAGER} ({hidden})"
        return text_of(pressed.followups[-1] if pressed.followups else shown(pressed))

    return act


OPENS: dict[str, tuple[str, dict[str, str]]] = {
    "Sources": ("ask", {"question": QUESTION}),
    "Undo": ("article remove", {"article": "Mill burns"}),
    "Cancel": ("admin reindex", {}),
}
ACTS: dict[str, Callable[..., Awaitable[str]]] = {
    "mention the bot": mention,
    "/ask": command("ask", question=QUESTION),
    "Sources": button("Sources"),
    "/article add": command("article add"),
    "/article list": command("article list"),
    "/article show": command("article show", article="Mill burns"),
    "/article remove": command("article remove", article="Mill burns"),
    "Undo": button("Undo"),
    "/admin reindex": command("admin reindex"),
    "Cancel": button("Cancel"),
    "/admin status": command("admin status"),
    "/admin shared": command("admin shared", read=True),
}


def test_the_table_names_every_command_and_button(town: Town) -> None:
    assert list(table()) == list(ACTS)
    commands = {name.removeprefix("/") for name in ACTS if name.startswith("/")}
    assert set(town.admin.available_commands(town.channel)) == commands


@pytest.mark.parametrize("who", COLUMNS)
@pytest.mark.parametrize("what", list(ACTS))
async def test_each_cell_holds(town: Town, what: str, who: str) -> None:
    await add(town, text=MILL)
    actor = town.admin if who == "with Manage Server" else town.member
    told = await ACTS[what](town, actor, direct=who == "in direct messages")
    assert (NEEDS_MANAGER not in told) == (table()[what][who] == "yes")
    assert told


@pytest.mark.parametrize("what", [name for name in ACTS if name.startswith(("/article", "/admin"))])
async def test_a_server_that_hands_a_command_out_does_not_change_that(
    town: Town, library: Library, what: str
) -> None:
    await add(town, text=MILL)
    bot = town.env.bot
    assert isinstance(bot, Dateline)
    commands = {each.name: each for each in await bot.tree.fetch_commands()}
    town.server.set_command_permissions(commands[what.removeprefix("/").split()[0]], {town.member: True})
    told = await ACTS[what](town, town.member, direct=False)
    assert told == NEEDS_MANAGER
    assert library.archive.count(f"server-{town.server.id}") == 1
