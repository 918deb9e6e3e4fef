"""Made-up sentences in which several people hold offices, to learn whose is whose.

Encyclopaedias seldom put two people and two offices into one sentence, and news often does: "The Turkish side was
led by X, while Y spoke for Greece". A reader that saw too few of those finds the people and takes any of them.
Names are those of the data; sentences are put together from parts, so that few are alike.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from index.training import wording
from index.training.example import Example
from index.training.rows import Row

PERSON = re.compile(r"(?:[A-Z][a-z]+(?:-[A-Z][a-z]+)?)(?: (?:de |van |al-)?[A-Z][a-z]+){1,2}")
PLACE = re.compile(r"[A-Z][a-z]{3,}(?: [A-Z][a-z]+)?")
_ARTICLE = re.compile(r"^a (?=[AEIO])")
_PREFIX = re.compile(r"^(?:the|an?) ")
_VERB = re.compile(r"\{(?:bare|past|present)\}")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DEMONYM = re.compile(r"\b[A-Z][a-z]{2,}(?:ish|ese|ian|ean)\b")


TURNED_SHARE, EACH_SHARE, UNANSWERED_SHARE = 0.15, 0.15, 0.35
"""Questions for the side, for everybody, and those without an answer; the rest asks for one person."""

ASIDE_SHARE, OPEN_SHARE, HEADLINE_SHARE, PLACE_SHARE = 0.6, 0.2, 0.5, 0.3
"""Of the texts: another side is mentioned, one office is open, there is a headline; the question has the place."""

SPLIT_SHARE = 0.25
"""Of the texts of several sentences, this share has the first of them before the paragraph."""

MIXED_SHARE = 0.4
"""Of the texts of sides that have several names, this share calls one side otherwise than the next."""

HIDDEN_SHARE = 0.4
"""Of the questions for everybody, this share has answers hidden, as when a reader is asked for one more."""


class Names:
    """People, places and nationalities that the data speaks of.

    Args:
        rows: Where they are taken from: answers to "who" and "where", and nationalities in the questions.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        people: set[str] = set()
        places: set[str] = set()
        nations: set[str] = set()
        for row in rows:
            asked = row.question.casefold()
            answers = [row.context[slice(*place)] for place in row.answers]
            if asked.startswith("who"):
                people.update(answer for answer in answers if PERSON.fullmatch(answer))
            elif asked.startswith(("where", "in what city", "in which city", "what city", "what country")):
                places.update(answer for answer in answers if PLACE.fullmatch(answer))
            nations.update(DEMONYM.findall(row.question))
        self.people, self.places, self.nations = sorted(people), sorted(places), sorted(nations)


def example(names: Names, rng: Random) -> Example:
    """Make up a text and a question.

    Args:
        names: Whom and what it may be about.
        rng: Draws.
    """
    trade = rng.choice(wording.TRADES)
    sides, asked = _sides(trade, names, rng)
    office, other, missing = rng.sample(trade.offices, 3)
    story = Story(
        trade=trade,
        office=office,
        other=other,
        missing=missing,
        sides=sides,
        asked=asked,
        people=rng.sample(names.people, 3),
        place=rng.choice(names.places),
        day=rng.choice(DAYS),
    )
    is_open = rng.random() < OPEN_SHARE
    parts = [_open(story, rng) if is_open else _closed(story, rng)]
    if rng.random() < ASIDE_SHARE:
        parts.insert(rng.randrange(2), _worded(wording.ASIDES, story.words(story.office, rng), rng))
    said = [_capital(sentence) + "." for part in parts for sentence in part.split(". ")]
    headline = f"{story.sides[0]} and {story.sides[1]} in {story.place}" if rng.random() < HEADLINE_SHARE else ""
    question, right, hidden = _question(story, rng, is_open=is_open)
    if rng.random() < PLACE_SHARE and story.place in " ".join((*said, headline)):
        question = f"{question.rstrip('?')} in {story.place}?"
    split = len(said) > 1 and rng.random() < SPLIT_SHARE
    paragraph, before = " ".join(said[split:]), said[0] if split else ""
    answers, masked = _places(right, paragraph), _places(hidden, paragraph)
    return Example(_capital(question), paragraph, _capital(headline), before, answers, masked)


def _question(story: "Story", rng: Random, *, is_open: bool) -> tuple[str, Sequence[str], Sequence[str]]:
    """Return a question, the names of which any is right, and those that are hidden."""
    told = 1 if is_open else 2
    side, draw = rng.randrange(told), rng.random()
    words = story.words(story.office, rng, side, is_asked=True)
    if draw < TURNED_SHARE:
        return _worded(wording.TURNED, words, rng), (_PREFIX.sub("", story.sides[side]),), ()
    if draw < TURNED_SHARE + EACH_SHARE:
        hidden = rng.randint(1, told) if rng.random() < HIDDEN_SHARE else 0
        return _worded(wording.EACH, words, rng), story.people[hidden:told], story.people[:hidden]
    if draw < TURNED_SHARE + EACH_SHARE + UNANSWERED_SHARE:
        wrong = [(story.office, 2), (story.missing, 0), *[(story.office, 1)] * (2 * is_open)]
        office, other = rng.choice(wrong)
        return _worded(wording.ASKED, story.words(office, rng, other, is_asked=True), rng), (), ()
    return _worded(wording.ASKED, words, rng), (story.people[side],), ()


@dataclass(frozen=True, slots=True)
class Story:
    """Whom a text is about: three sides, of which two have somebody in an office, and a third is mentioned.

    Attributes:
        trade: What the sides are.
        office: What is told of the first two.
        other: An office that is told of the third, or of the first beside the one asked for.
        missing: An office that nobody is said to hold.
        sides: The three.
        asked: The three as a question calls them.
        people: Those of the first two in the office, and the one in the other office.
        place: Where it is.
        day: When it is.
    """

    trade: wording.Trade
    office: wording.Office
    other: wording.Office
    missing: wording.Office
    sides: Sequence[str]
    asked: Sequence[str]
    people: Sequence[str]
    place: str
    day: str

    def words(
        self, office: wording.Office, rng: Random, side: int = 0, *, is_asked: bool = False
    ) -> dict[str, str]:
        """Return the words of a sentence or a question about an office, told from one of the sides."""
        beside = 1 if side == 0 else 0
        sides = self.asked if is_asked else self.sides
        return {
            "s": sides[side], "t": sides[beside], "u": sides[2], "p": self.people[side],
            "q": self.people[beside], "r": self.people[2], "other": rng.choice(self.other.nouns),
            "noun": self.trade.noun, "place": self.place, "day": self.day, **office.worded(rng),
        }  # fmt: skip


def _sides(trade: wording.Trade, names: Names, rng: Random) -> tuple[list[str], list[str]]:
    """Return three sides as a text calls them, and as a question does."""
    drawn = rng.sample(names.nations if trade.national else names.places, 3)
    told = [rng.choice(trade.sides)] * len(drawn)
    if trade.asked and rng.random() < MIXED_SHARE:
        told = rng.sample(trade.sides, len(drawn))
    asked = [rng.choice(trade.asked)] * len(drawn) if trade.asked else told
    called, asked_as = ([_called(*each) for each in zip(shapes, drawn, strict=True)] for shapes in (told, asked))
    return called, asked_as


def _called(shape: str, name: str) -> str:
    return _ARTICLE.sub("an ", shape.format(name))


def _closed(story: Story, rng: Random) -> str:
    """Return a text that says who holds the office on both sides."""
    first, second = (story.words(story.office, rng, side) for side in rng.sample((0, 1), 2))
    way = rng.randrange(4)
    if way == 0:
        return _worded(wording.BOTH, first, rng)
    if way == 1:
        clause, joint = _worded(wording.CLAUSES, first, rng), rng.choice(wording.JOINTS)
        return f"{clause}{joint}{_worded(wording.CLAUSES, second, rng)}"
    phrases, frames = (
        (wording.SIDES, wording.BETWEEN_SIDES) if way == 2 else (wording.PEOPLE, wording.BETWEEN_PEOPLE)
    )
    shape = rng.choice(_usable(phrases, first, second))
    other = shape if rng.random() < 0.6 else rng.choice(_usable(phrases, second))
    text = rng.choice(frames).format(**first | {"x": shape.format(**first), "y": other.format(**second)})
    return text.rstrip(",")


def _open(story: Story, rng: Random) -> str:
    """Return a text that says who holds the office on one side, and of the other that nobody does, or nothing."""
    words = story.words(story.office, rng)
    parts = [_worded(wording.CLAUSES, words, rng), _worded(wording.OPEN, words, rng)]
    rng.shuffle(parts)
    return rng.choice(wording.JOINTS).join(parts)


def _worded(shapes: Sequence[str], words: dict[str, str], rng: Random) -> str:
    return rng.choice(_usable(shapes, words)).format(**words)


def _usable(shapes: Sequence[str], *words: dict[str, str]) -> list[str]:
    """Return the shapes that need no verb where an office has none."""
    return [shape for shape in shapes if all(each["bare"] or not _VERB.search(shape) for each in words)]


def _places(names: Sequence[str], text: str) -> tuple[tuple[int, int], ...]:
    return tuple(found.span() for name in names for found in re.finditer(re.escape(name), text))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
