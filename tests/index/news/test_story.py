"""When two articles are versions of one story."""

import random
from dataclasses import replace
from datetime import date

from index.news.article import Article, RawArticle
from index.news.newswire import parse
from index.news.story import DISTINCTIVE_WORDS, is_distinctive, match, ordered, text_key

SHARED = [
    "Harbour crews pulled nine sailors from the freezing water before dawn, the coast guard said.",
    "The freighter had left the port of Aldby on Sunday with a load of timber.",
    "A storm warning had been in force along the whole northern coast since midnight.",
]

WORDS = "oats rain bells cider moss lamps rope tar salt wool ferns nails sails crates gulls ink".split()


def tell(*paragraphs: str, corpus: str = "main", **known: str) -> Article:
    return parse(RawArticle("\n\n".join(paragraphs), **known), corpus=corpus)  # type: ignore[arg-type]  # the fields by name


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


def order(*versions: Article) -> list[tuple[int, bool]]:
    return [(each.article.version, each.inferred) for each in ordered(versions)]


class TestTheOrderOfVersions:
    def test_dates_decide_whatever_came_first(self) -> None:
        late = replace(tell(*SHARED, date="2025-05-17"), version=1)
        early = replace(tell(*SHARED, date="2025-05-16"), version=2)
        assert order(late, early) == [(2, False), (1, False)]

    def test_the_update_is_the_date_of_what_was_updated(self) -> None:
        updated = replace(tell(*SHARED, date="2025-05-16", updated="2025-05-18"), version=1)
        assert order(updated, replace(tell(*SHARED, date="2025-05-17"), version=2)) == [(2, False), (1, False)]

    def test_times_decide_within_a_day(self) -> None:
        evening = replace(tell(*SHARED, date="2025-05-16T20:00:00+00:00"), version=1)
        noon = replace(tell(*SHARED, date="2025-05-16T14:00:00+02:00"), version=2)
        assert order(evening, noon) == [(2, False), (1, False)]

    def test_without_a_date_the_one_that_has_more_is_later_and_its_place_is_inferred(self) -> None:
        grown = replace(tell(*SHARED, *filler(4, "ship")), version=1)
        bulletin = replace(tell(*SHARED), version=2)
        assert order(grown, bulletin) == [(2, True), (1, True)]

    def test_an_undated_one_stands_beside_the_dated_one_it_is_most_like(self) -> None:
        first = replace(tell(*SHARED, date="2025-05-16"), version=1)
        last = replace(tell(*SHARED, *filler(9, "ship"), date="2025-05-18"), version=2)
        between = replace(tell(*SHARED, *filler(1, "ship")), version=3)
        assert order(last, between, first) == [(1, False), (3, True), (2, False)]

    def test_what_its_sender_sends_again_replaces_what_came_before_though_it_be_shorter(self) -> None:
        first = replace(tell(*SHARED, *filler(4, "ship"), external_id="a1"), version=1)
        cut = replace(tell(*SHARED, external_id="a1"), version=2)
        assert order(cut, first) == [(1, True), (2, True)]

    def test_where_nothing_tells_the_order_of_arrival_does(self) -> None:
        first = replace(tell(*SHARED, *filler(3, "ship")), version=1)
        second = replace(tell(*SHARED, *filler(3, "crew")), version=2)
        assert order(second, first) == [(1, True), (2, True)]

    def test_a_story_of_one_version_has_nothing_to_infer(self) -> None:
        assert order(tell(*SHARED)) == [(1, False)]
        assert ordered([]) == ()


def test_an_edit_of_every_paragraph_is_a_version_if_it_comes_within_a_day() -> None:
    long = [" ".join(filler(3, topic)) for topic in ("ship", "crew", "coast")]

    def edit(date: str) -> Article:
        return tell(*(text.replace("Of the", "About the", 1) for text in long), date=date)

    first = tell(*long, date="2025-05-16")
    assert not {text_key(each.text) for each in first.paragraphs} & {
        text_key(each.text) for each in edit("").paragraphs
    }
    assert match(edit("2025-05-17"), [first]).story == first.id
    assert match(edit("2025-05-19"), [first]).version == 1


def test_what_an_outlet_prints_under_everything_makes_no_version() -> None:
    standing = frozenset(text_key(text) for text in SHARED)
    first = tell(*SHARED, *filler(2, "ship"))
    other = tell(*SHARED, *filler(6, "harvest"))
    assert match(other, [first]).version == 2
    assert match(other, [first], standing).version == 1
