"""From the reader's word and the search's to the probability that a passage answers.

Fitted on invented news by ``tests/evaluation/fitted.py``, and the thresholds chosen on it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from bot.answering import gate
from bot.answering.coverage import coverage, neighbours
from bot.answering.finding import locate
from bot.answering.fitting import fits
from bot.answering.question import Kind, Question
from index.retrieval.reader import Reading, Span

FILE = "weights.json"
FEATURES = ("reading", "found", "similarity", "coverage", "neighbours", "said")
"""What the columns of ``matrix`` are, in order: the reader's log-odds, the fused score of the search, the cosine,
the shares of the question's words and of their neighbourhoods that the passage holds, and the share of its words
that the sentence of the answering words holds."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic regression and the probability from which it answers.

    Attributes:
        intercept: Log odds without any evidence.
        coefficients: One a feature of ``FEATURES``.
        threshold: The probability from which the best passage is an answer.
    """

    intercept: float
    coefficients: tuple[float, ...]
    threshold: float

    def probability(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probability that each row's passage answers.

        Args:
            features: One row a passage, one column a feature.
        """
        odds = features @ np.array(self.coefficients) + self.intercept
        return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float64)


def matrix(question: Question, readings: Sequence[Reading]) -> NDArray[np.float64]:
    """Return the evidence as one row a passage.

    Args:
        question: The question, understood.
        readings: What the reader says of each passage.
    """
    rows = [
        (
            one.answers,
            one.passage.score,
            one.passage.similarity,
            coverage(question, gate.context(one.passage)),
            neighbours(question, gate.context(one.passage)),
            coverage(question, _sentence(question, one)),
        )
        for one in readings
    ]
    return np.array(rows, dtype=np.float64).reshape(-1, len(FEATURES))


def in_order(question: Question, spans: Sequence[Span]) -> list[Span]:
    """Return the spans of a passage, those that look like the kind of answer first.

    Args:
        question: The question, understood.
        spans: The spans, the best first.
    """
    return sorted(spans, key=lambda one: not fits(question.kind, one.text))


def _sentence(question: Question, reading: Reading) -> str:
    """Return the sentence that the best words of a passage stand in; "" where there are none."""
    best = in_order(question, reading.spans)[:1]
    return locate(reading.passage, best[0].start, best[0].end, 0.0).sentence if best else ""


def named(fitted: NDArray[np.float64]) -> dict[str, object]:
    """Return fitted weights as the file holds them.

    Args:
        fitted: The intercept, and a coefficient for each of ``FEATURES``.
    """
    intercept, *coefficients = (round(float(one), 4) for one in fitted)
    return {"intercept": intercept, "coefficients": dict(zip(FEATURES, coefficients, strict=True))}


def of(kind: Kind) -> Weights:
    """Return the weights for a kind of question.

    Whether somebody attended is settled by words that need not be of the kind of any answer: yes-or-no questions
    have weights of their own.

    Args:
        kind: The kind.
    """
    return _load()["yes or no" if kind is Kind.YES_NO else "words"]


@cache
def _load() -> dict[str, Weights]:
    stored = json.loads(files("bot.answering").joinpath(FILE).read_text("utf-8"))
    return {
        name: Weights(
            intercept=one["intercept"],
            coefficients=tuple(one["coefficients"][feature] for feature in FEATURES),
            threshold=one["threshold"],
        )
        for name, one in stored.items()
    }
