"""What the owners of a corpus decided about it."""

import sqlalchemy as sa

from index.store import schema
from index.store.database import Database


class Preferences:
    """The preferences of the corpora of a data folder."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def reads_shared(self, corpus: str) -> bool:
        """Tell whether those who ask this corpus are answered from the shared corpora too; at first they are."""
        table = schema.preference
        query = sa.select(table.c.reads_shared).where(table.c.corpus == corpus)
        with self._database.reading() as connection:
            said = connection.scalar(query)
        return said is not False

    def read_shared(self, corpus: str, *, wanted: bool) -> None:
        """Note whether those who ask this corpus are answered from the shared corpora too."""
        table = schema.preference
        with self._database.writing() as connection:
            connection.execute(sa.delete(table).where(table.c.corpus == corpus))
            connection.execute(sa.insert(table).values(corpus=corpus, reads_shared=wanted))
