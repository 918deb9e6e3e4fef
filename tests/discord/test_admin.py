"""An admin looks after the index of a server: the status, the shared news, and a reindex that is asked for.

How a reindex runs is tested over the wire: it takes a child process and real time.
"""

import json
from collections.abc import Callable
from threading import Event

from bot.client import Dateline
from bot.cogs.admin import LOOK_S
from index.library import Library
from index.store.requests import State
from tests.components import buttons, text_of
from tests.discord.conftest import Town, add, shown

MILL = "Mill burns in Tansy\n\nThe mill of Tansy burned down on Monday, Mayor Orla Finch said."


async def test_the_status_counts_articles_and_names_the_shared_news(town: Town) -> None:
    await add(town, text=MILL)
    said = text_of(shown(await town.admin.slash(town.channel, "admin status")))
    assert "1 article, 1 paragraph" in said
    assert "main" in said
    assert "15 articles" in said


async def test_the_shared_news_can_be_turned_off_and_on(town: Town) -> None:
    await add(town, text=MILL)
    await town.admin.slash(town.channel, "admin shared", read=False)
    asked = await town.member.slash(town.channel, "ask", question="Who led each delegation?")
    assert "Umerov" not in text_of(shown(asked))
    assert "turned off" in text_of(shown(await town.admin.slash(town.channel, "admin status")))
    elsewhere = await town.other_admin.slash(town.other_channel, "ask", question="Who led each delegation?")
    assert "Umerov" in text_of(shown(elsewhere))
    await town.admin.slash(town.channel, "admin shared", read=True)
    asked = await town.member.slash(town.channel, "ask", question="Who led each delegation?")
    assert "Umerov" in text_of(shown(asked))


async def test_without_articles_there_is_nothing_to_reindex(town: Town) -> None:
    refused = await town.admin.slash(town.channel, "admin reindex")
    assert "no article here yet" in text_of(shown(refused))


async def test_the_progress_of_a_reindex_has_a_message_of_its_own(town: Town, library: Library) -> None:
    await add(town, text=MILL)
    asked = await town.admin.slash(town.channel, "admin reindex")
    assert asked.ephemeral
    message = town.last()
    assert message.jump_url in text_of(shown(asked))
    await town.env.advance_time(2 * LOOK_S)
    message = town.last()
    assert "waits for its turn" in text_of(message)
    assert town.admin.mention in text_of(message)
    library.indexes.take_up_requests(Event())
    await town.env.advance_time(2 * LOOK_S)
    assert "is done" in town.last_text()
    assert not buttons(town.last())


async def test_a_second_one_is_refused_with_who_and_when(town: Town) -> None:
    await add(town, text=MILL)
    await town.admin.slash(town.channel, "admin reindex")
    again = await town.admin.slash(town.channel, "admin reindex")
    assert town.admin.mention in text_of(shown(again))
    assert "<t:" in text_of(shown(again))


async def test_a_reindex_can_be_cancelled(town: Town, library: Library) -> None:
    await add(town, text=MILL)
    await town.admin.slash(town.channel, "admin reindex")
    await town.env.advance_time(2 * LOOK_S)
    await town.admin.click(town.last(), label="Cancel")
    await town.env.advance_time(2 * LOOK_S)
    assert "being cancelled" in town.last_text()
    library.indexes.take_up_requests(Event())
    await town.env.advance_time(2 * LOOK_S)
    assert "was cancelled" in town.last_text()


async def test_what_ended_while_the_bot_was_away_is_shown_when_it_is_back(
    town: Town, make_bot: Callable[[], Dateline], library: Library
) -> None:
    await add(town, text=MILL)
    await town.admin.slash(town.channel, "admin reindex")
    library.indexes.take_up_requests(Event())
    await town.env.restart_bot(make_bot())
    await town.env.advance_time(2 * LOOK_S)
    assert "is done" in town.last_text()
    assert library.requests.untold() == []


async def test_a_damaged_index_is_built_anew_when_it_is_asked(town: Town, library: Library) -> None:
    await add(town, text=MILL)
    corpus = f"server-{town.server.id}"
    live = library.home / "index" / corpus / "000001"
    library._shelf.close(corpus)
    (live / "manifest.json").write_text("no JSON")
    asked = await town.member.slash(town.channel, "ask", question="Who is the mayor of Tansy?")
    assert "built anew" in text_of(shown(asked))
    assert any(each.corpus == corpus for each in library.requests.unfinished())
    library.indexes.take_up_requests(Event())
    assert not [each for each in library.requests.unfinished() if each.state is not State.DONE]
    asked = await town.member.slash(town.channel, "ask", question="Who is the mayor of Tansy?")
    assert "Orla Finch" in text_of(shown(asked))


async def test_the_articles_of_the_server_and_no_others_come_as_a_file(town: Town, library: Library) -> None:
    await add(town, text=MILL)
    given = await town.admin.slash(town.channel, "admin export")
    assert given.ephemeral
    (attached,) = shown(given).attachments
    assert attached.filename == "news.jsonl"
    lines = (await attached.read()).splitlines()
    assert [json.loads(line)["title"] for line in lines] == ["Mill burns in Tansy"]
    corpus = f"server-{town.server.id}"
    assert [json.loads(line) for line in lines] == list(library.export(corpus))
    refused = await town.other_admin.slash(town.other_channel, "admin export")
    assert "no article here yet" in text_of(shown(refused))


async def test_an_export_is_taken_back_by_another_server(town: Town, library: Library) -> None:
    await add(town, text=MILL)
    given = await town.admin.slash(town.channel, "admin export")
    data = await shown(given).attachments[0].read()
    corpus = f"server-{town.server.id}"
    (article,) = library.archive.articles(corpus)
    library.remove(corpus, article.id)
    await add(town, files=[("news.jsonl", data)])
    assert library.archive.articles(corpus) == [article]
