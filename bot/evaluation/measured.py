"""What each question got by each measure: what figures are made of, and what an earlier run is compared by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.evaluation import answers, citations, retrieval, texts
from bot.evaluation.asking import Asked, confidence
from bot.evaluation.dataset import Example
from bot.evaluation.gold import Gold


@dataclass(frozen=True, slots=True)
class Measured:
    """A question and what it got.

    Attributes:
        id: Its id in the set.
        question: The question.
        kind: The kind of question.
        part: The part of the set it belongs to, or "".
        cluster: What it shares with other questions: the first article that answers it, or only its own id.
        answerable: Whether the corpus answers it.
        answered: Whether an answer was given.
        said: The answer as a person reads it.
        short: The answering words.
        cited: Where it was taken from, each ``article id in the set ¶ paragraph``.
        expected: The first of the expected answers, or "".
        confidence: How sure the best answer was, given or not.
        values: What it got, by measure; measures that do not apply are not there.
        timings: Milliseconds of each stage.
    """

    id: str
    question: str
    kind: str
    part: str
    cluster: str
    answerable: bool
    answered: bool
    said: str
    short: str
    cited: tuple[str, ...]
    expected: str
    confidence: float
    values: Mapping[str, float]
    timings: Mapping[str, float]


def measure(asked: Iterable[Asked], golds: Mapping[str, Gold]) -> list[Measured]:
    """Return what each question got.

    Args:
        asked: The questions and what became of them.
        golds: By question id, what it should be answered from.
    """
    kept = list(asked)
    ranked = retrieval.measure(
        {one.example.id: one.rankings for one in kept}, {one.example.id: golds[one.example.id] for one in kept}
    )
    return [_measure(one, golds[one.example.id], ranked[one.example.id]) for one in kept]


def clusters(measured: Sequence[Measured]) -> list[str]:
    """Return of each question what it shares with others."""
    return [one.cluster for one in measured]


def _measure(asked: Asked, gold: Gold, ranked: Mapping[str, float]) -> Measured:
    example, answer = asked.example, asked.answer
    values = dict(ranked)
    if answer and asked.forced:
        values |= answers.measure(example, answer, asked.forced, string_in_gold=_string_in_gold(example, gold))
        values |= citations.measure(answer, gold)
    return Measured(
        id=example.id,
        question=example.question,
        kind=example.kind,
        part=example.part,
        cluster=example.evidence[0].article if example.evidence else example.id,
        answerable=example.answerable,
        answered=bool(answer and not answers.refused(answer)),
        said=answers.said_by(answer) if answer else "",
        short=answers.short(answer) if answer else "",
        cited=tuple(
            f"{one.passage.article.external_id} ¶ {one.passage.paragraph.number}"
            for one in (answer.citations if answer else ())
        ),
        expected="; ".join(" / ".join(group[:1]) for group in example.every) or next(iter(example.answers), ""),
        confidence=confidence(asked),
        values=values,
        timings=answer.timings if answer else {},
    )


def _string_in_gold(example: Example, gold: Gold) -> bool:
    """Tell whether an expected answer stands in what answers, by the set's own word where it says so."""
    if not texts.is_short(example.answers):
        return False
    return bool(gold.answering) if example.string_in_gold is None else example.string_in_gold
