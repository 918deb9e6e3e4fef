"""Boilerplate that only repetition gives away: standing lines of an outlet, whatever they look like.

A paragraph that stands in many stories of one outlet may be standing text ("Prices were accurate when this
article was published"), or the background, the quote or the figure that follow-ups repeat. Only the first is kept
out of search, so it has to say itself that it is about the reader or the outlet, and the stories around it must be
about other things.
"""

import re
from collections.abc import Sequence

from index.news.article import Article
from index.news.words import content_stems, fold

STORIES = 5
"""Different stories of one outlet that a standing line is in, at least. In 2,007 articles of two outlets, quotes,
captions and facts are among the lines that three or four stories share; from five on, standing lines are."""

_LONGEST = 60
"""Words. Longer paragraphs that repeat are news sent twice."""

_RELATED = 0.6
"""The share of a line's words that the stories around it use, from which on it is taken to be part of them:
background and tables of results have 0.7 to 1, lines about the outlet 0.1 to 0.57."""

_ABOUT_US = re.compile(
    r"\b(?:you|your|yours|our|ours|us|we|subscribe|subscribers?|newsletters?|sign up|click|podcast"
    r"|this (?:story|article|report|page|content|column)|the (?:story|article)s? we)\b",
)
_QUOTED = re.compile(r"[\"“”„«»]")
_SAID = re.compile(r"\b(?:said|says|told|according to|reported|wrote|declined|respond(?:ed)?)\b")
_DOMAIN = re.compile(r"^(?:https?://)?(?:www\.)?|\.(?:com?|org|net|news|info)(?:\.[a-z]{2})?$|\.[a-z]{2}$")


def may_be_standing(text: str, outlet: str) -> bool:
    """Return whether a paragraph, by itself, could be a standing line of an outlet.

    It is short, quotes nobody, and addresses the reader or names the outlet.

    Args:
        text: The paragraph.
        outlet: The outlet's name, or the host it publishes on.
    """
    if len(text.split()) > _LONGEST or _QUOTED.search(text):
        return False
    folded = fold(text)
    if _SAID.search(folded):
        return False
    name = _squashed(_DOMAIN.sub("", fold(outlet)))
    return bool(_ABOUT_US.search(folded)) or (len(name) > 1 and name in _squashed(folded))


def is_standing(text: str, articles: Sequence[Article]) -> bool:
    """Return whether a paragraph is a standing line, given stories of one outlet that it is in.

    Args:
        text: A paragraph that ``may_be_standing``.
        articles: An article of each of some different stories that contain it.
    """
    own = set(content_stems(text))
    if len({article.story for article in articles}) < STORIES or not own:
        return False
    shares = [len(own & _others(article, text)) / len(own) for article in articles]
    return sum(shares) / len(shares) < _RELATED


def _others(article: Article, text: str) -> set[str]:
    """Return the stems of an article's other paragraphs and of its headline."""
    here = fold(text)
    rest = [paragraph.text for paragraph in article.paragraphs if fold(paragraph.text) != here]
    return set(content_stems(" ".join([article.headline, *rest])))


def _squashed(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text)
