"""From passages to findings: which sentences answer, how surely, and with which words.

``Read`` is the seam for a trained reader: whatever turns a question and passages into findings can stand in for
``SentenceReader``.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np

from bot.answering import evidence, gate
from bot.answering.candidates import Candidate
from bot.answering.question import Question
from bot.answering.weights import Weights, load
from index.news.article import Passage
from index.news.sentences import split
from index.retrieval.embedding import Embedder, Vectors

PASSAGES = 10
"""How many of the passages that pass the gate are read: embedding a sentence takes about 6 ms."""
CACHED = 8_192
"""Sentence vectors kept, 12 MB: news repeats itself, and so do people's questions about it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence that may answer.

    Attributes:
        passage: Where it stands.
        sentence: The sentence, verbatim in the passage's paragraph.
        before: The sentence before it in the paragraph, or "".
        score: The probability that it answers.
        candidate: The words of ``sentence`` that answer, where they can be told.
    """

    passage: Passage
    sentence: str
    before: str
    score: float
    candidate: Candidate | None = None


Read = Callable[[Question, Sequence[Passage]], list[Finding]]
"""Reads passages for a question; the best finding first."""


class SentenceReader:
    """Reads by embeddings and words alone. May be shared by threads.

    Args:
        embedder: The model that made the index, or any other.
        weights: What each piece of evidence counts.
    """

    def __init__(self, embedder: Embedder, weights: Weights | None = None) -> None:
        self._embedder = embedder
        self._weights = weights or load()
        self._vectors: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()

    def __call__(self, question: Question, passages: Sequence[Passage]) -> list[Finding]:
        """Return the sentences of ``passages`` that may answer ``question``, the surest first.

        Args:
            question: The question, understood.
            passages: What was found for it, the best first.

        Raises:
            ModelUnusable: The weights of the embedding model are missing or not the expected ones.
        """
        findings, rows = self.gather(question, passages)
        if not findings:
            return []
        scores = self._weights.probability(evidence.matrix(rows))
        scored = [
            Finding(one.passage, one.sentence, one.before, float(score), row.candidate)
            for one, row, score in zip(findings, rows, scores, strict=True)
        ]
        return sorted(scored, key=lambda one: -one.score)

    def gather(
        self, question: Question, passages: Sequence[Passage]
    ) -> tuple[list[Finding], list[evidence.Evidence]]:
        """Return the sentences that pass the gate, not yet scored, and the evidence for each.

        Args:
            question: The question, understood.
            passages: What was found for it, the best first.
        """
        ranked = [(rank, one) for rank, one in enumerate(passages) if not gate.missing(question, one)][:PASSAGES]
        places: list[tuple[int, Finding]] = []
        for rank, passage in ranked:
            sentences = split(passage.paragraph.text)
            for before, sentence in zip(["", *sentences], sentences, strict=False):
                if gate.bound(question, passage, f"{before} {sentence}"):
                    places.append((rank, Finding(passage, sentence, before, 0.0)))
        if not places:
            return [], []
        asked, *vectors = self._encode([question.text, *(one.sentence for _, one in places)])
        similar = [float(np.dot(asked, vector)) for vector in vectors]
        best: dict[int, float] = {rank: passage.similarity for rank, passage in ranked}
        for (rank, _), cosine in zip(places, similar, strict=True):
            best[rank] = max(best[rank], cosine)
        top = max(similar)
        rows = [
            evidence.gather(
                question,
                one.sentence,
                context=gate.context(one.passage),
                similarity=cosine,
                paragraph_similarity=best[rank],
                best_similarity=top,
            )
            for (rank, one), cosine in zip(places, similar, strict=True)
        ]
        return [one for _, one in places], rows

    def _encode(self, texts: Sequence[str]) -> list[Vectors]:
        """Return the vector of each text, from memory where it was read before."""
        with self._lock:
            known = {text: self._vectors[text] for text in texts if text in self._vectors}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            known.update(zip(new, self._embedder.encode(new), strict=True))
        with self._lock:
            for text in texts:
                self._vectors[text] = known[text]
                self._vectors.move_to_end(text)
            while len(self._vectors) > CACHED:
                self._vectors.popitem(last=False)
        return [known[text] for text in texts]
