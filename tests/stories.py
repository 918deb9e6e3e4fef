"""Invented copy for tests: stories that differ in known ways, and a library to put them in."""

import random
from collections.abc import Sequence
from datetime import date

from index.library import Library
from index.news.article import Article, RawArticle
from index.news.sources.records import Refusal
from index.retrieval.search import Query
from index.store.arrival import Added

PORTS = "Marrow Ellery Quayside Tansy Holm Brack Sorrel Fenwick".split()
CARGOES = (
    "oranges pianos timber bicycles wheat marble cheese wool tractors medicine umbrellas coffee glass".split()
)
TROUBLES = "fog strike fire storm mutiny quarantine collision theft shipwreck blackout flood".split()
PEOPLE = "pilot cook stowaway minister choir photographer nun boxer dentist beekeeper poet juggler".split()


def harbour_story(number: int, *, external_id: str | None = None) -> RawArticle:
    """A story of two paragraphs that no other number has; its vessel, Kestrel<number>, is in both."""
    rng = random.Random(number)
    port, cargo, trouble, person = map(rng.choice, (PORTS, CARGOES, TROUBLES, PEOPLE))
    return RawArticle(
        title=f"Vessel {number} reaches Port {port} with {cargo}",
        text=(
            f"PORT {port.upper()} (MW) — The freighter Kestrel{number} docked on Monday with {number + 3} tons of "
            f"{cargo} after a {trouble} had delayed it for {number + 11} days.\n\n"
            f"A {person} aboard the Kestrel{number} said the {trouble} was nobody’s fault and praised the {cargo}."
        ),
        external_id=external_id or f"story-{number}",
        date="2025-03-04",
    )


def put(library: Library, stories: Sequence[RawArticle | Refusal], corpus: str = "main") -> list[Article]:
    """Add stories and index them; none may be refused."""
    added = list(library.add(stories, corpus=corpus))
    assert all(isinstance(each, Added) for each in added), added
    library.indexes.catch_up(corpus)
    return [each.article for each in added if isinstance(each, Added)]


def found(
    library: Library,
    query: str,
    corpus: str = "main",
    since: date | None = None,
    until: date | None = None,
    limit: int = 10,
) -> list[str]:
    """The texts of the passages found for a query, the best first."""
    return [each.paragraph.text for each in library.search(Query(query, (corpus,), limit, since, until))]
