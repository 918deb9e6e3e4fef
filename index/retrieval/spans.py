"""Which words of a paragraph answer best, from what a model says of each token as a start and as an end."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LONGEST_SPAN = 40
"""Tokens of the longest answer: 99.97 % of the answers in SQuAD 1.1 are no longer."""

Scores = NDArray[np.float32]
"""One number for each token of a paragraph, in logits."""


@dataclass(frozen=True, slots=True)
class TokenSpan:
    """Neighbouring tokens.

    Attributes:
        first: The first token's number in the paragraph.
        last: The last token's number, itself included.
        score: The sum of its start and its end, in logits.
    """

    first: int
    last: int
    score: float


def best(
    starts: Scores, ends: Scores, words: Sequence[int], hidden: Sequence[bool], count: int
) -> list[TokenSpan]:
    """Return the ``count`` best spans of whole words, none over another, the best first.

    Args:
        starts: How well an answer starts at each token of the paragraph.
        ends: How well one ends there.
        words: The number of the word that each token belongs to.
        hidden: Whether each token is masked; no span holds a masked token.
        count: The most spans to return.
    """
    tokens = len(words)
    if not tokens or count < 1:
        return []
    number = np.asarray(words)
    shut = np.asarray(hidden, dtype=bool)
    changes = number[1:] != number[:-1]
    first = np.where(np.concatenate(([True], changes)) & ~shut, starts, -np.inf)
    last = np.where(np.concatenate((changes, [True])) & ~shut, ends, -np.inf)
    masks_before = np.concatenate(([0], np.cumsum(shut)))
    width = min(LONGEST_SPAN, tokens)
    found = np.full((width, tokens), -np.inf, dtype=np.float32)
    for length in range(width):
        until = tokens - length
        clear = masks_before[length + 1 :] == masks_before[:until]
        found[length, :until] = np.where(clear, first[:until] + last[length:], -np.inf)
    chosen: list[TokenSpan] = []
    free = np.ones(tokens, dtype=bool)
    for place in np.argsort(found, axis=None)[::-1]:
        length, start = divmod(int(place), tokens)
        score = float(found[length, start])
        if score == -np.inf or len(chosen) == count:
            break
        if free[start : start + length + 1].all():
            free[start : start + length + 1] = False
            chosen.append(TokenSpan(start, start + length, score))
    return chosen
