"""People ask what happened when, and open the sources; conflicts and corrections are shown with their dates."""

from index.library import Library
from tests.components import buttons, text_of
from tests.discord.conftest import Town, add, shown

CRASH = (
    "Mill burns in Tansy\n\nPublished June 3, 2025\n\nTANSY (Grain Wire) — The mill of Tansy burned down on "
    "Monday, Mayor Orla Finch said.\n\nIt will reopen on August 1."
)


async def test_a_timeline_has_a_line_an_event_in_order_each_with_its_source(town: Town) -> None:
    await add(town, text=CRASH)
    told = await town.member.slash(town.channel, "timeline", topic="the mill of Tansy")
    assert not told.ephemeral
    said = text_of(shown(told))
    assert said.index("**2 June 2025**") < said.index("**1 August 2025**")
    assert "\\[1\\]" in said
    assert "¶ 1" in said
    opened = await town.member.click(shown(told), label="Sources")
    assert opened.ephemeral
    assert "burned down on Monday" in text_of(shown(opened)).replace("**", "")


async def test_a_timeline_of_something_unknown_says_so(town: Town) -> None:
    told = await town.member.slash(town.channel, "timeline", topic="the Lisbon opera house")
    assert "nothing like that" in text_of(shown(told))
    assert "Sources" not in buttons(shown(told))


async def test_days_bound_a_timeline_as_options_or_as_words_of_its_topic(town: Town) -> None:
    await add(town, text=CRASH)
    for options, days in (
        ({"topic": "the mill of Tansy", "since": "2025-07-01"}, "since 1 July 2025"),
        (
            {"topic": "the mill of Tansy", "since": "2025-07-01", "until": "2025-09-01"},
            "1 July 2025 – 1 September 2025",
        ),
        ({"topic": "the mill of Tansy in August 2025"}, "August 2025"),
    ):
        said = text_of(shown(await town.member.slash(town.channel, "timeline", **options)))
        assert f"** · {days}\n" in said
        assert "**1 August 2025**" in said
        assert "2 June 2025" not in said
    before = await town.member.slash(town.channel, "timeline", topic="the mill of Tansy", until="2025-05-01")
    assert "nothing like that (until 1 May 2025)" in text_of(shown(before))
    wrong = await town.member.slash(town.channel, "timeline", topic="the mill of Tansy", since="soon")
    assert "'soon' is no date; write it as 2025-05-16" in text_of(shown(wrong))
    assert shown(wrong).ephemeral


async def test_reports_that_disagree_stand_side_by_side_with_their_dates(town: Town) -> None:
    told = await town.member.slash(
        town.channel, "ask", question="How many people were stuck in the Gadmerhorn cable car?"
    )
    said = text_of(shown(told))
    assert "**74** (MW, 22 June 2025)" in said
    assert "**81** (Veitensee Bote, 22 June 2025)" in said
    assert "another report: **" in said
    assert "conflicting" in said


async def test_a_corrected_fact_is_shown_with_its_correction_and_an_answer_says_who_confirms_it(
    town: Town,
) -> None:
    told = await town.member.slash(
        town.channel, "ask", question="By when does the petition for a referendum need its signatures?"
    )
    said = text_of(shown(told))
    assert "**Corrected (19 September 2025):**" in said
    assert "3,200 signatures" in said
    assert "1 source" in said


async def test_the_sources_of_an_answer_say_that_its_story_was_withdrawn_since(town: Town) -> None:
    await add(town, text=CRASH)
    asked = await town.member.slash(town.channel, "ask", question="When did the mill of Tansy burn down?")
    assert "Monday" in text_of(shown(asked))
    await add(town, text="KILL: Mill burns in Tansy\n\nThe mill of Tansy has not burned. The report was a hoax.")
    opened = await town.member.click(shown(asked), label="Sources")
    assert "**Withdrawn since:** The report was a hoax." in text_of(shown(opened))


async def test_a_killed_story_says_so_in_the_list_and_when_it_is_shown(town: Town, library: Library) -> None:
    await add(town, text=CRASH)
    await add(town, text="KILL: Mill burns in Tansy\n\nThe mill of Tansy has not burned. The report was a hoax.")
    listed = await town.admin.slash(town.channel, "article list")
    assert "killed: The report was a hoax." in text_of(shown(listed))
    held = library.archive.articles(f"server-{town.server.id}")
    story = next(each for each in held if each.headline == "Mill burns in Tansy")
    opened = await town.admin.slash(town.channel, "article show", article=story.id)
    assert "**Killed:** The report was a hoax." in text_of(shown(opened))
    asked = await town.member.slash(town.channel, "ask", question="When did the mill of Tansy burn down?")
    assert "does not say" in text_of(shown(asked))
