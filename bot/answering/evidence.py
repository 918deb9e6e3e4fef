"""The evidence that a sentence answers a question, as numbers. Pure: vectors and ranks are arguments."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.answering import countries
from bot.answering.candidates import TYPED, Candidate, find
from bot.answering.names import alike, stands_in
from bot.answering.question import Question
from bot.answering.rarity import rarity
from bot.answering.roots import content_roots, root
from index.news.words import fold, words

FEATURES = (
    "sentence similarity",
    "best similarity in paragraph",
    "similarity short of the best",
    "similarity of the focus",
    "focus short of the best",
    "sentence coverage",
    "context coverage",
    "rarest word missing",
    "kind found",
    "kind not found",
    "names in sentence",
    "no names asked",
    "reciprocal rank",
    "short sentence",
    "short question",
    "all words in sentence",
    "neighbours kept",
)
"""What the columns of ``features`` are, in order."""

_SHORT = 6
"""Words: a sentence with fewer hardly answers by itself."""
_FOCUS = 16
"""Words of a focus at most: about a clause."""
_MARGIN = 2
"""Words kept on either side of a focus, so that it reads."""
_WINDOW = 4
"""Words within which two neighbouring words of the question still belong together in the sentence, as in the
unordered windows of the sequential dependence model (Metzler & Croft, SIGIR 2005)."""
_REACH = 3
"""Words of distance at which a word of the question counts half for a candidate near it."""
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Best:
    """The best cosines among all the sentences found for a question: of a whole one, and of a focus."""

    sentence: float
    focus: float


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
    rank: int,
    similarity: float,
    focus_similarity: float,
    paragraph_similarity: float,
    best: Best,
) -> Evidence:
    """Return the evidence that ``sentence`` answers ``question``.

    Args:
        question: The question, understood.
        sentence: A sentence of a passage.
        context: Headline, subhead and paragraph it stands in.
        rank: The passage's place in the search, from 0.
        similarity: Cosine of question and sentence.
        focus_similarity: Cosine of question and the sentence's focus.
        paragraph_similarity: The best of the paragraph's own cosine and its sentences'.
        best: The best cosines that anything found for the question has.
    """
    weights = question_weights(question)
    total = sum(weights.values()) or 1.0
    here, around = _held(weights, sentence), _held(weights, context)
    lost = [weight for one, weight in weights.items() if one not in around]
    typed = question.kind in TYPED
    candidate = best_candidate(question, sentence)
    asked = [*question.names, *question.countries, *question.seats, *question.numbers]
    return Evidence(
        (
            similarity,
            paragraph_similarity,
            best.sentence - similarity,
            focus_similarity,
            best.focus - focus_similarity,
            sum(weight for one, weight in weights.items() if one in here) / total,
            sum(weight for one, weight in weights.items() if one in around) / total,
            max(lost, default=0.0),
            float(typed and candidate is not None),
            float(typed and candidate is None),
            _share_named(question, sentence, len(asked)),
            float(not asked),
            1 / (1 + rank),
            float(len(words(sentence)) < _SHORT),
            1 / max(1, len(weights)),
            float(len(here) == len(weights) > 0),
            _neighbours(question.roots, sentence),
        ),
        candidate,
    )


def question_weights(question: Question) -> dict[str, float]:
    """Return how much each root of a question says."""
    return {one: rarity(one) for one in question.roots}


def likely(question: Question, sentence: str, similarity: float) -> float:
    """Return a first guess at how well a sentence answers: the words it shares and its cosine, in equal parts."""
    weights = question_weights(question)
    total = sum(weights.values()) or 1.0
    return sum(weights[one] for one in _held(weights, sentence)) / total + similarity


def best_candidate(question: Question, sentence: str) -> Candidate | None:
    """Return the candidate that stands nearest to the question's words.

    Args:
        question: The question, understood.
        sentence: The sentence.
    """
    weights = question_weights(question)
    return max(find(sentence, question), key=lambda one: nearness(sentence, one, weights), default=None)


def focus(question: Question, sentence: str) -> str:
    """Return the stretch of a long sentence that has most to do with the question, verbatim.

    News packs several facts into a sentence, and a vector of all of them is near none of them.

    Args:
        question: The question, understood.
        sentence: The sentence; a short one is its own focus.
    """
    tokens = list(_WORD.finditer(sentence))
    if len(tokens) <= _FOCUS:
        return sentence
    weights = question_weights(question)
    held = [{root(word) for word in words(token.group())} & weights.keys() for token in tokens]
    candidate = best_candidate(question, sentence)
    answers = [
        candidate is not None and candidate.start < token.end() and token.start() < candidate.end
        for token in tokens
    ]

    def worth(first: int, last: int) -> float:
        said = set().union(*held[first:last])
        return sum(weights[one] for one in said) + any(answers[first:last])

    starts = range(len(tokens) - _FOCUS + 1)
    first = max(starts, key=lambda start: worth(start, start + _FOCUS))
    last = first + _FOCUS
    most = worth(first, last)
    while last - first > 1 and worth(first, last - 1) == most:
        last -= 1
    while last - first > 1 and worth(first + 1, last) == most:
        first += 1
    first, last = max(0, first - _MARGIN), min(len(tokens), last + _MARGIN)
    return sentence[tokens[first].start() : tokens[last - 1].end()]


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
        if one in there or (weight >= 1 and any(alike(one, other) for other in there))
    }


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
