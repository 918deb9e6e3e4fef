"""``/story``: the versions of a story, and what changed from each to the next."""

import asyncio
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.cogs.action import Action, place_of
from bot.cogs.articles import CHOICE_LIMIT, CHOICES
from bot.errors import Declined
from bot.place import readable
from bot.ui import stories as pages
from bot.ui.text import cut
from index.library import Library
from index.news import story
from index.news.article import Article

if TYPE_CHECKING:
    from bot.client import Dateline

GONE = "That story has been removed since, or is no longer read here."


class VersionButton(Action, template=r"story:(\w{1,32}):(\d{1,6})"):
    """Turns to a page of what changed in a story.

    Args:
        article_id: The id of one of its versions.
        page: The page's number, from 1.
        label: What stands on the button.
        last: The last page there is; the button cannot be pressed beyond it.
    """

    def __init__(self, article_id: str, page: int | str, label: str = "Page", last: int | None = None) -> None:
        self._article_id, self._page = article_id, int(page)
        beyond = self._page < 1 or (last is not None and self._page > last)
        super().__init__(f"story:{article_id}:{page}", label, disabled=beyond)

    async def press(self, interaction: "discord.Interaction[Dateline]") -> None:
        """Turn to the page."""
        corpora = await _corpora(interaction)
        view = await asyncio.to_thread(
            _turned, interaction.client.desk.library, corpora, self._article_id, self._page
        )
        await interaction.response.edit_message(view=view)


class Stories(commands.Cog):
    """Shows stories.

    Args:
        client: The bot.
    """

    def __init__(self, client: "Dateline") -> None:
        self._client = client
        client.add_dynamic_items(VersionButton)

    @app_commands.command()
    @app_commands.describe(article="Some words of a headline, or an article's id.")
    async def story(self, interaction: discord.Interaction[Any], article: str) -> None:
        """Show the versions of a story, and what was added, dropped and changed in each."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        corpora = await _corpora(interaction)
        view = await asyncio.to_thread(_opened, self._client.desk.library, corpora, article)
        await interaction.edit_original_response(view=view)

    @story.autocomplete("article")
    async def headlines(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        """Offer the headlines of what is read here that contain what is typed, each once."""
        corpora = await _corpora(interaction)
        found = await asyncio.to_thread(_named, self._client.desk.library, corpora, typed)
        named = {cut(text, CHOICE_LIMIT): article_id for article_id, text in reversed(found) if text.strip()}
        choices = [app_commands.Choice(name=name, value=article_id) for name, article_id in named.items()]
        return choices[::-1][:CHOICES]


async def _corpora(interaction: "discord.Interaction[Dateline]") -> list[str]:
    """Return the corpora that may be seen where an interaction happens."""
    client = interaction.client
    return await asyncio.to_thread(
        readable, place_of(interaction), client.desk.library, client.settings.shared_corpora
    )


def _named(library: Library, corpora: list[str], words: str) -> list[tuple[str, str]]:
    """Return the ids and headlines of articles whose headline contains some words, the place's own first."""
    return [
        (each.article_id, each.text)
        for corpus in corpora
        for each in library.archive.headlines(corpus, containing=words.strip(), limit=CHOICES)
    ]


def _chosen(library: Library, corpora: list[str], named: str) -> Article:
    """Return the article that somebody chose or typed.

    Raises:
        Declined: There is none here, or several stories are meant.
    """
    archive = library.archive
    by_id = archive.fetch([named.strip()]).values()
    found = [each for each in by_id if each.corpus in corpora]
    if not found:
        found = list(archive.fetch([article_id for article_id, _ in _named(library, corpora, named)]).values())
    if len({(each.corpus, each.story) for each in found}) != 1:
        many = "Several stories here have" if found else "No article here has"
        raise Declined(
            f"{many} “{cut(named, CHOICE_LIMIT)}” as the id or in the headline. Choose one from the list."
        )
    return found[0]


def _opened(library: Library, corpora: list[str], named: str) -> ui.LayoutView:
    """Return the first page of what changed last in a story."""
    article = _chosen(library, corpora, named)
    found = story.ordered(library.archive.versions(article))
    numbers = [number for number, _ in pages.pages(found)]
    return _view(found, article.id, numbers.index(len(found)) + 1, len(numbers))


def _turned(library: Library, corpora: list[str], article_id: str, page: int) -> ui.LayoutView:
    article = library.archive.fetch([article_id]).get(article_id)
    if article is None or article.corpus not in corpora:
        raise Declined(GONE)
    found = story.ordered(library.archive.versions(article))
    last = len(pages.pages(found))
    return _view(found, article_id, min(max(page, 1), last), last)


def _view(found: tuple[story.Versioned, ...], article_id: str, page: int, last: int) -> ui.LayoutView:
    turn = (
        VersionButton(article_id, page - 1, "Earlier", last),
        VersionButton(article_id, page + 1, "Later", last),
    )
    return pages.story(found, page, *turn)
