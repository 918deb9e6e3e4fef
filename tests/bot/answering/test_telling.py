from dataclasses import replace
from datetime import date

import pytest

from bot.answering.answer import Citation
from bot.answering.telling import with_days
from tests.bot.answering.copy import article, passages

FRIDAY = date(2025, 5, 16)


def citation(text: str, answer: str, published: date | None = FRIDAY) -> Citation:
    return Citation(1, passages(article("one", "", [text], published))[0], text, answer, 0.9)


@pytest.mark.parametrize(
    ("text", "answer", "told"),
    [
        ("It sank Friday.", "Friday", "It sank Friday (16 May 2025)."),
        ("It sank early Monday.", "early Monday", "It sank early Monday (12 May 2025)."),
        ("On Monday it left and sank Friday.", "Friday", "On Monday it left and sank Friday (16 May 2025)."),
        ("It sank Monday in fog.", "fog", "It sank Monday (12 May 2025) in fog."),
        ("It sank on May 12, 2025.", "May 12, 2025", "It sank on May 12, 2025."),
    ],
)
def test_the_answering_words_are_told_with_the_day_they_mean(text: str, answer: str, told: str) -> None:
    assert with_days(text, citation(text, answer)) == told


def test_an_article_without_a_date_gives_none() -> None:
    found = citation("It sank Friday.", "Friday", None)
    assert with_days("It sank Friday.", found) == "It sank Friday."
    assert with_days("It sank Friday.", replace(found, answer_text="")) == "It sank Friday."
