"""How near-duplicates are found, and at what cost: ``python -m tests.duplicates FOLDER``.

The folder holds ``articles.jsonl`` (or ``.jsonl.gz``) as ``dateline add`` takes them, and
``near_duplicates.jsonl``: all pairs of them, ``a`` and ``b`` by their ids, whose texts have a Jaccard similarity
of 5-word shingles of 0.5 or more. The articles go into an archive in the order of the file; it measures and
asserts nothing.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from index.errors import BadArticle
from index.library import ADD_BATCH
from index.news import newswire
from index.news.article import Article, RawArticle
from index.news.shingles import NEAR, bands, jaccard, shingles, shingles_of
from index.news.sources import files
from index.store import alike
from index.store.archive import Archive
from index.store.database import Database
from index.store.rows import load

TENTHS = 10

Pair = frozenset[str]
"""The ids of two articles."""

out = Console(highlight=False, soft_wrap=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    raws = [each for each in files.read(next(folder.glob("articles.jsonl*"))) if isinstance(each, RawArticle)]
    gold: dict[Pair, float] = {}
    for line in (folder / "near_duplicates.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        gold[frozenset((row["a"], row["b"]))] = row["jaccard5"]
    with tempfile.TemporaryDirectory() as home:
        called, stories = measure(Database(Path(home)), raws)
    report(raws, gold, called, stories)


def measure(database: Database, raws: Sequence[RawArticle]) -> tuple[set[Pair], dict[str, str]]:
    """Add the articles, print the costs, and return the pairs called duplicates and the story of each article."""
    archive = Archive(database)
    called: set[Pair] = set()
    stories: dict[str, str] = {}
    tenth = -(-len(raws) // TENTHS)
    for start in range(0, len(raws), tenth):
        adding, compared = 0.0, 0
        for place in range(start, min(start + tenth, len(raws)), ADD_BATCH):
            batch = [
                parsed for raw in raws[place : min(place + ADD_BATCH, start + tenth)] if (parsed := read(raw))
            ]
            before = time.process_time()
            added = archive.add([(article, "") for article in batch])
            adding += time.process_time() - before
            stories |= {each.article.external_id or "": each.article.story for each in added}
            pairs, looked_at = duplicates(database, [each.article for each in added])
            called |= pairs
            compared += looked_at
        size = min(tenth, len(raws) - start)
        out.print(
            f"articles {start + 1:>6,} to {start + size:>6,}: {1e6 * adding / size:>7,.0f} µs of processor time "
            f"to add one, which was compared with {compared / size:.2f} by its bands"
        )
    return called, stories


def duplicates(database: Database, articles: Sequence[Article]) -> tuple[set[Pair], int]:
    """Return the pairs of these with stored articles that are called duplicates, and how many were compared."""
    called: set[Pair] = set()
    compared = 0
    with database.reading() as connection:
        for article in articles:
            mine = shingles_of(article)
            candidates = load(connection, alike.find(connection, article, bands(mine))).values()
            compared += len(candidates)
            called |= {
                frozenset((article.external_id or "", each.external_id or ""))
                for each in candidates
                if jaccard(mine, shingles_of(each)) >= NEAR
            }
    return called, compared


def read(raw: RawArticle) -> Article | None:
    """Return the article that a record holds, if it holds one; its language is not what is measured."""
    try:
        return newswire.parse(raw, corpus="main", detect=lambda _text: "en")
    except BadArticle:
        return None


def report(
    raws: Sequence[RawArticle], gold: dict[Pair, float], called: set[Pair], stories: dict[str, str]
) -> None:
    """Print what was found, against all pairs there are."""
    texts = {raw.external_id or "": raw.text for raw in raws}
    exact = {pair: jaccard(*(shingles(texts[each]) for each in pair)) for pair in called}
    found = called & gold.keys()
    told = sum(len({stories.get(each, each) for each in pair}) == 1 for pair in gold)
    out.print(f"pairs with a Jaccard similarity of 0.5 or more: {len(gold)}, of which found: {len(found)}")
    out.print(f"recall {len(found) / len(gold):.1%}, precision {len(found) / max(1, len(called)):.1%}")
    out.print(f"least similarity called a duplicate: {min(exact.values(), default=0):.3f}")
    out.print(f"pairs that became versions of one story: {told}; the others are the same form on another day")


if __name__ == "__main__":
    main()
