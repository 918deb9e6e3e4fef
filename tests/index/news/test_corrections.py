"""Corrections, clarifications and kills, as outlets word them, and news that only sounds like one."""

import pytest

from index.news.article import Article, Change, RawArticle
from index.news.corrections import notices
from index.news.kills import reason
from index.news.newswire import parse
from index.news.notice import Kind, Notice
from index.news.noticed import about, opening, told_by

LEAD = "The Elmstead school board approved a budget on Wednesday night that cuts 40 teaching jobs."
REST = "Superintendent Gloria Dunleavy said a fall in enrollment left the district no choice."


def tell(*paragraphs: str, title: str = "", **known: str) -> Article:
    return parse(RawArticle("\n\n".join(paragraphs), title=title or None, **known), corpus="main")  # type: ignore[arg-type]


def only(article: Article) -> Notice:
    [found] = notices(article)
    return found


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        (
            "Correction: An earlier version of this story said 40 jobs would go. In fact 14 will.",
            ("40 jobs would go", "In fact 14 will"),
        ),
        (
            "CORRECTION: This story has been corrected to show that 14 people, not 40, were hurt.",
            ("40", "14 people"),
        ),
        (
            "This story has been corrected to fix the number of jobs to 14 instead of 40.",
            ("40", "This story has been corrected to fix the number of jobs to 14"),
        ),
        (
            "Correction: An earlier version of this story misspelled the name of Miles Okafor. It is "
            "Myles Okafor.",
            ("Miles Okafor", "It is Myles Okafor"),
        ),
        (
            "A previous version of this article misspelled Myles Okafor’s first name as Miles. He is a trustee.",
            ("Miles", "He is a trustee"),
        ),
        (
            "Editor’s note: The original version of this story incorrectly stated that 40 jobs would "
            "go when in fact 14 will.",
            ("40 jobs would go", "14 will"),
        ),
        (
            "(Corrects paragraph 2 to say the district will cut 14 jobs, not 40)",
            ("40", "the district will cut 14 jobs"),
        ),
        (
            "CORRECTION: An earlier version of this story incorrectly reported the grant awarded to "
            "the school. It is $27.1 million.",
            ("", "It is $27.1 million"),
        ),
        (
            "Correction: An earlier version of this story misstated when the rain fell. It was Tuesday.",
            ("", "It was Tuesday"),
        ),
        ("CORRECTION: The vote was on Tuesday. The council met at 7 p.m.", ("", "The vote was on Tuesday")),
        ("An earlier version of this story misspelled the minister’s name.", ("", "")),
        ("This story has been corrected to fix the spelling of the mayor’s name.", ("", "")),
    ],
)
def test_a_correction_in_a_story_says_what_takes_whose_place(text: str, changes: tuple[str, str]) -> None:
    found = only(tell(LEAD, REST, text, title="Board cuts jobs"))
    assert found.kind is Kind.CORRECTION
    assert not found.alone
    assert found.paragraph == 3
    assert found.text == text
    assert found.changes == (Change(*changes),)


def test_a_correction_of_its_own_tells_its_story_by_what_it_was_about() -> None:
    story = tell(LEAD, REST, title="Elmstead district to cut 40 jobs", date="2025-09-15", outlet="Meridian Wire")
    notice = tell(
        "In a story published Sept. 15 about the budget of the Elmstead school district, Meridian Wire reported "
        "erroneously that 40 teaching jobs would be cut. The district will cut 14 teaching jobs.",
        "The story also gave the wrong first name for a trustee. He is Myles Okafor, not Miles.",
        title="Correction: Elmstead school budget story",
        date="2025-09-20",
        outlet="Meridian Wire",
    )
    first, second = notices(notice)
    assert first.alone
    assert first.changes == (Change("40 teaching jobs would be cut", "The district will cut 14 teaching jobs"),)
    assert second.changes == (Change("Miles", "He is Myles Okafor"),)
    assert all(about(one, notice, told_by(story), opening(story)) for one in (first, second))
    other = tell(
        "The Elmstead council opened a new bridge.", REST, title="Bridge opens in Elmstead", date="2025-09-15"
    )
    later = tell(LEAD, REST, title="Elmstead district to cut 40 jobs", date="2025-09-29", outlet="Meridian Wire")
    elsewhere = tell(
        LEAD, REST, title="Elmstead district to cut 40 jobs", date="2025-09-15", outlet="Northlight Press"
    )
    for one in (other, later, elsewhere):
        assert not about(first, notice, told_by(one), opening(one))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("CLARIFICATION: This story has been updated to clarify comments from the mayor.", Kind.CLARIFICATION),
        (
            "Corrections & Clarifications: A previous version of this story misstated which firms may ask.",
            Kind.CORRECTION,
        ),
        ("Editor’s note: An earlier version of this story omitted the coach’s reply.", Kind.CORRECTION),
        ("In a May 3 story, Meridian Wire misidentified the pilot of the plane.", Kind.CORRECTION),
    ],
)
def test_notices_without_a_new_fact_are_recognised(text: str, kind: Kind) -> None:
    assert only(tell(LEAD, text, REST, title="Board cuts jobs")).kind is kind


@pytest.mark.parametrize(
    "title",
    [
        "CORRECTED - BOARD CUTS 14 JOBS",
        "UPDATE 1-CORRECTED-Board cuts 14 jobs",
        "BC-US--Elmstead-Schools, Correction",
    ],
)
def test_agencies_mark_a_correction_in_the_headline(title: str) -> None:
    text = "The district corrected the figure: 14 jobs will go, not 40."
    assert only(tell(text, REST, title=title)).kind is Kind.CORRECTION


STORY = tell(
    LEAD,
    REST,
    title="Mayor of Tansy resigns over a goat",
    date="2025-06-02",
    outlet="Meridian Wire",
    external_id="BC-EU--Tansy-Mayor",
)
KILLS = [
    ("KILL: Mayor of Tansy resigns over a goat", "The mayor has not resigned. The report was a hoax."),
    ("STORY WITHDRAWN: Mayor of Tansy resigns over a goat", "The letter that it quoted was a hoax."),
    (
        "KILL NOTICE",
        "Editors: please kill the story headlined “Mayor of Tansy resigns over a goat.” It was a hoax.",
    ),
    (
        "ADVISORY: Tansy mayor, mandatory kill",
        "Editors: Kill the story slugged BC-EU--Tansy-Mayor. It was a hoax.",
    ),
    ("BC-EU--Tansy-Mayor, KILL", "This is a mandatory kill. The letter was a hoax, the police said."),
    ("Retraction: Mayor of Tansy resigns over a goat", "Meridian Wire has retracted its story. It was a hoax."),
    ("Note to clients", "Editors, please withdraw the story “Mayor of Tansy resigns over a goat”. It was a hoax."),
]


@pytest.mark.parametrize(("title", "text"), KILLS)
def test_a_kill_notice_names_the_story_and_says_why(title: str, text: str) -> None:
    notice = tell(text, "We regret it.", title=title, date="2025-06-03", outlet="Meridian Wire")
    kill = only(notice)
    assert kill.kind is Kind.KILL
    assert kill.alone
    assert "hoax" in reason(kill)
    assert about(kill, notice, told_by(STORY))
    denied = tell(LEAD, title="Mayor of Tansy denies that he resigns", date="2025-06-02", outlet="Meridian Wire")
    assert not about(kill, notice, told_by(denied))


def test_a_story_that_says_it_is_withdrawn_is_killed_itself() -> None:
    note = "Editor’s note: This story has been retracted because its author made up the quotes."
    kill = only(tell(note, LEAD, REST, title="Board cuts jobs"))
    assert kill.kind is Kind.KILL
    assert not kill.alone
    assert reason(kill) == note


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Kill Bill returns to cinemas", "The film has been withdrawn from two festivals before."),
        ("Stocks slip", "A correction in the market was overdue, traders said, and the index fell 4%, not 3%."),
        (
            "Withdrawn: 40,000 cars after brake fault",
            "The maker said the cars would be withdrawn from sale this week.",
        ),
        ("Editor’s note", "Editor’s note: This story is part of a series on rivers and their people."),
        ("Police fire", "The president ordered security forces to kill without warning, a station reported."),
        ("Journal pulls study", "The study has been retracted, the journal said, because the data were false."),
        (
            "Prison budget",
            "The Department of Corrections: The mayor will cut its budget by $4 million, not $3 million.",
        ),
        (
            "Ferry runs aground",
            "The operator corrected the number of passengers to 208, after four had not boarded.",
        ),
        ("Clip gone", "A video in this story was removed after a complaint by the band’s label."),
        ("Ministry", "This report was withdrawn by the ministry last year, and a new one is awaited."),
        ("School list", "This story was removed from the reading list of three schools in the county."),
        ("Markets", "A market correction: The index fell 10% in a week, its worst since 2020, traders said."),
        ("Markets", "Correction or crash? The index fell 10% in a week, and few expect it to stop there."),
        ("A version of the truth", "“An earlier version of this story was wrong,” the witness told the court."),
    ],
)
def test_news_that_only_sounds_like_one_is_none(title: str, text: str) -> None:
    assert notices(tell(text, REST, title=title)) == ()
