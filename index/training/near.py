"""The texts nearest to a question by its words that come from elsewhere and do not answer it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from index.store.lexical import LexicalIndex

DEPTH = 10
"""Texts looked at for one question."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Text(Generic[T]):
    """A text among which near misses are looked for.

    Attributes:
        text: The text.
        title: What stands above it.
        article: What all texts of its article, and no others, have in common.
        itself: What is returned when it is found.
    """

    text: str
    title: str
    article: str
    itself: T


class Elsewhere(Generic[T]):
    """Finds near misses in other articles by BM25, as retrieval would bring them.

    Args:
        texts: Where they are taken from.
        folder: Where the index may be written.
    """

    def __init__(self, texts: Sequence[Text[T]], folder: Path) -> None:
        self._texts = texts
        self._index = LexicalIndex(folder)
        for number, each in enumerate(texts):
            self._index.put(str(number), [(each.text, each.title)])
        self._index.commit()

    def find(self, question: str, article: str, answers: Collection[str]) -> Iterator[T]:
        """Yield the texts of other articles that share the question's words and hold none of its answers.

        Args:
            question: The question.
            article: The article it was asked of.
            answers: What answers it there, in any case.
        """
        told = [answer.casefold() for answer in answers]
        for found, _ in self._index.query(question, DEPTH):
            text = self._texts[int(found.partition(":")[0])]
            if text.article != article and not any(answer in text.text.casefold() for answer in told):
                yield text.itself
