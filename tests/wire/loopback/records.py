"""What the loopback Discord writes down about the bot, for a test to read."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request of the bot, and how it was answered.

    Attributes:
        method: The HTTP method.
        path: The path below ``/api/v10``.
        body: The JSON of the request, or None.
        status: The HTTP status of the answer; 0 where the connection was cut instead.
        answer: The JSON of the answer, or None.
    """

    method: str
    path: str
    body: Any
    status: int
    answer: Any = None


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that the bot did and Discord does not accept.

    Attributes:
        what: Where it happened: the method and path of a request, or the name of the rule.
        code: Discord's error code, 0 where there is none.
        message: What was wrong.
        errors: The offending fields, in the nested form that Discord answers with.
    """

    what: str
    code: int
    message: str
    errors: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ping:
    """A message of the bot that would have notified people.

    Attributes:
        message_id: The message.
        users: The ids of the users it would have pinged.
        roles: The ids of the roles.
        everyone: Whether it would have pinged everyone or everyone here.
    """

    message_id: int
    users: tuple[int, ...]
    roles: tuple[int, ...]
    everyone: bool
