"""Zip archives: their files are read as those of a folder, and no archive can do harm."""

import gzip
import io
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import TooLarge
from index.news.article import RawArticle
from index.news.sources import archives
from index.news.sources.archives import Budget
from index.news.sources.files import Refusal, read, read_bytes
from tests.pdfs import pdf, set_lines

MOST = 20_000_000
RAIN = "It rained in Tansy for three days on end."
Entry = tuple[str | zipfile.ZipInfo, bytes | str]


def zipped(*entries: Entry, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return out.getvalue()


def opened(data: bytes) -> tuple[list[RawArticle], list[Refusal]]:
    found = list(read_bytes(data, "news.zip", ".zip", most=MOST))
    return [x for x in found if isinstance(x, RawArticle)], [x for x in found if isinstance(x, Refusal)]


def test_files_of_every_kind_in_it_are_read() -> None:
    articles, refused = opened(
        zipped(
            ("a.txt", RAIN),
            ("b/c.md", f"# Rain\n\n{RAIN}"),
            ("b/list.jsonl", f'{{"text": "{RAIN}"}}\n{{"text": "{RAIN}"}}\n'),
            ("b/list.csv.gz", gzip.compress(f"text\n{RAIN}\n".encode())),
            ("d.pdf", pdf([set_lines([RAIN, "The river rose."])])),
            ("e.html", "<html><body><article>" + f"<p>{RAIN}</p>" * 4),
        )
    )
    assert refused == []
    assert [each.origin for each in articles] == [
        "news.zip, a.txt",
        "news.zip, b/c.md",
        "news.zip, b/list.jsonl, line 1",
        "news.zip, b/list.jsonl, line 2",
        "news.zip, b/list.csv.gz, line 2",
        "news.zip, d.pdf",
        "news.zip, e.html",
    ]
    assert all(RAIN in each.text for each in articles)


def test_hidden_files_and_other_kinds_are_passed_over_as_in_a_folder() -> None:
    articles, refused = opened(
        zipped((".x.txt", RAIN), ("__MACOSX/a.txt", RAIN), ("p.png", b"\x89PNG"), ("d/", ""), ("a.txt", RAIN))
    )
    assert (len(articles), refused) == (1, [])


def test_a_bad_file_in_it_does_not_stop_the_others() -> None:
    articles, refused = opened(zipped(("a.txt", b"\x89PNG\r\n\x1a\n\0\0"), ("b.jsonl", "{bad"), ("c.txt", RAIN)))
    assert len(articles) == 1
    assert [each.origin for each in refused] == ["news.zip, a.txt", "news.zip, b.jsonl, line 1"]


def test_it_is_told_by_its_beginning_and_read_from_disk_and_nothing_is_unpacked(tmp_path: Path) -> None:
    data = zipped(("a.txt", RAIN))
    assert len(list(read_bytes(data, "standard input"))) == 1
    (tmp_path / "news.zip").write_bytes(data)
    assert [isinstance(each, RawArticle) for each in read(tmp_path)] == [True]
    assert [each.name for each in tmp_path.iterdir()] == ["news.zip"]


def info(name: str, **facts: int) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.compress_type = zipfile.ZIP_DEFLATED
    for fact, value in facts.items():
        setattr(made, fact, value)
    return made


def patched(data: bytes, field: int, value: bytes) -> bytes:
    """Change a field of the first entry in the central directory, named by its offset there."""
    place = data.index(b"PK\x01\x02") + field
    return data[:place] + value + data[place + len(value) :]


def encrypted() -> bytes:
    data = zipped(("a.txt", RAIN))
    local = data.index(b"PK\x03\x04") + 6
    return patched(data[:local] + b"\x01\x00" + data[local + 2 :], 8, b"\x01\x00")


def overlapping(count: int) -> bytes:
    """Many entries for the same bytes."""
    data = zipped(("aaaaaa.txt", "x" * 100_000))
    start, stop = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry = data[start:stop]
    listing = b"".join(entry.replace(b"aaaaaa", b"%06d" % number) for number in range(count))
    said = min(count, 0xFFFF)
    return (
        data[:start] + listing + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, said, said, len(listing), start, 0)
    )


def many(count: int) -> bytes:
    return zipped(*((f"{n}.txt", "") for n in range(count)), method=zipfile.ZIP_STORED)


LINE = b'{"text": "%b"}\n' % (b"x" * 1_000_000)

EVIL: dict[str, tuple[Callable[[], bytes], str]] = {
    "a path upwards": (lambda: zipped(("../../etc/cron.d/a.txt", RAIN)), "leads out of the archive"),
    "a path upwards with backslashes": (lambda: zipped(("..\\..\\a.txt", RAIN)), "leads out of the archive"),
    "a link": (
        lambda: zipped((info("a.txt", external_attr=(stat.S_IFLNK | 0o777) << 16), "/etc/passwd")),
        "a link",
    ),
    "a password": (encrypted, "is encrypted"),
    "a text that unpacks a thousandfold": (lambda: zipped(("a.txt", bytes(50_000_000))), "200 times|too large"),
    "a list that unpacks a thousandfold": (lambda: zipped(("a.jsonl", LINE * 30)), "200 times its size"),
    "a list in gzip in zip": (lambda: zipped(("a.jsonl.gz", gzip.compress(LINE * 30))), "20 MB"),
    "members over each other": (lambda: overlapping(100), "lie over each other"),
    "a size that is less than it has": (
        lambda: patched(zipped(("a.txt", RAIN * 500)), 24, struct.pack("<L", 7)),
        "damaged|cut short",
    ),
    "a size that is more than it has": (
        lambda: patched(zipped(("a.txt", "")), 24, struct.pack("<L", 4_000_000_000)),
        "empty|damaged|cut short",
    ),
    "a wrong checksum": (lambda: patched(zipped(("a.txt", RAIN)), 16, b"\0\0\0\0"), "damaged|cut short"),
    "a place past the end": (lambda: patched(zipped(("a.txt", RAIN)), 42, struct.pack("<L", 9_999)), "damaged"),
    "100,000 members": (lambda: overlapping(100_000), "more than 10,000 files"),
    "10,001 members": (lambda: many(10_001), "more than 10,000 files"),
    "a zip in a zip": (lambda: zipped(("b.zip", zipped(("a.txt", RAIN)))), "an archive inside another"),
    "a name twice": (lambda: zipped(("a.txt", RAIN), ("./a.txt", RAIN)), "is there twice"),
    "LZMA": (lambda: zipped(("a.txt", RAIN), method=zipfile.ZIP_LZMA), "packed in a way"),
    "bzip2": (lambda: zipped(("a.txt", RAIN), method=zipfile.ZIP_BZIP2), "packed in a way"),
    "no zip": (lambda: b"PK\x03\x04 and then nothing of the kind", "no zip archive"),
    "cut short": (lambda: zipped(("a.txt", RAIN * 99))[:-30], "no zip archive"),
    "an end without a beginning": (lambda: b"PK\x05\x06" + b"\xff" * 18, "more than 10,000 files"),
    "a list that is said to be elsewhere": (
        lambda: b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 1, 1, 46, 5, 0),
        "no zip archive",
    ),
    "nothing": (lambda: b"", "no zip archive"),
    "no file of a kind that is read": (lambda: zipped(("a.exe", b"MZ")), "holds no article"),
}


@pytest.mark.parametrize("what", list(EVIL))
def test_an_archive_that_would_do_harm_is_refused(what: str) -> None:
    make, reason = EVIL[what]
    _, refused = opened(make())
    assert len(refused) == 1
    assert any(part in refused[0].reason for part in reason.split("|")), refused


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("/etc/a.txt", "etc/a.txt"),
        ("C:\\news\\a.txt", "news/a.txt"),
        ("a\r\n\x1b[31mb.txt", "a[31mb.txt"),
        ("\u202etxt.a.txt", "txt.a.txt"),
        ("x" * 300 + ".txt", "x" * 116 + ".txt"),
    ],
)
def test_names_are_only_shown_and_only_cleaned(name: str, shown: str) -> None:
    (article,), _ = opened(zipped((name, RAIN)))
    assert article.origin == f"news.zip, {shown}"


def test_what_all_of_it_may_unpack_to_is_bounded_whatever_each_is() -> None:
    data = zipped(*((f"{n}.txt", f"{RAIN} " * 2_000 + str(n)) for n in range(20)))
    found: list[int] = []

    def read_all() -> None:
        for member in archives.members(io.BytesIO(data), "news.zip", {".txt"}, Budget.of(500_000)):
            assert not isinstance(member, Refusal)
            found.append(len(member[2].read()))

    with pytest.raises(TooLarge, match="unpacks to more than"):
        read_all()
    assert len(found) == 5


def test_a_compressed_list_that_was_sent_may_not_unpack_without_end() -> None:
    found = list(read_bytes(gzip.compress(LINE * 30), "a.jsonl.gz", ".jsonl.gz", most=MOST))
    assert isinstance(found[-1], Refusal)
    assert "unpacks to more than 20 MB" in found[-1].reason
