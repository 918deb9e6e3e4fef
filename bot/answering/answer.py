"""What an answer is, what a program reads of it (``to_json``), and what a person reads (``text``)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from index.news.article import Article, Moment, Passage

NOT_SAID = "The corpus does not say."
"""What a person reads when nothing in the corpus answers."""


class Verdict(StrEnum):
    """How well the corpus answers."""

    GROUNDED = "grounded"
    PARTIAL = "partial"
    CONFLICTING = "conflicting"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Citation:
    """A paragraph that an answer stands on.

    Attributes:
        n: Its number, from 1, the same from the answer to the screen.
        passage: The paragraph and where it stands.
        quote: The words of the paragraph that answer, verbatim: one sentence, or two.
        answer_text: The answering words, verbatim in ``quote``, or "" where they cannot be told.
        score: How surely they answer, as a probability.
    """

    n: int
    passage: Passage
    quote: str
    answer_text: str
    score: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer and the numbers of the citations it stands on."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One of the answers to a question that asks for several, or the only one.

    Attributes:
        label: What this part is about, in the paragraph's own words; "" when there is one part.
        sentences: What it says.
        answer: The answering words with the office before them, verbatim in the first sentence, or "".
    """

    label: str
    sentences: tuple[Sentence, ...]
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question.

    Attributes:
        id: Its own id.
        question: The question as it was asked.
        verdict: How well the corpus answers it.
        parts: What it says; empty when nothing was found.
        citations: What it stands on, numbered from 1 without a gap.
        nearest: What came nearest when nothing was found, each of another story.
        mode: How it was made: ``extract`` from the paragraphs' own words.
        unanswered: Of a question made of several, those that have no answer, as they were asked.
        remark: What the corpus says of something the question takes for granted, if it says otherwise; or "".
        timings: Milliseconds taken: ``search``, ``read``, ``verify`` and ``total``.
    """

    id: str
    question: str
    verdict: Verdict
    parts: tuple[Part, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Passage, ...] = ()
    mode: str = "extract"
    timings: dict[str, float] = field(default_factory=dict)
    unanswered: tuple[str, ...] = ()
    remark: str = ""


def text(answer: Answer) -> str:
    """Return the words a person reads, with their [n] marks.

    A labelled part is a line of its own ("Russian team: presidential aide Vladimir Medinsky [1]"); its
    sentence can be read in the citation.

    Args:
        answer: The answer.
    """
    if answer.verdict is Verdict.NOT_FOUND:
        return f"{NOT_SAID} {answer.remark}".rstrip()
    return "\n".join([*map(_line, answer.parts), *unsaid(answer)])


def unsaid(answer: Answer) -> list[str]:
    """Return a line for each part of the question that the corpus does not answer.

    Args:
        answer: The answer.
    """
    return [f"The corpus does not say: {question.rstrip('?')}?" for question in answer.unanswered]


def _line(part: Part) -> str:
    if part.label and part.answer:
        marks = _marks(number for sentence in part.sentences for number in sentence.citations)
        return f"{part.label}: {part.answer} {marks}"
    said = " ".join(f"{sentence.text} {_marks(sentence.citations)}" for sentence in part.sentences)
    return f"{part.label}: {said}" if part.label else said


def _marks(numbers: Iterable[int]) -> str:
    return "".join(f"[{number}]" for number in dict.fromkeys(numbers))


def to_json(answer: Answer) -> dict[str, Any]:
    """Return the object that ``dateline ask --json`` prints. Its shape is a promise.

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
            }
            for part in answer.parts
        ],
        "citations": [_citation(one) for one in answer.citations],
        "nearest": [_near(one.article) for one in answer.nearest],
        "timings_ms": {name: answer.timings.get(name, 0.0) for name in ("search", "read", "verify", "total")},
    }


def _citation(citation: Citation) -> dict[str, Any]:
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
    }


def also_to_json(passage: Passage) -> list[dict[str, Any]]:
    """Return the other places of a passage's text, as every JSON of ours names them."""
    return [
        {"article_id": one.article.id, "external_id": one.article.external_id, "paragraph": one.paragraph}
        for one in passage.also
    ]


def _near(article: Article) -> dict[str, Any]:
    return {
        "article_id": article.id,
        "external_id": article.external_id,
        "headline": article.headline,
        "published": _iso(article.published),
    }


def _iso(moment: Moment | None) -> str | None:
    return moment.isoformat() if moment else None
