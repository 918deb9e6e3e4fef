"""Reports that cannot all be right: different figures or names for the same thing. Pure.

Versions of a story and other stories are compared alike: the newer figure is shown first, and the older beside it,
each with its date. What only looks like a conflict is none: the same figure otherwise written, a rounded one, the
figure of another thing, of another event, or of another time.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from bot.answering.answer import Report
from bot.answering.finding import Finding
from bot.answering.names import spot
from bot.answering.opposites import opposed
from bot.answering.question import Kind, Question
from bot.answering.replies import Reply
from bot.answering.rivals import core, names_disagree
from bot.answering.roots import content_roots, root, roots_of
from bot.answering.verify import numbers
from index.news import dates, story
from index.news.article import Article
from index.news.noticed import is_later
from index.news.words import STOPWORDS, fold, words

SHOWN = 3
"""Reports shown beside each other at most."""
FIGURES = (Kind.NUMBER, Kind.DURATION)
NAMES = (Kind.PERSON, Kind.PLACE)
APART = timedelta(days=14)
"""Further apart than this, the figures of two stories are of two times: last month's rate and this month's."""
ABOUT = 0.1
"""How far a rounded figure may be from the one it stands for."""
ROUNDED = 0.02
"""How far from the exact figure a rounded one is that does not say so."""
_ROUND_DIGITS = 2
"""Digits of a round figure that are not nought, at most."""
_COUNTED = 3
"""Words after a figure among which what it counts is looked for."""
_PEOPLE = roots_of("people person persons residents inhabitants others men women victims")
"""Words for people in general, which news varies for each other."""
_ROUND = re.compile(
    r"\b(?:about|around|roughly|some|approximately|nearly|almost|close to|an estimated|as many as)\W+$"
)
_LEAST = re.compile(
    r"\b(?:more than|(?<!hand )(?<!handed )(?<!handing )(?<!turn )(?<!turned )(?<!take )(?<!took )over|at least"
    r"|upward of|upwards of|in excess of)\W+$"
)
_MOST = re.compile(r"\b(?:up to|fewer than|less than|under|at most|no more than|not more than)\W+$")
_CLAUSE = re.compile(r"[,;:—–]\s|\b(?:and|but|while|with)\b")
_PART_BEFORE = re.compile(r"\b(?:of|among) (?:the|them|those|these|its|their)\b[^,;]*,[^,;]*$")
_PART_AFTER = re.compile(r"(?:\S+ ){1,3}?of (?:the|them|those|these|its|their)\b")
_SHARE = re.compile(r"\b(?:each|apiece|a side|per side)\b")
_SUM = re.compile(r"\b(?:in all|altogether|in total|a total of|combined|between them|overall)\b")
_WORDED = {"a hundred": "100", "a thousand": "1,000", "a million": "1 million", "a dozen": "12", "a score": "20"}
"""Figures that are written with "a", as digits."""
_MEASURES = roots_of("million billion thousand percent dollar euro pound")


def conflicting(question: Question, replies: Sequence[Reply], current: Sequence[Reply]) -> list[Reply]:
    """Return the replies that disagree about one thing, the newest first; none if there is no conflict.

    Each is believed: its probability and that of the surest add up to more than one, and they contradict each
    other.

    Args:
        question: The question.
        replies: The answers that are sure enough, the surest first.
        current: Those of them that no later version of their story has other words for, the surest first.
    """
    if question.several or not current or question.kind not in (*FIGURES, *NAMES):
        return []
    surest = current[0]
    others = [one for one in replies if one is not surest]
    against = [
        other
        for other in others
        if surest.score + other.score > 1 and _disagree(question, surest.findings[0], other.findings[0])
    ]
    if not against:
        return []
    apart = [surest]
    for other in against:
        if all(_disagree(question, one.findings[0], other.findings[0]) for one in apart[1:]):
            apart.append(other)
    return _newest_first(apart[:SHOWN])


def _newest_first(replies: Sequence[Reply]) -> list[Reply]:
    """Return replies by the age of their articles: of one story by its versions, of which some may be undated."""
    articles = [one.findings[0].passage.article for one in replies]
    if len({each.story for each in articles}) == 1:
        place = {one.article.id: number for number, one in enumerate(story.ordered(articles))}
        return sorted(replies, key=lambda one: place[one.findings[0].passage.article.id], reverse=True)
    return sorted(replies, key=lambda one: _day(one.findings[0].passage.article), reverse=True)


def reports(conflict: Sequence[Reply]) -> list[Report]:
    """Return for each reply of a conflict when its report is from, and how it stands to the first.

    Args:
        conflict: The replies, the newest first.
    """
    if not conflict:
        return []
    articles = [_told_by(one) for one in conflict]
    first, *others = articles
    outlets = len({one.outlet for one in articles}) > 1
    return [
        Report(_when(first, outlets), ""),
        *(
            Report(_when(one, outlets), "earlier report" if is_later(first, one) else "another report")
            for one in others
        ),
    ]


def _told_by(reply: Reply) -> Article:
    """Return the article that gives a reply, by preference one that says when it is from."""
    articles = [one.passage.article for one in reply.findings]
    return next((one for one in articles if one.published), articles[0])


def figures(text: str) -> set[str]:
    """Return the figures of a text, "a thousand" among them.

    Args:
        text: A text, as written.
    """
    plain = fold(text)
    for worded, digits in _WORDED.items():
        plain = re.sub(rf"\b{worded}\b", digits, plain)
    return numbers(plain)


def _disagree(question: Question, one: Finding, other: Finding) -> bool:
    mine, theirs = one.passage.article, other.passage.article
    if mine.id == theirs.id or one.candidate is None or other.candidate is None or not _same_event(one, other):
        return False
    return _figures_disagree(one, other) if question.kind in FIGURES else names_disagree(question, one, other)


def _same_event(one: Finding, other: Finding) -> bool:
    """Tell whether two findings may be of one event: of one story, or of two near in time that share a name."""
    mine, theirs = one.passage.article, other.passage.article
    if mine.story == theirs.story:
        return True
    if (
        mine.published
        and theirs.published
        and abs(dates.day(mine.published) - dates.day(theirs.published)) > APART
    ):
        return False
    named, others = _named(one), _named(other)
    return not named or not others or bool(named & others)


def _named(finding: Finding) -> set[str]:
    article = finding.passage.article
    text = " ".join([finding.sentence, *(each.text for each in article.paragraphs)])
    return {word for name in spot(text) for word in words(name.text)} - STOPWORDS - core(finding)


def _figures_disagree(one: Finding, other: Finding) -> bool:
    if one.candidate is None or other.candidate is None:
        return False
    mine, theirs = figures(one.candidate.text), figures(other.candidate.text)
    if (
        not mine
        or not theirs
        or mine & theirs
        or {_unit(each) for each in mine} != {_unit(each) for each in theirs}
    ):
        return False
    nouns, others = _counts(one), _counts(other)
    if nouns and others and not nouns & others and not (nouns & _PEOPLE and others & _PEOPLE):
        return False
    if bool(_SHARE.search(fold(one.sentence))) != bool(_SHARE.search(fold(other.sentence))) and (
        _SUM.search(fold(one.sentence)) or _SUM.search(fold(other.sentence))
    ):
        return False
    if opposed(_clause(one), _clause(other)) or _is_part(one) or _is_part(other):
        return False
    return not (_rounds(mine, theirs) or _covers(one, mine, theirs) or _covers(other, theirs, mine))


def _clause(finding: Finding) -> set[str]:
    """Return the roots of the clause that a figure stands in: it killed 12 "and injured 30 others"."""
    if finding.candidate is None:
        return set()
    at, sentence = finding.candidate.start, finding.sentence
    start = max((one.end() for one in _CLAUSE.finditer(sentence) if one.end() <= at), default=0)
    end = min((one.start() for one in _CLAUSE.finditer(sentence) if one.start() > at), default=len(sentence))
    return set(content_roots(sentence[start:end]))


def _is_part(finding: Finding) -> bool:
    """Tell whether a figure is a part of something: "of the dead, 4", "$25 million of the cost"."""
    if finding.candidate is None:
        return False
    before = fold(finding.sentence[: finding.candidate.start])
    after = fold(finding.sentence[finding.candidate.start :])
    return bool(_PART_BEFORE.search(f"{before} ") or _PART_AFTER.match(after))


def _rounds(mine: set[str], theirs: set[str]) -> bool:
    """Tell whether one figure is the other one rounded, without a word that says so: 1,000 for 1,012."""
    both = max(map(_value, mine)), max(map(_value, theirs))
    near = abs(both[0] - both[1]) <= ROUNDED * max(both)
    return near and any(len(f"{one:.0f}".rstrip("0")) <= _ROUND_DIGITS < len(f"{one:.0f}") for one in both)


def _unit(figure: str) -> str:
    return "%" if figure.endswith("%") else "th" if figure.endswith("th") else ""


def _counts(finding: Finding) -> set[str]:
    """Return the roots of what a figure counts: the words after it, up to a stop."""
    if finding.candidate is None:
        return set()
    figure = list(re.finditer(r"[\d,.]*\d|\b[a-z-]+\b", finding.candidate.text))
    at = next((each.end() for each in figure if figures(each.group())), len(finding.candidate.text))
    after = re.split(r"[,.;:()—–]", finding.sentence[finding.candidate.start + at :])[0]
    found = [root(word) for word in words(after)[: _COUNTED + 1] if word not in STOPWORDS]
    return set(found[:_COUNTED]) - _MEASURES


def _covers(finding: Finding, mine: set[str], theirs: set[str]) -> bool:
    """Tell whether a figure is given as rounded, as a least or as a most, and the other one is within it."""
    if finding.candidate is None:
        return False
    digit = re.search(r"[\d$€£]", finding.candidate.text)
    figure = finding.candidate.start + (digit.start() if digit else 0)
    before = f"{fold(finding.sentence[:figure])} "
    given, real = max(map(_value, mine)), max(map(_value, theirs))
    if _MOST.search(before):
        return real <= given
    if _LEAST.search(before):
        return given <= real
    return bool(_ROUND.search(before)) and abs(given - real) <= ABOUT * max(given, real)


def _value(figure: str) -> float:
    return float(figure.rstrip("%th"))


def _day(article: Article) -> date:
    return dates.day(article.published) if article.published else date.min


def _when(article: Article, with_outlet: bool) -> str:
    when = dates.show(article.published) if article.published else "undated"
    return f"{article.outlet}, {when}" if with_outlet and article.outlet else when
