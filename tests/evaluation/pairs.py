"""Made-up stories in two clauses that pair names with labels, to test that the pairs are not mixed up.

Which of two names goes with which of two labels is where an answer that looks right goes wrong. The stories vary
what misleads: the order of names and labels, a slot left open, a third party that is mentioned or that has a
person of its own in another office. A fixed seed makes the same stories every time.

The reported part is told in other sentences than the development part: what was made to fit one must do for the
other.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from bot.evaluation.dataset import Evidence, Example
from index.news.article import RawArticle

SEED = 46
STORIES = 48

GIVEN = (
    "Anneli Bruno Carys Dmitri Elodie Fergus Greta Hamid Ingrid Jarek Katya Lorcan Mirela Nadim Odile Pavlo "
    "Quentin Rosalind Stefan Tamsin Ulrika Viktor Wanda Xavier Yasmin Zoran"
).split()
FAMILY = (
    "Abram Bellwood Carrick Dervish Eastlake Fontaine Garrow Hollis Ibarra Jessop Kowal Lanier Mowbray "
    "Norling Ostrow Pemberly Quist Rennick Sallow Thackray Umland Vesterby Wexford Yarrow Zeller Ashgrove "
    "Birdsall Copley Dunmere Eversley Farrant Gilmour Hartnell Inskip Jolliffe Kestrel Lovatt Marwood "
    "Netherby Orchard Pickard Quayle Rivers Standish Tolland Upshaw Varga Winslade"
).split()
PLACES = (
    "Aldermoor Brackwater Coldharbor Dunreath Eastmere Farrowby Glenmoss Highfell Inverby Jutworth Kingsholm "
    "Larkrise Mossdale Norhaven Otterby Penfold Quernmoor Redcliff Saltburn Thornwick Underhill Vellmouth "
    "Westering Yewdale Ambleford Birchover Cragside Dovestone Elmhurst Foxcote Greyabbey Hawksmoor Ivybridge "
    "Kettleby Lowmarsh Midholm Netherton Oxcombe Pinehurst Rushmere Stonegate Tidewell Uplyme Wrenbury "
    "Ashbourne Bluewater Clearbrook Deepdale"
).split()
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Trade:
    """A kind of story.

    Attributes:
        occasion: What they met for; the story's own place is put in.
        body: How a body is called; its own place is put in.
        asked: The question that asks for each, with the noun of the bodies.
        office: What the person of a body is.
        verb: What that person does to it, in the past and in its participle.
        other: The office of a person who is mentioned and not asked for.
    """

    occasion: str
    body: str
    asked: str
    office: str
    verb: tuple[str, str]
    other: str


TRADES = (
    Trade(
        occasion="the {} Shield final",
        body="{} Rovers",
        asked="Who captained each team in {}?",
        office="captain",
        verb=("captained", "captained"),
        other="coach",
    ),
    Trade(
        occasion="the {} debate",
        body="the {} Alliance",
        asked="Who leads each party in {}?",
        office="leader",
        verb=("leads", "led"),
        other="treasurer",
    ),
    Trade(
        occasion="the {} airport tender",
        body="{} Freight",
        asked="Who heads each company in {}?",
        office="chief executive",
        verb=("heads", "headed"),
        other="spokesman",
    ),
    Trade(
        occasion="the {} border talks",
        body="the {} delegation",
        asked="Who led each delegation at {}?",
        office="head",
        verb=("led", "led"),
        other="interpreter",
    ),
)

SHAPES = (
    "{A}, {participle} by {a}, and {B}, {participle} by {b}, took part in {occasion} on {day}.",
    "{a} {verb} {A} at {occasion} on {day}, while {b} {verb} {B}.",
    "The {office}s, {a} of {A} and {b} of {B}, shook hands before {occasion} on {day}.",
    "{A} and {B} came to {occasion} on {day}; the former was {participle} by {a}, the latter by {b}.",
    "At {occasion} on {day}, {b} was the {office} of {B}. {a} was the {office} of {A}.",
    "{A} and {B}, {participle} by {a} and {b} respectively, took part in {occasion} on {day}.",
)
"""Both slots are filled."""

OPEN = (
    "{A}, {participle} by {a}, took part in {occasion} on {day}. {B} did not say who its {office} was.",
    "{B} sent nobody in the place of its {office}, who was ill. {a} {verb} {A} at {occasion} on {day}.",
)
"""One slot is open: nobody may be named for the second body."""

THIRD = (
    "",
    " {C} had been expected as well but stayed away.",
    " {C} watched from a distance, as {c}, its {other}, told reporters.",
)
"""A third party may be mentioned, and may have a person of its own, who holds another office."""


@dataclass(frozen=True, slots=True)
class Made:
    """A made-up story with what may be asked about it."""

    article: RawArticle
    examples: tuple[Example, ...]


def stories() -> Iterator[Made]:
    """Yield the stories, each with a question for all pairs, one for a single pair, and one without an answer."""
    rng = random.Random(SEED)
    families = iter(_drawn(rng, FAMILY, 3 * STORIES))
    places = [iter(_drawn(rng, PLACES, 4 * STORIES // len(TRADES))) for _ in TRADES]
    for number in range(STORIES):
        trade = TRADES[number % len(TRADES)]
        shapes = OPEN if number % 4 == number // 4 % 4 else SHAPES
        yield _story(
            number,
            trade,
            shapes[number // len(TRADES) % len(shapes)],
            THIRD[number % len(THIRD)],
            [f"{rng.choice(GIVEN)} {next(families)}" for _ in range(3)],
            [next(places[number % len(TRADES)]) for _ in range(4)],
            rng.choice(DAYS),
        )


def _drawn(rng: random.Random, names: list[str], count: int) -> list[str]:
    """Return names in an order in which each comes up once before any comes up again."""
    return [name for _ in range(count // len(names) + 1) for name in rng.sample(names, len(names))]


def _story(
    number: int, trade: Trade, shape: str, third: str, people: list[str], places: list[str], day: str
) -> Made:
    occasion = trade.occasion.format(places[3])
    bodies = [trade.body.format(place) for place in places[:3]]
    words = {
        "A": bodies[0], "B": bodies[1], "C": bodies[2], "a": people[0], "b": people[1], "c": people[2],
        "verb": trade.verb[0], "participle": trade.verb[1], "office": trade.office, "other": trade.other,
        "occasion": occasion, "day": day,
    }  # fmt: skip
    text = (shape + third).format(**words)
    text = ". ".join(part[0].upper() + part[1:] for part in text.split(". "))
    name = f"pairs-{number}"
    evidence = (Evidence(name, text),)
    pairs = tuple(
        (place, person)
        for place, person, slot in zip(places[:2], people[:2], ("{a}", "{b}"), strict=True)
        if slot in shape
    )
    part = "dev" if number // len(TRADES) % 2 else "report"  # every second shape
    unnamed = bodies[1] if len(pairs) == 1 else bodies[2]
    examples = (
        Example(
            f"{name}-each", trade.asked.format(occasion), answerable=True, pairs=pairs,
            every=tuple((person,) for _, person in pairs), evidence=evidence, kind="pairs: each", part=part,
        ),
        Example(
            f"{name}-one", _one(trade, bodies[0], occasion), answerable=True, pairs=pairs[:1],
            answers=(people[0],), evidence=evidence, kind="pairs: one", part=part,
        ),
        Example(
            f"{name}-none", _one(trade, unnamed, occasion), answerable=False, kind="pairs: none", part=part,
        ),
    )  # fmt: skip
    title = f"Two sides meet for {occasion}"
    return Made(
        RawArticle(text=text, title=title, date="2025-05-19", outlet="Pairs Desk", external_id=name), examples
    )


def _one(trade: Trade, body: str, occasion: str) -> str:
    return f"Who {trade.verb[0]} {body} at {occasion}?"
