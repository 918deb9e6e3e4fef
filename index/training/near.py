"""The text nearest to a question by its words that comes from elsewhere and does not answer it."""

from collections.abc import Sequence
from pathlib import Path

from index.store.lexical import LexicalIndex
from index.training.rows import Row

DEPTH = 10
"""Texts looked at for one question."""


class Elsewhere:
    """Finds near misses in other articles by BM25, as retrieval would bring them.

    Args:
        rows: Where the texts are taken from; only those with a title, which tells the articles apart.
        folder: Where the index may be written.
    """

    def __init__(self, rows: Sequence[Row], folder: Path) -> None:
        self._texts = list(dict.fromkeys((row.context, row.title) for row in rows if row.title))
        self._index = LexicalIndex(folder)
        for number, (text, title) in enumerate(self._texts):
            self._index.put(str(number), [(text, title)])
        self._index.commit()

    def find(self, row: Row) -> Row | None:
        """Return the row's question with a text of another article that holds none of its answers."""
        answers = {row.context[slice(*place)].casefold() for place in row.answers}
        for found, _ in self._index.query(row.question, DEPTH):
            text, title = self._texts[int(found.partition(":")[0])]
            if title != row.title and not any(answer in text.casefold() for answer in answers):
                return Row(row.question, text, title, ())
        return None
