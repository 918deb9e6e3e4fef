"""Fusing rankings, and which of several places a text is cited from."""

from dataclasses import replace
from datetime import date

import pytest

from index.news.article import Article, HeadlineOrigin, Paragraph, Passage
from index.retrieval import fusion, search

LONG = "The ferry ran aground off the northern cape on Tuesday evening with everybody aboard."


def passage(name: str, *, text: str = LONG, version: int = 1, published: date | None = None) -> Passage:
    paragraph = Paragraph(1, text)
    article = Article(
        id=name,
        corpus="main",
        headline=name,
        headline_origin=HeadlineOrigin.GIVEN,
        paragraphs=(paragraph,),
        fingerprint=name,
        story="ferry" if version else name,
        version=version,
        published=published,
    )
    return Passage(article, paragraph, score=0.5)


def test_the_best_by_words_with_the_very_meaning_of_the_question_scores_one() -> None:
    fused = fusion.fuse({"a": 9.0, "b": 8.0}, {"a": 1.0, "c": 0.8})
    assert fused["a"] == pytest.approx(1.0)
    assert list(fused) == ["a", "b", "c"]


def test_standing_in_two_rankings_beats_standing_first_in_one() -> None:
    fused = fusion.fuse({"a": 9.0, "b": 8.0}, {"c": 0.9, "b": 0.8})
    assert next(iter(fused)) == "b"


def test_a_lead_by_a_wide_margin_outweighs_a_narrow_one() -> None:
    fused = fusion.fuse({"a": 9.0, "b": 3.0}, {"b": 0.72, "a": 0.70})
    assert next(iter(fused)) == "a"


def test_a_question_without_a_known_word_is_found_by_its_meaning_alone() -> None:
    assert list(fusion.fuse({}, {"a": 0.4, "b": -0.1})) == ["a", "b"]


def test_scores_of_several_corpora_are_merged_by_size() -> None:
    assert fusion.best_first([[("a", 0.9), ("b", 0.1)], [("c", 0.5)]]) == [("a", 0.9), ("c", 0.5), ("b", 0.1)]


@pytest.mark.parametrize(
    ("since", "until", "inside"),
    [
        (None, None, True),
        (date(2025, 5, 16), date(2025, 5, 16), True),
        (date(2025, 5, 17), None, False),
        (None, date(2025, 5, 15), False),
    ],
)
def test_both_days_are_within_the_bounds(since: date | None, until: date | None, inside: bool) -> None:
    assert search.within(passage("a", published=date(2025, 5, 16)).article, since, until) is inside


def test_an_undated_article_is_not_within_any_bounds() -> None:
    assert not search.within(passage("a").article, date(1900, 1, 1), None)


def test_the_latest_version_is_cited_and_the_others_are_listed() -> None:
    first, second = passage("a"), passage("b", version=2)
    gathered = search.gather(first, [first, second], None, None)
    assert gathered.article.id == "b"
    assert gathered.score == first.score
    assert [(also.article.id, also.paragraph) for also in gathered.also] == [("a", 1)]


def test_a_later_date_counts_more_than_a_version_number() -> None:
    older, newer = passage("a", version=3, published=date(2025, 5, 1)), passage("b", published=date(2025, 5, 2))
    assert search.gather(older, [older, newer], None, None).article.id == "b"


def test_a_version_outside_of_the_dates_is_listed_but_not_cited() -> None:
    asked, later = passage("a", published=date(2025, 5, 1)), passage("b", version=2, published=date(2025, 5, 9))
    gathered = search.gather(asked, [asked, later], None, date(2025, 5, 3))
    assert gathered.article.id == "a"
    assert [also.article.id for also in gathered.also] == ["b"]


def test_an_undated_version_that_has_more_is_the_latest() -> None:
    grown = passage("a", version=1)
    more = replace(
        grown.article, paragraphs=(*grown.article.paragraphs, Paragraph(2, "All 40 aboard were saved by noon."))
    )
    found = [replace(grown, article=more), passage("b", version=2)]
    assert search.gather(found[1], found, None, None).article.id == "a"
