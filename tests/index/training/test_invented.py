"""Invented news: read as it is written, and each paragraph of a story told from those that answer."""

from pathlib import Path
from random import Random

import pytest

from index.errors import BadSource
from index.training import invented
from index.training.invented import Asked, Story
from index.training.near import Elsewhere

FERRY = """# Ferry firm halts island crossing
@ 2024-03-12 | The Harbor Ledger
1. PORTO, Portugal (HL) — The ferry to Morna Island will not sail until May, its operator said on Tuesday.
2. A crack was found in the shaft of its only ship.
## No money
3. "We have nobody to lend us a ship," said Marta Lindqvist, who has run the firm since 2019.
4. The island council meets on Friday.
5. About 300 people live there.
? who is the boss of the ferry company | 3: Marta Lindqvist
? Why was the service stopped? | 2: A crack was found in the shaft
? who will pay for the repairs | -
"""

BRIDGE = """# Bridge opens
@ - | The Harbor Ledger
1. BERGEN, Norway (HL) — A bridge to Holm was opened on Friday.
2. Its boss, Ola Dahl, runs a ferry company as well.
"""


def story(folder: Path, text: str = FERRY) -> Story:
    (folder / "ferry.txt").write_text(text, "utf-8")
    (found,) = invented.read(folder)
    return found


def test_a_question_is_asked_of_what_answers_it_and_of_the_paragraphs_nearest_to_it(tmp_path: Path) -> None:
    ferry = story(tmp_path)
    boss, *nearest = invented.examples(ferry, ferry.asked[0], Random(1))
    assert [boss.paragraph[slice(*place)] for place in boss.answers] == ["Marta Lindqvist"]
    assert boss.title == "Ferry firm halts island crossing | 12 March 2024 | No money"
    assert boss.before == "A crack was found in the shaft of its only ship."
    assert len(nearest) == invented.NEAREST + invented.BESIDE
    assert nearest[0].paragraph.startswith("PORTO")
    assert not any(one.answers for one in nearest)


def test_a_question_that_the_story_does_not_answer_is_a_near_miss_wherever_it_is_asked(tmp_path: Path) -> None:
    ferry = story(tmp_path)
    asked = list(invented.examples(ferry, ferry.asked[2], Random(1)))
    assert len(asked) == invented.NEAREST + invented.BESIDE
    assert not any(one.answers for one in asked)


def test_a_paragraph_that_gives_several_answers_is_asked_again_with_some_of_them_hidden(tmp_path: Path) -> None:
    told = FERRY.replace("lend us a ship,", "lend us a ship or a crew,")
    ferry = story(tmp_path, f"{told}? what does the firm lack | 3: a ship | 3: a crew\n")
    for seed in range(9):
        itself, again, *_ = invented.examples(ferry, ferry.asked[3], Random(seed))
        assert [itself.paragraph[slice(*place)] for place in itself.answers] == ["a ship", "a crew"]
        assert again.masked
        assert {*again.answers, *again.masked} == set(itself.answers)
        assert not {*again.answers} & {*again.masked}


def test_a_question_is_asked_of_another_story_unless_it_is_so_short_that_both_may_answer(tmp_path: Path) -> None:
    ferry = story(tmp_path)
    bridge = story(tmp_path, BRIDGE)
    news = Elsewhere(invented.texts([ferry, bridge]), tmp_path / "index")
    assert not list(invented.elsewhere(ferry, ferry.asked[0], Random(1), news))
    longer = Asked("who is the boss of the Morna ferry company", ferry.asked[0].answers)
    (asked,) = invented.elsewhere(ferry, longer, Random(1), news)
    assert (asked.title, asked.paragraph) == ("Bridge opens", "Its boss, Ola Dahl, runs a ferry company as well.")
    assert not asked.answers


def test_a_story_may_lack_headline_and_date(tmp_path: Path) -> None:
    ferry = story(tmp_path, FERRY.replace("# Ferry firm halts island crossing", "#").replace("2024-03-12", "-"))
    titles = {one.title for one in invented.examples(ferry, ferry.asked[1], Random(1))}
    assert titles <= {"", "No money"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (FERRY.replace("| 3: Marta", "| 4: Marta"), "does not stand in paragraph 4"),
        (FERRY.replace("? who will", "who will"), "is no line of a story"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_told_of(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadSource, match=told):
        story(tmp_path, text)


def test_the_stories_that_come_with_the_project_have_questions_with_and_without_an_answer() -> None:
    stories = invented.read()
    asked = [one for each in stories for one in each.asked]
    assert 0.2 < sum(not one.answers for one in asked) / len(asked) < 0.5
    assert any(one.is_held_out for one in stories)
    assert len({one.article.paragraphs[0].text for one in stories}) == len(stories)
