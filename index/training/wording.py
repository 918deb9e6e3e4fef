"""Words for people, their offices and the sides they belong to, of which ``roles`` makes sentences.

In every shape ``{s}`` and ``{p}`` are the side and the person told of, ``{t}`` and ``{q}`` the other ones, ``{u}``
and ``{r}`` a third side and a third person; ``{o}`` is the office and ``{os}`` several, ``{other}`` another.
"""

import re
from dataclasses import dataclass
from random import Random


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
        asked: What a question may call it, whatever the text does; as the text does, if none is given.
        offices: What people are to it; any two may be exchanged for a near miss.
        national: Whether sides are named by nationality.
    """

    noun: str
    sides: tuple[str, ...]
    offices: tuple[Office, ...]
    national: bool = False
    asked: tuple[str, ...] = ()


LEADER = Office(("leader", "head"), (("lead", "led"), ("head", "headed")))
CHAIR = Office(("chair", "president"), (("chair", "chaired"), ("preside over", "presided over")))
FOUNDER = Office(("founder",), (("found", "founded"),))
CAPTAIN = Office(("captain", "skipper"), (("captain", "captained"),))
COACH = Office(("coach", "trainer"), (("coach", "coached"), ("train", "trained")))
SPOKESMAN, TREASURER, SECRETARY = Office(("spokesman",)), Office(("treasurer",)), Office(("secretary",))

TRADES = (
    Trade(
        "delegation",
        (
            "the {} delegation",
            "a {} delegation",
            "the {} negotiators",
            "the {} team",
            "a {} team",
            "the {} side",
            "the {} negotiating team",
            "the {} mission",
            "the {} envoys",
        ),
        (
            Office(("leader", "head", "chief negotiator"), LEADER.verbs),
            SPOKESMAN,
            Office(("interpreter",)),
            Office(("adviser",), (("advise", "advised"),)),
        ),
        national=True,
        asked=("the {} delegation", "the {} delegation", "the {} team", "the {} side", "the {} negotiators"),
    ),
    Trade(
        "team",
        ("the {} team", "the {} squad", "the {} side", "a {} squad"),
        (CAPTAIN, COACH, Office(("doctor",))),
        national=True,
        asked=("the {} team", "the {} squad", "the {} side"),
    ),
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
