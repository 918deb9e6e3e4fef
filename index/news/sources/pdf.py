"""PDF files with a text layer, by pypdf in a process of its own.

A PDF is a program of sorts: page trees that go in circles, streams that unpack to gigabytes, fonts that take
minutes. The child (``python -m index.news.sources.pdf``) is given the file on standard input and limits of time
and memory by the operating system; whatever happens to it, here it is a refusal.
"""

import json
import re
import subprocess
import sys
from contextlib import suppress
from typing import Any

from index.errors import BadArticle, NoText, TooLarge
from index.news.article import RawArticle
from index.news.sources import typeset
from index.news.sources.typeset import Line, Typeset
from index.news.words import fold

MAX_BYTES = 25_000_000
"""The largest PDF that is read; pictures make them large, and an article's are a few."""

MAX_PAGES = 200
"""The most pages; a longer one is a book or a report, not an article."""

MAX_CHARACTERS = 2_000_000
"""The most text that is taken out of one."""

CPU_S = 30
"""Seconds of computing; a page takes some hundredths of one."""

PATIENCE_S = 150
"""Seconds of waiting, on a machine that does other things too."""

MEMORY_BYTES = 1_500_000_000
"""Of address space; an ordinary file needs a tenth of it."""

MAGIC = b"%PDF-"

_STALE = re.compile(
    r"\.(?:docx?|pdf|indd|qxd|pages|odt|rtf|txt|pptx?|html?)$"
    r"|^(?:microsoft word|untitled|document\d*|slide \d+)\b",
    re.IGNORECASE,
)
"""Titles that a program gave: a file's name, or none."""

_LONGEST_TITLE = 200

_REASONS = {
    "encrypted": "is encrypted. Save it without a password, or send its text.",
    "no text": "has no text layer: its pages are pictures. Run text recognition over it, or send its text.",
    "pages": f"has more than {MAX_PAGES} pages. Send the pages of one article.",
    "characters": f"holds more than {MAX_CHARACTERS:,} characters. Send the pages of one article.",
    "limits": "takes too long or too much memory to read, as no article does. Send its text.",
    "damaged": "is damaged: no pages can be read. Open it and save it again, or send its text.",
}


def read(data: bytes, origin: str, *, cpu_s: int = CPU_S) -> RawArticle:
    """Read a PDF as one article.

    Args:
        data: The file.
        origin: What to call it in a message.
        cpu_s: Seconds of computing it may take.

    Raises:
        BadArticle: It is encrypted, damaged, too large, or made to harm.
        NoText: Its pages hold no text.
    """
    try:
        child = subprocess.run(  # noqa: S603 - our own module, with a number
            [sys.executable, "-m", "index.news.sources.pdf", str(cpu_s)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE_S,
            check=False,
        )
        told = json.loads(child.stdout) if child.returncode == 0 else {"refused": "limits"}
    except (subprocess.TimeoutExpired, ValueError):
        told = {"refused": "limits"}
    if reason := told.get("refused"):
        kind = {"no text": NoText, "pages": TooLarge, "characters": TooLarge}.get(reason, BadArticle)
        raise kind(f"{origin} {_REASONS[reason]}")
    found = typeset.read([[Line(*line) for line in page] for page in told["pages"]])
    if not found.paragraphs:
        raise NoText(f"{origin} {_REASONS['no text']}")
    return RawArticle(
        text="\n\n".join(found.paragraphs),
        title=sane_title(told["title"], found) or found.title,
        subheads=found.headings,
        origin=origin,
    )


def sane_title(title: str | None, found: Typeset) -> str | None:
    """Return the title of a PDF's metadata if it can be the article's.

    Templates and programs leave others there; the article's own is printed above its text too.

    Args:
        title: What the metadata says.
        found: What was read.
    """
    line = " ".join((title or "").split())
    printed = fold(" ".join(found.paragraphs[:6]))
    if len(line.split()) < 2 or len(line) > _LONGEST_TITLE or _STALE.search(line) or fold(line) not in printed:
        return None
    return line


def _pages(data: bytes) -> dict[str, Any]:
    """Read the pages of a PDF: the title its metadata gives, and for each page its lines, as ``Line`` has them."""
    import io

    import pypdf
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError, WrongPasswordError

    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return {"refused": "encrypted"}
        pages: list[list[tuple[str, float, float, float, bool]]] = []
        characters = 0
        for number, page in enumerate(reader.pages):
            if number == MAX_PAGES:
                return {"refused": "pages"}
            lines = _lines(page)
            characters += sum(len(line[0]) for line in lines)
            if characters > MAX_CHARACTERS:
                return {"refused": "characters"}
            pages.append(lines)
        title = reader.metadata.title if reader.metadata else None
    except (DependencyError, FileNotDecryptedError, WrongPasswordError):
        return {"refused": "encrypted"}
    except (MemoryError, RecursionError):
        return {"refused": "limits"}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError, OSError):
        return {"refused": "damaged"}  # pypdf does not promise which of them a broken file leads to
    if not pages:
        return {"refused": "damaged"}
    return {"title": title, "pages": pages} if characters else {"refused": "no text"}


def _lines(page: Any) -> list[tuple[str, float, float, float, bool]]:  # noqa: ANN401 - only the child imports pypdf
    """List the lines of a page, in the order it draws them."""
    lines: list[tuple[str, float, float, float, bool]] = []
    pieces: list[tuple[str, float, float, float, bool]] = []

    def take(text: str, matrix: Any, text_matrix: Any, font: Any, size: Any) -> None:  # noqa: ANN401
        for number, part in enumerate(text.split("\n")):
            if number:
                end()
            if part and (part.strip() or pieces):
                pieces.append((part, *_place(matrix, text_matrix, font, size)))

    def end() -> None:
        if pieces:
            _, x, y, *_ = pieces[0]
            size = max(pieces, key=lambda piece: len(piece[0].strip()))[3]
            bold = all(piece[4] for piece in pieces if piece[0].strip())
            lines.append(("".join(piece[0] for piece in pieces).strip(), x, y, size, bold))
            pieces.clear()

    page.extract_text(orientations=(0,), visitor_text=take)
    end()
    return lines


def _place(m: Any, t: Any, font: Any, size: Any) -> tuple[float, float, float, bool]:  # noqa: ANN401
    """Return where a text stands, how large its letters are, and whether they are bold.

    A point of the text matrix ``t`` is drawn through the matrix ``m`` (PDF 32000-1, 9.4.4).
    """
    x = t[4] * m[0] + t[5] * m[2] + m[4]
    y = t[4] * m[1] + t[5] * m[3] + m[5]
    scale = abs(t[3] * m[3] + t[2] * m[1]) or 1.0
    name = str((font or {}).get("/BaseFont", ""))
    return round(float(x), 1), round(float(y), 1), round(float(size) * scale, 1), "bold" in name.lower()


def _main(cpu_s: int) -> None:
    import logging

    try:
        import resource
    except ImportError:  # not on Windows: there the parent's patience is the limit
        pass
    else:
        for limit, most in ((resource.RLIMIT_CPU, cpu_s), (resource.RLIMIT_AS, MEMORY_BYTES)):
            with suppress(ValueError, OSError):  # macOS has no limit of address space
                resource.setrlimit(limit, (most, most))
    logging.disable()
    told = json.dumps(_pages(sys.stdin.buffer.read()))
    sys.stdout.write(told)


if __name__ == "__main__":
    _main(int(sys.argv[1]))
