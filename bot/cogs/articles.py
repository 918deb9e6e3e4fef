"""Looking after a server's articles: add, list, show, remove, and take a removal back."""

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.cogs.action import Action, managed_corpus, may_manage
from bot.cogs.adding import AddButton, AddModal, CancelButton, show
from bot.cogs.choosing import CHOICE_LIMIT, CHOICES, undecided
from bot.errors import Declined
from bot.ui import articles as pages
from bot.ui.text import cut, fitted, note
from index.errors import NotFound
from index.library import Library
from index.news.article import Article
from index.news.sources import web
from index.store import undo

if TYPE_CHECKING:
    from bot.client import Dateline

PAGE = 10
"""Articles on a page of the list."""
HEADLINE_LIMIT = 200

NONE_YET = "There is no article here yet. `/article add` adds some."
GONE = "Somebody else has removed that article just now."
TOO_LATE = "That can no longer be taken back: it is possible for ten minutes. Add the article again."


class PageButton(Action, template=r"list:(\d{1,6})"):
    """Turns to a page of the list of articles.

    Args:
        page: The page's number, from 1.
        label: What stands on the button.
        last: The last page there is; the button cannot be pressed beyond it.
    """

    def __init__(self, page: int | str, label: str = "Page", last: int | None = None) -> None:
        self._page = int(page)
        super().__init__(f"list:{self._page}", label, disabled=_is_beyond(self._page, last))

    async def press(self, interaction: "discord.Interaction[Dateline]") -> None:
        """Turn to the page."""
        corpus, library = managed_corpus(interaction), interaction.client.desk.library
        await interaction.response.edit_message(
            view=await asyncio.to_thread(_listing, library, corpus, self._page)
        )


class ShowButton(Action, template=r"show:(\w{1,32}):(\d{1,6})"):
    """Turns to a page of an article.

    Args:
        article_id: The article's id.
        page: The page's number, from 1.
        label: What stands on the button.
        last: The last page there is; the button cannot be pressed beyond it.
    """

    def __init__(self, article_id: str, page: int | str, label: str = "Page", last: int | None = None) -> None:
        self._article_id, self._page = article_id, int(page)
        super().__init__(f"show:{article_id}:{page}", label, disabled=_is_beyond(self._page, last))

    async def press(self, interaction: "discord.Interaction[Dateline]") -> None:
        """Turn to the page."""
        corpus, library = managed_corpus(interaction), interaction.client.desk.library
        found = await asyncio.to_thread(_article, library, corpus, self._article_id)
        await interaction.response.edit_message(view=await asyncio.to_thread(_shown, library, found, self._page))


class UndoButton(Action, template=r"undo:(\w{1,32})"):
    """Takes the removal of an article back.

    Args:
        article_id: The article's id.
    """

    def __init__(self, article_id: str) -> None:
        super().__init__(f"undo:{article_id}", "Undo")
        self._article_id = article_id

    async def press(self, interaction: "discord.Interaction[Dateline]") -> None:
        """Put the article back."""
        corpus, client = managed_corpus(interaction), interaction.client
        await interaction.response.defer()
        try:
            found = await asyncio.to_thread(client.desk.library.archive.restore, corpus, self._article_id)
        except NotFound:
            raise Declined(TOO_LATE) from None
        await client.indexed(corpus)
        await interaction.edit_original_response(view=note(f"*{fitted(found.headline, HEADLINE_LIMIT)}* is back."))


@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
class Articles(
    commands.GroupCog, group_name="article", group_description="Look after the articles of this server."
):
    """The commands for articles.

    Args:
        client: The bot.
    """

    def __init__(self, client: "Dateline") -> None:
        super().__init__()
        self._client = client
        client.add_dynamic_items(AddButton, CancelButton, PageButton, ShowButton, UndoButton)

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Let only those in who may look after the server."""
        return may_manage(interaction)

    @app_commands.command()
    @app_commands.describe(
        url="The address of an article on the web; without one you are asked for text or files."
    )
    async def add(self, interaction: discord.Interaction[Any], url: str | None = None) -> None:
        """Add articles: paste a text, choose files, or give an address; nothing is stored before you confirm."""
        if url is None:
            await interaction.response.send_modal(AddModal())
            return
        corpus = managed_corpus(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        await show(interaction, corpus, await web.read(self._client.fetcher, url))

    @app_commands.command(name="list")
    async def list_(self, interaction: discord.Interaction[Any]) -> None:
        """List the articles of this server, the last added first."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        view = await asyncio.to_thread(_listing, self._client.desk.library, managed_corpus(interaction), 1)
        await interaction.edit_original_response(view=view)

    @app_commands.command()
    @app_commands.describe(article="Some words of its headline, or its id.")
    async def show(self, interaction: discord.Interaction[Any], article: str) -> None:
        """Show an article as it was understood: its facts and its numbered paragraphs."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        library = self._client.desk.library
        found = await asyncio.to_thread(_article, library, managed_corpus(interaction), article)
        await interaction.edit_original_response(view=await asyncio.to_thread(_shown, library, found, 1))

    @app_commands.command()
    @app_commands.describe(article="Some words of its headline, or its id.")
    async def remove(self, interaction: discord.Interaction[Any], article: str) -> None:
        """Remove an article; for ten minutes that can be taken back."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        corpus, library = managed_corpus(interaction), self._client.desk.library
        found = await asyncio.to_thread(_article, library, corpus, article)
        try:
            await asyncio.to_thread(library.remove, corpus, found.id)
        except NotFound:
            raise Declined(GONE) from None
        await self._client.indexed(corpus)
        until = discord.utils.format_dt(datetime.now(UTC) + undo.KEPT, "t")
        text = f"Removed *{fitted(found.headline, HEADLINE_LIMIT)}*. This can be taken back until {until}."
        await interaction.edit_original_response(view=pages.removed(text, UndoButton(found.id)))

    @show.autocomplete("article")
    @remove.autocomplete("article")
    async def headlines(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        """Offer the headlines of this server that contain what is typed."""
        find = self._client.desk.library.archive.headlines
        found = await asyncio.to_thread(find, managed_corpus(interaction), containing=typed.strip(), limit=CHOICES)
        return [app_commands.Choice(name=cut(each.text, CHOICE_LIMIT), value=each.article_id) for each in found]


def _is_beyond(page: int, last: int | None) -> bool:
    return page < 1 or (last is not None and page > last)


def _listing(library: Library, corpus: str, page: int) -> ui.LayoutView:
    total = library.archive.count(corpus)
    if not total:
        return note(NONE_YET)
    last = -(-total // PAGE)
    page = min(max(page, 1), last)
    found = library.archive.articles(corpus, limit=PAGE, offset=(page - 1) * PAGE)
    killed = library.notices.standing([corpus]).reasons(found)
    turn = PageButton(page - 1, "Newer", last), PageButton(page + 1, "Older", last)
    return pages.listing(found, total, page, last, *turn, killed=killed)


def _shown(library: Library, found: Article, page: int) -> ui.LayoutView:
    killed = library.notices.standing([found.corpus]).reasons([found]).get(found.id)
    last = len(pages.pages(found))
    page = min(max(page, 1), last)
    turn = ShowButton(found.id, page - 1, "Back", last), ShowButton(found.id, page + 1, "On", last)
    return pages.article(found, page, *turn, killed=killed)


def _article(library: Library, corpus: str, named: str) -> Article:
    """Return the article of a corpus that somebody chose or typed.

    Raises:
        Declined: There is none, or several are meant.
    """
    try:
        return library.archive.get(corpus, named.strip())
    except NotFound:
        found = library.archive.headlines(corpus, containing=named.strip(), limit=2)
    if len(found) != 1:
        raise undecided("articles" if found else "", named)
    return library.archive.get(corpus, found[0].article_id)
