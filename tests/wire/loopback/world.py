"""What there is in the loopback Discord: guilds, channels, members, messages, commands.

The world is the backend of ``simcord``, which models these and Discord's rules about them. Its modules are
internal to that package, so its version is pinned. Three things are changed: time is real, attachments have the
addresses that Discord gives them, and what the bot wrote is remembered in each of its states.
"""

import asyncio
import mimetypes
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import simcord
from simcord._clock import Clock
from simcord.backend.cdn import CdnStore
from simcord.backend.models import Message
from simcord.backend.ops.commands import COMMAND_FIELDS
from simcord.backend.state import Backend
from simcord.components import walk_components

from tests.wire.loopback.records import Ping

LOADING_FLAG = 1 << 7
"""The message flag of a deferred answer that is still being thought about."""

TEXT_DISPLAY = 10
"""The component type that carries the text of a components v2 message."""


class RealClock(Clock):
    """The time of day, plus whatever a test has let pass."""

    def now(self) -> datetime:
        """Return the time in UTC."""
        return datetime.now(UTC) + timedelta(seconds=self.elapsed)


class Cdn(CdnStore):
    """Uploaded files under the addresses that Discord gives them, signed as Discord signs them."""

    def store_attachment(
        self, attachment_id: int, channel_id: int, filename: str, data: bytes, description: str | None
    ) -> dict[str, Any]:
        """Keep a file and return its attachment object."""
        name = re.sub(r"[^\w.-]", "_", filename)
        path = f"/attachments/{channel_id}/{attachment_id}/{name}"
        self._blobs[path] = data
        signature = f"?ex={attachment_id:x}&is={attachment_id:x}&hm={attachment_id:064x}&"
        return {
            "id": str(attachment_id),
            "filename": name,
            **({"title": filename.rsplit(".", 1)[0]} if name != filename else {}),
            **({"description": description} if description else {}),
            "size": len(data),
            "url": f"https://cdn.discordapp.com{path}{signature}",
            "proxy_url": f"https://media.discordapp.net{path}{signature}",
            "content_type": mimetypes.guess_type(name)[0] or "application/octet-stream",
        }


def text_of(message: Message) -> str:
    """Everything a reader of the message reads: its content, text displays and embeds, a line each."""
    texts: list[str | None] = [message.content]
    texts += [part["content"] for part in walk_components(message.components) if part["type"] == TEXT_DISPLAY]
    for embed in message.embeds:
        texts += [embed.get("title"), embed.get("description")]
        for each in embed.get("fields") or []:
            texts += [each["name"], each["value"]]
        texts.append((embed.get("footer") or {}).get("text"))
    return "\n".join(text for text in texts if text)


def _as_listed(command: dict[str, Any]) -> dict[str, Any]:
    """A command in the form in which Discord returns it, which is not the one it was sent in.

    Permissions become a string, defaults are filled in, and of its options what is empty or false is left out
    (https://github.com/discord/discord-api-docs/issues/3161).
    """
    permissions = command["default_member_permissions"]
    listed = {
        **command,
        "default_member_permissions": None if permissions is None else str(permissions),
        "integration_types": command.get("integration_types") or [0],
        "contexts": command.get("contexts"),
        "nsfw": False,
        "options": [_option_as_listed(option) for option in command["options"]],
    }
    return listed if listed["options"] else {key: value for key, value in listed.items() if key != "options"}


def _option_as_listed(option: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in option.items() if value not in (None, False, [], {})}
    if "options" in kept:
        kept["options"] = [_option_as_listed(each) for each in kept["options"]]
    return kept


class World(Backend):
    """The backend with real time, a history of what the bot wrote, and a list of whom it would have pinged."""

    def __init__(self) -> None:
        super().__init__(clock=RealClock())
        self.cdn = Cdn()
        self.bot_user.name = "Dateline"
        self.pings: list[Ping] = []
        self.states: dict[int, list[str]] = {}

    def commit_message(self, message: Message, *, broadcast: bool = True) -> Message:
        """Store a new message and note what it says and whom it pings."""
        stored = super().commit_message(message, broadcast=broadcast)
        self._note(stored, new=not stored.flags & LOADING_FLAG)
        return stored

    def edit_message(self, channel_id: int, message_id: int, fields: dict[str, Any]) -> Message:
        """Change a message and note its new text; only the completion of a deferred answer can ping."""
        was_loading = bool(self.get_message(channel_id, message_id).flags & LOADING_FLAG)
        edited = super().edit_message(channel_id, message_id, fields)
        self._note(edited, new=was_loading)
        return edited

    def _note(self, message: Message, *, new: bool) -> None:
        if not message.flags & LOADING_FLAG:
            self.states.setdefault(message.id, []).append(text_of(message))
        pinged = message.ping_user_ids or message.ping_role_ids or message.mention_everyone
        if new and pinged and message.author_id == self.bot_user.id:
            users, roles = tuple(message.ping_user_ids), tuple(message.ping_role_ids)
            self.pings.append(Ping(message.id, users, roles, message.mention_everyone))

    def register_commands(self, guild_id: int | None, payloads: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Replace the commands of a guild, or the global ones, and return them as Discord lists them."""
        before = self.commands.get(guild_id, {})
        listed = []
        for command in super().register_commands(guild_id, payloads):
            key = (command["name"], command["type"])
            now = _as_listed(command)
            old = before.get(key, {})
            unchanged = now == {field: value for field, value in old.items() if field != "version"}
            now["version"] = old["version"] if unchanged else str(self.snowflake())
            self.commands[guild_id][key] = now
            listed.append(now)
        return listed

    def upsert_command(self, guild_id: int | None, command: dict[str, Any]) -> dict[str, Any]:
        """Create one command, or replace the one of that name and type, and leave the others."""
        key = (command["name"], command.get("type") or 1)
        others = [each for name, each in self.commands.get(guild_id, {}).items() if name != key]
        kept = [{field: each[field] for field in COMMAND_FIELDS if field in each} for each in others]
        registered = self.register_commands(guild_id, [*kept, command])
        return next(each for each in registered if (each["name"], each["type"]) == key)

    def find_command_by_id(self, guild_id: int | None, command_id: str) -> dict[str, Any] | None:
        """Return a registered command by its id."""
        return next((each for each in self.commands.get(guild_id, {}).values() if each["id"] == command_id), None)


class Setting(simcord.Env):
    """simcord's builders of guilds, channels, roles and members, over a world that a bot reaches by network.

    The builders wait for an in-process bot to settle after each step; here the bot is elsewhere, and whoever wants
    its answer waits for it.
    """

    def __init__(self) -> None:
        super().__init__(discord.Client(intents=discord.Intents(guilds=True)))
        self.world = World()
        self.backend = self.world

    async def _settle_internal(self, **_: Any) -> None:
        await asyncio.sleep(0)

    def member(
        self, guild: simcord.GuildHandle, user: simcord.UserHandle, permissions: Iterable[str]
    ) -> simcord.MemberActor:
        """Let a user join a guild, with a role of its own for the permissions it is to have."""
        names = list(permissions)
        roles = []
        if names:
            granted = discord.Permissions(**dict.fromkeys(names, True))
            roles.append(guild.create_role(f"{user.name}'s role", permissions=granted))
        return guild.add_member(user, roles=roles)
