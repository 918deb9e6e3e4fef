"""What the tests of the index share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library import Library
from index.retrieval.embedding import Embedder


@pytest.fixture
def library(tmp_path: Path, embedder: Embedder) -> Iterator[Library]:
    """An empty library, owned."""
    opened = Library(tmp_path / "home", embedder)
    opened.own("a test")
    yield opened
    opened.close()
