"""A fact that was corrected is answered as it was put right, and comes with its correction."""

from dataclasses import replace
from datetime import date

import pytest

from bot.answering.answer import Citation
from bot.answering.corrected import noted, put_right
from bot.answering.finding import Finding, locate
from index.news import corrections
from index.news.article import Article, Change, Correction, Paragraph, Passage
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


def corrected(story: Article, note: str, *, later: Article | None = None) -> list[Passage]:
    """The passages of a story that a note puts right: one of its own, or below a later version."""
    held = later or article("note", "Correction: Elmstead story", [], date(2025, 5, 20))
    told = with_note(held, note)
    [notice] = corrections.notices(told)
    one = Correction(told, told.paragraphs[notice.paragraph - 1], notice.changes)
    return [replace(each, corrections=(one,)) for each in passages(story)]


def with_note(held: Article, note: str) -> Article:
    """An article with a note as its last paragraph."""
    last = Paragraph(len(held.paragraphs) + 1, note)
    return replace(held, id=f"{held.id} with a note", paragraphs=(*held.paragraphs, last))


def read(where: Passage, words: str) -> Finding:
    start = where.paragraph.text.index(words)
    return locate(where, start, start + len(words), 0.9)


def answers(found: list[Finding]) -> list[str]:
    return [one.candidate.text for one in found if one.candidate]


EARLIER = "An earlier version of this story"
DAM = article(
    "dam",
    "School and dam",
    [
        "The school was awarded a grant of $21.7 million, Minister Jon Novak said.",
        "Heavy rain fell on the dam on Monday.",
        "The dam was built by 300 workers.",
        "The bishop opened the dam.",
    ],
    date(2025, 5, 15),
)


@pytest.mark.parametrize(
    ("note", "number", "wrong", "right"),
    [
        (
            f"Correction: {EARLIER} misstated the grant awarded to the school. It is $27.1 million.",
            0,
            "$21.7 million",
            "$27.1 million",
        ),
        (
            f"Correction: {EARLIER} misstated when the rain fell on the dam. It was Tuesday.",
            1,
            "Monday",
            "Tuesday",
        ),
        ("CORRECTION: The dam was built by 30 workers.", 2, "300 workers", "30"),
        (
            f"Correction: {EARLIER} gave the wrong first name for the minister. He is Jan Novak.",
            0,
            "Jon Novak",
            "Jan Novak",
        ),
    ],
)
def test_what_is_right_answers_though_the_correction_does_not_repeat_what_was_wrong(
    note: str, number: int, wrong: str, right: str
) -> None:
    assert answers(put_right([read(corrected(DAM, note)[number], wrong)])) == [right]


def test_a_value_of_another_thing_another_kind_or_in_the_corrected_story_itself_stands() -> None:
    rain = f"Correction: {EARLIER} misstated when the rain fell on the dam. It was Tuesday."
    workers = "CORRECTION: The dam was built by 30 workers."
    for note, number, said in (
        (rain, 3, "The bishop"),
        (rain, 2, "300 workers"),
        (workers, 0, "$21.7 million"),
        (workers, 1, "Monday"),
        ("CORRECTION: The dam was built by 300 workers.", 2, "300 workers"),
    ):
        one = read(corrected(DAM, note)[number], said)
        assert put_right([one]) == [one]
    right = with_note(DAM, rain)
    [notice] = corrections.notices(right)
    own = replace(passages(right)[1], corrections=(Correction(right, right.paragraphs[-1], notice.changes),))
    assert put_right([read(own, "Monday")]) == [read(own, "Monday")]


def test_what_a_later_version_put_right_without_a_word_of_what_it_was_no_longer_answers() -> None:
    texts = [each.text.replace("Jon", "Jan").replace("300", "310") for each in DAM.paragraphs]
    later = replace(article("dam 2", "School and dam", texts, date(2025, 5, 16)), story="dam", version=2)
    note = f"{EARLIER} misspelled the minister’s name."
    held = corrected(DAM, note, later=later)
    assert put_right([read(held[0], "Jon Novak")]) == []
    for number, unchanged in ((0, "$21.7 million"), (2, "300 workers"), (3, "The bishop")):
        one = read(held[number], unchanged)
        assert put_right([one]) == [one]


def test_a_correction_is_cited_with_what_it_is_about_and_with_everything_where_that_cannot_be_told() -> None:
    def noted_of(note: str) -> list[bool]:
        held = corrected(DAM, note)
        return [bool(noted(Citation(1, each, each.paragraph.text, "", 0.9)).corrections) for each in held]

    assert noted_of(f"Correction: {EARLIER} misstated when the rain fell on the dam.") == [
        False, True, False, False,
    ]  # fmt: skip
    assert noted_of("CORRECTION: The dam was built by 30 workers.") == [False, False, True, False]
    assert noted_of(f"{EARLIER} misspelled the minister’s name.") == [True] * 4
    assert noted_of(f"Editor’s note: {EARLIER} omitted the bishop’s reply.") == [False] * 4
