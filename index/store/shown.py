"""What the answers that were shown stand on, so that their sources can be opened after a restart or a reindex.

Neither the question nor who asked it is kept. Nor is the text of what is cited: articles never change, so the
places are enough, and an article that was removed is gone from old answers too.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from index.store import schema
from index.store.database import Database


@dataclass(frozen=True, slots=True)
class Cited:
    """A place that an answer cites.

    Attributes:
        n: The number of the citation.
        corpus: The corpus of the article.
        article_id: The article.
        paragraph: The number of the paragraph.
        start: The first character of what was quoted, in the paragraph's text.
        end: The character after the last.
    """

    n: int
    corpus: str
    article_id: str
    paragraph: int
    start: int
    end: int


KEPT = timedelta(days=30)
"""How long the sources of an answer can be opened: channels scroll on, and nothing should be kept for ever."""


class Shown:
    """The answers of a data folder that were shown, by their ids."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, answer_id: str, place: str, cited: Sequence[Cited]) -> None:
        """Keep what an answer cites.

        Args:
            answer_id: The answer's id.
            place: Where it is shown, in the asker's own terms; ``get`` wants the same.
            cited: What it cites, in the order of the numbers.
        """
        values = {
            "answer_id": answer_id,
            "place": place,
            "cited": [asdict(each) for each in cited],
            "shown_at": datetime.now(UTC),
        }
        with self._database.writing() as connection:
            connection.execute(sa.insert(schema.shown).values(values))

    def get(self, answer_id: str, place: str) -> list[Cited]:
        """Return what an answer cites that was shown in a place; nothing if there is no such answer."""
        table = schema.shown
        query = sa.select(table.c.cited).where(table.c.answer_id == answer_id, table.c.place == place)
        with self._database.reading() as connection:
            return [Cited(**each) for each in connection.scalar(query) or ()]

    def forget(self) -> None:
        """Forget the answers that were shown longer ago than ``KEPT``."""
        table = schema.shown
        with self._database.writing() as connection:
            connection.execute(sa.delete(table).where(table.c.shown_at < datetime.now(UTC) - KEPT))
