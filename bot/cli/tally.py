"""What became of the articles that were added, told without holding all of it in memory."""

import json
from collections import Counter
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Any, Self

from rich.console import Console

from bot.cli.screen import facts
from index.news.sources.records import Refusal
from index.store.arrival import Added, Outcome

REFUSED = "refused"
"""The outcome of what did not go in."""

SHOWN = 10
"""Refusals and warnings a person is shown of each; ``--json`` has them all."""

IN_MEMORY = 1_000_000
"""Bytes of JSON that wait in memory for their end; more wait on disk."""


class Tally:
    """Counts outcomes, keeps the first refusals and warnings, and has all of it as JSON if that is wanted.

    Args:
        as_json: Whether it is.
    """

    def __init__(self, *, as_json: bool) -> None:
        self.counts: Counter[str] = Counter()
        self._refused: list[str] = []
        self._noted: list[str] = []
        self._notes = 0
        self._json = SpooledTemporaryFile(IN_MEMORY, "w+", encoding="utf-8") if as_json else None  # noqa: SIM115 - closed by __exit__

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._json:
            self._json.close()

    @property
    def total(self) -> int:
        """How many articles were told of."""
        return self.counts.total()

    def add(self, result: Added | Refusal) -> None:
        """Take note of what became of one article."""
        told = _told(result)
        self.counts[told["outcome"]] += 1
        if isinstance(result, Refusal):
            _keep(self._refused, [f"{result.origin}: {result.reason}"])
        elif result.outcome is not Outcome.KNOWN:
            warnings = [f"{result.article.headline}: {warning}" for warning in result.article.warnings]
            self._notes += len(warnings)
            _keep(self._noted, warnings)
        if self._json:
            self._json.write((",\n" if self.total > 1 else "") + json.dumps(told, indent=2))

    def print_json(self, console: Console) -> None:
        """Print what became of each article, in order, as a JSON list."""
        assert self._json  # noqa: S101 - it was asked for
        self._json.seek(0)
        console.file.write("[")
        for line in self._json:
            console.file.write(line)
        console.file.write("]\n")

    def print_summary(self, out: Console, err: Console) -> None:
        """Print the counts, and the first refusals and warnings."""
        versions = self.counts[Outcome.VERSION]
        new = f"{self.counts[Outcome.ADDED] + versions} added"
        if versions:
            new += f" ({versions} as {'a new version' if versions == 1 else 'new versions'} of a story)"
        out.print(f"{new}, {self.counts[Outcome.KNOWN]} already known, {self.counts[REFUSED]} refused.")
        for title, lines, number, style in (
            ("Refused", self._refused, self.counts[REFUSED], "red"),
            ("Note", self._noted, self._notes, "yellow"),
        ):
            for line in lines:
                err.print(f"{title}: {line}", style=style, markup=False)
            if number > len(lines):
                err.print(f"… and {number - len(lines)} more; --json prints them all.", style=style)


def _keep(lines: list[str], new: list[str]) -> None:
    lines += new[: SHOWN - len(lines)]


def _told(each: Added | Refusal) -> dict[str, Any]:
    if isinstance(each, Refusal):
        return {"outcome": REFUSED, "origin": each.origin, "reason": each.reason}
    return {"outcome": each.outcome.value, **facts(each.article), "warnings": list(each.article.warnings)}
