"""Writes the questions on which the reader's own threshold is chosen: ``python -m tests.evaluation.unseen``.

They are the project's own, each with one paragraph that the reader was not trained on: the one that answers, or,
for those without an answer and with a name exchanged, the one that retrieval finds first.
"""

import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from bot.answering.question import Kind
from bot.evaluation.dataset import Example as Asked
from bot.evaluation.dataset import read_examples
from index.news.article import Passage, RawArticle
from index.news.sources import files
from index.news.sources.records import Refusal
from index.news.words import fold
from index.retrieval import reader
from index.retrieval.embedding import Embedder
from index.retrieval.search import Query
from index.training import evaluate
from index.training.example import Example
from tests.evaluation import sets

DEPTH = 40
"""Passages among which the paragraph that answers is looked for."""


def main() -> None:
    """Write the file."""
    embedder = Embedder()
    news = [one for one in (*read_examples(sets.QUESTIONS), *sets.swapped()) if one.kind != sets.SMALL]
    more = list(read_examples(sets.CHOICE / "questions.jsonl"))
    found = [
        *examples(sets.articles(), news, embedder),
        *examples(files.read(sets.CHOICE / "articles.jsonl"), more, embedder),
    ]
    lines = [json.dumps(asdict(one), ensure_ascii=False) for one in found]
    evaluate.UNSEEN.write_text("\n".join(lines) + "\n", encoding="utf-8")


def examples(
    articles: Iterable[RawArticle | Refusal], asked: Iterable[Asked], embedder: Embedder
) -> Iterator[Example]:
    """Yield the questions of the development part, each with its paragraph, but those that no few words answer."""
    with tempfile.TemporaryDirectory() as folder, sets.opened(Path(folder), embedder) as library:
        list(library.add(articles, corpus=sets.NEWS))
        library.indexes.catch_up(sets.NEWS)
        for one in asked:
            if one.part != "dev" or one.kind == Kind.YES_NO.value or (one.answerable and not one.answers):
                continue
            passages = library.search(Query(one.question, (sets.NEWS,), DEPTH))
            if passage := next((each for each in passages if not one.answerable or _tells(one, each)), None):
                yield _example(one, passage)


def _tells(asked: Asked, passage: Passage) -> bool:
    """Tell whether a passage is where the answer stands."""
    text = fold(passage.paragraph.text)
    return any(fold(each.text) in text for each in asked.evidence) and bool(_places(asked, passage))


def _example(asked: Asked, passage: Passage) -> Example:
    return Example(
        asked.question,
        passage.paragraph.text,
        reader.title(passage),
        reader.before(passage),
        _places(asked, passage),
    )


def _places(asked: Asked, passage: Passage) -> tuple[tuple[int, int], ...]:
    found = (re.finditer(re.escape(each), passage.paragraph.text, re.IGNORECASE) for each in asked.answers)
    return tuple(sorted({match.span() for matches in found for match in matches}))


if __name__ == "__main__":
    main()
