"""The invented stories that the reader was not trained on, and what is asked about them, as a set for choices.

They are more than was written for choices, and as unlike an encyclopedia.
"""

import random
from collections.abc import Iterator

from bot.answering.question import Kind, understand
from bot.evaluation.dataset import Evidence, Example
from index.news.article import RawArticle
from index.training import evaluate
from index.training.invented import Asked, Story

NAME = "invented"
SEED = 36
TO_FIT = 600
TO_CHOOSE = 300
"""So many of the questions that ask for words are drawn. They are written to mislead, more than what people ask:
where a threshold is chosen, they must not outweigh the others."""


def articles() -> Iterator[RawArticle]:
    """Yield the stories as a source hands them over."""
    for name, story in _stories():
        article, lines, subhead = story.article, list[str](), None
        for one in article.paragraphs:
            if one.subhead and one.subhead != subhead:
                lines.append(one.subhead)
            subhead = one.subhead
            lines.append(one.text)
        yield RawArticle(
            "\n\n".join(lines),
            title=article.headline or None,
            date=str(article.published) if article.published else None,
            subheads=frozenset(one.subhead for one in article.paragraphs if one.subhead),
            external_id=name,
        )


def examples(words: int) -> list[Example]:
    """Return all questions for yes or no about them, and a sample of those that ask for words.

    Args:
        words: How many of those, at most ``TO_FIT``.
    """
    sorts: dict[bool, list[Example]] = {True: [], False: []}
    for name, story in _stories():
        for number, one in enumerate(story.asked):
            is_yes_no = understand(one.question).kind is Kind.YES_NO
            sorts[is_yes_no].append(_example(name, number, one))
    return sorts[True] + random.Random(SEED).sample(sorts[False], TO_FIT)[:words]


def _stories() -> Iterator[tuple[str, Story]]:
    return ((f"{NAME}-{number}", story) for number, story in enumerate(evaluate.held_out_stories()))


def _example(name: str, number: int, asked: Asked) -> Example:
    answers = tuple(dict.fromkeys(words for _, words in asked.answers))
    return Example(
        f"{name}-{number}",
        asked.question,
        answerable=bool(answers),
        answers=answers,
        evidence=tuple(Evidence(name, words) for words in answers),
        kind=NAME,
        part="dev",
    )
