"""Words that news puts for one another when it tells of one event or one paper: the talks are a meeting. Pure."""

from collections.abc import Set

from bot.answering.names import alike
from bot.answering.roots import roots_of

GATHERINGS, CONTESTS, PAPERS, OCCASIONS = (
    roots_of(line)
    for line in (
        "talk talks meeting meet met session summit conference negotiation negotiations gathering gather dialogue",
        "race match game final tournament championship contest competition",
        "deal agreement pact treaty accord text document proposal offer plan",
        "ceremony festival dinner party debate hearing trial inauguration funeral",
    )
)
"""Roots of words for talks, for sports, for what is signed, and for other occasions."""

GROUPS = (GATHERINGS, CONTESTS, PAPERS)
"""Those of which one may stand for another: a funeral is no festival."""
EVENTS = OCCASIONS.union(*GROUPS)
"""All of them."""


def told(one: str, there: Set[str]) -> bool:
    """Tell whether some roots hold a root, another spelling of it, or another word for such an event.

    Args:
        one: The root.
        there: The roots of a text.
    """
    return (
        one in there
        or any(one in group and group & there for group in GROUPS)
        or any(alike(one, other) for other in there)
    )
