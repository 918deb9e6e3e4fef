"""Names that cannot both be right: two people for one office or deed, two places for one event. Pure.

People conflict only where the question asks for one of a kind ("the suspect", "who leads") and both sentences
speak of all that it asks, or are much alike: whoever was arrested or killed need not be the only one. An article
that has both names tells the two apart.
"""

import re

from bot.answering import countries, gate, opposites
from bot.answering.finding import Finding
from bot.answering.names import same_person
from bot.answering.question import Kind, Question
from bot.answering.replies import SAME
from bot.answering.roots import content_roots, root, roots_of
from index.news.words import STOPWORDS, fold, words

_DEEDS = roots_of("lead head captain command chair win open succeed replace govern manage coach direct")
"""What one person does."""
_OFFICES = (
    "suspect gunman attacker winner champion mayor president premier chancellor governor king queen pope chief "
    "chair chairman chairwoman ceo commander captain coach director owner founder author"
)
_HOLDERS = roots_of(_OFFICES)
"""What one person is."""
_NAMED = roots_of("named identified")
_OTHERS = re.compile(
    r"\b(?:of|for|to|against|with|by|from|not)(?: (?:the|a|an|its|their|his|her))?(?: [\w-]+)? "
    rf"(?:{_OFFICES.replace(' ', '|')})\b"
)
"""Whoever is "lawyer of the suspect" or "deputy to the mayor" is another. "By Mayor Quill" has a capital."""
_ANOTHER_TIME = re.compile(
    r"\b(?:until|former|formerly|previous|previously|then|ex|once|deputy|vice|acting|interim|co|next|resigned|stepped"
    r"|replaced|replaces|succeeded|succeeds|last year|last season)\b"
)
"""What tells that a sentence is of another time or another office."""
_WHOSE = tuple(map(frozenset, (("men", "women", "man", "woman"), ("boys", "girls"), ("first", "second", "third"))))
"""Words that tell two things of one kind apart."""
_WHERE = re.compile(r"\b([a-z]+)(?: the)? $")


def names_disagree(question: Question, one: Finding, other: Finding) -> bool:
    """Tell whether two names cannot both be right.

    Args:
        question: A question for a person or a place.
        one: What one article answers.
        other: What another one does, of the same event.
    """
    if one.candidate is None or other.candidate is None:
        return False
    mine, theirs = core(one), core(other)
    if same_person(one.candidate.text, other.candidate.text) or mine <= theirs or theirs <= mine:
        return False
    if _knows(one, other) or _knows(other, one) or _told_apart(one.sentence, other.sentence):
        return False
    if question.kind is Kind.PLACE:
        return _one_place(one, other) and _alike(one, other)
    asked = set(question.roots)
    if not asked & (_DEEDS | _HOLDERS):
        return False
    told = question.names or question.countries or one.passage.article.story == other.passage.article.story
    return _alike(one, other) or bool(told and _answers_all(asked, one) and _answers_all(asked, other))


def core(finding: Finding) -> set[str]:
    """Return the words of a finding's answer but for function words."""
    return set(words(finding.candidate.text)) - STOPWORDS if finding.candidate else set()


def _knows(finding: Finding, other: Finding) -> bool:
    """Tell whether a finding's article has the last word of another one's name."""
    article, name = finding.passage.article, words(other.candidate.text) if other.candidate else []
    return name[-1:] != [] and name[-1] in words(
        " ".join([article.headline, *(p.text for p in article.paragraphs)])
    )


def _told_apart(one: str, other: str) -> bool:
    """Tell whether two sentences are of different countries, sides, times or offices."""
    if any(_ANOTHER_TIME.search(fold(text)) or _OTHERS.search(text) for text in (one, other)):
        return True
    here, there = (frozenset().union(*countries.mentioned(text)) for text in (one, other))
    held, had = set(words(one)), set(words(other))
    sides = any(held & side and had & side and not held & had & side for side in _WHOSE)
    opposed = opposites.opposed(set(content_roots(one)), set(content_roots(other)))
    return sides or opposed or bool(here and there and not here & there)


def _alike(one: Finding, other: Finding) -> bool:
    """Tell whether two sentences say the same in much the same words, but for the names."""
    left, right = ({*content_roots(each.sentence)} - {*map(root, core(each))} for each in (one, other))
    return len(left & right) >= SAME * len(left | right)


def _answers_all(asked: set[str], finding: Finding) -> bool:
    """Tell whether a passage speaks of all that is asked, and its sentence of the deed or of who is named."""
    said, around = set(content_roots(finding.sentence)), set(content_roots(gate.context(finding.passage)))
    return asked <= around and bool(asked & said & (_DEEDS | _HOLDERS) or said & _NAMED)


def _one_place(one: Finding, other: Finding) -> bool:
    """Tell whether two places may be of one size: no country, and the same word before both."""
    before = []
    for each in (one, other):
        if each.candidate is None or any(countries.mentioned(each.candidate.text)):
            return False
        word = _WHERE.search(fold(each.sentence[: each.candidate.start]) + " ")
        before.append(word[1] if word else "")
    return before[0] == before[1] != ""
