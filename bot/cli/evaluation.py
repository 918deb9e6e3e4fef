"""The verb evaluate."""

import json
import random
from pathlib import Path
from typing import Annotated

import typer

from bot.answering.reading import PassageReader
from bot.cli import screen
from bot.cli.app import app, configure, err, out
from bot.evaluation import dataset, figures, report, run
from index.library import Library
from index.news.sources import files
from index.retrieval import checkpoint
from index.retrieval.embedding import Embedder

SEED = 20250516
"""Of the choice of questions under ``--limit``, so that two runs ask the same ones."""


@app.command()
def evaluate(
    folders: Annotated[list[Path], typer.Argument(metavar="DATASET…", show_default=False)],
    home: Annotated[Path, typer.Option("--home", metavar="DIR", help="A data folder kept for measuring.")],
    against: Annotated[
        Path | None, typer.Option("--against", metavar="FILE", help="An earlier --json file to compare with.")
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Keep figures and questions in this file.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, metavar="N", help="Ask N questions of each set, drawn by lot.")
    ] = None,
) -> None:
    """Measure how well the questions of some sets are answered: a folder each, with articles and questions.

    A set holds articles.jsonl and questions.jsonl, maybe with .gz. The home keeps their index between runs.
    """
    settings = configure()
    before = run.read_questions(against) if against else {}
    sets = [dataset.read(folder) for folder in folders]
    embedder = Embedder(settings.embedding_model)
    read = PassageReader(checkpoint.load(settings.reader_model))
    library = Library(home, embedder)
    measurements = []
    try:
        library.own("dateline evaluate")
        for one in sets:
            with err.status(f"Putting {one.name} in …"):
                articles = run.put_in(library, one.name, files.read(one.articles))
            examples = list(one.examples)
            if limit and limit < len(examples):
                examples = random.Random(SEED).sample(examples, limit)  # noqa: S311 - a sample is no secret
            with screen.progress(err, f"Asking {one.name}") as tell:
                measurements.append(run.measure(library, embedder, read, one.name, examples, articles, tell=tell))
            out.print(report.render(measurements[-1]))
            for each in measurements[-1].runs:
                if earlier := before.get((one.name, each.dates)):
                    changes = figures.compare(each.questions, earlier)
                    out.print(report.render_differences(one.name, each.dates, changes))
            if json_file:
                json_file.write_text(json.dumps(run.to_json(measurements), ensure_ascii=False), encoding="utf-8")
    finally:
        library.close()
