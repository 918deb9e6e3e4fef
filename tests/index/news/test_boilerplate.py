"""Lines that their form alone gives away, and sentences that only look like them."""

import pytest

from index.news.article import RawArticle, Reason
from index.news.newswire import parse

LEAD = "The mill of Tansy burned down on Monday and nine people were hurt."
END = "The owner has promised to build it again before the next harvest."


def reason_of(line: str) -> Reason | None:
    """Why a line between two paragraphs is set aside; ``None`` if it is one of the paragraphs."""
    found = parse(RawArticle(f"{LEAD}\n\n{line}\n\n{END}", title="Mill burns"), corpus="main")
    return next((piece.reason for piece in found.set_aside if piece.text == line), None)


@pytest.mark.parametrize(
    "line",
    [
        "A ferry lies on its side off Aldby on Monday, May 5, 2025. (AP Photo/Ann Finch)",
        "Smoke over the mill on Monday. (Photo by Ann Finch/Getty Images)",
        "(Image credit: Ann Finch/Getty Images)",
        "Photograph: Ann Finch",
        "File photo",
    ],
)
def test_captions_and_picture_credits_are_set_aside(line: str) -> None:
    assert reason_of(line) is Reason.CAPTION


@pytest.mark.parametrize(
    "line",
    [
        "Email: ann@post.example",
        "Have a tip? Write to tips@post.example",
        "Ann Finch can be reached at ann@post.example.",
        "Ann Finch covers shipping for the Aldby Post. Reach her at ann@post.example or on X.",
    ],
)
def test_how_to_reach_the_newsroom_is_set_aside(line: str) -> None:
    assert reason_of(line) is Reason.FOLLOW_US


@pytest.mark.parametrize(
    "line",
    [
        "Share this article",
        "You may also like",
        "ADVERTISEMENT - CONTINUE READING BELOW",
        "Already a subscriber? Log in",
        "Support local journalism. Subscribe to the Aldby Post today.",
        "Thank you for reading the Aldby Post.",
        "Tags: mill, fire, Tansy",
        "5 min read",
        "This article was originally published by the Tansy Mail.",
    ],
)
def test_the_furniture_of_a_page_is_set_aside(line: str) -> None:
    assert reason_of(line) is Reason.PROMOTION


@pytest.mark.parametrize(
    "line",
    [
        "The crew was saved by a trawler that passed at noon, and the nine who were hurt are ashore. (Reuters)",
        "Comments by the mayor angered the whole town of Aldby.",
        "The mayor can be reached only by ferry in the winter.",
        "Email traffic rose by 9 percent on Monday, the carrier found.",
        "Images by the telescope show two moons beside the planet.",
        "Support for local journalism fell by half in ten years.",
        "Two men were held (Pool and Marsh) until the evening.",
        "The letter was originally published in 1902 and has been lost since.",
        "Contact with the ferry was lost shortly after noon on Monday.",
    ],
)
def test_a_sentence_of_the_story_is_kept(line: str) -> None:
    assert reason_of(line) is None
