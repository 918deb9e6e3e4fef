"""Asking the answerer, and noting what it found and how it ranked that on the way."""

from collections.abc import Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from bot.answering.answer import Answer
from bot.answering.answerer import FOUND, Answerer, Search
from bot.answering.finding import Finding
from bot.answering.question import Question, understand
from bot.answering.reading import PassageReader, Read
from bot.errors import BadQuestion
from bot.evaluation.dataset import Example
from index.library import Library
from index.news.article import Passage
from index.retrieval.search import Query

DEPTH = 50
"""Passages of each ranking: enough for ten articles of up to five passages each."""

NEWS_DAYS = 14
"""A question that is asked on a day is about the news of so many days before it: quizzes and people look back
over a week, and what is reported of an event goes on for another."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of a question.

    Attributes:
        example: The question.
        answer: The answer; ``None`` if the question was turned away as no question.
        forced: The answer had the answerer had to give one, however unsure.
        rankings: Passages by each ranking, the best first: ``bm25``, ``dense``, ``fusion`` and ``reader``, which
            orders the first of the fusion as ``dateline search`` does. Empty where no ranking can be right, or
            none was asked for.
    """

    example: Example
    answer: Answer | None
    forced: Answer | None
    rankings: dict[str, list[Passage]]


class Asker:
    """Asks questions as ``dateline ask`` does. Nothing of the known answers reaches the answerer.

    Args:
        library: The library; this process owns it.
        read: What reads the passages.
        corpus: The corpus to ask.
    """

    def __init__(self, library: Library, read: PassageReader, corpus: str) -> None:
        self._library = library
        self._read = read
        self._corpus = corpus
        self._noted = Noted(library.search, read)
        self._answerer = Answerer(self._noted.search, self._noted.read)
        self._forced = Answerer(self._noted.search, self._noted.read, threshold=0.0)

    def ask(self, example: Example, *, dated: bool, ranked: bool = True) -> Asked:
        """Ask a question.

        Args:
            example: The question.
            dated: Whether the day it is asked on may be used: only the news of before that day is then looked at.
            ranked: Whether to rank passages for it, too: that takes twice the time of an answer.
        """
        until = example.asked_on if dated else None
        since = until - timedelta(days=NEWS_DAYS) if until else None
        self._noted.forget()
        answer = forced = None
        with suppress(BadQuestion):
            answer, forced = (
                each.answer(example.question, corpora=[self._corpus], since=since, until=until, today=until)
                for each in (self._answerer, self._forced)
            )
        query = Query(example.question, (self._corpus,), DEPTH, since, until)
        return Asked(example, answer, forced, self._rankings(query) if ranked and example.evidence else {})

    def _rankings(self, query: Query) -> dict[str, list[Passage]]:
        found = self._library.search.rankings(query)
        return {
            "bm25": found.lexical,
            "dense": found.dense,
            "fusion": found.fused,
            "reader": self._read.rank(understand(query.text), found.fused[:FOUND]) + found.fused[FOUND:],
        }


class Noted:
    """A search and a reader that remember what they found, so that a question is not searched and read twice.

    Args:
        search: The search.
        read: The reader.
    """

    def __init__(self, search: Search, read: Read) -> None:
        self._search = search
        self._read = read
        self._passages: dict[Query, list[Passage]] = {}
        self._findings: dict[Hashable, list[Finding]] = {}

    def forget(self) -> None:
        """Forget what was found, before the next question."""
        self._passages.clear()
        self._findings.clear()

    def search(self, query: Query) -> list[Passage]:
        """Search, or return what this search found before."""
        if query not in self._passages:
            self._passages[query] = self._search(query)
        return self._passages[query]

    def read(self, question: Question, passages: Sequence[Passage]) -> list[Finding]:
        """Read, or return what was found in these passages before."""
        asked = (question.text, tuple((one.article.id, one.paragraph.number) for one in passages))
        if asked not in self._findings:
            self._findings[asked] = self._read(question, passages)
        return self._findings[asked]


def confidence(asked: Asked) -> float:
    """Return how sure the answerer is of its best answer, whether it gives it or not; 0 without any.

    Args:
        asked: The question and what became of it.
    """
    return max((one.score for one in asked.forced.citations), default=0.0) if asked.forced else 0.0
