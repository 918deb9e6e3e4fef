"""An answer as people see it: what is said, a line and a quote for each source, the verdict as word and colour.

All of it fits into one message: a message of components holds 4,000 characters of text and 40 components in all
(https://docs.discord.com/developers/components/reference), and the library does not check.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import discord
from discord import ui

from bot.answering.answer import (
    NOT_SAID,
    Answer,
    Citation,
    Part,
    Verdict,
    behind,
    reported,
    rows,
    unsaid,
    withdrawal,
)
from bot.ui.text import counted, fitted, link, marked, view_of
from index.news import dates
from index.news.article import Article

COLOURS = {
    Verdict.GROUNDED: discord.Colour.green(),
    Verdict.PARTIAL: discord.Colour.gold(),
    Verdict.CONFLICTING: discord.Colour.orange(),
    Verdict.NOT_FOUND: discord.Colour.light_grey(),
}
WORDS = {
    Verdict.GROUNDED: "grounded",
    Verdict.PARTIAL: "partial: a part of what was asked",
    Verdict.CONFLICTING: "conflicting: the sources disagree",
    Verdict.NOT_FOUND: "not found",
}

SAID_LIMIT = 1_200
"""Characters of what is said. With ``SOURCES_LIMIT``, the remarks and the marks between, it stays under 4,000."""
REMARK_LIMIT = 150
"""Characters of what is said of a part that has no answer."""
WITHDRAWN_LIMIT = 400
"""Characters of what is said of a withdrawn story: its headline, two dates and its outlet."""
SOURCES_LIMIT = 2_000
"""Characters of all sources together."""
SOURCES = 8
"""Sources named at most: with fewer characters each there would be no room for a headline."""
OUTLET_LIMIT = 40
HEADLINE_LIMIT = 150
"""Characters of the names in a source's line."""
SOURCES_TOLD_LIMIT = 150
"""Characters of who stands behind an answer."""
CORRECTION_LIMIT = 300
"""Characters of a correction below its source: most are shorter."""
SHORTEST_CORRECTION = 20
"""Characters below which a correction says nothing; the Sources button then shows it."""
SHORTEST_QUOTE = 60
"""Characters below which a quote says nothing; it is then left to the Sources button."""

Item = ui.Item[Any]


def answer(found: Answer, button: Item | None = None) -> ui.LayoutView:
    """Render an answer.

    Args:
        found: The answer.
        button: What opens its sources, if it has any.
    """
    pieces: list[Item] = [ui.TextDisplay(_said(found))]
    if found.citations:
        named = found.citations[:SOURCES]
        pieces.append(ui.Separator())
        pieces += [ui.TextDisplay(_source(each, SOURCES_LIMIT // len(named))) for each in named]
        if more := len(found.citations) - len(named):
            pieces.append(ui.TextDisplay(f"-# and {counted(more, 'more source')}, which the button shows"))
    told = " · ".join(filter(None, (WORDS[found.verdict], fitted(behind(found), SOURCES_TOLD_LIMIT))))
    pieces.append(ui.TextDisplay(f"-# {told}"))
    if button and found.citations:
        pieces.append(ui.ActionRow(button))
    return view_of(ui.Container(*pieces, accent_colour=COLOURS[found.verdict]))


def place(article: Article, paragraph: int | None = None, headline: int = HEADLINE_LIMIT) -> str:
    """Return where something stands: outlet, headline, date and paragraph, as far as they are known.

    Args:
        article: The article.
        paragraph: The number of the paragraph, if one is meant.
        headline: The most characters of the headline.
    """
    pieces = [
        fitted(article.outlet or "", OUTLET_LIMIT),
        f"*{fitted(article.headline, headline)}*",
        dates.show(article.published) if article.published else "undated",
        f"¶ {paragraph}" if paragraph else "",
    ]
    return " · ".join(filter(None, pieces))


def mark(numbers: Iterable[int]) -> str:
    """Return the marks of citations, as they stand in the text: [1][2]."""
    return "".join(f"\\[{number}\\]" for number in dict.fromkeys(numbers))


def _said(found: Answer) -> str:
    if not found.parts:
        nearest = [f"- {place(passage.article)}" for passage in found.nearest]
        refused = f"{NOT_SAID} {fitted(found.remark, REMARK_LIMIT)}".rstrip()
        if found.withdrawn:
            told, url = withdrawal(found.withdrawn)
            refused = f"{refused} {fitted(told, WITHDRAWN_LIMIT)} {link(url)}".rstrip()
        return "\n".join([refused, *(["-# Nearest:", *nearest] if nearest else [])])
    room = SAID_LIMIT // len(found.parts)
    said = [" · ".join(_part(part, found.citations, room) for part in row) for row in rows(found.parts)]
    return "\n".join([*said, *(fitted(line, REMARK_LIMIT) for line in unsaid(found))])


def _part(part: Part, citations: Sequence[Citation], room: int) -> str:
    """Render a labelled part as its answering words, another as its sentences with those words in bold."""
    label = f"**{fitted(part.label, room // 3)}:** " if part.label else ""
    before, after = reported(part)
    if after and part.answer:
        marks = mark(n for sentence in part.sentences for n in sentence.citations)
        return f"{before}**{fitted(part.answer, room // 2)}** {fitted(after.strip(), room // 3)} {marks}"
    if part.label and part.answer:
        marks = mark(n for sentence in part.sentences for n in sentence.citations)
        return f"{label}{_name_in_bold(part, citations, room // 2)} {marks}"
    by_number = {citation.n: citation for citation in citations}
    each = (room - len(label)) // max(1, len(part.sentences))
    return label + " ".join(_sentence(one.text, one.citations, by_number, each) for one in part.sentences)


def _name_in_bold(part: Part, citations: Sequence[Citation], room: int) -> str:
    cited = {n for sentence in part.sentences for n in sentence.citations}
    words = next((one.answer_text for one in citations if one.n in cited and one.answer_text in part.answer), "")
    return marked(part.answer, words, room)


def _sentence(text: str, cited: Sequence[int], by_number: dict[int, Citation], room: int) -> str:
    words = next((by_number[n].answer_text for n in cited if by_number[n].answer_text in text), "")
    marks = mark(cited)
    return f"{marked(text, words, max(SHORTEST_QUOTE, room - len(marks) - 1))} {marks}"


def _source(citation: Citation, room: int) -> str:
    passage = citation.passage
    headline = min(HEADLINE_LIMIT, room // 2)
    head = f"-# {mark([citation.n])} {place(passage.article, passage.paragraph.number, headline)}"
    if passage.also:
        others = len({each.article.id for each in passage.also})
        head += f" · also in {counted(others, 'other article')}"
    if (address := link(passage.article.url)) and len(head) + len(address) < room:
        head += f" · {address}"
    corrected = _corrected(citation, room - len(head)) if citation.corrections else ""
    left = room - len(head) - len(corrected) - len("\n> “”")
    quote = f"\n> “{fitted(citation.quote, left)}”" if left >= SHORTEST_QUOTE else ""
    return f"{head}{quote}{corrected}"


def _corrected(citation: Citation, room: int) -> str:
    """Render the first correction of what a source says; it goes before the quote where there is room for one."""
    first = citation.corrections[0]
    when = f" ({dates.show(first.article.published)})" if first.article.published else ""
    left = min(CORRECTION_LIMIT, room - len(f"\n> **Corrected{when}:** “”"))
    return (
        f"\n> **Corrected{when}:** “{fitted(first.paragraph.text, left)}”" if left >= SHORTEST_CORRECTION else ""
    )
