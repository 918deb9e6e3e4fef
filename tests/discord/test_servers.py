"""The bot is removed from a server, and let in again."""

from collections.abc import Callable

from bot.client import Dateline
from index.library import Library
from index.news.article import RawArticle
from tests.components import text_of
from tests.discord.conftest import Town, add, shown

MILL = "Mill burns in Tansy\n\nThe mill of Tansy burned down on Monday, Mayor Orla Finch said."
AGAIN = 1 << 60
"""The id of a server that the bot was in before."""


async def test_the_news_of_a_server_that_was_left_is_kept_and_named(town: Town, library: Library) -> None:
    await add(town, text=MILL)
    town.env.backend.remove_guild(town.server.id)
    await town.env.settle()
    (left,) = library.corpora.left()
    assert (left.corpus, left.owner) == (f"server-{town.server.id}", "Harbour")
    assert library.archive.count(left.corpus) == 1


async def test_a_server_that_lets_the_bot_in_again_finds_its_news_as_it_was(town: Town, library: Library) -> None:
    list(library.add([RawArticle(MILL)], corpus=f"server-{AGAIN}"))
    library.indexes.catch_up(f"server-{AGAIN}")
    library.corpora.leave(f"server-{AGAIN}", "Lighthouse")
    again = town.env.create_guild("Lighthouse", id=AGAIN)
    await town.env.settle()
    assert library.corpora.left() == []
    member = again.add_member(town.env.create_user("fay"))
    asked = await member.slash(again.create_text_channel("news"), "ask", question="Who is the mayor of Tansy?")
    assert "Orla Finch" in text_of(shown(asked))


async def test_a_server_without_news_leaves_nothing_to_name(town: Town, library: Library) -> None:
    await add(town, text=MILL)
    town.env.backend.remove_guild(town.env.create_guild("Quiet").id)
    await town.env.settle()
    assert library.corpora.left() == []


async def test_what_happened_while_the_bot_was_away_is_noted_when_it_connects(
    town: Town, make_bot: Callable[[], Dateline], library: Library
) -> None:
    await add(town, text=MILL)
    library.corpora.leave(f"server-{town.server.id}")
    list(library.add([RawArticle(MILL)], corpus="server-9"))
    await town.env.restart_bot(make_bot())
    await town.env.settle()
    assert [each.corpus for each in library.corpora.left()] == ["server-9"]
