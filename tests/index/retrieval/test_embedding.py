"""The embedding model."""

import numpy as np
import pytest

from index.errors import ModelUnusable
from index.retrieval.embedding import Embedder


def test_vectors_are_units_and_near_in_meaning_is_near_in_angle(embedder: Embedder) -> None:
    vectors = embedder.encode(
        ["The bakery raised its prices.", "Bread costs more now.", "The goalkeeper was hurt."]
    )
    assert vectors.shape == (3, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


def test_a_model_that_is_not_there_is_named(tmp_path: object) -> None:
    with pytest.raises(ModelUnusable, match="EMBEDDING_MODEL"):
        Embedder(f"{tmp_path}/no-model").warm_up()
