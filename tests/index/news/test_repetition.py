"""Which repeated paragraphs are standing lines of an outlet, and which are news that is told again."""

import random

import pytest

from index.news.article import Article, RawArticle
from index.news.newswire import parse
from index.news.repetition import STORIES, is_standing, may_be_standing

TOPICS = "harvest election ferry orchard tunnel library bakery".split()
WORDS = "oats rain bells cider moss lamps rope tar salt wool ferns nails sails crates gulls ink".split()


def stories(line: str, *, count: int = STORIES, about: str = "") -> list[Article]:
    """Stories on different topics, or all on one, that contain a line."""
    made = []
    for number in range(count):
        topic = about or TOPICS[number]
        rng = random.Random(number)
        body = f"The {topic} brought {' '.join(rng.choices(WORDS, k=12))} to the town.\n\n{line}"
        raw = RawArticle(body, title=f"News of the {topic} {number}", outlet="Aldby Post")
        made.append(parse(raw, corpus="main"))
    return made


@pytest.mark.parametrize(
    "line",
    [
        "Prices were right when this article was printed but may change.",
        "Reading this far means that you care; become a friend of the paper for two pence a week.",
        "The Aldby Post receives a grant from the Lantern Trust for its school reports.",
        "Need a break? Try our crossword.",
    ],
)
def test_a_line_about_the_reader_or_the_outlet_in_many_different_stories_is_standing(line: str) -> None:
    assert may_be_standing(line, "Aldby Post")
    assert is_standing(line, stories(line))


@pytest.mark.parametrize(
    "line",
    [
        "The cause of the fire is not known.",
        "Nobody was hurt, police said, and our town can sleep.",
        "“You will never see us again,” the captain shouted as the ferry sank.",
        "The ferry sank in 1987 with 193 people on board.",
        "The mayor declined to speak to the Aldby Post.",
    ],
)
def test_news_that_is_told_again_is_not(line: str) -> None:
    assert not may_be_standing(line, "Aldby Post")


def test_background_that_belongs_to_the_stories_around_it_is_not() -> None:
    line = "The ferry brought us rope, tar, salt, wool, oats and cider to the town."
    assert may_be_standing(line, "Aldby Post")
    assert not is_standing(line, stories(line, about="ferry"))


def test_too_few_stories_prove_nothing() -> None:
    line = "Need a break? Try our crossword."
    assert not is_standing(line, stories(line, count=STORIES - 1))


def test_an_outlet_is_known_by_its_host_too() -> None:
    line = "Aldby Post sport is printed on green paper since it went weekly."
    assert may_be_standing(line, "www.aldbypost.com")
    assert may_be_standing(line, "aldbypost.co.uk")
    assert not may_be_standing(line, "tansymail.com")
