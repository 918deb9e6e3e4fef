"""The verbs for questions: ask, search, chat, demo."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import RenderableType

from bot.answering.answer import Answer
from bot.answering.answerer import FOUND
from bot.answering.as_json import also_to_json, to_json
from bot.answering.question import understand
from bot.cli import batch, screen
from bot.cli.app import FAILED, MAIN, AsJson, Corpora, Since, Until, app, err, out
from bot.cli.desk import open_desk
from bot.desk import Desk, tended
from bot.errors import BadBatch
from index import samples
from index.errors import DatelineError
from index.news.article import Passage
from index.news.sources import files
from index.retrieval.search import Query

Batch = Annotated[
    Path | None,
    typer.Option(
        "--batch",
        metavar="FILE",
        help="Ask every line of a file of JSON lines (id, question, and optionally date); prints JSON lines.",
    ),
]
Asking = Annotated[str | None, typer.Argument(metavar="QUESTION", show_default=False)]


@app.command()
def ask(
    question: Asking = None,
    corpora: Corpora = [MAIN],  # noqa: B006 - typer copies the default
    since: Since = None,
    until: Until = None,
    as_json: AsJson = False,
    batch_file: Batch = None,
) -> None:
    """Answer a question from the corpus, and cite the paragraphs the answer comes from."""
    _check_asking(question, batch_file)
    with open_desk("dateline ask", corpora) as desk:

        def answer(text: str, today: date | None = None) -> Answer:
            return desk.answerer.answer(text, corpora=corpora, since=since, until=until, today=today)

        if batch_file:
            _run(batch_file, lambda asked: to_json(answer(asked.question, asked.asked_on)))
        elif as_json:
            out.print_json(json.dumps(to_json(answer(question or ""))))
        else:
            out.print(screen.answer(answer(question or "")))


@app.command()
def search(
    query: Asking = None,
    corpora: Corpora = [MAIN],  # noqa: B006
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many passages to print.")] = 10,
    as_json: AsJson = False,
    batch_file: Batch = None,
) -> None:
    """Print the passages that fit a question best, without answering it."""
    _check_asking(query, batch_file)
    with open_desk("dateline search", corpora) as desk:

        def find(text: str) -> list[Passage]:
            query = Query(text, tuple(corpora), max(limit, FOUND), since, until)
            found = desk.library.search(query)
            return desk.read.rank(understand(text), found)[:limit]

        if batch_file:
            _run(batch_file, lambda asked: _found(asked.question, find(asked.question)))
        elif as_json:
            out.print_json(json.dumps({"id": ""} | _found(query or "", find(query or ""))))
        else:
            out.print(screen.passages(find(query or "")))


@app.command()
def chat(corpora: Corpora = [MAIN]) -> None:  # noqa: B006
    """Ask one question after another. A number shows the paragraph it cites; an empty line ends."""
    with open_desk("dateline chat", corpora) as desk, tended(desk.library):
        converse(desk, corpora)


@app.command()
def demo() -> None:
    """Index the sample articles, ask the sample questions, and, on a terminal, stay open as a chat."""
    with open_desk("dateline demo", []) as desk:
        for _ in desk.library.add(files.read(samples.folder()), corpus=MAIN):
            pass
        with screen.progress(err, "Indexing the sample articles") as progress:
            desk.library.indexes.catch_up(MAIN, progress)
        for question in samples.QUESTIONS:
            out.print(f"\n> {question}", style="bold", markup=False)
            out.print(screen.answer(desk.answerer.answer(question, corpora=[MAIN])))
        if sys.stdin.isatty():
            out.print()
            with tended(desk.library):
                converse(desk, [MAIN])


def converse(desk: Desk, corpora: list[str]) -> None:
    """Answer what is typed until an empty line, the end of input or an interruption."""
    err.print("Ask a question. A number shows the paragraph it cites; an empty line ends.", style="dim")
    last: Answer | None = None
    while True:
        try:
            typed = out.input("> ").strip()
        except (EOFError, KeyboardInterrupt):
            out.print()
            return
        if not typed:
            return
        if typed.isdecimal():
            out.print(_source(last, int(typed)))
            continue
        try:
            last = desk.answerer.answer(typed, corpora=corpora)
        except DatelineError as error:
            err.print(str(error), style="red", markup=False)
        else:
            out.print(screen.answer(last))


def _source(last: Answer | None, number: int) -> RenderableType:
    for citation in last.citations if last else ():
        if citation.n == number:
            return screen.excerpt(citation.passage.article, citation.passage.paragraph.number)
    return f"The last answer cites nothing as [{number}]."


def _check_asking(question: str | None, batch_file: Path | None) -> None:
    if (question is None) == (batch_file is None):
        raise typer.BadParameter("Give a question, or a file of them with --batch.")
    if batch_file is not None and not batch_file.is_file():
        raise BadBatch(f"There is no file {batch_file}. Give one of JSON lines, each with id and question.")


def _run(path: Path, answer: "batch.Answering") -> None:
    if not batch.run(path, answer, sys.stdout):
        raise typer.Exit(FAILED)


def _found(query: str, passages: list[Passage]) -> dict[str, Any]:
    return {
        "query": query,
        "passages": [
            {
                "article_id": each.article.id,
                "external_id": each.article.external_id,
                "paragraph": each.paragraph.number,
                "text": each.paragraph.text,
                "headline": each.article.headline,
                "published": each.article.published.isoformat() if each.article.published else None,
                "score": round(each.score, 4),
                "also": also_to_json(each),
            }
            for each in passages
        ],
    }
