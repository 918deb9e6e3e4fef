"""The road of a question: search, read, extract, verify, answer."""

import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from bot.answering import weights
from bot.answering.answer import Answer, Verdict
from bot.answering.extract import Extract, extract, nearest
from bot.answering.question import understand
from bot.answering.reading import Read, SentenceReader
from bot.answering.verify import supported
from bot.errors import BadQuestion
from index.news.article import Passage
from index.retrieval.embedding import Embedder

FOUND = 20
"""Passages a search gives: the gate may refuse half of them."""
LONGEST = 500
"""Characters of a question: longer ones are texts, and the model reads no more than about this."""


class Search(Protocol):
    """Finds passages for a question: ``Library.search``."""

    def __call__(
        self,
        query: str,
        *,
        corpora: Sequence[str],
        limit: int = ...,
        since: date | None = ...,
        until: date | None = ...,
    ) -> list[Passage]:
        """Return the best passages, the best first."""
        ...


class Answerer:
    """Answers questions out of what a search finds. May be shared by threads.

    Args:
        search: Finds passages.
        embedder: The embedding model, for reading sentences.
        read: What reads the passages, if not the embeddings alone.
        threshold: The probability from which a finding answers; the calibrated one if none is given.
        clock: Seconds, for the timings.
    """

    def __init__(
        self,
        search: Search,
        embedder: Embedder,
        *,
        read: Read | None = None,
        threshold: float | None = None,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._search = search
        self._read = read or SentenceReader(embedder)
        self._threshold = weights.load().threshold if threshold is None else threshold
        self._clock = clock

    def answer(
        self,
        question: str,
        *,
        corpora: Sequence[str] = ("main",),
        since: date | None = None,
        until: date | None = None,
    ) -> Answer:
        """Return the answer to ``question``, every sentence of it verbatim from the paragraphs it cites.

        Args:
            question: What a person asked.
            corpora: Where to look.
            since: The earliest day of publication to look at.
            until: The latest.

        Raises:
            BadQuestion: The question is blank or longer than a question is.
            ModelUnusable: The weights of the embedding model are missing or not the expected ones.
        """
        asked = understand(checked(question))
        start = self._clock()
        passages = self._search(asked.text, corpora=corpora, limit=FOUND, since=since, until=until)
        searched = self._clock()
        found = extract(asked, self._read(asked, passages), self._threshold)
        read = self._clock()
        kept = verified(found)
        end = self._clock()
        return Answer(
            id=uuid.uuid4().hex,
            question=question,
            verdict=kept.verdict,
            parts=kept.parts,
            citations=kept.citations,
            nearest=nearest(passages) if kept.verdict is Verdict.NOT_FOUND else (),
            timings={
                "search": _milliseconds(start, searched),
                "read": _milliseconds(searched, read),
                "verify": _milliseconds(read, end),
                "total": _milliseconds(start, end),
            },
        )


def checked(question: str) -> str:
    """Return a question without the white space around it.

    Raises:
        BadQuestion: It is blank or longer than a question is.
    """
    text = " ".join(question.split())
    if not any(char.isalnum() for char in text):
        raise BadQuestion("There is no question. Ask something in words, such as: Who led each delegation?")
    if len(text) > LONGEST:
        raise BadQuestion(
            f"The question has {len(text)} characters; at most {LONGEST} can be read. Ask it in a sentence or two."
        )
    return text


def verified(found: Extract) -> Extract:
    """Return what of an extract stands in the paragraphs it cites.

    Args:
        found: What was extracted.
    """
    texts = {citation.n: citation.passage.paragraph.text for citation in found.citations}
    parts = tuple(
        part
        for part in found.parts
        if all(supported(one.text, [texts[n] for n in one.citations]) for one in part.sentences)
    )
    if len(parts) == len(found.parts):
        return found
    if not parts:
        return Extract(Verdict.NOT_FOUND)
    used = sorted({n for part in parts for one in part.sentences for n in one.citations})
    number = {old: new for new, old in enumerate(used, 1)}
    renumbered = tuple(
        replace(
            part,
            sentences=tuple(
                replace(one, citations=tuple(number[n] for n in one.citations)) for one in part.sentences
            ),
        )
        for part in parts
    )
    kept = tuple(replace(one, n=number[one.n]) for one in found.citations if one.n in number)
    return Extract(Verdict.PARTIAL, renumbered, kept)


def _milliseconds(start: float, end: float) -> float:
    return round((end - start) * 1000, 1)
