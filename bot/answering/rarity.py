"""How much a word says, from how few paragraphs of general English hold it; and whether it is written small.

A constant table, counted by ``python -m bot.answering.calibrate`` over the paragraphs of SQuAD 1.1's training set
(Wikipedia, CC BY-SA 4.0): counting over what was retrieved would call the rarest word of a question common,
because retrieval has just looked for it.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

TABLE = "rarity.json"
"""``rarity``: root -> inverse document frequency, as a share of a word that the table does not hold;
``capitalised``: those of these roots that are mostly written with a capital inside a sentence."""
MIN_PARAGRAPHS = 25
"""Of about 18,900: roots in fewer are left out of the table and count as rare (1.0)."""


@dataclass(frozen=True, slots=True)
class _Table:
    rarity: dict[str, float]
    capitalised: frozenset[str]


@cache
def _table() -> _Table:
    stored = json.loads(files("bot.answering").joinpath(TABLE).read_text("utf-8"))
    return _Table(stored["rarity"], frozenset(stored["capitalised"]))


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
