"""What an outlet has corrected does not answer as if it were true: the right words answer in its place. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answer import Citation
from bot.answering.finding import Finding, locate
from bot.answering.names import Name, spot
from bot.answering.roots import content_roots
from bot.answering.verify import numbers
from index.news.article import Change, Correction, Passage
from index.news.words import fold, words

KIN = 2
"""Content words that a sentence and a correction share if they speak of the same thing, figures apart."""
VAGUE_KIN = 3
"""The same where a correction repeats neither figure nor name."""
_SHORT = 4
"""Words of what was wrong up to which it is a name and no statement: a statement's names are those it is about."""
_FIGURE = re.compile(r"[$€£]?\d[\d,.]*\d|[$€£]?\d|\b[a-z]+(?:-[a-z]+)?\b", re.IGNORECASE)


def put_right(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings with the right words in the place of those that were corrected, if they are given.

    Args:
        findings: What was read, the surest first.
    """
    kept: list[Finding] = []
    for finding in findings:
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
        and _concerns(one, citation.quote)
    )
    return replace(citation, corrections=found)


def _contradicted(finding: Finding) -> tuple[Correction, Change] | None:
    """Return the correction that says that the words of a finding are wrong."""
    text = finding.candidate.text if finding.candidate else finding.sentence
    for correction in finding.passage.corrections:
        kin = _kin(correction, finding.sentence) >= KIN
        for change in correction.changes:
            if (kin and _wrong_figures(change) & numbers(fold(text)) and not _right_figures(change, text)) or (
                _wrong_names(change) & _capitals(text) and not any(_holds(text, one) for one in spot(change.new))
            ):
                return correction, change
    return None


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
    span = _right_words(finding.candidate.text, change)
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


def _concerns(correction: Correction, quote: str) -> bool:
    """Tell whether a correction is of something that a quote says."""
    kin = _kin(correction, quote)
    told = False
    for change in correction.changes:
        figures = numbers(fold(f"{change.old} {change.new}"))
        named = _wrong_names(change) | {word for one in spot(change.new) for word in _capitals(one.text)}
        told = told or bool(figures or named)
        if (kin and figures & numbers(fold(quote))) or named & _capitals(quote):
            return True
    return not told and kin >= VAGUE_KIN
