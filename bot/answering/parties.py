"""Whose delegation, team or crew is meant, in a question and in a sentence that does not say so. Pure."""

import re

from bot.answering import bodies, countries
from bot.answering.bodies import BODIES, body_of
from bot.answering.finding import Finding
from bot.answering.heading import LEADS, LED
from bot.answering.names import CAPITALISED, spot
from bot.answering.pairing import tokens_of
from bot.answering.people import ENVOY_TO, role
from bot.answering.question import Question
from bot.answering.roots import root, roots_of
from index.news.words import STOPWORDS, fold, words

_SENT = roots_of("delegation team crew squad mission")
"""Bodies of which a country sends one. Of companies, armies and parties it has several."""
_COUNT = r"(?:\w+-(?:strong|member|person|man|woman)|\d+)"
_FROM = re.compile(rf" (?:from|of) (?:the )?({CAPITALISED}(?:(?:, and|,| and) {CAPITALISED})*)")
"""A country, or several, behind what they sent."""
_LED_BY = re.compile(rf"\b{LED} by [^,;:]*$")
_LEADS = re.compile(rf",?(?: who)? (?:{LEADS}|{LED}) (?:the|its) ")
"""What stands before somebody who leads, and what stands behind."""
_ASKS = re.compile(rf"\b(?:{LEADS}|{LED})")
_ASKS_WHO_STANDS_FOR = re.compile(
    r"^who(?: \w+){0,2}? (?:represent\w*|(?:spoke|speak\w*|negotiat\w+|(?:lead|leads|led) the talks) for)\b"
)
_STANDS_FOR = re.compile(rf",?(?: who)? (?:represent(?:s|ed)|sp(?:oke|eaks) for) (?:the )?({CAPITALISED})")
_SENT_TO = re.compile(rf"\b{ENVOY_TO} (?:the )?{CAPITALISED}(?:(?:, {CAPITALISED})*,? and {CAPITALISED})?")
"""Somebody whom another country sent: an envoy to Russia does not represent it."""


def party(question: Question) -> frozenset[str]:
    """Return the countries whose body of people a question asks about: of "the U.S. team that met Iran" the first.

    Args:
        question: A question about such a body.
    """
    return frozenset().union(*_called(question.text, body_of(question))) or question.parties


def is_of_the_only_one(question: Question, found: Finding) -> bool:
    """Tell whether a sentence says who leads a body, but not whose, and it can only be the one asked about.

    "The delegation was led by Seo" is about the South Korean one if its story has told of that one, and of no
    other side until then.

    Args:
        question: A question for the head of a body of a country.
        found: A sentence that may answer, with the words that may.
    """
    noun, mine, who = body_of(question), party(question), found.candidate
    bare = rf"\b(?:the|its|their) (?:{_COUNT} )?{noun}\b(?! (?:of|from|for|to)\b)"
    if (
        root(noun) not in _SENT
        or not _ASKS.search(fold(question.text))
        or not re.search(bare, fold(found.sentence))
    ):
        return False
    if who is None or not (_LED_BY.search(found.sentence[: who.start]) or _LEADS.match(found.sentence, who.end)):
        return False
    if countries.named(f"{found.before} {found.sentence}") - mine:
        return False
    passage = found.passage
    paragraphs = (one.text for one in passage.article.paragraphs[: passage.paragraph.number - 1])
    earlier = passage.paragraph.text.partition(found.sentence)[0]
    told = [one for text in (passage.article.headline, *paragraphs, earlier) for one in _called(text, noun)]
    return bool(told) and all(one and one <= mine for one in told)


def stands_for_another(question: Question, found: Finding) -> bool:
    """Tell whether a sentence makes of the answer another country's person than the one asked about, or nobody.

    "U.S. President Donald Trump" does not represent Russia, nor does "Kellogg, the special envoy to Ukraine and
    Russia". But whoever is said to represent it may be of any country.

    Args:
        question: A question for a person.
        found: A sentence that may answer, with the words that may.
    """
    mine, who = party(question), found.candidate
    if who is None or not mine or not _ASKS_WHO_STANDS_FOR.search(fold(question.text)):
        return False
    if not _says_who(who.text):
        return True
    if (said := _STANDS_FOR.match(found.sentence, who.end)) and (whom := countries.named(said[1])):
        return not whom & mine
    name = next((one for one in spot(found.sentence) if one.end == who.end and one.person), None)
    of = countries.named(role(found.sentence, name)) if name else frozenset()
    here = mine & countries.named(found.sentence)
    return bool((of and not of & mine) or (here and not mine & countries.named(_SENT_TO.sub("", found.sentence))))


def _says_who(text: str) -> bool:
    """Tell whether words say more than a country or a body of people."""
    told = (one for one in words(text) if one not in STOPWORDS and root(one) not in BODIES)
    return any(not countries.named(one) for one in told)


def _called(text: str, noun: str) -> list[frozenset[str]]:
    """Return the countries a text calls each body of a sort by: "South Korean delegation", "team from Chile"."""
    tokens = tokens_of(text)
    labels = [one.label for one in bodies.phrases(tokens, noun) if not re.match(_COUNT, one.label)]
    after = [_FROM.match(text, one.end()) for one in tokens if bodies.kin(one.group(), noun)]
    labels += [one[1] for one in after if one]
    return [countries.named(label) for label in labels]
