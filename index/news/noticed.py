"""Which story a correction or a kill is about. Pure."""

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from index.news import outlets
from index.news.article import Article, Moment
from index.news.dates import day
from index.news.notice import SLUG, Kind, Notice
from index.news.story import ordered
from index.news.words import content_stems, words

WITHIN = timedelta(days=60)
"""How long after a story a notice of its own may be about it: outlets correct within weeks."""
OPENING = 3
"""Paragraphs in which wire copy has told what a story is about."""
_SAME_HEADLINE = 0.8
"""Share of words two headlines have in common (Jaccard) from which they name one story."""
_TOLD = 0.75
"""Share of a correction's words for its story that the story's headline and opening must hold."""
_FEWEST = 2
"""Such words at least: one word tells no story apart."""
_FRAME = frozenset(
    content_stems(
        "story article report item post version correction clarification kill withdrawn notice headline slug "
        "moved published editors please said reported advisory mandatory"
    )
)
"""Words of notices that tell nothing of what a story was about."""


@dataclass(frozen=True, slots=True)
class Told:
    """What of an article a notice can tell it by.

    Attributes:
        story: The story it tells.
        headline: Its headline.
        names: Its external id and its address, as far as there are any.
        outlet: Its outlet, if known.
        published: When it was published, if known.
    """

    story: str
    headline: str
    names: tuple[str, ...]
    outlet: str | None
    published: Moment | None


def about(notice: Notice, teller: Article, told: Told, opening: frozenset[str] = frozenset()) -> bool:
    """Tell whether a notice is about an article.

    Args:
        notice: The notice.
        teller: The article that holds it.
        told: What the other article can be told by.
        opening: What it is about, by ``opening``, if at hand: a correction may only say what its story told.
    """
    if told.story == teller.story:
        return True
    if not notice.alone or not may_be_about(teller, told):
        return False
    if any(_names_it(name, told) for name in notice.names):
        return True
    if notice.kind is Kind.KILL or not opening:
        return False
    wanted = _topic(notice.topic)
    return len(wanted) >= _FEWEST and len(wanted & opening) >= _TOLD * len(wanted)


@lru_cache(maxsize=4_096)
def _topic(text: str) -> frozenset[str]:
    return frozenset(content_stems(text)) - _FRAME


def may_be_about(teller: Article, told: Told) -> bool:
    """Tell whether outlet and days allow it: an outlet withdraws and corrects its own stories, and afterwards."""
    if teller.published and told.published:
        passed = day(teller.published) - day(told.published)
        if not timedelta(0) <= passed <= WITHIN:
            return False
    return not (teller.outlet and told.outlet) or outlets.same(teller.outlet, told.outlet)


def _names_it(name: str, told: Told) -> bool:
    if name in told.names:
        return True
    mine, theirs = set(words(name)), set(words(told.headline))
    if SLUG.fullmatch(name):
        held = [set(words(each)) for each in (*told.names, told.headline)]
        return len(mine) >= _FEWEST and any(mine <= each for each in held)
    return len(mine) >= _FEWEST and len(mine & theirs) >= _SAME_HEADLINE * len(mine | theirs)


def told_by(article: Article) -> Told:
    """Return what a notice can tell an article by."""
    names = tuple(filter(None, (article.external_id, article.url)))
    return Told(article.story, article.headline, names, article.outlet, article.published)


def is_later(article: Article, other: Article) -> bool:
    """Tell whether an article is a later version of another's story, or was published on a later day."""
    if article.story == other.story:
        return article.id != other.id and ordered((article, other))[-1].article.id == article.id
    if article.published is None or other.published is None:
        return False
    return day(article.published) > day(other.published)


def opening(article: Article) -> frozenset[str]:
    """Return the stems of an article's headline and first paragraphs, which tell what it is about."""
    paragraphs = (one.text for one in article.paragraphs[:OPENING])
    return frozenset(content_stems(" ".join([article.headline, *paragraphs])))
