"""When an answer is right, and what its citations are worth."""

from collections.abc import Sequence

import pytest

from bot.answering.answer import Answer, Citation, Part, Sentence, Verdict
from bot.evaluation import answers, citations, gold
from bot.evaluation.dataset import Evidence, Example
from tests.bot.answering.copy import FACTORY_ARTICLE, REGATTA_ARTICLE, passages

FACTORY = passages(FACTORY_ARTICLE)
REGATTA = passages(REGATTA_ARTICLE)
LED = "The union was led by Marit Foss, a furnace operator, and the company by its finance director, Paul Adeyemi."
REFUSAL = Answer("", "?", Verdict.NOT_FOUND)


def answer(*parts: tuple[str, str], sentence: str = LED, also_cited: int | None = None) -> Answer:
    """An answer out of the factory's second paragraph: labels with names, every part the same sentence."""
    cited = [Citation(1, FACTORY[1], LED, parts[0][1], 0.9)]
    if also_cited is not None:
        cited.append(Citation(2, FACTORY[also_cited], FACTORY[also_cited].paragraph.text, "", 0.8))
    said = Sentence(sentence, tuple(one.n for one in cited))
    return Answer(
        "", "?", Verdict.GROUNDED, tuple(Part(label, (said,), name) for label, name in parts), tuple(cited)
    )


def example(
    *expected: str,
    every: Sequence[Sequence[str]] = (),
    never: Sequence[str] = (),
    pairs: Sequence[tuple[str, str]] = (),
    answerable: bool = True,
) -> Example:
    return Example(
        "q", "Who?", answerable, tuple(expected), tuple(map(tuple, every)), tuple(never), tuple(pairs),
        evidence=(Evidence("factory", LED),),
    )  # fmt: skip


def test_an_answer_is_right_if_an_expected_spelling_stands_in_it() -> None:
    assert answers.is_right(example("Foss"), answer(("", "Marit Foss")))
    assert not answers.is_right(example("Solheim"), answer(("", "Marit Foss")))
    assert not answers.is_right(example("Foss"), REFUSAL)


def test_words_that_never_may_be_said_make_it_wrong() -> None:
    assert not answers.is_right(example("Foss", never=["furnace operator"]), answer(("", "Marit Foss")))


def test_each_of_several_answers_is_needed() -> None:
    assert answers.is_right(example(every=[["Foss"], ["Adeyemi", "Adeyemo"]]), answer(("", "Marit Foss")))
    assert not answers.is_right(example(every=[["Foss"], ["Solheim"]]), answer(("", "Marit Foss")))


def test_only_a_refusal_is_right_where_nothing_answers() -> None:
    assert answers.is_right(example(answerable=False), REFUSAL)
    assert not answers.is_right(example(answerable=False), answer(("", "Marit Foss")))


PAIRS = [("union", "Marit Foss"), ("company", "Paul Adeyemi")]


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ([("The union", "Marit Foss"), ("The company", "Paul Adeyemi")], True),
        ([("The company", "Paul Adeyemi"), ("The union", "Marit Foss")], True),
        ([("The union", "Paul Adeyemi"), ("The company", "Marit Foss")], False),
        ([("The union", "Marit Foss")], False),
        ([("", "Marit Foss"), ("", "Paul Adeyemi")], False),
        ([("The union", "Marit Foss"), ("The company", "Paul Adeyemi"), ("The owners", "Eastmoor")], False),
    ],
)
def test_names_must_stand_under_their_labels_and_nobody_else(said: list[tuple[str, str]], right: bool) -> None:
    assert answers.is_right(example(pairs=PAIRS), answer(*said)) is right


def test_a_single_name_needs_no_label() -> None:
    assert answers.is_right(example(pairs=PAIRS[:1]), answer(("", "Marit Foss")))
    assert not answers.is_right(example(pairs=PAIRS[:1]), answer(("", "Paul Adeyemi")))


def test_a_string_is_looked_for_in_two_sentences_only() -> None:
    long = "One came. Two went. Marit Foss stayed."
    assert not answers.in_two_sentences(answer(("", ""), sentence=long), example("Foss"))
    assert answers.in_two_sentences(answer(("", ""), sentence=long), example("went"))


def test_measures_apply_where_they_can() -> None:
    given = answer(("", "Marit Foss"))
    found = answers.measure(example("Marit Foss"), given, given, string_in_gold=True)
    assert found["exact match"] == found["string in two sentences"] == found["right"] == 1
    assert answers.measure(example(answerable=False), given, given, string_in_gold=False) == {
        "right": 0,
        "false answer": 1,
    }
    assert "right" not in answers.measure(example("yes"), given, given, string_in_gold=False)


GOLD = gold.find(example("Marit Foss"), {"factory": FACTORY_ARTICLE})


def test_a_sentence_is_borne_out_by_the_paragraph_it_was_taken_from() -> None:
    found = citations.measure(answer(("", "Marit Foss")), GOLD)
    assert found == {
        "citation recall": 1,
        "citation precision": 1,
        "cites the article": 1,
        "cites the paragraph": 1,
    }


def test_a_citation_that_bears_nothing_out_costs_precision() -> None:
    assert citations.measure(answer(("", "Marit Foss"), also_cited=2), GOLD)["citation precision"] == 0.5


@pytest.mark.parametrize(
    "sentence",
    [
        "The union was led by Ingrid Solheim, a furnace operator.",
        "The union was led by Marit Foss, who called the settlement a triumph of patience over arithmetic.",
    ],
)
def test_what_was_made_up_is_not_borne_out(sentence: str) -> None:
    found = citations.measure(answer(("", "Marit Foss"), sentence=sentence), GOLD)
    assert (found["citation recall"], found["citation precision"]) == (0, 0)


def test_a_date_that_was_worked_out_need_not_stand_in_the_paragraph() -> None:
    strike = "Workers at the Halden glass factory ended a strike on Tuesday (9 September 2025)."
    cited = Citation(1, FACTORY[0], strike, "Tuesday", 0.9)
    dated = Answer("", "?", Verdict.GROUNDED, (Part("", (Sentence(strike, (1,)),)),), (cited,))
    assert citations.measure(dated, GOLD)["citation recall"] == 1


def test_a_refusal_has_no_citations_to_measure() -> None:
    assert citations.measure(REFUSAL, GOLD) == {}
