"""A written reader back as a model that can be trained on: its matrices are as exact as their eight bits.

What was trained further is averaged with what it began as: it keeps most of what it learnt, and loses less of what
it knew (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models", arXiv:2109.01903).
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from index.errors import BadSource
from index.training.model import ReaderModel

TABLES = ("word_embeddings", "token_type_embeddings", "position_embeddings")
MATRICES = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
HEADS = ("span", "gather", "verdict")
"""What is kept in eight bits, in the order in which it is used: the file keeps the order, but hardly a name."""

NEW_SHARE = 0.8
"""What the weights trained further count for, against those they began as, if nothing else is said."""

_BITS = "_quantized"


def restore(model: ReaderModel, path: Path) -> None:
    """Give a model the weights of a file that ``export.write`` wrote.

    Args:
        model: Of the same shape; its weights are replaced.
        path: The file.

    Raises:
        BadSource: The file holds another model.
    """
    held = {each.name: numpy_helper.to_array(each) for each in onnx.load(path).graph.initializer}
    names = [f"encoder.embeddings.{table}.weight" for table in TABLES]
    for layer in range(model.encoder.config.num_hidden_layers):
        names += [f"encoder.encoder.layer.{layer}.{matrix}.weight" for matrix in MATRICES]
    names += [f"{head}.weight" for head in HEADS]
    shapes = {name: weight.shape for name, weight in model.state_dict().items()}
    state = {name: torch.from_numpy(held[name].copy()) for name in shapes if name in held}
    found = [name.removesuffix(_BITS) for name in held if name.endswith(_BITS)]
    if len(found) == len(names):
        for name, each in zip(names, found, strict=True):
            matrix = torch.from_numpy(
                (held[f"{each}{_BITS}"].astype(np.float32) - held[f"{each}_zero_point"]) * held[f"{each}_scale"]
            )
            state[name] = matrix if name.startswith("encoder.embeddings") else matrix.T.contiguous()
    if {name: weight.shape for name, weight in state.items()} != shapes:
        raise BadSource(f"{path} holds no reader that python -m index.training wrote. Name one that it did.")
    model.load_state_dict(state)


def average(model: ReaderModel, path: Path, share: float = NEW_SHARE) -> None:
    """Give a model the mean of its own weights and those of the file it began as.

    Args:
        model: Trained further; its weights are replaced.
        path: The file.
        share: What its own count for, of 0 to 1.

    Raises:
        BadSource: The file holds another model.
    """
    new = {name: weight.detach().cpu().clone() for name, weight in model.state_dict().items()}
    model.cpu()
    restore(model, path)
    old = model.state_dict()
    model.load_state_dict({name: torch.lerp(old[name], new[name], share) for name in new})
