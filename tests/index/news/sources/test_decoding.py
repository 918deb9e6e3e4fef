import gzip
import os
import zlib

import pytest

from index.errors import Undecodable
from index.news.sources.decoding import decode

WIRE = "“We don’t know,” said Mayor Zoë Muñoz — the city’s first — on Monday. It’s a café…"

UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]


@pytest.mark.parametrize("encoding", [*UNICODE, "cp1252", "mac_roman"])
@pytest.mark.parametrize(
    "text",
    [
        WIRE,
        "“It’s over,” he said.",
        "He said it was over — at last.",
        "He was born in the ’90s, in Gaza’s north.\r\n\r\n“No,” she said.",
    ],
)
def test_english_with_its_typography_comes_out_right_however_short(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "x.txt") == text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "mac_roman"])
def test_a_single_word_is_not_taken_for_chinese(encoding: str) -> None:
    assert decode("Résumé".encode(encoding), "x.txt") == "Résumé"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (
            "L’été dernier, le président a déclaré que la réforme serait présentée à Paris. « Oui », a-t-il dit.",
            "cp1252",
        ),
        ("Der Kanzler erklärte am Freitag, die Größe des Haushalts müsse geprüft werden.", "latin-1"),
        ("Переговоры между делегациями прошли в Стамбуле и продолжались менее двух часов.", "cp1251"),
        (
            "Переговоры между делегациями прошли в Стамбуле и продолжались менее двух часов. "
            "Стороны договорились об обмене пленными.",
            "koi8-r",
        ),
        ("Ο πρωθυπουργός δήλωσε την Τετάρτη ότι η κυβέρνηση θα παρουσιάσει το νομοσχέδιο.", "cp1253"),
        ("Türkiye Dışişleri Bakanı Hakan Fidan, İstanbul’daki görüşmelerin açılışında konuştu.", "cp1254"),
        ("ロシアとウクライナの代表団は金曜日、イスタンブールで会談した。捕虜交換で合意したという。", "shift_jis"),
    ],
)
def test_another_language_is_read_in_the_encoding_it_is_commonly_sent_in(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "x.txt") == text


def test_a_declared_encoding_is_used_where_bytes_alone_cannot_tell() -> None:
    text = "Žluťoučký kůň"
    assert decode(text.encode("iso8859-2"), "x.html", declared="ISO-8859-2") == text


def test_a_declared_latin_1_has_the_quotes_of_cp1252_as_in_a_browser() -> None:
    assert decode(b"\x93Nein\x94", "x.html", declared="iso-8859-1") == "“Nein”"


@pytest.mark.parametrize("declared", ["iso-8859-1", "utf-16", "no-such-encoding", "", None])
def test_a_declaration_that_is_wrong_does_no_harm(declared: str | None) -> None:
    assert decode(WIRE.encode(), "x.html", declared=declared) == WIRE


def test_a_few_cp1252_quotes_pasted_into_utf_8_are_mended() -> None:
    data = "It’s a café — and ".encode() + b"\x93open\x94"
    assert decode(data, "x.txt") == "It’s a café — and “open”"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG image"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04\x14\0", "a zip archive"),
        (gzip.compress(b"text"), "gzip"),
        (b"{\\rtf1\\ansi text}", "an RTF document"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "a WebP image"),
        (b"\0\0\0 ftypisom", "a film"),
    ],
)
def test_a_file_of_another_kind_is_called_what_it_is(data: bytes, what: str) -> None:
    with pytest.raises(Undecodable, match=f"^story.txt is {what}.*not text"):
        decode(data, "story.txt")


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)) * 8, zlib.compress(WIRE.encode() * 90), b"text\0\0\0with\0holes", os.urandom(4096)],
    ids=["all bytes", "compressed", "NUL bytes", "noise"],
)
def test_noise_is_refused_and_never_read_as_some_language(data: bytes) -> None:
    with pytest.raises(Undecodable, match=r"^story\.txt is not text"):
        decode(data, "story.txt")


@pytest.mark.parametrize("text", ["GIF8 is the name of a band.", "ID3 tags, explained.", "RIFFRAFF"])
def test_a_text_may_begin_with_the_letters_of_a_signature(text: str) -> None:
    assert decode(text.encode(), "x.txt") == text


def test_text_is_otherwise_left_as_it_is() -> None:
    text = "One.\r\n\r\n\tTwo &amp; three.\u00a0\f"
    assert decode(text.encode(), "x.txt") == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_no_text_at_all_is_an_empty_text(encoding: str) -> None:
    assert decode("".encode(encoding), "x.txt") == ""
