"""What a message made of components says and offers, read as a person reads it."""

from collections.abc import Iterator
from typing import Any


def walk(components: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - payloads of Discord
    """Yield every component of a payload, or of one of discord.py's messages, nested ones too."""
    for each in getattr(components, "components", components) or ():
        payload = each if isinstance(each, dict) else each.to_dict()
        yield payload
        yield from walk(payload.get("components", ()))
        for key in ("accessory", "component"):
            if key in payload:
                yield from walk([payload[key]])


def text_of(message: Any) -> str:  # noqa: ANN401
    """Return all the text of a message."""
    return "\n".join(each["content"] for each in walk(message) if each.get("type") == 10)


def buttons(message: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401
    """Return the buttons of a message by what stands on them."""
    return {each.get("label", ""): each for each in walk(message) if each.get("type") == 2}


def colour_of(message: Any) -> int | None:  # noqa: ANN401
    """Return the colour of a message's container."""
    return next((each.get("accent_color") for each in walk(message) if each.get("type") == 17), None)
