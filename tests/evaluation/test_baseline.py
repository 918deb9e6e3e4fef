"""The project's own sets: that they are sound, and that answers have not become worse."""

from pathlib import Path

import pytest

from bot.evaluation import texts
from bot.evaluation.dataset import read_examples, read_records
from bot.evaluation.gold import find
from index.news import newswire
from index.news.article import RawArticle
from index.news.words import fold
from index.retrieval.embedding import Embedder
from tests.evaluation import baseline, pairs, sets
from tests.evaluation.sets import Score

EXAMPLES = read_examples(sets.QUESTIONS)
STORIES = list(pairs.stories())


@pytest.mark.slow
def test_no_figure_has_fallen_below_its_baseline(tmp_path: Path, embedder: Embedder) -> None:
    found = sets.scores(sets.measure(tmp_path, embedder))
    before = baseline.read()
    assert {name: score.count for name, score in found.items()} == {
        name: score.count for name, score in before.items()
    }, "The questions have changed; look at the new figures and write them: python -m tests.evaluation --write"
    assert baseline.fallen(found, before) == []


def test_a_figure_may_fall_by_noise_and_no_more() -> None:
    before = {"answers": Score(40, 50)}
    assert baseline.fallen({"answers": Score(38, 50)}, before) == []
    assert baseline.fallen({"answers": Score(37, 50)}, before) == ["answers: 37 of 50 are right, 40 were."]


def test_the_questions_are_enough_and_a_third_of_them_has_no_answer() -> None:
    unanswerable = [one for one in EXAMPLES if not one.answerable]
    assert len(EXAMPLES) >= 80
    assert len(unanswerable) * 3 >= len(EXAMPLES)
    assert sum(one.kind != "absent" for one in unanswerable) * 2 >= len(unanswerable)
    assert len({one.id for one in EXAMPLES}) == len(EXAMPLES)


def test_both_parts_hold_about_as_many_questions_of_each_kind() -> None:
    for kind in {one.kind for one in EXAMPLES}:
        parts = [one.part for one in EXAMPLES if one.kind == kind]
        assert abs(parts.count("dev") - parts.count("report")) <= 1, kind


def test_every_answer_stands_in_its_evidence_or_is_worked_out_from_it() -> None:
    raws = [one for one in sets.articles() if isinstance(one, RawArticle)]
    corpus = {one.external_id or Path(one.origin).name: newswire.parse(one, corpus="main") for one in raws}
    assert len(corpus) >= 40
    for example in EXAMPLES:
        gold = find(example, corpus)
        quoted = " ".join(one.text for one in example.evidence)
        assert example.answerable == bool(gold.evidence), example.id
        for one in example.evidence:
            assert any(fold(one.text) in fold(each.text) for each in corpus[one.article].paragraphs), example.id
        if example.answerable and example.kind not in ("relative date", "what happened"):
            paragraphs = " ".join(
                each.text
                for article in corpus.values()
                for each in article.paragraphs
                if (article.id, each.number) in gold.evidence
            )
            for group in example.every or (example.answers,):
                assert texts.contains(f"{quoted} {paragraphs}", group), example.id


@pytest.mark.parametrize("folder", [sets.CHOICE, sets.OTHERS])
def test_what_others_ask_is_answered_by_the_words_it_says(folder: Path) -> None:
    texts_by_id = {one["id"]: one["text"] for one in read_records(folder / "articles.jsonl")}
    asked = read_examples(folder / "questions.jsonl")
    assert len({one.id for one in asked}) == len(asked)
    assert sum(not one.answerable for one in asked) * 4 >= len(asked)
    for example in asked:
        assert example.answerable == bool(example.evidence), example.id
        for one in example.evidence:
            assert fold(one.text) in fold(texts_by_id[one.article]), example.id


def test_a_swapped_question_differs_from_the_one_it_was_made_of() -> None:
    originals = {one.id: one.question.lower().rstrip("?") for one in EXAMPLES}
    made = sets.swapped()
    assert len(made) >= 40
    for one in made:
        assert one.question.lower().rstrip("?") != originals[one.id.partition("-swapped")[0]], one.id


def test_made_up_pairs_are_the_same_every_time_and_stand_in_their_story() -> None:
    assert list(pairs.stories()) == STORIES
    assert len(STORIES) >= 40
    for story in STORIES:
        each, one, none = story.examples
        assert one.pairs == each.pairs[:1]
        assert not none.answerable
        for label, name in each.pairs:
            assert label in story.article.text
            assert name in story.article.text
        people = [name for _, name in each.pairs]
        assert len({name.split()[1] for name in people}) == len(people)


def test_no_two_made_up_stories_are_asked_about_in_the_same_words() -> None:
    questions = [one.question for story in STORIES for one in story.examples]
    assert len(set(questions)) == len(questions)


def test_some_made_up_stories_leave_a_slot_open_and_some_mention_a_third_party() -> None:
    assert sum(len(story.examples[0].pairs) == 1 for story in STORIES) >= 8
    assert sum("told reporters" in story.article.text for story in STORIES) >= 8
