"""When a feed is fetched again: as often as it asks, within bounds; after errors less often; at last never."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

USUAL = timedelta(minutes=30)
"""How often a feed is fetched that does not say how often it changes."""
SOONEST = timedelta(minutes=10)
"""How soon it is fetched again at the soonest, whatever it says."""
LATEST = timedelta(days=1)
"""How long it is left alone at the most, unless a server under load asks for more."""
LONGEST_WAIT = timedelta(days=7)
"""How long a server may ask to be left alone."""

PATIENCE = 10
"""Failures in a row after which a feed is paused; the waits between them double, which makes about four days."""

SPREAD = 0.1
"""The share of a wait that chance adds, so that feeds added together are not fetched together for ever."""

_MAX_AGE = re.compile(r"\bmax-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Retry:
    """What follows from a failure.

    Attributes:
        at: When to try again.
        failures: How often in a row it has failed now.
        paused: Whether it is to be left alone until somebody resumes it.
    """

    at: datetime
    failures: int
    paused: bool


def after_success(
    now: datetime, headers: Mapping[str, str], lifetime: timedelta | None, *, more: bool, chance: float
) -> datetime:
    """Return when to fetch a feed again that was fetched now.

    Args:
        now: The time.
        headers: The headers of the answer; ``Cache-Control`` may say how long it holds.
        lifetime: How long the feed itself asks to be left alone, if it does.
        more: Whether it has more entries than were taken at once.
        chance: A number drawn from [0, 1).
    """
    fresh = _MAX_AGE.search(headers.get("Cache-Control", ""))
    asked = [each for each in (lifetime, timedelta(seconds=int(fresh.group(1))) if fresh else None) if each]
    wait = SOONEST if more else min(max([*asked, SOONEST] if asked else [USUAL]), LATEST)
    return now + wait * (1 + SPREAD * chance)


def after_failure(
    now: datetime, failures: int, *, status: int | None, retry_after_s: float | None, chance: float
) -> Retry:
    """Return what follows when a feed could not be had.

    Args:
        now: The time.
        failures: How often in a row it had failed before.
        status: The HTTP status that was answered, if one was.
        retry_after_s: Seconds after which the server wants to be asked again, if it said so.
        chance: A number drawn from [0, 1).
    """
    wait = min(USUAL * 2 ** min(failures, PATIENCE), LATEST) * (1 + SPREAD * chance)
    if retry_after_s is not None:
        wait = max(wait, min(timedelta(seconds=min(retry_after_s, LONGEST_WAIT.total_seconds())), LONGEST_WAIT))
    gone = status == HTTPStatus.GONE
    return Retry(now + wait, failures + 1, paused=gone or failures + 1 >= PATIENCE)
