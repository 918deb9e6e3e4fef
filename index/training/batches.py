"""Examples to batches of like length, with the tokens that are right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random

import numpy as np
import torch
from torch import Tensor

from index.retrieval import tokens
from index.retrieval.tokens import Encoded
from index.training.example import Example

LONGEST = 352
"""Tokens of the longest example that is trained on; the few beyond are passed over."""

TEXTS_IN_A_PIECE = 16
PIECES_IN_A_STEP = 4
"""A step is a batch of 64 texts in four pieces of 16, each of like length; pieces are computed side by side."""

STEPS_SORTED = 24
"""Steps whose examples are sorted together, so that little is padded: 1,536 examples."""

MOST_PLACES = 8
"""Right places of one answer that are told apart."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a batch: the model's inputs and what it should say (see ``model.loss``)."""

    inputs: dict[str, Tensor]
    allowed: Tensor
    targets: Tensor
    weights: Tensor
    answerable: Tensor

    def to(self, device: torch.device) -> "Piece":
        """Return it on a device."""
        return Piece(
            {name: value.to(device) for name, value in self.inputs.items()},
            self.allowed.to(device),
            self.targets.to(device),
            self.weights.to(device),
            self.answerable.to(device),
        )


def encode(example: Example) -> Encoded:
    """Return an example's tokens."""
    return tokens.encode(example.question, example.paragraph, example.title, example.before, example.masked)


def places(example: Example, encoded: Encoded) -> list[tuple[int, int]]:
    """Return first and last token of each right place that the tokens hold."""
    found = []
    for start, end in example.answers[:MOST_PLACES]:
        inside = [n for n, (since, to) in enumerate(encoded.offsets) if since < end and to > start]
        if inside and encoded.offsets[inside[-1]][1] >= end:
            found.append((encoded.first + inside[0], encoded.first + inside[-1]))
    return found


def piece(examples: Sequence[Example], encoded: Sequence[Encoded]) -> Piece:
    """Return the part of a batch that some examples make."""
    inputs = {name: torch.from_numpy(value) for name, value in tokens.batch(encoded).items()}
    allowed = inputs["token_type_ids"].bool()
    targets = np.zeros((len(examples), MOST_PLACES, 2), dtype=np.int64)
    weights = np.full((len(examples), MOST_PLACES), -np.inf, dtype=np.float32)
    weights[:, 0] = 0.0
    answerable = np.zeros(len(examples), dtype=np.float32)
    for row, (example, each) in enumerate(zip(examples, encoded, strict=True)):
        allowed[row, 0] = True
        allowed[row, len(each.ids) - 1] = False
        for number, place in enumerate(places(example, each)):
            targets[row, number], weights[row, number], answerable[row] = place, 0.0, 1.0
    return Piece(
        inputs, allowed, torch.from_numpy(targets), torch.from_numpy(weights), torch.from_numpy(answerable)
    )


def steps(examples: Iterator[Example], seed: int, skip: int = 0) -> Iterator[list[Piece]]:
    """Yield the pieces of one step after another, the longest first.

    Args:
        examples: The stream; it is read as far as needed.
        seed: Fixes the order of the steps.
        skip: Steps to pass over, to go on where an earlier run stopped.
    """
    rng = Random(seed)
    in_a_step = TEXTS_IN_A_PIECE * PIECES_IN_A_STEP
    while True:
        taken = list(islice(examples, in_a_step * STEPS_SORTED))
        order = rng.sample(range(STEPS_SORTED * PIECES_IN_A_STEP), STEPS_SORTED * PIECES_IN_A_STEP)
        if skip >= STEPS_SORTED:
            skip -= STEPS_SORTED
            continue
        pairs = [(each, encode(each)) for each in taken]
        fit = [pair for pair in pairs if len(pair[1].ids) <= LONGEST and _is_kept(*pair)]
        fit.sort(key=lambda pair: len(pair[1].ids))
        size = max(1, len(fit) // len(order))
        parts = [fit[number * size : (number + 1) * size] for number in order]
        for number in range(skip, STEPS_SORTED):
            mine = parts[number * PIECES_IN_A_STEP : (number + 1) * PIECES_IN_A_STEP]
            made = [piece([e for e, _ in part], [t for _, t in part]) for part in mine]
            yield sorted(made, key=lambda each: each.allowed.shape[1], reverse=True)
        skip = 0


def _is_kept(example: Example, encoded: Encoded) -> bool:
    """Tell whether the answer, if there is one, is among the tokens."""
    return not example.answers or bool(places(example, encoded))
