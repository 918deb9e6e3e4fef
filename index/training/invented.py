"""Invented news, with questions in other words than the paragraph that answers.

The questions of an encyclopedia were written with their paragraph in view and repeat its words: a reader that
has seen nothing else takes the lead, which repeats most of them, and does not believe a paragraph that says it
otherwise. Here a question is asked of the whole of a story, so that its other paragraphs are the near misses.

A file holds stories, one after another::

    # Ferry firm halts island crossing
    @ 2024-03-12 | The Harbor Ledger
    1. PORTO, Portugal (HL) — The first paragraph.
    ## A subhead
    2. The second.
    ? who runs the ferry company | 2: Marta Lindqvist
    ? who will pay for the repairs | -

A headline or a date may be missing (``#``, ``@ - | The Harbor Ledger``). Each paragraph that answers is named,
with its words; ``-`` stands for a question that the story does not answer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random
from zlib import crc32

from index.errors import BadSource
from index.news.article import Article, HeadlineOrigin, Paragraph, Passage
from index.news.words import content_stems
from index.retrieval import reader
from index.training.example import Example
from index.training.near import Elsewhere, Text

FOLDER = Path(__file__).with_name("stories")

VALIDATION_SHARE = 10
"""One story in so many is held out for choices."""

NEAREST = 2
BESIDE = 1
"""Of the paragraphs that do not answer a question, so many that share the most words with it, and of the rest."""

ELSEWHERE = 3
"""Of the paragraphs of other stories that share the most words with a question, one of so many is asked it."""

LEAST_WORDS = 4
"""A question of fewer words, function words apart, may well be answered by another story: "mine owner name"."""

_PARAGRAPH = re.compile(r"(\d+)\. (.+)")
_DATE = re.compile(r"@ (-|\d{4}-\d\d-\d\d) \| .+")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a story.

    Attributes:
        question: The question.
        answers: The number of each paragraph that answers, from 1, with its words. Empty: the story does not say.
    """

    question: str
    answers: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A story and what is asked about it.

    Attributes:
        article: The story; only what a reader is shown of an article is filled in.
        asked: The questions about it.
    """

    article: Article
    asked: tuple[Asked, ...]

    @property
    def is_held_out(self) -> bool:
        """Whether it is kept from training."""
        return crc32(_lead(self).encode()) % VALIDATION_SHARE == 0


def read(folder: Path = FOLDER) -> list[Story]:
    """Return the stories of a folder.

    Raises:
        BadSource: A line is none of those a file may hold, or an answer does not stand where it is said to.
    """
    return [
        _story(path, block)
        for path in sorted(folder.glob("*.txt"))
        for block in re.split(r"^(?=# |#$)", path.read_text("utf-8"), flags=re.MULTILINE)
        if block.strip()
    ]


def _story(path: Path, block: str) -> Story:
    headline, published, subhead = "", None, None
    paragraphs: list[Paragraph] = []
    asked: list[Asked] = []
    for line in block.splitlines():
        if line.startswith("# "):
            headline = line.removeprefix("# ").strip()
        elif line.startswith("## "):
            subhead = line.removeprefix("## ").strip()
        elif found := _DATE.fullmatch(line):
            published = None if found[1] == "-" else date.fromisoformat(found[1])
        elif found := _PARAGRAPH.fullmatch(line):
            paragraphs.append(Paragraph(len(paragraphs) + 1, found[2].strip(), subhead))
        elif line.startswith("? "):
            asked.append(_asked(path, line, paragraphs))
        elif line.strip() not in ("", "#"):
            raise BadSource(
                f"{path.name}: {line!r} is no line of a story. See {__name__} for what may stand there."
            )
    origin = HeadlineOrigin.GIVEN if headline else HeadlineOrigin.LEAD
    return Story(Article("", "", headline, origin, tuple(paragraphs), "", published=published), tuple(asked))


def _asked(path: Path, line: str, paragraphs: list[Paragraph]) -> Asked:
    question, *answers = line.removeprefix("? ").split(" | ")
    found = []
    for answer in answers if answers != ["-"] else ():
        number, _, words = answer.partition(": ")
        if not any(str(one.number) == number and words in one.text for one in paragraphs):
            raise BadSource(f"{path.name}: {words!r} does not stand in paragraph {number}, as {line!r} says.")
        found.append((int(number), words))
    return Asked(question.strip(), tuple(found))


def examples(story: Story, asked: Asked, rng: Random) -> Iterator[Example]:
    """Yield a question asked of each paragraph that answers it, and of some that do not.

    One that gives several answers is asked again with some of them hidden, as a question for several is.

    Args:
        story: The story.
        asked: One of its questions.
        rng: Draws the paragraphs that do not.
    """
    told = {number for number, _ in asked.answers}
    wanted = set(content_stems(asked.question))
    shared = {one: len(wanted & set(content_stems(one.text))) for one in story.article.paragraphs}
    others = sorted((one for one in shared if one.number not in told), key=lambda one: -shared[one])
    near, rest = others[:NEAREST], others[NEAREST:]
    for paragraph in (
        *(one for one in shared if one.number in told),
        *near,
        *rng.sample(rest, min(BESIDE, len(rest))),
    ):
        itself = example(story, asked, paragraph)
        yield itself
        if again := _again(itself, rng):
            yield again


def _again(seen: Example, rng: Random) -> Example | None:
    """Return a paragraph with some or all of its answers hidden, to be asked again; ``None`` if it gives one."""
    told = sorted({seen.paragraph[start:end] for start, end in seen.answers})
    if len(told) < 2:
        return None
    hidden = rng.sample(told, rng.randint(1, len(told)))
    return seen.hidden([(start, end) for start, end in seen.answers if seen.paragraph[start:end] in hidden])


def texts(stories: Sequence[Story]) -> list[Text[Passage]]:
    """Return every paragraph of some stories, for questions about other stories to be asked of."""
    return [
        Text(one.text, each.article.headline, _lead(each), Passage(each.article, one, 1.0))
        for each in stories
        for one in each.article.paragraphs
    ]


def elsewhere(story: Story, asked: Asked, rng: Random, news: Elsewhere[Passage]) -> Iterator[Example]:
    """Yield a question asked of a paragraph of another story that shares its words; of a short one, nothing.

    Args:
        story: The story.
        asked: One of its questions.
        rng: Draws the paragraph.
        news: The paragraphs of the other stories.
    """
    if len(content_stems(asked.question)) < LEAST_WORDS:
        return
    answers = [words for _, words in asked.answers]
    nearest = list(islice(news.find(asked.question, _lead(story), answers), ELSEWHERE))
    if nearest:
        passage = rng.choice(nearest)
        yield Example(asked.question, passage.paragraph.text, reader.title(passage), reader.before(passage))


def _lead(story: Story) -> str:
    return story.article.paragraphs[0].text


def example(story: Story, asked: Asked, paragraph: Paragraph) -> Example:
    """Return a question asked of one paragraph, in the context that the reader gives it.

    Args:
        story: The story.
        asked: One of its questions.
        paragraph: One of its paragraphs.
    """
    passage = Passage(story.article, paragraph, 1.0)
    answers = {
        found.span()
        for number, words in asked.answers
        if number == paragraph.number
        for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", paragraph.text)
    }
    return Example(
        asked.question, paragraph.text, reader.title(passage), reader.before(passage), tuple(sorted(answers))
    )
