"""The verbs for stories: the versions of one, and what changed from one article to another."""

import json
from itertools import groupby
from typing import Annotated, Any

import typer
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.cli import screen
from bot.cli.app import MAIN, AsJson, Corpus, app, err, library, out
from index.news import dates, story
from index.news.article import Article
from index.news.changes import Change, Comparison, Kind, Piece, compare
from index.news.sources_of import credited
from index.news.story import Versioned

_ID = "The article's id, as `dateline list` prints it."
_STYLES = {Kind.UNCHANGED: "", Kind.ADDED: "green", Kind.DROPPED: "red strike", Kind.CHANGED: ""}
_SIGNS = {Kind.UNCHANGED: " ", Kind.ADDED: "+", Kind.DROPPED: "-", Kind.CHANGED: "~"}
"""For terminals without colours, and for whoever cannot tell green from red."""
_BRACKETS = {Kind.ADDED: ("{+", "+}"), Kind.DROPPED: ("[-", "-]")}
"""As ``git diff --word-diff`` writes them."""


@app.command("diff")
def diff(
    before: Annotated[str, typer.Argument(metavar="A", help=f"{_ID} The earlier one.")],
    after: Annotated[str, typer.Argument(metavar="B", help=f"{_ID} The later one.")],
    corpus: Corpus = MAIN,
    whole: Annotated[bool, typer.Option("--all", help="Also the paragraphs that did not change.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show what changed from one article to another: paragraphs and words, in reading order.

    Numbers and names that changed stand out.
    """
    with library() as opened:
        found = compare(opened.archive.get(corpus, before), opened.archive.get(corpus, after))
    if as_json:
        out.print_json(json.dumps(told(found)))
    else:
        out.print(_comparison(found, whole=whole, marks=not out.is_terminal))
        counts = ", ".join(f"{found.count(kind)} {kind}" for kind in Kind)
        err.print(f"Paragraphs: {counts}.", markup=False)


@app.command("story")
def story_(
    article_id: Annotated[str, typer.Argument(metavar="ID", help=_ID)],
    corpus: Corpus = MAIN,
    as_json: AsJson = False,
) -> None:
    """List the versions of the story that an article tells, the earliest first."""
    with library() as opened:
        found = story.ordered(opened.archive.versions(opened.archive.get(corpus, article_id)))
    if as_json:
        out.print_json(json.dumps([screen.facts(each.article) | {"inferred": each.inferred} for each in found]))
        return
    out.print(_versions(found))
    if any(each.inferred for each in found):
        err.print("* No date tells the place of these; it is inferred from the text.")
    if len(found) > 1:
        earlier, later = found[-2].article.id, found[-1].article.id
        err.print(f"What changed last: dateline diff {earlier} {later}{_of(corpus)}", markup=False)


def told(found: Comparison) -> dict[str, Any]:
    """Return a comparison for JSON."""
    return {
        "before": screen.facts(found.before),
        "after": screen.facts(found.after),
        "counts": {kind.value: found.count(kind) for kind in Kind},
        "headline": [_piece(each) for each in found.headline],
        "paragraphs": [
            {
                "kind": each.kind.value,
                "before": each.before.number if each.before else None,
                "after": each.after.number if each.after else None,
                "pieces": [_piece(piece) for piece in each.pieces],
            }
            for each in found.paragraphs
        ],
    }


def _piece(piece: Piece) -> dict[str, Any]:
    return {"text": piece.text, "kind": piece.kind.value, "telling": piece.telling}


def _of(corpus: str) -> str:
    return "" if corpus == MAIN else f" --corpus {corpus}"


def _versions(found: tuple[Versioned, ...]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("", "id", "date", "outlet", "headline", "¶"):
        table.add_column(name, overflow="fold", no_wrap=name in ("", "id"))
    for place, each in enumerate(found, start=1):
        article = each.article
        table.add_row(
            f"{place}{'*' if each.inferred else ''}",
            article.id,
            _dated(article),
            Text(credited(article)),
            Text(article.headline),
            str(len(article.paragraphs)),
        )
    return table


def _dated(article: Article) -> str:
    published = dates.show(article.published) if article.published else "undated"
    return f"{published}, updated {dates.show(article.updated)}" if article.updated else published


def _comparison(found: Comparison, *, whole: bool, marks: bool) -> RenderableType:
    lines: list[RenderableType] = [_line(found.before, "-", "red"), _line(found.after, "+", "green"), Text()]
    if any(piece.kind is not Kind.UNCHANGED for piece in found.headline):
        lines += [_words(found.headline, marks=marks).append("\n"), Text()]
    grid = Table.grid(padding=(0, 1))
    for _ in range(2):
        grid.add_column(justify="right", style="dim", no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column()
    for change in found.paragraphs:
        if whole or change.kind is not Kind.UNCHANGED:
            grid.add_row(*_row(change, marks=marks))
    return Group(*lines, grid)


def _line(article: Article, sign: str, style: str) -> Text:
    return Text.assemble((f"{sign} ", style), (f"{article.id} ", "dim"), screen.source_line(article))


def _row(change: Change, *, marks: bool) -> tuple[RenderableType, ...]:
    numbers = [f"¶ {each.number}" if each else "" for each in (change.before, change.after)]
    sign = Text(_SIGNS[change.kind], style=_STYLES[change.kind])
    words = _words(change.pieces, marks=marks and change.kind is Kind.CHANGED)
    return *numbers, sign, words.append("\n")


def _words(pieces: tuple[Piece, ...], *, marks: bool) -> Text:
    """Render pieces in colours, the telling ones reversed; with marks also in brackets."""
    text = Text()
    for kind, run in groupby(pieces, key=lambda piece: piece.kind):
        opening, closing = _BRACKETS.get(kind, ("", "")) if marks else ("", "")
        text.append(opening, style=_STYLES[kind])
        for piece in run:
            text.append(piece.text, style=_STYLES[kind] + (" bold reverse" if piece.telling else ""))
        text.append(closing, style=_STYLES[kind])
    return text
