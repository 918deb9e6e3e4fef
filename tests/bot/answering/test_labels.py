import pytest

from bot.answering.labels import leads, pairs
from bot.answering.question import understand

EACH_CREW = understand("Who captained each crew?")
EACH_DELEGATION = understand("Who led each delegation?")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "A Norwegian crew captained by pilot Ingrid Solheim met a French team headed by sailor Bastien "
            "Rouvière, according to race spokesman Colm Deasy.",
            [("Norwegian crew", "Ingrid Solheim"), ("French team", "Bastien Rouvière")],
        ),
        (
            "Ingrid Solheim captained the Norwegian crew and Bastien Rouvière the French crew.",
            [("Norwegian crew", "Ingrid Solheim"), ("French crew", "Bastien Rouvière")],
        ),
        (
            "Two people spoke: skipper Ingrid Solheim, who led the Norwegian crew, and sailor Bastien Rouvière, "
            "the head of the French one.",
            [("Norwegian crew", "Ingrid Solheim"), ("French one", "Bastien Rouvière")],
        ),
        ("The Norwegian crew was led by Ingrid Solheim.", [("Norwegian crew", "Ingrid Solheim")]),
        (
            "Ingrid Solheim spoke of the weather, the town, its harbor, and only at last of the French crew.",
            [],
        ),
        ("The weather was fine, said Colm Deasy.", []),
    ],
)
def test_each_person_goes_with_the_phrase_beside_them(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.label, one.candidate.text) for one in pairs(sentence, EACH_CREW)] == expected


def test_a_label_is_the_sentence_s_own_words() -> None:
    sentence = "A small, low-level Danish delegation headed by envoy Lars Holm arrived."
    [pair] = pairs(sentence, EACH_DELEGATION)
    assert pair.label == "Danish delegation"
    assert pair.label in sentence


def test_kindred_nouns_name_one_sort_of_thing() -> None:
    [pair] = pairs("The chief Danish delegate, Lars Holm, arrived.", EACH_DELEGATION)
    assert (pair.label, pair.candidate.text) == ("Danish delegate", "Lars Holm")


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("Who led the French team?", ["Bastien Rouvière"]),
        ("who headed norway's crew", ["Ingrid Solheim"]),
        ("Who led the Chinese team?", []),
    ],
)
def test_the_country_of_a_body_tells_whose_leader_is_asked_for(asked: str, led: list[str]) -> None:
    sentence = (
        "A Norwegian crew captained by pilot Ingrid Solheim met a French team headed by sailor Bastien Rouvière."
    )
    found = leads(sentence, understand(asked))
    assert found is not None
    assert [candidate.text for candidate in found] == led


def test_a_sentence_without_such_a_body_says_nothing_of_who_leads_it() -> None:
    assert leads("Ingrid Solheim sailed home to Norway.", understand("Who led the Norwegian crew?")) is None
    assert leads("Ingrid Solheim led the Norwegian crew.", understand("Who won the regatta?")) is None
