"""The dense index of one generation: a Chroma collection in a folder of its own."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.config import Settings
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

BATCH = 32
"""Rows a write. Chroma holds the interpreter lock while it writes: 32 rows stall an event loop about
0.1 s, a thousand 2 s; a hosted Chroma takes at most 300."""

PAGE = 5_000
"""Rows a read when all are read: under SQLite's limit on variables, and constant in memory."""

_NAME = "passages"


class DenseIndex:
    """Nearest paragraphs by the cosine of their embeddings. One process may hold a folder at a time.

    It stores ids and vectors only; ids are ``article:paragraph``, and the article's id stands in the metadata
    so that an article can be taken out without knowing how many paragraphs it had.
    """

    def __init__(self, folder: Path) -> None:
        settings = Settings(anonymized_telemetry=False)
        self._client = cast(Client, chromadb.PersistentClient(str(folder), settings=settings))
        # Without `embedding_function=None` Chroma attaches its default model, which it would download.
        self._collection = self._client.get_or_create_collection(
            _NAME, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )

    def upsert(self, vectors: Mapping[str, Vectors]) -> None:
        """Store the vectors of articles: by article id, those of its paragraphs in reading order, a row each."""
        rows = [
            (article_id, number, vector)
            for article_id, matrix in vectors.items()
            for number, vector in enumerate(matrix, start=1)
        ]
        for start in range(0, len(rows), BATCH):
            some = rows[start : start + BATCH]
            self._collection.upsert(
                ids=[f"{article_id}:{number}" for article_id, number, _ in some],
                embeddings=np.stack([vector for *_, vector in some]),
                metadatas=[{"article": article_id} for article_id, *_ in some],
            )

    def delete(self, article_ids: Sequence[str]) -> None:
        """Take every paragraph of these articles out."""
        if article_ids:
            where: Any = {"article": {"$in": list(article_ids)}}
            self._collection.delete(where=where)

    def query(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        """Return the ids of the ``limit`` nearest paragraphs with their cosine, the nearest first."""
        answer = self._collection.query(query_embeddings=vector[None, :], n_results=limit, include=["distances"])
        distances = answer["distances"] or [[]]
        return [(row, 1 - distance) for row, distance in zip(answer["ids"][0], distances[0], strict=True)]

    def ids(self) -> Iterable[str]:
        """Return the id of every paragraph in the index."""
        offset = 0
        while page := self._collection.get(limit=PAGE, offset=offset, include=[])["ids"]:
            yield from page
            offset += len(page)

    def close(self) -> None:
        """Close the folder. Queries that are still running then fail, so end them first."""
        self._client.close()
