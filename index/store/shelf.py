"""The open indexes of a data folder: opened when they are needed, closed when others are needed more."""

import random
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from index.errors import HomeInUse
from index.store.archive import Archive
from index.store.embeddings import Embeddings
from index.store.generation import Generation, Manifest, read_manifest
from index.store.generations import Generations
from index.store.home import Ownership


class Shelf:
    """The indexes of the corpora, the least recently used of which are closed.

    Args:
        home: The data folder.
        archive: Where the articles are.
        embeddings: Where their vectors are.
        model: The name of the model of ``embeddings``.
        ownership: The right to open them.
        open_corpora: How many to keep open at most.
    """

    def __init__(
        self,
        home: Path,
        archive: Archive,
        embeddings: Embeddings,
        model: str,
        ownership: Ownership,
        *,
        open_corpora: int,
    ) -> None:
        self._home = home
        self._archive = archive
        self._embeddings = embeddings
        self._model = model
        self._ownership = ownership
        self._open_corpora = open_corpora
        self._held: OrderedDict[str, Generations] = OrderedDict()
        self._lock = RLock()
        self._random = random.Random()  # noqa: S311 - which paragraphs a check samples is no secret

    @contextmanager
    def lease(self, corpus: str) -> Iterator[Generation]:
        """The live index of a corpus, open for as long as the context lasts.

        Raises:
            HomeInUse: This process does not own the data folder.
            IndexBroken: It cannot be opened.
            ModelMismatch: Another model made it.
        """
        with self.generations(corpus).lease() as generation:
            yield generation

    def generations(self, corpus: str) -> Generations:
        """Return the generations of a corpus, and close those of corpora that were not used for longest.

        Raises:
            HomeInUse: This process does not own the data folder.
        """
        if not self._ownership.held:
            raise HomeInUse("This process does not own the data folder. Call Library.own first.")
        with self._lock:
            generations = self._held.get(corpus) or self._make(corpus)
            self._held[corpus] = generations
            self._held.move_to_end(corpus)
            for other in list(self._held.values())[: -self._open_corpora]:
                other.close()
            return generations

    def open(self, corpus: str, folder: Path, *, finished: bool = False) -> Generation:
        """Open a generation and check it; one that was just finished is first brought up to date.

        Raises:
            IndexBroken: It cannot be opened, or failed its check.
            ModelMismatch: Another model made it.
        """
        generation = Generation(folder, corpus, self._archive, self._embeddings, self._model)
        try:
            if finished:
                generation.catch_up()
            generation.check(self._random, whole=finished)
        except BaseException:
            generation.close()
            raise
        return generation

    def check(self, corpus: str) -> None:
        """Check the whole index of a corpus against the archive.

        Raises:
            IndexBroken: It lacks something or has something too many.
            ModelMismatch: Another model made it.
        """
        with self.lease(corpus) as generation:
            generation.check(self._random, whole=True)

    def manifest(self, corpus: str) -> Manifest | None:
        """Return what the live index of a corpus says of itself; it need not be open, nor the folder be owned."""
        folder = self._make(corpus).live_folder()
        return read_manifest(folder) if folder else None

    def close(self, corpus: str | None = None) -> None:
        """Close the index of a corpus, or of every one."""
        with self._lock:
            for name in [corpus] if corpus else list(self._held):
                if held := self._held.pop(name, None):
                    held.close()

    def _make(self, corpus: str) -> Generations:
        return Generations(self._home / "index" / corpus, lambda folder: self.open(corpus, folder))
