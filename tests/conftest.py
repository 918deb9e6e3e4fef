"""What all tests share."""

import pytest

from index.retrieval.embedding import Embedder


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The bundled embedding model, loaded once."""
    model = Embedder()
    model.warm_up()
    return model
