import pytest

from index.errors import NoText
from index.news.sources.markdown import read


def blocks(text: str) -> list[str]:
    return read(text, "a.md").text.split("\n\n")


def test_the_first_heading_is_the_title_and_later_ones_are_subheads() -> None:
    article = read(
        "# Rain *at last*\n\nIt rained.\n\n## After the rain\n\nThe sun came.\n\n# Later\n\nWind.", "a.md"
    )
    assert article.title == "Rain at last"
    assert article.text.split("\n\n") == ["It rained.", "After the rain", "The sun came.", "Later", "Wind."]
    assert article.subheads == {"After the rain", "Later"}


def test_links_and_emphasis_are_reduced_to_their_words() -> None:
    assert blocks("It **rained** in [the _old_ town](https://a.example) `again` <b>now</b> &amp; then.") == [
        "It rained in the old town again now & then."
    ]


def test_images_code_and_html_blocks_are_left_out() -> None:
    assert blocks("![a photo](a.png)\n\n<div>an advert</div>\n\n    code\n\nIt rained.") == ["It rained."]


def test_wrapped_lines_are_one_paragraph_and_quotes_are_paragraphs() -> None:
    assert blocks("It rained\nall day.\n\n> “At last,”\n> she said.") == [
        "It rained all day.",
        "“At last,” she said.",
    ]


@pytest.mark.parametrize("source", ["- One.\n- Two.", "* One.\n\n* Two.", "1. One.\n2. Two."])
def test_items_of_a_list_are_bullets(source: str) -> None:
    assert blocks(f"First:\n\n{source}") == ["First:", "• One.", "• Two."]


FRONT = """---
title: "Rain: at last"
date: 2025-05-16
updated: '2025-05-17'
source: Meridian Wire
author: Ana Bell
url: https://meridianwire.example/7
id: mw-7
tags:
  - weather
layout:
---
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_front_matter_is_understood(end: str) -> None:
    article = read((FRONT + "# Rain: at last\n\nIt rained.\n").replace("\n", end), "a.md")
    assert article.title == "Rain: at last"
    assert article.date == "2025-05-16"
    assert article.updated == "2025-05-17"
    assert article.outlet == "Meridian Wire"
    assert article.byline == "Ana Bell"
    assert article.url == "https://meridianwire.example/7"
    assert article.external_id == "mw-7"
    assert article.text == "It rained."


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert blocks("---\n\nIt rained.")[-1] == "It rained."


def test_the_document_itself_is_kept_whole() -> None:
    assert read(FRONT + "It rained.", "a.md").original == FRONT + "It rained."


@pytest.mark.parametrize("text", ["# Only a title", FRONT, "# A\n\n## B", "![photo](a.png)"])
def test_a_document_without_a_paragraph_is_refused(text: str) -> None:
    with pytest.raises(NoText, match=r"a\.md holds no paragraph"):
        read(text, "a.md")
