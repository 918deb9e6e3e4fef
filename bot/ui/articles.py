"""Articles as people see them in Discord: what was understood of one, a list of them, and one whole."""

from collections import Counter
from collections.abc import Mapping, Sequence

import discord
from discord import ui

from bot.ui.answers import Item, place
from bot.ui.text import counted, fitted, link, view_of
from index.news import dates
from index.news.article import Article, HeadlineOrigin
from index.news.sources.records import Refusal
from index.store.arrival import Added, Outcome

LINES = 5
"""Articles or refusals named of each kind when many came at once."""
PAGE_LIMIT = 2_400
"""Characters of paragraphs on a page of an article; the facts above them take the rest of the 4,000."""
PARAGRAPH_LIMIT = 1_600
REASON_LIMIT = 90
"""Characters of why a story was withdrawn, in a list of ten."""
FIELD_LIMIT = 120
"""Characters of a headline, a name or a reason."""

_BECAME = {
    Outcome.ADDED: "new",
    Outcome.VERSION: "a new version of a known story",
    Outcome.KNOWN: "already known",
}


def preview(results: Sequence[Added | Refusal], story: str | None, *buttons: Item) -> ui.LayoutView:
    """Render what was understood of what was sent, before anything is stored.

    Args:
        results: What adding it would do.
        story: If it is one article, and a version of a known story, the headline of that story's first version.
        buttons: What confirms and what cancels, if there is anything to store.
    """
    fresh = [each for each in results if isinstance(each, Added) and each.outcome is not Outcome.KNOWN]
    if len(results) == 1 and isinstance(results[0], Added):
        text = _understood(results[0], story)
    else:
        text = "\n".join(["**This is what I read.**", *_counted(results)])
    pieces: list[Item] = [ui.TextDisplay(text)]
    if fresh:
        pieces.append(ui.TextDisplay("-# Nothing is stored yet."))
        pieces.append(ui.ActionRow(*buttons))
    else:
        pieces.append(ui.TextDisplay("-# There is nothing to store."))
    return view_of(ui.Container(*pieces, accent_colour=discord.Colour.blurple() if fresh else None))


def stored(results: Sequence[Added | Refusal]) -> ui.LayoutView:
    """Render what became of what was sent, once it is stored and indexed."""
    text = "\n".join(["**Stored and indexed.** You can ask about it now.", *_counted(results)])
    return view_of(ui.Container(ui.TextDisplay(text), accent_colour=discord.Colour.green()))


def listing(
    found: Sequence[Article],
    total: int,
    page: int,
    pages: int,
    *buttons: Item,
    killed: Mapping[str, str] | None = None,
) -> ui.LayoutView:
    """Render a page of the articles of a server.

    Args:
        found: The articles of the page.
        total: How many there are in all.
        page: The page's number, from 1.
        pages: Of how many.
        buttons: What turns the pages.
        killed: Why stories were withdrawn, by the id of the article.
    """
    head = f"**{counted(total, 'article')}**"
    if pages > 1:
        head += f" · page {page} of {pages}"
    lines = [head, *(_line(each, (killed or {}).get(each.id)) for each in found)]
    pieces: list[Item] = [ui.TextDisplay("\n".join(lines))]
    if pages > 1:
        pieces.append(ui.ActionRow(*buttons))
    return view_of(ui.Container(*pieces))


def pages(article: Article) -> list[str]:
    """Return the paragraphs of an article, as many to a page as fit."""
    made: list[str] = [""]
    subhead = None
    for paragraph in article.paragraphs:
        text = f"¶ {paragraph.number} — {fitted(paragraph.text, PARAGRAPH_LIMIT)}"
        if paragraph.subhead != subhead:
            subhead = paragraph.subhead
            text = f"**{fitted(subhead or '', FIELD_LIMIT)}**\n{text}" if subhead else text
        if made[-1] and len(made[-1]) + len(text) > PAGE_LIMIT:
            made.append("")
        made[-1] += ("\n" if made[-1] else "") + text
    return made


def article(found: Article, page: int, *buttons: Item, killed: str | None = None) -> ui.LayoutView:
    """Render an article: its facts, and one page of its paragraphs.

    Args:
        found: The article.
        page: The page's number, from 1.
        buttons: What turns the pages.
        killed: Why its story was withdrawn, if it was.
    """
    texts = pages(found)
    facts = _facts(found) if page == 1 else [f"**{fitted(found.headline, FIELD_LIMIT)}**"]
    if killed:
        facts.insert(1, f"**Killed:** {fitted(killed, FIELD_LIMIT)}")
    if len(texts) > 1:
        facts.append(f"-# page {page} of {len(texts)}")
    pieces: list[Item] = [ui.TextDisplay("\n".join(facts)), ui.Separator(), ui.TextDisplay(texts[page - 1])]
    if len(texts) > 1:
        pieces.append(ui.ActionRow(*buttons))
    return view_of(ui.Container(*pieces))


def _understood(result: Added, story: str | None) -> str:
    found = result.article
    known = f": *{fitted(story, FIELD_LIMIT)}*" if story else ""
    lines = [f"**This is what I read.** It is {_BECAME[result.outcome]}{known}.", *_facts(found)]
    lines += [f"> {fitted(found.paragraphs[0].text, FIELD_LIMIT)}"]
    lines += [f"-# Note: {fitted(warning, FIELD_LIMIT)}" for warning in found.warnings]
    return "\n".join(lines)


def _facts(found: Article) -> list[str]:
    made = " (made from its first words)" if found.headline_origin is HeadlineOrigin.LEAD else ""
    aside = Counter(piece.reason.value for piece in found.set_aside)
    told = {
        "Outlet": fitted(found.outlet or "", FIELD_LIMIT),
        "Place": fitted(found.place or "", FIELD_LIMIT),
        "By": fitted(found.byline or "", FIELD_LIMIT),
        "Published": dates.show(found.published) if found.published else "not given",
        "Updated": dates.show(found.updated) if found.updated else "",
        "Paragraphs": str(len(found.paragraphs)),
        "Set aside": ", ".join(f"{number} × {reason}" for reason, number in aside.items()),
        "Version": str(found.version) if found.version > 1 else "",
        "Link": link(found.url),
        "Id": f"`{found.id}`",
    }
    facts = [f"{name}: {value}" for name, value in told.items() if value]
    return [f"**{fitted(found.headline, FIELD_LIMIT)}**{made}", *facts]


def _counted(results: Sequence[Added | Refusal]) -> list[str]:
    taken = [each for each in results if isinstance(each, Added)]
    refused = [each for each in results if isinstance(each, Refusal)]
    lines: list[str] = []
    for outcome, words in _BECAME.items():
        places = [place(each.article, headline=80) for each in taken if each.outcome is outcome]
        lines += _some(places, words)
    reasons = [f"{fitted(each.origin, 80)}: {fitted(each.reason, FIELD_LIMIT)}" for each in refused[:LINES]]
    return lines + _some(reasons, "refused", len(refused))


def _some(lines: Sequence[str], what: str, number: int | None = None) -> list[str]:
    """Return a line that counts, then the first few lines of what is counted."""
    number = len(lines) if number is None else number
    if not number:
        return []
    more = [f"- … and {number - LINES} more"] if number > LINES else []
    return [f"{number} {what}:", *(f"- {line}" for line in lines[:LINES]), *more]


def _line(found: Article, killed: str | None) -> str:
    version = f" · version {found.version}" if found.version > 1 else ""
    withdrawn = f"\n-# killed: {fitted(killed, REASON_LIMIT)}" if killed else ""
    return f"`{found.id}` {place(found)} · {counted(len(found.paragraphs), 'paragraph')}{version}{withdrawn}"


def removed(text: str, button: Item) -> ui.LayoutView:
    """Render that an article is gone, with what takes it back."""
    return view_of(ui.Container(ui.TextDisplay(text), ui.ActionRow(button)))
