"""Words as they are compared."""

import pytest

from index.news.words import content_stems, fold, words


def test_folding_sets_case_accents_quotes_and_white_space_aside() -> None:
    assert fold("“Zelenskyy’s”\u00a0 CAFÉ — Türkiye") == fold('"zelenskyy\'s" cafe - turkiye')


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The U.S. and the U.K. met.", ["the", "us", "and", "the", "uk", "met"]),
        ("Kyiv’s envoy didn’t go.", ["kyiv", "envoy", "didn't", "go"]),
        ("1,000 people at 3:15 p.m.", ["1,000", "people", "at", "3:15", "pm"]),
        ("G7, MH17 and COVID-19", ["g7", "mh17", "and", "covid", "19"]),
        ("one.Two", ["one", "two"]),
        ("?! … —", []),
    ],
)
def test_words_are_what_a_reader_would_call_words(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_stems_unite_inflections_and_leave_function_words_out() -> None:
    assert content_stems("Who led each delegation?") == content_stems("who led delegations")
