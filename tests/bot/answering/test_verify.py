import pytest

from bot.answering.verify import supported, unsupported

STRIKE = "Owners of the Halden glass factory agreed on May 16 to raise wages by 6%, union leader Marit Foss said."
QUOTE = "“We held out for eleven days,” said Paul Adeyemi of the American firm, which lost $4 million. “It hurt.”"


@pytest.mark.parametrize(
    "sentence",
    [
        STRIKE,
        "Marit Foss said wages rise by 6 percent.",
        "MARIT FOSS said so on 16 May.",
        'Adeyemi said: "We held out for eleven days."',
        "Paul Adeyemi said it cost 4 million dollars.",
        'He said "We held out ... days" after 11 days.',
        "Workers got a raise.",
        "The U.S. firm lost money.",
        "Foss and Adeyemi spoke.",
    ],
)
def test_what_the_paragraphs_say_is_supported(sentence: str) -> None:
    assert unsupported(sentence, [STRIKE, QUOTE]) == ()
    assert supported(sentence, [STRIKE, QUOTE])


@pytest.mark.parametrize(
    ("sentence", "made_up"),
    [
        ("Wages rise by 7%.", "7%"),
        ("Wages rise by 16%.", "16%"),
        ("The firm lost $4 billion.", "4000000000"),
        ("The firm lost $40 million.", "40000000"),
        ("They held out for twelve days.", "12"),
        ("Marit Voss said so.", "Marit Voss"),
        ("Karin Foss said so.", "Karin Foss"),
        ("Wages rise on May 17.", "may 17"),
        ("Wages rise on June 16.", "jun 16"),
        ("They agreed on Friday.", "friday"),
        ('"We gave in after eleven days," said Adeyemi.', "we gave in after eleven days,"),
        ("The Canadian firm lost money.", "Canadian"),
    ],
)
def test_what_they_do_not_say_is_named(sentence: str, made_up: str) -> None:
    assert made_up in unsupported(sentence, [STRIKE, QUOTE])
    assert not supported(sentence, [STRIKE, QUOTE])


def test_a_quotation_may_not_be_put_together_from_two_paragraphs() -> None:
    assert not supported('"It hurt. Nobody won."', ["“It hurt.”", "“Nobody won.”"])


def test_a_quotation_must_stand_in_a_paragraph_that_is_cited() -> None:
    assert supported("Adeyemi said “It hurt.”", [QUOTE])
    assert not supported("Adeyemi said “It hurt.”", [STRIKE])


def test_a_number_may_not_be_cut_out_of_a_longer_one() -> None:
    assert not supported("It cost 300.", ["It cost 2,300."])
    assert not supported("It cost 1,000.", ["It cost 11,000."])
    assert supported("It cost 1000.", ["It cost 1,000."])


def test_a_sentence_without_citation_is_not_supported() -> None:
    assert not supported("Wages rise.", [])


def test_a_rest_of_a_name_does_not_make_the_name() -> None:
    assert not supported("Foss Marit said so.", [STRIKE])
