"""How many independent sources stand behind some articles."""

from index.news.article import Article, RawArticle
from index.news.newswire import parse
from index.news.sources_of import agency, credited, sources_of

WRECK = (
    "Harbour crews pulled nine sailors from the freezing water before dawn, the coast guard said.\n\n"
    "The freighter had left the port of Aldby on Sunday with a load of timber for the mills of Tansy.\n\n"
    "A storm warning had been in force along the whole northern coast since midnight."
)
OWN_WORDS = (
    "Nine of a freighter's crew were saved on Monday, according to the mayor of Aldby.\n\n"
    "She said that a cutter had found them by their lamps, an hour after the ship went down."
)


def tell(text: str, **known: str) -> Article:
    return parse(RawArticle(text, **known), corpus="main")  # type: ignore[arg-type]


def names(*articles: Article) -> list[str | None]:
    return [source.name for source in sources_of(articles)]


def test_two_outlets_with_words_of_their_own_are_two_sources() -> None:
    assert names(tell(WRECK, outlet="Aldby Post"), tell(OWN_WORDS, outlet="Tansy Mail")) == [
        "Aldby Post",
        "Tansy Mail",
    ]


def test_another_outlets_copy_of_a_text_is_the_same_source() -> None:
    copy = tell(f"{WRECK}\n\nReaders of the Mail can send in their photos of the storm.", outlet="Tansy Mail")
    (source,) = sources_of([tell(WRECK, outlet="Aldby Post"), copy])
    assert (source.name, len(source.articles)) == ("Aldby Post", 2)


def test_texts_that_credit_one_agency_are_one_source_whatever_paper_prints_them() -> None:
    assert names(
        tell(f"ALDBY (AP) — {WRECK}", outlet="Aldby Post"),
        tell(f"TANSY, Norland (AP) — {OWN_WORDS}", outlet="Tansy Mail"),
    ) == ["AP"]


def test_an_outlet_that_reports_twice_is_one_source() -> None:
    assert names(tell(WRECK, outlet="The Aldby Post"), tell(OWN_WORDS, outlet="Aldby Post")) == ["The Aldby Post"]


def test_articles_without_an_outlet_are_told_apart_by_their_text() -> None:
    assert names(tell(WRECK), tell(OWN_WORDS)) == [None, None]
    assert names(tell(WRECK), tell(WRECK + "\n\nTwo were hurt.")) == [None]


def test_a_chain_of_copies_is_one_source() -> None:
    first, last = tell(WRECK, outlet="Aldby Post"), tell(OWN_WORDS, outlet="Tansy Mail")
    both = tell(f"{WRECK}\n\n{OWN_WORDS}", outlet="Aldby Post")
    copied = tell(f"{OWN_WORDS}\n\nThe mayor will speak again at noon.", outlet="Brack Echo")
    assert names(first, last, both, copied) == ["Aldby Post", "Tansy Mail"]


def test_nothing_has_no_source() -> None:
    assert sources_of([]) == ()


def test_the_agency_is_read_from_outlet_dateline_and_byline() -> None:
    assert agency(tell(WRECK, outlet="The Associated Press")) == "AP"
    assert agency(tell(f"ALDBY (Reuters) - {WRECK}", outlet="Aldby Post")) == "Reuters"
    assert agency(tell(WRECK, byline="Ann Finch, Associated Press", outlet="Aldby Post")) == "AP"
    assert agency(tell(WRECK, byline="Ann Finch, Associated Press writer", outlet="Aldby Post")) == "AP"
    assert agency(tell(WRECK, byline="Ann Finch", outlet="Aldby Post")) is None


def test_an_outlet_is_named_with_the_agency_whose_text_it_prints() -> None:
    assert credited(tell(f"ALDBY (Reuters) - {WRECK}", outlet="Aldby Post")) == "Aldby Post (Reuters)"
    assert credited(tell(f"ALDBY (AP) — {WRECK}")) == "AP"
    assert credited(tell(WRECK, outlet="Aldby Post")) == "Aldby Post"
    assert credited(tell(WRECK)) == ""
