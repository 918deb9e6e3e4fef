"""What Discord refuses, the loopback Discord refuses with the same error, and remembers."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import discord
import pytest
import simcord
from discord import app_commands, ui

from tests.wire.conftest import online
from tests.wire.loopback import Discord

V2 = 1 << 15


def display(text: str) -> dict[str, Any]:
    return {"type": 10, "content": text}


def button(**given: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "Press", **given}


def row(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(parts)}


@pytest.fixture
async def client(loopback: Discord) -> AsyncIterator[discord.Client]:
    client = discord.Client(intents=discord.Intents.default(), connector=loopback.connector())
    async with online(client, loopback):
        yield client


@pytest.fixture
def channel(loopback: Discord) -> simcord.ChannelHandle:
    return loopback.server("Newsroom").create_text_channel("general")


async def send(client: discord.Client, method: str, path: str, body: Any) -> Any:
    return await client.http.request(discord.http.Route(method, path), json=body)


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "content too long": ({"content": "x" * 2001}, "2000"),
    "nothing said": ({"content": ""}, "empty"),
    "a field that does not exist": ({"content": "x", "colour": 1}, "colour"),
    "a field of the wrong type": ({"content": 1}, "type"),
    "too many embeds": ({"embeds": [{"title": "x"}] * 11}, "10"),
    "too long a title": ({"embeds": [{"title": "x" * 257}]}, "256"),
    "too much in embeds": ({"embeds": [{"description": "x" * 3500}] * 2}, "6000"),
    "an unknown field of an embed": ({"embeds": [{"title": "x", "colour": 1}]}, "colour"),
    "an unknown field of a button": (
        {"content": "x", "components": [row(button(custom_id="a", colour=1))]},
        "colour",
    ),
    "an unknown field of the mentions": ({"content": "x", "allowed_mentions": {"everyone": False}}, "everyone"),
    "a reply to nothing": ({"content": "x", "message_reference": {}}, "message_id"),
    "a link that is none": ({"embeds": [{"title": "x", "url": "javascript:alert(1)"}]}, "URL"),
    "content beside components": ({"content": "x", "flags": V2, "components": [display("y")]}, "content"),
    "components without the flag": ({"components": [display("y")]}, "flag"),
    "too much text": ({"flags": V2, "components": [display("x" * 2001)] * 2}, "4000"),
    "too many components": (
        {"flags": V2, "components": [{"type": 17, "components": [display("x")] * 20}] * 2},
        "40",
    ),
    "a container in a container": (
        {"flags": V2, "components": [{"type": 17, "components": [{"type": 17, "components": [display("x")]}]}]},
        "type",
    ),
    "no custom_id": ({"content": "x", "components": [row(button())]}, "custom_id"),
    "a custom_id twice": (
        {"content": "x", "components": [row(button(custom_id="a"), button(custom_id="a"))]},
        "unique",
    ),
    "too long a custom_id": ({"content": "x", "components": [row(button(custom_id="x" * 101))]}, "100"),
    "a button that says nothing": (
        {"content": "x", "components": [row(button(custom_id="a", label=""))]},
        "label",
    ),
    "too long a label": ({"content": "x", "components": [row(button(custom_id="a", label="x" * 81))]}, "80"),
    "six buttons": ({"content": "x", "components": [row(*(button(custom_id=each) for each in "abcdef"))]}, "5"),
}


@pytest.mark.parametrize("what", REFUSED)
async def test_a_message_that_breaks_a_rule_is_refused(
    loopback: Discord, client: discord.Client, channel: simcord.ChannelHandle, what: str
) -> None:
    body, hint = REFUSED[what]
    with pytest.raises(discord.HTTPException) as refused:
        await send(client, "POST", f"/channels/{channel.id}/messages", body)
    assert (refused.value.status, refused.value.code) == (400, 50035)
    assert hint in str(refused.value)
    assert [each.code for each in loopback.violations] == [50035]
    assert loopback.messages(channel) == []


async def test_what_fills_every_limit_is_accepted(
    loopback: Discord, client: discord.Client, channel: simcord.ChannelHandle
) -> None:
    path = f"/channels/{channel.id}/messages"
    await send(client, "POST", path, {"content": "x" * 2000, "allowed_mentions": {"parse": []}, "nonce": 12})
    await send(client, "POST", path, {"embeds": [{"description": "x" * 3000, "flags": 0}] * 2})
    full = [{"type": 17, "components": [display("x" * 100)] * 39, "accent_color": 0xFFFFFF}]
    await send(client, "POST", path, {"flags": V2, "components": full})
    buttons = row(*(button(custom_id=f"{each:0>100}") for each in range(5)))
    await send(client, "POST", path, {"content": "x", "components": [buttons]})
    assert loopback.violations == []
    assert len(loopback.messages(channel)) == 4


async def test_components_v2_is_for_good(
    loopback: Discord, client: discord.Client, channel: simcord.ChannelHandle
) -> None:
    sent = await send(
        client, "POST", f"/channels/{channel.id}/messages", {"flags": V2, "components": [display("x")]}
    )
    path = f"/channels/{channel.id}/messages/{sent['id']}"
    bodies: tuple[dict[str, Any], ...] = (
        {"content": "x"},
        {"flags": 0, "content": "x", "components": []},
        {"components": []},
    )
    for body in bodies:
        with pytest.raises(discord.HTTPException):
            await send(client, "PATCH", path, body)
    await send(client, "PATCH", path, {"components": [display("y")], "tts": False})
    assert loopback.messages(channel)[0].states == ["x", "y"]
    assert len(loopback.violations) == 3


COMMAND = {"name": "ask", "description": "Ask", "type": 1}
OPTION = {"type": 3, "name": "a", "description": "A"}
COMMANDS: dict[str, list[dict[str, Any]]] = {
    "upper case": [{**COMMAND, "name": "Ask"}],
    "a space": [{**COMMAND, "name": "ask me"}],
    "no description": [{**COMMAND, "description": ""}],
    "twice": [COMMAND, COMMAND],
    "too long a name": [{**COMMAND, "name": "a" * 33}],
    "a menu with a description": [{**COMMAND, "type": 3}],
    "an option in upper case": [{**COMMAND, "options": [{**OPTION, "name": "A"}]}],
    "an option twice": [{**COMMAND, "options": [OPTION, OPTION]}],
    "required after optional": [
        {**COMMAND, "options": [OPTION, {**OPTION, "name": "b", "required": True}]}
    ],
    "an option of no kind": [{**COMMAND, "options": [{**OPTION, "type": 99}]}],
    "an unknown field": [{**COMMAND, "hidden": True}],
    "too large": [
        {**COMMAND, "options": [{**OPTION, "name": f"a{n}", "choices": [
            {"name": f"{each}" * 50, "value": "x" * 300} for each in range(3)
        ]} for n in range(9)]}
    ],
}  # fmt: skip


@pytest.mark.parametrize("what", COMMANDS)
async def test_a_command_that_breaks_a_rule_is_refused(
    loopback: Discord, client: discord.Client, what: str
) -> None:
    with pytest.raises(discord.HTTPException) as refused:
        await send(client, "PUT", f"/applications/{client.application_id}/commands", COMMANDS[what])
    assert refused.value.code == 50035
    assert len(loopback.violations) == 1


async def test_commands_can_be_made_one_by_one(loopback: Discord, client: discord.Client) -> None:
    server = loopback.server("Newsroom")
    for scope in ("", f"/guilds/{server.id}"):
        path = f"/applications/{client.application_id}{scope}/commands"
        first = await send(client, "POST", path, COMMAND)
        second = await send(client, "POST", path, {**COMMAND, "name": "tell"})
        again = await send(client, "POST", path, {**COMMAND, "description": "Ask again"})
        assert again["id"] == first["id"]
        await send(client, "PATCH", f"{path}/{second['id']}", {"name": "say"})
        assert (await client.http.request(discord.http.Route("GET", f"{path}/{second['id']}")))["name"] == "say"
        await client.http.request(discord.http.Route("DELETE", f"{path}/{first['id']}"))
        left = await client.http.request(discord.http.Route("GET", path))
        assert [each["name"] for each in left] == ["say"]
    assert loopback.violations == []


async def test_a_request_that_does_not_exist_is_refused(loopback: Discord, client: discord.Client) -> None:
    with pytest.raises(discord.HTTPException):
        await client.http.request(discord.http.Route("GET", "/weather"))
    assert "GET /weather" in loopback.violations[0].what


Callback = Callable[..., Any]


def commands(client: discord.Client, **callbacks: Callback) -> app_commands.CommandTree[discord.Client]:
    tree = app_commands.CommandTree(client)
    for name, callback in callbacks.items():
        tree.add_command(app_commands.Command(name=name, description=name, callback=callback))
    return tree


async def test_an_interaction_is_answered_once_and_in_time(
    loopback: Discord, client: discord.Client, channel: simcord.ChannelHandle
) -> None:
    failed: list[discord.HTTPException] = []

    async def twice(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("first")
        url = f"/interactions/{interaction.id}/{interaction.token}/callback"
        with pytest.raises(discord.HTTPException) as refused:
            await send(client, "POST", url, {"type": 4, "data": {"content": "second"}})
        failed.append(refused.value)

    async def late(interaction: discord.Interaction) -> None:
        loopback.pass_time(3)
        with pytest.raises(discord.NotFound) as refused:
            await interaction.response.send_message("too late")
        failed.append(refused.value)

    async def never(_: discord.Interaction) -> None:
        loopback.pass_time(3)

    await commands(client, twice=twice, late=late, never=never).sync()
    member = loopback.member(channel.guild, "alice")  # type: ignore[arg-type]  # a server channel
    assert (await (await loopback.slash(member, channel, "twice")).answer()).text == "first"
    await loopback.until(lambda: failed)
    assert not (await loopback.slash(member, channel, "late")).acknowledged
    assert not (await loopback.slash(member, channel, "never")).acknowledged
    assert [each.code for each in failed] == [40060, 10062]
    assert [each.code for each in loopback.violations] == [40060, 10062, 0, 0]
    assert "three seconds" in loopback.violations[-1].message


async def test_forms_and_suggestions_have_limits(
    loopback: Discord, client: discord.Client, channel: simcord.ChannelHandle
) -> None:
    class Long(ui.Modal, title="Long"):
        def __init__(self) -> None:
            super().__init__()
            self.add_item(ui.Label(text="x" * 46, component=ui.TextInput(custom_id="text")))

    failed: list[str] = []

    async def form(interaction: discord.Interaction) -> None:
        with pytest.raises(discord.HTTPException) as refused:
            await interaction.response.send_modal(Long())
        failed.append(str(refused.value))
        await interaction.response.defer()

    async def pick(interaction: discord.Interaction, what: str) -> None:
        await interaction.response.send_message(what)

    async def suggest(_asker: discord.Interaction, _typed: str) -> list[app_commands.Choice[str]]:
        loopback.pass_time(3)
        return [app_commands.Choice(name=str(number), value="") for number in range(26)]

    tree = commands(client, form=form, pick=pick)
    picker = tree.get_command("pick")
    assert isinstance(picker, app_commands.Command)
    picker.autocomplete("what")(suggest)
    await tree.sync()
    member = loopback.member(channel.guild, "alice")  # type: ignore[arg-type]  # a server channel
    opened = await loopback.slash(member, channel, "form")
    assert opened.modal is None
    assert "45" in failed[0]
    with pytest.raises(AssertionError, match="no suggestions"):
        await loopback.autocomplete(member, channel, "pick", "what")
    errors = loopback.violations[1].errors["data"]["choices"]["_errors"]
    assert [each["message"] for each in errors] == ["Must be 25 or fewer in length."]


async def test_commands_are_listed_as_discord_lists_them(loopback: Discord, client: discord.Client) -> None:
    path = f"/applications/{client.application_id}/commands"
    option = {**OPTION, "required": False, "autocomplete": False, "choices": []}
    sent = {**COMMAND, "options": [option], "default_member_permissions": 32, "nsfw": False}
    [first] = await send(client, "PUT", path, [sent])
    [again] = await send(client, "PUT", path, [sent])
    assert first == again
    assert first["options"] == [OPTION]
    assert (first["default_member_permissions"], first["integration_types"]) == ("32", [0])
    [changed] = await send(client, "PUT", path, [{**COMMAND, "description": "Ask again"}])
    assert changed["id"] == first["id"]
    assert changed["version"] != first["version"]
    assert "options" not in changed
    assert loopback.violations == []


async def test_a_token_dies_after_fifteen_minutes(
    loopback: Discord, client: discord.Client, channel: simcord.ChannelHandle
) -> None:
    failed: list[discord.HTTPException] = []

    async def slow(interaction: discord.Interaction) -> None:
        await interaction.response.defer()
        loopback.pass_time(15 * 60)
        with pytest.raises(discord.HTTPException) as refused:
            await interaction.edit_original_response(content="at last")
        failed.append(refused.value)

    await commands(client, slow=slow).sync()
    asked = await loopback.slash(loopback.member(channel.guild, "alice"), channel, "slow")  # type: ignore[arg-type]  # a server channel
    await loopback.until(lambda: failed)
    assert (failed[0].status, failed[0].code) == (401, 50027)
    assert asked.deferred
    assert len(loopback.violations) == 1


async def test_whoever_would_be_pinged_is_remembered(loopback: Discord, client: discord.Client) -> None:
    server = loopback.server("Newsroom")
    channel = server.create_text_channel("general")
    role = server.create_role("editors", mentionable=True)
    alice = loopback.member(server, "alice")
    target = client.get_partial_messageable(channel.id)
    said = await loopback.say(alice, channel, "hello")
    text = f"@everyone {role.mention} {alice.mention}"
    quiet = await target.send(text, allowed_mentions=discord.AllowedMentions.none())
    await quiet.edit(content=f"{text}!", allowed_mentions=discord.AllowedMentions.all())
    assert loopback.pings == []
    loud = await target.send(text)
    reference = discord.MessageReference(message_id=said.id, channel_id=channel.id)
    reply = await target.send("hi", reference=reference)
    shown = await target.send(view=ui.LayoutView().add_item(ui.TextDisplay(alice.mention)))
    ping, second, third = loopback.pings
    assert (ping.message_id, ping.users, ping.roles, ping.everyone) == (loud.id, (alice.id,), (role.id,), True)
    assert (second.message_id, second.users) == (reply.id, (alice.id,))
    assert (third.message_id, third.users) == (shown.id, (alice.id,))
    assert loopback.violations == []
