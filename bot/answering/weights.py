"""From evidence to the probability that a sentence answers: a logistic regression, fitted by ``calibrate``."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from bot.answering.evidence import FEATURES

FILE = "weights.json"


@dataclass(frozen=True, slots=True)
class Weights:
    """A fitted regression and the probabilities from which it answers.

    Attributes:
        intercept: Log odds without any evidence.
        coefficients: One a feature of ``evidence.FEATURES``.
        threshold: The probability from which the best sentence is an answer.
    """

    intercept: float
    coefficients: tuple[float, ...]
    threshold: float

    def probability(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probability that each row's sentence answers.

        Args:
            features: One row a sentence, one column a feature.
        """
        odds = features @ np.array(self.coefficients) + self.intercept
        return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float64)


@cache
def load() -> Weights:
    """Return the weights that come with the package."""
    stored = json.loads(files("bot.answering").joinpath(FILE).read_text("utf-8"))
    return Weights(
        intercept=stored["intercept"],
        coefficients=tuple(stored["coefficients"][name] for name in FEATURES),
        threshold=stored["threshold"],
    )
