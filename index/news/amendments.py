"""What a correction puts in the place of what, as far as its words say so. Pure."""

import re

from index.news.article import Change
from index.news.notice import ADDRESS, STORY
from index.news.sentences import split

_ADVERB = r"(?:erroneously|incorrectly|mistakenly|wrongly|inaccurately|in error)"
_SAID = r"(?:said|stated|reported|wrote|noted|described|listed|gave|identified|put|had|showed|referred to)"
_OLD = (
    re.compile(rf"\b{_ADVERB},? {_SAID}(?: that)? (?P<old>.+)", re.IGNORECASE),
    re.compile(rf"\b{_SAID},? {_ADVERB},?(?: that)? (?P<old>.+)", re.IGNORECASE),
    re.compile(rf"\bversion of (?:this|the) {STORY}[^.]*? {_SAID}(?: that)? (?P<old>.+)", re.IGNORECASE),
    re.compile(r"\bmis(?:spelled|spelt|stated|identified) .+? as (?P<old>.+)", re.IGNORECASE),
    re.compile(r"\b(?i:misspelled the) (?:\w+ ){0,2}names? of (?P<old>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})$"),
)
_FACT = re.compile(r"(?:;|,)? (?:but |when )?in fact,? |; | when (?=(?:it|he|she|there|they) )", re.IGNORECASE)
_NOT = re.compile(r"(?P<new>[^,;:]+)(?:, (?:and )?| and )not (?P<old>(?!only\b|just\b|the first\b)[^,;.]+)")
_INSTEAD = re.compile(r"(?P<new>[^,;:]+?),? (?:instead of|rather than) (?P<old>[^,;.]+)")
_UNSAID = re.compile(
    r"(?:who|whom|what|when|where|why|how|which|whether|(?:the|an?) (?:wrong|incorrect)"
    r"|(?:the|her|his|their|its) (?:\w+ ){1,3}(?:of|at|for|in|on|to|when|that)\b(?!.*\d))\b",
    re.IGNORECASE,
)
"""What opens words that say in which respect a story was wrong, not what it said."""
_WRONG = re.compile(
    r"\bmis(?:spell|spelt|stat|identif|characteri[sz]|attribut|quot)\w*|\bwrong|\bto (?:fix|correct)\b",
    re.IGNORECASE,
)
_INTO = re.compile(
    rf"\bthis {STORY} .{{0,40}}?to (?:correct(?: that)?|say|show|reflect|note|state|clarify)(?: that)? "
    r"(?P<new>.+)",
    re.I,
)


def changes(text: str) -> tuple[Change, ...]:
    """Return what a notice puts in the place of what.

    A notice that says only that something was wrong ("misspelled the minister's name") makes one change of nothing
    into nothing.

    Args:
        text: The notice, without its label.
    """
    found: list[Change] = []
    sentences = split(ADDRESS.sub("", text))
    for number, sentence in enumerate(sentences):
        swapped = [
            Change(_trimmed(one["old"]), _trimmed(_clause(one["new"])))
            for pattern in (_NOT, _INSTEAD)
            for one in pattern.finditer(sentence)
            if not _said_wrongly(sentence[: one.start("old")])
        ]
        if swapped:
            found += swapped
            continue
        if into := _INTO.search(sentence):
            found.append(Change("", _trimmed(into["new"])))
            continue
        wrong = _old(sentence)
        if wrong is None:
            continue
        old, fact = wrong
        follows = sentences[number + 1] if number + 1 < len(sentences) else ""
        if not fact and _old(follows) is None and not _NOT.search(follows):
            fact = follows
        found.append(Change(old, _trimmed(fact)))
    return tuple(one for one in found if one.old or one.new) or tuple(found[:1])


def statement(text: str) -> Change:
    """Return the change that a notice makes which says no more than what is right.

    Args:
        text: The notice, without its label: "The vote was on Tuesday."
    """
    return Change("", _trimmed(split(text)[0]))


def _said_wrongly(before: str) -> bool:
    """Tell whether what stands before "not" is what the story said: "reported that he was not charged"."""
    return bool(re.search(rf"\b{_ADVERB}\b|\bversion of (?:this|the)\b", before, re.IGNORECASE))


def _old(sentence: str) -> tuple[str, str] | None:
    """Return what a sentence says was wrong and what it says is right, each "" if it does not repeat it."""
    for pattern in _OLD:
        if one := pattern.search(sentence):
            pieces = _FACT.split(one["old"].rstrip(' .”"'), maxsplit=1)
            old = "" if _UNSAID.match(pieces[0]) else _trimmed(pieces[0])
            return old, pieces[1] if len(pieces) > 1 else ""
    return ("", "") if _WRONG.search(sentence) else None


def _clause(text: str) -> str:
    """Return the clause that a statement ends in: "corrected to say that 14" gives "14"."""
    return re.split(r"\b(?:that|to say|to show|to read|please read|said|is that)\b", text)[-1]


def _trimmed(text: str) -> str:
    return text.strip(' .,;:()“”"‘')
