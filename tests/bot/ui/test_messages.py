"""Whatever is shown fits into one message of Discord: 4,000 characters over all text, and 40 components."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import discord
import pytest

from bot.answering.answer import Answer, Citation, Part, Report, Sentence, Sources, Verdict
from bot.answering.timeline import Dated, Event, Timeline
from bot.cogs.admin import CancelReindexButton
from bot.cogs.articles import PageButton, ShowButton
from bot.cogs.asking import SourcesButton
from bot.ui import answers, articles, timeline, upkeep
from bot.ui.sources import sources
from index.library import Status
from index.news.article import (
    Article,
    Correction,
    HeadlineOrigin,
    Occurrence,
    Paragraph,
    Passage,
    Reason,
    SetAside,
)
from index.news.sources.records import Refusal
from index.store.arrival import Added, Outcome
from index.store.requests import Request, State
from index.store.shown import Cited
from tests.components import buttons, colour_of, text_of, walk

TEXT_LIMIT, COMPONENTS_LIMIT = 4_000, 40
ODD = "word **bold** _all_ [x](https://e.example) <@1> `c` ||s|| # > - "


def fits(view: discord.ui.LayoutView) -> bool:
    payload = list(walk(payload_of(view)))
    return (
        view.content_length() <= TEXT_LIMIT
        and len(payload) <= COMPONENTS_LIMIT
        and bool(text_of(payload_of(view)))
    )


def payload_of(view: discord.ui.LayoutView) -> list[dict[str, Any]]:
    payload: list[dict[str, Any]] = view.to_components()  # type: ignore[no-untyped-call]  # discord.py leaves it untyped
    return payload


def article(rng: random.Random, *, long: int = 1) -> Article:
    texts = ["".join(rng.choices(ODD, k=rng.randrange(30, 400 * long))) + " Umerov led." for _ in range(3 + long)]
    return Article(
        id="0123456789",
        corpus="server-1",
        headline=ODD * 4 * long,
        headline_origin=HeadlineOrigin.LEAD,
        paragraphs=tuple(Paragraph(n, text, ODD * long if n > 1 else None) for n, text in enumerate(texts, 1)),
        fingerprint="x",
        set_aside=tuple(SetAside("x", reason, 1) for reason in Reason),
        outlet=ODD * long,
        byline=ODD * long,
        place=ODD * long,
        published=datetime(2025, 5, 16, 12, tzinfo=UTC),
        updated=date(2025, 5, 17),
        url="https://e.example/" + "a" * 300,
        warnings=(ODD * 4, ODD * 4),
        version=3,
    )


def answer(rng: random.Random, parts: int, citations: int, long: int) -> Answer:
    found = [article(rng, long=long) for _ in range(citations)]
    cited = tuple(
        Citation(
            n,
            Passage(each, each.paragraphs[0], 1.0, also=(Occurrence(replace(each, id="other"), 1),)),
            each.paragraphs[0].text,
            "Umerov",
            0.9,
            (Correction(each, each.paragraphs[1], ()),) * 2,
        )
        for n, each in enumerate(found, 1)
    )
    each = citations // parts
    said = tuple(
        Part(
            ODD if parts > 1 else "",
            (Sentence(cited[0].quote, tuple(range(n * each + 1, (n + 1) * each + 1))),),
            "Umerov" if n % 2 else "",
        )
        for n in range(parts)
    )
    return Answer("0" * 32, "?", Verdict.GROUNDED, said, cited, unanswered=(ODD * 8, ODD * 8))


@pytest.mark.parametrize("long", [1, 12])
@pytest.mark.parametrize(("parts", "citations"), [(1, 1), (2, 4), (4, 12), (12, 36)])
def test_any_answer_fits(parts: int, citations: int, long: int) -> None:
    for seed in range(3):
        found = answer(random.Random(seed), parts, citations, long)
        view = answers.answer(found, SourcesButton(found.id))
        assert fits(view)
        assert "Sources" in buttons(payload_of(view))
        assert all(
            f"\\[{n}\\]" in text_of(payload_of(view)) for n in range(1, min(citations, answers.SOURCES) + 1)
        )
        assert ("more source" in text_of(payload_of(view))) == (citations > answers.SOURCES)


@pytest.mark.parametrize("long", [1, 12])
def test_any_conflict_fits_with_its_corrections_and_sources(long: int) -> None:
    found = answer(random.Random(long), 3, 9, long)
    reports = (Report(ODD * 3, ""), Report(ODD * 3, "earlier report"), Report("undated", "another report"))
    parts = tuple(
        replace(part, label="", answer=ODD * long, report=one)
        for part, one in zip(found.parts, reports, strict=True)
    )
    view = payload_of(shown := answers.answer(replace(found, verdict=Verdict.CONFLICTING, parts=parts)))
    assert fits(shown)
    assert "earlier report: **" in text_of(view)
    alone = replace(found, parts=(replace(found.parts[0], sources=Sources(1, (ODD * 3,) * 9)),))
    assert fits(answers.answer(alone))
    assert "1 source; also carried by" in text_of(payload_of(answers.answer(alone)))
    assert "Corrected (16 May 2025)" in text_of(payload_of(answers.answer(answer(random.Random(1), 1, 1, 1))))


def events(long: int, *, same: bool = False) -> tuple[Event, ...]:
    """Twenty events, each of an article of its own, or all of the same."""
    rng = random.Random(long)
    cited = [answer(rng, 1, 1, long).citations[0] for _ in range(20)]
    return tuple(
        Event(date(2025, 9, 1), date(2025, 9, 30), Dated.ARTICLE, replace(each, n=n, passage=passage))
        for n, each in enumerate(cited, 1)
        for passage in [
            replace(each.passage, article=replace(each.passage.article, id="same" if same else str(n)))
        ]
    )


@pytest.mark.parametrize("long", [1, 12])
def test_any_timeline_fits(long: int) -> None:
    found = Timeline("0" * 32, ODD * 20, events(long), date(2024, 9, 1), date(2025, 9, 30))
    view = timeline.timeline(found, SourcesButton(found.id))
    assert fits(view)
    said = text_of(payload_of(view))
    assert "8 later events" in said
    assert "(reported)" in said
    assert "corrected since" in said
    assert "the same article" not in said
    assert fits(timeline.timeline(Timeline("0" * 32, ODD, ())))


def test_an_article_that_tells_several_events_in_a_row_is_named_once() -> None:
    found = Timeline("0" * 32, "ferry", events(1, same=True)[:3])
    assert text_of(payload_of(timeline.timeline(found))).count("the same article · ¶") == 2


def test_the_fewer_events_the_more_of_each_is_shown() -> None:
    few, many = (text_of(payload_of(timeline.timeline(Timeline("", "ferry", events(12)[:n])))) for n in (2, 12))
    assert len(few) / 2 > len(many) / 12


def test_a_part_without_an_answer_and_a_remark_are_said() -> None:
    found = answer(random.Random(1), 1, 1, 1)
    assert "does not say: why" in text_of(payload_of(answers.answer(replace(found, unanswered=("why",)))))
    lost = Answer("0" * 32, "?", Verdict.NOT_FOUND, remark="It names another mayor.")
    assert "does not say. It names another mayor." in text_of(payload_of(answers.answer(lost)))


def test_a_refusal_tells_of_a_withdrawn_story_and_links_what_withdraws_it() -> None:
    rng = random.Random(1)
    gone = replace(article(rng, long=9), headline_origin=HeadlineOrigin.GIVEN)
    notice = replace(article(rng), url="https://tansy.example/kill")
    passage = Passage(gone, gone.paragraphs[0], 1.0, withdrawn_by=notice)
    view = answers.answer(Answer("0" * 32, "?", Verdict.NOT_FOUND, nearest=(passage,) * 3, withdrawn=passage))
    assert fits(view)
    assert "was withdrawn by" in text_of(payload_of(view))
    assert "[tansy.example](<https://tansy.example/kill>)" in text_of(payload_of(view))


def test_each_verdict_has_its_word_and_its_colour() -> None:
    passage = answer(random.Random(1), 1, 1, 1).citations[0].passage
    colours = set()
    for verdict in Verdict:
        view = answers.answer(Answer("0" * 32, "?", verdict, nearest=(passage,)))
        assert verdict.value.split("_")[0] in text_of(payload_of(view))
        colours.add(colour_of(payload_of(view)))
    assert len(colours) == len(Verdict)


@pytest.mark.parametrize("long", [1, 12])
def test_any_sources_fit_and_none_is_left_out(long: int) -> None:
    rng = random.Random(long)
    found = [article(rng, long=long) for _ in range(12)]
    cited = [(Cited(n, "server-1", each.id, 2, 0, 200), each) for n, each in enumerate(found, 1)]
    views = sources([*cited, (replace(cited[0][0], n=13), None)], {found[0].id: ODD * 9})
    assert all(fits(view) for view in views)
    told = "\n".join(text_of(payload_of(view)) for view in views)
    assert all(f"\\[{n}\\]" in told for n in range(1, 14))
    assert "removed" in told


@pytest.mark.parametrize("long", [1, 12])
def test_any_article_fits_on_its_pages(long: int) -> None:
    found = article(random.Random(long), long=long)
    last = len(articles.pages(found))
    for page in range(1, last + 1):
        turn = ShowButton(found.id, page - 1, "Back", last), ShowButton(found.id, page + 1, "On", last)
        assert fits(articles.article(found, page, *turn, killed=ODD * 9))
    shown = "\n".join(articles.pages(found))
    assert all(f"¶ {each.number} — " in shown for each in found.paragraphs)


@pytest.mark.parametrize("number", [1, 3, 30])
def test_any_preview_fits(number: int) -> None:
    found = article(random.Random(number), long=10)
    results: list[Added | Refusal] = [
        *(Added(found, outcome) for outcome in Outcome for _ in range(number)),
        *(Refusal(ODD * 9, ODD * 9) for _ in range(number)),
    ]
    assert fits(articles.preview(results, None, PageButton(1), PageButton(2)))
    assert fits(articles.preview(results[:1], ODD * 9, PageButton(1), PageButton(2)))
    assert fits(articles.stored(results))
    turn = PageButton(1, "Newer"), PageButton(3, "Older")
    assert fits(articles.listing([found] * 10, 1000, 2, 100, *turn, killed={found.id: ODD * 9}))


@pytest.mark.parametrize("state", list(State))
def test_the_progress_of_a_reindex_says_who_asked_and_how_far_it_is(state: State) -> None:
    request = Request(7, "server-1", state, 30, 120, "", "42", datetime.now(UTC), "1:2", cancelled=False)
    view = payload_of(upkeep.progress(request, CancelReindexButton(7)))
    assert "<@42>" in text_of(view)
    assert ("30 of 120" in text_of(view)) == (state in (State.RUNNING, State.DONE))
    assert ("Cancel" in buttons(view)) == (state in (State.WAITING, State.RUNNING))


def test_the_status_fits() -> None:
    own = Status("server-1", 10, 200, 3, "m")
    view = upkeep.status(own, [Status("c" * 64, 1, 1, 0, None)] * 8, reads_shared=True, reindex=None)
    assert fits(view)
    assert "3 changes not yet indexed" in text_of(payload_of(view))
