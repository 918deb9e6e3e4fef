"""Made-up sentences in which several people hold offices, to learn whose is whose.

Encyclopaedias seldom put two people and two offices into one sentence, and news often does: "The Turkish side was
led by X, while Y spoke for Greece". A reader that saw too few of those finds the people and takes any of them.
Names are those of the data; sentences are put together from parts, so that few are alike.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from index.training.example import Example
from index.training.rows import Row

PERSON = re.compile(r"(?:[A-Z][a-z]+(?:-[A-Z][a-z]+)?)(?: [A-Z]\.)?(?: (?:de |van |al-)?[A-Z][a-z]+){1,2}")
PLACE = re.compile(r"[A-Z][a-z]{3,}(?: [A-Z][a-z]+)?")
_VERB = re.compile(r"\{(?:bare|past|present)\}")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DEMONYM = re.compile(r"\b[A-Z][a-z]{2,}(?:ish|ese|ian|ean|French|Dutch|Greek|Swiss|Czech)\b")


@dataclass(frozen=True, slots=True)
class Office:
    """What somebody is to a side, in words that mean the same.

    Attributes:
        nouns: What one is called.
        verbs: What one does, bare and in the past; some offices have no verb.
    """

    nouns: tuple[str, ...]
    verbs: tuple[tuple[str, str], ...] = ()

    def worded(self, rng: Random) -> dict[str, str]:
        """Draw words for it: the noun ``o``, several ``os``, and the verb ``bare``, ``past`` and ``present``."""
        bare, past = rng.choice(self.verbs or (("", ""),))
        present = bare and f"{bare}{'es' if bare.endswith('ch') else 's'}"
        noun = rng.choice(self.nouns)
        several = re.sub("mans$", "men", re.sub("ys$", "ies", f"{noun}s"))
        return {"o": noun, "os": several, "bare": bare, "past": past, "present": present}


@dataclass(frozen=True, slots=True)
class Trade:
    """A kind of side.

    Attributes:
        noun: What any of them is.
        sides: What one is called, ``{}`` standing for a place or, where ``national``, a nationality.
        offices: What people are to it; any two may be exchanged for a near miss.
        national: Whether sides are named by nationality.
    """

    noun: str
    sides: tuple[str, ...]
    offices: tuple[Office, ...]
    national: bool = False


LEADER = Office(("leader", "head"), (("lead", "led"), ("head", "headed")))
CHAIR = Office(("chair", "president"), (("chair", "chaired"), ("preside over", "presided over")))
FOUNDER = Office(("founder",), (("found", "founded"),))
CAPTAIN = Office(("captain", "skipper"), (("captain", "captained"),))
COACH = Office(("coach", "trainer"), (("coach", "coached"), ("train", "trained")))
SPOKESMAN, TREASURER, SECRETARY = Office(("spokesman",)), Office(("treasurer",)), Office(("secretary",))

TRADES = (
    Trade(
        "delegation",
        ("the {} delegation", "the {} negotiators", "the {} mission", "the {} side"),
        (
            Office(("leader", "head", "chief negotiator"), LEADER.verbs),
            SPOKESMAN,
            Office(("interpreter",)),
            Office(("adviser",), (("advise", "advised"),)),
        ),
        national=True,
    ),
    Trade("team", ("the {} team", "the {} squad"), (CAPTAIN, COACH, Office(("doctor",))), national=True),
    Trade(
        "team", ("{} United", "{} City", "the {} Hawks", "{}"), (CAPTAIN, COACH, FOUNDER, Office(("goalkeeper",)))
    ),
    Trade("party", ("the {} Party", "the {} Union", "the {} Greens"), (LEADER, FOUNDER, TREASURER, SPOKESMAN)),
    Trade(
        "company",
        ("{} Motors", "{} Energy", "{} Bank", "{} Airways"),
        (
            Office(("chief executive", "head"), (("run", "ran"), ("head", "headed"), ("lead", "led"))),
            FOUNDER,
            Office(("finance chief",)),
            SPOKESMAN,
        ),
    ),
    Trade("commission", ("the {} commission", "the {} inquiry", "the {} council"), (CHAIR, SECRETARY, SPOKESMAN)),
    Trade(
        "union", ("the {} dockers", "the {} teachers", "the {} nurses"), (LEADER, FOUNDER, TREASURER, SECRETARY)
    ),
    Trade(
        "unit",
        ("the {} Brigade", "the {} garrison", "the {} fleet"),
        (Office(("commander",), (("command", "commanded"),)), Office(("chief of staff",)), Office(("surgeon",))),
    ),
    Trade(
        "orchestra",
        ("the {} Orchestra", "the {} choir", "the {} ensemble"),
        (Office(("conductor",), (("conduct", "conducted"),)), FOUNDER, Office(("soloist",)), Office(("patron",))),
    ),
)

CLAUSES = (
    "{p} {past} {s}", "{s} was {past} by {p}", "{p} was the {o} of {s}",
    "the {o} of {s} was {p}", "{s}'s {o} was {p}", "{s} had {p} as its {o}",
    "{s} named {p} as its {o}", "{s} came with {p} as {o}", "{o} {p} answered for {s}",
    "for {s}, the {o} was {p}", "{s} had chosen {p} to be its {o}", "it was {p} who {past} {s}",
    "the post of {o} of {s} went to {p}", "{p} {present} {s}", "{p} served as {o} of {s}", "{s} is {past} by {p}",
)  # fmt: skip
"""What says by itself who holds an office."""

JOINTS = (", while ", "; ", ", and ", " and ", ". ", ", whereas ", ". Meanwhile, ", ", but ")

SIDES = (
    "{s}, {past} by {p},", "{s} ({o} {p})", "{s}, with {p} as {o},", "{s}, whose {o} is {p},",
    "{s}, which {p} {past},",
)  # fmt: skip
PEOPLE = (
    "{p}, {o} of {s},", "{p}, the {o} of {s},", "{s} {o} {p}", "{p}, who {past} {s},",
    "{p}, {s}'s {o},", "the {o} of {s}, {p},",
)  # fmt: skip
"""Phrases that say it by the way, with the side or the person at their head."""

BETWEEN_SIDES = (
    "{x} met {y} on {day}", "{x} beat {y} in {place}", "{x} and {y} came to {place}", "{x} lost to {y} on {day}",
    "{x} reached an agreement with {y}", "{x} and {y} failed to agree in {place}", "{x} overtook {y} last year",
)  # fmt: skip
BETWEEN_PEOPLE = (
    "{x} shook hands with {y} in {place}", "{x} and {y} spoke on {day}", "{x} accused {y} of breaking the rules",
    "{x} praised {y} on {day}", "{x} sat opposite {y}", "{x} was followed by {y}",
)  # fmt: skip
BOTH = (
    "{p} and {q} {past} {s} and {t} respectively", "{s} and {t} were {past} by {p} and {q}, respectively",
    "{s} and {t} met on {day}; the first was {past} by {p}, the second by {q}",
    "the {os} of {s} and {t}, {p} and {q}, met in {place}", "the {os}, {p} ({s}) and {q} ({t}), met on {day}",
)  # fmt: skip
OPEN = (
    "{t} did not say who its {o} was", "{t} has yet to name a {o}", "the {o} of {t} was ill", "{t} sent no {o}",
    "{t} took part as well", "{t} had arrived on {day}",
)  # fmt: skip
ASIDES = (
    "{u} watched from a distance", "{u} had been expected but stayed away", "{u} offered to mediate",
    "{r}, {other} of {u}, would not comment", "{u} was represented by its {other}, {r}",
    "the {other} of {s}, {r}, told reporters",
    "the date was announced by {u}",
)  # fmt: skip

ASKED = (
    "Who {past} {s}?",
    "Who {present} {s}?",
    "Who was the {o} of {s}?",
    "Who is {s}'s {o}?",
    "{o} of {s}",
    "What is the name of {s}'s {o}?",
)
TURNED = (
    "Which {noun} did {p} {bare}?", "Of which {noun} was {p} the {o}?", "{p} is {o} of what?",
    "What {noun} had {p} as its {o}?",
)  # fmt: skip
EACH = (
    "Who {past} each {noun}?",
    "Who {present} each {noun}?",
    "Who were the {os} of the two sides?",
    "Who was the {o} of each {noun}?",
)

TURNED_SHARE, EACH_SHARE, UNANSWERED_SHARE = 0.15, 0.15, 0.35
"""Questions for the side, for everybody, and those without an answer; the rest asks for one person."""

ASIDE_SHARE, OPEN_SHARE, HEADLINE_SHARE, PLACE_SHARE = 0.6, 0.2, 0.5, 0.3
"""Of the texts: another side is mentioned, one office is open, there is a headline; the question has the place."""

SPLIT_SHARE = 0.25
"""Of the texts of several sentences, this share has the first of them before the paragraph."""

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
    trade = rng.choice(TRADES)
    office, other, missing = rng.sample(trade.offices, 3)
    story = Story(
        trade=trade,
        office=office,
        other=other,
        missing=missing,
        sides=_sides(trade, names, rng),
        people=rng.sample(names.people, 3),
        place=rng.choice(names.places),
        day=rng.choice(DAYS),
    )
    is_open = rng.random() < OPEN_SHARE
    parts = [_open(story, rng) if is_open else _closed(story, rng)]
    if rng.random() < ASIDE_SHARE:
        parts.insert(rng.randrange(2), _worded(ASIDES, story.words(story.office, rng), rng))
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
    words = story.words(story.office, rng, side)
    if draw < TURNED_SHARE:
        return _worded(TURNED, words, rng), (story.sides[side].removeprefix("the "),), ()
    if draw < TURNED_SHARE + EACH_SHARE:
        hidden = rng.randint(1, told) if rng.random() < HIDDEN_SHARE else 0
        return _worded(EACH, words, rng), story.people[hidden:told], story.people[:hidden]
    if draw < TURNED_SHARE + EACH_SHARE + UNANSWERED_SHARE:
        wrong = [(story.office, 2), (story.missing, 0), *[(story.office, 1)] * (2 * is_open)]
        office, other = rng.choice(wrong)
        return _worded(ASKED, story.words(office, rng, other), rng), (), ()
    return _worded(ASKED, words, rng), (story.people[side],), ()


@dataclass(frozen=True, slots=True)
class Story:
    """Whom a text is about: three sides, of which two have somebody in an office, and a third is mentioned.

    Attributes:
        trade: What the sides are.
        office: What is told of the first two.
        other: An office that is told of the third, or of the first beside the one asked for.
        missing: An office that nobody is said to hold.
        sides: The three.
        people: Those of the first two in the office, and the one in the other office.
        place: Where it is.
        day: When it is.
    """

    trade: Trade
    office: Office
    other: Office
    missing: Office
    sides: Sequence[str]
    people: Sequence[str]
    place: str
    day: str

    def words(self, office: Office, rng: Random, side: int = 0) -> dict[str, str]:
        """Return the words of a sentence about an office, told from one of the sides."""
        beside = 1 if side == 0 else 0
        return {
            "s": self.sides[side], "t": self.sides[beside], "u": self.sides[2], "p": self.people[side],
            "q": self.people[beside], "r": self.people[2], "other": rng.choice(self.other.nouns),
            "noun": self.trade.noun, "place": self.place, "day": self.day, **office.worded(rng),
        }  # fmt: skip


def _sides(trade: Trade, names: Names, rng: Random) -> list[str]:
    shape = rng.choice(trade.sides)
    return [shape.format(name) for name in rng.sample(names.nations if trade.national else names.places, 3)]


def _closed(story: Story, rng: Random) -> str:
    """Return a text that says who holds the office on both sides."""
    first, second = (story.words(story.office, rng, side) for side in rng.sample((0, 1), 2))
    way = rng.randrange(4)
    if way == 0:
        return _worded(BOTH, first, rng)
    if way == 1:
        return f"{_worded(CLAUSES, first, rng)}{rng.choice(JOINTS)}{_worded(CLAUSES, second, rng)}"
    phrases, frames = (SIDES, BETWEEN_SIDES) if way == 2 else (PEOPLE, BETWEEN_PEOPLE)
    shape = rng.choice(_usable(phrases, first, second))
    other = shape if rng.random() < 0.6 else rng.choice(_usable(phrases, second))
    text = rng.choice(frames).format(**first | {"x": shape.format(**first), "y": other.format(**second)})
    return text.rstrip(",")


def _open(story: Story, rng: Random) -> str:
    """Return a text that says who holds the office on one side, and of the other that nobody does, or nothing."""
    words = story.words(story.office, rng)
    parts = [_worded(CLAUSES, words, rng), _worded(OPEN, words, rng)]
    rng.shuffle(parts)
    return rng.choice(JOINTS).join(parts)


def _worded(shapes: Sequence[str], words: dict[str, str], rng: Random) -> str:
    return rng.choice(_usable(shapes, words)).format(**words)


def _usable(shapes: Sequence[str], *words: dict[str, str]) -> list[str]:
    """Return the shapes that need no verb where an office has none."""
    return [shape for shape in shapes if all(each["bare"] or not _VERB.search(shape) for each in words)]


def _places(names: Sequence[str], text: str) -> tuple[tuple[int, int], ...]:
    return tuple(found.span() for name in names for found in re.finditer(re.escape(name), text))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
