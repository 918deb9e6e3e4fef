from datetime import date, datetime

import pytest

from index import samples
from index.news.article import Article, HeadlineOrigin, RawArticle, Reason
from index.news.newswire import parse
from index.news.sources.files import Refusal, read

NAMES = [
    "cable-car-1.txt",
    "cable-car-2.txt",
    "cable-car-update.txt",
    "council-vote.md",
    "cup-final.html",
    "desk.jsonl, line 1",
    "desk.jsonl, line 2",
    "desk.jsonl, line 3",
    "desk.jsonl, line 4",
    "flood.txt",
    "istanbul-talks-1.txt",
    "istanbul-talks-2.txt",
    "museum-theft.txt",
    "wire.jsonl, line 1",
    "wire.jsonl, line 2",
]


def raw() -> dict[str, RawArticle]:
    found = list(read(samples.folder()))
    assert not [one for one in found if isinstance(one, Refusal)]
    return {one.origin.rpartition("/")[2]: one for one in found if isinstance(one, RawArticle)}


@pytest.fixture(scope="module", name="stories")
def fixture_stories() -> dict[str, Article]:
    return {name: parse(one, corpus="main") for name, one in raw().items()}


def test_there_are_fifteen_articles() -> None:
    assert list(raw()) == NAMES


@pytest.mark.parametrize(
    ("name", "headline", "place", "published", "paragraphs"),
    [
        ("cable-car-1.txt", "Storm stops cable car", "SANKT VEITEN, Switzerland", date(2025, 6, 21), 6),
        ("cable-car-2.txt", "All 74 passengers safe", "SANKT VEITEN, Switzerland", date(2025, 6, 22), 9),
        ("cable-car-update.txt", "Helicopters lift first", "SANKT VEITEN, Switzerland", None, 7),
        ("desk.jsonl, line 2", "Diver finds silver crown", "ALTMOOR, Austria", date(2025, 7, 2), 3),
        ("desk.jsonl, line 3", "KILL NOTICE", None, date(2025, 7, 3), 2),
        ("desk.jsonl, line 4", "Correction: Market Street", "BRIDGEFORD, Ohio", date(2025, 9, 19), 1),
        ("council-vote.md", "Bridgeford council votes 7-4", "BRIDGEFORD, Ohio", date(2025, 9, 17), 10),
        (
            "cup-final.html",
            "Faro’s late strike",
            "LEEDS, England",
            datetime.fromisoformat("2025-05-24T18:40:00+01:00"),
            8,
        ),
        ("flood.txt", "River bursts its banks", "LIPOVEC, Slovenia", date(2025, 11, 4), 8),
        ("istanbul-talks-1.txt", "Negotiators from Russia", "ISTANBUL, Turkey", date(2025, 5, 16), 14),
        ("istanbul-talks-2.txt", "Russia and Ukraine agree on", "ISTANBUL, Turkey", None, 15),
        ("museum-theft.txt", "Thieves take five clocks", "LYON, France", None, 11),
        ("wire.jsonl, line 1", "Solvane profit doubles", "AARHUS, Denmark", date(2025, 7, 31), 7),
        ("wire.jsonl, line 2", "Telescope in Chile", "SAN PEDRO DE ATACAMA, Chile", date(2025, 10, 8), 7),
    ],
)
def test_each_story_is_read_as_a_reader_would_read_it(
    stories: dict[str, Article],
    name: str,
    headline: str,
    place: str | None,
    published: date | None,
    paragraphs: int,
) -> None:
    story = stories[name]
    assert story.headline.startswith(headline)
    assert (story.place, story.published, len(story.paragraphs)) == (place, published, paragraphs)
    assert story.outlet in ("MW", "Meridian Wire")
    assert story.language == "en"


def test_only_the_first_version_has_a_made_headline(stories: dict[str, Article]) -> None:
    made = [name for name, story in stories.items() if story.headline_origin is HeadlineOrigin.LEAD]
    assert made == ["istanbul-talks-1.txt"]


def test_what_is_no_news_is_in_no_paragraph(stories: dict[str, Article]) -> None:
    for name, story in stories.items():
        text = "\n".join(paragraph.text for paragraph in story.paragraphs)
        for aside in (
            "What to know",
            "travel",
            "Updated",
            "___",
            "contributed to",
            "Follow our",
            "rights reserved",
        ):
            assert aside not in text, name
        assert "Most read" not in text
        assert "(MW)" not in text


def test_the_second_version_sets_aside_what_wire_copy_carries(stories: dict[str, Article]) -> None:
    reasons = {piece.reason for piece in stories["istanbul-talks-2.txt"].set_aside}
    assert {Reason.PROMOTION, Reason.RULE, Reason.CONTRIBUTORS, Reason.FOLLOW_US, Reason.DATE_LINE} <= reasons


def test_bullets_that_are_news_are_paragraphs(stories: dict[str, Article]) -> None:
    texts = [paragraph.text for paragraph in stories["museum-theft.txt"].paragraphs]
    assert "A pocket watch that belonged to the explorer Étienne Vasseur." in texts


def test_hard_wrapped_lines_are_joined(stories: dict[str, Article]) -> None:
    assert (
        stories["flood.txt"]
        .paragraphs[1]
        .text.startswith(
            "Nobody was killed. Two firefighters were treated for hypothermia after their boat overturned"
        )
    )


def test_the_two_versions_share_some_paragraphs_and_reword_the_others(stories: dict[str, Article]) -> None:
    first, second = (
        {paragraph.text for paragraph in stories[f"istanbul-talks-{number}.txt"].paragraphs} for number in (1, 2)
    )
    assert len(first & second) == 4


def test_the_bytes_are_as_they_were_sent() -> None:
    assert samples.folder().joinpath("flood.txt").read_bytes().count(b"\r\n") == 38
    assert b"\x93They knew" in samples.folder().joinpath("museum-theft.txt").read_bytes()


def test_every_question_is_answered_by_words_of_the_stories(stories: dict[str, Article]) -> None:
    text = "\n".join(paragraph.text for story in stories.values() for paragraph in story.paragraphs)
    answers = (
        "Defense Minister Rustem Umerov, who led the Ukrainian delegation",
        "1,000 prisoners of war",
        "Ines Faro scored the winning goal",
    )
    assert len(samples.QUESTIONS) == len(answers)
    for answer in answers:
        assert answer in text
