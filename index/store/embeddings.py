"""Every paragraph's embedding, kept with the archive so that no index ever needs to compute it again."""

import hashlib
from collections.abc import Sequence
from typing import Protocol

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from index.news.article import Article, Paragraph
from index.store import schema
from index.store.database import Database

Vectors = NDArray[np.float32]
STORED = np.dtype("<f2")
"""Half precision: it halves the archive, and moves no cosine by more than about 0.001."""


class Encoder(Protocol):
    """What turns texts into unit vectors, such as ``index.retrieval.embedding.Embedder``."""

    name: str

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector for each text."""
        ...


def embedded_text(article: Article, paragraph: Paragraph) -> str:
    """Return what is embedded for a paragraph: its headline and subhead, then its own words.

    A paragraph of news leans on what stands above it ("The talks ended …"); the headline tells which talks.
    What is quoted is always the paragraph alone. The idea is contextual retrieval, without a language model
    (https://www.anthropic.com/engineering/contextual-retrieval).
    """
    above = [article.headline, paragraph.subhead or ""]
    return ". ".join([*(line.rstrip(".") for line in above if line), paragraph.text])


class Embeddings:
    """The stored embeddings of one model; missing or outdated ones are computed when they are asked for."""

    def __init__(self, database: Database, encoder: Encoder) -> None:
        self._database = database
        self._encoder = encoder

    def of(self, articles: Sequence[Article]) -> dict[str, Vectors]:
        """Return the embeddings of the paragraphs of ``articles``, by article id: (paragraphs, dimension).

        An embedding is used again only if it was made by this model from the very same text.

        Raises:
            ModelUnusable: An embedding is missing and the model cannot be loaded.
        """
        texts = {
            (article.id, paragraph.number): embedded_text(article, paragraph)
            for article in articles
            for paragraph in article.paragraphs
        }
        hashes = {place: hashlib.sha256(text.encode()).hexdigest() for place, text in texts.items()}
        found = self._stored([article.id for article in articles], hashes)
        missing = [place for place in texts if place not in found]
        if missing:
            vectors = self._encoder.encode([texts[place] for place in missing])
            found |= dict(zip(missing, vectors, strict=True))
            self._store([(*place, hashes[place], found[place]) for place in missing])
        return {
            article.id: np.stack([found[article.id, paragraph.number] for paragraph in article.paragraphs])
            for article in articles
            if article.paragraphs
        }

    def _stored(self, ids: Sequence[str], hashes: dict[tuple[str, int], str]) -> dict[tuple[str, int], Vectors]:
        table = schema.embedding
        query = sa.select(table.c.article_id, table.c.number, table.c.text_hash, table.c.vector).where(
            table.c.article_id.in_(ids), table.c.model == self._encoder.name
        )
        with self._database.reading() as connection:
            return {
                (row.article_id, row.number): np.frombuffer(row.vector, STORED).astype(np.float32)
                for row in connection.execute(query)
                if hashes.get((row.article_id, row.number)) == row.text_hash
            }

    def _store(self, rows: Sequence[tuple[str, int, str, Vectors]]) -> None:
        table = schema.embedding
        with self._database.writing() as connection:
            kept = set(
                connection.scalars(
                    sa.select(schema.article.c.id).where(schema.article.c.id.in_({row[0] for row in rows}))
                )
            )
            rows = [row for row in rows if row[0] in kept]
            if not rows:
                return
            outdated = sa.delete(table).where(
                table.c.article_id == sa.bindparam("article"),
                table.c.number == sa.bindparam("paragraph"),
                table.c.model == self._encoder.name,
            )
            connection.execute(outdated, [{"article": row[0], "paragraph": row[1]} for row in rows])
            connection.execute(
                sa.insert(table),
                [
                    {
                        "article_id": article_id,
                        "number": number,
                        "model": self._encoder.name,
                        "text_hash": text_hash,
                        "vector": vector.astype(STORED).tobytes(),
                    }
                    for article_id, number, text_hash, vector in rows
                ],
            )
