"""Files and folders: which ones hold articles, and how each kind is read.

What is wrong with one article is a :class:`Refusal` among the articles; the rest goes in. Only what is wrong
with the path itself, which the person can mend before anything is read, is an error.
"""

import gzip
import io
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from index.errors import BadArticle, BadSource, NoText, TooLarge
from index.news.article import RawArticle
from index.news.sources import archives, markdown, page, pdf
from index.news.sources.archives import Bounded, Budget, suffix_of
from index.news.sources.decoding import decode, refuse_binary
from index.news.sources.records import (
    MAX_ARTICLE_BYTES,
    Refusal,
    from_json,
    from_json_lines,
    from_table,
)

__all__ = ["MAX_ARTICLE_BYTES", "MAX_JSON_BYTES", "Refusal", "find", "read", "read_bytes", "suffix_of"]

MAX_JSON_BYTES = 100_000_000
"""The largest .json document: it can only be read whole, and takes several times its size in memory.
JSON lines may be of any size."""

MAX_UNPACKED_BYTES = 1_000_000_000
"""What a zip archive on disk may unpack to in all. It is read file by file, so this bounds time, not memory."""

MAX_SENT_BYTES = 200_000_000
"""What something that was sent, and so is held in memory, may unpack to in all."""

_KINDS = {
    "": "any",
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".json": "json",
    ".jsonl": "json lines",
    ".ndjson": "json lines",
    ".csv": "table",
    ".tsv": "table",
    ".pdf": "pdf",
    ".zip": "zip",
}
"""The kind of a file by its suffix; ``any`` is told by its beginning."""

_BLANK = b" \t\r\n\xef\xbb\xbf"
"""White space, and the bytes of UTF-8's mark."""

_JSON = re.compile(rb"[{\[]\s*(?:[\"{}\]]|$)")
"""How JSON begins, and no prose: ``[Updated] The mayor`` does not."""

ACCEPTED = ".txt, .md, .html, .pdf, .json, .jsonl, .csv and .tsv, each also with .gz, and .zip of them"
"""The kinds as a message names them."""


def read(path: Path) -> Iterator[RawArticle | Refusal]:
    """Read the articles of a file, or of all files in a folder and the folders below it.

    Args:
        path: A file or a folder. Lists of articles are read as they are asked for, however long they are.

    Raises:
        BadSource: There is nothing at ``path``, it cannot be read, or it is a folder without an article.
            Raised by the call, before the first article.
    """
    found = find(path)
    if not path.is_dir():
        _check_readable(path)
    return _all(found)


def find(path: Path) -> list[Path]:
    """List the files at ``path`` that may hold articles, in order; hidden ones are left out.

    Raises:
        BadSource: There is nothing at ``path``, or it is a folder without an article.
    """
    try:
        exists = path.exists()
    except OSError as error:
        raise BadSource(f"{path} cannot be read: {_said(error)}.") from error
    if not exists:
        raise BadSource(f"There is no file or folder {path}. Give the path of one that holds articles.")
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise BadSource(f"{path} is neither a file nor a folder. Give the path of one that holds articles.")
    found = list(_walk(path))
    if not found:
        raise BadSource(f"The folder {path} holds no article. Files of these kinds are read: {ACCEPTED}.")
    return found


def read_bytes(
    data: bytes, origin: str, suffix: str = "", *, most: int = MAX_SENT_BYTES
) -> Iterator[RawArticle | Refusal]:
    """Read the articles of something that is no file: standard input, or an attachment.

    Args:
        data: All of it.
        origin: What to call it in a message.
        suffix: What a file of its kind would end in, such as ``.jsonl`` or ``.txt.gz``. Without one, the
            kind is told by how it begins.
        most: How many bytes may be unpacked from it.
    """
    yield from _from_stream(io.BytesIO(data), origin, suffix.lower(), Budget.of(most))


def _all(paths: list[Path]) -> Iterator[RawArticle | Refusal]:
    for path in paths:
        try:
            with path.open("rb") as stream:
                yield from _from_stream(stream, str(path), suffix_of(path))
        except OSError as error:
            yield Refusal(str(path), f"cannot be read: {_said(error)}.")


def _from_stream(
    stream: IO[bytes], origin: str, suffix: str, budget: Budget | None = None, *, packed: bool = False
) -> Iterator[RawArticle | Refusal]:
    """Read the articles of an open file, which can be read from its beginning again.

    Args:
        stream: The file.
        origin: What to call it in a message.
        suffix: What its name ends in.
        budget: How many bytes may be unpacked from it. Without one a compressed list may be of any length.
        packed: Whether it is inside an archive: then it may not be one itself.
    """
    if suffix.endswith(".gz"):
        suffix = suffix.removesuffix(".gz")
        stream = cast("IO[bytes]", gzip.GzipFile(fileobj=stream))
        stream = archives.bounded(stream, budget) if budget else stream
        packed = True
    none = True
    try:
        kind = _KINDS.get(suffix)
        if kind == "any":
            kind = _sniff(stream)
        found = _zipped(stream, origin, budget, packed) if kind == "zip" else _articles(stream, origin, kind)
        for article in found:
            none = False
            yield article
    except (gzip.BadGzipFile, EOFError, zlib.error, zipfile.BadZipFile):
        yield Refusal(origin, "is damaged: what it is packed in is cut short, or is something else.")
    except BadArticle as error:
        yield Refusal(origin, str(error).removeprefix(f"{origin} "))
    else:
        if none:
            yield Refusal(origin, "holds no article.")


def _zipped(stream: IO[bytes], origin: str, budget: Budget | None, packed: bool) -> Iterator[RawArticle | Refusal]:
    """Read the files in a zip archive as those of a folder.

    Raises:
        BadArticle: It is no archive that is read.
    """
    if packed:
        raise BadArticle(f"{origin} is an archive inside another. Unpack it, and send what it holds.")
    budget = budget or Budget.of(MAX_UNPACKED_BYTES)
    for member in archives.members(stream, origin, _KINDS, budget):
        if isinstance(member, Refusal):
            yield member
        else:
            where, suffix, data = member
            yield from _from_stream(data, where, suffix, budget, packed=True)


def _articles(stream: IO[bytes], origin: str, kind: str | None) -> Iterator[RawArticle | Refusal]:
    """Read a file as what its suffix says it is.

    Raises:
        BadArticle: It is one article, or one list, and cannot be taken in.
    """
    if kind is None:
        raise BadArticle(f"{origin} is of a kind that is not read. These are: {ACCEPTED}.")
    if not stream.read(1):
        raise NoText(f"{origin} is empty.")
    stream.seek(0)
    if kind == "json lines":
        yield from from_json_lines(stream, origin)
    elif kind == "table":
        yield from from_table(stream, origin)
    elif kind == "json":
        yield from from_json(_whole(stream, origin, MAX_JSON_BYTES), origin)
    elif kind == "pdf":
        yield pdf.read(_bytes(stream, origin, pdf.MAX_BYTES), origin)
    elif kind == "page":
        data = _bytes(stream, origin, MAX_ARTICLE_BYTES)
        yield page.read(decode(data, origin, declared=page.declared_encoding(data)), origin)
    else:
        text = _whole(stream, origin, MAX_ARTICLE_BYTES)
        yield markdown.read(text, origin) if kind == "markdown" else RawArticle(text=text, origin=origin)


def _sniff(stream: IO[bytes]) -> str:
    """Tell a kind by how it begins."""
    begins = stream.readline(MAX_ARTICLE_BYTES)
    while begins and not begins.strip(_BLANK):
        begins = stream.readline(MAX_ARTICLE_BYTES)
    stream.seek(0)
    if begins.startswith(pdf.MAGIC):
        return "pdf"
    if begins.startswith(b"PK\x03\x04"):
        return "zip"
    begins = begins.strip(_BLANK)
    if begins[:14].lower().startswith((b"<!doctype html", b"<html")):
        return "page"
    if _JSON.match(begins):
        return "json lines" if begins.startswith(b"{") and begins.endswith(b"}") else "json"
    return "text"


def _whole(stream: IO[bytes], origin: str, limit: int) -> str:
    """Read a text that is not blank.

    Raises:
        BadArticle: It is too large, not text, or blank.
    """
    text = decode(_bytes(stream, origin, limit), origin)
    if not text.strip():
        raise NoText(f"{origin} is empty.")
    return text


def _bytes(stream: IO[bytes], origin: str, limit: int) -> bytes:
    """Read a file whole, if it is within the limit; else not more of it than shows that it is not.

    Raises:
        TooLarge: It is beyond the limit.
        Undecodable: It is, and is no text either.
    """
    data = stream.read(limit + 1)
    if len(data) <= limit:
        return data
    refuse_binary(data, origin)  # a film is better called that than a long article
    packed = isinstance(stream, gzip.GzipFile) or isinstance(getattr(stream, "raw", None), Bounded)
    size = "unpacked" if packed else f"{stream.seek(0, os.SEEK_END) / 1e6:.1f} MB"
    raise TooLarge(
        f"{origin} is too large: {size}, where {limit // 1_000_000} MB is the most. "
        "If it holds many articles, send them as .jsonl, one a line."
    )


def _walk(folder: Path) -> Iterator[Path]:
    """List the visible files of a kind that is read, in order; a folder that links reach twice, once."""
    seen: set[tuple[int, int]] = set()
    for parent, folders, names in os.walk(folder, followlinks=True):
        status = Path(parent).stat()
        if (status.st_dev, status.st_ino) in seen:
            folders.clear()
            continue
        seen.add((status.st_dev, status.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            visible = not name.startswith(".") and suffix_of(path).removesuffix(".gz") in _KINDS
            if visible and (path.is_file() or path.is_symlink()):
                yield path


def _check_readable(path: Path) -> None:
    try:
        path.open("rb").close()
    except OSError as error:
        raise BadSource(f"{path} cannot be read: {_said(error)}.") from error


def _said(error: OSError) -> str:
    """What the system says is wrong, as the middle of a sentence."""
    return (error.strerror or type(error).__name__).lower()
