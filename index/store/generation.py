"""One generation of a corpus's index: a dense and a lexical index, and how far they follow the archive."""

import json
import os
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import RLock

import chromadb.errors
import numpy as np
from numpy.typing import NDArray

from index.errors import IndexBroken, ModelMismatch
from index.store.archive import Archive
from index.store.dense import DenseIndex
from index.store.embeddings import Embeddings, context
from index.store.lexical import LexicalIndex

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]
"""Told how many articles of how many are done."""

STEP = 32
"""Articles a step: few enough that a killed process repeats seconds of work, enough that texts of one length
can be embedded together."""

SAMPLE = 24
"""Paragraphs that a check asks for by their own embedding. If one in ten were missing, it would find out
with a chance of 92 % (1 − 0.9²⁴); the newest third are where an interrupted write shows."""

NEIGHBOURS = 10
"""Among how many neighbours a paragraph must find itself: others may have the very same text."""

FAR = 1_000
"""Where it is looked for once more: the index is approximate. Of 288 paragraphs in 101,537 one was not found among
its 100 nearest, none was not found among so many; one that is lost is found nowhere."""

SAME = 0.999
"""The cosine from which on two stored embeddings are of the same text (float16 moves it by less)."""

_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself: the model its vectors come from, and the last change it has applied."""

    corpus: str
    model: str
    applied: int


class Generation:
    """A folder with the two indexes of a corpus. It holds nothing that the archive cannot give again.

    Args:
        folder: Its folder; an empty or missing one becomes an empty generation.
        corpus: The corpus it is of.
        archive: Where the articles are.
        embeddings: Where their vectors are.
        model: The name of the model of ``embeddings``.

    Raises:
        ModelMismatch: Its vectors come from another model.
        IndexBroken: Its files cannot be opened.
    """

    def __init__(self, folder: Path, corpus: str, archive: Archive, embeddings: Embeddings, model: str) -> None:
        self.folder = folder
        self._archive = archive
        self._embeddings = embeddings
        self._writing = RLock()
        folder.mkdir(parents=True, exist_ok=True)
        self.manifest = read_manifest(folder) or Manifest(corpus, model, 0)
        if self.manifest.model != model:
            raise ModelMismatch(
                f"The index of {corpus} was made by the model {self.manifest.model}, but EMBEDDING_MODEL is "
                f"{model}. Run `dateline reindex --corpus {corpus}`, or set EMBEDDING_MODEL back."
            )
        with self._guarded():
            self.dense = DenseIndex(folder / "dense")
            self.lexical = LexicalIndex(folder / "lexical")

    def catch_up(self, progress: Progress | None = None) -> None:
        """Apply every change of the archive that this generation has not seen, step by step.

        Each step is idempotent and is recorded when it is done, so that a crash at any moment costs at most
        the repetition of one step.

        Raises:
            IndexBroken: Chroma or tantivy failed; the generation must be built again.
        """
        with self._writing:
            corpus, done = self.manifest.corpus, 0
            total = self._archive.journal.count(corpus, after=self.manifest.applied)
            while changes := self._archive.journal.changes(corpus, after=self.manifest.applied, limit=STEP):
                self._apply([change.article_id for change in changes])
                self._record(changes[-1].sequence)
                done += len(changes)
                if progress:
                    progress(done, max(done, total))

    def check(self, rng: random.Random, *, whole: bool = False) -> None:
        """Ask the dense index for a sample of the archive's paragraphs by their own embeddings.

        Counts do not tell: a Chroma collection that lost vectors still counts them.

        Args:
            rng: Picks the sample.
            whole: Also compare the set of paragraphs with the archive's; seconds for a large corpus.

        Raises:
            IndexBroken: A paragraph was not found, or one is there that should not be.
        """
        with self._writing, self._guarded():
            if whole:
                self._compare_with_archive()
            for paragraph_id, vector in self._sample(rng):
                if not any(self._finds(paragraph_id, vector, limit) for limit in (NEIGHBOURS, FAR)):
                    raise IndexBroken(f"The dense index of {self.manifest.corpus} lost paragraph {paragraph_id}.")

    def _finds(self, paragraph_id: str, vector: Vectors, limit: int) -> bool:
        """Tell whether a paragraph, or one of the same text, is among the nearest to its own embedding."""
        near = self.dense.query(vector, limit)
        return any(found == paragraph_id or cosine >= SAME for found, cosine in near)

    def close(self) -> None:
        """Close both indexes; no query may be running."""
        with self._writing:
            self.dense.close()
            self.lexical.close()

    def _apply(self, article_ids: Sequence[str]) -> None:
        articles = self._archive.fetch(article_ids)
        vectors = self._embeddings.of(list(articles.values()))
        with self._guarded():
            self.dense.delete([each for each in article_ids if each not in articles])
            self.dense.upsert(vectors)
            for article_id in article_ids:
                if article_id in articles:
                    article = articles[article_id]
                    self.lexical.put(
                        article_id, [(each.text, context(article, each)) for each in article.paragraphs]
                    )
                else:
                    self.lexical.delete(article_id)
            self.lexical.commit()

    def _compare_with_archive(self) -> None:
        corpus, applied = self.manifest.corpus, self.manifest.applied
        expected = self._archive.journal.paragraph_ids(corpus, upto=applied)
        changed_since = set(self._archive.journal.changed(corpus, after=applied))
        for name, ids in (("dense", self.dense.ids()), ("lexical", self.lexical.ids())):
            found = set(ids)
            lacking = {each for each in expected - found if article_of(each) not in changed_since}
            surplus = {each for each in found - expected if article_of(each) not in changed_since}
            if lacking or surplus:
                raise IndexBroken(
                    f"The {name} index of {corpus} lacks {len(lacking)} and has {len(surplus)} too many of "
                    f"{len(expected)} paragraphs."
                )

    def _record(self, sequence: int) -> None:
        self.manifest = Manifest(self.manifest.corpus, self.manifest.model, sequence)
        write_atomically(self.folder / _MANIFEST, json.dumps(asdict(self.manifest)))

    def _sample(self, rng: random.Random) -> Iterator[tuple[str, Vectors]]:
        """Yield the ids of some indexed paragraphs with their stored embeddings, the newest among them."""
        ids = self._archive.journal.ids(self.manifest.corpus, upto=self.manifest.applied)
        newest, older = ids[-SAMPLE // 3 :], ids[: -SAMPLE // 3]
        ids = newest + rng.sample(older, min(len(older), SAMPLE - len(newest)))
        for article_id, vectors in self._embeddings.of(list(self._archive.fetch(ids).values())).items():
            index = rng.randrange(len(vectors))
            yield f"{article_id}:{index + 1}", vectors[index]

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        corpus = self.manifest.corpus
        try:
            yield
        except (chromadb.errors.ChromaError, ValueError, OSError, RuntimeError) as error:
            raise IndexBroken(
                f"The index of {corpus} cannot be used. Run `dateline reindex --corpus {corpus}`; the articles "
                "are safe in the archive."
            ) from error


def read_manifest(folder: Path) -> Manifest | None:
    """Return what the generation in ``folder`` says of itself, ``None`` if it has not got so far."""
    try:
        return Manifest(**json.loads((folder / _MANIFEST).read_text()))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        raise IndexBroken(f"The manifest of the generation {folder.name} cannot be read.") from error


def write_atomically(path: Path, text: str) -> None:
    """Replace a small file so that a reader, or a crash, sees the old text or the new one, never a mixture."""
    draft = path.with_suffix(".draft")
    with draft.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def article_of(paragraph_id: str) -> str:
    """Return the article's id of a paragraph's, ``article:paragraph``."""
    return paragraph_id.rpartition(":")[0]
