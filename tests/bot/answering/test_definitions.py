import pytest

from bot.answering.definitions import define


@pytest.mark.parametrize(
    ("sentence", "subject", "said"),
    [
        ("“It rained,” said race director Colm Deasy of Port Alder.", "colm deasy", "race director"),
        ("Foss, a furnace operator, led the union.", "marit foss", None),
        ("Marit Foss, a furnace operator, led the union.", "foss", "a furnace operator"),
        ("Ingrid Solheim, Norway’s best pilot, won.", "ingrid solheim", "Norway’s best pilot"),
        ("The Lantern Cup is a trophy for wooden boats.", "lantern cup", "a trophy for wooden boats"),
        ("Volodymyr Zelenskyy, president of Ukraine, spoke.", "zelensky", "president of Ukraine"),
        ("Teresa Quill, who opened the regatta, left.", "teresa quill", None),
        ("Brian Whitlow spoke.", "greg whitlow", None),
        ("Solheim, in Oslo, slept.", "solheim", None),
    ],
)
def test_the_words_beside_a_name_say_who_it_is(sentence: str, subject: str, said: str | None) -> None:
    found = define(sentence, subject)
    assert (found.text if found else None) == said
    assert found is None or sentence[found.start : found.end] == found.text
