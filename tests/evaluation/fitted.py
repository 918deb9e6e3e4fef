"""``python -m tests.evaluation.fitted``: fit what the reader's word and the search's count for, on news.

An encyclopedia's questions were written with their paragraph in view, and of what it was trained on the reader is
too sure. So they are fitted on news that it has not seen: the questions that choices are made on, and those about
the stories held out from its training. Then ``python -m tests.evaluation --choose`` takes the thresholds.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.answering import parts, weights
from bot.answering.answerer import FOUND
from bot.answering.casing import restored
from bot.answering.finding import Finding
from bot.answering.keywords import in_full
from bot.answering.question import Kind, understand
from bot.answering.reading import TOLD, PassageReader
from bot.answering.weights import Weights
from bot.evaluation import run, texts
from bot.evaluation.dataset import Example, read_examples
from index.library import Library
from index.news.sources import files
from index.retrieval.embedding import Embedder
from index.retrieval.reader import Reader, ReadsPassages
from index.retrieval.search import Query
from index.training import measure
from tests.evaluation import held_out, sets

RIDGE = 1.0
"""What a coefficient costs, squared: little beside a thousand passages, and enough that none runs away."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The evidence for each passage that was read for a question.

    Attributes:
        features: One row a passage.
        right: Whether it answers.
    """

    features: NDArray[np.float64]
    right: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Noting(Weights):
    """Weights that note the evidence, and give each passage a probability that tells which it is."""

    seen: list[NDArray[np.float64]] = field(default_factory=list)

    def of(self, _: Kind) -> Weights:
        return self

    def probability(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        self.seen.append(features)
        return _marks(len(features))


def judged(
    library: Library, reader: ReadsPassages, corpus: str, examples: Sequence[Example]
) -> Iterator[tuple[Kind, Asked]]:
    """Yield the evidence for each passage read for a question, and whether it answers, with the question's kind.

    Questions for several things and of a day are left out: more than words of one passage answers them. So are
    definitions, which are known without the reader.

    Args:
        library: What holds the stories.
        reader: The reader.
        corpus: Their corpus.
        examples: The questions.
    """
    for example in examples:
        passages = library.search(Query(example.question, (corpus,), FOUND))
        question = understand(in_full(restored(example.question, passages)))
        several = question.several or example.every or len(parts.split(example.question)) > 1
        if several or example.asked_on or question.kind is Kind.DEFINITION:
            continue
        noting = _Noting(0.0, (), threshold=0.0)
        found = PassageReader(reader, noting.of)(question, passages)
        right = [_mark(one) for one in found if _is_right(example, one)]
        features = noting.seen[0] if noting.seen else np.zeros((0, len(weights.FEATURES)))
        marks = _marks(len(features))
        judgements = np.isclose(marks[:, None], np.array(right)).any(axis=1)
        yield question.kind, Asked(features, judgements)


def _marks(count: int) -> NDArray[np.float64]:
    return 1 / (2 + np.arange(count))


def _mark(finding: Finding) -> float:
    """Return the mark of the passage that a finding is of: one that tells outright scores higher by rule."""
    return (finding.score - TOLD) / (1 - TOLD) if finding.score > TOLD else finding.score


def _is_right(example: Example, finding: Finding) -> bool:
    told = finding.passage.article.external_id in {one.article for one in example.evidence}
    return told and texts.contains(finding.sentence, example.answers)


def fit(asked: Sequence[Asked]) -> NDArray[np.float64]:
    """Return intercept and coefficients of a ridge logistic regression."""
    features = np.concatenate([one.features for one in asked])
    right = np.concatenate([one.right for one in asked])
    *coefficients, intercept = measure.fit(features, list(right), ridge=RIDGE)
    return np.array([intercept, *coefficients])


def main() -> None:
    """Fit the weights, and write them."""
    with tempfile.TemporaryDirectory() as folder, sets.opened(Path(folder), Embedder()) as library:
        reader, asked = Reader(), list[tuple[Kind, Asked]]()
        for corpus, articles, examples in (
            (sets.NEWS, sets.articles(), read_examples(sets.QUESTIONS)),
            (held_out.NAME, held_out.articles(), held_out.examples(held_out.TO_FIT)),
            *(
                (one.name, files.read(one / "articles.jsonl"), read_examples(one / "questions.jsonl"))
                for one in (sets.CHOICE, sets.OTHERS)
            ),
        ):
            run.put_in(library, corpus, articles)
            asked += judged(library, reader, corpus, [one for one in examples if one.part == "dev"])
    stored = sets.stored()
    for name, is_yes_no in sets.SORTS:
        of_sort = [one for kind, one in asked if (kind is Kind.YES_NO) == is_yes_no]
        stored[name] |= {"questions": len(of_sort), **weights.named(fit(of_sort))}
    sets.store(stored)


if __name__ == "__main__":
    main()
