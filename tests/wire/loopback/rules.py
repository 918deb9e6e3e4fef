"""Discord's rules on commands and buttons that neither its API description nor the world behind this server knows.

Source: https://docs.discord.com/developers/interactions/application-commands, "Application Command Naming" and
"Application Command Object"; https://docs.discord.com/developers/components/reference#button.
"""

import unicodedata
from collections.abc import Iterator
from typing import Any

from simcord.components import walk_components

from tests.wire.loopback.validation import Operation, add_error

CHAT_INPUT = 1
BUTTON = 2
LINK_AND_PREMIUM = (5, 6)
"""Button styles that say by themselves where they lead."""

LARGEST_COMMAND = 8000
"""Characters of all names, descriptions and values of a command together."""


def broken_rules(operation: Operation, body: Any) -> dict[str, Any]:
    """Hold a request against the rules.

    Args:
        operation: What it asks for.
        body: Its JSON, which is known to fit the API description.

    Returns:
        The errors in the nested form that Discord answers with; empty if there are none.
    """
    errors: dict[str, Any] = {}
    if operation.template.endswith("/commands") and operation.method in ("POST", "PUT"):
        commands = body if isinstance(body, list) else [body]
        for index, command in enumerate(commands):
            at = [index] if isinstance(body, list) else []
            for path, message in _command(command):
                add_error(errors, [*at, *path], "APPLICATION_COMMAND_INVALID", message)
        names = [(each["name"], each.get("type") or CHAT_INPUT) for each in commands]
        if len(set(names)) < len(names):
            add_error(
                errors, [], "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique"
            )
    elif isinstance(body, dict):
        for part in walk_components((body.get("data") or body).get("components") or []):
            blank = not part.get("label") and not part.get("emoji")
            if part["type"] == BUTTON and part["style"] not in LINK_AND_PREMIUM and blank:
                add_error(errors, ["components"], "BASE_TYPE_REQUIRED", "A button needs a label or an emoji")
    return errors


def _command(command: dict[str, Any]) -> Iterator[tuple[list[Any], str]]:
    if (command.get("type") or CHAT_INPUT) != CHAT_INPUT:
        if command.get("description") or command.get("options"):
            yield [], "Context menu commands have neither a description nor options"
        return
    if not command.get("description"):
        yield ["description"], "This field is required"
    if _size(command) > LARGEST_COMMAND:
        yield [], f"Command exceeds maximum size ({LARGEST_COMMAND})"
    yield from _named(command)


def _named(command: dict[str, Any]) -> Iterator[tuple[list[Any], str]]:
    name = command["name"]
    if name != name.lower() or not all(each in "-_'" or unicodedata.category(each)[0] in "LN" for each in name):
        yield ["name"], f"Command name is invalid: {name!r}"
    options = command.get("options") or []
    names = [option["name"] for option in options]
    if len(set(names)) < len(names):
        yield ["options"], "Option names must be unique"
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        yield ["options"], "Required options must be placed before non-required options"
    for index, option in enumerate(options):
        if option.get("choices") and option.get("autocomplete"):
            yield ["options", index], "Autocomplete cannot be used with choices"
        for path, message in _named(option):
            yield ["options", index, *path], message


def _size(part: dict[str, Any]) -> int:
    own = len(part["name"]) + len(part.get("description") or "")
    choices = sum(len(each["name"]) + len(str(each["value"])) for each in part.get("choices") or [])
    return own + choices + sum(_size(option) for option in part.get("options") or [])
