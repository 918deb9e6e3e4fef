"""PDF files written by hand, so that a test says where each line stands."""

from collections.abc import Sequence

Placed = tuple[float, float, float, str]
"""x and y in points from the bottom left, the size of the letters, and the text; ``*`` turns bold on and off."""


def pdf(pages: Sequence[Sequence[Placed]], *, title: str | None = None) -> bytes:
    """Return a PDF with these lines on its pages, of 612 by 792 points."""
    count = len(pages)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{' '.join(f'{5 + 2 * n} 0 R' for n in range(count))}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            f"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents {6 + 2 * number} 0 R >>"
        )
        drawn = "\n".join(_drawn(*line) for line in page)
        objects.append(f"<< /Length {len(drawn.encode('cp1252'))} >>\nstream\n{drawn}\nendstream")
    if title is not None:
        objects.append(f"<< /Title ({title}) >>")
    return assembled(objects, info=len(objects) if title is not None else None)


def assembled(objects: Sequence[str | bytes], *, info: int | None = None) -> bytes:
    """Return a PDF of these objects, numbered from 1, the first of which is its catalogue."""
    data = b"%PDF-1.7\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(data))
        body = each if isinstance(each, bytes) else each.encode("cp1252")
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    about = f" /Info {info} 0 R" if info else ""
    return (
        data
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R{about} >>\nstartxref\n{len(data)}\n%%EOF\n"
        ).encode()
    )


def set_lines(lines: Sequence[str], *, top: float = 700, x: float = 72, size: float = 10) -> list[Placed]:
    """Return lines one below the other; one that begins with blanks is indented, a blank one is a gap."""
    placed = []
    for number, line in enumerate(lines):
        if line.strip():
            indent = 15 if line.startswith("  ") else 0
            placed.append((x + indent, top - 12 * number, size, line.strip()))
    return placed


def _drawn(x: float, y: float, size: float, text: str) -> str:
    text = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    pieces = [
        f"/{'F2' if number % 2 else 'F1'} {size} Tf ({piece}) Tj"
        for number, piece in enumerate(text.split("*"))
        if piece
    ]
    return f"BT 1 0 0 1 {x} {y} Tm {' '.join(pieces)} ET"
