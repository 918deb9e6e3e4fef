"""Bytes to text, in whatever encoding a newsroom sends.

Most of what arrives is UTF-8. The rest is told by its byte order mark, by its NUL bytes (UTF-16), by what
the sender declares, or, for English, by which reading puts quotes and dashes where English has them:
statistical detectors need more evidence than a short story holds. Only then is ``charset-normalizer`` asked.
"""

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from index.errors import Undecodable

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM film"),
)
"""First bytes of what is sent by mistake (https://en.wikipedia.org/wiki/List_of_file_signatures)."""

_DOCUMENTS = ((b"%PDF-", "a PDF"), (b"{\\rtf", "an RTF document"))
"""Kinds that begin as text may, and no article does."""

_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f]")

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""What a declared encoding really means, as browsers read it (https://encoding.spec.whatwg.org/#names-and-labels)."""

_ENGLISH = frozenset(
    "the of and to in a is was for that on by with at said it as from be his her has had he she".split()
)
"""Function words: about half of running English, and next to nothing of other languages' text."""

_WESTERN = frozenset(
    "English French German Spanish Portuguese Italian Dutch Swedish Danish Norwegian Finnish".split()
)
"""Languages, as ``charset-normalizer`` names them, that are written in cp1252 and never in its neighbours."""

_TELLING = 32
"""Bytes under which statistics know nothing: a single accented word was read as Chinese."""

_ENOUGH = 100_000
"""Bytes and characters that a guess is made from; five megabytes took fifteen seconds."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_WORD = re.compile(r"[^\W\d_]+")


def decode(data: bytes, origin: str, *, declared: str | None = None) -> str:
    """Turn bytes into text, without its byte order mark and otherwise unaltered.

    Args:
        data: The bytes.
        origin: What to call them in a message.
        declared: The encoding that the sender names (an HTML page does). It is a hint: it gives way to
            valid UTF-8, because pages that say ``iso-8859-1`` and are UTF-8 are many, the reverse is not.

    Raises:
        Undecodable: They are no text, or are in no encoding that can be told.
    """
    refuse_binary(data, origin)
    readings = (_marked(data), _wide(data), _utf8(data), _as(data, declared))
    text = next((reading for reading in readings if reading is not None), None)
    text = _guessed(data) if text is None else text
    if text is None or _is_noise(text):
        raise Undecodable(f"{origin} is not text, or is in no encoding that can be told. Save it as UTF-8.")
    return text


def mark(data: bytes) -> str | None:
    """Name the encoding that a byte order mark at the beginning of ``data`` stands for."""
    return next((encoding for bom, encoding in _BOMS if data.startswith(bom)), None)


def refuse_binary(data: bytes, origin: str) -> None:
    """Refuse a file of a well-known kind that is no text, by its first bytes.

    Raises:
        Undecodable: It is one; the message says what it is.
    """
    what = next((what for magic, what in _DOCUMENTS if data.startswith(magic)), None)
    if what is None and _BINARY.search(data[:32]):  # an article may begin with the letters GIF8
        if data[:4] == b"RIFF":
            what = "a WebP image" if data[8:12] == b"WEBP" else "a recording"
        elif data[4:8] == b"ftyp":
            what = "a film or an HEIC image"
        else:
            what = next((what for magic, what in _MAGIC if data.startswith(magic)), None)
    if what:
        raise Undecodable(f"{origin} is {what}, not text. Send the text of the article.")


def _is_noise(text: str) -> bool:
    """Tell bytes that decode by accident from text: text has next to no control characters."""
    controls = len(_CONTROLS.findall(text))
    return "\0" in text or controls > 1 + len(text) // 200


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _marked(data: bytes) -> str | None:
    """Read what begins with a byte order mark."""
    encoding = mark(data)
    return _strict(data, encoding) if encoding else None


def _wide(data: bytes) -> str | None:
    """Read UTF-16 and UTF-32 without a mark. Only they have NUL bytes in a text: each space has one."""
    if b"\0" not in data:
        return None
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        text = _strict(data, encoding)
        if text and not _is_noise(text) and _spaced(text):
            return text
    return None


def _spaced(text: str) -> bool:
    """Whether every character is assigned, and plain spaces are common: wrong byte orders have neither."""
    spaces = text.count(" ") + text.count("\n")
    unassigned = sum(unicodedata.category(character) in ("Cn", "Co", "Cs") for character in text)
    return not unassigned and spaces * 40 >= len(text)


def _utf8(data: bytes) -> str | None:
    """Read UTF-8, also where a few stray bytes of cp1252 were pasted into it, as editors' systems do."""
    text = _strict(data, "utf-8")
    if text is not None:
        return text if "\x1b$" not in text and "\x1b(" not in text else _strict(data, "iso2022_jp") or text
    lenient = data.decode("utf-8", "surrogateescape")
    strays = {character for character in lenient if "\udc80" <= character <= "\udcff"}
    stray = sum(lenient.count(character) for character in strays)
    wide = sum(character > "\x7f" for character in lenient) - stray
    if wide < stray:
        return None
    for character in strays:
        lenient = lenient.replace(character, bytes([ord(character) - 0xDC00]).decode("cp1252", "replace"))
    return lenient


def _as(data: bytes, declared: str | None) -> str | None:
    """Read it in the encoding its sender declares, if there is one and it fits."""
    try:
        name = codecs.lookup((declared or "").strip()).name
    except LookupError:
        return None
    if name.startswith("utf"):  # it was tried, and is not
        return None
    return _strict(data, _SUPERSETS.get(name, name))


def _guessed(data: bytes) -> str | None:
    """Guess a one-byte encoding: for English by typography, else by statistics."""
    if _is_noise(data.decode("latin-1")):
        return None
    readings = [text for text in (_strict(data, "cp1252"), _strict(data, "mac_roman")) if text is not None]
    western = max(readings, key=lambda text: _typography(text[:_ENOUGH]), default=None)  # of equals: cp1252
    if western is not None and _is_english(western[:_ENOUGH]):
        return western
    best = from_bytes(data if len(data) <= _ENOUGH else data[:_ENOUGH].rpartition(b" ")[0]).best()
    if western is not None and _typography(western[:_ENOUGH]) == 1.0:
        marks_only = not any(character.isalpha() and character > "\x7f" for character in western)
        if marks_only or len(data) < _TELLING or best is None or best.language in _WESTERN:
            return western
    if best is not None and best.language == "Turkish":  # recognised, and yet read as cp1252 or latin-1
        return _strict(data, "cp1254") or _strict(data, best.encoding)
    return _strict(data, best.encoding) if best is not None else None


def _is_english(text: str) -> bool:
    """Whether function words make up a tenth of the words, well under what any English sentence has."""
    words = text.lower().split()
    return sum(word in _ENGLISH for word in words) * 10 >= len(words) > 0


def _typography(text: str) -> float:
    """Say which share of the characters beyond ASCII stands where a Western text has such a character."""
    found = [match.start() for match in re.finditer(r"[^\x00-\x7f]", text)]
    shapes: dict[int, float] = {
        place: _is_word(match.group()) - 0.1 * (text[place] in "ÒÓÔÕ")  # the quotes of mac_roman
        for match in _WORD.finditer(text)
        if not match.group().isascii()
        for place in range(match.start(), match.end())
    }
    fits = [
        shapes[place]
        if place in shapes
        else _fits(text[max(place - 1, 0) : place], text[place], text[place + 1 : place + 2])
        for place in found
    ]
    return sum(fits) / len(fits) if fits else 0.0


def _is_word(word: str) -> bool:
    """Whether its capitals are where a word has them. It is not so when a quote was read as a letter."""
    return word.islower() or (len(word) > 1 and (word.isupper() or word[1:].islower()))


def _fits(before: str, character: str, after: str) -> bool:
    """Whether a mark stands where it would in print."""
    if character in "“‘":
        return not before.isalnum() and not (after or " ").isspace()
    if character in "”’":
        return bool(before.strip()) or after.isalnum()
    if character in "£€¥":
        return after.isdigit() or after == " " or not after.isalpha()
    return character in "–—…•·©®™°½¼¾§\xa0«»¿¡"
