from bot.answering.answer import Verdict
from bot.answering.evidence import best_candidate
from bot.answering.extract import extract, nearest, quoted, unresolved
from bot.answering.question import understand
from bot.answering.reading import Finding
from index.news.article import Passage
from tests.bot.answering.copy import FACTORY_ARTICLE, REGATTA, REGATTA_ARTICLE, article, passages

THRESHOLD = 0.5
SURE, UNSURE = 0.9, 0.2


def finding(asked: str, text: str, score: float = SURE, name: str = "one", before: str = "") -> Finding:
    passage = passages(article(name, "", [f"{before} {text}".strip()]))[0]
    question = understand(asked)
    return Finding(passage, text, before, score, best_candidate(question, text))


def test_the_surest_sentence_answers_verbatim_with_its_words_marked() -> None:
    asked = "Who opened the regatta?"
    made = extract(understand(asked), [finding(asked, REGATTA[3])], THRESHOLD)
    assert made.verdict is Verdict.GROUNDED
    assert made.parts[0].label == ""
    assert made.parts[0].sentences[0].text == REGATTA[3]
    assert made.citations[0].answer_text == "Teresa Quill"


def test_nothing_sure_is_not_found() -> None:
    asked = "Who opened the regatta?"
    assert extract(understand(asked), [finding(asked, REGATTA[3], UNSURE)], THRESHOLD).verdict is Verdict.NOT_FOUND
    assert extract(understand(asked), [], THRESHOLD).verdict is Verdict.NOT_FOUND


def test_one_sentence_may_answer_for_each() -> None:
    asked = "Who captained each crew?"
    made = extract(understand(asked), [finding(asked, REGATTA[0])], THRESHOLD)
    assert made.verdict is Verdict.GROUNDED
    assert [(part.label, part.answer) for part in made.parts] == [
        ("Norwegian crew", "harbor pilot Ingrid Solheim"),
        ("French boat", "Olympic sailor Bastien Rouvière"),
    ]
    assert len(made.citations) == 1


def test_each_with_only_one_found_is_partial() -> None:
    asked = "Who captained each crew?"
    made = extract(understand(asked), [finding(asked, "The Danish crew was led by Lars Holm.")], THRESHOLD)
    assert made.verdict is Verdict.PARTIAL
    assert [part.label for part in made.parts] == [""]


def test_answers_from_several_paragraphs_are_parts_and_the_same_answer_is_cited_not_repeated() -> None:
    asked = "Who led each delegation?"
    found = [
        finding(asked, "The Danish delegation was led by envoy Lars Holm.", name="one"),
        finding(asked, "Judge Mira Koval headed the Polish delegation.", name="two"),
        finding(asked, "Holm, who led the Danish delegation, left early.", name="three"),
        finding(asked, "The weather was led by Ada Frost.", name="four"),
    ]
    made = extract(understand(asked), found, THRESHOLD)
    assert [part.label for part in made.parts] == ["Danish delegation", "Polish delegation"]
    assert [part.sentences[0].citations for part in made.parts] == [(1, 2), (3,)]
    assert [citation.n for citation in made.citations] == [1, 2, 3]


def test_a_fact_that_two_articles_state_is_cited_twice_and_said_once() -> None:
    asked = "Who opened the regatta?"
    found = [
        finding(asked, REGATTA[3], name="one"),
        finding(asked, "Teresa Quill declared the regatta open.", name="two"),
        finding(asked, "Colm Deasy closed the regatta.", name="three"),
    ]
    made = extract(understand(asked), found, THRESHOLD)
    assert len(made.parts) == 1
    assert made.parts[0].sentences[0].citations == (1, 2)


def test_a_sentence_that_points_back_brings_the_one_before() -> None:
    before, after = "Rouvière said the French boat hit driftwood.", "He blamed nobody."
    found = finding("Who did Rouvière blame?", after, before=before)
    assert quoted(found) == f"{before} {after}"
    assert quoted(found) in found.passage.paragraph.text
    assert unresolved("The official declined to comment.")
    assert not unresolved("Solheim won.")


def test_the_nearest_are_of_different_articles() -> None:
    found: tuple[Passage, ...] = nearest(passages(REGATTA_ARTICLE, FACTORY_ARTICLE))
    assert [one.article.id for one in found] == ["regatta", "factory"]
