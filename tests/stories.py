"""Invented copy for tests: stories that differ in known ways, and a library to put them in."""

from collections.abc import Sequence

from index.library import Library
from index.news.article import Article, RawArticle
from index.news.sources.records import Refusal
from index.store.archive import Added

PORTS = ("Marrow", "Ellery", "Quayside", "Tansy", "Holm", "Brack", "Sorrel", "Fenwick")


def harbour_story(number: int, *, external_id: str | None = None) -> RawArticle:
    """A story of two paragraphs that no other number has; its vessel is found by its number alone."""
    port = PORTS[number % len(PORTS)]
    return RawArticle(
        title=f"Vessel {number} reaches Port {port}",
        text=(
            f"PORT {port.upper()} (MW) — The survey vessel Kestrel{number} docked at Port {port} on Monday with "
            f"{number + 3} sailors aboard after a voyage of {number + 11} days.\n\n"
            f"Harbour master Ilse Brandt{number} said the crew of the Kestrel{number} had mapped a reef."
        ),
        external_id=external_id or f"story-{number}",
        date="2025-03-04",
    )


def put(library: Library, stories: Sequence[RawArticle | Refusal], corpus: str = "main") -> list[Article]:
    """Add stories and index them; none may be refused."""
    added = list(library.add(stories, corpus=corpus))
    assert all(isinstance(each, Added) for each in added), added
    library.catch_up(corpus)
    return [each.article for each in added if isinstance(each, Added)]


def found(library: Library, query: str, corpus: str = "main", **options: object) -> list[str]:
    """The texts of the passages found for a query, the best first."""
    return [each.paragraph.text for each in library.search(query, corpora=[corpus], **options)]  # type: ignore[arg-type]
