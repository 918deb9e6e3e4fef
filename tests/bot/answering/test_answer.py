from dataclasses import replace
from datetime import UTC, date, datetime

from bot.answering.answer import (
    NOT_SAID,
    Answer,
    Citation,
    Part,
    Report,
    Sentence,
    Sources,
    Verdict,
    behind,
    text,
)
from bot.answering.as_json import to_json
from index.news.article import Article, Correction, HeadlineOrigin, Occurrence, Paragraph, Passage

QUOTE = "A Norwegian crew captained by Ingrid Solheim met a French boat steered by Bastien Rouvière."
ARTICLE = Article(
    "a1",
    "main",
    "Crews meet",
    HeadlineOrigin.GIVEN,
    (Paragraph(1, QUOTE),),
    "f",
    outlet="MW",
    published=date(2025, 9, 6),
)
OTHER = Article(
    "a2",
    "main",
    "Older",
    HeadlineOrigin.LEAD,
    (),
    "g",
    published=datetime(2025, 9, 5, 9, tzinfo=UTC),
    external_id="x-2",
)
PASSAGE = Passage(ARTICLE, ARTICLE.paragraphs[0], 0.9, also=(Occurrence(OTHER, 4),))
ONE = Answer(
    "id1",
    "Who captained the crew?",
    Verdict.GROUNDED,
    (Part("", (Sentence(QUOTE, (1,)),), "Ingrid Solheim"),),
    (Citation(1, PASSAGE, QUOTE, "Ingrid Solheim", 0.87654),),
    timings={"search": 1.0, "read": 2.0, "verify": 0.1, "total": 3.1},
)


def test_one_answer_reads_as_its_sentence_with_marks() -> None:
    assert text(ONE) == f"{QUOTE} [1]"


def test_labelled_answers_read_as_lines() -> None:
    parts = (
        Part("Norwegian crew", (Sentence(QUOTE, (1,)),), "Ingrid Solheim"),
        Part("French boat", (Sentence(QUOTE, (1, 2)),), "Bastien Rouvière"),
    )
    answer = Answer("id", "?", Verdict.GROUNDED, parts, ONE.citations)
    assert text(answer) == "Norwegian crew: Ingrid Solheim [1]\nFrench boat: Bastien Rouvière [1][2]"


def test_the_json_has_exactly_the_promised_shape() -> None:
    assert to_json(ONE) == {
        "id": "id1",
        "question": "Who captained the crew?",
        "verdict": "grounded",
        "answer": f"{QUOTE} [1]",
        "mode": "extract",
        "parts": [
            {"label": "", "sentences": [{"text": QUOTE, "citations": [1]}], "report": None, "sources": None}
        ],
        "citations": [
            {
                "n": 1,
                "article_id": "a1",
                "external_id": None,
                "corpus": "main",
                "headline": "Crews meet",
                "outlet": "MW",
                "published": "2025-09-06",
                "url": None,
                "paragraph": 1,
                "quote": QUOTE,
                "answer_text": "Ingrid Solheim",
                "score": 0.8765,
                "also": [{"article_id": "a2", "external_id": "x-2", "paragraph": 4}],
                "corrections": [],
            }
        ],
        "nearest": [],
        "withdrawn": None,
        "timings_ms": {"search": 1.0, "read": 2.0, "verify": 0.1, "total": 3.1},
    }


def test_reports_that_disagree_stand_on_one_line_and_in_the_json() -> None:
    parts = (
        Part("", (Sentence(QUOTE, (1,)),), "1,000", Report("16 May 2025", ""), Sources(2, ("Tresk Gazette",))),
        Part("", (Sentence(QUOTE, (1,)),), "900", Report("15 May 2025", "earlier report"), Sources(1)),
    )
    answer = Answer("id", "?", Verdict.CONFLICTING, parts, ONE.citations)
    assert text(answer) == "1,000 (16 May 2025) [1] · earlier report: 900 (15 May 2025) [1]"
    told = to_json(answer)["parts"]
    assert told[0]["report"] == {"answer": "1,000", "when": "16 May 2025", "standing": ""}
    assert told[0]["sources"] == {"independent": 2, "carried_by": ["Tresk Gazette"]}
    assert told[1]["report"] == {"answer": "900", "when": "15 May 2025", "standing": "earlier report"}


def test_a_correction_is_in_the_json_of_the_citation_it_concerns() -> None:
    correction = Correction(OTHER, Paragraph(2, "It is Ingrid Solheim, not Inger."), ())
    told = to_json(replace(ONE, citations=(replace(ONE.citations[0], corrections=(correction,)),)))
    assert told["citations"][0]["corrections"] == [
        {
            "article_id": "a2",
            "external_id": "x-2",
            "paragraph": 2,
            "published": "2025-09-05T09:00:00+00:00",
            "text": "It is Ingrid Solheim, not Inger.",
        }
    ]


def test_who_stands_behind_an_answer_is_told_where_there_is_one() -> None:
    one = replace(ONE, parts=(replace(ONE.parts[0], sources=Sources(2)),))
    assert behind(one) == "2 independent sources"
    assert behind(replace(one, parts=one.parts * 2)) == behind(ONE) == ""


def test_not_found_says_so_and_offers_the_nearest() -> None:
    found = to_json(
        Answer("id", "?", Verdict.NOT_FOUND, nearest=(PASSAGE, Passage(OTHER, Paragraph(1, "It rained."), 0.1)))
    )
    assert found["answer"] == NOT_SAID
    assert found["parts"] == found["citations"] == []
    assert found["nearest"] == [
        {"article_id": "a1", "external_id": None, "headline": "Crews meet", "published": "2025-09-06"},
        {"article_id": "a2", "external_id": "x-2", "headline": "Older", "published": "2025-09-05T09:00:00+00:00"},
    ]


def test_what_was_left_unanswered_and_what_the_corpus_has_instead_are_said() -> None:
    answer = Answer("id", "?", Verdict.PARTIAL, ONE.parts, ONE.citations, unanswered=("how much is it worth?",))
    assert text(answer) == f"{QUOTE} [1]\nThe corpus does not say: how much is it worth?"
    refused = Answer("id", "?", Verdict.NOT_FOUND, remark="It has “Mayor Teresa Quill”.")
    assert text(refused) == f"{NOT_SAID} It has “Mayor Teresa Quill”."


def test_of_a_withdrawn_story_a_headline_that_was_made_of_its_lead_is_not_repeated() -> None:
    made = replace(
        ONE.citations[0].passage.article, headline_origin=HeadlineOrigin.LEAD, published=None, outlet=None
    )
    gone = replace(ONE.citations[0].passage, article=made, withdrawn_by=replace(made, id="kill"))
    refused = Answer("id", "?", Verdict.NOT_FOUND, withdrawn=gone)
    assert text(refused) == f"{NOT_SAID} A story on this was withdrawn by its outlet."
