import pytest

from bot.answering.question import Kind, understand


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("Who led each delegation?", Kind.PERSON),
        ("who led the chinese delegation", Kind.PERSON),
        ("Which actor won the award?", Kind.PERSON),
        ("Where did the talks take place?", Kind.PLACE),
        ("In which country did the quake strike?", Kind.PLACE),
        ("When does the ban begin?", Kind.TIME),
        ("What year was the bridge built?", Kind.TIME),
        ("How long did the talks last?", Kind.DURATION),
        ("How many prisoners will each side exchange?", Kind.NUMBER),
        ("What percentage of voters stayed home?", Kind.NUMBER),
        ("what's the death toll of the flood", Kind.NUMBER),
        ("What was the final score?", Kind.NUMBER),
        ("What is the new weight loss drug?", Kind.THING),
        ("What was the 30 day ceasefire proposal?", Kind.THING),
        ("What is the date of the vote?", Kind.TIME),
        ("What did the mayor say about the strike?", Kind.STATEMENT),
        ("Why did the owners raise wages?", Kind.REASON),
        ("Did the mayor attend?", Kind.YES_NO),
        ("who is Ingrid Solheim", Kind.DEFINITION),
        ("What is NATO?", Kind.DEFINITION),
        ("What was stolen from the museum?", Kind.THING),
        ("regatta winner port alder", Kind.KEYWORDS),
    ],
)
def test_a_question_shows_what_it_asks_for(asked: str, kind: Kind) -> None:
    assert understand(asked).kind is kind


@pytest.mark.parametrize(
    ("asked", "noun"),
    [
        ("Who led each delegation?", "delegation"),
        ("who captained both crews", "crew"),
        ("Who led the two delegations at the talks?", "delegation"),
        ("who took home the two acting awards", "award"),
        ("Who were the leaders of every party?", "party"),
        ("Who headed each of the three delegations?", "delegation"),
        ("Which countries border Belarus?", "country"),
    ],
)
def test_each_both_every_and_plurals_ask_for_several(asked: str, noun: str) -> None:
    question = understand(asked)
    assert question.several
    assert question.noun == noun


@pytest.mark.parametrize(
    "asked",
    [
        "Who led the U.S. team?",
        "Who won the 2024 elections?",
        "Who killed the four students?",
        "How many prisoners will each side exchange?",
        "who is he",
    ],
)
def test_other_questions_ask_for_one(asked: str) -> None:
    assert not understand(asked).several


def test_who_met_whom_asks_for_several() -> None:
    assert understand("Who met whom in Port Alder?").several


def test_each_and_both_take_two_answers_for_granted() -> None:
    assert understand("Who led each delegation?").at_least == 2
    assert understand("Which countries border Belarus?").at_least == 1


@pytest.mark.parametrize(
    "asked", ["Who led the Chinese delegation?", "who led the chinese delegation", "WHO LED CHINA'S TEAM"]
)
def test_a_nationality_is_seen_with_and_without_capitals(asked: str) -> None:
    assert understand(asked).countries == {"china"}


@pytest.mark.parametrize("asked", ["Who led the U.S. team?", "who led the us team", "Who led the American team?"])
def test_the_united_states_have_many_names(asked: str) -> None:
    assert understand(asked).countries == {"united-states"}


def test_us_is_a_pronoun_elsewhere() -> None:
    assert not understand("what does this tell us about storms").countries


def test_the_names_and_numbers_a_question_rests_on() -> None:
    question = understand("Did President Ingrid Solheim win the 2024 Lantern Cup?")
    assert question.names == ("Ingrid Solheim", "Lantern Cup")
    assert question.numbers == {"2024"}


def test_capitals_everywhere_say_nothing() -> None:
    assert understand("WHO LED EACH DELEGATION").names == ()
    assert understand("Who Opened The Regatta On Saturday").names == ()


def test_irregular_verbs_come_to_their_root() -> None:
    assert set(understand("who led").roots) == set(understand("leader").roots)
    assert set(understand("who won").roots) == set(understand("winner").roots)
