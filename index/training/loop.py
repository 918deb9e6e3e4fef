"""The training loop: batches in, checkpoints and a trained model out."""

import logging
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from index.training.batches import Piece
from index.training.model import ReaderModel, loss
from index.training.restore import restore

logger = logging.getLogger(__name__)

RATE = 2.5e-4
"""Learning rate at its height, for a model that has not read yet."""

RATE_AGAIN = 1.5e-4
"""For one that has."""

WARM_UP = 0.04
HOLD = 0.4
"""Shares of the steps in which the rate rises, and until which it is held; then it falls to zero in a line.
A plateau lets a run be given more or fewer steps while it holds (Hägele et al. 2024, arXiv:2405.18392)."""

WEIGHT_DECAY = 0.01
MOST_GRADIENT = 1.0
BETAS = (0.9, 0.98)
REPORT_STEPS = 50
CHECKPOINT_SECONDS = 300.0


@dataclass(slots=True)
class Run:
    """What a run needs to go on: the model, its optimizer, and the steps done of those to do."""

    model: ReaderModel
    optimizer: torch.optim.Optimizer
    steps: int
    rate: float = RATE
    done: int = 0


def start(folder: Path, steps: int, seed: int, device: torch.device, *, written: Path | None = None) -> Run:
    """Return a run that has not begun.

    The word vectors stay as they are: they are half of all weights, and few words are seen often enough.

    Args:
        folder: The encoder it starts from.
        steps: How many steps it has.
        seed: Fixes the weights of the heads.
        device: Where it runs.
        written: A written reader to train further (see ``RATE_AGAIN``).

    Raises:
        BadSource: ``written`` is none.
    """
    torch.manual_seed(seed)
    model = ReaderModel(folder)
    model.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    if written:
        restore(model, written)
    model.to(device)
    plain = [weight for weight in trained(model) if weight.ndim < 2]
    decayed = [weight for weight in trained(model) if weight.ndim >= 2]
    groups = [{"params": decayed, "weight_decay": WEIGHT_DECAY}, {"params": plain, "weight_decay": 0.0}]
    height = RATE_AGAIN if written else RATE
    return Run(model, torch.optim.AdamW(groups, lr=height, betas=BETAS, fused=True), steps, height)


def trained(model: ReaderModel) -> list[Tensor]:
    """Return the weights that training changes."""
    return [weight for weight in model.parameters() if weight.requires_grad]


def rate(step: int, steps: int) -> float:
    """Return the learning rate of a step as a share of its height."""
    rise, fall = WARM_UP * steps, HOLD * steps
    return max(0.0, min(1.0, (step + 1) / max(1.0, rise), (steps - step) / max(1.0, steps - fall)))


def train(run: Run, batches: Iterator[list[Piece]], checkpoint: Path, device: torch.device) -> None:
    """Train to the end of the run, leaving a checkpoint every five minutes.

    On CPU each step's pieces are computed side by side on single threads: two such threads do 1.5 times
    the work of one operation split over two, since they meet once a step rather than at each operation.
    """
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    workers = (os.cpu_count() or 1) if device.type == "cpu" else 1
    saved = since = time.monotonic()
    seen, sums = 0, [0.0, 0.0]
    with ThreadPoolExecutor(workers) as pool:
        while run.done < run.steps:
            pieces = [each.to(device) for each in next(batches)]
            texts = sum(len(each.answerable) for each in pieces)
            results = list(pool.map(lambda each: gradients(run.model, each), pieces))
            for weight, *parts in zip(trained(run.model), *(grads for grads, _ in results), strict=True):
                weight.grad = torch.stack(parts).sum(0).div_(texts)
            torch.nn.utils.clip_grad_norm_(trained(run.model), MOST_GRADIENT)
            for group in run.optimizer.param_groups:
                group["lr"] = run.rate * rate(run.done, run.steps)
            run.optimizer.step()
            run.done += 1
            seen += texts
            for number in range(2):
                sums[number] += sum(losses[number] for _, losses in results)
            if run.done % REPORT_STEPS == 0:
                pace = seen / (time.monotonic() - since)
                logger.info(
                    "step %d of %d: span loss %.3f, verdict loss %.3f, %.1f examples a second",
                    run.done,
                    run.steps,
                    sums[0] / seen,
                    sums[1] / seen,
                    pace,
                )
                since, seen, sums = time.monotonic(), 0, [0.0, 0.0]
            if time.monotonic() - saved > CHECKPOINT_SECONDS:
                save(run, checkpoint)
                saved = time.monotonic()
    torch.set_num_threads(threads)
    save(run, checkpoint)


def gradients(model: ReaderModel, piece: Piece) -> tuple[tuple[Tensor, ...], tuple[float, float]]:
    """Return the summed gradients of a piece, and its summed losses."""
    device = piece.answerable.device
    with torch.autocast(device.type, torch.bfloat16, enabled=_has_bfloat16(device)):
        outputs = model(**piece.inputs)
    spans, verdicts = loss(outputs, piece.allowed, piece.targets, piece.weights, piece.answerable)
    found = torch.autograd.grad(spans + verdicts, trained(model))
    return found, (spans.item(), verdicts.item())


def _has_bfloat16(device: torch.device) -> bool:
    """Tell whether a device multiplies in bfloat16 itself: a processor that does not takes three times as long."""
    able = torch.cpu.get_capabilities()
    return device.type != "cpu" or any(able.get(each) for each in ("avx512_bf16", "amx_bf16", "bf16"))


def save(run: Run, checkpoint: Path) -> None:
    """Write a checkpoint in the place of the last one."""
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    part = checkpoint.with_suffix(".part")
    state = {"model": run.model.state_dict(), "optimizer": run.optimizer.state_dict(), "done": run.done}
    torch.save(state, part)
    part.replace(checkpoint)
    logger.info("step %d of %d is kept in %s", run.done, run.steps, checkpoint)


def resume(run: Run, checkpoint: Path) -> None:
    """Go on from a checkpoint."""
    state = torch.load(checkpoint, weights_only=True)
    run.model.load_state_dict(state["model"])
    run.optimizer.load_state_dict(state["optimizer"])
    run.done = state["done"]
