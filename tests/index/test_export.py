"""Out and back: what was exported and added again is what it was, in every field."""

import json
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import pytest

from index import samples
from index.errors import NotFound
from index.library import Library
from index.news.article import Article, RawArticle
from index.news.sources import files
from index.news.sources.records import Refusal
from index.retrieval.embedding import Embedder
from index.store.arrival import Added, Outcome
from tests.evaluation import sets
from tests.stories import harbour_story

PAGE = """<html><head><title>Mill burns</title><meta property="article:published_time"
content="2025-05-16T09:30:00+03:00"></head><body><article><h1>Mill burns</h1>
<p>The mill of Tansy burned down on Monday &amp; nobody was hurt, the mayor of the town said in the morning.</p>
<h2>What comes next</h2><p>“It will be built again,” Orla Finch told reporters at the river, “and larger.”</p>
</article></body></html>"""

MARKDOWN = """---
title: "Frost: a year later"
date: 2025-04-02
author: Ana Bell
---
VALE, Norland (Meridian Wire) — Growers lost half of their vines to a late frost, the ministry said.

## Help is late

Payments of 3,000 crowns a farm were promised by May.

___

Follow our coverage at https://meridianwire.example/frost
"""


def export(library: Library, corpus: str = "main") -> bytes:
    return "".join(json.dumps(each) + "\n" for each in library.export(corpus)).encode()


def add(library: Library, sources: Sequence[RawArticle | Refusal] | bytes, corpus: str = "main") -> list[Outcome]:
    read = files.read_bytes(sources, "the export", ".jsonl") if isinstance(sources, bytes) else sources
    added = list(library.add(read, corpus=corpus))
    assert all(isinstance(each, Added) for each in added), added
    return [each.outcome for each in added if isinstance(each, Added)]


def stored(library: Library, corpus: str = "main") -> list[tuple[Article, str]]:
    """Every article in the order they came, with its original."""
    found = library.archive.articles(corpus)
    return [(each, library.archive.original(corpus, each.id)) for each in reversed(found)]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """An empty library; the model is never loaded."""
    return Library(tmp_path / "home", Embedder())


@pytest.fixture
def elsewhere(tmp_path: Path) -> Library:
    """An empty library of another data folder."""
    return Library(tmp_path / "elsewhere", Embedder())


def corpora() -> list[Path]:
    return [samples.folder(), sets.HERE / "corpus"]


@pytest.mark.parametrize("folder", corpora(), ids=["samples", "evaluation"])
def test_a_corpus_comes_back_equal_in_every_field(library: Library, elsewhere: Library, folder: Path) -> None:
    added = list(library.add(files.read(folder), corpus="main"))
    outcomes = add(elsewhere, export(library))
    assert outcomes == [each.outcome for each in added if isinstance(each, Added)]
    assert stored(elsewhere) == stored(library)
    assert export(elsewhere) == export(library)


def test_pages_markdown_and_text_come_back_with_their_originals(library: Library, elsewhere: Library) -> None:
    pieces = [*files.read_bytes(PAGE.encode(), "a", ".html"), *files.read_bytes(MARKDOWN.encode(), "b", ".md")]
    strange = RawArticle("It said “&amp;amp;lt;” and\ttabs.  \r\n\r\nThen it rained for 3\xa0days in Tansy.\n")
    add(library, [*pieces, strange])
    add(elsewhere, export(library))
    assert stored(elsewhere) == stored(library)
    (page, raw), (frost, _), (_, text) = stored(elsewhere)
    assert raw == PAGE
    assert text == strange.text
    assert str(page.published) == "2025-05-16 09:30:00+03:00"
    assert [each.subhead for each in frost.paragraphs] == [None, "Help is late"]
    assert frost.set_aside


def versions(*, after: int = 0) -> list[RawArticle]:
    texts = [harbour_story(1).text + "\n\nMore came on day two of it." * more for more in range(after, 3)]
    return [RawArticle(text, title="Vessel docks", external_id="v") for text in texts]


def test_versions_stay_versions_of_their_story(library: Library, elsewhere: Library) -> None:
    assert add(library, versions()) == [Outcome.ADDED, Outcome.VERSION, Outcome.VERSION]
    assert add(elsewhere, export(library)) == [Outcome.ADDED, Outcome.VERSION, Outcome.VERSION]
    assert stored(elsewhere) == stored(library)


def test_a_version_whose_forerunner_was_removed_keeps_its_number(library: Library, elsewhere: Library) -> None:
    add(library, versions())
    library.remove("main", stored(library)[0][0].id)
    add(elsewhere, export(library))
    assert [each.version for each, _ in stored(elsewhere)] == [2, 3]
    assert stored(elsewhere) == stored(library)


def test_added_again_where_it_came_from_it_is_known(library: Library) -> None:
    add(library, files_of_samples())
    assert set(add(library, export(library))) == {Outcome.KNOWN}


def files_of_samples() -> list[RawArticle | Refusal]:
    return list(files.read(samples.folder()))


def test_in_another_corpus_the_stories_are_its_own(library: Library) -> None:
    add(library, versions())
    before = stored(library)
    add(library, export(library), corpus="server-1")
    copies = stored(library, "server-1")
    assert [each.version for each, _ in copies] == [1, 2, 3]
    assert {each.story for each, _ in copies} == {copies[0][0].id}
    assert not {each.id for each, _ in copies} & {each.id for each, _ in before}
    assert [each.paragraphs for each, _ in copies] == [each.paragraphs for each, _ in before]
    assert stored(library) == before


def test_where_the_story_has_gone_on_meanwhile_a_version_that_comes_back_is_the_latest(
    library: Library, elsewhere: Library
) -> None:
    add(library, versions()[:2])
    add(elsewhere, [versions()[0], versions()[2]])
    assert add(elsewhere, export(library)) == [Outcome.KNOWN, Outcome.VERSION]
    assert [each.version for each, _ in stored(elsewhere)] == [1, 2, 3]


def test_exported_and_ordinary_records_may_stand_in_one_file(library: Library, elsewhere: Library) -> None:
    add(library, versions())
    one, two, three = export(library).splitlines(keepends=True)
    plain = b'{"id": "p", "title": "Rain", "text": "It rained in Tansy for three days on end."}\n'
    assert len(add(elsewhere, one + plain + two + three)) == 4
    assert [each.external_id for each, _ in stored(elsewhere)] == ["v", "p", "v", "v"]


def test_a_preview_of_an_export_stores_nothing(library: Library, elsewhere: Library) -> None:
    add(library, versions())
    sources = list(files.read_bytes(export(library), "the export", ".jsonl"))
    told = elsewhere.preview(sources, corpus="main")
    assert [each.outcome for each in told if isinstance(each, Added)] == ["added", "version", "version"]
    assert elsewhere.archive.count("main") == 0


def changed(library: Library, **changes: object) -> bytes:
    """The export of a version, with some of what only Dateline knows changed."""
    record = json.loads(export(library).splitlines()[0])
    record["export"] |= changes
    return json.dumps(record).encode()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"format": 2}, "newer Dateline"),
        ({"story": 7}, "damaged export"),
        ({"story": "x" * 33}, "damaged export"),
        ({"version": 0}, "damaged export"),
        ({"version": "1"}, "damaged export"),
        ({"subheads": None}, "damaged export"),
        ({"subheads": ["One"]}, "was changed"),
        ({"headline_origin": "heaven"}, "damaged export"),
        ({"set_aside": [["text", "no such reason", 1]]}, "damaged export"),
        ({"set_aside": [["text"]]}, "damaged export"),
        ({"first": ["v"]}, "damaged export"),
        ({"first": 3}, "damaged export"),
    ],
)
def test_a_damaged_export_is_refused_with_what_to_do(
    library: Library, elsewhere: Library, changes: dict[str, object], reason: str
) -> None:
    add(library, versions())
    (refused,) = elsewhere.add(files.read_bytes(changed(library, **changes), "x", ".jsonl"), corpus="main")
    assert isinstance(refused, Refusal)
    assert reason in refused.reason


def test_an_export_of_another_program_is_an_ordinary_record(library: Library) -> None:
    line = b'{"title": "Rain", "text": "It rained in Tansy for three days.", "export": {"to": "Norland"}}'
    assert add(library, line) == [Outcome.ADDED]


def test_no_field_of_an_article_is_forgotten() -> None:
    """Whoever gives an article another field has its export carry it, or shows that it follows from the others."""
    record = {"headline", "outlet", "byline", "published", "updated", "url", "external_id", "paragraphs"}
    export_alone = {"corpus", "headline_origin", "place", "language", "set_aside", "story", "version"}
    follow = {"id", "fingerprint"}
    not_stored = {"warnings"}
    assert {each.name for each in fields(Article)} == record | export_alone | follow | not_stored


def test_a_corpus_without_articles_cannot_be_exported(library: Library) -> None:
    with pytest.raises(NotFound, match="no article in the corpus nowhere"):
        library.export("nowhere")
