"""A story in Discord: what changed is marked, nothing is left out, and every page fits into one message."""

import random
from dataclasses import replace
from datetime import date

import pytest

from bot.cogs.stories import LAST, VersionButton
from bot.ui import stories
from index.news.article import Article, HeadlineOrigin, Paragraph
from index.news.story import Versioned
from tests.bot.ui.test_messages import ODD, fits, payload_of
from tests.components import buttons, text_of


def told(*paragraphs: str, headline: str = "Mill burns") -> Article:
    return Article(
        id="0123456789",
        corpus="server-1",
        headline=headline,
        headline_origin=HeadlineOrigin.GIVEN,
        paragraphs=tuple(Paragraph(number, text) for number, text in enumerate(paragraphs, 1)),
        fingerprint="x",
    )


def changed(before: Article, after: Article) -> str:
    """What the pages of the second of two versions say."""
    found = [Versioned(before, inferred=False), Versioned(after, inferred=False)]
    return "\n".join(stories.pages(found, 2))


def test_new_words_are_bold_old_ones_struck_out_and_numbers_and_names_underlined() -> None:
    text = changed(
        told("The mill burned down and nine people were hurt, Orla Finch said."),
        told("The mill burned down and ten people were hurt, the mayor said."),
    )
    assert "and ~~__nine__~~ **__ten__** people were hurt" in text
    assert "~~__Orla Finch__~~" in text
    assert "**the mayor**" in text


def test_added_and_dropped_paragraphs_keep_the_numbers_they_have() -> None:
    text = changed(told("The mill burned down.", "Nobody saw it."), told("The mill burned down.", "It was old."))
    assert "¶ 2 added: **It was old.**" in text
    assert "was ¶ 2, dropped: ~~Nobody saw it.~~" in text
    assert "paragraphs: 1 added, 1 dropped, 1 as before" in text


def test_a_changed_headline_is_told() -> None:
    text = changed(told("The mill burned."), told("The mill burned.", headline="Barn burns"))
    assert "- headline: ~~Mill~~ **Barn** burns" in text


def test_words_that_are_new_together_are_set_together() -> None:
    text = changed(told("The mill burned down."), told("The mill of Orla Finch, the mayor, burned down."))
    assert "mill **of __Orla Finch__, the mayor,** burned" in text


def test_of_a_long_unchanged_stretch_the_ends_are_shown() -> None:
    middle = " ".join(f"word{number}" for number in range(200))
    text = changed(told(f"Nine {middle} people came."), told(f"Ten {middle} others came."))
    assert "word0" in text
    assert "word199" in text
    assert "word100" not in text


def test_the_text_of_an_article_cannot_restyle_the_message() -> None:
    text = changed(
        told("The mill burned."), told("The mill burned.", "It ~~was~~ **not** <@1> [here](https://e.example).")
    )
    assert r"\~\~was\~\~ \*\*not\*\* \<\@1\>" in text or r"\~\~was\~\~ \*\*not\*\* \<\@1>" in text


def test_a_place_that_is_inferred_is_marked_and_explained() -> None:
    found = [
        Versioned(told("The mill burned."), inferred=False),
        Versioned(told("It burned down."), inferred=True),
    ]
    view = text_of(payload_of(stories.story(found, 2, 1, stories.pages(found, 2))))
    assert r"**2\* · undated" in view
    assert "inferred from the text" in view


def prose(rng: random.Random, long: int) -> Article:
    """A version of odd words, each of which markup or a length could break."""
    texts = [" ".join(rng.choices(ODD.split(), k=60 * long)) for _ in range(6)]
    return replace(told(*texts, headline=ODD * long), outlet=ODD * long, published=date(2025, 5, 16))


@pytest.mark.parametrize("long", [1, 8])
@pytest.mark.parametrize("versions", [1, 2, 12])
def test_any_page_of_any_story_fits(versions: int, long: int) -> None:
    rng = random.Random(versions)
    found = [Versioned(prose(rng, long), inferred=number % 2 == 0) for number in range(versions)]
    for number in {1, versions}:
        texts = stories.pages(found, number)
        for page in range(1, len(texts) + 1):
            turn = (
                VersionButton("0" * 32, number - 1, LAST, "Earlier"),
                VersionButton("0" * 32, number + 1, 1, "Later"),
            )
            view = stories.story(found, number, page, texts, *turn)
            assert fits(view)
            assert ("Later" in buttons(payload_of(view))) == (versions > 1)
            assert "1 · 16 May 2025" in text_of(payload_of(view)).replace("\\*", "") or versions > stories.SHOWN
