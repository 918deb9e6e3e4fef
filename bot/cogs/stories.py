"""``/story``: the versions of a story, and what changed from each to the next."""

import asyncio
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.cogs.action import Action, place_of
from bot.cogs.choosing import CHOICE_LIMIT, CHOICES, undecided
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


LAST = 0
"""Stands for the last page of a version: a button that turns back to it does not know how many it has."""


class VersionButton(Action, template=r"story:(\w{1,32}):(\d{1,6}):(\d{1,6})"):
    """Turns to a page of what changed in a version of a story.

    Args:
        article_id: The id of one of its versions.
        number: The version's number in the story, from 1.
        page: The page's number, from 1, or ``LAST``.
        label: What stands on the button.
        disabled: Whether there is no such version.
    """

    def __init__(
        self,
        article_id: str,
        number: int | str,
        page: int | str,
        label: str = "Page",
        *,
        disabled: bool = False,
    ) -> None:
        self._article_id, self._number, self._page = article_id, int(number), int(page)
        super().__init__(f"story:{article_id}:{number}:{page}", label, disabled=disabled)

    async def press(self, interaction: "discord.Interaction[Dateline]") -> None:
        """Turn to the page."""
        corpora, library = await _corpora(interaction), interaction.client.desk.library
        view = await asyncio.to_thread(_turned, library, corpora, self._article_id, self._number, self._page)
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
        raise undecided("stories" if found else "", named)
    return found[0]


def _opened(library: Library, corpora: list[str], named: str) -> ui.LayoutView:
    """Return the first page of what changed last in a story."""
    article = _chosen(library, corpora, named)
    found = story.ordered(library.archive.versions(article))
    return _view(found, article.id, len(found), 1)


def _turned(library: Library, corpora: list[str], article_id: str, number: int, page: int) -> ui.LayoutView:
    article = library.archive.fetch([article_id]).get(article_id)
    if article is None or article.corpus not in corpora:
        raise Declined(GONE)
    found = story.ordered(library.archive.versions(article))
    return _view(found, article_id, min(max(number, 1), len(found)), page)


def _view(found: tuple[story.Versioned, ...], article_id: str, number: int, page: int) -> ui.LayoutView:
    texts = pages.pages(found, number)
    page = len(texts) if page == LAST else min(page, len(texts))
    earlier = (number, page - 1) if page > 1 else (number - 1, LAST)
    later = (number, page + 1) if page < len(texts) else (number + 1, 1)
    turn = (
        VersionButton(article_id, *earlier, "Earlier", disabled=earlier[0] < 1),
        VersionButton(article_id, *later, "Later", disabled=later[0] > len(found)),
    )
    return pages.story(found, number, page, texts, *turn)
