"""Counts how much each word says, and whether it is written small: ``python -m bot.answering.count DATA_FOLDER``.

DATA_FOLDER is the folder that holds ``reading/``, of which the paragraphs of SQuAD 1.1's training set are counted
(CC BY-SA 4.0). It writes ``rarity.json`` beside this file.
"""

import argparse
import json
import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import numpy as np

from bot.answering import rarity
from bot.answering.roots import content_roots, root
from index.news.words import fold
from index.training import rows

_INSIDE = re.compile(r"(?<=[a-z,] )[^\W\d_][a-z]+")
"""A word inside a sentence, where only a name has a capital."""


def main() -> None:
    """Count, and write the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path, help="the folder that holds reading/")
    wanted = parser.parse_args()
    paragraphs = {row.context for row in rows.read(wanted.data, "squad11_train")}
    text = json.dumps(table(paragraphs, dictionary()), indent=1, ensure_ascii=False) + "\n"
    Path(__file__).with_name(rarity.TABLE).write_text(text, "utf-8")


def dictionary() -> set[str]:
    """Return the roots of the words that a dictionary of American English writes small: Hunspell's ``en_US``."""
    _count, *lines = files("spylls.hunspell").joinpath("data/en/en_US.dic").read_text("utf-8").splitlines()
    stems = (line.partition("/")[0] for line in lines)
    return {root(fold(stem)) for stem in stems if stem.isalpha() and stem.islower()}


def table(paragraphs: set[str], plain: set[str]) -> dict[str, object]:
    """Return the rarity of each root that enough paragraphs hold, and which are written with a capital, or small.

    Args:
        paragraphs: Running text in mixed case.
        plain: Roots that are written small, unless the paragraphs say otherwise.
    """
    held = Counter(one for text in sorted(paragraphs) for one in set(content_roots(text)))
    most = np.log(len(paragraphs) / rarity.MIN_PARAGRAPHS)
    common = {
        one: round(max(0.05, float(np.log(len(paragraphs) / number) / most)), 2)
        for one, number in sorted(held.items())
        if number > rarity.MIN_PARAGRAPHS
    }
    capitals, small = Counter[str](), Counter[str]()
    for text in paragraphs:
        for word in _INSIDE.findall(text):
            (capitals if word[0].isupper() else small)[root(fold(word))] += 1
    written = {one for one, times in small.items() if times >= rarity.MIN_SMALL} | plain
    return {
        "rarity": common,
        "capitalised": [one for one in common if capitals[one] > small[one]],
        "small": " ".join(
            one
            for one in sorted(written)
            if capitals[one] < max(rarity.FEW_CAPITALS, rarity.MOST_CAPITALS * (capitals[one] + small[one]))
        ),
    }


if __name__ == "__main__":
    main()
