"""How wire copy becomes an article. All copy here is invented."""

import html
import textwrap
import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from index.errors import NoText
from index.news.article import Article, HeadlineOrigin, RawArticle, Reason
from index.news.newswire import parse

LEAD = "Nine sailors were pulled from the freezing water before dawn on Monday, the coast guard said."
SECOND = "The freighter had left the port of Aldby on Sunday with a load of timber and two passengers."
THIRD = "Rescue crews from three towns searched the northern coast until noon, Capt. Ida Holm said."

EDT = timezone(timedelta(hours=-4))


def read(*blocks: str, corpus: str = "main", **known: object) -> Article:
    return parse(RawArticle("\n\n".join(blocks), **known), corpus=corpus)  # type: ignore[arg-type]  # the fields by name


def texts(article: Article) -> list[str]:
    return [paragraph.text for paragraph in article.paragraphs]


def aside(article: Article, reason: Reason) -> list[str]:
    return [piece.text for piece in article.set_aside if piece.reason is reason]


class TestText:
    def test_paragraphs_are_numbered_from_one(self) -> None:
        article = read(LEAD, SECOND, THIRD)
        assert [(each.number, each.text) for each in article.paragraphs] == [(1, LEAD), (2, SECOND), (3, THIRD)]

    def test_entities_unseen_characters_and_line_ends_are_normalised(self) -> None:
        raw = (
            "\ufeffThe caf\u00e9&#8217;s \u201cnew\u201d\u00a0owner won 5\u2009&amp;\u202f6 re\u00adsounding "
            "vic\u200btories.\r\n\r\nHe left&nbsp;town.\r"
        )
        assert texts(read(raw)) == ["The café’s “new” owner won 5 & 6 resounding victories.", "He left town."]

    def test_what_looks_like_an_entity_in_an_address_stays(self) -> None:
        line = "The form stands at https://a.example/?x=1&copy=2 until Friday, the town said."
        assert texts(read(LEAD, line))[1] == line

    def test_without_blank_lines_each_line_is_a_paragraph(self) -> None:
        long = [LEAD + " " + SECOND, SECOND + " " + THIRD, THIRD + " " + LEAD]
        assert texts(read("\n".join(long))) == long

    @pytest.mark.parametrize("style", ["blank", "indented", "both"])
    def test_hard_wrapped_copy_is_joined(self, style: str) -> None:
        indent = "" if style == "blank" else "    "
        wrapped = [textwrap.fill(text, 60, initial_indent=indent) for text in (LEAD, SECOND, THIRD)]
        article = read(("\n" if style == "indented" else "\n\n").join(wrapped))
        assert texts(article) == [LEAD, SECOND, THIRD]

    def test_a_dash_that_wrapping_put_first_is_no_bullet(self) -> None:
        text = (
            "The minister of fisheries spoke for the whole of the evening\n"
            "- and most of the night - about the freighter, its crew and\n"
            "the two passengers, whose names are not known."
        )
        assert texts(read(text)) == [" ".join(text.split())]

    def test_bullets_are_paragraphs_without_their_glyph(self) -> None:
        article = read(LEAD, "The rules say:", "• No ships at night.\n  - No timber on deck.\n* No passengers.")
        assert texts(article)[2:] == ["No ships at night.", "No timber on deck.", "No passengers."]

    @pytest.mark.parametrize(
        "text", ["", " \n\n ", "___\n\n***", "hello", "https://news.example/a-b-c-d", "12 345 67"]
    )
    def test_a_text_without_a_sentence_is_refused(self, text: str) -> None:
        with pytest.raises(NoText, match="Not one sentence was found in wire"):
            read(text, title="A headline", origin="wire.txt")


class TestHeadline:
    def test_a_given_one_is_kept_and_not_repeated(self) -> None:
        article = read("Nine saved &amp; well", LEAD, title="Nine saved & well")
        assert (article.headline, article.headline_origin) == ("Nine saved & well", HeadlineOrigin.GIVEN)
        assert texts(article) == [LEAD]
        assert aside(article, Reason.HEADLINE) == ["Nine saved & well"]

    @pytest.mark.parametrize(
        "line", ["Nine sailors saved off Aldby", "Who sank the Aldby freighter?", "TARIFFS MAY FALL - MINISTER"]
    )
    def test_a_short_first_line_is_one(self, line: str) -> None:
        article = read(line, LEAD)
        assert (article.headline, article.headline_origin) == (line, HeadlineOrigin.FIRST_LINE)
        assert texts(article) == [LEAD]

    def test_else_it_is_made_from_the_lead_and_said_to_be(self) -> None:
        article = read("ALDBY, Norland (NWA) — " + LEAD, SECOND)
        assert (
            article.headline
            == "Nine sailors were pulled from the freezing water before dawn on Monday, the coast guard…"
        )
        assert article.headline_origin is HeadlineOrigin.LEAD
        assert "no headline" in article.warnings[0]

    def test_a_sentence_a_dateline_or_a_lone_line_is_none(self) -> None:
        assert read("The talks failed.", LEAD).headline_origin is HeadlineOrigin.LEAD
        assert read("Talks may go on in Aldby on Friday").headline_origin is HeadlineOrigin.LEAD
        assert read("ALDBY (NWA) — The talks go on, an envoy says", LEAD).headline_origin is HeadlineOrigin.LEAD


class TestDateline:
    @pytest.mark.parametrize(
        ("opening", "place", "outlet"),
        [
            ("ALDBY, Norland (AP) — ", "ALDBY, Norland", "AP"),
            ("LONDON, May 16 (Reuters) - ", "LONDON", "Reuters"),
            ("WASHINGTON (CNN) -- ", "WASHINGTON", "CNN"),
            ("NEW YORK, March 2 - ", "NEW YORK", None),
            ("PARIS — ", "PARIS", None),
            ("KYIV, Ukraine —", "KYIV, Ukraine", None),
            ("ST. PAUL, Minn. – ", "ST. PAUL, Minn.", None),
            ("WASHINGTON, D.C. (NWA) — ", "WASHINGTON, D.C.", "NWA"),
            ("CIUDAD ACUÑA, Mexico — ", "CIUDAD ACUÑA, Mexico", None),
            ("GENEVA/PARIS, May 3 (Reuters) - ", "GENEVA/PARIS", "Reuters"),
            ("Bangkok, Thailand (CNN) -- ", "Bangkok, Thailand", "CNN"),
            ("(CNN) -- ", None, "CNN"),
        ],
    )
    def test_it_gives_place_and_outlet_and_leaves_the_paragraph(
        self, opening: str, place: str | None, outlet: str | None
    ) -> None:
        article = read(opening + LEAD, SECOND)
        assert (article.place, article.outlet) == (place, outlet)
        assert texts(article) == [LEAD, SECOND]
        assert aside(article, Reason.DATELINE) == [opening.strip()]
        assert article.published is None

    @pytest.mark.parametrize(
        ("line", "place", "outlet"),
        [
            ("CNN —", None, "CNN"),
            ("New York CNN Business —", "New York", "CNN Business"),
            ("OSLO —", "OSLO", None),
        ],
    )
    def test_it_may_stand_alone(self, line: str, place: str | None, outlet: str | None) -> None:
        article = read(line, LEAD, SECOND, title="Nine saved")
        assert (article.place, article.outlet) == (place, outlet)
        assert texts(article) == [LEAD, SECOND]

    @pytest.mark.parametrize(
        "lead",
        [
            "NATO — which met on Monday in the small town of Aldby — will send ships.",
            "UPDATE — Nine sailors were pulled from the freezing water before dawn.",
            "Apple (AAPL) — The maker of telephones has lost a tenth of its value.",
            "U.S. officials (and some in Norland) — all of them tired — went home.",
            "EU-wide rules on timber - Now two years old - were changed on Monday.",
        ],
    )
    def test_a_sentence_that_starts_with_capitals_is_none(self, lead: str) -> None:
        article = read(lead, SECOND)
        assert article.place is None
        assert texts(article) == [lead, SECOND]

    def test_what_the_source_says_of_the_outlet_wins(self) -> None:
        assert read("OSLO (AP) — " + LEAD, outlet="Aldby Post").outlet == "Aldby Post"


class TestDates:
    def test_a_leading_date_opens_the_dateline(self) -> None:
        article = read(" date 2025-05-16 ISTANBUL, Turkey (NWA) — " + LEAD)
        assert article.published == date(2025, 5, 16)
        assert (article.place, article.outlet) == ("ISTANBUL, Turkey", "NWA")
        assert texts(article) == [LEAD]
        assert [piece.reason for piece in article.set_aside] == [Reason.DATE_LINE, Reason.DATELINE]

    @pytest.mark.parametrize(
        ("line", "published", "updated"),
        [
            ("Published: May 16, 2025", date(2025, 5, 16), None),
            ("May 16, 2025", date(2025, 5, 16), None),
            ("Updated 3:15 PM EDT, May 16, 2025", None, datetime(2025, 5, 16, 15, 15, tzinfo=EDT)),
            ("Published May 15, 2025 | Updated May 16, 2025", date(2025, 5, 15), date(2025, 5, 16)),
            ("May 15, 2025 Updated May 16, 2025", date(2025, 5, 15), date(2025, 5, 16)),
            ("Updated - Test NWA-77", None, None),
        ],
    )
    def test_a_line_of_dates_is_read_and_set_aside(self, line: str, published: object, updated: object) -> None:
        for article in (read("Nine sailors saved", line, LEAD), read("Nine sailors saved", LEAD, line, SECOND)):
            assert line not in texts(article) or line == "May 16, 2025" or line.startswith("May 15")
        article = read("Nine sailors saved", line, LEAD)
        assert (article.published, article.updated) == (published, updated)
        assert aside(article, Reason.DATE_LINE) == [line]

    @pytest.mark.parametrize("line", ["Updated guidance for sailors was sent out.", "Date: July 4, 1976"])
    def test_other_lines_with_such_words_are_content(self, line: str) -> None:
        article = read(LEAD, line, SECOND)
        assert line in texts(article)
        assert article.published is article.updated is None

    def test_what_is_missing_stays_missing(self) -> None:
        article = read("OSLO, May 16 (AP) — " + LEAD)
        assert article.published is article.updated is None

    def test_what_the_source_says_wins(self) -> None:
        article = read("Published: May 1, 2025", LEAD, date="2025-05-16T10:00:00Z", updated="2025-05-17")
        assert article.published == datetime(2025, 5, 16, 10, tzinfo=UTC)
        assert article.updated == date(2025, 5, 17)

    def test_an_unreadable_one_is_reported_and_never_guessed(self) -> None:
        article = read(LEAD, title="Nine saved", date="05/06/2025")
        assert article.published is None
        assert any("“05/06/2025” could not be read" in warning for warning in article.warnings)


class TestByline:
    @pytest.mark.parametrize(
        ("line", "who"),
        [
            ("By IDA HOLM", "IDA HOLM"),
            ("By Ida Holm and Jon de Wit, Northern Wire", "Ida Holm and Jon de Wit, Northern Wire"),
            ("By The Associated Press", "The Associated Press"),
            ("Ida Holm, Special to the Aldby Post", "Ida Holm, Special to the Aldby Post"),
        ],
    )
    def test_it_is_read_without_the_word_by(self, line: str, who: str) -> None:
        article = read("Nine sailors saved", line, LEAD)
        assert article.byline == who
        assert texts(article) == [LEAD]
        assert aside(article, Reason.BYLINE) == [line]

    def test_a_name_above_an_outlet_signs(self) -> None:
        article = read("Ida Holm", "The Aldby Post", LEAD, title="Nine sailors saved")
        assert article.byline == "Ida Holm"
        assert texts(article) == [LEAD]

    def test_the_source_wins_and_its_by_is_dropped(self) -> None:
        assert read("Nine sailors saved", "By Ida Holm", LEAD, byline="by Jon Ode").byline == "Jon Ode"

    def test_a_sentence_that_starts_with_by_is_none(self) -> None:
        line = "By Friday night the last ship had gone."
        article = read(line, SECOND)
        assert article.byline is None
        assert texts(article)[0] == line


class TestSubheads:
    @pytest.mark.parametrize(
        "line",
        ["Fighting goes on", "New, ‘unacceptable conditions’", "What happened to the ship?", "2. The U.S. coast"],
    )
    def test_a_short_line_between_paragraphs_heads_what_follows(self, line: str) -> None:
        article = read(LEAD, line, SECOND, THIRD)
        assert [each.subhead for each in article.paragraphs] == [None, line, line]
        assert [(piece.reason, piece.before) for piece in article.set_aside] == [(Reason.SUBHEAD, 2)]

    def test_a_heading_of_plain_facts_heads_its_list_only(self) -> None:
        article = read(LEAD, "The rescue", SECOND, "Facts of the ship", "• It is 90 m long.\n• It is red.", THIRD)
        assert [each.subhead for each in article.paragraphs] == [
            None,
            "The rescue",
            "Facts of the ship",
            "Facts of the ship",
            "The rescue",
        ]

    def test_a_rule_ends_it(self) -> None:
        assert read(LEAD, "The rescue", SECOND, "* * *", THIRD).paragraphs[-1].subhead is None

    def test_the_source_may_know_better(self) -> None:
        article = read(LEAD, "It sank.", "And then it rose:", SECOND, subheads=frozenset({"It sank."}))
        assert article.paragraphs[1].subhead == "It sank."

    def test_short_content_is_not_lost_as_one(self) -> None:
        lines = [
            "Shr 34 cts vs 29 cts",
            "Net 16.7 mln vs 13.3 mln",
            "Port: 12 Mill Lane",
            "“It is over,” he said.",
        ]
        for line in lines:
            assert line in texts(read(LEAD, line, SECOND))
        assert texts(read(LEAD, "Northern team", "Southern team", SECOND))[1:3] == [
            "Northern team",
            "Southern team",
        ]
        assert texts(read(LEAD, "It goes on"))[1] == "It goes on"


class TestBoilerplate:
    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            ("___", Reason.RULE),
            ("* * *", Reason.RULE),
            ("– – –", Reason.RULE),
            ("-30-", Reason.RULE),
            ("ADVERTISEMENT", Reason.PROMOTION),
            ("Read more: Freighter sinks", Reason.PROMOTION),
            ("Watch: Crews search the coast", Reason.PROMOTION),
            ("Click here to see the pictures.", Reason.PROMOTION),
            ("Sign up for our morning newsletter and never miss a ship.", Reason.PROMOTION),
            ("Northern Wire writer Ida Holm in Oslo contributed.", Reason.CONTRIBUTORS),
            ("NWA’s Jon Ode and Ida Holm contributed to this report.", Reason.CONTRIBUTORS),
            ("(Reporting by Ida Holm; Editing by Jon Ode)", Reason.CONTRIBUTORS),
            ("Additional reporting by Jon Ode in Oslo.", Reason.CONTRIBUTORS),
            ("Follow NWA’s coverage of the sea at https://nwa.example/sea", Reason.FOLLOW_US),
            ("Follow us on Facebook and X.", Reason.FOLLOW_US),
            ("More NWA shipping news: https://nwa.example/ships", Reason.FOLLOW_US),
            ("Copyright 2025 Northern Wire. All rights reserved.", Reason.COPYRIGHT),
            ("© 2025 Northern Wire", Reason.COPYRIGHT),
        ],
    )
    def test_what_surrounds_a_story_is_set_aside_with_its_reason(self, line: str, reason: Reason) -> None:
        article = read(LEAD, SECOND, line, THIRD)
        assert texts(article) == [LEAD, SECOND, THIRD]
        assert [(piece.text, piece.reason, piece.before) for piece in article.set_aside] == [(line, reason, 3)]

    @pytest.mark.parametrize(
        "line",
        [
            "Follow the money, prosecutors said, and the ship will be found.",
            "Copyright law was no defence, the court said.",
            "Heavy rain and a broken pump contributed to the loss of the ship.",
            "Readers who subscribe to the paper were told first, he said.",
            "Reporting by the harbour office showed that the ship was late.",
            "Watch: the word is old, and sailors still use it, he said.",
            "Related parties must sign, the court ruled on Monday.",
            "More ships will be sent to the coast on Tuesday.",
            "The newsletter of the harbour office gave the hour of the tide.",
            "All rights reserved for fishermen were sold, the minister said.",
        ],
    )
    def test_prose_with_the_same_words_stays(self, line: str) -> None:
        assert line in texts(read(LEAD, line, SECOND))

    def test_an_unrelated_promotion_goes_with_its_heading_and_bullets(self) -> None:
        block = "• Polls: They open at seven. Learn more.\n• Read the latest: Follow NWA’s coverage of the vote."
        article = read(LEAD, "What to know about the election", "  • The vote is in May.\n  " + block, SECOND)
        assert texts(article) == [LEAD, SECOND]
        assert len(aside(article, Reason.PROMOTION)) == 4

    def test_links_under_a_pointer_go_too(self) -> None:
        article = read(LEAD, "More on shipping", "- Old port closes\n- New port opens", SECOND)
        assert texts(article) == [LEAD, SECOND]

    def test_a_digest_of_this_story_is_content(self) -> None:
        facts = ["The freighter left Aldby on Sunday.", "Nine sailors were saved."]
        article = read(LEAD, SECOND, "What to know about the freighter", "\n".join("• " + fact for fact in facts))
        assert texts(article)[2:] == facts
        assert article.paragraphs[-1].subhead == "What to know about the freighter"

    def test_a_cue_in_one_bullet_does_not_cost_the_others(self) -> None:
        facts = ["The freighter is ninety metres long.", "It carried timber and two passengers."]
        bullets = "\n".join("• " + line for line in [*facts, "Sign up for alerts."])
        assert texts(read(LEAD, "The ship", bullets, SECOND))[1:3] == facts


class TestIdentity:
    def test_the_same_article_has_the_same_id(self) -> None:
        assert read(LEAD, SECOND).id == read(LEAD, SECOND).id
        assert len(read(LEAD).id) == 10
        assert set(read(LEAD).id) <= set("0123456789abcdefghjkmnpqrstvwxyz")

    def test_quotes_case_space_and_furniture_do_not_change_the_fingerprint(self) -> None:
        one = read("Nine saved, “at last”", LEAD, "___", title=None)
        other = read('NINE SAVED,  "at last"', LEAD.replace(" ", "  "), "© 2025 Northern Wire")
        assert one.fingerprint == other.fingerprint

    def test_a_headline_made_from_the_lead_is_no_part_of_it(self) -> None:
        assert read("OSLO (AP) — " + LEAD, SECOND).fingerprint == read(LEAD, SECOND).fingerprint
        assert read("Nine sailors saved", LEAD, SECOND).fingerprint != read(LEAD, SECOND).fingerprint

    def test_corpus_sender_and_text_each_make_another_id(self) -> None:
        ids = {
            read(LEAD).id,
            read(LEAD, corpus="other").id,
            read(LEAD, external_id="a1").id,
            read(LEAD, SECOND).id,
        }
        assert len(ids) == 4

    def test_it_starts_as_the_first_version_of_its_own_story(self) -> None:
        article = read(LEAD)
        assert (article.story, article.version) == (article.id, 1)


class TestLanguage:
    def test_english_needs_no_warning(self) -> None:
        article = read("Nine sailors saved", LEAD, SECOND)
        assert (article.language, article.warnings) == ("en", ())

    def test_another_language_is_named_in_a_warning(self) -> None:
        article = read(
            "Neun Seeleute gerettet", "Neun Seeleute wurden am Montag aus dem eiskalten Wasser gezogen."
        )
        assert article.language == "de"
        assert any("works in English" in warning for warning in article.warnings)

    def test_a_short_line_of_names_is_given_the_benefit_of_the_doubt(self) -> None:
        assert read("Umerov led Ukraine.").language == "en"


def test_a_whole_dispatch() -> None:
    article = read(
        "Nine sailors saved off Aldby",
        "By Ida Holm",
        html.escape("ALDBY, Norland (NWA) — " + LEAD),
        "Updated - Test NWA-77",
        SECOND,
        "The search",
        THIRD,
        "___",
        "Northern Wire writer Jon Ode in Oslo contributed.",
        "___",
        "Follow NWA’s coverage of the sea at https://nwa.example/sea",
    )
    assert [(each.text, each.subhead) for each in article.paragraphs] == [
        (LEAD, None),
        (SECOND, None),
        (THIRD, "The search"),
    ]
    assert [(piece.reason.value, piece.before) for piece in article.set_aside] == [
        ("headline", 1),
        ("byline", 1),
        ("dateline", 1),
        ("date line", 2),
        ("subhead", 3),
        ("rule", 4),
        ("contributors", 4),
        ("rule", 4),
        ("follow us", 4),
    ]


@pytest.mark.parametrize(
    "piece", ["A ", "Ab and ", "A/", "AA, ", "contributed ", "sign up ", "May 1, ", "?", "(a. "]
)
def test_hostile_copy_is_read_in_no_time(piece: str) -> None:
    for size in (60, 120, 240, 5_000):
        line = (piece * size)[:size]
        started = time.process_time()
        read("Nine sailors saved", "By " + line, line, line + LEAD, SECOND)
        assert time.process_time() - started < 1
