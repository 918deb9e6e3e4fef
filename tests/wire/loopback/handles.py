"""What a test holds in its hand: a message as it is shown, an interaction and what came of it, a modal."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import simcord
from simcord.backend.models import Interaction as Record
from simcord.backend.models import Message, ResponseKind
from simcord.components import walk_components

from tests.wire.loopback.world import LOADING_FLAG, TEXT_DISPLAY, Setting, text_of

PATIENCE = 10.0
"""Seconds that a test waits for what should happen at once; long, because the machine may be busy."""

POLL = 0.01
"""Seconds between two looks at whether it has happened."""

FILE_UPLOAD = 19
"""The component type of a modal's file upload."""


async def until(happened: Callable[[], object], *, what: str = "it", timeout: float = PATIENCE) -> None:
    """Wait until something has happened.

    Args:
        happened: Called again and again until what it returns is true.
        what: What is waited for, for the message when it does not come.
        timeout: For how many seconds to wait.

    Raises:
        AssertionError: If it has not happened in time.
    """
    end = asyncio.get_running_loop().time() + timeout
    while not happened():
        if asyncio.get_running_loop().time() > end:
            raise AssertionError(f"waited {timeout:g} s for {what}, in vain")
        await asyncio.sleep(POLL)


class Shown(simcord.ResponseMessage):
    """A message as it is now; it follows every edit.

    From simcord come ``id``, ``channel_id``, ``content``, ``embeds``, ``components`` (the JSON), ``flags``,
    ``attachments`` and ``ephemeral``.
    """

    def __init__(self, setting: Setting, message: Message) -> None:
        super().__init__(setting, message)
        self._world = setting.world

    @property
    def text(self) -> str:
        """All that a reader reads: content, text displays and embeds, a line each."""
        return text_of(self._message)

    @property
    def states(self) -> list[str]:
        """The texts it has had, from the first to the present one; "thinking" is none of them."""
        return list(self._world.states.get(self.id, []))

    @property
    def loading(self) -> bool:
        """Whether it still says that the bot is thinking."""
        return bool(self._message.flags & LOADING_FLAG)

    @property
    def deleted(self) -> bool:
        """Whether it is gone."""
        return self.id not in self._world.messages[self.channel_id]

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The JSON of all its components, nested ones too, in the order of reading."""
        return list(walk_components(self.components))

    @property
    def labels(self) -> list[str]:
        """The labels of its buttons."""
        return [part["label"] for part in self.parts if part["type"] == 2 and part.get("label")]

    @property
    def replies_to(self) -> int | None:
        """The id of the message it replies to."""
        reference = self._message.reference
        return int(reference["message_id"]) if reference else None


@dataclass(frozen=True, slots=True)
class Choice:
    """One suggestion of an autocomplete: what is shown, and what is sent when it is taken."""

    name: str
    value: str | int | float


@dataclass(frozen=True, slots=True)
class Modal:
    """A modal that somebody has before them.

    Attributes:
        interaction: The interaction that it answered.
        title: Its title.
        spec: Its JSON.
    """

    interaction: "Interaction"
    title: str
    spec: Mapping[str, Any]

    @property
    def fields(self) -> dict[str, dict[str, Any]]:
        """The JSON of its fields by their labels."""
        found = {}
        for part in self.spec["components"]:
            field = part.get("component") or next(iter(part.get("components", [])), None)
            if field:
                found[part.get("label") or field.get("label") or field["custom_id"]] = field
        return found

    @property
    def text(self) -> str:
        """The text displays of it."""
        parts = walk_components(self.spec["components"])
        return "\n".join(part["content"] for part in parts if part["type"] == TEXT_DISPLAY)

    def custom_id(self, field: str) -> str:
        """Return the custom_id of a field, given that or its label.

        Raises:
            AssertionError: If the modal has no such field.
        """
        found = self.fields.get(field)
        if found is not None:
            return str(found["custom_id"])
        known = {each["custom_id"]: label for label, each in self.fields.items()}
        assert field in known, f"the modal {self.title!r} has no field {field!r}; it has {sorted(self.fields)}"
        return field

    def only_upload(self) -> str:
        """Return the custom_id of its one file upload.

        Raises:
            AssertionError: If it has none, or several.
        """
        uploads = [field["custom_id"] for field in self.fields.values() if field["type"] == FILE_UPLOAD]
        assert len(uploads) == 1, f"the modal {self.title!r} has {len(uploads)} file uploads, not one"
        return str(uploads[0])


class Interaction:
    """What somebody did with the bot (a command, a button, a select, a modal), and what came of it."""

    def __init__(self, setting: Setting, record: Record) -> None:
        self._setting = setting
        self.record = record
        source = record.source_message_id
        self._states_before = len(setting.world.states.get(source, [])) if source is not None else 0

    @property
    def id(self) -> int:
        """Its id."""
        return self.record.id

    @property
    def token(self) -> str:
        """The token that the bot answers with for fifteen minutes."""
        return self.record.token

    @property
    def acknowledged(self) -> bool:
        """Whether the bot has given its first response."""
        return self.record.responded

    @property
    def deferred(self) -> bool:
        """Whether the first response was only that an answer will follow."""
        return self.record.deferred

    @property
    def response(self) -> Shown | None:
        """The message of the first response: its own, or for a component the one that the component is on."""
        return self._message(self.record.message_id)

    @property
    def followups(self) -> list[Shown]:
        """The messages that came after the first response."""
        return [shown for each in self.record.followup_ids if (shown := self._message(each))]

    @property
    def messages(self) -> list[Shown]:
        """All messages it led to, the first response first, ephemeral ones too."""
        return [*([self.response] if self.response else []), *self.followups]

    @property
    def text(self) -> str:
        """The text of all its messages."""
        return "\n".join(each.text for each in self.messages)

    @property
    def modal(self) -> Modal | None:
        """The modal that it opened."""
        spec = self.record.modal
        return Modal(self, spec["title"], spec) if spec else None

    @property
    def choices(self) -> list[Choice] | None:
        """The suggestions, where it was a request for them and they have come."""
        found = self.record.autocomplete_choices
        return None if found is None else [Choice(each["name"], each["value"]) for each in found]

    async def answer(self, *, timeout: float = PATIENCE) -> Shown:
        """Wait for the message that answers it, past "thinking", and return it.

        Raises:
            AssertionError: If there is none in time.
        """
        assert self.acknowledged, f"{self!r} got no response within three seconds"
        await until(self._answered, what=f"an answer to {self!r}", timeout=timeout)
        return self.messages[0]

    def _answered(self) -> bool:
        record = self.record
        if record.followup_ids:
            return True
        if record.response_kind is ResponseKind.DEFERRED_UPDATE:
            return len(self._setting.world.states.get(record.source_message_id or 0, [])) > self._states_before
        return record.response_kind in (ResponseKind.MESSAGE, ResponseKind.UPDATE) and self.response is not None

    def _message(self, message_id: int | None) -> Shown | None:
        stored = self._setting.world.messages[self.record.channel_id].get(message_id or 0)
        return Shown(self._setting, stored) if stored else None

    def __repr__(self) -> str:
        return f"<Interaction {self.record.command_name or self.id}: {self.record.response_kind or 'unanswered'}>"
