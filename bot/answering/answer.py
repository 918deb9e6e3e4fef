"""What an answer is, and what a person reads of it (``text``)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from index.news import dates
from index.news.article import Correction, HeadlineOrigin, Passage

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
        corrections: What the outlet has corrected of what the quote says.
    """

    n: int
    passage: Passage
    quote: str
    answer_text: str
    score: float
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer and the numbers of the citations it stands on."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Where a part of a conflict was reported.

    Attributes:
        when: The day it is from, with the outlet where several disagree: "16 May 2025", "undated".
        standing: How it stands to the newest: "earlier report", "another report", or "" if it is that one.
    """

    when: str
    standing: str


@dataclass(frozen=True, slots=True)
class Sources:
    """Who stands behind an answer.

    Attributes:
        independent: How many outlets report it of their own: versions and copies of one text are one.
        carried_by: The outlets that only carry the text of one of them.
    """

    independent: int
    carried_by: tuple[str, ...] = ()

    def told(self) -> str:
        """Return what a person reads: "2 independent sources", "1 source; also carried by Tresk Gazette"."""
        number = "1 source" if self.independent == 1 else f"{self.independent} independent sources"
        return f"{number}; also carried by {', '.join(self.carried_by)}" if self.carried_by else number


@dataclass(frozen=True, slots=True)
class Part:
    """One of the answers to a question that asks for several, or the only one.

    Attributes:
        label: What this part is about, in the paragraph's own words; "" when there is one part.
        sentences: What it says.
        answer: The answering words with the office before them, verbatim in the first sentence, or "".
        report: Where reports disagree, which of them it is.
        sources: Who stands behind it; ``None`` where nothing was read, but listed.
    """

    label: str
    sentences: tuple[Sentence, ...]
    answer: str = ""
    report: Report | None = None
    sources: Sources | None = None

    def renumbered(self, numbers: Mapping[int, int]) -> "Part":
        """Return it with its citations under other numbers.

        Args:
            numbers: The new number of each citation it stands on.
        """
        told = (replace(one, citations=tuple(numbers[n] for n in one.citations)) for one in self.sentences)
        return replace(self, sentences=tuple(told))


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
        withdrawn: When nothing was found, what would have answered had its story not been withdrawn, if anything.
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
    withdrawn: Passage | None = None


def text(answer: Answer) -> str:
    """Return the words a person reads, with their [n] marks.

    A labelled part is a line of its own ("Russian team: presidential aide Vladimir Medinsky [1]"); its
    sentence can be read in the citation.

    Args:
        answer: The answer.
    """
    if answer.verdict is Verdict.NOT_FOUND:
        gone = withdrawal(answer.withdrawn) if answer.withdrawn else ()
        return " ".join(filter(None, (NOT_SAID, answer.remark, *gone)))
    return "\n".join([*(" · ".join(map(_line, row)) for row in rows(answer.parts)), *unsaid(answer)])


def withdrawal(gone: Passage) -> tuple[str, str]:
    """Return a sentence that tells of a withdrawn story without what it said, and where that stands, or "".

    Args:
        gone: A passage of the story.
    """
    article, by = gone.article, gone.withdrawn_by
    written = f" of {dates.show(article.published)}" if article.published else ""
    when = f" on {dates.show(by.published)}" if by and by.published else ""
    named = "" if article.headline_origin is HeadlineOrigin.LEAD else f": “{article.headline}”"
    told = f"A story on this{written} was withdrawn by {article.outlet or 'its outlet'}{when}{named}."
    return told, (by.url if by else None) or ""


def rows(parts: Sequence[Part]) -> list[list[Part]]:
    """Return the parts by the lines a person reads: reports that disagree stand on one.

    Args:
        parts: The parts of an answer.
    """
    made: list[list[Part]] = []
    for part in parts:
        if part.report and part.report.standing and made:
            made[-1].append(part)
        else:
            made.append([part])
    return made


def reported(part: Part) -> tuple[str, str]:
    """Return what stands before and after the answering words of a report: "earlier report: ", " (15 May 2025)".

    Args:
        part: A part; if it is no report of a conflict, both are "".
    """
    if part.report is None:
        return "", ""
    return (f"{part.report.standing}: " if part.report.standing else ""), f" ({part.report.when})"


def behind(answer: Answer) -> str:
    """Return who stands behind an answer of one part, or "" where there are several or it is not known.

    Args:
        answer: The answer.
    """
    alone = answer.parts[0].sources if len(answer.parts) == 1 else None
    return alone.told() if alone else ""


def unsaid(answer: Answer) -> list[str]:
    """Return a line for each part of the question that the corpus does not answer.

    Args:
        answer: The answer.
    """
    return [f"The corpus does not say: {question.rstrip('?')}?" for question in answer.unanswered]


def _line(part: Part) -> str:
    before, after = reported(part)
    if after and part.answer:
        return f"{before}{part.answer}{after} {_marks(n for one in part.sentences for n in one.citations)}"
    if part.label and part.answer:
        marks = _marks(number for sentence in part.sentences for number in sentence.citations)
        return f"{part.label}: {part.answer} {marks}"
    said = " ".join(f"{sentence.text} {_marks(sentence.citations)}" for sentence in part.sentences)
    return f"{part.label}: {said}" if part.label else said


def _marks(numbers: Iterable[int]) -> str:
    return "".join(f"[{number}]" for number in dict.fromkeys(numbers))
