import pytest

from bot.answering.definitions import define, may_define
from bot.answering.question import understand


def test_a_sentence_that_does_not_name_the_thing_goes_on_about_it_or_does_not_define_it() -> None:
    asked = understand("What is Corsair?")
    assert may_define(asked, "It is the call sign of a pilot.")
    assert not may_define(asked, "“Every side wants to win,” the pilot said.")


@pytest.mark.parametrize(
    ("sentence", "subject", "said"),
    [
        ("“It rained,” said race director Colm Deasy of Port Alder.", "colm deasy", "race director"),
        ("Foss, a furnace operator, led the union.", "marit foss", None),
        ("Marit Foss, a furnace operator, led the union.", "foss", "a furnace operator"),
        ("Ingrid Solheim, Norway’s best pilot, won.", "ingrid solheim", "Norway’s best pilot"),
        ("The offer was from private equity firm Alder Rowe.", "alder rowe", "private equity firm"),
        ("The Lantern Cup is a trophy for wooden boats.", "lantern cup", "a trophy for wooden boats"),
        ("Volodymyr Zelenskyy, president of Ukraine, spoke.", "zelensky", "president of Ukraine"),
        ("Teresa Quill, who opened the regatta, left.", "teresa quill", None),
        ("His widow, Karen Lund, said it rained.", "karen lund", "His widow"),
        ("She flew, and her partner, Luis Roca, slept.", "luis roca", "her partner"),
        ("Some of the herders’ movement Clear Wells, about 200, came.", "clear wells", "herders’ movement"),
        ("In the race, Solheim, Foss and Quill won.", "solheim", None),
        ("Brian Whitlow spoke.", "greg whitlow", None),
        ("Solheim, in Oslo, slept.", "solheim", None),
    ],
)
def test_the_words_beside_a_name_say_who_it_is(sentence: str, subject: str, said: str | None) -> None:
    found = define(sentence, subject)
    assert (found.text if found else None) == said
    assert found is None or sentence[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("sentence", "may"),
    [
        ("The Lantern Cup has been given since 1998 to wooden boats.", True),
        ("Solheim won the Lantern Cup, a trophy for wooden boats.", True),
        ("Solheim won the Lantern Cup on Saturday.", False),
    ],
)
def test_who_won_a_thing_does_not_say_what_it_is(sentence: str, may: bool) -> None:
    assert may_define(understand("What is the Lantern Cup?"), sentence) is may
    assert may_define(understand("Who is Solheim?"), sentence)
