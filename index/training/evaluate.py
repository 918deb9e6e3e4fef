"""``python -m index.training.evaluate DATA_FOLDER``: the reader's figures on the sets kept for it.

The threshold below which no answer is given is chosen on the project's own questions, about paragraphs of which no
article was trained on: those held out of SQuAD 2 are of articles that were, and a reader is surer of what it
knows.
"""

import argparse
import json
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random

from index.news.article import Article, HeadlineOrigin, Paragraph, Passage
from index.retrieval import checkpoint
from index.retrieval.reader import AT_ONCE, BUNDLED, Reading, ReadsPassages
from index.training import invented, measure, rows, shaping
from index.training.example import Example
from index.training.invented import Story
from index.training.rows import Row

SEED = 1
UNSEEN = Path(__file__).with_name("unseen.jsonl")
"""Those questions, as ``python -m tests.evaluation.unseen`` writes them."""

NEWS_LENGTH_ROWS = 1_500
"""Of the held-out SQuAD 1.1 with its near misses, cut to news length."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was read of one set, a row each.

    Attributes:
        scores: The log-odds of an answer.
        f1: F1 of the best span.
        exact: Exact match of the best span.
        answerable: Whether there is an answer.
    """

    scores: list[float]
    f1: list[float]
    exact: list[float]
    answerable: list[bool]

    def threshold(self) -> float:
        """Return the score from which answering raises F1."""
        return measure.best_threshold(self.scores, self.f1, [float(not each) for each in self.answerable])

    def lines(self, threshold: float) -> Iterator[str]:
        """Yield the figures, in per cent but for the AUROC.

        Args:
            threshold: Below this score there is no answer.
        """
        answered = [score >= threshold for score in self.scores]
        told = list(zip(answered, self.answerable, self.f1, self.exact, strict=True))
        known = [(f1, exact) for _, there, f1, exact in told if there]
        yield f"questions {len(told)}, answerable {len(known)}"
        yield f"answerable, always answered: F1 {_mean(f for f, _ in known)}, EM {_mean(e for _, e in known)}"
        if len(known) < len(told):
            yield f"AUROC {measure.auroc(self.scores, self.answerable):.3f}"
            f1 = _mean(f if gave else float(not there) for gave, there, f, _ in told)
            exact = _mean(e if gave else float(not there) for gave, there, _, e in told)
            yield f"all, refusing below {threshold:.2f}: F1 {f1}, EM {exact}"


def evaluate(reader: ReadsPassages, held: list[Example]) -> Figures:
    """Ask every question of its text.

    Args:
        reader: What reads.
        held: Questions, texts and right answers; their contexts are read too, where they have any.
    """
    with ThreadPoolExecutor(AT_ONCE) as pool:
        readings = pool.map(lambda one: reader.read(one.question, [passage(one)], spans=1)[0], held)
        return _figures(
            (reading, [one.paragraph[slice(*place)] for place in one.answers], bool(one.answers))
            for reading, one in zip(readings, held, strict=True)
        )


def evaluate_stories(reader: ReadsPassages, stories: Iterable[Story]) -> Figures:
    """Ask every question of the whole of its story: what counts is the paragraph that answers most surely.

    Words of a paragraph that does not answer are wrong, whatever they are.

    Args:
        reader: What reads.
        stories: Stories that it was not trained on.
    """
    told = []
    for story in stories:
        passages = [Passage(story.article, one, 1.0) for one in story.article.paragraphs]
        for asked in story.asked:
            best = max(reader.read(asked.question, passages, spans=1), key=lambda one: one.answers)
            found = [words for number, words in asked.answers if number == best.passage.paragraph.number]
            told.append((best, found, bool(asked.answers)))
    return _figures(told)


def _figures(told: Iterable[tuple[Reading, list[str], bool]]) -> Figures:
    figures = Figures([], [], [], [])
    for reading, right, answerable in told:
        said = reading.spans[0].text if reading.spans else ""
        figures.scores.append(reading.answers)
        figures.f1.append(measure.f1(said, right))
        figures.exact.append(measure.exact(said, right))
        figures.answerable.append(answerable)
    return figures


def held_out(folder: Path) -> tuple[list[Example], list[Example]]:
    """Return what is kept from training: of SQuAD 2, whole; of SQuAD 1.1 with near misses, at news length."""
    news = shaping.validation(folder, SEED, human=False)[:NEWS_LENGTH_ROWS]
    return shaping.validation(folder, SEED, human=True), news


def held_out_news() -> list[Example]:
    """Return the questions about invented stories that are kept from training, each with some paragraphs."""
    rng = Random(SEED)
    told = (invented.examples(story, one, rng) for story in held_out_stories() for one in story.asked)
    return [one for each in told for one in each]


def held_out_stories() -> list[Story]:
    """Return the invented stories that are kept from training."""
    return [one for one in invented.read() if one.is_held_out]


def unseen() -> list[Example]:
    """Return the questions that the threshold is chosen on."""
    with UNSEEN.open(encoding="utf-8") as lines:
        return [Example(**{**row, "answers": tuple(map(tuple, row["answers"]))}) for row in map(json.loads, lines)]


def passage(example: Example) -> Passage:
    """Return an example's paragraph as the second of an article, after the text before it."""
    above, this = Paragraph(1, example.before), Paragraph(2, example.paragraph)
    article = Article("", "", example.title, HeadlineOrigin.GIVEN, (above, this), "")
    return Passage(article, this, 1.0)


def whole(row: Row) -> Example:
    """Return a row as it is, without a context."""
    return Example(row.question, row.context, answers=row.answers)


def _mean(values: Iterator[float]) -> str:
    held = list(values)
    return f"{100 * sum(held) / len(held):.1f}"


def main() -> None:
    """Print the figures of a reader."""
    parser = argparse.ArgumentParser(prog="python -m index.training.evaluate", description=main.__doc__)
    parser.add_argument("data", type=Path, help="the folder that holds reading/")
    parser.add_argument("--model", default=BUNDLED, help=f"what READER_MODEL takes (default: {BUNDLED})")
    parser.add_argument("--validation", action="store_true", help="only on what is held out of the training sets")
    asked = parser.parse_args()
    reader = checkpoint.load(asked.model)
    chosen_on = evaluate(reader, unseen())
    threshold = chosen_on.threshold()
    human, news = held_out(asked.data)
    shown = {
        "the project's own, which the threshold is chosen on": chosen_on,
        "invented news held out, whole stories": evaluate_stories(reader, held_out_stories()),
        "held out of SQuAD 2, whole": evaluate(reader, human),
        "held out of SQuAD 1.1 with near misses, news length": evaluate(reader, news),
    }
    if not asked.validation:
        for name in ("squad2_dev_half", "squad11_dev_notin_v2dev"):
            shown[name] = evaluate(reader, [whole(row) for row in rows.read(asked.data, name)])
    for name, figures in shown.items():
        print(name, *figures.lines(threshold), sep="\n  ")


if __name__ == "__main__":
    main()
