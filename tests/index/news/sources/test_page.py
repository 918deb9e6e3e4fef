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

GOODS = "wool salt tin cod rope glass timber grain".split()

CAPTION = (
    "<p>The ferry leaves the harbor of Nordby for the last time, and a band plays on the quay for her captain.</p>"
)
TEASERS = "".join(
    f'<div><h3><a href="/{n}">Nordby counts its boats for year {n}</a></h3><p>All {n} were counted.</p></div>'
    for n in range(12)
)


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


@pytest.mark.parametrize(
    ("stated", "headline"),
    [
        ("Nordby sells its ferry | The Nordby Post", "Nordby sells its ferry"),
        ("Nordby sells its ferry - Nordby Post", "Nordby sells its ferry"),
        ("Nordby sells its ferry – The Nordby Post Online", "Nordby sells its ferry"),
        ("Nordby sells its ferry | NORDBYPOST | by Ode Lunn", "Nordby sells its ferry"),
        (
            "Nordby sells its ferry - and keeps the bell - The Nordby Post",
            "Nordby sells its ferry - and keeps the bell",
        ),
        ("Ferry sold - letters to the Nordby Post", "Ferry sold - letters to the Nordby Post"),
        ("Ferry sold - at the old post", "Ferry sold - at the old post"),
        ("Nordby sells its ferry | !", "Nordby sells its ferry | !"),
    ],
)
def test_the_name_of_the_site_goes_also_where_the_page_has_no_heading(stated: str, headline: str) -> None:
    title = f'<meta property="og:title" content="{stated}">'
    site = '<meta property="og:site_name" content="Nordby Post">'
    assert page.read(a_page(title + site, STORY), "x").title == headline


def test_a_title_keeps_all_its_parts_where_the_page_does_not_name_its_site() -> None:
    assert page.read(a_page(body=STORY), "x").title == "Nordby sells its ferry | The Nordby Post"


def test_markup_in_the_headline_that_json_states_is_read() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Nordby&#8217;s ferry"}</script>'
    )
    assert page.read(a_page(head, STORY), "x").title == "Nordby’s ferry"


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Log in</h1><h1></h1><h1>Nordby sells its ferry</h1>" + STORY,
        "<h1>The Nordby Post</h1>" + STORY,
        "<h1>Nordby sells<br>its ferry</h1>" + STORY + "<h1>Bridge of Alder closed for a year</h1>",
    ],
)
def test_a_heading_that_is_not_of_the_article_is_no_headline(body: str) -> None:
    site = '<meta property="og:site_name" content="The Nordby Post">'
    assert page.read(a_page(site, body), "x").title == "Nordby sells its ferry"


def test_the_headline_is_the_one_that_is_shown_where_another_is_made_for_sharing() -> None:
    head = """
        <meta property="og:title" content="Ferry sold! You won’t believe the price">
        <meta name="twitter:title" content="Ferry sold! You won’t believe the price">
        <script type="application/ld+json">/*<![CDATA[*/
        {"@type": "NewsArticle", "headline": "Nordby sells ferry"}/*]]>*/</script>
    """
    assert page.read(a_page(head), "x").title == "Nordby sells its ferry"


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
    ("fetched", "canonical", "taken"),
    [
        ("https://nordby.example/a?b", "https://nordby.example/a", "https://nordby.example/a"),
        ("https://m.nordby.example/a", "https://www.nordby.example/a", "https://www.nordby.example/a"),
        ("https://nordby.example/a?b", "/a", "https://nordby.example/a"),
        ("https://nordby.example/a", "https://other.example/a", "https://nordby.example/a"),
        ("https://nordby.example/a", "https://nordby.example.other.example/a", "https://nordby.example/a"),
        ("https://nordby.example/a", "javascript:alert(1)", "https://nordby.example/a"),
        ("https://nordby.example/a", "https://[broken", "https://nordby.example/a"),
        (None, "https://nordby.example/a", "https://nordby.example/a"),
    ],
)
def test_a_page_does_not_pass_for_one_of_another_site(fetched: str | None, canonical: str, taken: str) -> None:
    article = page.read(a_page(f'<link rel="canonical" href="{canonical}">'), "x", url=fetched)
    assert article.url == taken


@pytest.mark.parametrize(
    ("authors", "byline"),
    [
        ('{"name": "Ode Lunn"}', "Ode Lunn"),
        ('[{"@type": "Person", "name": "Ode Lunn"}, {"name": "Per Vik"}]', "Ode Lunn, Per Vik"),
        ('["Ode Lunn", "Ode Lunn", "https://nordby.example/people/ode", null, 7]', "Ode Lunn"),
    ],
)
def test_the_authors_are_named(authors: str, byline: str) -> None:
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "author": {authors}}}</script>'
    assert page.read(a_page(head), "x").byline == byline


def test_an_article_in_two_columns_is_read_to_its_end() -> None:
    columns = "".join(
        f'<div class="grid"><div class="col-{n}"><div class="body">'
        + "".join(f"<p>On day {n} the {what} of Nordby was counted, and it had grown.</p>" for what in GOODS)
        + "</div></div></div>"
        for n in range(1, 4)
    )
    text = page.read(a_page(body=f"<h1>Nordby sells its ferry</h1>{columns}"), "x").text
    assert [text.count(f"On day {n} ") for n in range(1, 4)] == [len(GOODS)] * 3


def test_a_page_that_is_put_together_in_the_browser_has_its_text_in_json() -> None:
    told = [
        "The council of Nordby voted on Monday to sell the old ferry & her bell.",
        "Three museums had asked for photographs.",
    ]
    body = "<p>" + "</p>\\n<p>".join(told).replace("&", "&amp;") + "</p>"
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{body}"}}</script>'
    article = page.read(a_page(head, "<h1>Nordby sells its ferry</h1><p>Loading …</p>"), "x")
    assert (article.title, article.text.split("\n\n")) == ("Nordby sells its ferry", told)


def test_what_announces_other_articles_is_not_part_of_this_one() -> None:
    related = "".join(
        f'<div><h3><a href="/{what}">The price of {what} doubles</a></h3>'
        f"<p>Buyers of {what} in Nordby pay twice as much as they did a year ago, the council says.</p></div>"
        for what in GOODS[:3]
    )
    page_of_story = a_page(body=f"<h1>Nordby sells its ferry</h1>{STORY}{STORY}<div>{related}</div>")
    text = page.read(page_of_story, "x").text
    assert "rust held together" in text
    assert "twice as much" not in text


def test_a_headline_that_is_a_link_to_itself_keeps_its_article() -> None:
    linked = f'<div><h2><a href="/ferry">Nordby sells its ferry</a></h2>{STORY}</div>'
    assert "rust held together" in page.read(a_page(body=linked), "x").text


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
        (
            a_page('<meta property="og:type" content="video.other">', "<h1>Ferry</h1>" + CAPTION),
            "It shows a video",
        ),
        (
            a_page('<script type="application/ld+json">{"@type": "VideoObject"}</script>', CAPTION),
            "It shows a video",
        ),
        (a_page(body=CAPTION + '<form>Read on: <input type="password"></form>'), "It asks for a password"),
        (a_page(body=TEASERS), "12 of its headings are links"),
        ("<html><body></body></html>", "has no title, and 0 words and 0 links"),
        ("just a line of text", "no web page"),
        ("<html>" + "<div>" * 20_000 + "deep", "0 links"),
    ],
)
def test_a_page_without_an_article_is_refused_with_what_it_has(html: str, seen: str) -> None:
    with pytest.raises(NoText, match=f"^x .*{seen}"):
        page.read(html, "x")


def test_a_home_page_is_no_article_though_its_teasers_are_sentences() -> None:
    for url in ("https://nordby.example", "https://nordby.example/", "https://nordby.example/index.html"):
        with pytest.raises(NoText, match="home page"):
            page.read(a_page(), "x", url=url)
    assert page.read(a_page(), "x", url="https://nordby.example/?p=7").title == "Nordby sells its ferry"


def test_a_long_article_beside_a_video_a_login_and_other_headlines_is_one() -> None:
    beside = '<meta property="og:type" content="video"><form><input type="password"></form>'
    linked = "".join(f'<h3><a href="/{what}">The price of {what}</a></h3>' for what in GOODS * 2)
    article = page.read(a_page(beside, f"<h1>Nordby sells its ferry</h1>{STORY}{STORY}") + linked, "x")
    assert "rust held together" in article.text


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
