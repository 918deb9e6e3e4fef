"""Capitals for a question that was typed without any, or with nothing else, so that its names are seen. Pure."""

import re
from collections.abc import Sequence

from bot.answering import countries
from bot.answering.names import CALENDAR, MIN_FUZZY, NO_PERSON, distance, spot
from bot.answering.rarity import is_small, rarity, small_like
from bot.answering.roots import root
from index.news.article import Passage
from index.news.words import STOPWORDS, fold, words

_WORD = re.compile(r"(?<![\w'’])[^\W\d_]{3,}")
"""A word that may be a name: initials and what follows an apostrophe are none."""
_CONTRACTED = ("s", "nt", "re", "ll", "ve")
"""How a function word may end where its apostrophe is left out ("whos", "didnt")."""
_VOWEL = re.compile("[aeiouy]")
"""A word without any is an abbreviation ("ppl"), and one that nobody wrote with a capital."""
_SMALL = re.compile(r"(?<![\w'’])[a-z]{3,}")
"""A word that is written small."""


def restored(question: str, passages: Sequence[Passage]) -> str:
    """Return a question whose capitals say nothing with those of its names; any other one as it is.

    What the passages write as a name is one ("canal street"), unless it is made of plain words and names no place
    or body ("human body"). So is a word that general English writes with a capital, or does not know ("halmstad"):
    a passage that lacks it tells of something else. What a passage also writes small is none.

    Args:
        question: The question.
        passages: What was found for it.
    """
    if is_capitalised_throughout(question):
        question = question.lower()
    elif any(map(str.isupper, question[1:])):
        return question
    lowered = fold(question)
    texts = [one.paragraph.text for one in passages]
    spotted = {name.text for text in texts for name in spot(text)}
    small = {word for text in texts for word in _SMALL.findall(text)} | STOPWORDS
    for name in sorted(spotted, key=len):
        if " " in name and fold(name) in lowered and not _is_phrase(words(name)):
            question = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", name, question, flags=re.IGNORECASE)
    known = {
        word for name in spotted for word in words(name) if not is_small(root(word)) or rarity(root(word)) == 1
    }

    def cased(word: re.Match[str]) -> str:
        text, folded = word.group(), fold(word.group())
        plain = not text.islower() or folded in small or _is_contracted(folded)
        return text.capitalize() if not plain and (folded in known or _is_name(folded)) else text

    return _WORD.sub(cased, question)


def is_capitalised_throughout(text: str) -> bool:
    """Tell whether a text has Capitals On Every Word, or is written in them."""
    small = [word for word in re.findall(r"[^\W\d_]{2,}", text)[1:] if fold(word) in STOPWORDS and word != "US"]
    return text.isupper() or sum(word[0].isupper() for word in small) * 2 > len(small)


def _is_phrase(name: Sequence[str]) -> bool:
    """Tell whether a name's words are ones that English writes small, or open with a function word."""
    return name[0] in STOPWORDS or (name[-1] not in NO_PERSON and all(is_small(root(word)) for word in name))


def _is_contracted(word: str) -> bool:
    return any(word.removesuffix(end) in STOPWORDS for end in _CONTRACTED)


def _is_name(word: str) -> bool:
    """Tell whether a folded word is likelier a name than a word; no country or day, which are known without."""
    if word in CALENDAR or word in countries.NAMES or word in countries.SEATS:
        return False
    return bool(_VOWEL.search(word)) and not is_small(root(word)) and not _is_misspelt(root(word))


def _is_misspelt(word: str) -> bool:
    """Tell whether a root is one letter from one that is written small, or has two of its letters exchanged."""
    return len(word) >= MIN_FUZZY and any(
        len(one) >= MIN_FUZZY and (sorted(one) == sorted(word) or distance(one, word) <= 1)
        for one in small_like(word)
    )
