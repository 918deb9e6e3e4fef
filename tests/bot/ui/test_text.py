import random
import re

import pytest

from bot.ui.text import cut, fitted, link, marked, plain

UNESCAPED = re.compile(r"(?<!\\)(?:\\\\)*[*_~`|<\[\]@]")


@pytest.mark.parametrize(
    "text",
    [
        "**bold** __under__ ~~gone~~ `code` ||spoiler||",
        "[click here](https://evil.example)",
        "@everyone <@1> <@&2> <#3> </ask:4> <t:0:R> <:smile:5> <id:customize>",
    ],
)
def test_markup_is_shown_as_it_stands(text: str) -> None:
    shown = plain(text)
    assert not UNESCAPED.search(shown)
    assert shown.replace("\\", "") == text.replace("\\", "")


@pytest.mark.parametrize(
    "text", ["# big", "-# small", "- item", "> quote", ">>> quote", "1. item", "12. item", "+ x"]
)
def test_what_would_begin_a_line_specially_does_not(text: str) -> None:
    assert re.match(r"\d*\\", plain(text))


def test_lines_are_folded_and_what_turns_or_hides_text_is_gone() -> None:
    assert plain("one\n\n# two\tthree") == "one # two three"
    assert plain("safe\u202egpj.exe\u200b\u061c\u00ad\x07") == "safegpj.exe"


def test_an_address_stays_whole_and_is_what_it_seems() -> None:
    assert plain("see https://a.example/b_c_d now") == "see https://a.example/b_c_d now"
    assert plain("**https://a.example/**") == "\\*\\*https://a.example/\\*\\*"


def test_text_is_cut_between_words() -> None:
    assert cut("one two three", 9) == "one two…"
    assert cut("one two three", 13) == "one two three"
    assert cut("unbreakable", 5) == "unbr…"


def test_what_is_fitted_is_never_too_long_nor_cut_within_an_escape() -> None:
    rng = random.Random(7)
    for _ in range(300):
        text = "".join(rng.choices("ab *_[]@\\<|`~ -#", k=rng.randrange(1, 200)))
        limit = rng.randrange(1, 120)
        shown = fitted(text, limit)
        assert len(shown) <= max(limit, 2)
        assert not UNESCAPED.search(shown)


@pytest.mark.parametrize("limit", [40, 80, 200])
def test_the_marked_words_stay_when_the_rest_is_cut(limit: int) -> None:
    text = "In a long sentence, " + "and so on, " * 20 + "Mayor Orla_Finch said no" + ", and on" * 20
    shown = marked(text, "Orla_Finch", limit)
    assert "**Orla\\_Finch**" in shown
    assert len(shown) <= limit


def test_words_that_are_not_there_mark_nothing() -> None:
    assert marked("A plain line.", "mayor", 50) == "A plain line."
    assert marked("A plain line.", "", 50) == "A plain line."
    assert marked("A plain line.", "plain", 50) == "A **plain** line."
    assert marked("A plain line.", "A plain line.", 50) == "**A plain line.**"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://news.example/a?b=c", "[news.example](<https://news.example/a?b=c>)"),
        ("http://news.example/a b>)", "[news.example](<http://news.example/a%20b%3E%29>)"),
        ("https://nеws.example/", "[xn--nws-rdd.example](<https://xn--nws-rdd.example/>)"),
        ("https://news.example:8443/", "[news.example](<https://news.example:8443/>)"),
        ("javascript:alert(1)", ""),
        ("https://good.example@evil.example/", ""),
        ("https:///", ""),
        ("https://a.example/\u202egpj", ""),
        ("https://[bad/", ""),
        ("https://a.example/" + "x" * 500, ""),
        (None, ""),
    ],
)
def test_a_link_shows_the_host_it_leads_to(url: str | None, shown: str) -> None:
    assert link(url) == shown
