"""People ask in a channel, in a direct message and by command, and open the sources."""

from collections.abc import Callable
from contextlib import ExitStack

from bot.client import Dateline
from bot.turns import EACH
from index.library import Library
from tests.components import buttons, colour_of, text_of
from tests.discord.conftest import Town, add, shown

QUESTION = "Who led each delegation?"


async def test_a_mention_is_answered_with_both_names_and_their_sources(town: Town) -> None:
    asked = await town.member.send(town.channel, f"{town.me} {QUESTION}")
    message = town.last()
    assert message.flags.components_v2
    assert message.reference is not None
    assert message.reference.message_id == asked.id
    said = text_of(message)
    assert "Umerov" in said
    assert "Medinsky" in said
    assert "\\[1\\]" in said
    assert "¶" in said
    assert "grounded" in said
    assert "Sources" in buttons(message)


async def test_a_command_is_answered_where_it_was_given(town: Town) -> None:
    result = await town.member.slash(town.channel, "ask", question=QUESTION)
    assert not result.ephemeral
    assert "Umerov" in text_of(shown(result))


async def test_a_direct_message_is_answered_from_the_shared_news(town: Town) -> None:
    await town.member.send_dm(QUESTION)
    assert "Umerov" in text_of(town.member.user.dm_channel.last_message)


async def test_a_reply_that_mentions_is_a_question(town: Town) -> None:
    await town.member.send(town.channel, f"{town.me} {QUESTION}")
    answer = town.channel.last_message
    await town.member.send(town.channel, f"{town.me} who opened the session", reply_to=answer)
    assert "Fidan" in town.last_text()


async def test_what_the_news_does_not_say_is_not_answered(town: Town) -> None:
    result = await town.member.slash(town.channel, "ask", question="Who led the Chinese delegation?")
    assert "The corpus does not say." in text_of(shown(result))
    assert "not found" in text_of(shown(result))
    assert "Sources" not in buttons(shown(result))
    grounded = await town.member.slash(town.channel, "ask", question=QUESTION)
    assert colour_of(shown(result)) != colour_of(shown(grounded))


async def test_other_messages_are_left_alone(town: Town) -> None:
    await town.member.send(town.channel, QUESTION)
    assert town.last_text() == ""
    await town.member.send(town.channel, f"{town.admin.mention} {QUESTION}")
    assert town.last_text() == ""


async def test_a_mention_without_words_is_told_how_to_ask(town: Town) -> None:
    await town.member.send(town.channel, f"{town.me}")
    assert "Who led each delegation?" in town.last_text()


async def test_a_question_that_is_a_text_is_refused_in_a_line(town: Town) -> None:
    await town.member.send(town.channel, f"{town.me} " + "who " * 200)
    assert "at most 500" in town.last_text()


async def test_the_sources_show_the_paragraph_between_its_neighbours_to_one_person(town: Town) -> None:
    answered = await town.member.slash(town.channel, "ask", question=QUESTION)
    opened = await town.admin.click(shown(answered), label="Sources")
    assert opened.ephemeral
    said = text_of(shown(opened))
    assert "**" in said
    assert said.count("¶") >= 3
    assert "Umerov" in said


async def test_the_sources_open_after_a_restart(town: Town, make_bot: Callable[[], Dateline]) -> None:
    answered = await town.member.slash(town.channel, "ask", question=QUESTION)
    await town.env.restart_bot(make_bot())
    opened = await town.member.click(shown(answered), label="Sources")
    assert "Umerov" in text_of(shown(opened))


async def test_the_sources_of_a_removed_article_are_gone(town: Town, library: Library) -> None:
    await add(town, text="Mill burns\n\nThe mill of Tansy burned down on Monday, said Mayor Orla Finch.")
    answered = await town.member.slash(town.channel, "ask", question="When did the mill of Tansy burn down?")
    (article,) = library.archive.articles(f"server-{town.server.id}")
    await town.admin.slash(town.channel, "article remove", article=article.id)
    opened = await town.member.click(shown(answered), label="Sources")
    assert "has been removed" in text_of(shown(opened))
    assert "Monday" not in text_of(shown(opened))


async def test_where_there_is_nothing_to_ask_it_says_what_to_do(town: Town) -> None:
    await town.admin.slash(town.channel, "admin shared", read=False)
    result = await town.member.slash(town.channel, "ask", question=QUESTION)
    assert "/article add" in text_of(shown(result))


async def test_one_person_cannot_fill_the_queue_for_the_others(
    town: Town, make_bot: Callable[[], Dateline]
) -> None:
    await town.env.restart_bot(bot := make_bot())
    with ExitStack() as under_way:
        for _ in range(EACH):
            under_way.enter_context(bot.turns.of(town.member.id))
        for verb, words in (("ask", {"question": QUESTION}), ("timeline", {"topic": "the talks"})):
            refused = await town.member.slash(town.channel, verb, **words)
            assert refused.ephemeral
            assert f"{EACH} questions waiting" in text_of(shown(refused))
        await town.member.send(town.channel, f"{town.me} {QUESTION}")
        assert f"{EACH} questions waiting" in town.last_text()
        others = await town.admin.slash(town.channel, "ask", question=QUESTION)
        assert "Umerov" in text_of(shown(others))


async def test_each_answer_gives_the_turn_back(town: Town, make_bot: Callable[[], Dateline]) -> None:
    await town.env.restart_bot(bot := make_bot())
    with ExitStack() as under_way:
        for _ in range(EACH - 1):
            under_way.enter_context(bot.turns.of(town.member.id))
        for _ in range(2):
            answered = await town.member.slash(town.channel, "ask", question=QUESTION)
            assert "Umerov" in text_of(shown(answered))
