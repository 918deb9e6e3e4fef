"""What an answer stands on, opened: each cited paragraph whole between its neighbours, the quote marked."""

from collections.abc import Iterable, Iterator, Mapping

from discord import ui

from bot.ui.answers import mark, place
from bot.ui.text import fitted, link, marked, view_of
from index.news.article import Article
from index.store.shown import Cited

PAGE_LIMIT = 3_800
"""Characters of one message of sources, under the 4,000 that a message of components holds."""
CITED_LIMIT = 2_800
"""Characters of a cited paragraph: ten times a news paragraph, but a text without breaks is one paragraph too."""
NEIGHBOUR_LIMIT = 400
"""Characters of a neighbour, which is there for its context only."""
SHORTEST_NEIGHBOUR = 40
REASON_LIMIT = 200
"""Characters of why a story was withdrawn."""

GONE = "This article has been removed since."


def sources(
    cited: Iterable[tuple[Cited, Article | None]], killed: Mapping[str, str] | None = None
) -> list[ui.LayoutView]:
    """Render the sources of an answer, as many to a message as fit.

    Args:
        cited: What the answer cites, each with its article, or without if that was removed.
        killed: Why stories were withdrawn, by the id of the article.
    """
    texts = (_source(each, article, (killed or {}).get(each.article_id)) for each, article in cited)
    return [view_of(ui.Container(*map(ui.TextDisplay, page))) for page in _pages(texts)]


def _source(cited: Cited, article: Article | None, killed: str | None) -> str:
    if article is None:
        return f"### {mark([cited.n])}\n{GONE}"
    head = [f"### {mark([cited.n])} {place(article, cited.paragraph)}"]
    if killed:
        head.append(f"**Withdrawn since:** {fitted(killed, REASON_LIMIT)}")
    if address := link(article.url):
        head.append(f"-# {address}")
    shown = {each.number: each.text for each in article.paragraphs if abs(each.number - cited.paragraph) <= 1}
    text = shown.pop(cited.paragraph)
    quoted = marked(text, text[cited.start : cited.end], CITED_LIMIT)
    lines = {cited.paragraph: f"¶ {cited.paragraph} — {quoted}"}
    room = (PAGE_LIMIT - sum(map(len, [*head, *lines.values()]))) // 2 - len("\n-# ¶ 9999 — ")
    if room >= SHORTEST_NEIGHBOUR:
        for number, text in shown.items():
            lines[number] = f"-# ¶ {number} — {fitted(text, min(NEIGHBOUR_LIMIT, room))}"
    return "\n".join([*head, *(lines[number] for number in sorted(lines))])


def _pages(texts: Iterable[str]) -> Iterator[list[str]]:
    page: list[str] = []
    for text in texts:
        if page and sum(map(len, page)) + len(text) > PAGE_LIMIT:
            yield page
            page = []
        page.append(text)
    if page:
        yield page
