"""What all tests share."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import samples
from index.library import Library
from index.news.sources import files
from index.retrieval.embedding import Embedder
from index.retrieval.reader import Reader


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The bundled embedding model, loaded once."""
    model = Embedder()
    model.warm_up()
    return model


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The bundled reader, loaded once."""
    model = Reader()
    model.warm_up()
    return model


@pytest.fixture(scope="session")
def sampled_home(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A data folder whose corpus ``main`` holds the sample stories, to be copied."""
    home = tmp_path_factory.mktemp("sampled") / "data"
    library = Library(home, embedder)
    library.own("the tests")
    list(library.add(files.read(samples.folder()), corpus="main"))
    library.indexes.catch_up("main")
    library.close()
    return home


@pytest.fixture
def home(tmp_path: Path, sampled_home: Path) -> Path:
    """A data folder with the sample stories in ``main``."""
    return Path(shutil.copytree(sampled_home, tmp_path / "data"))


@pytest.fixture
def library(home: Path, embedder: Embedder) -> Iterator[Library]:
    """The library of the data folder, owned."""
    opened = Library(home, embedder)
    opened.own("the tests")
    yield opened
    opened.close()
