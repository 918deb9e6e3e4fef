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
            "Who were the coaches of Chile’s and Norway’s teams?",
            {
                "Chile team": "Who was the coach of the Chile team?",
                "Norway team": "Who was the coach of the Norway team?",
            },
        ),
        (
            "Who led the talks for Ukraine and for Russia?",
            {"Ukraine": "Who led the talks for Ukraine?", "Russia": "Who led the talks for Russia?"},
        ),
        (
            "How many prisoners did Russia and Ukraine release, 1,000 each?",
            {
                "Russia": "How many prisoners did Russia release, 1,000?",
                "Ukraine": "How many prisoners did Ukraine release, 1,000?",
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
            "Who commanded the Russian and Ukrainian armies?",
            {
                "Russian army": "Who commanded the Russian army?",
                "Ukrainian army": "Who commanded the Ukrainian army?",
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
        "Who led the talks of Russia and Ukraine?",
        "Who leads Germany and France in the standings?",
        "Who spoke Russian and Ukrainian at the talks?",
        "Who heads Halden and Sons?",
        "Who leads the Health and Safety team?",
        "Who led the Turkish and Qatari team?",
        "Who led the Bosnia and Herzegovina teams?",
        "Who captained the Oslo, Bergen, Tromso, Hamar and Molde crews?",
        "How many people cross between Norway and Sweden each day?",
        "How much will Halden and Sons pay each worker?",
        "What did Solheim and Rouvière call each other?",
        "How much do Solheim and Rouvière and each of the others pay?",
        "How many goals did Brighton and Hove Albion and Leeds each score?",
        "Who led the Russian team and met Solheim and Rouvière?",
    ],
)
def test_what_is_asked_of_one_or_of_all_together_stays_one_question(asked: str) -> None:
    assert apart(asked) == (Piece(asked),)
