"""The independent sources behind some articles: one dispatch in five papers is one source."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.news.article import Article, Reason
from index.news.shingles import NEAR, jaccard, shingles_of
from index.news.words import fold

AGENCIES = {
    "ap": "AP", "associated press": "AP", "reuters": "Reuters", "thomson reuters": "Reuters", "afp": "AFP",
    "agence france-presse": "AFP", "upi": "UPI", "united press international": "UPI", "bloomberg": "Bloomberg",
    "bloomberg news": "Bloomberg", "xinhua": "Xinhua", "tass": "TASS", "interfax": "Interfax", "dpa": "dpa",
    "ansa": "ANSA", "efe": "EFE", "kyodo": "Kyodo", "kyodo news": "Kyodo", "pti": "PTI",
    "press trust of india": "PTI", "ani": "ANI", "ians": "IANS", "anadolu": "Anadolu", "anadolu agency": "Anadolu",
    "pa": "PA", "pa media": "PA", "press association": "PA", "aap": "AAP", "canadian press": "The Canadian Press",
}  # fmt: skip
"""News agencies, whose dispatches other outlets print under their own name; by the folded names they sign with."""

_IN_BRACKETS = re.compile(r"[(/]([^()/]{2,40})[)/]")
_SIGNED = re.compile(r"(?:^|, | \| |/| - | for | of )(?:the )?([\w .-]{2,40})$")
_STAFF = re.compile(r"\b(?:staff )?(?:writers?|reporters?|journalists?|staff)$")


@dataclass(frozen=True, slots=True)
class Source:
    """One origin of what is reported, however many articles print it.

    Attributes:
        name: The agency whose text it is, or else the outlet; ``None`` if no article names either.
        articles: The articles that come from it, in the order they were given.
    """

    name: str | None
    articles: tuple[Article, ...]


def sources_of(articles: Sequence[Article]) -> tuple[Source, ...]:
    """Return the independent sources behind some articles, in the order of their first article.

    Articles come from one source if they are credited to one agency, are of one outlet, tell one story (versions
    and copies of one text), or have nearly the same text; and so do those that are linked by others.

    Args:
        articles: Any articles, such as those that an answer cites, also of several corpora.
    """
    texts = [shingles_of(article) for article in articles]
    origin = list(range(len(articles)))
    for here, article in enumerate(articles):
        for there in range(here):
            other = articles[there]
            if _are_one(article, other) or jaccard(texts[here], texts[there]) >= NEAR:
                old, new = origin[here], origin[there]
                origin = [new if each == old else each for each in origin]
    groups: dict[int, list[Article]] = {}
    for article, group in zip(articles, origin, strict=True):
        groups.setdefault(group, []).append(article)
    return tuple(Source(_name(group), tuple(group)) for group in groups.values())


def agency(article: Article) -> str | None:
    """Return the agency that an article's outlet, dateline or byline credits, by the name it is known by."""
    datelines = [piece.text for piece in article.set_aside if piece.reason is Reason.DATELINE]
    written = [article.outlet or "", *(name for line in datelines for name in _IN_BRACKETS.findall(line))]
    signed = _SIGNED.search(_STAFF.sub("", fold(article.byline or "")).strip())
    written += [signed[1]] if signed else []
    for name in written:
        known = AGENCIES.get(fold(name).removeprefix("the "))
        if known:
            return known
    return None


def credited(article: Article) -> str:
    """Return the outlet of an article, with the agency whose text it prints: ``Tansy Mail (AP)``; or ""."""
    outlet, sent_by = article.outlet or "", agency(article)
    if sent_by is None or AGENCIES.get(fold(outlet).removeprefix("the ")) == sent_by:
        return outlet
    return f"{outlet} ({sent_by})" if outlet else sent_by


def _are_one(article: Article, other: Article) -> bool:
    if article.story and article.story == other.story:
        return True
    mine, theirs = _credit(article), _credit(other)
    return mine is not None and mine == theirs


def _credit(article: Article) -> str | None:
    """Return whose text an article is, folded: the agency's that it credits, or else its outlet's."""
    name = agency(article) or article.outlet
    return fold(name).removeprefix("the ") if name else None


def _name(articles: Sequence[Article]) -> str | None:
    agencies = [name for name in map(agency, articles) if name]
    outlets = [article.outlet for article in articles if article.outlet]
    return next(iter(agencies + outlets), None)
