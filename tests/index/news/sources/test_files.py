import gzip
import json
import os
from pathlib import Path

import pytest

from index.errors import BadSource
from index.news.article import RawArticle
from index.news.sources.files import MAX_ARTICLE_BYTES, Refusal, read, read_bytes

PAGE = "<html><head><title>Frost kills vines</title></head><body><article>" + "".join(
    f"<p>Growers in the valley lost half of their {crop} to a late frost on Sunday night.</p>"
    for crop in ("vines", "plums", "pears")
)


def articles(path: Path) -> list[RawArticle]:
    return [one for one in read(path) if isinstance(one, RawArticle)]


def refusals(path: Path) -> list[Refusal]:
    return [one for one in read(path) if isinstance(one, Refusal)]


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content.encode() if isinstance(content, str) else content
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


@pytest.mark.parametrize("name", ["a.txt", "a", "a.TXT", "a.txt.gz"])
def test_a_text_is_one_article_named_after_its_file(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, "It rained.\n")
    assert list(read(path)) == [RawArticle(text="It rained.\n", origin=str(path))]


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.md", "# Rain\n\nIt rained.", "It rained."),
        ("a.markdown.gz", "# Rain\n\nIt rained.", "It rained."),
        ("a.json", '{"text": "It rained."}', "It rained."),
        ("a.json", '[{"text": "It rained."}]', "It rained."),
        ("a.json.gz", '{"articles": [{"text": "It rained."}]}', "It rained."),
        ("a.jsonl", '{"text": "It rained."}\n', "It rained."),
        ("a.ndjson.gz", '\n{"text": "It rained."}', "It rained."),
        ("a.csv", "title,text\nRain,It rained.\n", "It rained."),
        ("a.csv", "title;text\nRain;It rained.\n", "It rained."),
        ("a.tsv.gz", "title\ttext\nRain\tIt rained.\n", "It rained."),
        ("a", '{"text": "It rained."}\n{"text": 1}', "It rained."),
    ],
)
def test_every_kind_is_read_as_what_it_is(tmp_path: Path, name: str, content: str, text: str) -> None:
    assert [article.text for article in articles(write(tmp_path / name, content))] == [text]


@pytest.mark.parametrize("name", ["a.html", "a.htm.gz", "a"])
def test_a_page_is_read_as_a_page_and_kept_whole(tmp_path: Path, name: str) -> None:
    (article,) = articles(write(tmp_path / name, PAGE))
    assert article.title == "Frost kills vines"
    assert article.text.startswith("Growers in the valley")
    assert article.original == PAGE


def test_a_record_gives_all_it_knows(tmp_path: Path) -> None:
    record = {
        "id": 7,
        "title": "Rain",
        "date": "2025-05-16",
        "updated": "2025-05-17",
        "source": "Meridian Wire",
        "author": ["Ana Bell", "Tom Ray"],
        "url": "https://meridianwire.example/7",
        "text": "It rained.",
        "mood": {"unknown": True},
    }
    path = write(tmp_path / "a.jsonl", json.dumps(record))
    assert articles(path) == [
        RawArticle(
            text="It rained.",
            title="Rain",
            date="2025-05-16",
            updated="2025-05-17",
            outlet="Meridian Wire",
            byline="Ana Bell, Tom Ray",
            url="https://meridianwire.example/7",
            external_id="7",
            origin=f"{path}, line 1",
        )
    ]


def test_empty_fields_are_missing_fields(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", '{"text": "It rained.", "title": "", "date": null, "byline": " "}')
    assert articles(path) == [RawArticle(text="It rained.", origin=str(path))]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{bad", "not valid JSON"),
        ("{}", "has no text"),
        ('{"text": ""}', "has no text"),
        ('{"text": ["a"]}', "has a list as text; text is expected"),
        ('{"text": "a", "title": {}}', "has an object as title"),
        ('"It rained."', "is a text; an article is an object"),
        ("[" * 50_000, "nested too deep"),
        ('{"text": ' + "9" * 5_000 + "}", "number too long"),
        ('{"text": "' + "x" * (MAX_ARTICLE_BYTES + 1) + '"}', "larger than the 5 MB"),
        ("\0\1\2\3\4 \5\6\7", "is not text"),
    ],
)
def test_a_bad_line_is_named_and_the_others_go_in(tmp_path: Path, line: str, reason: str) -> None:
    good = [f'{{"text": "Story {number}."}}' for number in range(1, 9)]
    path = write(tmp_path / "news.jsonl", "\n".join([*good[:6], line, *good[6:]]))
    (refusal,) = refusals(path)
    assert refusal.origin == f"{path}, line 7"
    assert reason in refusal.reason
    assert [article.text for article in articles(path)] == [f"Story {number}." for number in range(1, 9)]


def test_lines_may_each_be_in_an_encoding_of_their_own(tmp_path: Path) -> None:
    lines = [json.dumps({"text": text}, ensure_ascii=False) for text in ("It’s the café.", "He’s of Gdańsk.")]
    path = write(tmp_path / "a.jsonl", lines[0].encode("cp1252") + b"\n" + lines[1].encode())
    assert [article.text for article in articles(path)] == ["It’s the café.", "He’s of Gdańsk."]


def test_json_lines_in_utf_16_are_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "One."}\n{"text": "Two."}\n'.encode("utf-16"))
    assert [article.text for article in articles(path)] == ["One.", "Two."]


def test_what_no_database_can_hold_is_taken_out_of_a_text(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path / "a.json", r'{"text": "a\ud800b\u0000c"}'))
    assert article.text.encode() == b"a?bc"


def test_broken_json_is_refused_with_its_line(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", '{\n"title": "Rain"\n"text": "It rained."}')
    assert [refusal.origin for refusal in refusals(path)] == [f"{path}, line 3"]


def test_json_lines_under_the_wrong_name_are_explained(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", '{"text": "One."}\n{"text": "Two."}')
    assert [".jsonl" in refusal.reason for refusal in refusals(path)] == [True]


def test_a_cell_may_hold_paragraphs_and_be_long(tmp_path: Path) -> None:
    text = "First.\n\nSecond, with “quotes” and a comma.\n\n" + "Third. " * 30_000
    path = write(tmp_path / "a.csv", f'id,Text\n1,"{text}"\n2,Short.\n')
    assert [(article.external_id, article.text) for article in articles(path)] == [("1", text), ("2", "Short.")]


def test_a_row_that_is_wrong_is_named_by_the_line_it_begins_on(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", 'id,text\n1,"Two\nlines."\n2,a,b\n3,\n4,Fine.\n5,"never closed\n')
    assert [(one.origin.rpartition(" ")[2], one.reason[:14]) for one in refusals(path)] == [
        ("4", "has 3 columns "),
        ("5", "has no text. A"),
        ("7", "is not a row o"),
    ]
    assert [article.text for article in articles(path)] == ["Two\nlines.", "Fine."]


def test_a_table_without_a_text_column_is_refused(tmp_path: Path) -> None:
    (refusal,) = refusals(write(tmp_path / "a.csv", "headline,body\nRain,It rained.\n"))
    assert "no column named text" in refusal.reason
    assert "headline,body" in refusal.reason


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.csv", "a", "a.txt.gz"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, b"")
    assert list(read(path)) == [Refusal(str(path), "is empty.")]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.csv"])
def test_a_blank_file_is_refused(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, b" \r\n\n")
    assert [one.origin.partition(",")[0] for one in refusals(path)] == [str(path)]
    assert not articles(path)


def test_what_is_no_text_is_refused_by_name_beside_what_is(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", b"\x89PNG\r\n\x1a\n\0\0")
    write(tmp_path / "b.txt", "It rained.")
    (refusal,) = refusals(tmp_path)
    assert refusal == Refusal(str(tmp_path / "a.txt"), "is a PNG image, not text. Send the text of the article.")
    assert len(articles(tmp_path)) == 1


def test_a_file_of_50_mb_is_refused_with_its_size(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.write(b"It rained.\n")
        file.seek(50_000_000)
        file.write(b".")
    (refusal,) = refusals(path)
    assert "50.0 MB, where 5 MB is the most" in refusal.reason


def test_a_small_archive_that_unpacks_to_more_than_the_limit_is_refused(tmp_path: Path) -> None:
    (refusal,) = refusals(write(tmp_path / "bomb.txt.gz", b"x" * (MAX_ARTICLE_BYTES + 1)))
    assert "too large" in refusal.reason


@pytest.mark.parametrize("content", [b"no gzip", gzip.compress(b"It rained. " * 999)[:40]])
def test_a_damaged_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(content)
    (refusal,) = refusals(path)
    assert "damaged" in refusal.reason


def test_lists_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "One."}\n' * 3)
    stream = read(path)
    next(stream)
    path.unlink()
    assert len(list(stream)) == 2


def test_a_folder_is_read_in_order_with_the_folders_below_it(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.txt", "sub/deep/d.txt", ".hidden.txt", ".git/e.txt", "photo.png"):
        write(tmp_path / name, "It rained.")
    names = [article.origin.removeprefix(f"{tmp_path}/") for article in articles(tmp_path)]
    assert names == ["a.md", "b.txt", "sub/c.txt", "sub/deep/d.txt"]


def test_links_that_go_in_circles_end(tmp_path: Path) -> None:
    write(tmp_path / "sub" / "a.txt", "It rained.")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to("self")
    (tmp_path / "self.txt").symlink_to("self.txt")
    assert len(articles(tmp_path)) == 1
    assert [one.origin.removeprefix(f"{tmp_path}/") for one in refusals(tmp_path)] == ["self", "self.txt"]


def test_a_link_to_nothing_is_refused_and_stops_nothing(tmp_path: Path) -> None:
    write(tmp_path / "b.txt", "It rained.")
    (tmp_path / "a.txt").symlink_to("gone.txt")
    assert refusals(tmp_path) == [Refusal(str(tmp_path / "a.txt"), "cannot be read: no such file or directory.")]
    assert len(articles(tmp_path)) == 1


def test_a_missing_path_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match=r"no file or folder .*gone\.txt"):
        read(tmp_path / "gone.txt")


@pytest.mark.parametrize("names", [[], [".hidden.txt"], ["photo.png", "sub/film.mp4"]])
def test_a_folder_without_an_article_is_an_error_that_names_the_kinds(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        write(tmp_path / name, "x")
    with pytest.raises(BadSource, match=r"holds no article.*\.txt, \.md, \.html"):
        read(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "It rained.")
    path.chmod(0)
    with pytest.raises(BadSource, match="cannot be read: permission denied"):
        read(path)


@pytest.mark.parametrize("name", ["x" * 300, "a.txt/b.txt", "a\0b"])
def test_a_path_that_cannot_be_is_an_error_in_words(tmp_path: Path, name: str) -> None:
    write(tmp_path / "a.txt", "It rained.")
    with pytest.raises(BadSource):
        read(tmp_path / name)


def test_a_pipe_is_an_error_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(BadSource, match="neither a file nor a folder"):
        read(tmp_path / "pipe.txt")


def test_a_kind_that_is_not_read_is_refused_with_those_that_are(tmp_path: Path) -> None:
    (refusal,) = refusals(write(tmp_path / "a.docx", "x"))
    assert ".jsonl" in refusal.reason


@pytest.mark.parametrize(
    ("data", "suffix", "count"),
    [
        (b"It rained.", "", 1),
        (b'\xef\xbb\xbf {"text": "One."}\n{"text": "Two."}', "", 2),
        (b'[\n{"text": "One."}]', "", 1),
        (b"[Updated] It rained.", "", 1),
        (b'{"text": "One."}', ".txt", 1),
        (gzip.compress(b"text\nOne.\nTwo.\n"), ".CSV.gz", 2),
    ],
)
def test_standard_input_is_told_by_its_beginning_or_by_a_suffix(data: bytes, suffix: str, count: int) -> None:
    found = list(read_bytes(data, "standard input", suffix))
    assert [isinstance(one, RawArticle) for one in found] == [True] * count
    assert all(one.origin.startswith("standard input") for one in found)
