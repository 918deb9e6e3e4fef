"""Words as they are compared: case, accents, quote styles and inflection set aside."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

_QUOTES = str.maketrans({
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "`": "'",
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"',
    "–": "-", "—": "-", "―": "-", "‐": "-", "‑": "-", "−": "-",
})  # fmt: skip
_POSSESSIVE = re.compile(r"(?<=\w)'s\b")
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]\.(?:[^\W\d_]\.?)+(?![^\W\d_])|[^\W\d_]+(?:\d+|(?:'[^\W\d_]+)*)")
_STEMMER = snowballstemmer.stemmer("english")

STOPWORDS = frozenset(
    "a about above after again against all also am an and any are as at be because been before being below "
    "between both but by can could did do does doing down during each few for from further had has have "
    "having he her here hers him his how i if in into is it its itself just me more most my no nor not now "
    "of off on once only or other our out over own same she should so some such than that the their them "
    "then there these they this those through to too under until up very was we were what when where "
    "which while who whom whose why will with would you your tell please".split()
)
"""English function words, which say little of what a text is about."""


def fold(text: str) -> str:
    """Return ``text`` as it is compared: lower case, no accents, plain quotes and dashes, single spaces."""
    plain = text.translate(_QUOTES)
    if not plain.isascii():
        parts = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in parts if not unicodedata.combining(char))
    return " ".join(plain.casefold().split())


def words(text: str) -> list[str]:
    """Return the folded words and numbers of ``text`` in order; ``U.S.`` becomes ``us``."""
    return list(_words(text))


@lru_cache(maxsize=1_024)
def _words(text: str) -> tuple[str, ...]:
    found = _WORD.findall(_POSSESSIVE.sub("", fold(text)))
    return tuple(word.replace(".", "") if word[0].isalpha() else word for word in found)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the stem of a folded word by Porter's second English stemmer (https://snowballstem.org)."""
    stemmed: str = _STEMMER.stemWord(word)
    return stemmed


def content_stems(text: str) -> list[str]:
    """Return the stems of the words of ``text`` that are not function words, in order."""
    return [stem(word) for word in words(text) if word not in STOPWORDS]
