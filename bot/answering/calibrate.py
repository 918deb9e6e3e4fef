"""Fits the weights of the evidence: ``python -m bot.answering.calibrate DATA_FOLDER``.

DATA_FOLDER is the folder that holds ``reading/`` (SQuAD 1.1 train and the half of SQuAD 2.0's dev set that may
be trained on, CC BY-SA 4.0; Natural Questions, CC BY-SA 3.0; QAMR's Wikinews and Wikipedia sentences, CC BY 2.5
and CC BY-SA 3.0). It writes ``rarity.json`` and ``weights.json`` beside this file and takes some minutes.

Each set becomes a small corpus: paragraphs cut to the length of news paragraphs, searched by words and by
embedding. A sentence is right if the answer begins in it. Questions of SQuAD 2 that its writers made unanswerable
stay so; of the other sets' questions, every second is asked of the corpus without its paragraph, which is what a
corpus that does not say looks like. The threshold is chosen on a part of the questions that was not fitted on.
"""

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.answering import rarity, weights
from bot.answering.evidence import FEATURES, matrix
from bot.answering.question import understand
from bot.answering.reading import SentenceReader
from bot.answering.roots import content_roots
from index.news.article import Article, HeadlineOrigin, Paragraph, Passage
from index.news.sentences import split
from index.retrieval.embedding import Embedder, Vectors

SEED = 20250516
SETS = {
    "squad2_dev_otherhalf": 400,
    "nq_open_oracle": 400,
    "squad11_train": 350,
    "qamr_devtest": 250,
    "nq_qed_dev": 150,
}
"""How many questions of each set are asked."""
REMOVED = 0.5
"""Share of the answerable questions asked of a corpus without their paragraph; SQuAD 2 has its own."""
SENTENCES = 2
"""Sentences a paragraph is cut to: news paragraphs hold one to three."""
FOUND = 20
"""Passages a search gives."""
FUSION = 60.0
"""The constant of reciprocal-rank fusion (Cormack, Clarke & Büttcher, SIGIR 2009)."""
HELD_OUT = 0.3
"""Share of the questions that the threshold is chosen on."""
FALSE_REFUSALS = 0.30
"""Share of the right answers found in the held-out part that the threshold may refuse."""
RIDGE = 1.0
STEPS = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the evidence for each sentence found.

    Attributes:
        features: One row a sentence.
        right: Whether that sentence answers.
        answerable: Whether the corpus it was asked of holds its answer.
    """

    features: NDArray[np.float64]
    right: NDArray[np.bool_]
    answerable: bool


def main() -> None:
    """Count rarities, gather the evidence, fit, choose the threshold, write both files, print what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path, help="the folder that holds reading/")
    reading = parser.parse_args().data / "reading"
    here = Path(__file__).parent
    table = count(row["context"] for row in rows(reading / "squad11_train.jsonl.gz"))
    _write(here / rarity.TABLE, table)
    embedder = Embedder()
    reader = SentenceReader(embedder, weights.Weights(0.0, (0.0,) * len(FEATURES), 0.0))
    chance = random.Random(SEED)  # noqa: S311
    asked: list[Asked] = []
    for name, number in SETS.items():
        asked += ask(name, rows(reading / f"{name}.jsonl.gz"), number, reader, embedder, chance)
        print(name, len(asked))  # noqa: T201
    chance.shuffle(asked)
    held = int(len(asked) * HELD_OUT)
    fitted = fit(asked[held:])
    report = choose(asked[:held], fitted)
    _write(
        here / weights.FILE,
        {
            "made by": "python -m bot.answering.calibrate DATA_FOLDER",
            "questions": {"fitted": len(asked) - held, "held out": held},
            "held out": report,
            "threshold": report["threshold"],
            "intercept": round(fitted[0], 4),
            "coefficients": dict(zip(FEATURES, (round(float(one), 4) for one in fitted[1:]), strict=True)),
        },
    )
    print((here / weights.FILE).read_text("utf-8"))  # noqa: T201


def rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def count(contexts: Iterable[str]) -> dict[str, float]:
    """Return the rarity of each root that enough paragraphs hold, by how many of them do."""
    paragraphs = set(contexts)
    held = Counter(one for text in sorted(paragraphs) for one in set(content_roots(text)))
    most = np.log(len(paragraphs) / rarity.MIN_PARAGRAPHS)
    return {
        one: round(max(0.05, float(np.log(len(paragraphs) / number) / most)), 2)
        for one, number in sorted(held.items())
        if number > rarity.MIN_PARAGRAPHS
    }


def ask(
    name: str,
    questions: list[dict[str, Any]],
    number: int,
    reader: SentenceReader,
    embedder: Embedder,
    chance: random.Random,
) -> list[Asked]:
    """Ask a sample of a set of the corpus that its own paragraphs make.

    Args:
        name: The set.
        questions: Its rows.
        number: How many to ask.
        reader: Gathers the evidence.
        embedder: Embeds paragraphs and questions for the search.
        chance: Where the sample and the paragraphs left out come from.
    """
    sample = chance.sample(questions, min(number, len(questions)))
    corpus = [
        piece
        for text, title in {row["context"]: row["title"] for row in sample}.items()
        for piece in cut(text, title)
    ]
    search = Search(corpus, embedder)
    asked = []
    for row, vector in zip(sample, embedder.encode([row["question"] for row in sample]), strict=True):
        gone = name != "squad2_dev_otherhalf" and chance.random() < REMOVED
        answerable = row["answerable"] and not gone
        question = understand(row["question"])
        found = search(row["question"], vector, without=row["context"] if gone else None)
        findings, evidence = reader.gather(question, found)
        right = np.array([answerable and answers(row, one.passage, one.sentence) for one in findings], dtype=bool)
        asked.append(Asked(matrix(evidence), right, answerable))
    return asked


def cut(text: str, title: str) -> list[Passage]:
    """Return an encyclopedia's paragraph in passages of a few sentences, of an article known by ``text``."""
    sentences = split(text)
    pieces = [" ".join(sentences[i : i + SENTENCES]) for i in range(0, len(sentences), SENTENCES)]
    headline = title if ":" not in title else ""
    article = Article("", "", headline, HeadlineOrigin.GIVEN, (), fingerprint=text)
    return [Passage(article, Paragraph(i, piece), 0.0) for i, piece in enumerate(pieces, 1)]


def answers(row: dict[str, Any], passage: Passage, sentence: str) -> bool:
    """Tell whether an answer of ``row`` begins in ``sentence`` of its own paragraph."""
    if passage.article.fingerprint != row["context"]:
        return False
    start = row["context"].find(sentence)
    return any(start <= answer["start"] < start + len(sentence) for answer in row["answers"])


class Search:
    """A small search by words and embeddings, fused by reciprocal rank.

    Args:
        corpus: What to search.
        embedder: Embeds the paragraphs.
    """

    def __init__(self, corpus: Sequence[Passage], embedder: Embedder) -> None:
        self._corpus = corpus
        self._roots = [frozenset(content_roots(f"{one.article.headline} {one.paragraph.text}")) for one in corpus]
        self._vectors = embedder.encode([f"{one.article.headline}\n{one.paragraph.text}" for one in corpus])

    def __call__(self, question: str, vector: Vectors, *, without: str | None) -> list[Passage]:
        """Return the best passages, none of them cut from the text ``without``."""
        wanted = dict.fromkeys(content_roots(question))
        lexical = np.array([sum(rarity.rarity(one) for one in wanted if one in held) for held in self._roots])
        dense = self._vectors @ vector
        fused = sum(1 / (FUSION + np.argsort(np.argsort(-scores, kind="stable"))) for scores in (lexical, dense))
        order = [i for i in np.argsort(-np.asarray(fused)) if self._corpus[i].article.fingerprint != without][
            :FOUND
        ]
        return [Passage(self._corpus[i].article, self._corpus[i].paragraph, 0.0, float(dense[i])) for i in order]


def fit(asked: Sequence[Asked]) -> NDArray[np.float64]:
    """Return intercept and coefficients of a ridge logistic regression, by Newton's method.

    Every question weighs the same, however many sentences were found for it.
    """
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


def choose(asked: Sequence[Asked], fitted: NDArray[np.float64]) -> dict[str, float]:
    """Return the threshold at the operating point, and what it costs, on questions not fitted on."""
    tops, correct, answerable = [], [], []
    for one in asked:
        odds = one.features @ fitted[1:] + fitted[0] if len(one.right) else np.array([-np.inf])
        best = int(np.argmax(odds))
        tops.append(1 / (1 + np.exp(-odds[best])))
        correct.append(bool(len(one.right) and one.right[best]))
        answerable.append(one.answerable)
    top, right, can = np.array(tops), np.array(correct), np.array(answerable)
    threshold = float(np.quantile(top[right], FALSE_REFUSALS))
    pairs = top[can][:, None] - top[~can][None, :]
    return {
        "threshold": round(threshold, 4),
        "right sentence first, of answerable": round(float(right[can].mean()), 3),
        "false refusals": round(float((top[can] < threshold).mean()), 3),
        "false answers": round(float((top[~can] >= threshold).mean()), 3),
        "right of answers given": round(float(right[top >= threshold].mean()), 3),
        "area under the curve": round(float((pairs > 0).mean() + 0.5 * (pairs == 0).mean()), 3),
    }


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
