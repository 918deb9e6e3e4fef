import pytest

from bot.answering.causes import given


@pytest.mark.parametrize(
    ("sentence", "cause"),
    [
        ("Frost resigned on Monday over a report that blamed her.", "a report that blamed her"),
        ("She quit after 20 years because of her health.", "her health"),
        ("He resigned in March, citing “weather of the human kind.”", "“weather of the human kind"),
        ("The race was canceled due to a storm.", "a storm"),
        ("She quit after six years.", None),
        ("She quit on Monday.", None),
    ],
)
def test_why_is_told_after_the_words_for_a_cause(sentence: str, cause: str | None) -> None:
    found = given(sentence)
    assert (found.text if found else None) == cause
    assert found is None or sentence[found.start : found.end] == found.text
