"""Feeds: each kind gives its entries, what is broken is saved or refused in words, and none of it can do harm."""

from datetime import UTC, date, datetime, timedelta

import pytest

from index.errors import BadFeed
from index.news import newswire
from index.news.sources import feed
from index.news.sources.entry import MOST_ENTRIES, Entry, Feed

URL = "https://tansy.example/news/feed"

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel>
    <title>Tansy Courier &amp; Mail</title><ttl>45</ttl>
    <item>
      <title>Mill &lt;i&gt;burns&lt;/i&gt; in Tansy</title>
      <link>/2025/mill</link>
      <guid isPermaLink="false">17</guid>
      <pubDate>Fri, 16 May 2025 08:30:00 +0200</pubDate>
      <dc:creator>Ida Marsh</dc:creator>
      <description>The mill burned down …</description>
      <content:encoded><![CDATA[<p>The mill of Tansy burned down, Mayor Orla Finch said.</p>
        <h3>What comes next</h3><ul><li>A new roof.</li></ul><script>track()</script>
        <figure><img src="mill.jpg"><figcaption>The mill</figcaption></figure>]]></content:encoded>
    </item>
    <item><title>Ferry late</title><description>The ferry was late on Monday.</description></item>
  </channel>
</rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Tansy Courier</title>
  <entry><id>tag:tansy.example,2025:1</id><title>Mill burns</title>
    <link rel="alternate" href="https://tansy.example/mill"/><link rel="edit" href="https://tansy.example/edit/1"/>
    <published>2025-05-16T06:30:00Z</published><updated>2025-05-17T09:00:00+02:00</updated>
    <author><name>Ida Marsh</name></author><author><name>Tom Reed</name></author>
    <content type="text">A &lt;b&gt; stays as it is.</content></entry>
  <entry><title>Undated</title><summary>Nothing more.</summary></entry></feed>"""

JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "Tansy Courier", "authors": [{"name": "Desk"}],
  "items": [
    {"id": 5, "url": "/mill", "title": "Mill burns", "content_html": "<p>The mill burned.</p>",
     "date_published": "2025-05-16T08:30:00+02:00", "authors": [{"name": "Ida Marsh"}]},
    {"id": "b", "content_text": "A line.\\n\\nAnother line.", "date_published": "2025-05-16T08:30:00"},
    "no object"]}"""


def read(text: str | bytes) -> Feed:
    return feed.parse(text if isinstance(text, bytes) else text.encode(), URL)


def only(text: str) -> Entry:
    (entry,) = read(text).entries
    return entry


def rss(*items: str, before: str = "") -> str:
    return f'{before}<rss version="2.0"><channel><title>Courier</title>{"".join(items)}</channel></rss>'


class TestKinds:
    def test_rss(self) -> None:
        found = read(RSS)
        assert (found.title, found.lifetime, found.warnings) == ("Tansy Courier & Mail", timedelta(minutes=45), ())
        mill, ferry = found.entries
        assert (mill.id, mill.url, mill.title) == ("17", "https://tansy.example/2025/mill", "Mill burns in Tansy")
        assert mill.published == datetime.fromisoformat("2025-05-16T08:30:00+02:00")
        assert (mill.byline, mill.updated, ferry.published, ferry.url) == ("Ida Marsh", None, None, None)

    def test_atom(self) -> None:
        mill, undated = read(ATOM).entries
        assert (mill.id, mill.url) == ("tag:tansy.example,2025:1", "https://tansy.example/mill")
        assert mill.published == datetime(2025, 5, 16, 6, 30, tzinfo=UTC)
        assert mill.updated == datetime.fromisoformat("2025-05-17T09:00:00+02:00")
        assert mill.byline == "Ida Marsh, Tom Reed"
        assert feed.text_of(mill).text == "A <b> stays as it is."
        assert (undated.published, undated.updated, undated.content) == (None, None, "Nothing more.")

    def test_json_feed(self) -> None:
        found = read(JSON)
        mill, line = found.entries
        assert (mill.id, mill.url, mill.byline) == ("5", "https://tansy.example/mill", "Ida Marsh")
        assert feed.text_of(mill).text == "The mill burned."
        assert (line.byline, line.is_html, line.url) == ("Desk", False, None)
        assert line.published == date(2025, 5, 16)
        assert found.warnings == ("1 of its items are no objects and were passed over.",)

    def test_a_feed_without_entries_is_one(self) -> None:
        assert read(rss()) == Feed("Courier", ())
        assert read('<CHANNEL HREF="https://tansy.example/"><TITLE>Courier</TITLE></CHANNEL>') == Feed(
            "Courier", ()
        )

    def test_what_a_feed_has_of_an_article_becomes_one(self) -> None:
        mill = read(RSS).entries[0]
        article = newswire.parse(feed.as_article(mill, URL, "Tansy Courier"), corpus="main")
        assert [each.text for each in article.paragraphs] == [
            "The mill of Tansy burned down, Mayor Orla Finch said.",
            "A new roof.",
        ]
        assert article.paragraphs[1].subhead == "What comes next"
        assert (article.outlet, article.byline, article.headline) == (
            "Tansy Courier",
            "Ida Marsh",
            "Mill burns in Tansy",
        )

    def test_an_id_without_an_address_is_told_apart_by_its_feed(self) -> None:
        entry = only(rss("<item><guid isPermaLink='false'>17</guid><description>Rain.</description></item>"))
        assert feed.as_article(entry, URL, None).external_id == f"{URL} 17"
        assert feed.as_article(read(RSS).entries[0], URL, None).external_id is None


class TestDates:
    @pytest.mark.parametrize(
        ("written", "read_as"),
        [
            ("Fri, 16 May 2025 08:30:00 GMT", datetime(2025, 5, 16, 8, 30, tzinfo=UTC)),
            ("Fri, 16 May 25 08:30:00 EST", datetime(2025, 5, 16, 13, 30, tzinfo=UTC)),
            ("2025-05-16", date(2025, 5, 16)),
            ("2025-05-16T08:30:00", date(2025, 5, 16)),
            ("yesterday", None),
            ("Friday", None),
            ("", None),
        ],
    )
    def test_a_date_is_never_invented(self, written: str, read_as: object) -> None:
        entry = only(rss(f"<item><title>x</title><pubDate>{written}</pubDate></item>"))
        assert entry.published == read_as
        assert type(entry.published) is type(read_as)


class TestTeasers:
    FULL = "The council met on Monday and voted for the bridge. " * 30

    def test_a_short_text_is_a_teaser(self) -> None:
        assert not feed.is_full(only(rss("<item><description>The mill burned down.</description></item>")))

    def test_a_long_one_is_the_article(self) -> None:
        assert feed.is_full(only(rss(f"<item><description>{self.FULL}</description></item>")))

    @pytest.mark.parametrize("end", ["…", "[...]", "Read more", "Continue reading this story »", "[&#8230;]"])
    def test_unless_it_says_that_it_goes_on(self, end: str) -> None:
        entry = only(rss(f"<item><description><![CDATA[{self.FULL} {end}]]></description></item>"))
        assert not feed.is_full(entry)

    @pytest.mark.parametrize(
        "end", ["Continue reading...", "[Read more]", "The post Mill burns appeared first on Tansy Courier."]
    )
    def test_what_only_leads_to_the_article_is_none_of_it(self, end: str) -> None:
        entry = only(
            rss(f"<item><description><![CDATA[<p>The mill burned.</p><p>{end}</p>]]></description></item>")
        )
        assert feed.as_article(entry, URL, None).text == "The mill burned."


class TestBroken:
    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("", "is empty"),
            ("<html><body>Sign in</body></html>", "is a web page"),
            ("<!-- x --><!DOCTYPE html><title>Sign in</title>", "is a web page"),
            ("<sitemap><loc>x</loc></sitemap>", "neither RSS nor Atom"),
            ("Rate limit exceeded", "is text and no feed"),
            ('{"error": "no"}', "is JSON and no feed"),
            ('{"version": "https://jsonfeed.org/version/1"}', "no list of items"),
            ('{"version": ', "not valid JSON"),
            ("[" * 100_000, "not valid JSON"),
        ],
    )
    def test_what_is_no_feed_is_refused_with_what_it_is(self, text: str, told: str) -> None:
        with pytest.raises(BadFeed, match=told) as refused:
            read(text)
        assert URL in str(refused.value)

    def test_bytes_that_are_no_text_are_refused(self) -> None:
        with pytest.raises(BadFeed, match="not text"):
            read(b"\x89PNG\r\n\x1a\n" + bytes(100))

    def test_what_can_be_read_of_a_cut_off_feed_is_saved(self) -> None:
        found = read(RSS[: RSS.index("Ferry late") + 5])
        assert found.entries[0].title == "Mill burns in Tansy"
        assert "not well-formed" in found.warnings[0]

    def test_a_feed_in_another_encoding_is_read_as_declared(self) -> None:
        text = rss("<item><title>Café Zoë</title></item>", before='<?xml version="1.0" encoding="iso-8859-1"?>')
        assert read(text.encode("latin-1")).entries[0].title == "Café Zoë"

    def test_of_an_endless_feed_the_top_is_read(self) -> None:
        found = read(rss("<item><title>x</title></item>" * (MOST_ENTRIES + 1)))
        assert len(found.entries) == MOST_ENTRIES
        assert str(MOST_ENTRIES + 1) in found.warnings[0]

    @pytest.mark.parametrize(
        "link", ["javascript:alert(1)", "file:///etc/passwd", "http://[broken", "ftp://a.example/"]
    )
    def test_an_address_that_is_none_of_the_web_is_left_out(self, link: str) -> None:
        assert only(rss(f"<item><title>x</title><link>{link}</link></item>")).url is None


class TestEvil:
    """Each of these would take minutes, gigabytes or a file of this machine if it worked."""

    LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))

    @pytest.mark.parametrize(
        "doctype",
        [
            f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>',
            f'<!DOCTYPE x [<!ENTITY l9 "{"a" * 100_000}">]>',
            '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/hostname">]>',
            '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
            '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>',
            f'<!-- <a> --><!DOCTYPE x [<!-- <a> \' ]> --><!ENTITY l9 "{"a" * 100_000}">]>',
        ],
    )
    def test_no_entity_is_expanded_and_none_is_loaded(self, doctype: str) -> None:
        entry = only(
            rss("<item><title>&l9;</title><description>The mill burned.</description></item>", before=doctype)
        )
        assert entry.title == "&l9;"
        assert entry.content == "The mill burned."

    @pytest.mark.parametrize("before", ["<!DOCTYPE x [ <!--", 'junk <!DOCTYPE x [\n<!ENTITY a "b">]>'])
    def test_a_document_type_without_an_end_is_refused(self, before: str) -> None:
        with pytest.raises(BadFeed, match="document type"):
            read(rss("<item><title>&a;</title></item>", before=before))

    def test_a_crowd_of_attributes_is_refused(self) -> None:
        with pytest.raises(BadFeed, match="attributes"):
            read(rss("<item " + " ".join(f"a{n}='1'" for n in range(100_000)) + "/>"))

    @pytest.mark.parametrize(
        "item",
        [
            f"<item><author>{'a.' * 200_000}</author></item>",
            f"<item>{'<a>' * 10_000}{'</a>' * 10_000}</item>",
            f"<item><title>{'<' * 20_000}</title></item>",
            f"<item><description><![CDATA[{'<div>' * 10_000}]]></description></item>",
            f"<item><pubDate>{'2004-' * 10_000}</pubDate></item>",
        ],
    )
    def test_the_time_it_takes_grows_with_the_length_alone(self, item: str) -> None:
        feed.as_article(only(rss(item)), URL, None)


def test_a_page_names_its_feeds() -> None:
    links = [
        '<link rel="stylesheet" href="x.css">',
        "<link href='/a?x=1&amp;y=2' type=\"application/rss+xml\" rel='home alternate'>",
        "<link rel=alternate type=application/atom+xml href=//other.example/atom>",
    ]
    page = f"<html><head>{''.join(links)}</head></html>"
    assert feed.advertised(page, URL) == ["https://tansy.example/a?x=1&y=2", "https://other.example/atom"]
