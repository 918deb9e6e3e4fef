"""The gate every answer passes: each number, date, quotation and name of a sentence stands in what it cites.

Deterministic, no model. It catches what was made up or moved, not what was wrongly joined: a sentence that swaps
two names which both stand in the paragraph passes here, and needs a judge of support.
"""

import re
from collections.abc import Sequence

from bot.answering import countries
from bot.answering.names import spot
from bot.answering.rarity import rarity
from bot.answering.roots import root
from index.news.words import content_stems, fold, words

_DIGITS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}
_DIGITS |= {
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "seventy": "70",
    "eighty": "80",
    "ninety": "90",
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_NUMBER = re.compile(
    rf"(?<![\w.,])(\d+(?:,\d{{3}})*(?:\.\d+)?|(?:{'|'.join(_DIGITS)})\b)"
    rf"(?:[ -]({'|'.join(_SCALES)})s?\b)?( ?%| percent| per cent)?"
)
_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b")
_MONTH = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_DATE = re.compile(rf"\b(?:({_MONTH})\.? (\d{{1,2}})|(\d{{1,2}})(?:st|nd|rd|th)? ({_MONTH}))\b")
_CALENDAR = re.compile(
    "\\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|april|june|july|august"
    "|september|october|november|december)\\b"
)
_QUOTE = re.compile(r"\"([^\"]+)\"")
_ELLIPSIS = re.compile(r"\s*(?:\.\.\.|…|\[[^\]]*\])\s*")
COVERED = 0.7
"""Share of the content words of a sentence that must stand in what bears it out: a paraphrase changes some."""
_VAGUE = {"1"}
""""One" is an article more often than a number."""


def supported(sentence: str, cited: Sequence[str]) -> bool:
    """Tell whether everything checkable in ``sentence`` stands in the paragraphs it cites.

    Args:
        sentence: A sentence of an answer.
        cited: The texts of the paragraphs it cites.
    """
    return bool(cited) and not unsupported(sentence, cited)


def borne_out(sentence: str, cited: Sequence[str]) -> bool:
    """Tell whether the paragraphs say what ``sentence`` says: what is checkable, and most of its other words.

    Args:
        sentence: A sentence of an answer.
        cited: The texts of the paragraphs it cites.
    """
    said, there = set(content_stems(sentence)), set(content_stems("\n".join(cited)))
    return supported(sentence, cited) and len(said & there) >= COVERED * len(said)


def unsupported(sentence: str, cited: Sequence[str]) -> tuple[str, ...]:
    """Return the quotations, dates, numbers and names of ``sentence`` that stand nowhere in what it cites.

    Quotations and names must stand whole in one paragraph; case, accents and quote styles do not matter.

    Args:
        sentence: A sentence of an answer.
        cited: The texts of the paragraphs it cites.
    """
    texts = [fold(text) for text in cited]
    if any(fold(sentence) in text for text in texts):
        return ()
    plain = fold(sentence)
    return (
        *(quote for quote in _QUOTE.findall(plain) if not any(_quoted(quote, text) for text in texts)),
        *(day for day in sorted(_dates(plain) - set().union(*map(_dates, texts)))),
        *(number for number in sorted(numbers(plain) - set().union(*map(numbers, texts)))),
        *(day for day in _CALENDAR.findall(plain) if not any(re.search(rf"\b{day}\b", text) for text in texts)),
        *_names_missing(sentence, cited),
    )


def _quoted(quote: str, text: str) -> bool:
    """Tell whether a quotation stands in a text; its pieces around an omission each must, in order."""
    at = 0
    for piece in _ELLIPSIS.split(quote.strip(" ,.;:!?")):
        found = text.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def numbers(text: str) -> set[str]:
    """Return the numbers of a folded text: in digits, with their scale and percent sign.

    Args:
        text: A text as by ``index.news.words.fold``.
    """
    found = set()
    for digits, scale, percent in _NUMBER.findall(_ORDINAL.sub(" ", text)):
        value = float(_DIGITS.get(digits, digits).replace(",", "")) * _SCALES.get(scale, 1)
        found.add(f"{value:g}{'%' if percent else ''}" if value < 1e6 else f"{value:.0f}{'%' if percent else ''}")
    found |= {ordinal.rstrip("stndrh") + "th" for ordinal in _ORDINAL.findall(text)}
    return found - _VAGUE


def _dates(text: str) -> set[str]:
    """Return the days of a month that a folded text names, each as ``may 16``."""
    return {f"{(month or other)[:3]} {int(day or before)}" for month, day, before, other in _DATE.findall(text)}


def _names_missing(sentence: str, cited: Sequence[str]) -> list[str]:
    missing = []
    runs = [f" {' '.join(words(text))} " for text in cited]
    there = set().union(*(one | seats for one, seats in map(countries.mentioned, cited)))
    for name in spot(sentence):
        mine = words(name.text)
        opens = len(mine) == 1 and not sentence[: name.start].strip(" \"“'‘")
        if not mine or (opens and rarity(root(mine[0])) < 1 and not any(countries.mentioned(name.text))):
            continue
        if any(f" {' '.join(mine)} " in run for run in runs):
            continue
        named, seats = countries.mentioned(name.text)
        if (named | seats) and len(mine) <= countries.LONGEST and named | seats <= there and _is_country(mine):
            continue
        missing.append(name.text)
    return missing


def _is_country(mine: list[str]) -> bool:
    key = "-".join(mine)
    return key in countries.NAMES or key in countries.SEATS
