"""Anybody opens a story: its versions, and what changed from each to the next."""

from collections.abc import Callable

from bot.client import Dateline
from index.library import Library
from tests.components import buttons, text_of
from tests.discord.conftest import Town, add, shown

BODY = [
    "The mill of Tansy burned down on Monday and nine people were hurt, Mayor Orla Finch said.",
    "Firefighters came from four villages and pumped water out of the river until noon on Tuesday.",
    "The mill had stood for two hundred years beside the old stone bridge across the river Alder.",
]
FIRST = "\n\n".join(["Mill burns in Tansy", *BODY])
SECOND = "\n\n".join(
    [
        "Mill burns in Tansy, ten hurt",
        BODY[0].replace("nine", "ten"),
        *BODY[1:],
        "Nobody has said yet what began it.",
    ]
)


async def versions(town: Town) -> None:
    await add(town, text=FIRST)
    await add(town, text=SECOND)


async def test_a_member_sees_what_changed_last(town: Town) -> None:
    await versions(town)
    opened = await town.member.slash(town.channel, "story", article="ten hurt")
    assert opened.ephemeral
    said = text_of(shown(opened))
    assert "2 versions" in said
    assert "~~__nine__~~" in said
    assert "**__ten__**" in said
    assert "¶ 4 added: **Nobody has said yet what began it.**" in said
    assert "no date" in said.lower()


async def test_the_earlier_versions_are_a_button_away_also_after_a_restart(
    town: Town, make_bot: Callable[[], Dateline]
) -> None:
    await versions(town)
    opened = await town.member.slash(town.channel, "story", article="ten hurt")
    assert buttons(shown(opened))["Later"]["disabled"]
    await town.env.restart_bot(make_bot())
    await town.member.click(shown(opened), label="Earlier")
    said = text_of(shown(opened))
    assert "The first version" in said
    assert "nine people were hurt" in said
    assert buttons(shown(opened))["Earlier"]["disabled"]


async def test_a_story_of_one_version_is_shown_too(town: Town) -> None:
    await add(town, text=FIRST)
    opened = await town.member.slash(town.channel, "story", article="mill burns")
    assert "1 version" in text_of(shown(opened))
    assert not buttons(shown(opened))


async def test_the_shared_stories_are_offered_and_shown_everywhere(town: Town) -> None:
    offered = await town.member.autocomplete(town.channel, "story", "article", "prisoner swap")
    assert offered
    opened = await town.member.slash(town.channel, "story", article=offered[0]["value"])
    assert "What version" in text_of(shown(opened))
    direct = await town.member.user.slash("story", article=offered[0]["value"])
    assert text_of(shown(direct)) == text_of(shown(opened))


async def test_another_servers_story_is_neither_offered_nor_shown(town: Town, library: Library) -> None:
    await versions(town)
    (article, _) = library.archive.articles(f"server-{town.server.id}")
    assert await town.other_admin.autocomplete(town.other_channel, "story", "article", "mill") == []
    for named in (article.id, "mill burns"):
        opened = await town.other_admin.slash(town.other_channel, "story", article=named)
        assert "No article here" in text_of(shown(opened))


async def test_shared_news_that_is_turned_off_is_not_shown(town: Town) -> None:
    offered = await town.member.autocomplete(town.channel, "story", "article", "prisoner swap")
    await town.admin.slash(town.channel, "admin shared", read=False)
    opened = await town.member.slash(town.channel, "story", article=offered[0]["value"])
    assert "No article here" in text_of(shown(opened))


async def test_a_story_that_was_removed_meanwhile_says_so(town: Town, library: Library) -> None:
    await versions(town)
    opened = await town.member.slash(town.channel, "story", article="ten hurt")
    for article in library.archive.articles(f"server-{town.server.id}"):
        library.remove(article.corpus, article.id)
    pressed = await town.member.click(shown(opened), label="Earlier")
    said = "\n".join(text_of(each) for each in (pressed.response, *pressed.followups) if each)
    assert "removed since" in said


async def test_words_that_fit_several_stories_are_asked_back(town: Town) -> None:
    await add(town, text=FIRST)
    await add(town, text="Mill burns in Alder\n\nThe mill of Alder burned down on Friday night.")
    opened = await town.member.slash(town.channel, "story", article="mill burns")
    assert "Several stories" in text_of(shown(opened))
