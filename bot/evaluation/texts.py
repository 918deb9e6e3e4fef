"""Comparing a short answer with what was expected, as SQuAD does (https://arxiv.org/abs/1606.05250)."""

import unicodedata
from collections import Counter
from collections.abc import Iterable

from index.news.words import fold

_ARTICLES = frozenset(("a", "an", "the"))
_UNSAYING = frozenset(("yes", "no", "true", "false"))

SHORT = 12
"""Words of a short answer at most: a longer one is told in other words by whoever answers."""


def normalised(text: str) -> str:
    """Return a text without case, punctuation, articles and surplus white space.

    SQuAD's own rule knows ASCII only; quotes, dashes and accents of news are folded first.
    """
    plain = "".join(char for char in fold(text) if unicodedata.category(char)[0] not in "PS")
    return " ".join(word for word in plain.split() if word not in _ARTICLES)


def exact(said: str, expected: Iterable[str]) -> float:
    """Return 1 if ``said`` is one of the expected answers, else 0."""
    return float(normalised(said) in {normalised(one) for one in expected})


def f1(said: str, expected: Iterable[str]) -> float:
    """Return the harmonic mean of the precision and recall of tokens, for the expected answer that fits best."""
    return max((_f1(normalised(said).split(), normalised(one).split()) for one in expected), default=0.0)


def contains(text: str, expected: Iterable[str]) -> bool:
    """Tell whether one of the expected answers stands in a text, in whole words."""
    there = f" {normalised(text)} "
    return any(f" {words} " in there for one in expected if (words := normalised(one)))


def is_short(answers: Iterable[str]) -> bool:
    """Tell whether answers can be looked for in a text; "yes" and "no" are said without these words."""
    normal = {normalised(one) for one in answers}
    return bool(normal) and not normal & _UNSAYING and min(len(one.split()) for one in normal) <= SHORT


def _f1(said: list[str], expected: list[str]) -> float:
    common = sum((Counter(said) & Counter(expected)).values())
    if not common:
        return float(said == expected)
    precision, recall = common / len(said), common / len(expected)
    return 2 * precision * recall / (precision + recall)
