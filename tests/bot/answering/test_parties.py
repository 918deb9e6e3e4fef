"""Whose delegation is meant."""

import re
from dataclasses import replace

import pytest

from bot.answering.finding import Candidate, sentences
from bot.answering.parties import is_of_the_only_one, party, stands_for_another
from bot.answering.question import understand
from tests.bot.answering.copy import article, passages

LED = "The 14-strong delegation was led by Ingrid Solheim."
NORWEGIAN = "A Norwegian delegation ended three days of talks in the Chilean capital."


def is_only(lead: str, told: str = LED, asked: str = "Who led the Norwegian delegation?") -> bool:
    found = sentences(passages(article("one", "Talks end", [lead, told]))[1])[-1]
    who = re.search(r"Ingrid Solheim|[A-Z]\w+ [A-Z]\w+(?=[.,]|$)|Karimi|Rojas", found.sentence)
    words = Candidate(who[0], *who.span()) if who else None
    return is_of_the_only_one(understand(asked), replace(found, candidate=words))


@pytest.mark.parametrize("lead", [NORWEGIAN, "A delegation from Norway ended three days of talks."])
def test_the_delegation_is_the_only_one_that_its_story_has_told_of(lead: str) -> None:
    assert is_only(lead)
    assert is_only(lead, "The delegation was headed by Ingrid Solheim.")
    assert is_only(lead, "Ingrid Solheim, who led the delegation, was content.")
    assert is_only(lead, "The delegation was coached by Ingrid Solheim.")


@pytest.mark.parametrize(
    "lead",
    [
        "A Norwegian delegation met a Chilean team.",
        "Delegations from Norway and Chile met.",
        "Norway received a trade delegation on Monday.",
        "Norway hosted a delegation of bankers.",
        "A Norwegian delegation flew in to meet a delegation of the World Bank.",
        "A Norwegian delegation met the rebel delegation.",
        "Norway said it was content.",
    ],
)
def test_it_is_not_where_there_may_be_another(lead: str) -> None:
    assert not is_only(lead)


@pytest.mark.parametrize(
    "told",
    [
        "The rebel delegation was led by Musa Adam.",
        "The delegation of the World Bank was led by Ada Frost.",
        "The delegation was led by Karimi, the Iranian minister.",
        "The Chileans came late. The delegation was led by Rojas.",
        "The delegation was received by Ada Frost.",
    ],
)
def test_nor_where_the_sentence_tells_of_another(told: str) -> None:
    assert not is_only(NORWEGIAN, told)


def test_of_companies_and_armies_a_country_has_several() -> None:
    lead, asked = "A Norwegian company sued its rival.", "Who leads the Norwegian company?"
    assert not is_only(lead, "The company is led by Ada Frost.", asked)


@pytest.mark.parametrize(
    ("asked", "whose"),
    [
        ("Who led the U.S. delegation in talks with Iran?", {"united-states"}),
        ("Who led the delegation from Norway that met Chile?", {"norway"}),
        ("Who led Ghana's delegation?", {"ghana"}),
        ("Who led the delegation that Ghana sent?", {"ghana"}),
        ("Who led the British team in Canada and Chile?", {"united-kingdom"}),
    ],
)
def test_the_body_asked_about_is_told_from_what_it_met(asked: str, whose: set[str]) -> None:
    assert party(understand(asked)) == whose


@pytest.mark.parametrize(
    ("told", "who", "is_another"),
    [
        ("Ingrid Solheim, the special envoy to Chile and Norway, spoke first.", "Ingrid Solheim", True),
        ("Chilean President Luz Rojas spoke for an hour with Norway.", "Luz Rojas", True),
        ("Norway sat opposite Chile and Peru.", "Chile and Peru", True),
        ("Oslo’s delegation sat opposite.", "Oslo’s delegation", True),
        ("Ingrid Solheim, Norway’s envoy to Chile, spoke first.", "Ingrid Solheim", False),
        ("The envoy to Chile, Norway’s Ingrid Solheim, spoke first.", "Ingrid Solheim", False),
        ("British lawyer Ingrid Solheim represented Norway.", "Ingrid Solheim", False),
        ("Luz Rojas represented Chile, and Norway listened.", "Luz Rojas", True),
        ("Norwegian minister Ingrid Solheim spoke for an hour.", "Ingrid Solheim", False),
        ("The Norwegian foreign minister spoke first.", "The Norwegian foreign minister", False),
    ],
)
def test_an_envoy_to_a_country_or_another_countrys_president_does_not_represent_it(
    told: str, who: str, is_another: bool
) -> None:
    [found] = sentences(passages(article("one", "Talks end", [told]))[0])
    words = Candidate(who, told.index(who), told.index(who) + len(who))
    asked = understand("Who represented Norway at the talks?")
    assert stands_for_another(asked, replace(found, candidate=words)) is is_another


def test_a_team_may_be_led_by_somebody_of_another_country() -> None:
    told = "British rower Ingrid Solheim led the Norwegian team."
    [found] = sentences(passages(article("one", "Talks end", [told]))[0])
    words = Candidate("Ingrid Solheim", told.index("Ingrid"), told.index(" led"))
    assert not stands_for_another(understand("Who led the Norwegian team?"), replace(found, candidate=words))
