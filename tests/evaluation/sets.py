"""The project's own questions: their articles, the questions by set, and what each set gave."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from bot.answering import weights
from bot.answering.question import Kind
from bot.answering.reading import PassageReader
from bot.evaluation import run
from bot.evaluation.dataset import Example, read_examples, read_records
from bot.evaluation.measured import Measured
from index import samples
from index.library import Library
from index.news.article import RawArticle
from index.news.sources import files
from index.news.sources.records import Refusal
from index.retrieval.embedding import Embedder
from index.retrieval.reader import Reader
from tests.evaluation import held_out, pairs

HERE = Path(__file__).parent
QUESTIONS = HERE / "questions.jsonl"
NEWS = "own-news"
PAIRS = "own-pairs"
OTHERS = HERE / "others"
"""Stories and questions by people who knew nothing of the code or of the other questions, and ask in their words:
those of one for development, those of another one for reporting."""
CHOICE = HERE / "choice"
"""More stories and questions, for choices alone: what is chosen on few questions is chosen by chance."""
WEIGHTS = Path(weights.__file__).with_name(weights.FILE)
"""The file that what is chosen goes to."""
SORTS = (("words", False), (Kind.YES_NO.value, True))
"""What ``WEIGHTS`` tells apart, each with whether it is for questions for yes or no."""
SMALL = "swapped-small"
"""The kind of question that has a name exchanged, and is typed without capitals."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many questions of a kind were right."""

    right: int
    count: int


def articles() -> Iterator[RawArticle | Refusal]:
    """Yield the articles the questions are about: the sample corpus and more of its kind."""
    yield from files.read(samples.folder())
    yield from files.read(HERE / "corpus")


def stored() -> dict[str, dict[str, Any]]:
    """Return what ``WEIGHTS`` holds for each of ``SORTS``."""
    return dict(json.loads(WEIGHTS.read_text("utf-8")))


def store(chosen: dict[str, dict[str, Any]]) -> None:
    """Put what was chosen in the place of what ``WEIGHTS`` holds."""
    WEIGHTS.write_text(json.dumps(chosen, indent=1) + "\n", "utf-8")


def swapped() -> list[Example]:
    """Return questions of the set with a name exchanged for another one, of which nothing is said: no answer.

    Each is asked as it is written, and as people type it in a chat: without a capital or a question mark.
    """
    made = [
        (record, record["question"].replace(old, new))
        for record in read_records(QUESTIONS)
        for old, new in record.get("swap", ())
    ]
    return [
        Example(f"{record['id']}-{kind}", text, answerable=False, kind=kind, part=record["part"])
        for record, question in made
        for kind, text in (("swapped", question), (SMALL, question.lower().rstrip("?")))
    ]


@contextmanager
def opened(home: Path, embedder: Embedder) -> Iterator[Library]:
    """Own a library in an empty home, and close it."""
    library = Library(home, embedder)
    library.own("the evaluation")
    try:
        yield library
    finally:
        library.close()


def measure(home: Path, embedder: Embedder) -> list[run.Measurement]:
    """Ask all questions of the sets, in an empty home."""
    with opened(home, embedder) as library:
        read = PassageReader(Reader())
        asked = [*read_examples(QUESTIONS), *swapped()]
        made = list(pairs.stories())
        news = run.put_in(library, NEWS, articles())
        stories = run.put_in(library, PAIRS, (one.article for one in made))
        about = [example for one in made for example in one.examples]
        return [
            run.measure(library, embedder, read, NEWS, asked, news, dates=[run.GIVEN]),
            run.measure(library, embedder, read, PAIRS, about, stories, dates=[run.GIVEN], ranked=False),
            _measure_folder(OTHERS, library, embedder, read, part="report"),
        ]


def measure_choice(home: Path, embedder: Embedder) -> list[run.Measurement]:
    """Ask the questions that only choices are made on, in an empty home."""
    with opened(home, embedder) as library:
        read = PassageReader(Reader())
        stories = run.put_in(library, held_out.NAME, held_out.articles())
        asked = held_out.examples(held_out.TO_CHOOSE)
        return [
            run.measure(library, embedder, read, held_out.NAME, asked, stories, dates=[run.GIVEN], ranked=False),
            *(_measure_folder(one, library, embedder, read, part="dev") for one in (CHOICE, OTHERS)),
        ]


def _measure_folder(
    folder: Path, library: Library, embedder: Embedder, read: PassageReader, *, part: str
) -> run.Measurement:
    held = run.put_in(library, folder.name, files.read(folder / "articles.jsonl"))
    asked = [one for one in read_examples(folder / "questions.jsonl") if one.part == part]
    return run.measure(library, embedder, read, folder.name, asked, held, dates=[run.GIVEN])


def scores(measurements: list[run.Measurement]) -> dict[str, Score]:
    """Return how many questions were right, for each part of each set."""
    found: dict[str, list[float]] = {}
    for name, one in ((each.name, one) for each in measurements for one in each.runs[0].questions):
        whose = "others' " * (name == OTHERS.name)
        found.setdefault(f"{whose}{_set_of(one)}, {one.part}", []).append(one.values["right"])
        if (first := one.values.get("reader evidence hit@1")) is not None:
            found.setdefault(f"{whose}evidence ranked first, {one.part}", []).append(first)
    return {name: Score(int(sum(right)), len(right)) for name, right in sorted(found.items())}


def threshold(questions: list[Measured]) -> float:
    """Return the highest confidence from which answering pays most, give or take a question: in doubt it is quiet.

    A right answer pays; a wrong one costs, whether there is a right one or none; each sort of question weighs the
    same.
    """
    held = sorted(one.confidence for one in questions)
    edges = [(one + other) / 2 for one, other in pairwise(held)]
    gains = [_gained(questions, edge) - _false(questions, edge) for edge in edges]
    one = 1 / sum(each.answerable for each in questions)
    return max(edge for edge, gain in zip(edges, gains, strict=True) if gain >= max(gains) - one)


def _gained(questions: list[Measured], edge: float) -> float:
    """Return the share of the questions with an answer that get a right one from a confidence on, less a wrong."""
    asked = [one for one in questions if one.answerable]
    worth = (2 * one.values.get("the same, forced", 1.0) - 1 for one in asked if one.confidence >= edge)
    return sum(worth) / len(asked)


def _false(questions: list[Measured], edge: float) -> float:
    """Return the share of the questions without an answer that get one from a confidence on."""
    asked = [one.confidence >= edge for one in questions if not one.answerable]
    return sum(asked) / len(asked)


def wrong(questions: list[Measured]) -> list[Measured]:
    """Return the questions that went wrong and may be looked at: a reported part that is looked at is spent."""
    return [one for one in questions if one.part == "dev" and not one.values["right"]]


def _set_of(question: Measured) -> str:
    if question.kind.startswith("swapped"):
        return "swapped names refused" + ", typed without capitals" * (question.kind == SMALL)
    if question.kind.startswith("pairs"):
        return question.kind
    return "questions answered" if question.answerable else "unanswerable refused"
