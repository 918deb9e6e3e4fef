"""The people in a sentence: who could answer, who is only its source, and what office they hold. Pure."""

import re

from bot.answering import countries
from bot.answering.finding import Candidate, Finding
from bot.answering.names import Name, alike, is_title, spot
from bot.answering.question import Question
from bot.answering.roots import content_roots, is_verb
from index.news.words import fold, words

PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|from|outside|inside|across|into|toward|towards|to|around|off|throughout)"
    r"(?: (?:the|northern|southern|eastern|western|central|nearby|downtown|northeastern|northwestern|southeastern"
    r"|southwestern|city of|town of|village of|capital of|city|town))*(?: [a-z]+ (?:city|town|village) of)? $",
    re.IGNORECASE,
)
"""Words before a name that make a place of it."""
SAID = (
    r"(?:said|says|told|added|wrote|announced|warned|argued|claimed|called|urged|insisted|declared|tweeted"
    r"|posted|pronounced|stated|noted|asked|acknowledged|denied|confirmed|explained)"
)
"""Verbs that put words in somebody's mouth, as a pattern."""
ENVOY_TO = r"(?:envoys?|ambassadors?|emissar(?:y|ies)) (?:to|for)"
"""Somebody sent to whatever follows, as a pattern."""
_TELLS = r"(?:said|says|told|added|wrote|noted|stated)"
_SOURCE_BEFORE = re.compile(rf"(?:\baccording to\b|[,”\"] {_TELLS}\b)[^,;.”\"]*$")
_SOURCE_AFTER = re.compile(rf"^(?:,[^,]*,)? (?:has |had )?{_TELLS}\b")
_ASKS_SOURCE = re.compile(rf"\b(?:{SAID}|say|quoted|according)\b")
_ASKS_OFFICE = re.compile(r"who(?:['’]s| is| was) (?:the|a|an)\b")
_ABBREVIATED = re.compile(r"(?:[A-Z]\.)+|[A-Z][a-z]{1,3}\.")


def people(sentence: str, question: Question) -> list[Name]:
    """Return the names in ``sentence`` that may be people's and are not in the question.

    Whoever is only the source of the statement ("…, according to spokesman Ivan Petrenko") is left out, unless
    the question asks who said something.
    """
    named = [name for name in spot(sentence) if not asked(name.text, question)]
    if not asks_source(question):
        named = [name for name in named if not is_source(sentence, name)]
    return [name for name in named if name.person] or [name for name in named if _maybe_surname(sentence, name)]


def asks_source(question: Question) -> bool:
    """Tell whether a question asks who said something."""
    return bool(_ASKS_SOURCE.search(fold(question.text)))


def is_source(sentence: str, name: Name | Candidate) -> bool:
    """Tell whether ``name`` only says what the sentence says."""
    before, after = sentence[: name.start], sentence[name.end :]
    return bool(_SOURCE_BEFORE.search(before) or _SOURCE_AFTER.match(after))


def asked(text: str, question: Question) -> bool:
    """Tell whether every word of ``text`` stands in the question already."""
    there, mine = words(question.text), words(text)
    return bool(mine) and all(any(alike(word, other) for other in there) for word in mine)


def _maybe_surname(sentence: str, name: Name) -> bool:
    """Tell whether a lone capitalised word may be a surname: no country, no acronym, no place."""
    alone = len(words(name.text)) == 1 and not name.text.isupper() and not any(countries.mentioned(name.text))
    return alone and not PLACE_BEFORE.search(sentence[: name.start]) and name.text[-1] != "."


_ROLE_STOP = frozenset(
    "a an the by with of to and or but for in on at from as said told says that than against between opposite is "
    "was were are led headed included including met its their his her who while when before after".split()
)


_POSSESSIVE = re.compile(r"\b(?:its|their|his|her|my|our|your) $", re.IGNORECASE)


def is_mere_source(question: Question, found: Finding) -> bool:
    """Tell whether the words of a finding are whoever says it, where neither that nor their office is asked for.

    "Mayor Jon Novak said" says who the mayor is.

    Args:
        question: What was asked.
        found: A sentence that may answer.
    """
    if found.candidate is None or asks_source(question):
        return False
    if not is_source(found.sentence, found.candidate):
        return False
    office = content_roots(f"{role(found.sentence, found.candidate)} {found.candidate.text}")
    return not (_ASKS_OFFICE.match(fold(question.text)) and set(office) & set(question.roots))


def role(sentence: str, name: Name | Candidate) -> str:
    """Return the words of office right before ``name`` ("presidential aide"), or "".

    What somebody is to another ("her colleague") tells nothing without that other.

    Args:
        sentence: The sentence the name stands in.
        name: The name.
    """
    begin = name.start
    before = [*re.finditer(r"\S+", sentence[: name.start])]
    for i, word in reversed([*enumerate(before)]):
        text = word.group()
        if text == "of" and i and begin < name.start and is_title(before[i - 1].group()):
            continue
        if text[-1] in ',;:.—”"' and not _ABBREVIATED.fullmatch(text):
            break
        if fold(text) in _ROLE_STOP or text[0] in '“"(':
            break
        if begin == name.start and is_verb(text):
            break
        begin = word.start()
    return "" if _POSSESSIVE.search(sentence[:begin]) else sentence[begin : name.start].rstrip()
