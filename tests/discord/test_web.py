"""An admin adds what stands on the web, and what somebody posted."""

import pytest
from simcord.results import InteractionResult

from bot.cogs.taking import NAME, Meant, meant
from index.library import Library
from tests.components import buttons, text_of
from tests.discord.conftest import Town, shown
from tests.web import Web, answer, redirect

PAGE = """
<html><head><title>Mill burns in Tansy | Grain Wire</title>
<meta property="og:site_name" content="Grain Wire">
<meta property="article:published_time" content="2025-03-03T18:05:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Mill burns in Tansy</h1>
<p>The mill of Tansy burned down on Monday, Mayor Orla Finch said on Tuesday morning.</p>
<p>Nobody was hurt, and the flour of a whole winter was lost in the fire as well.</p></article></body></html>
"""
MILL = "Mill burns in Tansy\n\nThe mill of Tansy burned down on Monday, Mayor Orla Finch said.\n\n" + "\n\n".join(
    f"Sack number {n} of flour was lost in the fire as well." for n in range(5)
)


@pytest.fixture(autouse=True)
def story(web: Web) -> None:
    web.answers["/mill"] = answer(PAGE.encode(), kind="text/html; charset=utf-8")
    web.answers["/mill.txt"] = answer(MILL.encode(), kind="text/plain")


def corpus_of(town: Town) -> str:
    return f"server-{town.server.id}"


async def by_url(town: Town, url: str) -> InteractionResult:
    return await town.admin.slash(town.channel, "article add", url=url)


async def take(town: Town, text: str, **attached: bytes) -> InteractionResult:
    files = [(name.replace("_", "."), data) for name, data in attached.items()]
    posted = await town.member.send(town.channel, text, attachments=files)
    return await town.admin.context_menu(town.channel, NAME, posted)


async def test_a_page_is_shown_before_it_is_stored_and_answers_when_it_is(
    town: Town, web: Web, library: Library
) -> None:
    preview = await by_url(town, web.url("/mill"))
    assert preview.ephemeral
    for understood in ("Mill burns in Tansy", "Grain Wire", "3 March 2025", "Nothing is stored yet"):
        assert understood in text_of(shown(preview))
    assert library.archive.count(corpus_of(town)) == 0
    await town.admin.click(shown(preview), label="Add")
    (stored,) = library.archive.articles(corpus_of(town))
    assert stored.url == web.url("/mill")
    answered = await town.member.slash(town.channel, "ask", question="Who is the mayor of Tansy?")
    assert "Orla Finch" in text_of(shown(answered))


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/nothing", "nothing there"),
        ("/away", "not a public address"),
        ("/wall", "asks for a password"),
        ("/", "home page"),
        ("/picture", "image/png"),
        ("/called-html", "a PNG image"),
        ("/zeros", "not text"),
    ],
)
async def test_what_cannot_be_taken_is_told_in_a_line(town: Town, web: Web, path: str, told: str) -> None:
    web.answers |= {
        "/away": redirect("http://169.254.169.254:{port}/latest/"),
        "/wall": answer(b"<html><p>Please log in to read on.</p><form><input type=password></form>"),
        "/": answer(PAGE.replace("article:", "x:").encode()),
        "/picture": answer(b"\x89PNG", kind="image/png"),
        "/called-html": answer(b"\x89PNG\r\n\x1a\n" + bytes(64)),
        "/zeros": answer(b"<html>" + bytes(4_000)),
    }
    sent = await by_url(town, web.url(path))
    assert told in text_of(shown(sent))
    assert "\n" not in text_of(shown(sent))
    assert "reference" not in text_of(shown(sent))
    assert not buttons(shown(sent))


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "file:///etc/passwd", "tansy.example/mill", "http://no.such/"]
)
async def test_an_address_that_may_not_be_fetched_is_told_in_a_line(town: Town, web: Web, url: str) -> None:
    sent = await by_url(town, url)
    assert "reference" not in text_of(shown(sent))
    assert not buttons(shown(sent))
    assert web.requests == []


async def test_the_link_in_a_message_is_followed(town: Town, web: Web, library: Library) -> None:
    preview = await take(town, f"Have you seen this? <{web.url('/mill')}>")
    assert preview.ephemeral
    assert "3 March 2025" in text_of(shown(preview))
    await town.admin.click(shown(preview), label="Add")
    assert library.archive.count(corpus_of(town)) == 1


async def test_several_links_are_followed_and_one_that_fails_does_not_stop_the_others(
    town: Town, web: Web
) -> None:
    preview = await take(town, f"{web.url('/mill')} and {web.url('/nothing')}, {web.url('/mill')}.")
    said = text_of(shown(preview))
    assert "1 new" in said
    assert "1 refused" in said
    assert web.paths == ["/mill", "/nothing"]


async def test_the_text_of_a_message_is_taken_though_it_names_its_source(town: Town, web: Web) -> None:
    preview = await take(town, f"{MILL}\n\nSource: {web.url('/mill')}")
    assert "Paragraphs: 6" in text_of(shown(preview))
    assert web.requests == []


async def test_the_files_of_a_message_are_taken(town: Town) -> None:
    preview = await take(town, "The whole story is attached.", mill_txt=MILL.encode())
    assert "Paragraphs: 6" in text_of(shown(preview))


async def test_a_picture_beside_a_link_does_not_count(town: Town, web: Web) -> None:
    preview = await take(town, web.url("/mill"), photo_png=b"\x89PNG\r\n\x1a\n" + bytes(64))
    assert "3 March 2025" in text_of(shown(preview))
    alone = await take(town, "", photo_png=b"\x89PNG\r\n\x1a\n" + bytes(64))
    assert "kind that is not read" in text_of(shown(alone))


async def test_a_message_that_was_forwarded_is_taken_as_it_was_written(town: Town) -> None:
    written = await town.member.send(town.channel, MILL)
    forwarded = await town.member.forward(written, town.channel)
    preview = await town.admin.context_menu(town.channel, NAME, forwarded)
    assert "Paragraphs: 6" in text_of(shown(preview))


@pytest.mark.parametrize(
    ("text", "embedded", "expected"),
    [
        ("https://a.example/b", [], Meant(links=("https://a.example/b",))),
        ("Look: https://a.example/b.", [], Meant(links=("https://a.example/b",))),
        ("<https://a.example/b>", [], Meant(links=("https://a.example/b",))),
        ("**https://a.example/b**", [], Meant(links=("https://a.example/b",))),
        ("(https://a.example/b_(c))", [], Meant(links=("https://a.example/b_(c)",))),
        ("[this](https://a.example/b)", [], Meant(links=("https://a.example/b",))),
        ("https://a.example/b https://a.example/b", ["https://c.example"], Meant(links=("https://a.example/b",))),
        (
            " ".join(f"https://{n}.example" for n in range(9)),
            [],
            Meant(links=tuple(f"https://{n}.example" for n in range(5))),
        ),
        ("The mill burned.", ["https://c.example"], Meant(text="The mill burned.")),
        ("", ["", "https://c.example"], Meant(links=("https://c.example",))),
        ("ftp://a.example", [], Meant(text="ftp://a.example")),
        ("  ", [], Meant()),
    ],
)
def test_what_of_a_message_is_meant(text: str, embedded: list[str], expected: Meant) -> None:
    assert meant(text, embedded) == expected
