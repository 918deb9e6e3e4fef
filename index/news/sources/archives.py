"""Zip archives: each member is read where it lies, never unpacked to disk, and never further than its limit.

What the archive says of itself is not believed: a member's size is what comes out of it, names are only shown,
and two members may not share bytes (https://www.bamsoftware.com/hacks/zipbomb/).
"""

import io
import re
import stat
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import PurePath, PurePosixPath
from typing import IO

from index.errors import BadArticle, TooLarge
from index.news.sources.records import Refusal

MAX_MEMBERS = 10_000
MAX_DIRECTORY_BYTES = 4_000_000
"""Members of an archive, and bytes of its list of them, which is read whole. More is for .jsonl."""

MAX_RATIO = 200
"""How many times its packed size a member may have. Deflate can do 1,032; prose does 3, tables 30."""

FREE_BYTES = 1_000_000
"""Bytes that may come of anything, however small: a ratio tells nothing of short texts."""

_DAMAGED = (zipfile.BadZipFile, ValueError, OSError, NotImplementedError)
"""What zipfile raises for a damaged archive: UnicodeDecodeError is a ValueError, and NotImplementedError its word
for a version or a compression it does not know."""

_NAME_SHOWN = 120
"""Characters of a member's name in a message; the end of it tells most."""

_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x07"
_END_SIZE, _END_64_SIZE, _LONGEST_COMMENT = 22, 20, 65_535
"""Of the record that ends an archive (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.16)."""

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What nearly every zip is. Bzip2 and LZMA pack a million times, and LZMA takes the memory it is told to."""


@dataclass(slots=True)
class Budget:
    """How many bytes may still be unpacked, by however many streams.

    Attributes:
        limit: How many might be at the beginning.
        left: How many still may.
    """

    limit: int
    left: int

    @classmethod
    def of(cls, limit: int) -> "Budget":
        """Return a budget of which nothing is spent."""
        return cls(limit, limit)

    def spend(self, count: int) -> None:
        """Take note of unpacked bytes.

        Raises:
            TooLarge: They are more than may be.
        """
        self.left -= count
        if self.left < 0:
            raise TooLarge(f"unpacks to more than {self.limit // 1_000_000} MB. Split it, or send it unpacked.")


class Bounded(io.RawIOBase):
    """A stream of unpacked bytes that ends with an error when there are too many.

    Args:
        stream: What unpacks them.
        budget: How many there may be.
        packed: The size of what they are unpacked from, in bytes, if that is known.
    """

    def __init__(self, stream: IO[bytes], budget: Budget, packed: int | None = None) -> None:
        self._stream = stream
        self._budget = budget
        self._most = None if packed is None else max(FREE_BYTES, MAX_RATIO * packed)

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def seekable(self) -> bool:
        """Tell that it can be read from its beginning again."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to the beginning; anywhere else would unpack what lies between."""
        if (offset, whence) != (0, io.SEEK_SET):
            raise io.UnsupportedOperation("only the beginning can be sought")
        return self._stream.seek(0)

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]  # typeshed's WriteableBuffer is no runtime type
        """Read some bytes.

        Raises:
            TooLarge: There are too many.
        """
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._budget.spend(len(data))
        if self._most is not None and data:
            self._most -= len(data)
            if self._most < 0:
                raise TooLarge(f"unpacks to more than {MAX_RATIO} times its size, as no article does.")
        return len(data)


def bounded(stream: IO[bytes], budget: Budget, packed: int | None = None) -> io.BufferedReader:
    """Return ``stream`` within a budget, to be read by lines too."""
    return io.BufferedReader(Bounded(stream, budget, packed))


def members(
    stream: IO[bytes], origin: str, kinds: Collection[str], budget: Budget
) -> Iterator[tuple[str, str, IO[bytes]] | Refusal]:
    """Yield the members of a zip archive that can be read: what to call each, its suffix, and its bytes.

    As in a folder, hidden files and those of other kinds are passed over.

    Args:
        stream: The archive, which can be read anywhere.
        origin: What to call it in a message.
        kinds: Suffixes of what is read, with ``.gz`` already taken off.
        budget: How many bytes may be unpacked in all; nothing more is yielded when it is spent.

    Raises:
        BadArticle: It is no zip archive, is damaged, or is made to harm.
    """
    _check_directory(stream, origin)
    try:
        archive = zipfile.ZipFile(stream)
    except _DAMAGED as error:
        raise BadArticle(f"{origin} is damaged: it is no zip archive, or is cut short.") from error
    with archive:
        if len(archive.infolist()) > MAX_MEMBERS:
            raise BadArticle(f"{origin} {_too_many()}")
        _check_apart(archive.infolist(), origin)
        seen: set[str] = set()
        for info in archive.infolist():
            name = cleaned(info.filename)
            path = PurePosixPath(name)
            suffix = suffix_of(path)
            if info.is_dir() or _is_hidden(path) or suffix.removesuffix(".gz") not in kinds:
                continue
            where = f"{origin}, {name[-_NAME_SHOWN:]}"
            reason = "is there twice; only the first is read." if name in seen else _unreadable(info)
            seen.add(name)
            if reason:
                yield Refusal(where, reason)
                continue
            try:
                with archive.open(info) as member:
                    yield where, suffix, bounded(member, budget, info.compress_size)
            except (*_DAMAGED, RuntimeError):  # the last is its word for a member that needs a password
                yield Refusal(where, "is damaged: what stands at its place in the archive is something else.")
            if budget.left < 0:
                return


def cleaned(name: str) -> str:
    """Return a member's name as it may be shown: one line, without a drive, a root, or steps upwards."""
    pieces = _UNSEEN.sub("", name).replace("\\", "/").split("/")
    return "/".join(piece for piece in pieces if piece.strip(" .") and not re.fullmatch(r"[A-Za-z]:", piece))


def suffix_of(path: PurePath) -> str:
    """Return what a name ends in, in lower case, with what stands before ``.gz``."""
    suffix = path.suffix.lower()
    return PurePath(path.stem).suffix.lower() + suffix if suffix == ".gz" else suffix


def _unreadable(info: zipfile.ZipInfo) -> str | None:
    """Say why a member is not read, if it is not."""
    if ".." in info.filename.replace("\\", "/").split("/"):
        return "has a path that leads out of the archive."
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link, not a file."
    if info.flag_bits & 0x1:
        return "is encrypted. Pack it again without a password."
    if info.compress_type not in _READABLE:
        return "is packed in a way that is not read. Pack it again as an ordinary zip."
    return None


def _is_hidden(path: PurePosixPath) -> bool:
    return any(piece.startswith(".") or piece == "__MACOSX" for piece in path.parts)


def _check_directory(stream: IO[bytes], origin: str) -> None:
    """Look at the end of an archive for how long its list of members is, before all of it is read.

    Raises:
        BadArticle: There is no such end, or the list is too long.
    """
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT - _END_64_SIZE))
    tail = stream.read()
    place = tail.rfind(_END)
    if place < 0 or len(tail) - place < _END_SIZE:
        raise BadArticle(f"{origin} is damaged: it is no zip archive, or is cut short.")
    listed = int.from_bytes(tail[place + 12 : place + 16], "little")
    large = tail[max(0, place - _END_64_SIZE) : place].startswith(_END_64)
    if large or listed > MAX_DIRECTORY_BYTES:
        raise BadArticle(f"{origin} {_too_many()}")
    stream.seek(0)


def _check_apart(infos: list[zipfile.ZipInfo], origin: str) -> None:
    """Check that no two members share bytes, which is how a small archive unpacks to a large one.

    Raises:
        BadArticle: Two do.
    """
    end = 0
    for info in sorted(infos, key=lambda each: each.header_offset):
        if info.header_offset < end:
            raise BadArticle(f"{origin} is made to harm: its members lie over each other.")
        end = info.header_offset + len(info.filename.encode("utf-8", "replace")) + info.compress_size


def _too_many() -> str:
    return f"holds more than {MAX_MEMBERS:,} files, or too large ones. Send many articles as .jsonl, one a line."
