"""How good readings are: SQuAD's exact match and F1, and how well scores tell answerable from not."""

import re
import string
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


def normalised(text: str) -> list[str]:
    """Return the words of an answer as SQuAD compares them (Rajpurkar et al. 2016, arXiv:1606.05250)."""
    return _ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split()


def exact(found: str, right: Sequence[str]) -> float:
    """Return 1 if an answer is one of the right ones; "" is right where there are none."""
    return float(any(normalised(found) == normalised(each) for each in right or [""]))


def f1(found: str, right: Sequence[str]) -> float:
    """Return the best F1 of an answer's words with those of a right one."""
    return max(_f1(normalised(found), normalised(each)) for each in right or [""])


def _f1(found: Sequence[str], right: Sequence[str]) -> float:
    if not found or not right:
        return float(found == right)
    shared = (Counter(found) & Counter(right)).total()
    return 2 * shared / (len(found) + len(right))


def auroc(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """Return the chance that a positive scores above a negative; a tie counts a half."""
    values, truth = np.asarray(scores), np.asarray(positive, dtype=bool)
    _, number, count = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2)[number]
    wanted, others = int(truth.sum()), int((~truth).sum())
    return float((ranks[truth].sum() - wanted * (wanted + 1) / 2) / (wanted * others))


def best_threshold(scores: Sequence[float], gains: Sequence[float], refusals: Sequence[float]) -> float:
    """Return the highest score from which answering gains most, give or take a question: in doubt it is quiet.

    Args:
        scores: The score of each question.
        gains: What answering each is worth.
        refusals: What refusing each is worth.
    """
    order = np.argsort(scores)
    worth = np.asarray(gains)[order] - np.asarray(refusals)[order]
    gained = np.concatenate(([0.0], -np.cumsum(worth)))
    refused = int(np.flatnonzero(gained >= gained.max() - 1)[-1])
    ranked = np.asarray(scores)[order]
    if refused == 0:
        return float(ranked[0]) - 1.0
    return float(ranked[refused - 1] + ranked[min(refused, len(ranked) - 1)]) / 2


def fit(
    features: NDArray[np.float64], positive: Sequence[bool], rounds: int = 25, ridge: float = 0.0
) -> NDArray[np.float64]:
    """Return the weights of a logistic regression, the last of them the constant, by Newton's method.

    Args:
        features: Shape (texts, features).
        positive: What each text is.
        rounds: Newton steps; a few suffice.
        ridge: What the weights cost, squared; the constant costs nothing.
    """
    known = np.column_stack([features, np.ones(len(features))])
    truth, weights = np.asarray(positive, dtype=np.float64), np.zeros(known.shape[1])
    cost = np.append(np.full(features.shape[1], ridge), 0.0)
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-known @ weights))
        slope = known.T @ (truth - chance) - cost * weights
        curve = (known * (chance * (1 - chance))[:, None]).T @ known + np.diag(cost + 1e-3)
        weights += np.linalg.solve(curve, slope)
    return weights
