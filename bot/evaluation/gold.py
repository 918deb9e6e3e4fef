"""Which articles and paragraphs of the corpus answer a question."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.evaluation import texts
from bot.evaluation.dataset import Evidence, Example
from index.news.article import Article, Paragraph, Passage
from index.news.story import text_key
from index.news.words import content_stems, fold

Place = tuple[str, int]
"""The id of an article and the number of one of its paragraphs."""

SAME = 0.8
"""Share of a paragraph's stems that must stand in a piece of evidence, or the other way round, where neither is
part of the other word by word: cleaning joins, parts and trims paragraphs."""


@dataclass(frozen=True, slots=True)
class Gold:
    """What a question should be answered from.

    Attributes:
        articles: The ids of the articles named as evidence that the corpus holds.
        evidence: The paragraphs named as evidence, each with the key of its text.
        answering: The paragraphs of those articles in which an answer stands in so many words.
        answers: The spellings of the answer, if it is a short one.
    """

    articles: frozenset[str]
    evidence: Mapping[Place, str]
    answering: Mapping[Place, str]
    answers: tuple[str, ...] = ()


def find(example: Example, articles: Mapping[str, Article]) -> Gold:
    """Return what a question should be answered from.

    Args:
        example: The question.
        articles: The articles of the corpus by the id they have in the set.
    """
    named = [articles[one.article] for one in example.evidence if one.article in articles]
    evidence = {
        (articles[one.article].id, paragraph.number): text_key(paragraph.text)
        for one in example.evidence
        if one.article in articles
        for paragraph in _meant(one, articles[one.article].paragraphs)
    }
    answering = {
        (article.id, paragraph.number): text_key(paragraph.text)
        for article in named
        for paragraph in article.paragraphs
        if texts.is_short(example.answers) and texts.contains(paragraph.text, example.answers)
    }
    short = example.answers if texts.is_short(example.answers) else ()
    return Gold(frozenset(one.id for one in named), evidence, answering, short)


def places(passage: Passage) -> list[Place]:
    """Return every place where the text of a passage stands."""
    here = (passage.article.id, passage.paragraph.number)
    return [here, *((one.article.id, one.paragraph) for one in passage.also)]


def _meant(evidence: Evidence, paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs that a piece of evidence quotes, or is quoted by."""
    words = fold(evidence.text)
    if not words:
        return []
    quoted = [one for one in paragraphs if words in fold(one.text) or fold(one.text) in words]
    if quoted:
        return quoted
    stems = set(content_stems(evidence.text))
    return [one for one in paragraphs if _shared(stems, set(content_stems(one.text))) >= SAME]


def _shared(some: set[str], others: set[str]) -> float:
    """Return how much of the smaller set stands in the other."""
    return len(some & others) / max(1, min(len(some), len(others)))
