"""One question that asks the same of several is asked of each."""

import pytest

from bot.answering.coordinated import Piece, apart


@pytest.mark.parametrize(
    ("asked", "pieces"),
    [
        (
            "Who led the Russian and Ukrainian delegations?",
            {
                "Russian delegation": "Who led the Russian delegation?",
                "Ukrainian delegation": "Who led the Ukrainian delegation?",
            },
        ),
        (
            "Who are the heads of the Ukrainian and the Russian teams in Istanbul?",
            {
                "Ukrainian team": "Who is the head of the Ukrainian team in Istanbul?",
                "Russian team": "Who is the head of the Russian team in Istanbul?",
            },
        ),
        (
            "Who headed the Russian delegation and the Ukrainian delegation?",
            {
                "Russian delegation": "Who headed the Russian delegation?",
                "Ukrainian delegation": "Who headed the Ukrainian delegation?",
            },
        ),
        (
            "who led the delegations of Russia and Ukraine",
            {"Russia": "who led the delegation of Russia", "Ukraine": "who led the delegation of Ukraine"},
        ),
        (
            "Who represented Russia, Ukraine and Turkey at the talks?",
            {
                "Russia": "Who represented Russia at the talks?",
                "Ukraine": "Who represented Ukraine at the talks?",
                "Turkey": "Who represented Turkey at the talks?",
            },
        ),
        (
            "Who captained the Halmstad and Port Alder crews?",
            {
                "Halmstad crew": "Who captained the Halmstad crew?",
                "Port Alder crew": "Who captained the Port Alder crew?",
            },
        ),
        (
            "How many votes did Solheim and Rouvière each get in May?",
            {
                "Solheim": "How many votes did Solheim get in May?",
                "Rouvière": "How many votes did Rouvière get in May?",
            },
        ),
    ],
)
def test_what_is_asked_of_several_is_asked_of_each(asked: str, pieces: dict[str, str]) -> None:
    assert {one.about: one.text for one in apart(asked)} == pieces


@pytest.mark.parametrize(
    "asked",
    [
        "Who led each delegation?",
        "Who led the talks between Russia and Ukraine?",
        "Who runs Halden and Sons?",
        "Who heads Halden and Sons?",
        "Who led Bosnia and Herzegovina?",
        "Who led the Russian team and met Solheim and Rouvière?",
        "How much did each of Russia and Ukraine pay?",
        "What did Solheim and Rouvière say?",
    ],
)
def test_what_is_asked_of_one_or_of_all_together_stays_one_question(asked: str) -> None:
    assert apart(asked) == (Piece(asked),)
