"""A PDF with a text layer becomes the article a reader sees; another one is refused with its reason."""

import io
import zlib

import pypdf
import pytest

from index.errors import BadArticle, NoText, TooLarge
from index.news.article import RawArticle
from index.news.sources import pdf as pdfs
from index.news.sources.files import Refusal, read_bytes
from tests.pdfs import Placed, assembled, pdf, set_lines

HEADER: Placed = (250, 760, 8, "Meridian Gazette, 16 May 2025")
FIRST = [
    HEADER,
    (72, 720, 20, "Frost kills half of the vines"),
    (72, 698, 20, "in the valley of Tansy"),
    *set_lines(
        [
            "VALE, Norland - Growers in the valley lost half of their vines to a late frost",
            "on Sunday night, the ministry of agri-",
            "culture said, in what it called a well-",
            "known risk. The well-known risk is not insured.",
            "",
            "The ministry said that three thousand crowns a farm would be paid by then to",
            "all who ask.",
        ],
        top=660,
    ),
    (72, 560, 10, "*Help is late"),
    *set_lines(
        [
            "Ana Bell, a grower from Holm, said that nobody had called her yet, and that she",
            "had heard of the money from the radio and from neighbours who had read of",
        ],
        top=540,
    ),
    (300, 30, 8, "1"),
]
SECOND = [
    HEADER,
    *set_lines(
        [
            "it in the paper on Monday.",
            "  It is the third frost in five years, and the worst of them all, according to",
            "the records that the station at Holm has kept since it was built in the war, at",
            "the river.",
            "  “We’ll plant plums,” she said.",
        ],
        top=720,
    ),
    (300, 30, 8, "2"),
]
PARAGRAPHS = [
    "Frost kills half of the vines in the valley of Tansy",
    "VALE, Norland - Growers in the valley lost half of their vines to a late frost on Sunday night, the ministry "
    "of agriculture said, in what it called a well-known risk. The well-known risk is not insured.",
    "The ministry said that three thousand crowns a farm would be paid by then to all who ask.",
    "Help is late",
    "Ana Bell, a grower from Holm, said that nobody had called her yet, and that she had heard of the money from "
    "the radio and from neighbours who had read of it in the paper on Monday.",
    "It is the third frost in five years, and the worst of them all, according to the records that the station at "
    "Holm has kept since it was built in the war, at the river.",
    "“We’ll plant plums,” she said.",
]


def test_lines_become_paragraphs_without_hyphens_headers_and_page_numbers() -> None:
    article = pdfs.read(pdf([FIRST, SECOND]), "frost.pdf")
    assert article.text.split("\n\n") == PARAGRAPHS
    assert article.title == PARAGRAPHS[0]
    assert "Help is late" in article.subheads
    assert article.original is None


@pytest.mark.parametrize(
    ("title", "taken"),
    [
        ("Frost kills half of the vines", "Frost kills half of the vines"),
        ("Microsoft Word - frost.doc", PARAGRAPHS[0]),
        ("frost_final_v2.indd", PARAGRAPHS[0]),
        ("Template for press releases", PARAGRAPHS[0]),
        ("untitled", PARAGRAPHS[0]),
        ("", PARAGRAPHS[0]),
    ],
)
def test_the_title_of_its_metadata_is_taken_if_it_is_the_articles(title: str, taken: str) -> None:
    assert pdfs.read(pdf([FIRST, SECOND], title=title), "frost.pdf").title == taken


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [
        "The ferry of Holm ran aground on",
        "Monday with ninety people aboard,",
        "and all of them were brought to",
    ]
    right = ["the quay by fishing boats before it", "was dark, the harbour master said.", "Nobody was hurt."]
    page = [*set_lines(left, top=700, x=60), *set_lines(right, top=700, x=320)]
    article = pdfs.read(pdf([page]), "ferry.pdf")
    assert article.text == " ".join([*left, *right])


def test_an_item_of_a_list_is_one_paragraph_though_its_lines_hang() -> None:
    lines = [
        "The ministry named three steps:",
        "• money by the end of May for",
        "  all who lost vines,",
        "• plums.",
    ]
    article = pdfs.read(pdf([set_lines(lines)]), "frost.pdf")
    assert article.text.split("\n\n")[1:] == ["• money by the end of May for all who lost vines,", "• plums."]


def test_a_word_in_bold_parts_no_paragraph() -> None:
    lines = ["The ferry of Holm ran aground on", "*Monday* with ninety people aboard,", "who were all saved."]
    assert pdfs.read(pdf([set_lines(lines)]), "ferry.pdf").text == " ".join(lines).replace("*", "")


def test_a_file_is_read_as_a_pdf_by_its_name_or_its_beginning() -> None:
    data = pdf([FIRST, SECOND])
    for suffix in (".pdf", ""):
        (article,) = read_bytes(data, "frost", suffix)
        assert isinstance(article, RawArticle)
        assert article.title == PARAGRAPHS[0]


def encrypted(password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([FIRST, SECOND])))
    writer.encrypt(user_password=password, owner_password=password or "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_one_that_only_forbids_printing_can_be_read() -> None:
    assert pdfs.read(encrypted(""), "a.pdf").title == PARAGRAPHS[0]


PAGES_2 = "<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
CATALOGUE = "<< /Type /Catalog /Pages 2 0 R >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>"


def page_drawing(stream: bytes, *, of: str = "", more: tuple[bytes, ...] = ()) -> bytes:
    """A PDF of one page whose contents are a stream, as it is packed; ``more`` are objects from 6 on."""
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>"
    )
    contents = b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(stream), of.encode(), stream)
    return assembled([CATALOGUE, PAGES_2, page, contents, FONT, *more])


def bomb() -> bytes:
    """Two gigabytes of blanks in two megabytes."""
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b" " * 10_000_000) for _ in range(200)) + packer.flush()
    return page_drawing(data, of="/Filter /FlateDecode")


def laughs() -> bytes:
    """A drawing that draws another twice, which draws another twice, forty deep."""
    forms = [
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >> "
        b"/Length 11 >>\nstream\n/X Do /X Do\nendstream" % (7 + number)
        for number in range(40)
    ]
    last = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 0 >>\nstream\n\nendstream"
    return page_drawing(b"/X Do /X Do", more=(*forms, last))


def circles() -> bytes:
    """A tree of pages that holds itself."""
    return assembled(
        [CATALOGUE, "<< /Type /Pages /Count 9 /Kids [2 0 R 3 0 R] >>", "<< /Kids [2 0 R] /Count 9 >>"]
    )


def nested() -> bytes:
    """Arrays ten thousand deep."""
    return assembled([CATALOGUE, PAGES_2, "[" * 10_000 + "]" * 10_000])


EVIL = {
    "a password": (encrypted("secret"), "is encrypted", BadArticle),
    "no text": (pdf([[], []]), "has no text layer", NoText),
    "201 pages": (pdf([FIRST] * 201), "more than 200 pages", TooLarge),
    "cut short": (pdf([FIRST, SECOND])[:300], "is damaged", BadArticle),
    "noise": (b"%PDF-1.7\n" + bytes(range(256)) * 40, "is damaged", BadArticle),
    "only a header": (b"%PDF-1.7\n", "is damaged", BadArticle),
    "a stream that unpacks to 2 GB": (bomb(), "layer|damaged|too long or too much", BadArticle),
    "a drawing of a trillion drawings": (laughs(), "layer|too long or too much", BadArticle),
    "a page tree in circles": (circles(), "damaged|layer|too long", BadArticle),
    "arrays 10,000 deep": (nested(), "damaged|too long", BadArticle),
    "a million pages promised": (
        assembled([CATALOGUE, "<< /Type /Pages /Count 1000000 /Kids [] >>"]),
        "damaged",
        BadArticle,
    ),
    "a table of 2 billion objects": (
        pdf([FIRST]).replace(b"xref\n0 ", b"xref\n0 2000000000"),
        "damaged|too long",
        BadArticle,
    ),
}


@pytest.mark.parametrize("what", list(EVIL))
def test_what_cannot_be_read_is_refused_in_words_and_in_time(what: str, capfd: pytest.CaptureFixture[str]) -> None:
    data, reason, kind = EVIL[what]
    with pytest.raises(kind, match=rf"x\.pdf .*(?:{reason})"):
        pdfs.read(data, "x.pdf", cpu_s=3)
    assert capfd.readouterr() == ("", "")


def test_a_refused_pdf_does_not_stop_others() -> None:
    (refused,) = read_bytes(EVIL["no text"][0], "scan.pdf", ".pdf")
    assert isinstance(refused, Refusal)
    assert refused.reason.startswith("has no text layer")
