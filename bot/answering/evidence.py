"""The evidence that a sentence answers a question, as numbers. Pure: vectors and ranks are arguments."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.answering import countries
from bot.answering.candidates import PLAIN, TYPED, Candidate, find
from bot.answering.names import alike, stands_in
from bot.answering.question import Question
from bot.answering.rarity import rarity
from bot.answering.roots import content_roots, root
from index.news.words import fold, words

FEATURES = (
    "best similarity in paragraph",
    "similarity short of the best",
    "sentence coverage",
    "context coverage",
    "kind found",
    "kind not found",
    "plain kind not found",
    "names in sentence",
    "no names asked",
    "short question",
    "all words in sentence",
    "neighbours kept",
)
"""What the columns of ``features`` are, in order."""

_WINDOW = 4
"""Words within which two neighbouring words of the question still belong together in the sentence, as in the
unordered windows of the sequential dependence model (Metzler & Croft, SIGIR 2005)."""
_SHARED = 6
"""Letters that two spellings of a name share from the start (Zelensky, Zelenskyy), and"""
_ENDING = 2
"""letters that may follow."""
_REACH = 3
"""Words of distance at which a word of the question counts half for a candidate near it."""
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one sentence.

    Attributes:
        values: One number a feature, as ``FEATURES`` names them.
        candidate: The words that answer most likely, if the kind of answer can be told by its looks.
    """

    values: tuple[float, ...]
    candidate: Candidate | None


def gather(
    question: Question,
    sentence: str,
    *,
    context: str,
    similarity: float,
    paragraph_similarity: float,
    best_similarity: float,
) -> Evidence:
    """Return the evidence that ``sentence`` answers ``question``.

    Args:
        question: The question, understood.
        sentence: A sentence of a passage.
        context: Headline, subhead and paragraph it stands in.
        similarity: Cosine of question and sentence.
        paragraph_similarity: The best of the paragraph's own cosine and its sentences'.
        best_similarity: The best cosine of any sentence found for the question.
    """
    weights = question_weights(question)
    total = sum(weights.values()) or 1.0
    here, around = _held(weights, sentence), _held(weights, context)
    typed = question.kind in TYPED
    candidate = best_candidate(question, sentence)
    asked = [*question.names, *question.countries, *question.seats, *question.numbers]
    return Evidence(
        (
            paragraph_similarity,
            best_similarity - similarity,
            sum(weight for one, weight in weights.items() if one in here) / total,
            sum(weight for one, weight in weights.items() if one in around) / total,
            float(typed and candidate is not None),
            float(typed and candidate is None),
            float(question.kind in PLAIN and candidate is None),
            _share_named(question, sentence, len(asked)),
            float(not asked),
            1 / max(1, len(weights)),
            float(len(here) == len(weights) > 0),
            _neighbours(question.roots, sentence),
        ),
        candidate,
    )


def question_weights(question: Question) -> dict[str, float]:
    """Return how much each root of a question says."""
    return {one: rarity(one) for one in question.roots}


def best_candidate(question: Question, sentence: str) -> Candidate | None:
    """Return the candidate that stands nearest to the question's words.

    Args:
        question: The question, understood.
        sentence: The sentence.
    """
    weights = question_weights(question)
    return max(find(sentence, question), key=lambda one: nearness(sentence, one, weights), default=None)


def nearness(sentence: str, candidate: Candidate, weights: dict[str, float]) -> float:
    """Return how near the words of a question stand to a candidate: 1 if all stand right beside it."""
    total = sum(weights.values()) or 1.0
    nearest: dict[str, float] = {}
    tokens = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(sentence)]
    inside = [i for i, (start, end, _) in enumerate(tokens) if start < candidate.end and end > candidate.start]
    for i, (_, _, token) in enumerate(tokens):
        gap = max(0, inside[0] - i, i - inside[-1]) if inside else len(tokens)
        for word in words(token):
            one = root(word)
            if one in weights:
                nearest[one] = max(nearest.get(one, 0.0), _REACH / (_REACH + gap))
    return sum(weights[one] * near for one, near in nearest.items()) / total


def _held(weights: dict[str, float], text: str) -> set[str]:
    """Return the question's roots that ``text`` holds, rare ones also spelt a little otherwise."""
    there = set(content_roots(text))
    return {
        one
        for one, weight in weights.items()
        if one in there or (weight >= 1 and any(_spelt_alike(one, other) for other in there))
    }


def _spelt_alike(one: str, other: str) -> bool:
    """Tell whether two roots may be of one name: stemming makes more of a difference than spelling does."""
    shared = max(len(one), len(other)) - _ENDING
    return alike(one, other) or (shared >= _SHARED and one[:shared] == other[:shared])


def _neighbours(roots: Sequence[str], sentence: str) -> float:
    """Return the share of the question's pairs of neighbouring words that stand together in the sentence."""
    there: dict[str, list[int]] = {}
    for i, word in enumerate(words(sentence)):
        there.setdefault(root(word), []).append(i)
    pairs = list(pairwise(roots))
    kept = sum(
        any(abs(i - j) <= _WINDOW for i in there.get(one, ()) for j in there.get(other, ()))
        for one, other in pairs
    )
    return kept / len(pairs) if pairs else 0.0


def _share_named(question: Question, sentence: str, asked: int) -> float:
    """Return the share of the names a question rests on that stand in the sentence itself; 0 if it has none."""
    if not asked:
        return 0.0
    named, seats = countries.mentioned(sentence)
    plain = fold(sentence)
    found = sum(stands_in(name, sentence) for name in question.names)
    found += len(question.countries & (named | seats)) + len(question.seats & seats)
    found += sum(number in plain for number in question.numbers)
    return found / asked


def matrix(evidence: Sequence[Evidence]) -> NDArray[np.float64]:
    """Return the evidence as one row a sentence."""
    return np.array([one.values for one in evidence], dtype=np.float64).reshape(-1, len(FEATURES))
