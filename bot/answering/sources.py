"""Who stands behind an answer: independent outlets, and those that only carry another's text. Pure."""

from collections.abc import Sequence

from bot.answering.answer import Sources
from index.news import outlets
from index.news.article import Article, Passage
from index.news.sources_of import sources_of


def behind(passages: Sequence[Passage]) -> Sources | None:
    """Return who stands behind what some passages say, ``None`` if there are none.

    Args:
        passages: The passages, each with the other places of its text.
    """
    articles = [one for passage in passages for one in (passage.article, *(each.article for each in passage.also))]
    unlike: list[tuple[str | None, list[Article]]] = []
    for source in sources_of(list({one.id: one for one in articles}.values())):
        known = next((group for name, group in unlike if _same(name, source.name)), None)
        if known is None:
            unlike.append((source.name, list(source.articles)))
        else:
            known += source.articles
    carried = [
        one.outlet
        for name, group in unlike
        for one in group
        if one.outlet and name and not outlets.same(one.outlet, name)
    ]
    return Sources(len(unlike), tuple(dict.fromkeys(carried))) if unlike else None


def _same(one: str | None, other: str | None) -> bool:
    return bool(one and other and outlets.same(one, other))
