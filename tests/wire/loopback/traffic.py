"""What stands between a request and its answer: rate limits, and faults that a test has ordered."""

import hashlib
import re
import time
from dataclasses import dataclass, field
from typing import Any

MAJOR = ("channel_id", "guild_id", "webhook_id", "webhook_token")
"""The path parameters that each have a bucket of their own.

Source: https://docs.discord.com/developers/topics/rate-limits.
"""


@dataclass(frozen=True, slots=True)
class Limit:
    """How many requests a bucket takes in how many seconds."""

    requests: int
    seconds: float


USUAL = Limit(50, 1.0)
"""For a route without a limit of its own."""

LIMITS = {
    ("POST", "/channels/{channel_id}/messages"): Limit(5, 5.0),
    ("PATCH", "/channels/{channel_id}/messages/{message_id}"): Limit(5, 5.0),
    ("POST", "/channels/{channel_id}/typing"): Limit(5, 5.0),
    ("POST", "/webhooks/{webhook_id}/{webhook_token}"): Limit(5, 2.0),
    ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original"): Limit(5, 2.0),
    ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"): Limit(5, 2.0),
}
"""The limits that matter to a bot that answers. Discord does not publish them and changes them; these are the ones
that have been seen for years, and a client must live with whatever the headers say."""

GLOBAL = Limit(50, 1.0)
"""For all requests of a bot together, but for those of interactions.

Source: https://docs.discord.com/developers/topics/rate-limits#global-rate-limit.
"""


@dataclass(slots=True)
class _Window:
    ends: float = 0.0
    used: int = 0


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left in a bucket after a request.

    Attributes:
        granted: Whether the request may pass.
        headers: The rate limit headers of its answer.
        retry_after: Seconds until the bucket is full again.
    """

    granted: bool
    headers: dict[str, str]
    retry_after: float


class Limiter:
    """Counts requests per bucket in fixed windows, as Discord does."""

    def __init__(self) -> None:
        self._windows: dict[str, _Window] = {}

    def take(self, method: str, template: str, parameters: dict[str, str]) -> Allowance:
        """Count one request.

        Args:
            method: Its method.
            template: Its route, such as ``/channels/{channel_id}/messages``.
            parameters: The values of the route's parameters.
        """
        limit = LIMITS.get((method, template), USUAL)
        name = hashlib.md5(f"{method} {template}".encode(), usedforsecurity=False).hexdigest()
        major = ":".join(parameters[each] for each in MAJOR if each in parameters)
        window, left = self._count(f"{name}:{major}", limit)
        headers = {
            "X-RateLimit-Limit": str(limit.requests),
            "X-RateLimit-Remaining": str(max(0, limit.requests - window.used)),
            "X-RateLimit-Reset": f"{time.time() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": name,
        }
        if window.used > limit.requests:
            return Allowance(False, headers | {"X-RateLimit-Scope": "user"}, left)
        if "webhook_token" not in parameters and "interaction_token" not in parameters:
            whole, left = self._count("global", GLOBAL)
            if whole.used > GLOBAL.requests:
                return Allowance(False, {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}, left)
        return Allowance(True, headers, 0.0)

    def _count(self, key: str, limit: Limit) -> tuple[_Window, float]:
        now = time.monotonic()
        window = self._windows.setdefault(key, _Window())
        if now >= window.ends:
            window.ends, window.used = now + limit.seconds, 0
        window.used += 1
        return window, window.ends - now


def too_many(allowance: Allowance) -> tuple[int, dict[str, Any], dict[str, str]]:
    """Return status, JSON and headers of the answer to a request over its limit.

    discord.py insists on a ``Via`` header and on JSON, without which it takes a 429 for a ban.
    """
    is_global = "X-RateLimit-Global" in allowance.headers
    body = {"message": "You are being rate limited.", "retry_after": allowance.retry_after, "global": is_global}
    headers = {"Via": "1.1 google", "Retry-After": f"{allowance.retry_after:.0f}", **allowance.headers}
    return 429, body, headers


@dataclass(slots=True)
class Fault:
    """An order to fail some requests.

    Attributes:
        method: Their method.
        path: A regular expression that their path matches from its start.
        status: The HTTP status to answer; 0 to cut the connection.
        times: How many requests are still to fail.
        retry_after: For a 429, the seconds after which to come again.
        handled: Whether the request takes effect before its answer is lost, the case in which a blind retry does
            things twice.
    """

    method: str
    path: str
    status: int
    times: int = 1
    retry_after: float = 0.2
    handled: bool = False


@dataclass(slots=True)
class Faults:
    """The faults that have been ordered and have not happened yet."""

    waiting: list[Fault] = field(default_factory=list)

    def take(self, method: str, path: str) -> Fault | None:
        """Return the fault for this request, if one is due."""
        for fault in self.waiting:
            if fault.method == method and re.match(fault.path, path):
                fault.times -= 1
                if fault.times == 0:
                    self.waiting.remove(fault)
                return fault
        return None


def failure(fault: Fault) -> tuple[int, dict[str, Any], dict[str, str]]:
    """Return status, JSON and headers of a fault that is not a cut connection."""
    if fault.status == 429:
        return too_many(Allowance(False, {"X-RateLimit-Scope": "shared"}, fault.retry_after))
    return fault.status, {"message": f"{fault.status}: ordered by the test", "code": 0}, {}
