"""How much a word says, from how few paragraphs of general English hold it; and whether it is written small.

A constant table, counted by ``python -m bot.answering.count`` over the paragraphs of SQuAD 1.1's training set
(Wikipedia, CC BY-SA 4.0): counting over what was retrieved would call the rarest word of a question common,
because retrieval has just looked for it. Which words are written small is completed by Hunspell's dictionary of
American English, made of SCOWL (copyright 2000-2018 by Kevin Atkinson, whose notice stands in ``LICENSE-SCOWL``).
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby

TABLE = "rarity.json"
"""``rarity``: root -> inverse document frequency, as a share of a word that the table does not hold;
``capitalised``: those of these roots that are mostly written with a capital inside a sentence; ``small``: the
roots, rare ones too, that are not."""
MIN_PARAGRAPHS = 25
"""Of about 18,900: roots in fewer are left out of the table and count as rare (1.0)."""
MIN_SMALL = 2
"""Times that a root must have been written small inside a sentence to be among ``small``: once may be a slip."""
MOST_CAPITALS = 0.8
FEW_CAPITALS = 10
"""The share and the number of capitals from which it is not: "war" has one in most places and is a word for all
that, and "cop" has one in a title."""


@dataclass(frozen=True, slots=True)
class _Table:
    rarity: dict[str, float]
    capitalised: frozenset[str]
    small: frozenset[str]
    small_by_initial: dict[str, tuple[str, ...]]


@cache
def _table() -> _Table:
    stored = json.loads(files("bot.answering").joinpath(TABLE).read_text("utf-8"))
    small = stored["small"].split()
    by_initial = {initial: tuple(same) for initial, same in groupby(sorted(small), key=lambda one: one[0])}
    return _Table(stored["rarity"], frozenset(stored["capitalised"]), frozenset(small), by_initial)


def rarity(root: str) -> float:
    """Return how much a root says, in (0, 1]: 1 for a word that is hardly ever used.

    Args:
        root: A root as by ``roots.root``.
    """
    return _table().rarity.get(root, 1.0)


def is_ordinary(root: str) -> bool:
    """Tell whether a root is a common word that is mostly written small: a capital then tells of no name.

    Args:
        root: A root as by ``roots.root``.
    """
    return root in _table().rarity and root not in _table().capitalised


def is_small(root: str) -> bool:
    """Tell whether general English writes a root small: as a word, however rare, and not as a name.

    Args:
        root: A root as by ``roots.root``.
    """
    return root in _table().small


def small_like(root: str) -> tuple[str, ...]:
    """Return the roots written small that begin as a root does and are about as long.

    Args:
        root: A root as by ``roots.root``.
    """
    same = _table().small_by_initial.get(root[:1], ())
    return tuple(one for one in same if abs(len(one) - len(root)) <= 1)
