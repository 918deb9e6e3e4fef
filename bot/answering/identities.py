"""Who somebody is that a sentence leaves unnamed: wire copy tells of "a man" first, and names him later. Pure."""

import re
from dataclasses import replace

from bot.answering.finding import Candidate, Finding, sentences
from bot.answering.names import spot
from index.news.words import fold, words

_UNNAMED = re.compile(
    r"(?:(?:an?|the|one) )?(?:[\w-]+ ){0,3}?(man|woman|boy|girl|baby|teenager|student|driver|pilot|passenger"
    r"|pedestrian|cyclist|hiker|climber|diver|swimmer|officer|soldier|firefighter|worker|guard|suspect|gunman|attacker|shooter"
    r"|victim|winner|survivor)\b"
)
"""How one person is told of without a name."""
_NAMING = re.compile(
    r"\b(?:identified|named)(?: (?:by|on|in) [\w'. ]+?)?(?: (?:him|her|the(?: [\w-]+){1,3}?))? as"
    r"(?: [\w'.-]+){0,4}$"
)
"""What stands before the name where somebody is identified: "the dead man was identified by police as"."""
_ANYBODY = frozenset("victim victims dead deceased killed suspect gunman attacker shooter body".split())
"""Words for whoever was told of, man or woman."""


def identity(finding: Finding) -> Finding | None:
    """Return the sentence of the same article that names the one person whom an answer leaves unnamed.

    Args:
        finding: An answer to who did or suffered something.

    Returns:
        The sentence with the name, or None if the answer has one, or not just one person is identified.
    """
    said = finding.candidate and _UNNAMED.match(fold(finding.candidate.text))
    if not said:
        return None
    article = finding.passage.article
    every = [
        each
        for paragraph in article.paragraphs
        for each in sentences(replace(finding.passage, paragraph=paragraph))
        if (_ANYBODY | {said[1]}) & set(words(each.sentence))
    ]
    named = [replace(each, candidate=name) for each in every if (name := _named(each.sentence))]
    return named[0] if len({one.candidate.text for one in named if one.candidate}) == 1 else None


def _named(sentence: str) -> Candidate | None:
    """Return the name that a sentence identifies somebody by."""
    for name in spot(sentence):
        if name.person and _NAMING.search(fold(sentence[: name.start])):
            return Candidate(name.text, name.start, name.end)
    return None
