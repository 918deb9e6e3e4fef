"""Who stands behind an answer: independent outlets, and those that only carry another's text. Pure."""

from collections.abc import Sequence

from bot.answering.answer import Sources
from index.news.article import Article, Passage


def sources_of(passages: Sequence[Passage]) -> Sources | None:
    """Return who stands behind what some passages say, ``None`` if there are none.

    Versions of a story, copies of its text, and two stories of one outlet count once.

    Args:
        passages: The passages, each with the other places of its text.
    """
    articles = [one for passage in passages for one in (passage.article, *(each.article for each in passage.also))]
    groups: list[list[Article]] = []
    for article in articles:
        same = [group for group in groups if any(_one_source(article, one) for one in group)]
        groups = [group for group in groups if group not in same]
        groups.append([article, *(one for group in same for one in group)])
    carried: list[str] = []
    for group in groups:
        first = min(group, key=lambda one: (one.version, str(one.published or "9")))
        carried += sorted({one.outlet for one in group if one.outlet} - {first.outlet})
    return Sources(len(groups), tuple(dict.fromkeys(carried))) if groups else None


def _one_source(one: Article, other: Article) -> bool:
    return one.story == other.story or bool(one.outlet and one.outlet == other.outlet)
