"""Fits what the reader's word and the search's count: ``python -m bot.answering.calibrate DATA_FOLDER``.

DATA_FOLDER is the folder that holds ``reading/``. Questions are those rows of SQuAD 1.1's training set and of the
half of SQuAD 2.0's dev set (both CC BY-SA 4.0) that the reader was not trained on, since it is too sure of what it
knows; for yes-or-no questions those of BoolQ's dev set in ``support/`` (CC BY-SA 3.0). It writes ``weights.json``
and ``rarity.json`` beside this file and takes some minutes.

Their paragraphs, cut to the length of news, and as many others are put into a library in a temporary folder, one
article a title, and each question is asked of it as ``dateline ask`` asks. A passage is right if an answer stands
in the words found. Questions of SQuAD 2 that its writers made unanswerable stay so; of the other questions, every
second is asked of the corpus without its paragraph, which is what a corpus that does not say looks like. The
threshold is chosen on all questions, each scored by weights that were fitted on others.
"""

import argparse
import gzip
import json
import random
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.answering import rarity, weights
from bot.answering.question import understand
from bot.answering.reading import PASSAGES, SPANS
from bot.answering.roots import content_roots, root
from index.library import Library
from index.news.article import RawArticle
from index.news.sentences import split
from index.news.words import fold
from index.retrieval import checkpoint
from index.retrieval.embedding import Embedder
from index.retrieval.reader import BUNDLED, Reading, ReadsPassages
from index.retrieval.search import Query
from index.training import rows
from index.training.rows import Row

SEED = 20250516
QUESTIONS = 300
"""How many questions of each set are asked."""
YES_NO_TEXTS = 500
"""How many texts of BoolQ are put into the library."""
OTHERS = 600
"""Texts that no question is asked about: a larger corpus holds more that looks like an answer."""
REMOVED = 0.5
"""Share of SQuAD 1.1's questions asked of a corpus without their paragraph; SQuAD 2 has its own."""
SENTENCES = 2
"""Sentences a paragraph is cut to: news paragraphs hold one to three."""
FOLDS = 5
"""Parts of the questions; each is scored by weights fitted on the others, and the threshold is chosen on all."""
RIDGE = 1.0
STEPS = 30
CORPUS = "main"

_INSIDE = re.compile(r"(?<=[a-z,] )[^\W\d_][a-z]+")
"""A word inside a sentence, where only a name has a capital."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the evidence for each passage found.

    Attributes:
        features: One row a passage.
        right: Whether its words hold an answer.
        answerable: Whether the corpus it was asked of holds one.
    """

    features: NDArray[np.float64]
    right: NDArray[np.bool_]
    answerable: bool


def main() -> None:
    """Ask, fit, choose the threshold, write the file, print what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path, help="the folder that holds reading/")
    parser.add_argument("--home", type=Path, help="where the library is kept for the next run")
    parser.add_argument("--reader", default=BUNDLED, help="the reader to calibrate, as READER_MODEL names it")
    wanted = parser.parse_args()
    chance = random.Random(SEED)  # noqa: S311
    written = [row for row in rows.read(wanted.data, "squad2_dev_otherhalf") if rows.is_held_out(row, human=True)]
    every = list(rows.read(wanted.data, "squad11_train"))
    plain = [row for row in every if rows.is_held_out(row, human=False)]
    others = sorted({(row.context, row.title) for row in every} - {(row.context, row.title) for row in plain})
    yes_no = chance.sample(list(yes_or_no(wanted.data / "support" / "boolq_dev.pairs.jsonl.gz")), YES_NO_TEXTS)
    texts = {row.context: row.title for row in (*written, *plain, *yes_no)} | dict(chance.sample(others, OTHERS))
    here = Path(__file__).parent
    write(here / rarity.TABLE, table({row.context for row in every}, dictionary()))
    with tempfile.TemporaryDirectory() as temporary:
        library = Library(wanted.home or Path(temporary), Embedder())
        library.own("calibrate")
        list(library.add(articles(texts), corpus=CORPUS))
        library.indexes.catch_up(CORPUS)
        reader = checkpoint.load(wanted.reader)
        words = ask(written, library, reader, chance, removed=0.0)
        words += ask(plain, library, reader, chance, removed=REMOVED)
        asked = {"words": words, "yes or no": ask(yes_no, library, reader, chance, removed=REMOVED)}
        library.close()
    kept: dict[str, object] = {"made by": "python -m bot.answering.calibrate DATA_FOLDER"}
    for name, each in asked.items():
        chance.shuffle(each)
        kept[name] = calibrated(each)
    write(here / weights.FILE, kept)
    print((here / weights.FILE).read_text("utf-8"))  # noqa: T201


def dictionary() -> set[str]:
    """Return the roots of the words that a dictionary of American English writes small: Hunspell's ``en_US``."""
    _count, *lines = files("spylls.hunspell").joinpath("data/en/en_US.dic").read_text("utf-8").splitlines()
    stems = (line.partition("/")[0] for line in lines)
    return {root(fold(stem)) for stem in stems if stem.isalpha() and stem.islower()}


def table(paragraphs: set[str], plain: set[str]) -> dict[str, object]:
    """Return the rarity of each root that enough paragraphs hold, and which are written with a capital, or small.

    Args:
        paragraphs: Running text in mixed case.
        plain: Roots that are written small, unless the paragraphs say otherwise.
    """
    held = Counter(one for text in sorted(paragraphs) for one in set(content_roots(text)))
    most = np.log(len(paragraphs) / rarity.MIN_PARAGRAPHS)
    common = {
        one: round(max(0.05, float(np.log(len(paragraphs) / number) / most)), 2)
        for one, number in sorted(held.items())
        if number > rarity.MIN_PARAGRAPHS
    }
    capitals, small = Counter[str](), Counter[str]()
    for text in paragraphs:
        for word in _INSIDE.findall(text):
            (capitals if word[0].isupper() else small)[root(fold(word))] += 1
    written = {one for one, times in small.items() if times >= rarity.MIN_SMALL} | plain
    return {
        "rarity": common,
        "capitalised": [one for one in common if capitals[one] > small[one]],
        "small": " ".join(
            one
            for one in sorted(written)
            if capitals[one] < max(rarity.FEW_CAPITALS, rarity.MOST_CAPITALS * (capitals[one] + small[one]))
        ),
    }


def calibrated(asked: Sequence[Asked]) -> dict[str, object]:
    """Return weights fitted on some questions, and the threshold chosen on them when they were not fitted on.

    Args:
        asked: The questions, shuffled.
    """
    told: list[tuple[Asked, NDArray[np.float64]]] = []
    for part in range(FOLDS):
        fitted = fit([one for number, one in enumerate(asked) if number % FOLDS != part])
        told += [(one, odds(one, fitted)) for one in asked[part::FOLDS]]
    report = choose(told)
    fitted = fit(asked)
    return {
        "questions": len(asked),
        "not fitted on": report,
        "threshold": report["threshold"],
        **weights.named(fitted),
    }


def yes_or_no(path: Path) -> Iterator[Row]:
    """Yield yes-or-no questions, each with the whole of its text as the answer.

    Args:
        path: The gzipped JSON lines of BoolQ.
    """
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = row["passage"]
            yield Row(row["query"], text, row["title"], ((0, len(text)),))


def articles(texts: dict[str, str]) -> list[RawArticle]:
    """Return an article for each title, its paragraphs cut from the texts.

    Args:
        texts: Titles by text.
    """
    by_title: dict[str, list[str]] = defaultdict(list)
    for text, title in texts.items():
        by_title[title or "Untitled"] += cut(text)
    return [
        RawArticle(title=title, text="\n\n".join(paragraphs), external_id=title)
        for title, paragraphs in by_title.items()
    ]


def cut(text: str) -> list[str]:
    """Return an encyclopedia's paragraph in pieces of a few sentences."""
    sentences = split(" ".join(text.split()))
    return [" ".join(sentences[i : i + SENTENCES]) for i in range(0, len(sentences), SENTENCES)]


def ask(
    questions: Sequence[Row], library: Library, reader: ReadsPassages, chance: random.Random, *, removed: float
) -> list[Asked]:
    """Ask a sample of questions of the library.

    Args:
        questions: The rows of a set.
        library: What holds their paragraphs.
        reader: The reader.
        chance: Where the sample and the paragraphs left out come from.
        removed: Share of the questions asked as if their text were not there.
    """
    asked = []
    for row in chance.sample(questions, min(QUESTIONS, len(questions))):
        gone = chance.random() < removed
        own = fold(row.context)
        found = library.search(Query(row.question, (CORPUS,), 2 * PASSAGES))
        passages = [one for one in found if not (gone and fold(one.paragraph.text) in own)][:PASSAGES]
        readings = reader.read(row.question, passages, SPANS)
        answerable = bool(row.answers) and not gone
        right = np.array([answerable and answers(row, one) for one in readings], dtype=bool)
        asked.append(Asked(weights.matrix(understand(row.question), readings), right, answerable))
    return asked


def answers(row: Row, reading: Reading) -> bool:
    """Tell whether the best words of a passage of the question's own text hold an answer, or stand in one."""
    if fold(reading.passage.paragraph.text) not in fold(row.context) or not reading.spans:
        return False
    question = understand(row.question)
    said = fold(weights.in_order(question, reading.spans)[0].text)
    return any(said in fold(one) or fold(one) in said for one in _texts(row))


def _texts(row: Row) -> Iterable[str]:
    return (row.context[start:end] for start, end in row.answers)


def fit(asked: Sequence[Asked]) -> NDArray[np.float64]:
    """Return intercept and coefficients of a ridge logistic regression, by Newton's method."""
    asked = [one for one in asked if len(one.right)]
    columns = np.vstack([one.features for one in asked])
    columns = np.hstack([np.ones((len(columns), 1)), columns])
    right = np.concatenate([one.right for one in asked]).astype(float)
    found = np.zeros(columns.shape[1])
    penalty = np.eye(len(found)) * RIDGE
    penalty[0, 0] = 0.0
    for _ in range(STEPS):
        guess = 1 / (1 + np.exp(-(columns @ found)))
        slope = columns.T @ (right - guess) - penalty @ found
        curve = (columns * (guess * (1 - guess))[:, None]).T @ columns + penalty
        found = found + np.linalg.solve(curve, slope)
    return found


def odds(one: Asked, fitted: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the log-odds of each passage of a question.

    Args:
        one: The question.
        fitted: The intercept and the coefficients.
    """
    return np.asarray(one.features @ fitted[1:] + fitted[0], dtype=np.float64)


def choose(told: Sequence[tuple[Asked, NDArray[np.float64]]]) -> dict[str, float]:
    """Return the threshold at which refusals are right most often, and what it costs.

    Args:
        told: Questions with the log-odds of their passages, by weights that were not fitted on them.
    """
    tops, correct, answerable = [], [], []
    for one, scores in told:
        best = int(np.argmax(scores)) if len(scores) else 0
        tops.append(1 / (1 + np.exp(-scores[best])) if len(scores) else 0.0)
        correct.append(bool(len(scores) and one.right[best]))
        answerable.append(one.answerable)
    top, right, can = np.array(tops), np.array(correct), np.array(answerable)
    threshold = max(
        (float(one) for one in top), key=lambda one: (top[right] >= one).mean() - (top[~can] >= one).mean()
    )
    pairs = top[can][:, None] - top[~can][None, :]
    return {
        "threshold": round(threshold, 4),
        "right passage and words first, of answerable": round(float(right[can].mean()), 3),
        "false refusals": round(float((top[can] < threshold).mean()), 3),
        "false answers": round(float((top[~can] >= threshold).mean()), 3),
        "right of answers given": round(float(right[top >= threshold].mean()), 3),
        "area under the curve": round(float((pairs > 0).mean() + 0.5 * (pairs == 0).mean()), 3),
    }


def write(path: Path, value: object) -> None:
    """Write one of the files that the answerer reads.

    Args:
        path: The file.
        value: What it is to hold.
    """
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
