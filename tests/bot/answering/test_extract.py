from dataclasses import replace

from bot.answering.answer import Verdict
from bot.answering.extract import extract, nearest, quoted
from bot.answering.finding import Finding, locate
from bot.answering.pointing import unresolved
from bot.answering.question import understand
from bot.answering.replies import agreed
from index.news.article import Passage
from tests.bot.answering.copy import FACTORY_ARTICLE, REGATTA, REGATTA_ARTICLE, article, passages

THRESHOLD = 0.5
SURE, LESS_SURE, UNSURE = 0.9, 0.7, 0.2


def finding(text: str, words: str, score: float = SURE, name: str = "one", before: str = "") -> Finding:
    passage = passages(article(name, "", [f"{before} {text}".strip()]))[0]
    start = passage.paragraph.text.index(words)
    return locate(passage, start, start + len(words), score)


OPENED = finding(REGATTA[3], "Mayor Teresa Quill")


def test_the_surest_sentence_answers_verbatim_with_its_words_marked() -> None:
    made = extract(understand("Who opened the regatta?"), [OPENED], THRESHOLD)
    assert made.verdict is Verdict.GROUNDED
    assert made.parts[0].label == ""
    assert made.parts[0].sentences[0].text == REGATTA[3]
    assert made.citations[0].answer_text == "Teresa Quill"


def test_nothing_sure_is_not_found() -> None:
    asked = understand("Who opened the regatta?")
    assert extract(asked, [finding(REGATTA[3], "Quill", UNSURE)], THRESHOLD).verdict is Verdict.NOT_FOUND
    assert extract(asked, [], THRESHOLD).verdict is Verdict.NOT_FOUND


def test_one_sentence_may_answer_for_each() -> None:
    made = extract(understand("Who captained each crew?"), [finding(REGATTA[0], "Ingrid Solheim")], THRESHOLD)
    assert made.verdict is Verdict.GROUNDED
    assert [(part.label, part.answer) for part in made.parts] == [
        ("Norwegian crew", "harbor pilot Ingrid Solheim"),
        ("French boat", "Olympic sailor Bastien Rouvière"),
    ]
    assert len(made.citations) == 1


def test_each_with_only_one_found_is_partial() -> None:
    found = finding("The Danish crew was led by Lars Holm.", "Lars Holm")
    made = extract(understand("Who captained each crew?"), [found], THRESHOLD)
    assert made.verdict is Verdict.PARTIAL
    assert [part.label for part in made.parts] == [""]


def test_answers_from_several_paragraphs_are_parts_and_the_same_answer_is_cited_not_repeated() -> None:
    found = [
        finding("The Danish delegation was led by envoy Lars Holm.", "Lars Holm", name="one"),
        finding("Judge Mira Koval headed the Polish delegation.", "Mira Koval", name="two"),
        finding("Holm, who led the Danish delegation, left early.", "Holm", name="three"),
        finding("The weather was led by Ada Frost.", "Ada Frost", name="four"),
    ]
    made = extract(understand("Who led each delegation?"), found, THRESHOLD)
    assert [part.label for part in made.parts] == ["Danish delegation", "Polish delegation"]
    assert [part.sentences[0].citations for part in made.parts] == [(1, 2), (3,)]
    assert [citation.n for citation in made.citations] == [1, 2, 3]


def test_the_sentence_beside_one_that_answers_may_tell_of_another() -> None:
    told = "The Danish delegation was led by envoy Lars Holm. Judge Mira Koval headed the Polish team. It rained."
    made = extract(understand("Who led each delegation?"), [finding(told, "Lars Holm")], THRESHOLD)
    assert [(part.label, part.answer) for part in made.parts] == [
        ("Danish delegation", "envoy Lars Holm"),
        ("Polish team", "Judge Mira Koval"),
    ]


def test_a_team_that_is_nowhere_called_a_delegation_is_left_out_beside_those_that_are() -> None:
    found = [
        finding("The Danish delegation was led by envoy Lars Holm.", "Lars Holm", name="one"),
        finding("Judge Mira Koval headed the Polish delegation.", "Mira Koval", name="two"),
        finding("The Dutch team was led by Ada Frost.", "Ada Frost", name="three"),
    ]
    made = extract(understand("Who led each delegation?"), found, THRESHOLD)
    assert [part.label for part in made.parts] == ["Danish delegation", "Polish delegation"]


def test_a_name_whose_labels_conflict_stands_without_one() -> None:
    found = [
        finding("The Danish delegation was led by envoy Lars Holm.", "Lars Holm", name="one"),
        finding("The Swedish delegation was led by Lars Holm.", "Lars Holm", name="two"),
        finding("Judge Mira Koval headed the Polish delegation.", "Mira Koval", name="three"),
    ]
    made = extract(understand("Who led each delegation?"), found, THRESHOLD)
    assert [part.label for part in made.parts] == ["", "Polish delegation"]


def test_most_findings_settle_a_label() -> None:
    found = [
        finding("The Swedish delegation was led by Lars Holm.", "Lars Holm", name="one"),
        finding("The Danish delegation was led by envoy Lars Holm.", "Lars Holm", name="two"),
        finding("Lars Holm headed the Danish delegation.", "Lars Holm", name="three"),
        finding("Judge Mira Koval headed the Polish delegation.", "Mira Koval", name="four"),
    ]
    made = extract(understand("Who led each delegation?"), found, THRESHOLD)
    assert "Danish delegation" in [part.label for part in made.parts]
    assert "Swedish delegation" not in [part.label for part in made.parts]


def test_a_delegation_that_has_a_leader_gets_no_second_one_that_is_less_than_sure() -> None:
    spurned = "On Thursday, Lund spurned an offer by Danish leader Ole Brandt, whose delegation was late."
    found = [
        finding("The Danish delegation was led by envoy Lars Holm.", "Lars Holm"),
        finding("Judge Mira Koval headed the Polish delegation.", "Mira Koval", 0.6 * THRESHOLD),
        finding(spurned, "Ole Brandt", 0.6 * THRESHOLD),
    ]
    made = extract(understand("Who led each delegation?"), found, THRESHOLD)
    assert [part.answer for part in made.parts] == ["envoy Lars Holm", "Judge Mira Koval"]


def test_a_fact_that_two_articles_state_is_cited_twice_and_said_once() -> None:
    found = [
        OPENED,
        finding("Teresa Quill declared the regatta open.", "Teresa Quill", name="two"),
        finding("Colm Deasy closed the regatta.", "Colm Deasy", name="three"),
    ]
    made = extract(understand("Who opened the regatta?"), found, THRESHOLD)
    assert len(made.parts) == 1
    assert made.parts[0].sentences[0].citations == (1, 2)


def test_two_stories_that_agree_are_surer_than_one_and_than_two_versions_of_one() -> None:
    one, other = finding(REGATTA[3], "Teresa Quill", name="one"), finding(REGATTA[3], "Teresa Quill", name="two")
    assert agreed([one, other]) > agreed([one]) == agreed([one, one]) == SURE


def test_an_answer_that_two_stories_give_may_win_over_a_surer_one() -> None:
    found = [
        finding("Colm Deasy opened the regatta.", "Colm Deasy", LESS_SURE + 0.05, name="one"),
        finding("Mayor Teresa Quill opened it.", "Teresa Quill", LESS_SURE, name="two"),
        finding("It was opened by Quill.", "Quill", LESS_SURE, name="three"),
    ]
    made = extract(understand("Who opened the regatta?"), found, THRESHOLD)
    assert made.citations[0].answer_text == "Teresa Quill"


def hurt(number: str, score: float, name: str, story: str = "", version: int = 1) -> Finding:
    found = finding(f"The grounding hurt {number} people.", number, score, name)
    article = replace(found.passage.article, story=story or name, version=version)
    return replace(found, passage=replace(found.passage, article=article))


HOW_MANY = understand("How many people did the grounding hurt?")


def test_a_later_version_that_gives_another_figure_conflicts_with_the_earlier_and_goes_first() -> None:
    found = [hurt("14", SURE, "first", "ferry", 1), hurt("19", LESS_SURE, "second", "ferry", 2)]
    made = extract(HOW_MANY, found, THRESHOLD)
    assert made.verdict is Verdict.CONFLICTING
    assert [one.answer_text for one in made.citations] == ["19", "14"]
    assert [part.report and part.report.standing for part in made.parts] == ["", "earlier report"]


def test_where_only_the_earlier_or_the_later_is_believed_the_latest_version_has_the_figure() -> None:
    found = [hurt("14", SURE, "first", "ferry", 1), hurt("19", 0.55, "second", "ferry", 2)]
    found[0] = replace(found[0], score=0.4)
    made = extract(HOW_MANY, found, 0.3)
    assert made.verdict is Verdict.GROUNDED
    assert [one.answer_text for one in made.citations] == ["19"]


def test_figures_of_two_stories_that_cannot_both_be_right_conflict() -> None:
    made = extract(HOW_MANY, [hurt("19", SURE, "one"), hurt("17", LESS_SURE, "two")], THRESHOLD)
    assert made.verdict is Verdict.CONFLICTING
    assert [part.answer for part in made.parts] == ["19", "17"]
    assert [one.n for one in made.citations] == [1, 2]


def test_an_unlikely_figure_or_the_same_one_otherwise_written_does_not_conflict() -> None:
    for other in (hurt("17", UNSURE, "two"), hurt("nineteen", LESS_SURE, "two")):
        assert extract(HOW_MANY, [hurt("19", SURE, "one"), other], THRESHOLD).verdict is Verdict.GROUNDED


def test_the_head_of_a_country_s_body_is_whoever_the_sentence_pairs_with_it() -> None:
    asked = understand("Who led the Turkish delegation?")
    minister = finding("Turkish Foreign Minister Hakan Fidan opened the session.", "Hakan Fidan")
    assert extract(asked, [minister], THRESHOLD).verdict is Verdict.NOT_FOUND
    headed = finding("The Turkish delegation was headed by Hakan Fidan.", "Hakan Fidan")
    assert extract(asked, [minister, headed], THRESHOLD).citations[0].passage is headed.passage


def test_a_sentence_that_points_back_brings_the_one_before() -> None:
    before, after = "Rouvière said the French boat hit driftwood.", "He blamed nobody."
    found = finding(after, "nobody", before=before)
    assert quoted(found) == f"{before} {after}"
    assert quoted(found) in found.passage.paragraph.text
    assert unresolved("The official declined to comment.")
    assert not unresolved("Solheim won.")


def test_somebody_without_a_name_is_named_by_another_paragraph() -> None:
    lead, other = passages(
        article("storm", "Storm", ["The storm killed a man.", "The dead man was identified as Leo Fisk, 68."])
    )
    found = extract(understand("Who was killed?"), [locate(lead, 17, 22, 0.9)], 0.5)
    assert found.parts[0].answer == "Leo Fisk"
    assert [one.text for one in found.parts[0].sentences] == [lead.paragraph.text, other.paragraph.text]
    assert [(one.passage.paragraph.number, one.answer_text) for one in found.citations] == [
        (1, "a man"),
        (2, "Leo Fisk"),
    ]


def test_the_nearest_are_of_different_articles() -> None:
    found: tuple[Passage, ...] = nearest(passages(REGATTA_ARTICLE, FACTORY_ARTICLE))
    assert [one.article.id for one in found] == ["regatta", "factory"]
