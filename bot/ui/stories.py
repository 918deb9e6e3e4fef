"""A story as people see it in Discord: its versions, and what changed from each to the next."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from discord import ui

from bot.ui.answers import Item
from bot.ui.text import counted, cut, fitted, plain, view_of
from index.news import dates
from index.news.article import Article
from index.news.changes import Change, Comparison, Kind, Piece, compare
from index.news.sources_of import credited
from index.news.story import Versioned

PAGE_LIMIT = 1_900
"""Characters of changes on a page; the versions above them take the rest of the 4,000."""
CHANGE_LIMIT = 900
"""Characters of one paragraph of changes."""
RUN_LIMIT = 300
"""Characters of new or old words in a row, or of one piece of them."""
CONTEXT_LIMIT = 120
"""Characters of unchanged words between two changes, of which the ends are shown."""
HEADLINE_LIMIT = 160
OUTLET_LIMIT = 60
SHOWN = 9
"""Versions that are listed: the one that is looked at, and those around it."""

_MARKS = ("**", "~~")
"""What words are set in; two that touch would be read as one."""

_SIGNS = {Kind.ADDED: "added", Kind.DROPPED: "dropped", Kind.CHANGED: "changed"}


def pages(found: Sequence[Versioned], number: int) -> list[str]:
    """Return what changed in a version, as many paragraphs to a page as fit.

    Args:
        found: The versions of a story, in order.
        number: The version's number, from 1; the first has changed nothing, and its lead is given.
    """
    article = found[number - 1].article
    if number > 1:
        return list(_paged(_texts(number, compare(found[number - 2].article, article))))
    lead = article.paragraphs[0].text if article.paragraphs else ""
    return [f"**The first version** begins:\n> {fitted(lead, CHANGE_LIMIT)}"]


def story(
    found: Sequence[Versioned], number: int, page: int, texts: Sequence[str], *buttons: Item
) -> ui.LayoutView:
    """Render a story: its versions, and one page of what changed in one of them.

    Args:
        found: The versions of the story, in order.
        number: The number of the version that is looked at, from 1.
        page: The page's number, from 1.
        texts: The pages of that version.
        buttons: What turns to other pages and versions.
    """
    head = [f"**{fitted(found[-1].article.headline, HEADLINE_LIMIT)}** · {counted(len(found), 'version')}"]
    head += _listed(found, number)
    if any(each.inferred for each in found):
        head.append("-# \\* No date tells its place; it is inferred from the text.")
    pieces: list[Item] = [ui.TextDisplay("\n".join(head)), ui.Separator(), ui.TextDisplay(texts[page - 1])]
    if len(texts) > 1:
        pieces.append(ui.TextDisplay(f"-# version {number}, page {page} of {len(texts)}"))
    if len(found) > 1:
        pieces.append(ui.ActionRow(*buttons))
    return view_of(ui.Container(*pieces))


def _listed(found: Sequence[Versioned], current: int) -> list[str]:
    first = max(0, min(current - 1 - SHOWN // 2, len(found) - SHOWN))
    lines = [_line(place, found[place - 1], current) for place in range(first + 1, len(found) + 1)[:SHOWN]]
    left_out = len(found) - len(lines)
    return lines + ([f"-# … and {counted(left_out, 'other version')}"] if left_out else [])


def _line(number: int, version: Versioned, current: int) -> str:
    article = version.article
    told = " · ".join(
        filter(
            None,
            (
                _dated(article),
                fitted(credited(article), OUTLET_LIMIT),
                counted(len(article.paragraphs), "paragraph"),
            ),
        )
    )
    line = f"{number}\\*" if version.inferred else str(number)
    return f"**{line} · {told}**" if number == current else f"{line} · {told}"


def _dated(article: Article) -> str:
    published = dates.show(article.published) if article.published else "undated"
    return f"{published}, updated {dates.show(article.updated)}" if article.updated else published


def _texts(number: int, found: Comparison) -> Iterator[str]:
    """Yield what a version changed: a line that counts, then the headline and each paragraph that is another."""
    counts = ", ".join(f"{found.count(kind)} {word}" for kind, word in _SIGNS.items() if found.count(kind))
    kept = f"{found.count(Kind.UNCHANGED)} as before"
    yield f"**What version {number} changed** — paragraphs: {', '.join(filter(None, (counts, kept)))}"
    if any(piece.kind is not Kind.UNCHANGED for piece in found.headline):
        yield f"- headline: {_words(found.headline)}"
    for change in found.paragraphs:
        if change.kind is not Kind.UNCHANGED:
            yield f"- {_change(change)}"


def _change(change: Change) -> str:
    paragraph = change.after or change.before
    place = f"¶ {paragraph.number}" if paragraph else ""
    if change.kind is Kind.CHANGED:
        return f"{place} changed: {_words(change.pieces)}"
    text = fitted(change.pieces[0].text, CHANGE_LIMIT)
    return f"{place} added: **{text}**" if change.kind is Kind.ADDED else f"was {place}, dropped: ~~{text}~~"


def _words(pieces: Sequence[Piece]) -> str:
    """Render words: new ones bold, old ones struck out, numbers and names underlined, the rest shortened."""
    text = ""
    runs = [list(run) for _, run in groupby(pieces, key=lambda piece: piece.kind)]
    for place, run in enumerate(runs):
        if run[0].kind is Kind.UNCHANGED:
            part = _context("".join(each.text for each in run), first=place == 0, last=place == len(runs) - 1)
        else:
            part = _set(run)
            if text.endswith(_MARKS) and part.startswith(_MARKS):
                part = f" {part}"
        if len(text) + len(part) > CHANGE_LIMIT:
            return text.rstrip() + " …"
        text += part
    return text.strip()


def _set(run: Sequence[Piece]) -> str:
    """Render words that are all new or all old, as many as fit."""
    words = ""
    for piece in run:
        if len(words) > RUN_LIMIT:
            words = f"{words.rstrip()} …"
            break
        shown = fitted(piece.text, RUN_LIMIT)
        words += _spaced(piece.text, f"__{shown}__" if piece.telling and shown else shown)
    if not words.strip():
        return " "
    mark = "**" if run[0].kind is Kind.ADDED else "~~"
    return _spaced("".join(piece.text for piece in run), f"{mark}{words.strip()}{mark}")


def _context(text: str, *, first: bool, last: bool) -> str:
    """Return unchanged words, of many only those next to a change."""
    line = " ".join(text.split())
    if len(line) <= CONTEXT_LIMIT:
        return _spaced(text, plain(text))
    half = CONTEXT_LIMIT // 2
    start = "" if first else plain(cut(line, half).removesuffix("…").rstrip())
    end = "" if last else plain(line[-half:].partition(" ")[2])
    return _spaced(text, " ".join(filter(None, (start, "…", end))))


def _spaced(text: str, shown: str) -> str:
    """Return what is shown of a text with the white space at its ends, which markup must not enclose."""
    return f"{' ' if text[:1].isspace() else ''}{shown}{' ' if text[-1:].isspace() else ''}"


def _paged(texts: Iterator[str]) -> Iterator[str]:
    page = ""
    for text in texts:
        if page and len(page) + len(text) + 1 > PAGE_LIMIT:
            yield page
            page = ""
        page += ("\n" if page else "") + text
    yield page
