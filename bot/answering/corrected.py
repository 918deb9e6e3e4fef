"""What an outlet has corrected does not answer as if it were true: the right words answer in its place. Pure.

A correction may say what is right but not what was wrong ("It is $27 million"), or neither ("misspelled the name
of the minister"). What was wrong then is another value in a sentence on all that the correction is about, or what
the version that carries the correction says otherwise; where neither can be told, the correction is shown beside
whatever the story answers.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.answer import Citation
from bot.answering.finding import Finding, locate
from bot.answering.names import Name, spot
from bot.answering.roots import content_roots, root, roots_of
from bot.answering.verify import numbers
from index.news.article import Article, Change, Correction, Passage
from index.news.changes import Kind, compare
from index.news.noticed import is_later
from index.news.sentences import split
from index.news.words import STOPWORDS, fold, words

KIN = 2
"""Content words that a sentence and a correction share if they speak of the same thing, figures apart."""
VAGUE_KIN = 3
"""The same where a correction repeats neither figure nor name."""
_SHORT = 4
"""Words of what was wrong up to which it is a name and no statement: a statement's names are those it is about."""
_FIGURE = re.compile(r"[$€£]?\d[\d,.]*\d|[$€£]?\d|\b[a-z]+(?:-[a-z]+)?\b", re.IGNORECASE)
_SCALE = r"(?: (?:thousand|million|billion)\b)?"
_SCALES = frozenset({"thousand", "million", "billion"})
_VALUE = re.compile(
    rf"(?P<money>[$€£](?:\d[\d,.]*\d|\d){_SCALE})|(?P<share>\d[\d.]*)(?:%| percent| per cent)"
    rf"|(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)|(?P<count>(?:\d[\d,.]*\d|\d){_SCALE}) (?P<noun>[a-z]+)"
)
"""Values that can be told apart by their kind: money, shares, days of the week, and numbers of a noun."""
_ADDED = re.compile(r"\bclarif|\bomitted\b", re.IGNORECASE)
"""What a notice says that finds nothing wrong."""
_FRAME = roots_of(
    "story article report item post piece column version headline earlier previous prior original initial "
    "correction corrections correct corrected editor note update updated incorrect incorrectly erroneous "
    "erroneously mistake mistakenly wrong wrongly error inaccurate inaccurately misspelled misstated "
    "misidentified mischaracterized misattributed misquoted said stated gave given showed show fix changed "
    "reflect fact name names first last spelling title date day year number figure amount age time also "
    "january february march april may june july august september october november december"
)
"""Words of notices that say nothing of what they are about."""


def put_right(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings with the right words in the place of those that were corrected, if they are given.

    Args:
        findings: What was read, the surest first.
    """
    kept: list[Finding] = []
    for finding in findings:
        if _put_right_since(finding):
            continue
        wrong = _contradicted(finding)
        right = _in_its_place(finding, *wrong) if wrong else finding
        if right is not None:
            kept.append(right)
    return kept


def noted(citation: Citation) -> Citation:
    """Return a citation with the corrections that concern its quote.

    Args:
        citation: The citation.
    """
    passage = citation.passage
    found = tuple(
        one
        for one in passage.corrections
        if (one.article.id, one.paragraph.number) != (passage.article.id, passage.paragraph.number)
        and _concerns(one, passage.article, citation.quote)
    )
    return replace(citation, corrections=found)


def _contradicted(finding: Finding) -> tuple[Correction, Change] | None:
    """Return the correction that says that the words of a finding are wrong."""
    text = finding.candidate.text if finding.candidate else finding.sentence
    for correction in finding.passage.corrections:
        kin = _kin(correction, finding.sentence) >= KIN
        for change in correction.changes:
            if (
                (kin and _wrong_figures(change) & numbers(fold(text)) and not _right_figures(change, text))
                or (
                    _wrong_names(change) & _capitals(text)
                    and not any(_holds(text, one) for one in spot(change.new))
                )
                or _implied(finding, correction, change)
            ):
                return correction, change
    return None


def _put_right_since(finding: Finding) -> bool:
    """Tell whether a later version says otherwise what a finding says, and that it was wrong, but not how."""
    passage, candidate = finding.passage, finding.candidate
    for correction in passage.corrections if candidate else ():
        vague = correction.changes and not any(change.old for change in correction.changes)
        same = correction.article.story == passage.article.story and is_later(correction.article, passage.article)
        if not (
            candidate and vague and same and _subject(correction) & set(content_roots(passage.paragraph.text))
        ):
            continue
        for each in compare(passage.article, correction.article).paragraphs:
            if each.kind is Kind.CHANGED and each.before == passage.paragraph:
                dropped = " ".join(one.text for one in each.pieces if one.telling and one.kind is Kind.DROPPED)
                if set(words(dropped)) & set(words(candidate.text)):
                    return True
    return False


@dataclass(frozen=True, slots=True)
class _Value:
    """A value where it stands, what kind of value it is, and what tells it from others of its kind."""

    kind: str
    told: frozenset[str]
    start: int
    end: int


def _values(text: str) -> list[_Value]:
    found = []
    for one in _VALUE.finditer(text):
        if one["noun"] in STOPWORDS | _SCALES:
            continue
        kind = root(fold(one["noun"])) if one["noun"] else str(one.lastgroup)
        start, end = one.span("count") if one["noun"] else one.span()
        said = text[start:end]
        found.append(_Value(kind, frozenset(numbers(fold(said)) or words(said)), start, end))
    return found


def _implied(finding: Finding, correction: Correction, change: Change) -> tuple[int, int] | None:
    """Return where in the right statement the value stands that differs from a finding's, if that was corrected.

    The sentence must speak of all that the correction speaks of. The story that holds the correction has been put
    right itself.
    """
    if change.old or not change.new or len(correction.changes) > 1 or finding.candidate is None:
        return None
    subject, said = _subject(correction), finding.candidate
    told_elsewhere = finding.passage.article.id != correction.article.id
    if not (told_elsewhere and subject and subject <= set(content_roots(finding.sentence))):
        return None
    right = _values(change.new) if len(subject) >= KIN else []
    for mine in _values(finding.sentence):
        rivals = [one for one in right if one.kind == mine.kind]
        if mine.start < said.end and said.start < mine.end and len(rivals) == 1 and rivals[0].told != mine.told:
            return rivals[0].start, rivals[0].end
    for name in spot(change.new):
        (*first, last), spelt = words(name.text), words(said.text)
        if first and len(spelt) > 1 and spelt[-1] == last and not set(first) & set(spelt):
            return name.start, name.end
    return None


def _subject(correction: Correction) -> frozenset[str]:
    """Return the roots of what a correction is about: its words but the frame and the values it gives."""
    text = correction.paragraph.text
    given = [text[one.start : one.end] for one in _values(text)]
    given += [one.text for change in correction.changes for one in spot(change.new)]
    given.append(correction.article.outlet or "")
    rest = set(content_roots(text)) - _FRAME - set(content_roots(" ".join(given)))
    return frozenset(one for one in rest if not any(char.isdigit() for char in one))


def _kin(correction: Correction, sentence: str) -> int:
    """Return how many content words a correction's paragraph and a sentence share, figures apart."""
    shared = set(content_roots(correction.paragraph.text)) & set(content_roots(sentence))
    return sum(not any(char.isdigit() for char in one) for one in shared)


def _wrong_figures(change: Change) -> set[str]:
    return numbers(fold(change.old)) - numbers(fold(change.new))


def _right_figures(change: Change, text: str) -> set[str]:
    return (numbers(fold(change.new)) - numbers(fold(change.old))) & numbers(fold(text))


def _wrong_names(change: Change) -> set[str]:
    """Return the words of a wrong name that the right one has not."""
    if not change.old or len(change.old.split()) > _SHORT:
        return set()
    return _capitals(change.old) - _capitals(change.new)


def _capitals(text: str) -> set[str]:
    return {fold(word) for word in re.findall(r"[^\W\d_][\w’'-]*", text) if word[0].isupper()}


def _holds(text: str, name: Name) -> bool:
    return set(words(name.text)) <= set(words(text))


def _in_its_place(finding: Finding, correction: Correction, change: Change) -> Finding | None:
    """Return the finding of the right words in the correction, ``None`` if it does not give them."""
    start = correction.paragraph.text.find(change.new) if change.new else -1
    if start < 0:
        return None
    passage = Passage(
        correction.article,
        correction.paragraph,
        finding.passage.score,
        finding.passage.similarity,
        corrections=finding.passage.corrections,
    )
    if finding.candidate is None:
        whole = locate(passage, start, start + len(change.new), finding.score)
        return replace(whole, candidate=None)
    span = _implied(finding, correction, change) or _right_words(finding.candidate.text, change)
    return locate(passage, start + span[0], start + span[1], finding.score) if span else None


def _right_words(said: str, change: Change) -> tuple[int, int] | None:
    """Return where in the right statement the words stand that take the place of what was said."""
    if _wrong_figures(change) & numbers(fold(said)):
        for figure in _FIGURE.finditer(change.new):
            if numbers(fold(figure.group())) - numbers(fold(change.old)):
                return figure.span()
        return None
    names = spot(change.new)
    best = max(names, key=lambda one: len(set(words(one.text)) & set(words(said))), default=None)
    return (best.start, best.end) if best else None


def _concerns(correction: Correction, article: Article, quote: str) -> bool:
    """Tell whether a correction is of something that a quote says, or may be, where it does not say of what."""
    kin = _kin(correction, quote)
    told = False
    for change in correction.changes:
        figures = numbers(fold(f"{change.old} {change.new}"))
        named = _wrong_names(change) | {word for one in spot(change.new) for word in _capitals(one.text)}
        told = told or bool(change.old and (figures or named))
        if (kin and figures & numbers(fold(quote))) or named & _capitals(quote):
            return True
    if told:
        return False
    if not correction.changes or _ADDED.search(correction.paragraph.text):
        return kin >= VAGUE_KIN
    return _tells(correction, article, quote)


def _tells(correction: Correction, article: Article, quote: str) -> bool:
    """Tell whether a quote says what a correction is about, or no sentence of its article does."""
    subject = _subject(correction)
    said = (
        set(content_roots(sentence))
        for one in article.paragraphs
        if one != correction.paragraph
        for sentence in split(one.text)
    )
    known = len(subject) >= KIN and any(subject <= each for each in said)
    return subject <= set(content_roots(quote)) if known else True
