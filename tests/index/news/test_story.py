"""When two articles are versions of one story."""

import random
from dataclasses import replace
from datetime import date

from index.news.article import Article, RawArticle
from index.news.newswire import parse
from index.news.story import DISTINCTIVE_WORDS, is_distinctive, match, text_key

SHARED = [
    "Harbour crews pulled nine sailors from the freezing water before dawn, the coast guard said.",
    "The freighter had left the port of Aldby on Sunday with a load of timber.",
    "A storm warning had been in force along the whole northern coast since midnight.",
]

WORDS = "oats rain bells cider moss lamps rope tar salt wool ferns nails sails crates gulls ink".split()


def tell(*paragraphs: str, corpus: str = "main", **known: str) -> Article:
    return parse(RawArticle("\n\n".join(paragraphs), **known), corpus=corpus)  # type: ignore[arg-type]


def filler(count: int, topic: str) -> list[str]:
    rng = random.Random(topic)
    return [f"Of the {topic} number {n} says {' '.join(rng.choices(WORDS, k=9))}." for n in range(count)]


def test_a_new_article_stays_a_story_of_its_own() -> None:
    article = tell(*filler(4, "harvest"))
    assert match(article, []) == article
    assert match(article, [tell(*filler(4, "election"))]) == article
    assert article.story == article.id
    assert article.version == 1


def test_three_shared_paragraphs_make_a_version() -> None:
    first = tell(*SHARED, *filler(7, "ship"))
    second = match(tell(*filler(6, "rescue"), *SHARED), [first])
    assert (second.story, second.version) == (first.id, 2)


def test_quotes_case_and_spaces_do_not_hide_a_shared_paragraph() -> None:
    assert text_key("He said  “no” to it") == text_key('he said "No" to it')


def test_a_bulletin_and_the_story_it_grew_into_are_one() -> None:
    bulletin = tell(SHARED[0], SHARED[1])
    grown = match(tell(*SHARED[:2], *filler(12, "ship")), [bulletin])
    assert grown.story == bulletin.id


def test_three_standing_lines_do_not_unite_long_roundups() -> None:
    article = tell(*SHARED, *filler(30, "monday"))
    assert match(article, [tell(*SHARED, *filler(30, "tuesday"))]) == article


def test_one_standing_line_does_not_unite_short_lists() -> None:
    line = "The following offerings were filed today with the commission:"
    article = tell(line, "Acme, two million shares.")
    assert match(article, [tell(line, "Bolt, one million shares.")]) == article


def test_short_paragraphs_prove_nothing() -> None:
    short = ["He declined to comment.", "Nobody was hurt, police said.", "An inquiry has begun.", "It is over."]
    assert not any(is_distinctive(text) for text in short)
    assert is_distinctive(" ".join(["word"] * DISTINCTIVE_WORDS))
    article = tell(*short, *filler(2, "fire"))
    assert match(article, [tell(*short, *filler(2, "crash"))]) == article


def test_background_repeated_weeks_later_makes_no_version() -> None:
    first = tell(*SHARED, date="2025-05-01")
    assert (
        match(
            tell(*SHARED, "And a trial opened over it, with ten more witnesses.", date="2025-05-20"), [first]
        ).version
        == 1
    )
    assert (
        match(tell(*SHARED, "And a tenth was found alive on the shore.", date="2025-05-08"), [first]).version == 2
    )
    assert match(tell(*SHARED, "And a tenth was found alive on the shore."), [first]).version == 2


def test_the_senders_id_or_the_address_outweighs_text_and_date() -> None:
    first = tell(*SHARED, date="2025-05-01", external_id="a1")
    other = tell(*filler(3, "ship"), date="2025-09-01", external_id="a1")
    assert match(other, [first]).story == first.id
    first = tell(*SHARED, date="2025-05-01", url="https://news.example/a")
    other = tell(*filler(3, "ship"), date="2025-09-01", url="https://news.example/a")
    assert match(other, [first]).story == first.id


def test_a_version_follows_the_latest_of_its_story() -> None:
    first = tell(*SHARED)
    second = match(tell(*SHARED, "A tenth sailor was found on Monday."), [first])
    third = match(tell(*SHARED, "All ten went home on Tuesday."), [second, first])
    assert (third.story, third.version) == (first.id, 3)


def test_the_same_article_again_is_no_version_of_itself() -> None:
    article = tell(*SHARED)
    assert match(article, [article]) == article


def test_corpora_share_no_story() -> None:
    article = tell(*SHARED)
    assert match(article, [tell(*SHARED, corpus="other")]) == article


def test_of_two_stories_the_closer_is_taken() -> None:
    loose = replace(tell(SHARED[0], *filler(1, "ship")), published=date(2025, 5, 1))
    close = tell(*SHARED)
    assert match(tell(*SHARED, "A tenth sailor was found on Monday."), [loose, close]).story == close.id
