"""Nothing crosses from one server to another, pings or restyles, and errors tell strangers little."""

import logging

import pytest

from index.library import Library
from tests.components import text_of
from tests.discord.conftest import Town, add, shown

MILL = "Mill burns in Tansy\n\nThe mill of Tansy burned down on Monday, Mayor Orla Finch said."


async def test_another_server_is_not_answered_from_this_ones_articles(town: Town) -> None:
    await add(town, text=MILL)
    elsewhere = await town.other_admin.slash(town.other_channel, "ask", question="Who is the mayor of Tansy?")
    assert "does not say" in text_of(shown(elsewhere))
    assert "Mill" not in text_of(shown(elsewhere))
    await town.member.send_dm("Who is the mayor of Tansy?")
    message = town.member.user.dm_channel.last_message
    assert message is not None
    assert "Finch" not in text_of(message)


async def test_another_server_neither_lists_nor_shows_nor_removes_them(town: Town, library: Library) -> None:
    await add(town, text=MILL)
    (stored,) = library.archive.articles(f"server-{town.server.id}")
    listed = await town.other_admin.slash(town.other_channel, "article list")
    assert "no article here yet" in text_of(shown(listed))
    for verb in ("show", "remove"):
        told = await town.other_admin.slash(town.other_channel, f"article {verb}", article=stored.id)
        assert "No article" in text_of(shown(told))
    assert library.archive.count(f"server-{town.server.id}") == 1


async def test_text_can_neither_ping_nor_restyle_nor_disguise_a_link(town: Town) -> None:
    await add(
        town,
        text="# **@everyone** [safe](https://evil.example) news\n\nThe mayor of Tansy, Ivo Brandt, said <@1> "
        "`code` ||spoiler|| _all_ [click](https://evil.example) ~~gone~~ is fine.",
    )
    answered = await town.member.slash(town.channel, "ask", question="Who is the mayor of Tansy?")
    said = text_of(shown(answered))
    assert "Ivo Brandt" in said
    message = shown(answered).message
    assert not message.mentions
    assert not message.mention_everyone
    for raw in ("[safe](", "[click](", " <@1>", "||spoiler", "~~gone", " `code", " _all_"):
        assert raw not in said


async def test_a_question_cannot_ping(town: Town) -> None:
    await town.member.send(town.channel, f"{town.me} @everyone who led each delegation?")
    message = town.last()
    assert not message.mention_everyone
    assert not message.mentions


async def test_an_unexpected_error_gives_a_reference_and_the_log_the_rest(
    town: Town, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    library._database.close()
    (library.home / "archive.sqlite").write_bytes(b"not a database at all, but long enough to be read as one" * 20)
    for tail in ("-wal", "-shm"):
        (library.home / f"archive.sqlite{tail}").unlink(missing_ok=True)
    with caplog.at_level(logging.ERROR):
        asked = await town.member.slash(town.channel, "ask", question="Who led each delegation?")
    said = text_of(shown(asked))
    assert "reference" in said
    reference = said.split("`")[1]
    assert str(library.home) not in said
    assert any(reference in record.getMessage() and record.exc_info for record in caplog.records)
    town.env._errors.clear()
