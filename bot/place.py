"""Where something is asked: a server, or direct messages. It decides which corpora may be seen."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.library import Library

_OF_A_SERVER = re.compile(r"server-\d+")


@dataclass(frozen=True, slots=True)
class Place:
    """A server, or direct messages, whoever writes them: it is not kept who asks.

    Attributes:
        server: The server's id; ``None`` in direct messages.
    """

    server: int | None

    @property
    def name(self) -> str:
        """The place's own name: its people may see what was shown there, others may not."""
        return "direct" if self.server is None else f"server-{self.server}"

    @property
    def corpus(self) -> str | None:
        """The corpus that belongs to the place; direct messages have none."""
        return self.name if self.server is not None else None


def is_abandoned(corpus: str, servers: Iterable[int]) -> bool:
    """Tell whether a corpus belongs to a server that the bot is not in; shared ones never do.

    Args:
        corpus: The corpus.
        servers: The ids of the servers that the bot is in.
    """
    return bool(_OF_A_SERVER.fullmatch(corpus)) and corpus not in {Place(each).corpus for each in servers}


def readable(place: Place, library: Library, shared: Sequence[str]) -> list[str]:
    """Return the corpora that answer in a place: its own, and the shared ones unless an admin turned them off.

    Args:
        place: Where it is asked.
        library: The articles; corpora without one are left out.
        shared: The shared corpora.
    """
    own = [place.corpus] if place.corpus else []
    also = shared if place.corpus is None or library.preferences.reads_shared(place.corpus) else ()
    there = set(library.archive.corpora())
    return [corpus for corpus in dict.fromkeys([*own, *also]) if corpus in there]
