"""What a site lets programs fetch: its robots.txt (RFC 9309), read by protego."""

import math
from functools import cached_property

from protego import Protego

ALL = ""
NOTHING = "User-agent: *\nDisallow: /"
"""The robots.txt that stands in for one that could not be had."""

LONGEST_DELAY_S = 60.0
"""Seconds of ``Crawl-delay`` that are respected; an hour would be a refusal, which has a line of its own."""


class Rules:
    """The rules of one site.

    Args:
        text: Its robots.txt.
        product: The name of the program that asks.
        until: Until when they hold, on the clock of whoever keeps them.
    """

    def __init__(self, text: str, product: str, until: float) -> None:
        self._read = Protego.parse(text)
        self._product = product
        self.until = until

    def allow(self, url: str) -> bool:
        """Tell whether an address may be fetched."""
        return bool(self._read.can_fetch(url, self._product))

    @cached_property
    def delay_s(self) -> float | None:
        """Seconds to leave between two requests, if any are asked for."""
        delay = self._read.crawl_delay(self._product)
        if delay is None or not math.isfinite(delay) or delay <= 0:
            return None
        return float(min(delay, LONGEST_DELAY_S))
