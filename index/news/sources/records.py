"""Lists of articles: JSON, JSON lines, and tables. A record that is wrong does not stop the others."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from index.errors import Undecodable
from index.news.article import RawArticle
from index.news.sources import exported
from index.news.sources.decoding import decode, mark

MAX_ARTICLE_BYTES = 5_000_000
"""The largest article taken in. The longest books of the Bible are a tenth of it; what is larger is no
article but a list of them, or a mistake."""

MAX_LINE_BYTES = 4 * MAX_ARTICLE_BYTES
"""The longest line that is read: an exported article has its text and its original, and JSON escapes both."""


_UNSOUND = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Refusal:
    """An article that was not taken in.

    Attributes:
        origin: Which one: a file's name, with a line number inside a list of articles.
        reason: What is wrong with it, and what is expected: the sentence after ``origin`` and a colon.
    """

    origin: str
    reason: str


def from_json(text: str, origin: str) -> Iterator[RawArticle | Refusal]:
    """Read one JSON document: an article, a list of them, or an object with the list as ``articles``."""
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        reason = f"is not valid JSON: {error.msg} (column {error.colno})."
        if error.msg == "Extra data":
            reason += " If each line is an article of its own, call the file .jsonl."
        yield Refusal(f"{origin}, line {error.lineno}", reason)
        return
    except (ValueError, RecursionError):
        yield Refusal(origin, "is not valid JSON: it holds a number too long, or is nested too deep.")
        return
    if isinstance(document, dict) and isinstance(document.get("articles"), list):
        document = document["articles"]
    if isinstance(document, list):
        if not document:
            yield Refusal(origin, "is a list without an article.")
        for number, record in enumerate(document, 1):
            yield _article(record, f"{origin}, article {number}")
    else:
        yield _article(document, origin)


def from_json_lines(stream: IO[bytes], origin: str) -> Iterator[RawArticle | Refusal]:
    """Read one article from each line. Blank lines are passed over."""
    for number, line in _lines(stream, origin):
        where = f"{origin}, line {number}"
        if isinstance(line, Refusal):
            yield line
        elif line.strip():
            try:
                record = json.loads(line)
            except json.JSONDecodeError as error:
                yield Refusal(where, f"is not valid JSON: {error.msg} (column {error.colno}).")
            except (ValueError, RecursionError):
                yield Refusal(where, "is not valid JSON: it holds a number too long, or is nested too deep.")
            else:
                yield _article(record, where)


def from_table(stream: IO[bytes], origin: str) -> Iterator[RawArticle | Refusal]:
    """Read one article from each row. The first row names the columns; one of them is ``text``."""
    refused: list[Refusal] = []
    place = 0

    def readable() -> Iterator[str]:
        nonlocal place
        for number, line in _lines(stream, origin):
            place = number
            if isinstance(line, Refusal):
                refused.append(line)
            else:
                yield line

    lines = readable()
    header = next((line for line in lines if line.strip()), "")
    delimiter, columns = _columns(header)
    if "text" not in columns:
        yield from refused
        yield Refusal(
            f"{origin}, line {max(place, 1)}",
            f"has no column named text. The first row names the columns; here they are {', '.join(columns)}.",
        )
        return
    csv.field_size_limit(max(csv.field_size_limit(), MAX_ARTICLE_BYTES))  # 131,072 by default, and global
    rows = csv.reader(lines, delimiter=delimiter, strict=True)  # else an open quote eats the rest
    while True:
        begins = place + 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Refusal(f"{origin}, line {begins}", f"is not a row of a table: {error}.")
            continue
        yield from refused
        refused.clear()
        if row is None:
            return
        where = f"{origin}, line {begins}"
        if len(row) > len(columns):
            yield Refusal(where, f"has {len(row)} columns where the first row has {len(columns)}.")
        elif any(cell.strip() for cell in row):
            yield _article(dict(zip(columns, row, strict=False)), where)


def _columns(header: str) -> tuple[str, list[str]]:
    """Tell what parts the columns: the character that makes ``text`` one of them."""
    for delimiter in (",", "\t", ";"):
        columns = [name.strip().lower() for name in next(csv.reader([header], delimiter=delimiter), [])]
        if "text" in columns:
            return delimiter, columns
    return ",", [header.strip()]


def _lines(stream: IO[bytes], origin: str) -> Iterator[tuple[int, str | Refusal]]:
    """Read a file line by line, each in its own encoding, never holding more than one article."""
    encoding = mark(stream.read(4))
    stream.seek(0)
    if encoding and encoding != "utf-8-sig":
        wrapper = io.TextIOWrapper(stream, encoding, newline="")
        try:
            yield from enumerate(wrapper, 1)
        except UnicodeDecodeError:
            yield 0, Refusal(origin, "is damaged: it begins as UTF-16 or UTF-32 and does not go on so.")
        finally:
            wrapper.detach()  # the stream is closed by who opened it
        return
    number = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        where = f"{origin}, line {number}"
        if len(line) > MAX_LINE_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_LINE_BYTES)
            yield number, Refusal(where, too_large())
            continue
        try:
            yield number, decode(line, where)
        except Undecodable:
            yield number, Refusal(where, "is not text, or is in no encoding that can be told.")


def too_large(size: int | None = None) -> str:
    """Say that an article is too large, and how large it is where that is known."""
    large = f"is {size / 1e6:.1f} MB, larger" if size else "is larger"
    return f"{large} than the {MAX_ARTICLE_BYTES // 1_000_000} MB an article may have."


def _article(record: object, origin: str) -> RawArticle | Refusal:
    """Make an article of a record, or say why it is none."""
    if not isinstance(record, dict):
        return Refusal(origin, f"is {_kind(record)}; an article is an object with a text.")
    try:
        text, known = _value(record, "text"), exported.read(record)
        article = RawArticle(
            text=text or "",
            title=_value(record, "title"),
            date=_value(record, "date"),
            updated=_value(record, "updated"),
            outlet=_value(record, "source"),
            byline=_value(record, "byline") or _value(record, "author"),
            url=_value(record, "url"),
            external_id=_value(record, "id"),
            original=exported.original(record) if known else None,
            exported=known,
            origin=origin,
        )
    except (TypeError, exported.Unreadable) as error:
        return Refusal(origin, str(error))
    if not text:
        return Refusal(origin, "has no text. An article is an object with a text, and a title if it has one.")
    size = max(len(text.encode()), len((article.original or "").encode()))
    if size > MAX_ARTICLE_BYTES:
        return Refusal(origin, too_large(size))
    return article


def _value(record: Mapping[str, object], name: str) -> str | None:
    """Take a field of a record as text; an empty one is a missing one.

    Raises:
        TypeError: It is of a kind that is not understood.
    """
    value = record.get(name)
    if isinstance(value, int) and not isinstance(value, bool) and name != "text":
        value = str(value)
    if name in ("author", "byline") and isinstance(value, list):
        value = ", ".join(one for one in value if isinstance(one, str))
    if value is None:
        return None
    if not isinstance(value, str):
        raise TypeError(f"has {_kind(value)} as {name}; text is expected.")
    # JSON can spell what no encoding and few databases can hold: half a surrogate pair, and NUL.
    if _UNSOUND.search(value):
        value = value.replace("\0", "").encode("utf-8", "replace").decode()
    return value if value.strip() else None


def _kind(value: object) -> str:
    """Name what stands where something else should."""
    if value is None:
        return "null"
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false"}
    return names.get(type(value), "a number")
