"""An admin adds, lists, shows and removes the articles of a server, and takes a removal back."""

import io
import zipfile
from collections.abc import Callable

import pytest

from bot.client import Dateline
from index.library import Library
from tests.components import buttons, text_of
from tests.discord.conftest import Town, add, shown
from tests.pdfs import pdf, set_lines

MILL = (
    "Mill burns in Tansy\n\nTANSY (Grain Wire) — The mill of Tansy burned down on Monday, Mayor Orla Finch said."
)
QUESTION = "What did the mayor of Tansy say burned down?"


def corpus_of(town: Town) -> str:
    return f"server-{town.server.id}"


async def test_what_was_understood_is_shown_before_anything_is_stored(town: Town, library: Library) -> None:
    preview = await add(town, text=MILL, confirm=False)
    assert preview.ephemeral
    said = text_of(shown(preview))
    for understood in (
        "Mill burns in Tansy",
        "Grain Wire",
        "TANSY",
        "new",
        "Paragraphs: 1",
        "Nothing is stored yet",
    ):
        assert understood in said
    assert library.archive.count(corpus_of(town)) == 0


async def test_a_confirmed_article_answers(town: Town) -> None:
    done = await add(town, text=MILL)
    assert "Stored and indexed" in text_of(shown(done))
    answered = await town.member.slash(town.channel, "ask", question="Who is the mayor of Tansy?")
    assert "Orla Finch" in text_of(shown(answered))


async def test_a_cancelled_article_is_not_stored(town: Town, library: Library) -> None:
    preview = await add(town, text=MILL, confirm=False)
    cancelled = await town.admin.click(shown(preview), label="Cancel")
    assert "Nothing was stored" in text_of(cancelled.response or preview.response)
    assert library.archive.count(corpus_of(town)) == 0


async def test_a_file_is_longer_than_a_text_field(town: Town, library: Library) -> None:
    long = (
        MILL + "\n\n" + "\n\n".join(f"Sack number {n} of flour was lost in the fire as well." for n in range(120))
    )
    await add(town, files=[("mill.txt", long.encode())])
    (stored,) = library.archive.articles(corpus_of(town))
    assert len(stored.paragraphs) == 121


async def test_many_articles_come_in_one_file_and_a_bad_line_is_named(town: Town, library: Library) -> None:
    lines = b'{"text": "The mill of Tansy burned."}\n{"title": "no text"}\n{"text": "The bridge of Alder fell."}\n'
    preview = await add(town, files=[("news.jsonl", lines)], confirm=False)
    said = text_of(shown(preview))
    assert "2 new" in said
    assert "line 2" in said
    await town.admin.click(shown(preview), label="Add")
    assert library.archive.count(corpus_of(town)) == 2


async def test_an_archive_and_a_pdf_come_in_as_files_and_a_bad_one_is_named(town: Town, library: Library) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mill.txt", "The mill of Tansy burned.")
        archive.writestr("../../bridge.txt", "The bridge of Alder fell.")
    page = pdf([set_lines(["The ferry of Holm ran aground on Monday with ninety people", "aboard."])])
    preview = await add(town, files=[("news.zip", packed.getvalue()), ("ferry.pdf", page)], confirm=False)
    said = text_of(shown(preview))
    assert "2 new" in said
    assert "news.zip, bridge.txt" in said
    await town.admin.click(shown(preview), label="Add")
    texts = [each.paragraphs[0].text for each in library.archive.articles(corpus_of(town))]
    assert sorted(texts) == [
        "The ferry of Holm ran aground on Monday with ninety people aboard.",
        "The mill of Tansy burned.",
    ]


async def test_the_same_article_again_changes_nothing(town: Town) -> None:
    await add(town, text=MILL)
    again = await add(town, text=MILL, confirm=False)
    assert "already known" in text_of(shown(again))
    assert not buttons(shown(again))


async def test_a_changed_article_is_a_version_of_its_story(town: Town) -> None:
    body = "\n\n".join(
        f"Paragraph number {n} tells at length what the {n} people of Tansy saw that night." for n in range(5)
    )
    await add(town, text=f"{MILL}\n\n{body}")
    changed = await add(
        town, text=f"{MILL}\n\n{body}\n\nOn Tuesday the owner said that nobody was hurt.", confirm=False
    )
    assert "a new version of a known story: *Mill burns in Tansy*" in text_of(shown(changed))


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ([], "paste a text, or choose a file"),
        ([("empty.txt", b"")], "empty"),
        ([("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(64))], "kind that is not read"),
        ([("list.txt", b"milk\neggs")], "Not one sentence"),
    ],
)
async def test_what_holds_no_article_is_refused_in_words(
    town: Town, files: list[tuple[str, bytes]], told: str
) -> None:
    sent = await add(town, files=files, confirm=False)
    assert told in text_of(shown(sent))
    assert "Add" not in buttons(shown(sent))


async def test_a_preview_does_not_outlive_a_restart(
    town: Town, make_bot: Callable[[], Dateline], library: Library
) -> None:
    preview = await add(town, text=MILL, confirm=False)
    await town.env.restart_bot(make_bot())
    late = await town.admin.click(shown(preview), label="Add")
    assert "Send it again" in text_of(shown(late))
    assert library.archive.count(corpus_of(town)) == 0


async def test_the_list_has_pages(town: Town) -> None:
    assert "no article here yet" in text_of(shown(await town.admin.slash(town.channel, "article list")))
    lines = "".join(f'{{"title": "Story {n}", "text": "Boat {n} of Alder came home."}}\n' for n in range(23))
    await add(town, files=[("news.jsonl", lines.encode())])
    listed = await town.admin.slash(town.channel, "article list")
    first = text_of(shown(listed))
    assert "23 articles" in first
    assert "page 1 of 3" in first
    assert buttons(shown(listed))["Newer"]["disabled"]
    await town.admin.click(shown(listed), label="Older")
    second = text_of(shown(listed))
    assert "page 2 of 3" in second
    assert not set(first.splitlines()[1:]) & set(second.splitlines()[1:])


async def test_a_long_article_is_shown_in_pages(town: Town) -> None:
    long = (
        MILL + "\n\n" + "\n\n".join(f"Sack number {n} of flour was lost in the fire as well." for n in range(120))
    )
    await add(town, files=[("mill.txt", long.encode())])
    opened = await town.admin.slash(town.channel, "article show", article="mill burns")
    assert "Grain Wire" in text_of(shown(opened))
    await town.admin.click(shown(opened), label="On")
    assert "page 2 of" in text_of(shown(opened))


async def test_the_headlines_of_this_server_are_offered(town: Town) -> None:
    await add(town, text=MILL)
    offered = await town.admin.autocomplete(town.channel, "article remove", "article", "MILL")
    assert [each["name"] for each in offered] == ["Mill burns in Tansy"]
    assert await town.other_admin.autocomplete(town.other_channel, "article remove", "article", "mill") == []


async def test_a_removed_article_no_longer_answers_and_can_be_put_back(town: Town) -> None:
    await add(town, text=MILL)
    removed = await town.admin.slash(town.channel, "article remove", article="Mill burns")
    assert "can be taken back" in text_of(shown(removed))
    asked = await town.member.slash(town.channel, "ask", question="Who is the mayor of Tansy?")
    assert "does not say" in text_of(shown(asked))
    await town.admin.click(shown(removed), label="Undo")
    asked = await town.member.slash(town.channel, "ask", question="Who is the mayor of Tansy?")
    assert "Orla Finch" in text_of(shown(asked))


async def test_a_removal_can_be_taken_back_after_a_restart(
    town: Town, make_bot: Callable[[], Dateline], library: Library
) -> None:
    await add(town, text=MILL)
    removed = await town.admin.slash(town.channel, "article remove", article="Mill burns")
    await town.env.restart_bot(make_bot())
    await town.admin.click(shown(removed), label="Undo")
    assert library.archive.count(corpus_of(town)) == 1


async def test_a_name_that_fits_several_articles_is_asked_back(town: Town) -> None:
    await add(town, text=MILL)
    await add(town, text="Mill burns in Alder\n\nThe mill of Alder burned down on Friday night.")
    several = await town.admin.slash(town.channel, "article show", article="mill burns")
    assert "Several articles" in text_of(shown(several))
    none = await town.admin.slash(town.channel, "article show", article="castle")
    assert "No article" in text_of(shown(none))
