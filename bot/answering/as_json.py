"""What a program reads of an answer. Its shape is a promise."""

from typing import Any

from bot.answering.answer import Answer, Citation, text
from index.news.article import Article, Correction, Moment, Passage


def to_json(answer: Answer) -> dict[str, Any]:
    """Return the object that ``dateline ask --json`` prints.

    Args:
        answer: The answer.
    """
    return {
        "id": answer.id,
        "question": answer.question,
        "verdict": answer.verdict.value,
        "answer": text(answer),
        "mode": answer.mode,
        "parts": [
            {
                "label": part.label,
                "sentences": [{"text": one.text, "citations": list(one.citations)} for one in part.sentences],
                "report": {"answer": part.answer, "when": part.report.when, "standing": part.report.standing}
                if part.report
                else None,
                "sources": {"independent": part.sources.independent, "carried_by": list(part.sources.carried_by)}
                if part.sources
                else None,
            }
            for part in answer.parts
        ],
        "citations": [citation_to_json(one) for one in answer.citations],
        "nearest": [_near(one.article) for one in answer.nearest],
        "withdrawn": _withdrawn(answer.withdrawn) if answer.withdrawn else None,
        "timings_ms": {name: answer.timings.get(name, 0.0) for name in ("search", "read", "verify", "total")},
    }


def citation_to_json(citation: Citation) -> dict[str, Any]:
    """Return a citation as every JSON of ours has it.

    Args:
        citation: The citation.
    """
    passage, article = citation.passage, citation.passage.article
    return {
        "n": citation.n,
        "article_id": article.id,
        "external_id": article.external_id,
        "corpus": article.corpus,
        "headline": article.headline,
        "outlet": article.outlet,
        "published": _iso(article.published),
        "url": article.url,
        "paragraph": passage.paragraph.number,
        "quote": citation.quote,
        "answer_text": citation.answer_text,
        "score": round(citation.score, 4),
        "also": also_to_json(passage),
        "corrections": [_correction(one) for one in citation.corrections],
    }


def _correction(correction: Correction) -> dict[str, Any]:
    return {
        "article_id": correction.article.id,
        "external_id": correction.article.external_id,
        "paragraph": correction.paragraph.number,
        "published": _iso(correction.article.published),
        "text": correction.paragraph.text,
    }


def also_to_json(passage: Passage) -> list[dict[str, Any]]:
    """Return the other places of a passage's text, as every JSON of ours names them."""
    return [
        {"article_id": one.article.id, "external_id": one.article.external_id, "paragraph": one.paragraph}
        for one in passage.also
    ]


def _withdrawn(gone: Passage) -> dict[str, Any]:
    return {**_near(gone.article), "by": _near(gone.withdrawn_by) if gone.withdrawn_by else None}


def _near(article: Article) -> dict[str, Any]:
    return {
        "article_id": article.id,
        "external_id": article.external_id,
        "headline": article.headline,
        "published": _iso(article.published),
    }


def _iso(moment: Moment | None) -> str | None:
    return moment.isoformat() if moment else None
