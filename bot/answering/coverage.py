"""How much of what a question says a passage says too. Pure."""

from itertools import pairwise

from bot.answering.names import alike
from bot.answering.question import Question
from bot.answering.rarity import rarity
from bot.answering.roots import content_roots

_SHARED = 6
"""Letters that two spellings of a name share from the start (Zelensky, Zelenskyy), and"""
_ENDING = 2
"""letters that may follow."""


def coverage(question: Question, text: str) -> float:
    """Return the share of a question's content that ``text`` holds, rare words counting more; 1 without any.

    Args:
        question: The question, understood.
        text: A sentence, or a paragraph with what stands over it.
    """
    weights = {one: rarity(one) for one in question.roots}
    if not weights:
        return 1.0
    there = set(content_roots(text))
    held = sum(
        weight
        for one, weight in weights.items()
        if one in there or (weight >= 1 and any(_spelt_alike(one, other) for other in there))
    )
    return held / sum(weights.values())


def neighbours(question: Question, text: str) -> float:
    """Return the share of the question's pairs of neighbouring words that stand side by side in ``text`` too.

    "The Oxcombe border talks" are not just any talks on a border that Oxcombe took part in.

    Args:
        question: The question, understood.
        text: A sentence, or a paragraph with what stands over it.
    """
    pairs = set(pairwise(question.roots))
    return len(pairs & set(pairwise(content_roots(text)))) / len(pairs) if pairs else 0.0


def _spelt_alike(one: str, other: str) -> bool:
    """Tell whether two roots may be of one name: stemming makes more of a difference than spelling does."""
    shared = max(len(one), len(other)) - _ENDING
    return alike(one, other) or (shared >= _SHARED and one[:shared] == other[:shared])
