"""What a person sees in a terminal. Text of articles is never markup here: it is put in as plain text."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from bot.answering.answer import Answer, Citation, Part, Verdict, behind, reported, rows, unsaid
from bot.answering.answer import text as in_words
from bot.answering.timeline import Timeline, marked
from index.news import dates
from index.news.article import Article, HeadlineOrigin, Passage
from index.store.generation import Progress as ProgressCallback

_COLOURS = {
    Verdict.GROUNDED: "green",
    Verdict.PARTIAL: "yellow",
    Verdict.CONFLICTING: "yellow",
    Verdict.NOT_FOUND: "red",
}


def answer(found: Answer) -> RenderableType:
    """Render an answer: its parts with their marks, then a line and a quote for each source."""
    lines: list[RenderableType] = [
        Text("· ").join(_part(part, found.citations) for part in row) for row in rows(found.parts)
    ]
    lines += [Text(line) for line in unsaid(found)]
    lines += [Text()] if found.parts else []
    if not found.parts:
        lines.append(Text(in_words(found)))
        if found.nearest:
            lines.append(Text("Nearest:", style="dim"))
            lines += [Text.assemble("  ", source_line(each.article)) for each in found.nearest]
    for citation in found.citations:
        lines.append(_source(citation))
    verdict = Text(found.verdict.value.replace("_", " "), style=_COLOURS[found.verdict])
    pieces = [behind(found), f"{found.timings['total'] / 1000:.2f} s"]
    told = Text("".join(f" · {piece}" for piece in pieces if piece), style="dim")
    return Group(*lines, Text.assemble(verdict, told), Text())


def timeline(found: Timeline) -> RenderableType:
    """Render a timeline: the day, what happened, and where it stands."""
    if not found.events:
        return Text(found.nothing())
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column()
    for event in found.events:
        citation = event.citation
        source = source_line(citation.passage.article, citation.passage.paragraph.number)
        told = Text.assemble(citation.quote, (f" [{citation.n}]", "cyan"), "\n", source)
        told.stylize("dim", len(told) - len(source))
        for each in citation.corrections:
            told.append("\nCorrected: ", style="yellow").append(f"“{each.paragraph.text}”", style="dim")
        grid.add_row(Text.assemble(event.when(), (marked(event), "not bold dim")), told)
    return Group(Text(f"{days}\n", style="dim"), grid) if (days := found.within()) else grid


def source_line(article: Article, paragraph: int | None = None) -> Text:
    """Render where something stands: outlet, headline, date and paragraph, as far as they are known."""
    line = Text()
    pieces = [
        Text(article.outlet or ""),
        Text(article.headline, style="italic"),
        Text(dates.show(article.published) if article.published else "undated"),
        Text(f"¶ {paragraph}" if paragraph else ""),
    ]
    for piece in filter(None, pieces):
        line.append(" · " if line else "").append_text(piece)
    return line


def articles(found: list[Article], killed: Mapping[str, str]) -> Table:
    """Render a list of articles.

    Args:
        found: The articles.
        killed: Why stories were withdrawn, by the id of the article.
    """
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("id", "date", "outlet", "headline", "¶", "version"):
        table.add_column(name, overflow="fold", no_wrap=name in ("id", "date"))
    for each in found:
        table.add_row(
            each.id,
            dates.show(each.published) if each.published else "undated",
            Text(each.outlet or ""),
            _headline(each, killed.get(each.id)),
            str(len(each.paragraphs)),
            str(each.version) if each.version > 1 else "",
        )
    return table


def _headline(each: Article, killed: str | None) -> Text:
    text = Text(each.headline, style="italic" if each.headline_origin is HeadlineOrigin.LEAD else "")
    return text.append(f" — killed: {killed}", style="red not italic") if killed else text


def excerpt(found: Article, cited: int) -> RenderableType:
    """Render the cited paragraph, its neighbours dimmed; ``cited`` is its number."""
    near = [each for each in found.paragraphs if abs(each.number - cited) <= 1]
    styled = [numbered(each.number, each.text, "" if each.number == cited else "dim") for each in near]
    return Group(source_line(found), *styled, Text(f"The whole article: dateline show {found.id}", style="dim"))


def article(found: Article, killed: str | None = None) -> RenderableType:
    """Render an article with its facts and its numbered paragraphs.

    Args:
        found: The article.
        killed: Why its story was withdrawn, if it was.
    """
    facts = {
        "killed": killed,
        "id": found.id,
        "headline": f"made from the lead: {found.headline}"
        if found.headline_origin is HeadlineOrigin.LEAD
        else "",
        "outlet": found.outlet,
        "place": found.place,
        "by": found.byline,
        "published": dates.show(found.published) if found.published else "not given",
        "updated": dates.show(found.updated) if found.updated else None,
        "language": found.language,
        "url": found.url,
        "external id": found.external_id,
        "story": f"{found.story}, version {found.version}",
    }
    lines: list[RenderableType] = [Text(found.headline, style="bold")]
    lines += [Text.assemble((f"{name:>12}  ", "dim"), value) for name, value in facts.items() if value]
    subhead = None
    for paragraph in found.paragraphs:
        if paragraph.subhead != subhead:
            subhead = paragraph.subhead
            lines.append(Text(f"\n{subhead or ''}", style="bold dim"))
        lines.append(numbered(paragraph.number, paragraph.text))
    return Group(*lines)


def numbered(number: int, text: str, style: str = "") -> RenderableType:
    """Render one paragraph with its number in the margin."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", style="dim", width=5, no_wrap=True)
    grid.add_column()
    grid.add_row(f"¶ {number}", Text(text, style=style))
    return Padding(grid, (0, 0, 1, 0))


def passages(found: list[Passage]) -> RenderableType:
    """Render passages as a search finds them, the best first."""
    lines: list[RenderableType] = []
    for rank, passage in enumerate(found, start=1):
        head = Text.assemble((f"{rank:>2} ", "bold"), source_line(passage.article, passage.paragraph.number))
        lines.append(head.append(f"  {passage.score:.3f}", style="dim"))
        lines.append(Padding(Text(passage.paragraph.text), (0, 0, 1, 3)))
    return Group(*lines) if lines else Text("Nothing found.")


def set_aside(found: Article) -> RenderableType:
    """Render what of the original became no paragraph, and why."""
    table = Table(box=None, pad_edge=False, header_style="dim", title="Set aside", title_justify="left")
    for name in ("before", "because", "text"):
        table.add_column(name, overflow="fold")
    for each in found.set_aside:
        table.add_row(f"¶ {each.before}", each.reason.value, Text(each.text))
    return table


def facts(article: Article) -> dict[str, Any]:
    """Return what is known of an article, for JSON."""
    return {
        "article_id": article.id,
        "external_id": article.external_id,
        "corpus": article.corpus,
        "headline": article.headline,
        "headline_origin": article.headline_origin,
        "outlet": article.outlet,
        "byline": article.byline,
        "place": article.place,
        "published": article.published and article.published.isoformat(),
        "updated": article.updated and article.updated.isoformat(),
        "language": article.language,
        "url": article.url,
        "story": article.story,
        "version": article.version,
        "paragraphs": len(article.paragraphs),
    }


@contextmanager
def progress(console: Console, doing: str) -> Iterator[ProgressCallback]:
    """Show a bar for work of known length, which vanishes when the work is done."""
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task(doing, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _part(part: Part, citations: tuple[Citation, ...]) -> Text:
    """Render a labelled part as its answering words, another as its sentences with those words in bold."""
    line = Text(f"{part.label}: " if part.label else "")
    before, after = reported(part)
    if after and part.answer:
        line.append(before).append(part.answer, style="bold").append(after)
        return line.append(_marks(dict.fromkeys(n for one in part.sentences for n in one.citations)), style="cyan")
    if part.label and part.answer:
        marks = dict.fromkeys(n for sentence in part.sentences for n in sentence.citations)
        return line.append(part.answer, style="bold").append(_marks(marks), style="cyan")
    by_number = {citation.n: citation for citation in citations}
    for sentence in part.sentences:
        text = Text(sentence.text)
        text.highlight_words([by_number[n].answer_text for n in sentence.citations], "bold")
        line.append_text(text).append(_marks(sentence.citations), style="cyan")
    return line


def _marks(numbers: Iterable[int]) -> str:
    return " " + "".join(f"[{n}]" for n in numbers) + " "


def _source(citation: Citation) -> RenderableType:
    passage = citation.passage
    head = Text.assemble((f"[{citation.n}] ", "cyan"), source_line(passage.article, passage.paragraph.number))
    if passage.also:
        others = len({each.article.id for each in passage.also})
        head.append(f" · also in {others} other {'article' if others == 1 else 'articles'}", style="dim")
    quote = Text(f"“{citation.quote}”", style="dim")
    for each in citation.corrections:
        when = f" ({dates.show(each.article.published)})" if each.article.published else ""
        quote.append(f"\nCorrected{when}: ", style="yellow").append(f"“{each.paragraph.text}”")
    return Group(head, Padding(quote, (0, 0, 1, 4)))
