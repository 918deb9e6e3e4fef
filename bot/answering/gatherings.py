"""Where and when people gathered, as the lead of a wire story tells it: by its dateline and its day. Pure.

A reporter writes from where people meet, so that "ISTANBUL, Turkey (AP) —" may be all that a story says of the
place. That holds for what people come together for: talks, ceremonies, trials. Of a strike or a release of
hostages a capital is often the dateline; they are not placed here.
"""

import re

from bot.answering import moments
from bot.answering.bodies import BODIES
from bot.answering.events import CONTESTS, GATHERINGS, OCCASIONS, told
from bot.answering.finding import Candidate, Finding, sentences
from bot.answering.gate import OPENING
from bot.answering.question import Kind, Question
from bot.answering.roots import content_roots, roots_of
from index.news import dates
from index.news.article import Article, Passage
from index.news.sentences import split
from index.news.words import fold

_ASKED = re.compile(
    r"^(?:where|when|(?:in |on |at )?(?:what|which) (?:city|town|place|day|date))(?: exactly)?"
    r" (?:did|was|were|is|are|has|have)\b(?!.*\b(?:next|going to|be|will)\b)"
)
_GATHERED = GATHERINGS | OCCASIONS | CONTESTS
_LATER = _GATHERED | BODIES
"""Roots of what a lead may call otherwise than the paragraphs below it do: "peace talks", "both delegations"."""
_MEETING = roots_of("hold meet sign gather convene")
"""Roots of verbs that say that people gathered."""
_COURSE = roots_of("open end begin start finish")
"""Roots of verbs that say what became of a gathering."""
_PLACE = re.compile(
    r"\b(?:in|at|near|outside|on|around|to|off) (?:the |nearby |northern |southern |eastern |western |[a-z]+ of )*"
    r"(?P<name>[A-Z][\w’'-]*(?: (?:(?:of|de|del|la) )?[A-Z][\w’'-]*)*)"
)
_TIME = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day$|(?:jan|feb|mar|apr|may|june|july|aug|sep|oct|nov|dec)"
)
_PLANNED = re.compile(
    r"\b(?:will|would|to (?:hold|meet|resume|begin|start|host|attend|join)|plans?|planned|proposed|invited|offered"
    r"|called for|ahead of|before|postponed|canceled|cancelled|next)\b"
)
"""Words of a lead that tells of a gathering still to come, on the day when that was said."""
_INDEFINITE = re.compile(r"\b(?:an?|another|earlier|previous|last|next|second|future|failed|\d{4})\b")


def gathered(question: Question, passage: Passage) -> Finding | None:
    """Return the lead of a story as what tells where or when the gathering that a question asks about was.

    The finding has the words for a day; of a place it has none, since the dateline stands outside the paragraph.

    Args:
        question: The question, understood.
        passage: A passage; only the first of an article, its lead, tells.
    """
    article = passage.article
    asks = question.kind in (Kind.PLACE, Kind.TIME) and _ASKED.match(fold(question.text))
    if not asks or passage.paragraph.number != 1 or not _is_about(question, article):
        return None
    lead = sentences(passage)[0]
    if question.kind is Kind.TIME:
        day = _day(lead.sentence, article)
        return Finding(passage, lead.sentence, "", 0.0, day) if day else None
    if not article.place or _elsewhere(question, article):
        return None
    return lead


def place(article: Article) -> str:
    """Return the place of an article's dateline as it is written in a sentence: ``Istanbul, Turkey``.

    Args:
        article: An article with a dateline.
    """
    city, *rest = (article.place or "").split(",", 1)
    return ",".join([re.sub(r"[^\W\d_]{3,}", lambda word: word[0].capitalize(), city), *rest])


def _is_about(question: Question, article: Article) -> bool:
    """Tell whether a story is about the gathering that a question asks about."""
    text = "\n".join((article.headline, article.place or "", article.paragraphs[0].text))
    lead = set(content_roots(text))
    opening = lead.union(*(content_roots(one.text) for one in article.paragraphs[:OPENING]))
    asked = [one for one in question.roots if one not in _MEETING | _COURSE]
    meant = any(one in _GATHERED | _MEETING for one in question.roots)
    return bool(meant and asked) and all(told(one, lead) or (one in _LATER and one in opening) for one in asked)


def _day(sentence: str, article: Article) -> Candidate | None:
    """Return the words for the only day that a lead names, if it tells of what has been."""
    if article.published is None or _PLANNED.search(fold(sentence)):
        return None
    named = [one for one in moments.find(sentence, dates.day(article.published)) if one.since == one.until]
    if len(named) != 1:
        return None
    return Candidate(sentence[named[0].start : named[0].end], named[0].start, named[0].end)


def _elsewhere(question: Question, article: Article) -> bool:
    """Tell whether a story says in its lead, or right beside the word for the gathering, that it was elsewhere."""
    lead, *_ = split(article.paragraphs[0].text)
    if any(_is_other(one["name"], article) for one in _PLACE.finditer(lead)):
        return True
    nouns = [one for one in question.roots if one not in _MEETING | _COURSE]
    for paragraph in article.paragraphs:
        for sentence in split(paragraph.text):
            for one in _PLACE.finditer(sentence):
                before = " ".join(sentence[: one.start()].split()[-5:])
                if (
                    _is_other(one["name"], article)
                    and set(content_roots(before)) & set(nouns)
                    and not _INDEFINITE.search(fold(sentence))
                ):
                    return True
    return False


def _is_other(name: str, article: Article) -> bool:
    """Tell whether a name after "in" or "at" is another place than the dateline's."""
    plain = fold(name)
    return not _TIME.match(plain) and plain not in fold(article.place or "")
