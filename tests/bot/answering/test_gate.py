from dataclasses import replace
from datetime import date

import pytest

from bot.answering.gate import bound, missing
from bot.answering.names import stands_in
from bot.answering.question import understand
from index.news.article import Passage
from tests.bot.answering.copy import REGATTA_ARTICLE, article, passages

BOATS = passages(REGATTA_ARTICLE)[0]


def passage(text: str, headline: str = "", published: date | None = None) -> Passage:
    return passages(article("one", headline, [text], published))[0]


@pytest.mark.parametrize(
    ("asked", "lost"),
    [
        ("Who steered the French boat?", ()),
        ("who captained the norwegian crew", ()),
        ("Who steered the Chinese boat?", ("china",)),
        ("Who steered the boat in 2019?", ("2019",)),
        ("When did Rouviere sail?", ()),
        ("When did Agnes Bell sail?", ("Agnes Bell",)),
    ],
)
def test_what_a_question_names_must_stand_in_the_passage(asked: str, lost: tuple[str, ...]) -> None:
    assert missing(understand(asked), BOATS) == lost


def test_the_headline_and_the_date_count() -> None:
    found = passage("The crew won by 14 seconds.", "Norwegian crew wins regatta", date(2025, 9, 6))
    assert missing(understand("When did the Norwegian crew win in September 2025?"), found) == ()


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("Who led the Russian team?", "Moscow’s delegation was led by Lev Orlov."),
        ("Who led the Russian team?", "Russia sent a team under Lev Orlov."),
        ("Who led the British team?", "The U.K. side was led by Ann Hale."),
        ("Who led the U.S. team?", "The American team was led by Ann Hale."),
    ],
)
def test_a_nationality_stands_by_any_name_of_its_country(asked: str, text: str) -> None:
    assert missing(understand(asked), passage(text)) == ()


def test_a_capital_is_not_its_country() -> None:
    assert missing(understand("What happened in Kyiv yesterday?"), passage("Ukraine held a vote."))


def of(number: int, *texts: str, place: str | None = None) -> Passage:
    return passages(replace(article("one", "", texts), place=place))[number - 1]


def test_a_name_may_be_the_place_the_story_is_datelined_from_but_a_country_may_not() -> None:
    found = of(1, "Two delegations met on Friday.", place="ISTANBUL, Turkey")
    assert missing(understand("When did the delegations meet in Istanbul?"), found) == ()
    assert missing(understand("Who led the Turkish delegation?"), found) == ("turkey",)


@pytest.mark.parametrize(
    ("asked", "place", "lost"),
    [
        ("How many people were in the Namibian delegation to Hanoi?", "HANOI", ()),
        ("Who led the Namibian delegation in Vietnam?", "HANOI", ()),
        ("Who won the cup in Ghana?", "KUMASI, Ghana", ()),
        ("Who led Ghana's delegation?", "KUMASI, Ghana", ("ghana",)),
        ("Who sold a ship to Ghana?", "KUMASI, Ghana", ("ghana",)),
        ("Who won the cup in Hanoi?", "HUE, Vietnam", ("vietnam",)),
    ],
)
def test_where_something_is_may_be_told_by_the_dateline(asked: str, place: str, lost: tuple[str, ...]) -> None:
    found = of(1, "The Namibian delegation of 23 people won the cup.", place=place)
    assert missing(understand(asked), found) == lost


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("Who leads the army in Sudan?", "The army is led by Abebe Bekele, Addis Ababa radio said."),
        ("Who captained the team in Norway?", "The Chilean team was captained by Pedro Rojas."),
    ],
)
def test_where_something_is_does_not_stand_by_another_country(asked: str, text: str) -> None:
    found = of(1, text, place="OSLO, Norway" if "Norway" in asked else "KHARTOUM, Sudan")
    assert missing(understand(asked), found) == ()
    assert not bound(understand(asked), found, text)


def test_what_the_opening_tells_of_is_not_where_the_story_is() -> None:
    found = of(2, "Rebels took a town in Sudan.", "The army is led by Abebe Bekele.", place="PARIS")
    assert missing(understand("Who leads the army in Sudan?"), found) == ("sudan",)


def test_an_office_in_capitals_is_no_name() -> None:
    found = of(1, "Ada Frost, who won Maun South, is to be sworn in on Monday.")
    assert missing(understand("When will the MP for Maun South be sworn in?"), found) == ()


STORY = (
    "A ferry ran aground early Monday.",
    "The Lantern Star struck a sandbank on the ninth trip of the day.",
    "Nobody was hurt.",
    "The ferry will be towed on Tuesday, captain Ingrid Solheim said.",
    "She said she was tired.",
    "The mayor left.",
)


@pytest.mark.parametrize("number", [1, 3, 6])
def test_what_a_story_is_about_stands_in_its_opening(number: int) -> None:
    assert missing(understand("Who was hurt on the Lantern Star?"), of(number, *STORY)) == ()
    assert missing(understand("Who was hurt on the ninth trip?"), of(number, *STORY)) == ()
    assert missing(understand("Who was hurt on the Evening Star?"), of(number, *STORY)) == ("Evening Star",)


def test_a_paragraph_that_points_back_is_about_what_the_one_before_names() -> None:
    assert missing(understand("What did Solheim say?"), of(5, *STORY)) == ()
    assert missing(understand("When did Solheim leave?"), of(6, *STORY)) == ("Solheim",)


def test_a_rank_from_the_third_on_is_a_number_in_words_or_digits() -> None:
    asked = understand("Who won the third stage?")
    assert missing(asked, of(1, "Mateo Barros won the ninth stage.")) == ("3",)
    assert missing(asked, of(1, "Ines Faro won the third stage.")) == ()
    assert missing(asked, of(1, "Ines Faro won stage 3.")) == ()
    assert missing(understand("Who won the first stage?"), of(1, "Ines Faro won the opening stage.")) == ()


def test_a_number_may_be_a_roman_one() -> None:
    asked = understand("Who fought in World War 2?")
    assert missing(asked, of(1, "Britain fought in World War II.")) == ()
    assert missing(asked, of(1, "Britain fought in World War I.")) == ("2",)


def test_a_number_in_a_name_is_no_number() -> None:
    assert understand("By how much did MX-5 cut cases?").numbers == frozenset()


@pytest.mark.parametrize(("asked", "told"), [("Ilse Krumina", True), ("Olga Krumina", False)])
def test_a_short_first_name_may_be_misspelt_beside_its_surname(asked: str, told: bool) -> None:
    assert stands_in(asked, "Transport Minister Ilze Krumina resigned.") is told


def test_iran_is_not_iraq_and_austria_not_australia() -> None:
    assert missing(understand("who leads iran"), passage("Iraq is led by a council."))
    assert missing(understand("who leads austria"), passage("Australia is led by a council."))


def test_a_nationality_must_stand_with_the_answer() -> None:
    found = passage("The talks were held in Turkey. They were fruitless. Lev Orlov led a delegation.")
    question = understand("Who led the Turkish delegation?")
    assert missing(question, found) == ()
    assert not bound(question, found, "They were fruitless. Lev Orlov led a delegation.")


@pytest.mark.parametrize(
    ("name", "text", "stands"),
    [
        ("Zelensky", "Volodymyr Zelenskyy spoke.", True),
        ("Tykhii", "said Heorhii Tykhyi", True),
        ("Ingrid Solheim", "Solheim said so.", True),
        ("Astrid Solheim", "Ingrid Solheim said so.", False),
        ("Elsa Lind", "Conductor Lind settles", True),
        ("Elsa Lind", "Conductor Ada Lind settles", False),
        ("European Union", "The EU agreed.", True),
        ("EU", "The European Union agreed.", True),
        ("FDA", "The Food and Drug Administration agreed.", True),
        ("FDA", "Food stamps and drug tests are due.", False),
        ("Supreme Court", "The Appeals Court agreed.", False),
        ("Harris", "Harry spoke.", False),
    ],
)
def test_names_are_compared_as_people_spell_them(name: str, text: str, stands: bool) -> None:
    assert stands_in(name, text) is stands


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("The Supreme Court struck down the rule.", ()),
        ("The American Supreme Court struck down the rule.", ()),
        ("Canada’s Supreme Court struck down the rule.", ("united-states",)),
    ],
)
def test_american_copy_leaves_its_own_country_unsaid(text: str, lost: tuple[str, ...]) -> None:
    assert missing(understand("Which rule did the US Supreme Court strike down?"), passage(text)) == lost


def test_what_is_told_before_the_question_is_background() -> None:
    asked = understand("Experts warned of floods in Bergen. Which river did Halmstad close?")
    assert missing(asked, passage("Halmstad closed the Nissan.")) == ()


@pytest.mark.parametrize("first", ["Approximately how many", "Due to rain, how many"])
def test_the_first_word_of_a_sentence_is_no_name_for_its_capital(first: str) -> None:
    assert missing(understand(f"{first} boats sank?"), passage("Three boats sank in the rain.")) == ()


def test_a_name_may_be_the_outlet_that_tells() -> None:
    told = replace(article("one", "", ["A ferry ran aground."]), outlet="Harbor Mail")
    assert missing(understand("What did the Harbor Mail report of a ferry?"), passages(told)[0]) == ()
