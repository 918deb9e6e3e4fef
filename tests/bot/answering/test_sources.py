"""An answer says how many independent outlets stand behind it."""

from dataclasses import replace

from bot.answering.answer import Sources
from bot.answering.sources import behind
from index.news.article import Article, Occurrence, Passage
from tests.bot.answering.copy import article

TEXT = (
    "Mayor Teresa Quill opened the regatta on Saturday at the Lantern Pier, where many people watched the boats."
)


def told(outlet: str, text: str = TEXT, story: str = "") -> Article:
    return replace(article(f"{outlet}{story}", "Regatta", [text]), outlet=outlet, story=story or outlet)


def by(*articles: Article, also: tuple[Article, ...] = ()) -> Sources | None:
    return behind(
        [
            Passage(one, one.paragraphs[0], 1.0, also=tuple(Occurrence(each, 1) for each in also))
            for one in articles
        ]
    )


def test_outlets_with_words_of_their_own_are_independent() -> None:
    found = by(
        told("Port Post"),
        told("Halden Mail", "It was the mayor, Quill, who fired the gun for the boats to start."),
    )
    assert found == Sources(2)
    assert found.told() == "2 independent sources"


def test_versions_of_a_story_and_an_outlet_s_own_second_story_are_one_source() -> None:
    assert by(told("MW", story="s"), told("MW", TEXT + " It rained.", story="s")) == Sources(1)
    assert by(
        told("MW"), told("Meridian Wire", "The boats left at noon, after the gun of Mayor Quill had gone off.")
    ) == Sources(1)


def test_a_copy_of_another_outlet_s_text_carries_it() -> None:
    found = by(told("Meridian Wire"), also=(told("Tresk Gazette"),))
    assert found is not None
    assert found.told() == "1 source; also carried by Tresk Gazette"


def test_nothing_read_has_no_sources() -> None:
    assert behind([]) is None
