"""A measurement: the articles into a home, every question asked, the figures, and a file of it all."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from bot.answering.reading import PassageReader
from bot.errors import BadDataset
from bot.evaluation import figures, gold, measured
from bot.evaluation.asking import Asker
from bot.evaluation.dataset import Example
from bot.evaluation.figures import Figures
from bot.evaluation.measured import Measured
from index.library import Library
from index.news.article import Article, RawArticle
from index.news.sources.records import Refusal
from index.retrieval.embedding import Embedder

FORMAT = 1
"""Of the file a measurement is kept in; it changes when an older file can no longer be compared."""

WITHHELD, GIVEN = "withheld", "given"
"""Whether the day a question is asked on may be used."""

Tell = Callable[[int, int], None]
"""Told how many of how many questions are answered."""


@dataclass(frozen=True, slots=True)
class Run:
    """All questions of a set, asked one way.

    Attributes:
        dates: Whether the days the questions are asked on were ``GIVEN`` or ``WITHHELD``.
        figures: What they gave.
        questions: What each gave.
    """

    dates: str
    figures: Figures
    questions: list[Measured]


@dataclass(frozen=True, slots=True)
class Measurement:
    """What a set of questions gave.

    Attributes:
        name: The set.
        articles: How many articles its corpus holds.
        paragraphs: How many paragraphs they have.
        model: The embedding model.
        runs: One with the dates withheld, and, if any question has a date, one with the dates given.
    """

    name: str
    articles: int
    paragraphs: int
    model: str
    runs: list[Run]


def put_in(library: Library, corpus: str, sources: Iterable[RawArticle | Refusal]) -> dict[str, Article]:
    """Put the articles of a set into a corpus, and index them; what is there already stays.

    Args:
        library: The library; this process owns it.
        corpus: The corpus; it may hold nothing else.
        sources: The articles as they were read.

    Returns:
        The articles by the id they have in the set: its own, or the name of the file they are read from.

    Raises:
        BadDataset: An article was refused, or the corpus holds others than the set's.
    """
    ids = set()
    for added in library.add(map(_named, sources), corpus=corpus):
        if isinstance(added, Refusal):
            raise BadDataset(f"{added.origin} {added.reason} A set is measured whole or not at all.")
        ids.add(added.article.id)
    held = library.archive.articles(corpus)
    if strangers := [one.headline for one in held if one.id not in ids]:
        raise BadDataset(
            f"The corpus {corpus} holds {len(strangers)} articles that are not in the set, such as "
            f"{strangers[0]!r}. Measure in a home of its own."
        )
    library.indexes.catch_up(corpus)
    return {one.external_id or one.id: one for one in held}


def measure(
    library: Library,
    embedder: Embedder,
    read: PassageReader,
    corpus: str,
    examples: Sequence[Example],
    articles: Mapping[str, Article],
    *,
    dates: Sequence[str] = (),
    ranked: bool = True,
    tell: Tell = lambda *_: None,
) -> Measurement:
    """Ask questions of a corpus that is in the library, and measure what comes of it.

    Args:
        library: The library; this process owns it.
        embedder: The embedding model.
        read: What reads the passages.
        corpus: The corpus.
        examples: The questions; at least one.
        articles: Its articles by the id they have in the set.
        dates: Whether to ask with the dates ``WITHHELD`` or ``GIVEN``; both, if any question has one.
        ranked: Whether the rankings of passages are measured as well as the answers.
        tell: Told how far it is.
    """
    asker = Asker(library, read, corpus)
    golds = {one.id: gold.find(one, articles) for one in examples}
    ways = dates or ([WITHHELD, GIVEN] if any(one.asked_on for one in examples) else [WITHHELD])
    runs = []
    for turn, way in enumerate(ways):
        asked = []
        for done, example in enumerate(examples, 1):
            asked.append(asker.ask(example, dated=way == GIVEN, ranked=ranked))
            tell(turn * len(examples) + done, len(ways) * len(examples))
        found = measured.measure(asked, golds)
        runs.append(Run(way, figures.summarise(found), found))
    status = library.status(corpus)
    return Measurement(corpus, status.articles, status.paragraphs, embedder.name, runs)


def to_json(measurements: Iterable[Measurement]) -> dict[str, Any]:
    """Return the object a measurement is kept as."""
    return {"format": FORMAT, "sets": [asdict(one) for one in measurements]}


def read_questions(path: Path) -> dict[tuple[str, str], dict[str, Measured]]:
    """Read what each question gave in an earlier measurement.

    Args:
        path: The file it is kept in.

    Returns:
        By set and by whether dates were given, the questions by id.

    Raises:
        BadDataset: The file cannot be read or is none.
    """
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        if kept["format"] != FORMAT:
            raise ValueError(f"its format is {kept['format']}, not {FORMAT}")
        return {
            (one["name"], run["dates"]): {each["id"]: Measured(**each) for each in run["questions"]}
            for one in kept["sets"]
            for run in one["runs"]
        }
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise BadDataset(
            f"{path} is no measurement to compare with: {error}. Give one that `dateline evaluate --json` wrote."
        ) from error


def _named(source: RawArticle | Refusal) -> RawArticle | Refusal:
    """Return an article with an id: its own, or the name of its file."""
    if isinstance(source, Refusal) or source.external_id:
        return source
    return replace(source, external_id=source.origin.rpartition("/")[2])
