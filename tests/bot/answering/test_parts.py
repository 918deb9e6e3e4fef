from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.answering.answer import Citation, Part, Sentence, Verdict
from bot.answering.coordinated import Piece
from bot.answering.extract import Extract
from bot.answering.parts import complete, split, together
from bot.answering.question import Question, understand
from index.news.article import Passage
from tests.bot.answering.copy import FACTORY_ARTICLE, REGATTA_ARTICLE, passages

BOTH = passages(REGATTA_ARTICLE, FACTORY_ARTICLE)


@pytest.mark.parametrize(
    ("asked", "parts"),
    [
        (
            "Who won the Lantern Cup and how much is it worth?",
            ("Who won the Lantern Cup", "how much is it worth?"),
        ),
        ("Who won? And where did they sail?", ("Who won", "where did they sail?")),
        (
            "Who won the Lantern Cup and by how much?",
            ("Who won the Lantern Cup", "by how much won the Lantern Cup"),
        ),
        ("Who resigned and why?", ("Who resigned", "why resigned")),
        (
            "Who led the Norwegian and Chilean crews, and where did they sail?",
            ("Who led the Norwegian crew", "Who led the Chilean crew", "where did they sail?"),
        ),
        ("Who won the cup and the league?", ("Who won the cup and the league?",)),
        ("What did Solheim and Rouvière say?", ("What did Solheim and Rouvière say?",)),
    ],
)
def test_a_question_made_of_two_is_told_from_one(asked: str, parts: tuple[str, ...]) -> None:
    assert tuple(one.text for one in split(asked)) == parts


def test_a_pronoun_stands_for_what_the_other_question_names_or_for_its_answer() -> None:
    prize = understand("Who won the Lantern Cup")
    assert complete("how much is it worth?", prize, "Ingrid Solheim") == "how much is Lantern Cup worth?"
    assert complete("how old is she?", prize, "Ingrid Solheim") == "how old is Ingrid Solheim?"


def said(passage: Passage) -> Extract:
    text = passage.paragraph.text
    return Extract(
        Verdict.GROUNDED,
        (Part("", (Sentence(text, (1,)),)),),
        (Citation(1, passage, text, "Ingrid Solheim", 0.9),),
    )


def test_two_answers_become_one_with_citations_numbered_through() -> None:
    found, missing = together(
        (Piece("Who won the Lantern Cup"), Piece("where is Eastmoor")),
        BOTH,
        lambda question, _: said(BOTH[question.kind == "place"]),
    )
    assert found.verdict is Verdict.GROUNDED
    assert [one.n for one in found.citations] == [1, 2]
    assert [part.sentences[0].citations for part in found.parts] == [(1,), (2,)]
    assert missing == ()


def test_what_is_asked_of_several_is_labelled_with_which_of_them_it_is() -> None:
    def answer(question: Question, _: object) -> Extract:
        found = said(BOTH["Chilean" in question.text])
        return replace(found, parts=(replace(found.parts[0], answer="Ingrid Solheim"),))

    found, _ = together(split("Who led the Norwegian and Chilean crews?"), BOTH, answer)
    assert [part.label for part in found.parts] == ["Norwegian crew", "Chilean crew"]


def test_what_two_answers_stand_on_is_cited_once() -> None:
    found, _ = together(split("Who led the Norwegian and Chilean crews?"), BOTH, lambda *_: said(BOTH[0]))
    assert [one.n for one in found.citations] == [1]
    assert [part.sentences[0].citations for part in found.parts] == [(1,), (1,)]


def test_the_part_without_an_answer_is_named() -> None:
    def answer(question: Question, near: object) -> Extract:
        del near
        return said(BOTH[0]) if question.names else Extract(Verdict.NOT_FOUND)

    found, missing = together((Piece("Who won the Lantern Cup"), Piece("how much is it worth?")), BOTH, answer)
    assert found.verdict is Verdict.PARTIAL
    assert missing == ("how much is it worth?",)


def test_without_an_answer_it_is_asked_of_the_stories_that_are_about_what_the_other_names() -> None:
    asked: dict[str, set[str]] = {}

    def answer(question: Question, near: Sequence[Passage]) -> Extract:
        asked[question.text] = {one.article.id for one in near}
        return Extract(Verdict.NOT_FOUND)

    together((Piece("How deep is the harbor of Eastmoor"), Piece("who leads the union?")), BOTH, answer)
    assert asked["who leads the union?"] == {"factory"}


def test_a_question_that_names_nothing_is_asked_of_the_stories_that_answered_the_other() -> None:
    asked: list[tuple[str, list[str]]] = []

    def answer(question: Question, near: object) -> Extract:
        assert isinstance(near, list)
        asked.append((question.text, [one.article.id for one in near]))
        return said(BOTH[0])

    together((Piece("how much is it worth?"), Piece("Who won the Lantern Cup")), BOTH, answer)
    assert [text for text, _ in asked] == ["Who won the Lantern Cup", "how much is Lantern Cup worth?"]
    assert set(asked[1][1]) == {"regatta"}
