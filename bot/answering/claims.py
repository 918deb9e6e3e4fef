"""What a sentence says of an act that a question asks about: that they did it, that they did not, or nothing sure.

A reader of words takes any mention of the act for an answer; the order of an English sentence tells whose it is.
Pure.
"""

import re
from collections.abc import Sequence
from enum import Enum

from bot.answering.acts import BASES, BE, FUTURE, TOKEN, Act, matches
from bot.answering.events import EVENTS, told
from bot.answering.finding import Finding
from bot.answering.gate import OPENING
from bot.answering.names import alike, same_given, spot
from bot.answering.people import SAID
from bot.answering.roots import content_roots, root, roots_of
from index.news.words import fold, words

_REACH = 14
"""Words that may stand between whoever acts and the act."""
_FOLLOWS = 6
"""Words after an act among which whoever it is done to stands."""

_BEFORE_ING = BE | frozenset("after before by without of from".split())
_DETERMINERS = frozenset("a an the his her its their this that no any first next last".split())
_NOT = frozenset("not never cannot nobody".split())
_AGREE = (root("agree"),)
_NEGATING = roots_of("refuse decline fail reject deny spurn rebuff dismiss")
_UNREAL = frozenset("will would could may might should can must if whether unless to almost nearly except".split())
"""Words before an act that is only wished for, or still to come."""
_BEFORE_VERB = frozenset(
    "has had have having did do does is are was were be been being will would could may might should can must"
    " to not never also then later first once twice again soon still both all jointly and or after before by"
    " without".split()
)
"""Words that may stand right before the verb of somebody named earlier, beside adverbs in -ly."""
_NOT_BETWEEN = re.compile(
    rf"[;:.“”\"]|\b(?:but|while|because|when|whether|that|which|who|he|she|they|it|we|i|whose|{SAID}(?! off))\b",
    re.I,
)
_ASIDE = re.compile(
    r"^(?: (?:of|from|in) (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)?(?:, (?!and\b|but\b)[^,;“”\"]+,)?"
)
_REST_OF_NAME = re.compile(r"^(?: [A-Z][\w’'.-]*)+")
_BESIDE = re.compile(
    r"^(?:,? (?:the )?[A-Z][\w.-]*(?: [A-Z][\w.-]*)*)*,? and (?:the )?[A-Z][\w.-]*(?: [A-Z][\w.-]*)*"
)
"""Others who do it too: "Ukraine and Russia signed"."""
_CLAUSE = re.compile(r"\b(?:before|after|while|when|but|because|unless|whose|who)\b|;", re.I)
"""What ends the clause that an act stands in: what follows is not what was attended, met or won."""
_OWN_WORDS = re.compile(rf"^.*?\b(?:{SAID}|denied|vowed|promised)(?: that)? (?:he|she|it|they)\b", re.I)
_OF = re.compile(r"\b(?:of|in|at|from|with|for|by|to|against|between|on) (?:the )?$", re.I)
"""Words before a name that make of it no subject: the head of a company resigns, not the company."""
_POINTS = re.compile(r"^(?:he|she|it|they)\b", re.I)
_OWNER = re.compile(r"['’]s?$")
_NOUNS = ("er", "ers", "or", "ors", "ance", "val", "sal", "ial")
"""Endings of nouns that share their root with a verb: "winner", "refusal"."""


class Claim(Enum):
    """What a sentence says of an act."""

    DONE = "done"
    NOT_DONE = "not done"
    UNSURE = "unsure"
    SILENT = "silent"
    ANOTHERS = "another's"


def claim(act: Act, finding: Finding) -> Claim:
    """Return what the sentence of a finding says of an act.

    Args:
        act: The act.
        finding: A sentence, with the one before it.
    """
    tokens = list(TOKEN.finditer(finding.sentence))
    said: set[Claim] = set()
    anothers = present = False
    until = len(finding.sentence)
    for phrases, done in ((act.done, True), (act.undone, False)):
        for start, end in sorted({match for phrase in phrases for match in matches(tokens, phrase)}):
            if not _is_verb(tokens, start):
                continue
            present = True
            if _acts(act, finding, tokens, start, end):
                after = _CLAUSE.search(finding.sentence, tokens[end].end())
                until = after.start() if after else len(finding.sentence)
                said.add(_told(act, tokens, start, done=done))
            elif _another_acts(act, finding.sentence, tokens, start):
                anothers = True
    if len(said) == 1 and _is_of(act, finding, finding.sentence[:until]):
        return said.pop()
    if said or (present and not anothers and (_mentions(act, tokens, finding) or _names_later(act, finding))):
        return Claim.UNSURE
    return Claim.ANOTHERS if anothers else Claim.SILENT


def _is_verb(tokens: Sequence[re.Match[str]], at: int) -> bool:
    """Tell whether a word is the verb of its phrase: no noun after an article, nor one of those who do it."""
    word = fold(tokens[at].group())
    before = fold(tokens[at - 1].group()) if at else ""
    if word.endswith("ing"):
        return before in _BEFORE_ING
    return before not in _DETERMINERS and word != "back" and not word.endswith(_NOUNS)


def _acts(act: Act, finding: Finding, tokens: Sequence[re.Match[str]], start: int, end: int) -> bool:
    """Tell whether whoever is asked about does the act at a token, or has it done to them."""
    sentence = finding.sentence
    passive = start > 0 and bool({fold(one.group()) for one in tokens[max(0, start - 2) : start]} & BE)
    if act.suffered and not passive:
        after = tokens[end + 1 : end + 1 + _FOLLOWS]
        return any(
            _is_who(act, sentence, one)
            and not _OF.search(sentence[: one.start()])
            and not _NOT_BETWEEN.search(sentence[tokens[end].end() : one.start()])
            for one in after
        )
    if passive and not act.suffered:
        by = re.match(r"[^,;.]*? by (?:the )?", sentence[tokens[end].end() :])
        return bool(by) and any(_is_who(act, sentence, one) for one in tokens[end + 1 : end + 1 + _FOLLOWS] if by)
    if any(
        _is_who(act, sentence, tokens[i])
        and not _OF.search(sentence[: tokens[i].start()])
        and _reaches(sentence, tokens, i, start)
        for i in range(start - 1, max(-1, start - 1 - 2 * _REACH), -1)
    ):
        return True
    if finding.before and _POINTS.match(sentence) and _reaches(sentence, tokens, 0, start):
        named = spot(finding.before)
        return bool(named) and _same(act, named[0].text)
    return False


def _another_acts(act: Act, sentence: str, tokens: Sequence[re.Match[str]], start: int) -> bool:
    """Tell whether a name that is not asked about does the act at a token."""
    for name in spot(sentence):
        last = next((i for i, one in enumerate(tokens) if one.end() >= name.end), len(tokens))
        owned = _OF.search(sentence[: name.start])
        if last < start and not owned and not _same(act, name.text) and _reaches(sentence, tokens, last, start):
            return True
    return False


def _reaches(sentence: str, tokens: Sequence[re.Match[str]], actor: int, start: int) -> bool:
    """Tell whether the verb at a token belongs to an actor: nobody else and no other clause comes between."""
    if _OWNER.search(tokens[actor].group()) or start - actor > 2 * _REACH:
        return False
    between = _REST_OF_NAME.sub("", sentence[tokens[actor].end() : tokens[start].start()], count=1)
    between = _BESIDE.sub("", between, count=1)
    aside = _ASIDE.match(between)
    if aside and aside[0]:
        between = between[aside.end() :]
    elif between.startswith(",") and not re.search(r", (?:[A-Z][\w’'.-]* ?)*$", sentence[: tokens[actor].start()]):
        return False  # it ends an aside of somebody else
    between = _OWN_WORDS.sub("", between, count=1)
    if len(between.split()) > _REACH or _NOT_BETWEEN.search(between):
        return False
    last = (words(between) or ["and"])[-1]
    return (last in _BEFORE_VERB or last.endswith("ly")) and not spot(f"x{between}")


def _told(act: Act, tokens: Sequence[re.Match[str]], start: int, *, done: bool) -> Claim:
    """Return whether the act at a token is told as done, as not done, or as neither."""
    before = [fold(one.group()) for one in tokens[max(0, start - 5) : start]]
    word = fold(tokens[start].group())
    refused = any(root(one) in _NEGATING for one in before) and "to" in before[-3:]
    denied = any(root(one) == root("deny") for one in before)
    negated = refused or denied or any(one in _NOT or one.endswith("n't") for one in before[-3:])
    negated = negated or bool({"neither", "nor"} & {fold(one.group()) for one in tokens[:start]})
    unreal = set(before[-3:]) & _UNREAL - (FUTURE if act.future or negated else set())
    wished = word in BASES and not (act.future or negated or {"did", "do", "does"} & set(before[-3:]))
    if wished or unreal - ({"to"} if refused else set()):
        return Claim.UNSURE
    if negated and not done:
        return Claim.UNSURE  # whoever did not reject it need not have accepted it
    return Claim.DONE if done and not negated else Claim.NOT_DONE


def _is_of(act: Act, finding: Finding, clause: str) -> bool:
    """Tell whether a clause is about what the question names: a part of it stands there, the rest around it.

    Of what was agreed on, the clause itself must tell.
    """
    article = finding.passage.article
    here = set(content_roots(clause))
    around = set(
        content_roots(
            "\n".join(
                (
                    article.headline,
                    article.place or "",
                    finding.passage.paragraph.text,
                    *(one.text for one in article.paragraphs[:OPENING]),
                )
            )
        )
    )
    if not act.rest:
        return True
    events = EVENTS - {word for phrase in act.done for word in phrase}
    if _AGREE in act.done and (what := [one for one in act.rest if one not in EVENTS]):
        return any(told(one, here) for one in what)
    return any(told(one, here) or (one in around and here & events) for one in act.rest) and all(
        told(one, around | here) for one in act.rest
    )


def _mentions(act: Act, tokens: Sequence[re.Match[str]], finding: Finding) -> bool:
    """Tell whether whoever is asked about stands in a sentence, or in the one that it points back to."""
    if any(_is_who(act, finding.sentence, one) for one in tokens):
        return True
    return bool(_POINTS.match(finding.sentence)) and any(_same(act, one.text) for one in spot(finding.before))


def _names_later(act: Act, finding: Finding) -> bool:
    """Tell whether a sentence is of a lead, which tells of "the chief executive" and leaves the name for later."""
    opening = finding.passage.article.paragraphs[:OPENING]
    return finding.passage.paragraph.number == 1 and any(
        _same(act, one.text) for p in opening for one in spot(p.text)
    )


def _is_who(act: Act, sentence: str, token: re.Match[str]) -> bool:
    """Tell whether a word of a sentence names whoever is asked about."""
    word = (words(token.group()) or [""])[-1]
    if not (alike(word, act.who[-1]) or root(word) == root(act.who[-1])):
        return False
    name = next((one for one in spot(sentence) if one.start <= token.start() < one.end), None)
    if name is None:
        there = words(sentence)
        return all(any(alike(one, other) for other in there) for one in act.who)
    return _same(act, name.text)


def _same(act: Act, name: str) -> bool:
    """Tell whether a name is that of whoever is asked about, as far as both tell."""
    mine = words(name)
    if not any(alike(one, act.who[-1]) for one in mine):
        return False
    return (
        len(act.who) == 1
        or len(mine) == 1
        or any(same_given(one, other) for one in mine[:-1] for other in act.who[:-1])
    )
