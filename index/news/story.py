"""Which story an article tells: whether it is a version of one that is already known.

Agencies send a story again with new paragraphs, a new headline or a correction. Its unchanged paragraphs
give it away: prose of eight words or more hardly ever recurs by chance. An edit that touches every paragraph
leaves most runs of words as they were. Dates put the versions in order; where they do not, the text does.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from index.news.article import Article, Moment
from index.news.dates import day
from index.news.shingles import NEAR, containment, jaccard, shingles_of
from index.news.words import fold

DISTINCTIVE_WORDS = 8
"""The fewest words of a paragraph that tells a story apart: shorter ones ("He declined to comment.") recur."""

_SHARED_PARAGRAPHS = 3
_SHARED_SHARE = 1 / 8
"""So many identical distinctive paragraphs make two articles one story if they are that share of the shorter
one's. A rewrite changes most paragraphs (the second Istanbul dispatch keeps 5 of 28), while two long
roundups or live pages with three standing lines in common stay below the share."""

_MOST = 1 / 2
_SHARED_WORDS = 20
"""Or most of the shorter one's, as when a bulletin grows into a story; but then of so many words in all:
"The following offerings were filed with the commission" opens a new list every day."""

_APART = timedelta(days=7)
"""Further apart than this, shared paragraphs are background that every follow-up repeats."""

_SHARED_RUNS = 20
_REVISED = timedelta(days=1)
"""Or so many runs of words, if they are half of all in both (``shingles.NEAR``), and if the articles come within
a day: of 714 such pairs of one agency's 17,646 stories, 618 do. Later than that, it is the next report in the
same form ("Dealers said Federal funds were trading at 6-1/4 pct when …")."""

_CLEARLY_MORE = 0.1
"""How much more of one version must stand in the other than the other way round to say which grew from which."""


@dataclass(frozen=True, slots=True)
class Versioned:
    """A version in its place among the versions of its story.

    Attributes:
        article: The version.
        inferred: Whether its place is inferred from the text, or from the order of arrival, and not told by dates.
    """

    article: Article
    inferred: bool


def text_key(text: str) -> str:
    """Return the key under which ``text`` is the same in two articles, whatever its quotes and case."""
    return hashlib.sha256(fold(text).encode()).hexdigest()


def is_distinctive(text: str) -> bool:
    """Return whether ``text`` is long enough that finding it in two articles tells something."""
    return len(text.split()) >= DISTINCTIVE_WORDS


def distinctive_keys(article: Article) -> frozenset[str]:
    """Return the keys of the paragraphs of ``article`` that are long enough to tell a story apart."""
    return frozenset(_distinctive(article))


def _distinctive(article: Article) -> dict[str, int]:
    """Return the key of each distinctive paragraph with the number of its words."""
    texts = [paragraph.text for paragraph in article.paragraphs if is_distinctive(paragraph.text)]
    return {text_key(text): len(text.split()) for text in texts}


def match(article: Article, candidates: Sequence[Article], standing: frozenset[str] = frozenset()) -> Article:
    """Return ``article`` placed in the story that it is a version of, or unchanged if it is of none.

    Args:
        article: The article as it was parsed.
        candidates: Articles of the same corpus that share its external id, its url, a distinctive paragraph
            or a band of shingles. Of several stories the one that shares most is taken; an id or url outweighs
            all.
        standing: Keys of paragraphs that the outlet prints under everything; having them in common tells nothing.
    """
    runs = shingles_of(article)
    scored = [
        (_kinship(article, runs, other, standing), other) for other in candidates if other.corpus == article.corpus
    ]
    best = max(scored, key=lambda pair: (pair[0], pair[1].version), default=(0.0, article))
    if best[0] <= 0 or best[1].id == article.id:
        return article
    story = best[1].story
    latest = max(other.version for _, other in scored if other.story == story)
    return replace(article, story=story, version=latest + 1)


def ordered(versions: Sequence[Article]) -> tuple[Versioned, ...]:
    """Return the versions of one story in the order in which they were written.

    Their dates decide, the last one that each names. A version without one, or one of several of the same day
    without a time, is put beside the version it is most like: after it, if it has what stands there and more.
    Where the text does not tell either, the order of arrival does.

    Args:
        versions: Versions of one story; ``version`` is the order in which they arrived.
    """
    arrived = sorted(versions, key=lambda each: (each.version, each.id))
    line: list[Versioned] = []
    dated = sorted((each for each in arrived if _moment(each)), key=_day)
    for _, group in groupby(dated, key=_day):
        same_day = list(group)
        timed = [(moment, each) for each in same_day if isinstance(moment := _moment(each), datetime)]
        today = [Versioned(each, inferred=False) for _, each in sorted(timed, key=lambda pair: pair[0])]
        for each in same_day:
            if not isinstance(_moment(each), datetime):
                _insert(today, Versioned(each, inferred=len(same_day) > 1))
        line += today
    for each in arrived:
        if not _moment(each):
            _insert(line, Versioned(each, inferred=len(arrived) > 1))
    return tuple(line)


def _insert(line: list[Versioned], new: Versioned) -> None:
    """Put a version that no date places beside the one of ``line`` that it is most like."""
    if not line:
        line.append(new)
        return
    runs = [shingles_of(each.article) for each in line]
    mine = shingles_of(new.article)
    nearest = max(range(len(line)), key=lambda place: (jaccard(mine, runs[place]), place))
    other = line[nearest].article
    more = containment(runs[nearest], mine) - containment(mine, runs[nearest])
    if _is_resent(new.article, other) or abs(more) < _CLEARLY_MORE:
        later = (new.article.version, new.article.id) > (other.version, other.id)
    else:
        later = more > 0
    line.insert(nearest + later, new)


def _moment(article: Article) -> Moment | None:
    return article.updated or article.published


def _day(article: Article) -> str:
    moment = _moment(article)
    return day(moment).isoformat() if moment else ""


def _is_resent(article: Article, other: Article) -> bool:
    """Return whether the sender itself says that both are one article, by its id or by its address."""
    by_id = article.external_id is not None and article.external_id == other.external_id
    return by_id or (article.url is not None and article.url == other.url)


def _kinship(article: Article, runs: frozenset[str], other: Article, standing: frozenset[str]) -> float:
    """Return how surely both tell one story: infinite by id or url, else the share in common, else 0."""
    if _is_resent(article, other):
        return float("inf")
    apart = timedelta(0)
    if article.published and other.published:
        apart = abs(day(article.published) - day(other.published))
    if apart > _APART:
        return 0.0
    mine, theirs = _distinctive(article), _distinctive(other)
    shared = mine.keys() & theirs.keys() - standing
    shorter = min(len(mine.keys() - standing), len(theirs.keys() - standing))
    several = len(shared) >= max(_SHARED_PARAGRAPHS, _SHARED_SHARE * shorter)
    most = len(shared) >= _MOST * shorter and sum(mine[key] for key in shared) >= _SHARED_WORDS
    if shared and (several or most):
        return len(shared) / shorter
    other_runs = shingles_of(other)
    alike = jaccard(runs, other_runs)
    is_revised = apart <= _REVISED and alike >= NEAR and len(runs & other_runs) >= _SHARED_RUNS
    return alike if is_revised else 0.0
