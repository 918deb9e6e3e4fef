"""How much a word says, from how few paragraphs of general English hold it.

A constant table, counted by ``python -m bot.answering.calibrate`` over the paragraphs of SQuAD 1.1's training set
(Wikipedia, CC BY-SA 4.0): counting over what was retrieved would call the rarest word of a question common,
because retrieval has just looked for it.
"""

import json
from functools import cache
from importlib.resources import files

TABLE = "rarity.json"
"""Root -> inverse document frequency, as a share of a word that the table does not hold."""
MIN_PARAGRAPHS = 25
"""Of about 18,900: roots in fewer are left out of the table and count as rare (1.0)."""


@cache
def _table() -> dict[str, float]:
    table: dict[str, float] = json.loads(files("bot.answering").joinpath(TABLE).read_text("utf-8"))
    return table


def rarity(root: str) -> float:
    """Return how much a root says, in (0, 1]: 1 for a word that is hardly ever used.

    Args:
        root: A root as by ``roots.root``.
    """
    return _table().get(root, 1.0)
