"""Reading a set of articles and of questions with known answers from its folder."""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any, cast

from bot.errors import BadDataset

_ARTICLES = ("articles.jsonl.gz", "articles.jsonl")
_QUESTIONS = ("questions.jsonl.gz", "questions.jsonl")
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the answer stands.

    Attributes:
        article: The ``id`` of the article in its file.
        text: The words of the article that answer; "" where only the article is known.
    """

    article: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A question with what a right answer to it is. Only the question and its date are ever shown to the answerer.

    Attributes:
        id: Its id in the set.
        question: The question.
        answerable: Whether the articles answer it; if not, a refusal is right.
        answers: Spellings of the short answer: one of them is enough.
        every: For a question with several answers, the spellings of each: one of every group is needed.
        never: Words that no right answer holds, such as those of an instruction planted in an article.
        pairs: For a question with labelled answers, each label with its name.
        evidence: Where the answer stands.
        asked_on: The day it is asked on, where that matters.
        kind: The kind of question, for a table by kind.
        part: Which part of the set it belongs to: thresholds are chosen on ``dev`` and figures are given for
            ``report``; "" where the set has no parts.
        string_in_gold: Whether an answer stands verbatim in the evidence, where the set says so.
    """

    id: str
    question: str
    answerable: bool
    answers: tuple[str, ...] = ()
    every: tuple[tuple[str, ...], ...] = ()
    never: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    asked_on: date | None = None
    kind: str = ""
    part: str = ""
    string_in_gold: bool | None = None


@dataclass(frozen=True, slots=True)
class Dataset:
    """Articles, and questions about them.

    Attributes:
        name: What it is called; it is also the name of the corpus its articles are kept in.
        articles: The file its articles are read from.
        examples: Its questions.
    """

    name: str
    articles: Path
    examples: tuple[Example, ...]


def read(folder: Path) -> Dataset:
    """Read the set in a folder: ``articles.jsonl`` and ``questions.jsonl``, each also with ``.gz``.

    Args:
        folder: The folder; its name becomes the set's.

    Raises:
        BadDataset: A file is missing or cannot be read, or a question lacks what it needs.
    """
    name = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-")
    return Dataset(name, _file(folder, _ARTICLES), tuple(read_examples(_file(folder, _QUESTIONS))))


def read_examples(path: Path) -> list[Example]:
    """Read the questions of a file of JSON lines.

    Args:
        path: The file, maybe compressed.

    Raises:
        BadDataset: It cannot be read, or a line is no question.
    """
    found = []
    for number, record in enumerate(read_records(path), 1):
        try:
            found.append(_example(record))
        except (KeyError, TypeError, ValueError) as error:
            what = f"it has no {error}" if isinstance(error, KeyError) else str(error)
            raise BadDataset(
                f"{path}, line {number}, is no question: {what}. A question has id, question, answerable, "
                "answers and evidence."
            ) from error
    return found


def read_records(path: Path) -> Iterator[Any]:
    """Yield what each line of a file of JSON lines holds.

    Args:
        path: The file, maybe compressed.

    Raises:
        BadDataset: It cannot be read, or a line is no JSON.
    """
    try:
        with _open(path) as file:
            for number, line in enumerate(file, 1):
                try:
                    yield json.loads(line)
                except ValueError as error:
                    raise BadDataset(f"{path}, line {number}, is no JSON: {error}.") from error
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise BadDataset(f"{path} cannot be read: {error}.") from error


def _file(folder: Path, names: tuple[str, ...]) -> Path:
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise BadDataset(f"{folder} holds no {names[-1]} (or {names[0]}); a set has both articles and questions.")


def _open(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return cast(IO[str], gzip.open(path, "rt", encoding="utf-8"))
    return path.open(encoding="utf-8")


def _example(record: dict[str, Any]) -> Example:
    """Return the example a record describes; marks of web pages in its question are taken out."""
    day = record.get("date")
    return Example(
        id=str(record["id"]),
        question=" ".join(_TAG.sub("", record["question"]).split()),
        answerable=bool(record["answerable"]),
        answers=tuple(map(str, record["answers"])),
        every=tuple(tuple(group) for group in record.get("every", ())),
        never=tuple(record.get("never", ())),
        pairs=tuple((label, name) for label, name in record.get("pairs", ())),
        evidence=tuple(Evidence(str(one["article_id"]), one.get("text", "")) for one in record["evidence"]),
        asked_on=date.fromisoformat(day) if day else None,
        kind=record.get("kind") or record.get("type") or "",
        part=record.get("part", ""),
        string_in_gold=record.get("answer_string_in_gold"),
    )
