import pytest

from bot.answering import acts
from bot.answering.claims import Claim, claim
from bot.answering.finding import sentences
from bot.answering.question import understand
from tests.bot.answering.copy import article, passages


def told(question: str, text: str, headline: str = "Talks in Halmstad") -> set[Claim]:
    """What the sentences of a paragraph say of the act that a question asks about, where they say anything."""
    act = acts.asked(understand(question))
    assert act is not None
    [passage] = passages(article("story", headline, [text]))
    return {claim(act, each) for each in sentences(passage)} - {Claim.SILENT}


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Did Ada Frost attend?", "Ada Frost spurned an offer to meet in Halmstad on Friday."),
        ("did frost attend the talks", "Mayor Ada Frost stayed away from the talks and sent her deputy."),
        ("Did Ada Frost attend the summit?", "Frost rejected an invitation to the meeting in Halmstad."),
        ("Did the council accept the offer?", "The council turned the offer down by 12 votes to 3."),
        ("Did the players support a strike?", "The players voted 61 to 7 against a strike."),
        ("Did Ada Frost sign the pact?", "Ada Frost, who had helped to write it, refused to sign the pact."),
        ("Did Frost win the race?", "Ada Frost of Norway finished second in the race."),
        ("Did Ada Frost resign?", "The mayor, Ada Frost, rejected calls to resign over the fire."),
        ("Was Ada Frost convicted?", "A jury acquitted the former mayor Ada Frost of theft."),
        ("Will Ada Frost appeal?", "Ada Frost said she would not appeal."),
        ("Did Frost admit the theft?", "Ada Frost smiled. She denied the theft."),
    ],
)
def test_what_is_told_in_other_words_was_not_done(question: str, text: str) -> None:
    assert told(question, text) == {Claim.NOT_DONE}


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Did Ada Frost attend the meeting?", "Ada Frost joined the meeting as a guest."),
        ("Did the drivers accept the raise?", "Drivers called off a strike after accepting a raise of 7%."),
        ("Was the deal rejected?", "The deal was rejected by the union."),
        ("Why did Ada Frost step down?", "Mayor Ada Frost left office on Monday over the bills."),
        ("Why is Ada Frost quitting?", "Ada Frost said she would step down because of her health."),
        ("Why didn't Ada Frost attend the talks?", "Ada Frost skipped the talks because of a storm."),
    ],
)
def test_what_is_told_in_other_words_was_done(question: str, text: str) -> None:
    assert told(question, text) == {Claim.DONE}


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Did Lars Holm resign?", "Mayor Ada Frost resigned, and her adviser Lars Holm went home."),
        ("Did Lars Holm attend the talks?", "Lars Holm said Ada Frost skipped the talks."),
        ("Did Japan reject an offer?", "Mayor Ada Frost rejected an offer from Japan."),
        ("Did Mira Frost win the race?", "Ada Frost won the race."),
    ],
)
def test_the_act_of_another_is_not_theirs(question: str, text: str) -> None:
    assert told(question, text) == {Claim.ANOTHERS}


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Did Ada Frost resign?", "Ada Frost threatened to resign."),
        ("Did Ada Frost sign the pact?", "Ada Frost may sign the pact next week."),
        ("Did Ada Frost accept the offer?", "Ada Frost did not reject the offer."),
        ("Did Ada Frost attend the wedding?", "Ada Frost skipped the talks."),
    ],
)
def test_a_plan_or_another_occasion_makes_nothing_sure(question: str, text: str) -> None:
    assert told(question, text) == {Claim.UNSURE}


def test_a_lead_may_leave_the_name_for_later() -> None:
    act = acts.asked(understand("Did Ada Frost resign?"))
    assert act is not None
    texts = ["The mayor of Halmstad resigned on Friday.", "Ada Frost, 61, gave no reason.", "It rained."]
    leads = passages(article("story", "Mayor resigns", texts))
    assert [claim(act, sentences(one)[0]) for one in leads] == [Claim.UNSURE, Claim.SILENT, Claim.SILENT]


@pytest.mark.parametrize("question", ["Did it rain?", "Who resigned?", "Did attend?", "Is Halmstad a town?"])
def test_a_question_for_no_known_act_is_none(question: str) -> None:
    assert acts.asked(understand(question)) is None


def test_whoever_agreed_on_something_else_did_not_agree_on_what_is_asked() -> None:
    text = "The peace talks ended early, and while both sides agreed on a large swap, they remained far apart."
    assert told("Did both sides agree on a ceasefire?", text, "A ceasefire is not near") == {Claim.UNSURE}
    assert told("Did both sides agree on a swap?", text) == {Claim.DONE}
    assert told("Did Frost win Halmstad?", "Ada Frost won the final on Sunday.", "Final in Halmstad") == {
        Claim.DONE
    }
