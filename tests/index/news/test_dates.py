"""What counts as a date, and what is never made into one."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from index.news.dates import day, parse_moment, show

EDT = timezone(timedelta(hours=-4))


@pytest.mark.parametrize(
    "text",
    [
        "2025-05-16",
        "2025/05/16",
        "20250516",
        "May 16, 2025",
        "16 May 2025",
        "16th of May 2025",
        "Fri May 16, 2025",
        "16.05.2025",
        "16/05/2025",
        "05/16/2025",
        "16-MAY-2025 15:01:01.79",
    ],
)
def test_a_calendar_date_stays_a_date(text: str) -> None:
    assert parse_moment(text) == date(2025, 5, 16)
    assert type(parse_moment(text)) is date


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-05-16T10:00:00Z", datetime(2025, 5, 16, 10, tzinfo=UTC)),
        ("2025-05-16T10:00:00-04:00", datetime(2025, 5, 16, 10, tzinfo=EDT)),
        ("2025-05-16 10:00 UTC", datetime(2025, 5, 16, 10, tzinfo=UTC)),
        ("Fri, 16 May 2025 10:00:00 GMT", datetime(2025, 5, 16, 10, tzinfo=UTC)),
        ("3:15 PM EDT, May 16, 2025", datetime(2025, 5, 16, 15, 15, tzinfo=EDT)),
        ("May 16, 2025 at 3:15 p.m. EDT", datetime(2025, 5, 16, 15, 15, tzinfo=EDT)),
        ("16 May 2025 14.05 BST", datetime(2025, 5, 16, 13, 5, tzinfo=UTC)),
    ],
)
def test_a_time_with_its_zone_is_kept(text: str, moment: datetime) -> None:
    read = parse_moment(text)
    assert isinstance(read, datetime)
    assert read == moment
    assert read.utcoffset() is not None


@pytest.mark.parametrize(
    "text",
    [
        "2025-05-16T23:30:00",
        "Fri, 16 May 2025 23:30:00 -0000",
        "11:30 PM, May 16, 2025",
        "11:30 PM ET, May 16, 2025",
        "May 16, 2025 15:15 IST",
    ],
)
def test_a_time_whose_zone_is_missing_or_ambiguous_leaves_only_its_date(text: str) -> None:
    assert parse_moment(text) == date(2025, 5, 16)
    assert type(parse_moment(text)) is date


@pytest.mark.parametrize(
    "text",
    [
        "",
        "May 16",
        "May 2025",
        "2025",
        "Friday",
        "yesterday",
        "3 hours ago",
        "05/06/2025",
        "February 30, 2025",
        "2025-02-30",
        "2025-13-01T00:00:00Z",
        "Test BSP-2636",
        "The talks ended on May 16, 2025 in Rome",
    ],
)
def test_what_lacks_day_month_or_year_or_can_be_read_two_ways_is_no_date(text: str) -> None:
    assert parse_moment(text) is None


def test_the_day_of_a_moment_is_the_one_where_it_was_written() -> None:
    assert day(datetime(2025, 5, 16, 23, 30, tzinfo=EDT)) == date(2025, 5, 16)
    assert day(date(2025, 5, 16)) == date(2025, 5, 16)


def test_a_moment_is_shown_as_people_write_it() -> None:
    assert show(date(2025, 5, 6)) == "6 May 2025"
    assert show(datetime(2025, 5, 16, 23, 30, tzinfo=EDT)) == "16 May 2025"
