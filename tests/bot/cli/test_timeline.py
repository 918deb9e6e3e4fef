"""What happened when, on the command line."""

from index import samples
from tests.bot.cli.conftest import Dateline


def test_a_timeline_is_in_order_and_each_line_is_cited(dateline: Dateline) -> None:
    dateline("add", samples.folder())
    ran = dateline("timeline", "Market Street")
    assert ran.code == 0
    days = ["16 September 2025", "30 September 2025", "12 January 2026", "1 March 2026"]
    assert [ran.out.index(day) for day in days] == sorted(ran.out.index(day) for day in days)
    told = dateline("timeline", "Market Street", "--json").json
    assert set(told) == {"id", "topic", "since", "until", "events", "citations"}
    assert [each["since"] for each in told["events"]] == sorted(each["since"] for each in told["events"])
    for number, event in enumerate(told["events"], 1):
        assert set(event) == {"since", "until", "dated", "text", "citations"}
        assert event["citations"] == [number]
        citation = told["citations"][number - 1]
        shown = dateline("show", citation["article_id"], "--json").json
        assert event["text"] in shown["text"][citation["paragraph"] - 1]["text"]


def test_days_bound_it_and_a_topic_that_nothing_is_about_has_none(dateline: Dateline) -> None:
    dateline("add", samples.folder() / "council-vote.md")
    told = dateline("timeline", "Market Street", "--since", "2026-01-01", "--until", "2026-02-01", "--json").json
    assert [each["since"] for each in told["events"]] == ["2026-01-12"]
    ran = dateline("timeline", "Market Street in January 2026")
    assert ran.out.startswith("January 2026\n")
    assert "12 January 2026" in ran.out
    assert "1 March 2026" not in ran.out
    assert "nothing like that" in dateline("timeline", "the Lisbon opera").out
    wrong = dateline("timeline", "Market Street", "--since", "soon")
    assert wrong.code == 2
    assert "'soon' is no date; write it as 2025-05-16" in wrong.err
    assert dateline("timeline", "?").code == 1
