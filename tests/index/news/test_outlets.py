import pytest

from index.news.outlets import same


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        ("MW", "Meridian Wire", True),
        ("Meridian Wire", "meridian wire", True),
        ("The Tresk Gazette", "Tresk Gazette", True),
        ("Meridian Wire", "Meridian", False),
        ("MW", "Mill Wheel Post", False),
    ],
)
def test_initials_and_the_article_make_no_other_outlet(one: str, other: str, are: bool) -> None:
    assert same(one, other) is same(other, one) is are
