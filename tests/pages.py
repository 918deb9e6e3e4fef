"""How well articles are found in web pages: ``python -m tests.pages FOLDER…`` prints it and asserts nothing.

A folder holds pages with what is right of them, in one of two layouts: that of the tests of Fundus
(https://github.com/flairNLP/fundus, gzipped pages beside JSON) or that of Readability
(https://github.com/mozilla/readability, a folder with ``source.html`` and ``expected.html`` for each page).
"""

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from trafilatura import load_html

from index.errors import DatelineError
from index.news import newswire
from index.news.article import Moment
from index.news.dates import parse_moment
from index.news.sources import page
from index.news.sources.decoding import decode

out = Console(highlight=False, width=160)

_WORD = re.compile(r"\w+")
_PAGES = "_[12]*.html.gz"

_SAME_HEADLINE = 0.7
"""F1 of words from which two headlines are the same one. A page has up to three, worded differently: the one it
shows, the one in its JSON-LD, and one for sharing; which of them is gold differs from publisher to publisher. What
is looked for is the one that readers see, so ``shown`` counts only the pages on which gold is that one."""

_HEADING = {f"h{level}" for level in range(1, 7)}


@dataclass(frozen=True)
class Gold:
    """A page and what is right of it; ``None`` is not measured.

    Attributes:
        name: What to call it.
        data: The page.
        url: Where it was.
        body: Its text: paragraphs, subheads and summary.
        paragraphs: Its paragraphs alone.
        headline: Its headline.
        published: When it was published.
        authors: Who wrote it.
    """

    name: str
    data: bytes
    url: str | None
    body: str
    paragraphs: str | None = None
    headline: str | None = None
    published: str | None = None
    authors: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Measured:
    """How one page was read.

    Attributes:
        name: The page.
        body: F1 of the words of paragraphs and subheads against all of the gold body, in [0, 1].
        paragraphs: F1 of the words of paragraphs alone against those of gold.
        precision: The share of the words read that are gold's.
        recall: The share of gold's words that were read.
        exact: Whether the headline is gold's, word for word; case, white space and punctuation do not count.
        shown: The same, if the page has gold's headline as a heading; if not, gold's is one for sharing or search.
        headline: Whether it is gold's for the most part.
        published: Whether the day of publication is right.
        authors: Whether all authors are named.
        told: What was read instead of what is right, or what was raised.
    """

    name: str
    body: float
    paragraphs: float | None
    precision: float
    recall: float
    exact: bool | None = None
    shown: bool | None = None
    headline: bool | None = None
    published: bool | None = None
    authors: bool | None = None
    told: str = ""


def gold(folder: Path) -> Iterator[Gold]:
    """Read the pages below a folder."""
    for path in sorted(folder.rglob("meta.info")):
        meta = json.loads(path.read_text("utf-8"))
        for known in sorted(path.parent.glob("*.json")):
            versions = json.loads(known.read_text("utf-8")).values()
            pages = sorted(path.parent.glob(f"{known.stem}{_PAGES}"))
            for version, each in zip(versions, pages, strict=True):
                yield _fundus(version, each, meta[each.name]["url"])
    for path in sorted(folder.rglob("expected.html")):
        tree = load_html(f"<html><body>{path.read_text('utf-8')}</body></html>")
        if tree is not None:
            data = (path.parent / "source.html").read_bytes()
            yield Gold(path.parent.name, data, None, tree.text_content())


def _fundus(known: dict[str, Any], path: Path, url: str) -> Gold:
    sections = known["body"]["sections"]
    paragraphs = [each for section in sections for each in section["paragraphs"]]
    subheads = [each for section in sections for each in section["headline"]]
    return Gold(
        path.name.removesuffix(".html.gz"),
        gzip.decompress(path.read_bytes()),
        url,
        "\n".join([*known["body"]["summary"], *subheads, *paragraphs]),
        "\n".join(paragraphs),
        known["title"],
        known["publishing_date"],
        tuple(known.get("authors", ())) or None,
    )


def measure(each: Gold) -> Measured:
    """Read a page and compare."""
    try:
        text = decode(each.data, each.name, declared=page.declared_encoding(each.data))
        article = newswire.parse(page.read(text, each.name, url=each.url), corpus="pages")
    except DatelineError as error:
        wrong = None if each.headline is None else False
        return Measured(each.name, 0, 0, 0, 0, wrong, wrong, wrong, wrong, wrong, str(error))
    paragraphs = [paragraph.text for paragraph in article.paragraphs]
    subheads = dict.fromkeys(paragraph.subhead for paragraph in article.paragraphs if paragraph.subhead)
    precision, recall, f1 = overlap([*paragraphs, *subheads], each.body)
    exact = shown = headline = published = authors = None
    told = []
    if each.headline is not None:
        right = _words(each.headline)
        exact = _words(article.headline) == right
        shown = exact if right in _headings(text) else None
        headline = overlap([article.headline], each.headline)[2] >= _SAME_HEADLINE
        told += [] if exact else [f"{article.headline!r}, not {each.headline!r}"]
    if each.published is not None:
        published = _same_day(article.published, parse_moment(each.published))
        told += [] if published else [f"{article.published}, not {each.published}"]
    if each.authors is not None:
        authors = all(name.casefold() in (article.byline or "").casefold() for name in each.authors)
        told += [] if authors else [f"{article.byline}, not {', '.join(each.authors)}"]
    alone = None if each.paragraphs is None else overlap(paragraphs, each.paragraphs)[2]
    return Measured(
        each.name, f1, alone, precision, recall, exact, shown, headline, published, authors, "; ".join(told)
    )


def _headings(html: str) -> list[list[str]]:
    tree = load_html(html)
    return [] if tree is None else [_words(element.text_content()) for element in tree.iter(_HEADING)]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def overlap(found: Sequence[str], right: str) -> tuple[float, float, float]:
    """Return precision, recall and F1 of words, each counted as often as it occurs."""
    ours, theirs = (Counter(_words(text)) for text in ("\n".join(found), right))
    both = (ours & theirs).total()
    if not both:
        return 0.0, 0.0, 0.0
    precision, recall = both / ours.total(), both / theirs.total()
    return precision, recall, 2 * precision * recall / (precision + recall)


def _same_day(ours: Moment | None, right: Moment | None) -> bool:
    """Whether two moments are the same day, by universal time if both have a time."""
    if ours is None or right is None:
        return False
    if isinstance(ours, datetime) and isinstance(right, datetime):
        return ours.astimezone(UTC).date() == right.astimezone(UTC).date()
    return ours.isoformat()[:10] == right.isoformat()[:10]


def main() -> None:
    """Print a line for each page that is not right, and the means."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--below", type=float, default=0.9, help="print the pages whose body F1 is less")
    asked = parser.parse_args()
    for folder in asked.folders:
        results = [measure(each) for each in gold(folder)]
        wrong = [each for each in results if each.body < asked.below or each.told]
        table = Table("page", "F1", "precision", "recall", "wrong", title=str(folder.name), title_justify="left")
        for each in sorted(wrong, key=lambda each: each.body):
            table.add_row(each.name, f"{each.body:.2f}", f"{each.precision:.2f}", f"{each.recall:.2f}", each.told)
        out.print(table)
        out.print(f"{len(results)} pages; body F1 {_mean([each.body for each in results])}")
        for name in ("paragraphs", "exact", "shown", "headline", "published", "authors"):
            values = [value for each in results if (value := getattr(each, name)) is not None]
            if values:
                out.print(f"{name} {_mean(values)} of {len(values)}")


def _mean(values: Sequence[float]) -> str:
    return f"{sum(values) / len(values):.4f}" if values else "–"


if __name__ == "__main__":
    main()
