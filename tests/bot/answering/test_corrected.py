"""A fact that was corrected is answered as it was put right, and comes with its correction."""

from dataclasses import replace
from datetime import date

from bot.answering.answer import Citation
from bot.answering.corrected import noted, put_right
from bot.answering.finding import Finding, locate
from index.news.article import Change, Correction, Passage
from tests.bot.answering.copy import article, passages

STORY = article(
    "story",
    "Elmstead district to cut 40 teaching jobs",
    [
        "The Elmstead school board approved a budget that cuts 40 teaching jobs.",
        "The board met for 40 minutes on Wednesday night.",
        "Trustee Miles Okafor called it a budget on the backs of 6-year-olds.",
        "Weir Street School, opened in 1911, will close.",
    ],
    date(2025, 5, 15),
)
NOTICE = article(
    "notice",
    "Correction: Elmstead school budget story",
    [
        "Meridian Wire reported erroneously that 40 teaching jobs would be cut. The Elmstead district will cut 14 "
        "teaching jobs.",
        "The story also gave the wrong first name for a trustee. He is Myles Okafor, not Miles.",
    ],
    date(2025, 5, 20),
)
CORRECTIONS = (
    Correction(
        NOTICE,
        NOTICE.paragraphs[0],
        (Change("40 teaching jobs would be cut", "The Elmstead district will cut 14 teaching jobs"),),
    ),
    Correction(NOTICE, NOTICE.paragraphs[1], (Change("Miles", "He is Myles Okafor"),)),
)


def passage(number: int, held: Passage | None = None) -> Passage:
    return replace(held or passages(STORY)[number], corrections=CORRECTIONS)


def found(number: int, words: str) -> Finding:
    where = passage(number)
    start = where.paragraph.text.index(words)
    return locate(where, start, start + len(words), 0.9)


def test_the_right_figure_answers_in_the_place_of_the_wrong_one() -> None:
    [right] = put_right([found(0, "40 teaching jobs")])
    assert right.candidate is not None
    assert right.candidate.text == "14"
    assert right.passage.article is NOTICE
    assert right.sentence in NOTICE.paragraphs[0].text
    assert right.score == 0.9


def test_the_right_name_answers_in_the_place_of_the_wrong_one() -> None:
    [right] = put_right([found(2, "Miles Okafor")])
    assert right.candidate is not None
    assert right.candidate.text == "Myles Okafor"
    assert right.passage.paragraph.number == 2


def test_the_wrong_figure_does_not_answer_out_of_the_correction_itself() -> None:
    where = passage(0, passages(NOTICE)[0])
    start = where.paragraph.text.index("40")
    [right] = put_right([locate(where, start, start + 2, 0.9)])
    assert right.candidate is not None
    assert right.candidate.text == "14"


def test_the_same_figure_of_another_thing_and_what_was_not_corrected_stand() -> None:
    for one in (found(1, "40 minutes"), found(3, "1911"), found(0, "school board")):
        assert put_right([one]) == [one]


def test_a_wrong_figure_without_a_right_one_does_not_answer() -> None:
    wrong = replace(CORRECTIONS[0], changes=(Change("40 teaching jobs would be cut", ""),))
    one = found(0, "40")
    assert put_right([replace(one, passage=replace(one.passage, corrections=(wrong,)))]) == []


def test_a_quote_that_holds_what_was_corrected_is_cited_with_the_correction_others_are_not() -> None:
    def cited(where: Passage) -> tuple[Correction, ...]:
        return noted(Citation(1, where, where.paragraph.text, "", 0.9)).corrections

    assert cited(passage(0)) == CORRECTIONS[:1]
    assert cited(passage(2)) == CORRECTIONS[1:]
    assert cited(passage(1)) == ()
    assert cited(passage(3)) == ()
    assert cited(passage(0, passages(NOTICE)[0])) == ()
