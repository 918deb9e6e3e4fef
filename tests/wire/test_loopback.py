"""The loopback Discord, driven by a small client written here: does it do what Discord does?"""

from collections.abc import AsyncIterator

import discord
import pytest
import simcord
from discord import app_commands, ui

from tests.wire.conftest import online
from tests.wire.loopback import Choice, Discord


class Card(ui.LayoutView):
    """A components v2 message with a button in a row."""

    def __init__(self, text: str) -> None:
        super().__init__(timeout=None)
        row: ui.ActionRow[Card] = ui.ActionRow()
        row.add_item(Sources())
        self.add_item(ui.Container(ui.TextDisplay(text), row))


class Sources(ui.Button["Card"]):
    def __init__(self) -> None:
        super().__init__(label="Sources", custom_id="sources")

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("for your eyes only", ephemeral=True)


class Form(ui.Modal, title="Add an article"):
    text: ui.Label["Form"] = ui.Label(text="Text", component=ui.TextInput(required=True, max_length=40))
    file: ui.Label["Form"] = ui.Label(text="File", component=ui.FileUpload(required=False))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        assert isinstance(self.text.component, ui.TextInput)
        assert isinstance(self.file.component, ui.FileUpload)
        read = [(await each.read()).decode() for each in self.file.component.values]
        await interaction.response.send_message(f"{self.text.component.value}: {read}")


class Desk(discord.Client):
    """A client with a command for each kind of interaction."""

    def __init__(self, loopback: Discord) -> None:
        nobody = discord.AllowedMentions.none()
        super().__init__(
            intents=discord.Intents.default(),
            connector=loopback.connector(),
            allowed_mentions=nobody,
            guild_ready_timeout=0.05,
        )
        self.tree = app_commands.CommandTree(self)
        self.heard: list[str] = []
        self.tree.add_command(ask)
        self.tree.add_command(article)
        self.tree.add_command(quote)
        self.tree.add_command(rights)

    async def setup_hook(self) -> None:
        self.add_view(Card("restored"))
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        if message.author != self.user:
            self.heard.append(message.content)
        if self.user in message.mentions:
            async with message.channel.typing():
                await message.reply(message.content.split(maxsplit=1)[1])


@app_commands.command(description="Ask a question")
async def ask(interaction: discord.Interaction, question: str) -> None:
    await interaction.response.defer(thinking=True)
    await interaction.edit_original_response(view=Card(question))
    await interaction.followup.send("and more")


article = app_commands.Group(
    name="article", description="Articles", default_permissions=discord.Permissions(manage_guild=True)
)


@article.command(name="add", description="Add an article")
async def add(interaction: discord.Interaction) -> None:
    await interaction.response.send_modal(Form())


@article.command(name="show", description="Show an article")
async def show(interaction: discord.Interaction, headline: str, file: discord.Attachment | None = None) -> None:
    read = (await file.read()).decode() if file else "nothing"
    await interaction.response.send_message(f"{headline}: {read}", ephemeral=True)


@show.autocomplete("headline")
async def headlines(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    known = ("Rain in Lima", "Snow in Oslo")
    return [app_commands.Choice(name=each, value=each[:4]) for each in known if typed in each]


@app_commands.command(description="What may I do?")
async def rights(interaction: discord.Interaction) -> None:
    mine, the_bots = interaction.permissions, interaction.app_permissions
    await interaction.response.send_message(f"{mine.manage_guild} {mine.send_messages} {the_bots.manage_guild}")


@app_commands.context_menu(name="Quote")
async def quote(interaction: discord.Interaction, message: discord.Message) -> None:
    picker: ui.View = ui.View()
    picker.add_item(Picker())
    await interaction.response.send_message(f"> {message.content}", view=picker)


class Picker(ui.Select[ui.View]):
    def __init__(self) -> None:
        options = [discord.SelectOption(label=each.title(), value=each) for each in ("old", "new")]
        super().__init__(custom_id="picker", options=options)

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.edit_message(content=f"chosen: {self.values[0]}", view=None)


@pytest.fixture
async def desk(loopback: Discord) -> AsyncIterator[Desk]:
    """The client, online; afterwards nothing that it sent was wrong and nothing has pinged anyone."""
    client = Desk(loopback)
    async with online(client, loopback):
        yield client
    assert loopback.violations == []
    assert loopback.pings == []


@pytest.fixture
def server(loopback: Discord) -> simcord.GuildHandle:
    return loopback.server("Newsroom")


@pytest.fixture
def channel(server: simcord.GuildHandle) -> simcord.ChannelHandle:
    return server.create_text_channel("general")


@pytest.fixture
def alice(loopback: Discord, server: simcord.GuildHandle) -> simcord.MemberActor:
    return loopback.member(server, "alice")


@pytest.fixture
def editor(loopback: Discord, server: simcord.GuildHandle) -> simcord.MemberActor:
    return loopback.member(server, "eve", "manage_guild")


Channel = simcord.ChannelHandle
Member = simcord.MemberActor


async def test_a_mention_is_answered(loopback: Discord, channel: Channel, alice: Member, desk: Desk) -> None:
    question = await loopback.say(alice, channel, "who is <@1>, @everyone?", mention=loopback.bot)
    answer = await loopback.reply_to(question)
    assert answer.text == "who is <@1>, @everyone?"
    assert loopback.typed_in(channel) == 1
    assert desk.heard[0].endswith("who is <@1>, @everyone?")


async def test_what_is_not_said_to_the_bot_reaches_it_without_its_text(
    loopback: Discord, channel: Channel, alice: Member, desk: Desk
) -> None:
    answer = await loopback.reply_to(await loopback.say(alice, channel, "hello", mention=loopback.bot))
    await loopback.say(alice, channel, "just between us")
    await loopback.say(alice, channel, "quietly", reply_to=answer, ping=False)
    await loopback.say(alice, channel, "loudly", reply_to=answer)
    await loopback.dm(alice, "in private")
    await loopback.until(lambda: len(desk.heard) == 5)
    assert desk.heard[1:] == ["", "", "loudly", "in private"]


@pytest.mark.usefixtures("desk")
async def test_a_command_defers_and_then_answers(loopback: Discord, channel: Channel, alice: Member) -> None:
    asked = await loopback.slash(alice, channel, "ask", question="Who?")
    assert asked.acknowledged
    answer = await asked.answer()
    assert answer.text == "Who?"
    assert answer.labels == ["Sources"]
    assert not answer.loading
    await loopback.until(lambda: asked.followups, what="the second message")
    assert asked.followups[0].text == "and more"


@pytest.mark.usefixtures("desk")
async def test_a_button_shows_something_to_the_one_who_pressed_it(
    loopback: Discord, channel: Channel, alice: Member, editor: Member
) -> None:
    answer = await (await loopback.slash(alice, channel, "ask", question="Who?")).answer()
    pressed = await loopback.press(alice, answer, "Sources")
    shown = await pressed.answer()
    assert shown.ephemeral
    assert shown.text == "for your eyes only"
    assert shown.id in [each.id for each in loopback.messages(channel, seen_by=alice)]
    assert shown.id not in [each.id for each in loopback.messages(channel, seen_by=editor)]
    with pytest.raises(simcord.SetupError):
        await loopback.press(alice, answer, "Delete")


@pytest.mark.usefixtures("desk")
async def test_a_modal_takes_text_and_files(loopback: Discord, channel: Channel, editor: Member) -> None:
    opened = await loopback.slash(editor, channel, "article add")
    assert opened.modal is not None
    assert opened.modal.title == "Add an article"
    assert sorted(opened.modal.fields) == ["File", "Text"]
    with pytest.raises(simcord.SetupError, match="not supplied"):
        await loopback.submit(editor, opened, {})
    with pytest.raises(simcord.SetupError, match="max_length"):
        await loopback.submit(editor, opened, {"Text": "x" * 41})
    sent = await loopback.submit(editor, opened, {"Text": "Lima"}, files=[("lima.txt", b"It rains.")])
    assert (await sent.answer()).text == "Lima: ['It rains.']"


@pytest.mark.usefixtures("desk")
async def test_suggestions_and_attachments(loopback: Discord, channel: Channel, editor: Member) -> None:
    typed = await loopback.autocomplete(editor, channel, "article show", "headline", "Lima")
    assert typed == [Choice("Rain in Lima", "Rain")]
    shown = await loopback.slash(editor, channel, "article show", headline="Rain", file=("a.txt", b"wet"))
    assert (await shown.answer()).text == "Rain: wet"
    with pytest.raises(simcord.SetupError, match="requires option"):
        await loopback.slash(editor, channel, "article show")


@pytest.mark.usefixtures("desk")
async def test_a_hidden_command_can_only_be_run_on_purpose(
    loopback: Discord, channel: Channel, alice: Member
) -> None:
    with pytest.raises(simcord.SetupError, match="hides 'article'"):
        await loopback.slash(alice, channel, "article show", headline="Rain")
    shown = await loopback.slash(alice, channel, "article show", headline="Rain", anyway=True)
    assert shown.text == "Rain: nothing"
    with pytest.raises(simcord.SetupError, match="no command 'weather'"):
        await loopback.slash(alice, channel, "weather")


@pytest.mark.usefixtures("desk")
async def test_the_bot_is_told_what_a_member_may_do(
    loopback: Discord, channel: Channel, alice: Member, editor: Member
) -> None:
    assert (await loopback.slash(alice, channel, "rights")).text == "False True True"
    assert (await loopback.slash(editor, channel, "rights")).text == "True True True"


async def test_a_button_works_after_a_restart(
    loopback: Discord, channel: Channel, alice: Member, desk: Desk
) -> None:
    answer = await (await loopback.slash(alice, channel, "ask", question="Who?")).answer()
    await desk.wait_until_ready()
    await desk.close()
    async with online(Desk(loopback), loopback):
        pressed = await loopback.press(alice, answer, "Sources")
        assert (await pressed.answer()).text == "for your eyes only"


@pytest.mark.usefixtures("desk")
async def test_a_context_menu_and_a_select(loopback: Discord, channel: Channel, alice: Member) -> None:
    said = await loopback.say(alice, channel, "not meant for the bot")
    quoted = await (await loopback.menu(alice, said, "Quote")).answer()
    assert quoted.text == "> not meant for the bot"
    chosen = await loopback.choose(alice, quoted, "new")
    assert (await chosen.answer()).id == quoted.id
    assert quoted.text == "chosen: new"
    assert quoted.states == ["> not meant for the bot", "chosen: new"]
    assert quoted.parts == []


async def test_a_question_in_direct_messages(loopback: Discord, alice: Member, desk: Desk) -> None:
    said = await loopback.dm(alice, "psst")
    await loopback.until(lambda: desk.heard == ["psst"])
    asked = await loopback.slash(alice.user, alice.user.dm_channel, "ask", question="Who?")
    assert (await asked.answer()).text == "Who?"
    assert loopback.messages(alice.user.dm_channel)[0].id == said.id
