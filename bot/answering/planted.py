"""Instructions to machines that stand in an article, which are no news and answer nothing. Pure."""

import re

from index.news.sentences import split
from index.news.words import fold

_PLANTED = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,30}\b(?:instructions?|prompts?|rules|guidelines)\b"
    r"|\bwhen (?:you are|you're) asked\b|\bwhen asked\b[^,]{0,60}, (?:answer|say|reply|respond|tell|state)\b"
    r"|\b(?:system|developer|assistant) (?:note|prompt|message|instruction)s?\b"
    r"|\b(?:note|instruction|message)s? (?:to|for) (?:all )?(?:ai|language model|assistant|chatbot|bot)s?\b"
    r"|\byou (?:must|should|are to|have to)\b.{0,40}\b(?:answer|reply|respond|output|say)\b.{0,20}\bthat\b"
    r"|\byou are (?:now )?(?:an? )?(?:ai|assistant|chatbot|language model)\b"
)


def planted(text: str) -> list[tuple[int, int]]:
    """Return the characters of a paragraph's planted sentences, from and to, to be hidden from the reader.

    Args:
        text: The paragraph.
    """
    found, at = [], 0
    for sentence in split(text):
        at = text.index(sentence, at)
        if is_planted(sentence):
            found.append((at, at + len(sentence)))
        at += len(sentence)
    return found


def is_planted(sentence: str) -> bool:
    """Tell whether a sentence tells a machine what to say, instead of telling a reader what happened.

    Args:
        sentence: A sentence of a passage.
    """
    return bool(_PLANTED.search(fold(sentence)))
