import pytest

from bot.answering.finding import Candidate
from bot.answering.labels import leads, led, pairs, settled
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
        (
            "The Norwegian crew was led by the secretary of state for the sea, Ingrid Solheim.",
            [("Norwegian crew", "Ingrid Solheim")],
        ),
        ("The Norwegian crew was welcomed by the head of the harbor on the island, Ingrid Solheim.", []),
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


@pytest.mark.parametrize(
    ("asked", "bodies"),
    [
        ("Which crew did Solheim captain?", ["Norwegian crew"]),
        ("What team was led by Bastien Rouvière?", ["French team"]),
        ("Which crew did Agnes Bell captain?", []),
    ],
)
def test_who_leads_tells_which_body_a_person_leads(asked: str, bodies: list[str]) -> None:
    sentence = (
        "A Norwegian crew captained by pilot Ingrid Solheim met a French team headed by sailor Bastien Rouvière."
    )
    found = led(sentence, understand(asked))
    assert found is not None
    assert [candidate.text for candidate in found] == bodies


def test_a_question_for_another_thing_is_not_one_for_a_body_of_people() -> None:
    assert led("Ingrid Solheim led the Norwegian crew.", understand("Which prize did Solheim win?")) is None


def test_a_sentence_without_such_a_body_says_nothing_of_who_leads_it() -> None:
    assert leads("Ingrid Solheim sailed home to Norway.", understand("Who led the Norwegian crew?")) is None
    assert leads("Ingrid Solheim led the Norwegian crew.", understand("Who won the regatta?")) is None


@pytest.mark.parametrize(
    "asked", ["Who led the Namibian delegation to Vietnam?", "Who led the Namibian delegation that met Vietnam?"]
)
def test_a_country_that_a_body_met_does_not_tell_whose_leader_is_asked_for(asked: str) -> None:
    assert leads("The Vietnamese delegation was led by Pham Minh.", understand(asked)) == ()


def test_an_abbreviated_title_does_not_part_a_name_from_its_body() -> None:
    sentence = "The U.S. team was led by retired Lt. Gen. Ada Frost, the envoy, while Lars Holm spoke for Denmark."
    found = leads(sentence, understand("Who led the U.S. team?"))
    assert found is not None
    assert [one.text for one in found] == ["Ada Frost"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ingrid Solheim captained Port Alder in the final, while Bastien Rouvière captained Halmstad.",
        "The captains, Ingrid Solheim of Port Alder and Bastien Rouvière of Halmstad, shook hands.",
        "Port Alder and Halmstad, captained by Ingrid Solheim and Bastien Rouvière respectively, took part.",
        "Port Alder and Halmstad met; the former was captained by Ingrid Solheim, the latter by Bastien Rouvière.",
    ],
)
def test_the_names_nobody_marked_are_what_the_marked_people_go_with(sentence: str) -> None:
    marked = [
        Candidate(name, sentence.index(name), sentence.index(name) + len(name))
        for name in ("Ingrid Solheim", "Bastien Rouvière")
    ]
    found = pairs(sentence, understand("Who captained each team?"), marked)
    assert [(one.label, one.candidate.text) for one in found] == [
        ("Port Alder", "Ingrid Solheim"),
        ("Halmstad", "Bastien Rouvière"),
    ]


HALMSTAD = "Ingrid Solheim captained Port Alder Rovers, while Bastien Rouvière captained Halmstad Rovers."


def mark(sentence: str, name: str) -> Candidate:
    return Candidate(name, sentence.index(name), sentence.index(name) + len(name))


@pytest.mark.parametrize(
    ("asked", "marked", "person"),
    [
        ("Who captained Halmstad Rovers?", "Bastien Rouvière", "Bastien Rouvière"),
        ("Who captained Halmstad Rovers?", "Ingrid Solheim", "Bastien Rouvière"),
        ("Who captained Eastmoor Rovers?", "Ingrid Solheim", None),
        ("Who captained the winners in Eastmoor?", "Ingrid Solheim", "Ingrid Solheim"),
    ],
)
def test_who_goes_with_a_rival_does_not_answer(asked: str, marked: str, person: str | None) -> None:
    found = settled(HALMSTAD, understand(asked), [mark(HALMSTAD, marked)])
    assert (found.text if found else None) == person


@pytest.mark.parametrize(
    ("asked", "sentence", "person"),
    [
        ("Who captained Eastmoor?", "Halmstad captain Ingrid Solheim scored twice.", None),
        ("Who is the captain of Eastmoor?", "Ingrid Solheim, captain of Halmstad, scored twice.", None),
        ("Who captained Halmstad?", "Halmstad captain Ingrid Solheim scored twice.", "Ingrid Solheim"),
        ("Who won in Eastmoor?", "Halmstad captain Ingrid Solheim won.", "Ingrid Solheim"),
    ],
)
def test_who_does_the_same_for_another_does_not_answer(asked: str, sentence: str, person: str | None) -> None:
    found = settled(sentence, understand(asked), [mark(sentence, "Ingrid Solheim")])
    assert (found.text if found else None) == person


def test_one_marked_person_shows_who_else_stands_likewise() -> None:
    found = pairs(HALMSTAD, understand("Who captained each team?"), [mark(HALMSTAD, "Ingrid Solheim")])
    assert [(one.label, one.candidate.text) for one in found] == [
        ("Port Alder Rovers", "Ingrid Solheim"),
        ("Halmstad Rovers", "Bastien Rouvière"),
    ]


def test_a_former_minister_is_nobody_said_before() -> None:
    sentence = "The Danish team and the Polish team were met by the former minister Lars Holm."
    assert [one.label for one in pairs(sentence, understand("Who led each team?"))] in ([], ["Polish team"])


@pytest.mark.parametrize(
    "sentence",
    [
        "Ingrid Solheim’s Port Alder drew with Bastien Rouvière’s Halmstad.",
        "Port Alder (Ingrid Solheim) met Halmstad (Bastien Rouvière).",
        "At the head of Port Alder stands Ingrid Solheim; Halmstad has Bastien Rouvière at its head.",
        "Ingrid Solheim, captain of Port Alder, greeted Bastien Rouvière, who captains Halmstad.",
        "Port Alder sent Ingrid Solheim as its captain, Halmstad chose Bastien Rouvière.",
        "Under Ingrid Solheim, Port Alder came early; Halmstad, under Bastien Rouvière, came late.",
        "Port Alder captain Ingrid Solheim praised her opposite number at Halmstad, Bastien Rouvière.",
        "Ingrid Solheim and Bastien Rouvière are the captains of Port Alder and Halmstad respectively.",
        "While Port Alder, which beat Eastmoor, is led by Ingrid Solheim, Bastien Rouvière captains Halmstad.",
    ],
)
def test_who_goes_with_whom_is_told_by_how_the_sentence_is_built(sentence: str) -> None:
    marked = [mark(sentence, name) for name in ("Ingrid Solheim", "Bastien Rouvière")]
    found = pairs(sentence, understand("Who captained each team?"), marked)
    assert {(one.label, one.candidate.text) for one in found} == {
        ("Port Alder", "Ingrid Solheim"),
        ("Halmstad", "Bastien Rouvière"),
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "Port Alder and Halmstad were captained by Ingrid Solheim.",
        "Port Alder beat Halmstad in a match in which Ingrid Solheim was captain.",
        "Port Alder’s coach, Ingrid Solheim, did not speak.",
        "Halmstad, which Ingrid Solheim, its interpreter, spoke for, has no captain.",
    ],
)
def test_a_binding_that_is_not_clear_or_of_another_office_is_none(sentence: str) -> None:
    assert pairs(sentence, understand("Who captained each team?"), [mark(sentence, "Ingrid Solheim")]) == []


def test_an_open_slot_stays_open() -> None:
    sentence = "Ingrid Solheim captained Port Alder; Halmstad had no captain."
    [pair] = pairs(sentence, understand("Who captained each team?"), [mark(sentence, "Ingrid Solheim")])
    assert (pair.label, pair.candidate.text) == ("Port Alder", "Ingrid Solheim")
    assert settled(sentence, understand("Who captained Halmstad?"), [pair.candidate]) is None
