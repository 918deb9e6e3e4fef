"""Rows to examples that look like news: short paragraphs, near misses, and questions as people type them."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from index.news import sentences
from index.training import invented, questions, roles, rows
from index.training.example import Example
from index.training.invented import Asked, Story
from index.training.near import Elsewhere, Text
from index.training.rows import Row

WHOLE_SHARE = 0.33
"""Of the texts, this share is read whole, as SQuAD's paragraphs are; the others are cut to news length."""

SENTENCES_IN_A_PARAGRAPH = (1, 1, 2, 2, 2, 3)
"""How many sentences a paragraph of news has; one of them is drawn."""

CONTEXT_SHARE = 0.7
"""Of the examples, this share has a context: the model has to work with one and without."""

TITLE_SHARE = 0.85
DATE_SHARE = 0.5
SUBHEAD_SHARE = 0.2
BEFORE_SHARE = 0.8
"""What a context holds, when there is one."""

MASKED_SHARE = 0.05
SWAPPED_SHARE = 0.18
BESIDE_SHARE = 0.1
ELSEWHERE_SHARE = 0.1
INVERTED_SHARE = 1.0
"""Of the answerable rows, these shares also give a near miss of that kind, where one can be made."""

MADE_UP_SHARE = 0.12
"""To so many rows, a made-up text of several people and their offices: about one in fourteen examples."""

INVENTED_TIMES = 2
"""How often a pass over the data goes over the questions about invented news: half of the examples."""

MOST_CHARACTERS = 1_400
"""A text longer than this is always cut: about 320 tokens."""

MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Source:
    """A set, and how often a pass over the data goes over it: 0.5 is every other row, drawn anew."""

    name: str
    times: float
    human: bool = False


SOURCES = (
    Source("squad11_train", 1.0),
    Source("squad11_train_synthneg", 0.6),
    Source("squad2_dev_otherhalf", 6.5, human=True),
    Source("squadshifts_wiki", 1.0),
    Source("nq_open_oracle", 1.5),
    Source("nq_qed_dev", 2.0),
    Source("quoref_orig", 4.0),
    Source("qamr_devtest", 0.15),
)
"""The mix. The only near misses written by people are few, and are read several times."""


def examples(folder: Path, seed: int) -> Iterator[Example]:
    """Yield examples without end, shuffled over one pass at a time.

    Args:
        folder: The data folder.
        seed: Fixes every draw.
    """
    sets = [(source, training_rows(folder, source)) for source in SOURCES]
    every = [row for _, held in sets for row in held]
    stories = [story for story in invented.read() if not story.is_held_out]
    told = [(story, one) for story in stories for one in story.asked]
    with TemporaryDirectory() as place, TemporaryDirectory() as newsroom:
        swaps, names = questions.Swaps(every), roles.Names(every)
        near, news = Elsewhere(texts(every), Path(place)), Elsewhere(invented.texts(stories), Path(newsroom))
        for number in count():
            rng = Random(f"{seed}/{number}")
            drawn = [row for source, held in sets for row in _draw(held, source.times, rng)]
            mixed: list[Row | tuple[Story, Asked]] = [*drawn, *told * INVENTED_TIMES]
            rng.shuffle(mixed)
            for one in mixed:
                if isinstance(one, Row):
                    yield from shape(one, rng, swaps, near)
                    if rng.random() < MADE_UP_SHARE:
                        yield _typed(roles.example(names, rng), rng)
                else:
                    yield from (_typed(each, rng) for each in invented.examples(*one, rng))
                    yield from (_typed(each, rng) for each in invented.elsewhere(*one, rng, news))


def training_rows(folder: Path, source: Source) -> list[Row]:
    """Return the rows of a set that are not held out."""
    squad = source.human or source.name.startswith("squad11")
    return [
        row for row in rows.read(folder, source.name) if not (squad and rows.is_held_out(row, human=source.human))
    ]


def validation(folder: Path, seed: int, *, human: bool) -> list[Example]:
    """Return examples of what is held out: SQuAD 2 whole, or SQuAD 1.1 with its near misses at news length."""
    rng = Random(f"validation/{seed}")
    names = ["squad2_dev_otherhalf"] if human else ["squad11_train", "squad11_train_synthneg"]
    held = [row for name in names for row in rows.read(folder, name) if rows.is_held_out(row, human=human)]
    rng.shuffle(held)
    if human:
        return [Example(row.question, row.context, answers=row.answers) for row in held]
    return [shaped(row, rng, whole=False) for row in held]


def texts(every: Sequence[Row]) -> list[Text[Row]]:
    """Return each text of some rows once, as a row without a question; only those with a title."""
    held = dict.fromkeys((row.context, row.title) for row in every if row.title)
    return [Text(text, title, title, Row("", text, title, ())) for text, title in held]


def shape(row: Row, rng: Random, swaps: questions.Swaps, near: Elsewhere[Row]) -> Iterator[Example]:
    """Yield the examples made of one row: itself, and now and then a near miss made from it."""
    itself = shaped(row, rng)
    yield _typed(itself, rng)
    if not row.answers:
        return
    makers: tuple[tuple[float, Callable[[], Example | None]], ...] = (
        (SWAPPED_SHARE, lambda: _swapped(itself, row, rng, swaps)),
        (BESIDE_SHARE, lambda: _beside(row, rng)),
        (ELSEWHERE_SHARE, lambda: _elsewhere(row, rng, near)),
        (MASKED_SHARE, lambda: hidden(row, rng)),
        (INVERTED_SHARE, lambda: _inverted(itself)),
    )
    for share, make in makers:
        if rng.random() < share:
            made = make()
            if made is not None:
                yield _typed(made, rng)


def _draw(held: Sequence[Row], times: float, rng: Random) -> Iterator[Row]:
    whole, rest = int(times), times - int(times)
    for _ in range(whole):
        yield from held
    yield from rng.sample(held, round(rest * len(held)))


def _typed(example: Example, rng: Random) -> Example:
    asked = questions.as_typed(example.question, rng)
    return Example(asked, example.paragraph, example.title, example.before, example.answers, example.masked)


@lru_cache(maxsize=40_000)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return where each sentence of a text stands."""
    found, cursor = [], 0
    for sentence in sentences.split(text):
        start = text.index(sentence, cursor)
        cursor = start + len(sentence)
        found.append((start, cursor))
    return tuple(found)


def shaped(row: Row, rng: Random, *, whole: bool | None = None) -> Example:
    """Cut a row to a paragraph of news, or leave it whole, and give it a context or none.

    Args:
        row: The row.
        rng: Draws.
        whole: Whether to leave it whole; drawn if not said.
    """
    if whole is None:
        whole = rng.random() < (0.6 if not row.answers else WHOLE_SHARE)
    if whole and len(row.context) <= MOST_CHARACTERS:
        return _with_context(row, 0, len(row.context), rng)
    answer = rng.choice(row.answers) if row.answers else None
    start, end = _window(_sentences(row.context), answer, rng)
    return _with_context(row, start, end, rng)


def _window(places: Sequence[tuple[int, int]], answer: tuple[int, int] | None, rng: Random) -> tuple[int, int]:
    """Choose neighbouring sentences, among them those that hold the answer."""
    if answer is None:
        first = last = rng.randrange(len(places))
    else:
        within = [n for n, (since, to) in enumerate(places) if since < answer[1] and to > answer[0]]
        first, last = (within[0], within[-1]) if within else (0, len(places) - 1)
    for _ in range(rng.choice(SENTENCES_IN_A_PARAGRAPH) - (last - first + 1)):
        ahead = rng.random() < 0.5
        if (ahead and last + 1 < len(places)) or first == 0:
            last = min(last + 1, len(places) - 1)
        else:
            first -= 1
    return places[first][0], places[last][1]


def _with_context(row: Row, start: int, end: int, rng: Random) -> Example:
    paragraph = row.context[start:end]
    before = row.context[max(0, start - 400) : start].strip()
    absent = questions.names(row.question) - questions.names_in(paragraph)
    title = earlier = ""
    if rng.random() < CONTEXT_SHARE or (row.answers and start and absent):
        if rng.random() < TITLE_SHARE:
            title = _title(row, start, end, rng)
        if rng.random() < BEFORE_SHARE or (row.answers and absent):
            earlier = before
    return Example(row.question, paragraph, title, earlier, _answers(row, start, end))


def _answers(row: Row, start: int, end: int) -> tuple[tuple[int, int], ...]:
    inside = [(a - start, b - start) for a, b in row.answers if start <= a and b <= end]
    if row.guessed and len(inside) == 1:
        text = re.escape(row.context[slice(*row.answers[0])])
        inside = [found.span() for found in re.finditer(rf"(?<!\w){text}(?!\w)", row.context[start:end])] or inside
    return tuple(inside)


def _title(row: Row, start: int, end: int, rng: Random) -> str:
    parts = [row.title] if row.title else []
    if rng.random() < DATE_SHARE:
        parts.append(f"{rng.randrange(1, 29)} {rng.choice(MONTHS)} {rng.randrange(1990, 2030)}")
    if rng.random() < SUBHEAD_SHARE:
        held = _sentences(row.context)
        outside = [(a, b) for a, b in held if b <= start or a >= end]
        if outside:
            parts.append(" ".join(row.context[slice(*rng.choice(outside))].split()[:5]).rstrip(",;:."))
    return " | ".join(parts)


def _swapped(example: Example, row: Row, rng: Random, swaps: questions.Swaps) -> Example | None:
    """Ask about another name or number, one that stands neither in the paragraph nor in its context."""
    everything = f"{example.paragraph} {example.title} {example.before}"
    asked = swaps.swap(row, everything, rng)
    return Example(asked, example.paragraph, example.title, example.before) if asked else None


def _beside(row: Row, rng: Random) -> Example | None:
    """Ask a neighbouring sentence that does not hold the answer."""
    texts = {row.context[slice(*answer)].casefold() for answer in row.answers}
    places = [
        (start, end)
        for start, end in _sentences(row.context)
        if not any(text in row.context[start:end].casefold() for text in texts)
        and not any(start < b and end > a for a, b in row.answers)
    ]
    if not places:
        return None
    start, end = rng.choice(places)
    return _with_context(Row(row.question, row.context, row.title, ()), start, end, rng)


def _elsewhere(row: Row, rng: Random, near: Elsewhere[Row]) -> Example | None:
    """Ask a text of another article that shares the question's words."""
    answers = [row.context[slice(*place)] for place in row.answers]
    found = next(near.find(row.question, row.title, answers), None)
    return shaped(replace(found, question=row.question), rng) if found else None


def hidden(row: Row, rng: Random, *, whole: bool | None = None) -> Example | None:
    """Hide an answer: what is left answers only if there were several.

    Args:
        row: An answerable row.
        rng: Draws.
        whole: See ``shaped``.
    """
    seen = shaped(row, rng, whole=whole)
    if not seen.answers:
        return None
    text = seen.paragraph[slice(*rng.choice(seen.answers))]
    made = seen.hidden(
        [found.span() for found in re.finditer(re.escape(text), seen.paragraph, flags=re.IGNORECASE)]
    )
    return None if made.answers and not row.several else made


def _inverted(example: Example) -> Example | None:
    """Turn the roles round: "Who defeated A?" into "Who defeated B?", where B is the answer."""
    if not example.answers:
        return None
    asked = questions.inverted(example.question, example.paragraph[slice(*example.answers[0])])
    return Example(asked, example.paragraph, example.title, example.before) if asked else None
