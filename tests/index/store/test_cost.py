"""What is done for each article, and for each question, does not grow with the corpus."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa

from index.library import Library
from index.news.article import RawArticle
from index.retrieval.embedding import Embedder
from tests.stories import harbour_story

SMALL, LARGE = 40, 400
"""A tree of keys grows by a level now and then; what goes through all articles grows tenfold."""

STEPS = 50
"""SQLite counts its instructions in so many at a time."""


def story(number: int) -> RawArticle:
    """A story of eight paragraphs, none of which another has."""
    texts = [harbour_story(4 * number + piece).text for piece in range(4)]
    where = f"https://meridianwire.example/{number}"
    return replace(harbour_story(number), text="\n\n".join(texts), url=where)


def instructions(home: Path, articles: int, work: Callable[[Library], object]) -> int:
    """How many of SQLite's instructions some work takes in an archive of so many articles."""
    library = Library(home, Embedder())
    list(library.add((story(number) for number in range(articles)), corpus="main"))
    library.close()
    library = Library(home, Embedder())
    count = 0

    def tick() -> int:
        nonlocal count
        count += STEPS
        return 0

    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.set_progress_handler(tick, STEPS)

    sa.event.listen(library._database._engine, "connect", prepare)
    library._database.close()  # connections from before are not counted
    work(library)
    library.close()
    return count


def test_adding_an_article(tmp_path: Path) -> None:
    def add(library: Library) -> None:
        list(library.add([story(number) for number in range(1_000, 1_010)], corpus="main"))

    small, large = (instructions(tmp_path / str(number), number, add) for number in (SMALL, LARGE))
    assert large < 1.5 * small


def test_looking_for_the_other_places_of_a_paragraph(tmp_path: Path) -> None:
    def look(library: Library) -> None:
        texts = [story(number).text.split("\n\n")[1] for number in range(10)]
        assert len(library.archive.occurrences(["main"], texts)) == len(texts)

    small, large = (instructions(tmp_path / str(number), number, look) for number in (SMALL, LARGE))
    assert large < 1.5 * small
