"""Stories on the command line: story, diff."""

from pathlib import Path

from index import samples
from tests.bot.cli.conftest import Dateline

MILL = [
    "The mill of Tansy burned down on Monday and nine people were hurt, Mayor Orla Finch said.",
    "Firefighters came from four villages and pumped water out of the river until noon on Tuesday.",
    "The mill had stood for two hundred years beside the old stone bridge across the river Alder.",
]


def add(dateline: Dateline, *paragraphs: str, name: str = "mill", date: str = "") -> str:
    """Add a text and return its id."""
    Path(f"{name}.txt").write_text((f"date {date} " if date else "") + "\n\n".join(paragraphs))
    article_id: str = dateline("add", f"{name}.txt", "--json").json[0]["article_id"]
    return article_id


class TestStory:
    def test_the_versions_come_in_order_whichever_was_added_first(self, dateline: Dateline) -> None:
        later = add(dateline, *MILL, "On Wednesday the owner promised to build it again.", date="2025-05-18")
        earlier = add(dateline, *MILL, date="2025-05-16")
        ran = dateline("story", later)
        assert ran.out.index(earlier) < ran.out.index(later)
        assert "16 May 2025" in ran.out
        assert f"dateline diff {earlier} {later}" in ran.err
        assert "inferred" not in ran.err

    def test_a_place_that_no_date_tells_is_marked(self, dateline: Dateline) -> None:
        for number in (1, 2):
            dateline("add", samples.folder() / f"istanbul-talks-{number}.txt")
        undated = next(each for each in dateline("list", "--json").json if each["published"] is None)
        ran = dateline("story", undated["article_id"])
        assert ["2*", undated["article_id"]] in [line.split()[:2] for line in ran.out.splitlines()]
        assert "inferred from the text" in ran.err
        told = dateline("story", undated["article_id"], "--json").json
        assert [(each["version"], each["inferred"]) for each in told] == [(1, False), (2, True)]

    def test_the_same_story_is_shown_for_each_of_its_versions(self, dateline: Dateline) -> None:
        first = add(dateline, *MILL)
        second = add(dateline, *MILL, "On Wednesday the owner promised to build it again.")
        assert dateline("story", first).out == dateline("story", second).out

    def test_an_unknown_id(self, dateline: Dateline) -> None:
        ran = dateline("story", "nope")
        assert ran.code == 1
        assert "no article nope" in ran.err


class TestDiff:
    def test_changed_words_added_and_dropped_paragraphs_are_shown_in_order(self, dateline: Dateline) -> None:
        first = add(dateline, *MILL)
        second = add(dateline, MILL[0].replace("nine", "ten"), MILL[2], "Nobody has said yet what began it.")
        ran = dateline("diff", first, second)
        assert "[-nine-]{+ten+} people were hurt" in ran.out
        assert ran.out.index("¶ 1 ¶ 1 ~") < ran.out.index("- Firefighters") < ran.out.index("+ Nobody has said")
        assert "two hundred years" not in ran.out
        assert "two hundred years" in dateline("diff", first, second, "--all").out
        assert "1 unchanged, 1 changed, 1 added, 1 dropped" in ran.err

    def test_json_has_every_paragraph_with_its_words(self, dateline: Dateline) -> None:
        first, second = add(dateline, *MILL), add(dateline, MILL[0].replace("nine", "ten"), *MILL[1:])
        told = dateline("diff", first, second, "--json").json
        assert told["counts"] == {"unchanged": 2, "changed": 1, "added": 0, "dropped": 0}
        assert (told["before"]["article_id"], told["after"]["article_id"]) == (first, second)
        changed = [each for each in told["paragraphs"][0]["pieces"] if each["kind"] != "unchanged"]
        assert changed == [
            {"text": "nine", "kind": "dropped", "telling": True},
            {"text": "ten", "kind": "added", "telling": True},
        ]

    def test_text_of_an_article_is_no_markup(self, dateline: Dateline) -> None:
        first, second = add(dateline, *MILL), add(dateline, *MILL, "It was [red]hot[/red] there, said [bold] men.")
        assert "[red]hot[/red]" in dateline("diff", first, second).out

    def test_an_unknown_id_is_named(self, dateline: Dateline) -> None:
        ran = dateline("diff", add(dateline, *MILL), "nope")
        assert ran.code == 1
        assert "no article nope" in ran.err
