"""Questions from a file of JSON lines, and their answers as JSON lines, in order."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any

from bot.errors import BadBatch
from index.errors import DatelineError

Answering = Callable[["Asked"], dict[str, Any]]
"""Answers one question with an object for JSON."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a batch.

    Attributes:
        id: The asker's own id for it, handed back with the answer.
        question: The question.
        asked_on: The day it is asked on, if given.
    """

    id: str
    question: str
    asked_on: date | None = None


def read(file: IO[str]) -> Iterator[Asked | BadBatch]:
    """Read the questions of a file, line by line; a line that is none is an error in its place."""
    for number, line in enumerate(file, start=1):
        if line.strip():
            try:
                yield _asked(json.loads(line))
            except (ValueError, TypeError, KeyError) as error:
                what = "a missing `question`" if isinstance(error, KeyError) else str(error)
                yield BadBatch(f"Line {number} is no question: {what}. Expected JSON with id and question.")


def run(path: Path, answer: Answering, output: IO[str]) -> bool:
    """Answer every question of a file; each answer is written as soon as it is there.

    A line that cannot be answered gives an object with its ``error`` in its place.

    Args:
        path: The file.
        answer: Answers one question.
        output: Where the JSON lines go.

    Returns:
        Whether every line was answered.

    Raises:
        BadBatch: The file cannot be read.
    """
    clean = True
    try:
        with path.open(encoding="utf-8-sig") as file:
            for asked in read(file):
                told = _told(asked, answer)
                clean = clean and "error" not in told
                output.write(json.dumps(told, ensure_ascii=False) + "\n")
                output.flush()
    except (OSError, UnicodeDecodeError) as error:
        raise BadBatch(f"The batch {path} cannot be read. It must be a file of JSON lines in UTF-8.") from error
    return clean


def _told(asked: Asked | BadBatch, answer: Answering) -> dict[str, Any]:
    if isinstance(asked, BadBatch):
        return {"id": None, "error": str(asked)}
    try:
        return {**answer(asked), "id": asked.id}
    except DatelineError as error:
        return {"id": asked.id, "error": str(error)}


def _asked(record: Any) -> Asked:  # noqa: ANN401 - whatever JSON held
    if not isinstance(record, dict):
        raise TypeError("it is not an object")
    day = record.get("date")
    return Asked(
        id=str(record.get("id", "")),
        question=str(record["question"]),
        asked_on=date.fromisoformat(day) if day else None,
    )
