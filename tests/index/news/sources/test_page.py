import pytest

from index.errors import NoText
from index.news.sources import page
from index.news.sources.decoding import decode

STORY = """
<p>The council of Nordby voted on Monday to sell the old ferry, which has not left harbor since 2019.</p>
<p>“She is rust held together by paint,” said harbor master <a href="/people/ode">Ode Lunn</a>.</p>
<h2>What it will bring</h2>
<p>A yard in Gdansk offered 140,000 euros, the only bid; three museums had asked for photographs.</p>
<ul><li>The bell goes to the school.</li><li>The anchor stays on the quay.</li></ul>
<blockquote><p>I proposed to my wife on that deck, and she said that the ferry was late.</p></blockquote>
<p>First line of a poem<br>Second line of a poem</p>
"""


def a_page(head: str = "", body: str = "<h1>Nordby sells its ferry</h1>" + STORY) -> str:
    return (
        f"<html><head><title>Nordby sells its ferry | The Nordby Post</title>{head}</head><body>"
        f'<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article>{body}</article>'
        "<footer><p>© 2025 The Nordby Post. All rights reserved.</p></footer></body></html>"
    )


def test_the_blocks_of_the_article_come_in_order_without_the_site_around_it() -> None:
    article = page.read(a_page(), "ferry.html")
    assert article.text.split("\n\n") == [
        "The council of Nordby voted on Monday to sell the old ferry, which has not left harbor since 2019.",
        "“She is rust held together by paint,” said harbor master Ode Lunn.",
        "What it will bring",
        "A yard in Gdansk offered 140,000 euros, the only bid; three museums had asked for photographs.",
        "• The bell goes to the school.",
        "• The anchor stays on the quay.",
        "I proposed to my wife on that deck, and she said that the ferry was late.",
        "First line of a poem",
        "Second line of a poem",
    ]
    assert article.subheads == {"What it will bring"}


def test_the_headline_is_the_one_on_the_page_without_the_name_of_the_site() -> None:
    assert page.read(a_page(), "x").title == "Nordby sells its ferry"


@pytest.mark.parametrize("mark", [" | ", " - "])
def test_the_name_of_the_site_goes_also_where_the_page_has_no_heading(mark: str) -> None:
    title = f'<meta property="og:title" content="Nordby sells its ferry{mark}The Nordby Post">'
    site = '<meta property="og:site_name" content="The Nordby Post">'
    assert page.read(a_page(title + site, STORY), "x").title == "Nordby sells its ferry"


def test_what_a_page_says_of_itself_is_taken() -> None:
    head = """
        <meta name="author" content="Ode Lunn"><meta property="og:site_name" content="The Nordby Post">
        <link rel="canonical" href="https://nordby.example/ferry">
        <meta property="article:published_time" content="2025-03-03T18:05:00+01:00">
        <meta property="article:modified_time" content="2025-03-04T07:00:00+01:00">
    """
    article = page.read(a_page(head), "x", url="https://nordby.example/ferry?from=feed")
    assert article.byline == "Ode Lunn"
    assert article.outlet == "The Nordby Post"
    assert article.url == "https://nordby.example/ferry"
    assert article.date == "2025-03-03T18:05:00+01:00"
    assert article.updated == "2025-03-04T07:00:00+01:00"


@pytest.mark.parametrize(
    "head",
    [
        '<meta itemprop="datePublished" content="2025-03-03">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-03-03"}</script>',
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2001-01-01"},'
        ' {"@type": ["Article"], "datePublished": "2025-03-03"}]}</script>',
        '<script type="application/ld+json">{broken</script><meta name="date" content="2025-03-03">',
        '<meta name="datePublished" content="1741021500000"><meta name="date" content="2025-03-03">',
    ],
)
def test_a_date_is_found_where_pages_put_it(head: str) -> None:
    assert page.read(a_page(head), "x").date == "2025-03-03"


def test_a_page_that_states_no_date_has_none() -> None:
    assert page.read(a_page(), "x").date is None


def test_the_page_itself_is_kept_whole() -> None:
    assert page.read(a_page(), "x").original == a_page()


def test_the_address_it_was_fetched_from_stands_in_for_one_it_does_not_give() -> None:
    assert page.read(a_page(), "x", url="https://nordby.example/a").url == "https://nordby.example/a"


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        (
            '<html><head><title>Log in</title><script>var a = "many words";</script></head>'
            '<body><a href="/">Home</a> <a href="/b">Help</a><form>Please log in.</form></body></html>',
            "The page is called “Log in” and has 7 words and 2 links",
        ),
        ("<html><body></body></html>", "has no title, and 0 words and 0 links"),
        ("just a line of text", "no web page"),
        ("<html>" + "<div>" * 20_000 + "deep", "0 links"),
    ],
)
def test_a_page_without_an_article_is_refused_with_what_it_has(html: str, seen: str) -> None:
    with pytest.raises(NoText, match=f"^x .*{seen}"):
        page.read(html, "x")


@pytest.mark.parametrize(
    "declaration",
    [
        '<meta charset="windows-1251">',
        "<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>",
        '<?xml version="1.0" encoding="windows-1251"?>',
    ],
)
def test_the_encoding_a_page_declares_is_used(declaration: str) -> None:
    data = f"{declaration}<p>Мир".encode("cp1251")
    assert page.declared_encoding(data) == "windows-1251"
    assert decode(data, "x", declared=page.declared_encoding(data)).endswith("Мир")


def test_a_page_that_declares_no_encoding_has_none() -> None:
    assert page.declared_encoding(b"<html><p>charset=koi8-r") is None
