"""The trained model as an ONNX file with its matrices in eight bits, and its two opinions weighed."""

import logging
import warnings
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from index.retrieval import tokens
from index.retrieval.reader import WEIGHING, Reader
from index.training import batches, measure
from index.training.example import Example
from index.training.model import INPUTS, OUTPUTS, ReaderModel

OPSET = 20
"""The first with GELU as one operation, which onnxruntime does faster than the five it is made of."""

logger = logging.getLogger(__name__)


def write(model: ReaderModel, held_out: Sequence[Example], path: Path) -> None:
    """Write the model to ``path`` as the reader runs it.

    Args:
        model: The trained model.
        held_out: Examples that it was not trained on, to weigh its verdict against its spans.
        path: Where to write it.
    """
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        to_onnx(model, whole)
        # With weights of seven bits: processors without VNNI add two products in sixteen bits, which may overflow
        # with eight (https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html).
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    weigh(path, held_out)


def to_onnx(model: ReaderModel, path: Path) -> None:
    """Write the model to ``path`` in 32-bit floats, for texts of any number and length.

    Args:
        model: The trained model.
        path: Where to write it.
    """
    model.eval()
    sample = tokens.batch([tokens.encode("Who came?", "Ann came.", "Arrivals"), tokens.encode("Who?", "Bo.")])
    inputs = {name: torch.from_numpy(value) for name, value in sample.items()}
    axes = {0: torch.export.Dim.DYNAMIC, 1: torch.export.Dim.DYNAMIC}
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model,
            kwargs=inputs,
            f=str(path),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_shapes=dict.fromkeys(INPUTS, axes),
            opset_version=OPSET,
            external_data=False,
            verbose=False,
        )


def weigh(path: Path, held_out: Sequence[Example]) -> None:
    """Fit what verdict and margin count for in ``Reading.answers``, and write it into the file."""
    said = Reader(str(path)).score([batches.encode(each) for each in held_out])
    answerable = [bool(each.answers) for each in held_out]
    fitted = measure.fit(np.array([[each.verdict, each.margin] for each in said]), answerable)
    for name, scores in (("verdict", [e.verdict for e in said]), ("margin", [e.margin for e in said])):
        logger.info("AUROC of the %s alone, held out: %.3f", name, measure.auroc(scores, answerable))
    file = onnx.load(path)
    forget_origin(file)
    onnx.helper.set_model_props(file, {name: f"{value:.4f}" for name, value in zip(WEIGHING, fitted, strict=True)})
    onnx.save(file, path)
    logger.info("%s written; %s", path, ", ".join(f"{prop.key} {prop.value}" for prop in file.metadata_props))


def forget_origin(file: onnx.ModelProto) -> None:
    """Take out of a model what the exporter notes of where its steps came from: paths on the machine it ran on."""
    for part in (*file.graph.node, *file.graph.value_info, *file.graph.input, *file.graph.output):
        part.ClearField("metadata_props")
        part.ClearField("doc_string")
    file.graph.ClearField("metadata_props")
