"""Reading: which paragraph answers, and with which words. By the weights that are shipped."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from index.errors import ModelUnusable
from index.news.article import Article, HeadlineOrigin, Paragraph, Passage
from index.retrieval.reader import WINDOW_CHARACTERS, Reader, Reading, title, windows_of

REGATTA = (
    "Mayor Teresa Quill opened the regatta on Saturday at the Lantern Pier, where 2,300 people watched.",
    "The Norwegian crew led from the first mark and won by 14 seconds after nearly six hours on the water.",
    "The town of Port Alder will spend $4 million on a new breakwater because of last winter’s storms.",
)
FACTORY = (
    "Workers at the Halden glass factory ended a strike on Tuesday after the owners agreed to raise wages by 6%.",
    "The union was led by Marit Foss, a furnace operator, and the company by its finance director, Paul Adeyemi.",
    "About 800 people work at the plant, which makes bottles. It stands in Eastmoor.",
)


def passages(headline: str, texts: Sequence[str], subhead: str | None = None) -> list[Passage]:
    paragraphs = tuple(Paragraph(number, text, subhead) for number, text in enumerate(texts, 1))
    article = Article(headline, "main", headline, HeadlineOrigin.GIVEN, paragraphs, headline)
    return [Passage(article, paragraph, 1.0) for paragraph in paragraphs]


ALL = passages("Norwegians win Port Alder regatta", REGATTA) + passages("Glass workers end strike", FACTORY)


@pytest.fixture(scope="module")
def reader() -> Reader:
    model = Reader()
    model.warm_up()
    return model


def best(readings: Sequence[Reading]) -> Reading:
    return max(readings, key=lambda each: each.answers)


@pytest.mark.parametrize(
    ("question", "paragraph", "answer"),
    [
        ("Who opened the regatta?", REGATTA[0], "Teresa Quill"),
        ("who led the union", FACTORY[1], "Marit Foss"),
        ("How many people work at the glass plant?", FACTORY[2], "800"),
        ("Where does the glass plant stand?", FACTORY[2], "Eastmoor"),
        ("When did the strike end?", FACTORY[0], "Tuesday"),
        ("How much will the town spend on a breakwater?", REGATTA[2], "$4 million"),
    ],
)
def test_the_paragraph_that_answers_comes_first_with_the_words_that_answer(
    reader: Reader, question: str, paragraph: str, answer: str
) -> None:
    found = best(reader.read(question, ALL))
    assert found.passage.paragraph.text == paragraph
    assert answer in found.spans[0].text


def test_a_paragraph_that_answers_scores_above_one_that_only_shares_words(reader: Reader) -> None:
    right, near = reader.read("How many people watched the regatta?", [ALL[0], ALL[2]])
    assert right.answers > 0 > near.answers


def test_spans_are_verbatim_and_apart_and_the_best_comes_first(reader: Reader) -> None:
    for reading in reader.read("Who led the union?", ALL, spans=5):
        text = reading.passage.paragraph.text
        assert 1 <= len(reading.spans) <= 5
        assert [text[span.start : span.end] for span in reading.spans] == [span.text for span in reading.spans]
        assert [span.score for span in reading.spans] == sorted((s.score for s in reading.spans), reverse=True)
        ordered = sorted(reading.spans, key=lambda span: span.start)
        assert all(one.end <= other.start for one, other in pairwise(ordered))


def test_a_span_begins_and_ends_between_words(reader: Reader) -> None:
    text = "Oleksandr Shevchenko-Kovalchuk thanked Przemysław Wojciechowski."
    reading = reader.read("Who thanked whom?", passages("Thanks", [text]), spans=8)[0]
    assert len(reading.spans) > 1
    assert not any(text[: span.start][-1:].isalnum() or text[span.end :][:1].isalnum() for span in reading.spans)


def test_what_is_masked_is_no_answer_and_another_is_found(reader: Reader) -> None:
    text = "The talks were led by Ana Ferreira for Portugal and by Jukka Salo for Finland."
    question, asked = "Who led the talks?", passages("Talks end", [text])
    first = reader.read(question, asked)[0].spans[0]
    again = reader.read(question, asked, masked={0: [(first.start, first.end)]})[0]
    assert {"Ana Ferreira", "Jukka Salo"} == {
        name for name in ("Ana Ferreira", "Jukka Salo") if name in first.text or name in again.spans[0].text
    }
    assert all(span.end <= first.start or span.start >= first.end for span in again.spans)


def test_hiding_the_only_answer_lowers_the_odds_that_there_is_one(reader: Reader) -> None:
    start = FACTORY[2].index("About 800")
    open_, hidden = (
        reader.read("How many people work at the plant?", [ALL[5]], masked=masked)[0].answers
        for masked in (None, {0: [(start, start + len("About 800"))]})
    )
    assert hidden < 0 < open_


def test_a_paragraph_that_is_hidden_altogether_answers_nothing(reader: Reader) -> None:
    reading = reader.read("Who opened the regatta?", ALL[:1], masked={0: [(0, len(REGATTA[0]))]})[0]
    assert reading.spans == ()
    assert reading.answers < best(reader.read("Who opened the regatta?", ALL[:1])).answers


def test_readings_come_in_the_order_of_the_passages_and_do_not_depend_on_it(reader: Reader) -> None:
    there = reader.read("Who led the union?", ALL)
    back = reader.read("Who led the union?", ALL[::-1])[::-1]
    assert [each.passage for each in there] == ALL
    assert [each.spans[0].text for each in there] == [each.spans[0].text for each in back]


def test_threads_may_share_it(reader: Reader) -> None:
    questions = ["Who opened the regatta?", "Who led the union?"] * 4
    alone = [reader.read(question, ALL) for question in questions]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda question: reader.read(question, ALL), questions))
    assert together == alone


def test_nothing_to_read_gives_nothing(reader: Reader) -> None:
    assert reader.read("Who?", []) == []


def test_an_answer_far_down_a_long_paragraph_is_found(reader: Reader) -> None:
    filler = "The committee heard the minutes of its last meeting and agreed to them without a vote. " * 30
    text = f"{filler}The prize went to Ilona Varga, a lighthouse keeper. {filler}"
    reading = reader.read("Who won the prize?", passages("Prize day", [text.strip()]))[0]
    assert "Ilona Varga" in reading.spans[0].text
    assert text[reading.spans[0].start : reading.spans[0].end] == reading.spans[0].text


@pytest.mark.parametrize("text", ["", "word " * 900, "x" * 5_000])
def test_windows_cover_a_text_and_overlap(text: str) -> None:
    windows = windows_of(text)
    assert windows[0][0] == 0
    assert windows[-1][1] == len(text)
    assert all(end - start <= WINDOW_CHARACTERS for start, end in windows)
    assert all(one[1] > other[0] > one[0] for one, other in pairwise(windows))


def test_the_context_tells_headline_date_and_subhead() -> None:
    paragraph = Paragraph(1, "He left.", "A short visit")
    article = Article(
        "a", "main", "Envoy comes", HeadlineOrigin.GIVEN, (paragraph,), "a", published=date(2025, 5, 16)
    )
    assert title(Passage(article, paragraph, 1.0)) == "Envoy comes | 16 May 2025 | A short visit"


def test_a_headline_made_of_the_lead_is_not_read_twice() -> None:
    paragraph = Paragraph(1, "He left on Friday.")
    article = Article("a", "main", "He left on Friday.", HeadlineOrigin.LEAD, (paragraph,), "a")
    assert title(Passage(article, paragraph, 1.0)) == ""


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable, match=r"no reader weights at .*gone\.onnx.*READER_MODEL"):
        Reader(str(tmp_path / "gone.onnx")).warm_up()


def test_damaged_weights_are_named(tmp_path: Path) -> None:
    (tmp_path / "bad.onnx").write_bytes(b"no model")
    with pytest.raises(ModelUnusable, match=r"bad\.onnx cannot be loaded"):
        Reader(str(tmp_path / "bad.onnx")).warm_up()
