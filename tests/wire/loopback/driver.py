"""The loopback Discord as a test uses it: arrange a world, start a bot, do what people do, read what they see."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import simcord
from simcord import interactions as build
from simcord.backend import serializers
from simcord.backend.command_access import command_access
from simcord.backend.models import AllowedMentions, Message
from simcord.enums import AppCommandType, InteractionType

from tests.wire.loopback.handles import PATIENCE, Choice, Interaction, Modal, Shown, until
from tests.wire.loopback.records import Violation
from tests.wire.loopback.server import Server

Person = simcord.MemberActor | simcord.UserHandle
"""Somebody who acts: a member in a server, or a user in the direct messages with the bot."""

File = tuple[str, bytes]
"""A file to upload: its name and its bytes."""


class Discord(Server):
    """A Discord with one bot in it.

    What a person could not do in Discord's own client raises ``simcord.SetupError``: run a command that is not
    registered, is hidden, or lacks a required option; press a button that is not on the message or is disabled;
    leave a required field of a modal empty.

    Args:
        privileged: The privileged intents that the developer page grants: of ``message_content``, ``members`` and
            ``presences``. None by default.
        heartbeat: Seconds between two heartbeats that the gateway asks for.
    """

    # ------------------------------------------------------------------ arranging the world

    @property
    def bot(self) -> simcord.UserHandle:
        """The bot's own user; ``discord.bot.mention`` mentions it."""
        return simcord.UserHandle(self.setting, self.world.bot_user)

    def server(self, name: str) -> simcord.GuildHandle:
        """Make a server that the bot is in.

        Its ``create_text_channel(name)``, ``create_role(name, permissions=...)`` and ``id`` are simcord's.
        """
        return self.setting.create_guild(name)

    def user(self, name: str) -> simcord.UserHandle:
        """Make a user, who is in no server yet."""
        return self.setting.create_user(name)

    def member(
        self, server: simcord.GuildHandle, who: str | simcord.UserHandle, *permissions: str
    ) -> simcord.MemberActor:
        """Let somebody join a server.

        Args:
            server: The server.
            who: A name, for a new user, or a user.
            permissions: Names of ``discord.Permissions`` to give beyond what everyone has, such as "manage_guild".
        """
        user = self.user(who) if isinstance(who, str) else who
        return self.setting.member(server, user, permissions)

    # ------------------------------------------------------------------ what people do

    async def say(
        self,
        who: Person,
        channel: simcord.ChannelHandle,
        text: str,
        *,
        mention: simcord.UserHandle | None = None,
        reply_to: Shown | None = None,
        ping: bool = True,
        files: Sequence[File] = (),
    ) -> Shown:
        """Post a message.

        Args:
            who: The author.
            channel: Where.
            text: Its text.
            mention: Somebody to mention before the text.
            reply_to: The message it replies to.
            ping: Whether the reply mentions the author of that message, as it does unless switched off.
            files: Files to attach.
        """
        needed = "send_messages_in_threads" if channel.is_thread else "send_messages"
        self.world.require_permissions(self._guild(channel), who.id, channel.id, needed)
        stored = self.world.create_message(
            channel.id,
            who.id,
            f"{mention.mention} {text}" if mention else text,
            reference={"channel_id": str(channel.id), "message_id": str(reply_to.id)} if reply_to else None,
            allowed_mentions=AllowedMentions(replied_user=ping),
            attachments=self.world.store_attachments(channel.id, files),
        )
        return Shown(self.setting, stored)

    async def dm(self, user: Person, text: str, *, files: Sequence[File] = ()) -> Shown:
        """Write to the bot in direct messages."""
        person = user.user if isinstance(user, simcord.MemberActor) else user
        return await self.say(person, person.dm_channel, text, files=files)

    async def slash(
        self, who: Person, channel: simcord.ChannelHandle, command: str, *, anyway: bool = False, **options: Any
    ) -> Interaction:
        """Run a slash command; returns once the bot has given its first response or three seconds have passed.

        Args:
            who: Who runs it.
            channel: Where; a user's ``dm_channel`` in direct messages.
            command: Its full name, such as "article add".
            anyway: Run it even where Discord would hide it from this person, to test what the bot itself checks.
            options: Its options: str, int, float, bool; a handle for users, channels and roles; (name, bytes) for
                attachments.
        """
        root, leaf, nesting = self._command(who, channel, command, anyway=anyway)
        given, resolved = build.build_options(who, command, leaf, options, channel_id=channel.id)
        return await self._act(
            who,
            channel,
            InteractionType.APPLICATION_COMMAND,
            _command_data(root, build.nest_options(root, nesting, given), resolved),
        )

    async def autocomplete(
        self,
        who: Person,
        channel: simcord.ChannelHandle,
        command: str,
        option: str,
        typed: str = "",
        *,
        anyway: bool = False,
        **options: Any,
    ) -> list[Choice]:
        """Type into an option of a command and return the suggestions.

        Args:
            who: Who types.
            channel: Where.
            command: The command's full name.
            option: The option that is typed into.
            typed: What has been typed so far.
            anyway: As for ``slash``.
            options: Other options, already filled in.

        Raises:
            AssertionError: If no suggestions come within three seconds, or more than 25.
        """
        root, leaf, nesting = self._command(who, channel, command, anyway=anyway)
        declared = {each["name"]: each for each in leaf.get("options") or []}
        if not declared.get(option, {}).get("autocomplete"):
            raise simcord.SetupError(f"/{command} has no option {option!r} with suggestions")
        given, _ = build.build_options(who, command, leaf, options, partial=True, channel_id=channel.id)
        given.append({"name": option, "type": declared[option]["type"], "value": typed, "focused": True})
        interaction = await self._act(
            who,
            channel,
            InteractionType.APPLICATION_COMMAND_AUTOCOMPLETE,
            _command_data(root, build.nest_options(root, nesting, given)),
        )
        assert interaction.choices is not None, f"no suggestions for {option!r} of /{command} came in time"
        return interaction.choices

    async def menu(self, who: Person, message: Shown, command: str, *, anyway: bool = False) -> Interaction:
        """Run a command from the context menu of a message (Apps > the command)."""
        channel = self._channel(who, message)
        root = self._registered(who, channel, command, AppCommandType.MESSAGE, anyway=anyway)
        stored = self._visible(who, message)
        target = {str(message.id): dict(serializers.message_payload(self.world, stored))}
        data = {**_command_data(root, [], {"messages": target}), "target_id": str(message.id)}
        return await self._act(who, channel, InteractionType.APPLICATION_COMMAND, data)

    async def press(self, who: Person, message: Shown, button: str) -> Interaction:
        """Press a button, named by its custom_id or its label."""
        by_id = any(part.get("custom_id") == button for part in message.parts)
        named = {"custom_id": button} if by_id else {"label": button}
        return await self._begun(await who.click(message, **named))

    async def choose(self, who: Person, message: Shown, *values: Any, select: str | None = None) -> Interaction:
        """Choose from a select menu.

        Args:
            who: Who chooses.
            message: The message that the select is on.
            values: The values (not the labels) of the chosen options; handles for users, roles and channels.
            select: The custom_id of the select; not needed where there is one only.
        """
        return await self._begun(await who.select(message, list(values), custom_id=select))

    async def submit(
        self,
        who: Person,
        modal: Modal | Interaction,
        values: Mapping[str, Any] | None = None,
        *,
        files: Sequence[File] = (),
    ) -> Interaction:
        """Fill in a modal and submit it.

        Args:
            who: The one who has it before them.
            modal: The modal, or the interaction that opened it.
            values: What is entered, by the field's label or custom_id: str for text; a list of values for selects
                and checkbox groups; bool for checkboxes.
            files: What goes into its one file upload.
        """
        shown = modal.modal if isinstance(modal, Interaction) else modal
        if shown is None:
            raise simcord.SetupError(f"{modal!r} opened no modal")
        entered = {shown.custom_id(field): value for field, value in (values or {}).items()}
        if files:
            entered[shown.only_upload()] = list(files)
        opened = simcord.InteractionResult(self.setting, shown.interaction.record)
        return await self._begun(await who.submit_modal(opened, entered))

    # ------------------------------------------------------------------ what people see

    def messages(self, channel: simcord.ChannelHandle, *, seen_by: Person | None = None) -> list[Shown]:
        """Return the messages of a channel from the oldest on, with the ephemeral ones that this person sees."""
        viewer = seen_by.id if seen_by else None
        stored = self.world.messages[channel.id].values()
        return [Shown(self.setting, each) for each in stored if each.visible_to(viewer)]

    def replies(self, message: Shown) -> list[Shown]:
        """Return the bot's messages that reply to this one."""
        return [
            Shown(self.setting, each)
            for each in self.world.messages[message.channel_id].values()
            if each.author_id == self.world.bot_user.id
            and each.reference
            and int(each.reference["message_id"]) == message.id
        ]

    async def reply_to(self, message: Shown, *, timeout: float = PATIENCE) -> Shown:
        """Wait for the bot's reply to a message and return it; it follows later edits.

        Raises:
            AssertionError: If none comes in time.
        """
        await self.until(lambda: self.replies(message), what=f"a reply to {message.text!r}", timeout=timeout)
        return self.replies(message)[0]

    async def next_message(
        self, channel: simcord.ChannelHandle, after: Shown, *, timeout: float = PATIENCE
    ) -> Shown:
        """Wait for the bot's next message in a channel, whether it replies or not.

        Raises:
            AssertionError: If none comes in time.
        """

        def found() -> list[Shown]:
            stored = self.world.messages[channel.id].values()
            newer = (each for each in stored if each.id > after.id and each.author_id == self.world.bot_user.id)
            return [Shown(self.setting, each) for each in newer]

        await self.until(found, what=f"a message of the bot after {after.text!r}", timeout=timeout)
        return found()[0]

    def typed_in(self, channel: simcord.ChannelHandle) -> int:
        """Return how often the bot has shown that it is typing in a channel."""
        path = f"/channels/{channel.id}/typing"
        return sum(1 for each in self.requests if each.path == path and each.status == 204)

    async def until(self, happened: Callable[[], object], *, what: str = "it", timeout: float = PATIENCE) -> None:
        """Wait until something has happened.

        Args:
            happened: Called again and again until what it returns is true.
            what: What is waited for, for the message when it does not come.
            timeout: For how many seconds to wait.

        Raises:
            AssertionError: If it has not happened in time.
        """
        await until(happened, what=what, timeout=timeout)

    def pass_time(self, seconds: float) -> None:
        """Let time pass in Discord at once: interaction tokens age, nothing waits."""
        self.world.clock.advance(seconds)

    # ------------------------------------------------------------------ how it is done

    def _guild(self, channel: simcord.ChannelHandle) -> int | None:
        return self.world.get_channel(channel.id).guild_id

    def _registered(
        self, who: Person, channel: simcord.ChannelHandle, name: str, kind: AppCommandType, *, anyway: bool
    ) -> dict[str, Any]:
        command = self.world.find_command(name, self._guild(channel), kind)
        if command is None:
            known = sorted(each for scope in self.world.commands.values() for each, _ in scope)
            raise simcord.SetupError(f"no command {name!r} is registered; there are {known}")
        access = command_access(self.world, command, user_id=who.id, channel_id=channel.id)
        if not access.allowed and not anyway:
            raise simcord.SetupError(f"Discord hides {name!r} from {who.name}: {access.reason}")
        return command

    def _command(
        self, who: Person, channel: simcord.ChannelHandle, name: str, *, anyway: bool
    ) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
        first, *rest = name.split()
        root = self._registered(who, channel, first, AppCommandType.CHAT_INPUT, anyway=anyway)
        return root, *build.walk_to_subcommand(root, rest)

    def _channel(self, who: Person, message: Shown) -> simcord.ChannelHandle:
        guild = who.guild if isinstance(who, simcord.MemberActor) else None
        return simcord.ChannelHandle(self.setting, guild, self.world.get_channel(message.channel_id))

    def _visible(self, who: Person, message: Shown) -> Message:
        stored = self.world.get_message(message.channel_id, message.id)
        if not stored.visible_to(who.id):
            raise simcord.SetupError(f"{who.name} does not see {message!r}")
        return stored

    async def _act(
        self, who: Person, channel: simcord.ChannelHandle, kind: InteractionType, data: dict[str, Any]
    ) -> Interaction:
        record, payload = build.base_payload(
            self.world, type=kind, channel_id=channel.id, guild_id=self._guild(channel), user_id=who.id, data=data
        )
        self.world.emit("INTERACTION_CREATE", payload)
        return await self._begun(simcord.InteractionResult(self.setting, record))

    async def _begun(self, result: simcord.InteractionResult) -> Interaction:
        interaction = Interaction(self.setting, result._interaction)
        deadline = interaction.record.initial_response_deadline or ""
        await until(lambda: interaction.acknowledged or self.world.now_iso() >= deadline)
        if not interaction.acknowledged:
            self.violations.append(Violation(repr(interaction), 0, "no response within three seconds"))
        return interaction


def _command_data(
    root: dict[str, Any], options: list[dict[str, Any]], resolved: dict[str, Any] | None = None
) -> dict[str, Any]:
    data = {"id": root["id"], "name": root["name"], "type": root["type"], "options": options}
    if resolved:
        data["resolved"] = resolved
    if "guild_id" in root:
        data["guild_id"] = root["guild_id"]
    return data
