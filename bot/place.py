"""Where something is asked: a server, or direct messages. It decides which corpora may be seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.library import Library


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


def readable(place: Place, library: Library, shared: Sequence[str]) -> list[str]:
    """Return the corpora that answer in a place: its own, and the shared ones unless an admin turned them off.

    Args:
        place: Where it is asked.
        library: The articles; corpora that never held one are left out.
        shared: The shared corpora.
    """
    own = [place.corpus] if place.corpus else []
    also = shared if place.corpus is None or library.preferences.reads_shared(place.corpus) else ()
    there = set(library.archive.corpora())
    return [corpus for corpus in dict.fromkeys([*own, *also]) if corpus in there]
