"""The data sets as they were published, and the part of them that is held out for choices."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from index.errors import BadSource

VALIDATION_SHARE = 40
"""One article in so many of SQuAD 1.1 is held out for choices."""

HUMAN_VALIDATION_SHARE = 8
"""One paragraph in so many of the part of SQuAD 2 that may be trained on is held out for choices."""


@dataclass(frozen=True, slots=True)
class Row:
    """A question and the text it was asked of.

    Attributes:
        question: The question.
        context: The text.
        title: The title of the article the text is from; empty when the set gives none.
        answers: Where the answers stand: first character, and the one after the last. Empty: not answerable.
        several: Whether all of ``answers`` together are the answer, rather than each in its own right.
        guessed: Whether the place of the answer was inferred from its text.
    """

    question: str
    context: str
    title: str
    answers: tuple[tuple[int, int], ...]
    several: bool = False
    guessed: bool = False


def read(folder: Path, name: str) -> Iterator[Row]:
    """Read one set, ``<folder>/reading/<name>.jsonl.gz``.

    Raises:
        BadSource: It is not there.
    """
    path = folder / "reading" / f"{name}.jsonl.gz"
    if not path.is_file():
        raise BadSource(f"There is no {path}. Name the folder that holds reading/{name}.jsonl.gz.")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            spans = {(each["start"], each["start"] + len(each["text"])) for each in row["answers"]}
            yield Row(
                question=row["question"].strip(),
                context=row["context"],
                title="" if ":" in (row.get("title") or ":") else row["title"],
                answers=tuple(sorted(spans)),
                several=name.startswith("quoref"),
                guessed=row.get("start_candidates", 1) > 1,
            )


def is_held_out(row: Row, *, human: bool) -> bool:
    """Tell whether a row of SQuAD is kept from training.

    Args:
        row: The row.
        human: Whether it is of SQuAD 2, where paragraphs are held out rather than articles.
    """
    key, share = (row.context, HUMAN_VALIDATION_SHARE) if human else (row.title, VALIDATION_SHARE)
    return crc32(key.encode()) % share == 0
