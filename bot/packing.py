"""An export as a file that may be sent: as it is while it is small enough, else compressed."""

import gzip
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedRandom
from typing import Any

NAME = "news.jsonl"


@dataclass(frozen=True, slots=True)
class Packed:
    """A file to send.

    Attributes:
        name: What to call it.
        file: It, at its beginning.
        records: How many lines it has.
    """

    name: str
    file: BufferedRandom
    records: int


@contextmanager
def packed(records: Iterable[Mapping[str, Any]], limit: int) -> Iterator[Packed | None]:
    """Records as a file of JSON lines, there for as long as the context lasts; ``None`` if it is too large.

    Args:
        records: The records, which are not held in memory.
        limit: How many bytes the file may have.
    """
    with tempfile.TemporaryFile() as plain, tempfile.TemporaryFile() as small:
        number = 0
        lines = (json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)
        while plain.tell() <= limit and (line := next(lines, None)):
            plain.write(line)
            number += 1
        size = plain.tell()
        plain.seek(0)
        if size <= limit:
            yield Packed(NAME, plain, number)
            return
        with gzip.GzipFile(filename=NAME, fileobj=small, mode="wb", mtime=0) as packer:
            shutil.copyfileobj(plain, packer)
            while small.tell() <= limit and (line := next(lines, None)):
                packer.write(line)
                number += 1
        if small.tell() > limit:
            yield None
            return
        small.seek(0)
        yield Packed(f"{NAME}.gz", small, number)
