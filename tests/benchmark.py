"""What Dateline costs: run by ``make bench``. It measures and asserts nothing; machines are noisy.

``python -m tests.benchmark [NEWS] [--articles N]`` takes the articles of a file or folder of yours;
without one it makes them up from the sentences of the sample corpus.
"""

import argparse
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from rich.console import Console

from bot.answering.answerer import Answerer
from bot.answering.reading import PassageReader
from index import samples
from index.library import Library
from index.news import newswire
from index.news.article import RawArticle
from index.news.sources import files
from index.retrieval.embedding import Embedder
from index.retrieval.reader import Reader

PARAGRAPHS = 10
QUESTIONS = 50
RAW_TEXTS = 512

out = Console(highlight=False)


def made_up(rng: random.Random) -> Iterator[RawArticle]:
    """Yield articles of shuffled paragraphs of the samples, each with words of its own."""
    parsed = [newswire.parse(raw, corpus="main") for raw in articles_of(samples.folder())]
    texts = [paragraph.text for article in parsed for paragraph in article.paragraphs]
    number = 0
    while True:
        number += 1
        chosen = rng.sample(texts, PARAGRAPHS)
        body = [" ".join([*text.split()[:-1], f"Item{number}x{at}."]) for at, text in enumerate(chosen)]
        yield RawArticle(title=f"Report {number}", text="\n\n".join(body), external_id=str(number))


def articles_of(path: Path) -> Iterator[RawArticle]:
    """Yield the articles of a file or folder, without what is refused."""
    return (each for each in files.read(path) if isinstance(each, RawArticle))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", nargs="?", type=Path)
    parser.add_argument("--articles", type=int, default=1_000)
    wanted = parser.parse_args()
    rng = random.Random(0)
    source = articles_of(wanted.news) if wanted.news else made_up(rng)
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), list(islice(source, wanted.articles)), rng)


def measure(home: Path, raws: list[RawArticle], rng: random.Random) -> None:
    """Add, index, ask and start cold on these articles, and print what each took."""
    started = time.perf_counter()
    embedder, reader = Embedder(), Reader()
    embedder.warm_up()
    reader.warm_up()
    report("models loaded", f"{time.perf_counter() - started:.1f} s")
    library = Library(home, embedder)
    library.own("make bench")

    started = time.perf_counter()
    list(library.add(raws, corpus="main"))
    seconds = time.perf_counter() - started
    report("archived", f"{len(raws) / seconds:,.0f} articles/s")

    paragraphs = library.status("main").paragraphs
    some = library.archive.articles("main", limit=RAW_TEXTS)
    texts = [each.text for article in some for each in article.paragraphs][:RAW_TEXTS]
    started = time.perf_counter()
    embedder.encode(texts)
    raw_rate = len(texts) / (time.perf_counter() - started)
    started = time.perf_counter()
    library.indexes.catch_up("main")
    rate = paragraphs / (time.perf_counter() - started)
    report("indexed", f"{paragraphs:,} paragraphs, {rate:,.0f}/s; the model alone does {raw_rate:,.0f}/s")
    started = time.perf_counter()
    library.indexes.reindex("main")
    report("reindexed", f"{paragraphs / (time.perf_counter() - started):,.0f} paragraphs/s, embeddings reused")

    answerer = Answerer(library.search, PassageReader(reader))
    questions = [f"Who said: {' '.join(rng.choice(texts).split()[4:12])}?" for _ in range(QUESTIONS)]
    timings = [answerer.answer(question, corpora=["main"]).timings for question in questions]
    whole = sum(each["total"] for each in timings)
    for stage in ("search", "read", "verify", "total"):
        taken = sorted(each[stage] for each in timings)
        report(
            f"{stage} (median, p95)",
            f"{statistics.median(taken):.0f} ms, {taken[int(0.95 * len(taken))]:.0f} ms, "
            f"{100 * sum(taken) / whole:.0f} % of the time",
        )
    report(
        "memory of this process", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB at most"
    )
    library.close()
    size = sum(each.stat().st_size for each in home.rglob("*") if each.is_file())
    report("data folder", f"{size / 1e6:,.0f} MB")

    started = time.perf_counter()
    environment = {**os.environ, "DATELINE_HOME": str(home)}
    subprocess.run(
        [sys.executable, "-m", "bot", "ask", "Who led each delegation?"],
        env=environment, check=True, capture_output=True,
    )  # fmt: skip
    report("`dateline ask`, cold", f"{time.perf_counter() - started:.1f} s")


def report(what: str, figure: str) -> None:
    """Print one line of the table."""
    out.print(f"{what:<28}{figure}")


if __name__ == "__main__":
    main()
