"""Adding articles in Discord: what was sent is read and shown first, and stored when somebody confirms."""

import asyncio
from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.cogs.action import Action, managed_corpus
from bot.cogs.errors import explain, report
from bot.desk import Desk
from bot.errors import Declined
from bot.ui import articles as pages
from bot.ui.text import note
from index.indexes import BULK_ARTICLES
from index.news.article import RawArticle
from index.news.sources import files
from index.news.sources.records import Refusal
from index.store.arrival import Added, Outcome

if TYPE_CHECKING:
    from bot.client import Dateline

MOST_FILES = 5
MOST_BYTES = 25_000_000
"""Bytes of the files of one addition; more is for the terminal, which shows how far it has come."""
TEXT_LIMIT = 4_000
"""Characters of a text field (https://docs.discord.com/developers/components/reference#text-input)."""

OPEN_S = 60 * 60
"""How long somebody may take to fill the form in."""

NOTHING_SENT = "Nothing was sent: paste a text, or choose a file."
DRAFT_GONE = "This can no longer be stored: a preview waits for a quarter of an hour at most. Send it again."
STORING = "Storing and indexing …"
IN_BACKGROUND = (
    "Stored {number} articles. They are being indexed in the background; `/admin status` shows how far it is."
)
CANCELLED = "Cancelled. Nothing was stored."


class AddModal(ui.Modal, title="Add articles"):
    """Asks for a text or for files."""

    def __init__(self) -> None:
        super().__init__(timeout=OPEN_S)

    text: ui.Label["AddModal"] = ui.Label(
        text="Text",
        description="One article as it stands, headline first. A longer one comes as a file.",
        component=ui.TextInput(style=discord.TextStyle.paragraph, required=False, max_length=TEXT_LIMIT),
    )
    upload: ui.Label["AddModal"] = ui.Label(
        text="Files",
        description="txt, md, html or pdf with one article; json, jsonl, csv or zip with many.",
        component=ui.FileUpload(required=False, min_values=0, max_values=MOST_FILES),
    )

    async def on_submit(self, interaction: "discord.Interaction[Dateline]") -> None:  # type: ignore[override]  # the client is ours
        """Read what was sent, and show what was understood of it."""
        client = interaction.client
        client.note_task()
        corpus = managed_corpus(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        await show(interaction, corpus, await self._sources())

    async def on_error(  # type: ignore[override]  # a modal's has no item
        self, interaction: discord.Interaction[Any], error: Exception, /
    ) -> None:
        """Tell whoever sent it what went wrong."""
        await report(interaction, error)

    async def _sources(self) -> list[RawArticle | Refusal]:
        field, upload = self.text.component, self.upload.component
        assert isinstance(field, ui.TextInput)  # noqa: S101 - as declared above
        assert isinstance(upload, ui.FileUpload)  # noqa: S101
        sources: list[RawArticle | Refusal] = []
        if field.value.strip():
            sources.append(RawArticle(field.value, origin="the text"))
        sources += await read_files(upload.values)
        if not sources:
            raise Declined(NOTHING_SENT)
        return sources


class AddButton(Action, template=r"add:([0-9a-f]{16})"):
    """Stores a draft.

    Args:
        draft: The draft's id.
    """

    def __init__(self, draft: str) -> None:
        super().__init__(f"add:{draft}", "Add", style=discord.ButtonStyle.success)
        self._draft = draft

    async def press(self, interaction: "discord.Interaction[Dateline]") -> None:
        """Store and index the draft, and say what became of it."""
        client = interaction.client
        draft = client.drafts.take(self._draft, managed_corpus(interaction))
        if draft is None:
            raise Declined(DRAFT_GONE)
        await interaction.response.edit_message(view=note(STORING))
        try:
            results = await asyncio.to_thread(_store, client.desk, draft.corpus, draft.sources)
        except Exception as error:
            again = client.drafts.keep(draft.corpus, draft.sources)
            buttons: list[ui.Item[Any]] = [AddButton(again), CancelButton(again)]
            await interaction.edit_original_response(view=explain(error).add_item(ui.ActionRow(*buttons)))
            return
        if len(results) <= BULK_ARTICLES and await client.indexed(draft.corpus):
            view = pages.stored(results)
        else:
            view = note(IN_BACKGROUND.format(number=sum(isinstance(each, Added) for each in results)))
        await interaction.edit_original_response(view=view)


class CancelButton(Action, template=r"drop:([0-9a-f]{16})"):
    """Forgets a draft.

    Args:
        draft: The draft's id.
    """

    def __init__(self, draft: str) -> None:
        super().__init__(f"drop:{draft}", "Cancel")
        self._draft = draft

    async def press(self, interaction: "discord.Interaction[Dateline]") -> None:
        """Forget the draft."""
        interaction.client.drafts.take(self._draft, managed_corpus(interaction))
        await interaction.response.edit_message(view=note(CANCELLED))


async def show(
    interaction: "discord.Interaction[Dateline]", corpus: str, sources: list[RawArticle | Refusal]
) -> None:
    """Show what was understood of what was sent, with the buttons that store it or not.

    Args:
        interaction: What it was sent by; it is deferred.
        corpus: The corpus it is for.
        sources: The articles, and what was refused of what was sent.
    """
    client = interaction.client
    results = await asyncio.to_thread(client.desk.library.preview, sources, corpus=corpus)
    draft = client.drafts.keep(corpus, sources)
    story = await asyncio.to_thread(_story, client.desk, results)
    view = pages.preview(results, story, AddButton(draft), CancelButton(draft))
    await interaction.edit_original_response(view=view)


async def read_files(attached: Sequence[discord.Attachment]) -> list[RawArticle | Refusal]:
    """Read the articles of attachments.

    Raises:
        Declined: They are too large together.
    """
    if sum(each.size for each in attached) > MOST_BYTES:
        raise Declined(
            f"The files are larger than {MOST_BYTES // 1_000_000} MB together. Send fewer at once, or have "
            "the operator add them in the terminal."
        )
    sources: list[RawArticle | Refusal] = []
    for each in attached:
        data = await each.read()
        sources += await asyncio.to_thread(_read, data, each.filename)
    return sources


def _read(data: bytes, name: str) -> list[RawArticle | Refusal]:
    return list(files.read_bytes(data, name, files.suffix_of(PurePath(name))))


def _story(desk: Desk, results: Sequence[Added | Refusal]) -> str | None:
    """Return the headline of the story that a single article is a new version of."""
    first = results[0]
    if len(results) != 1 or isinstance(first, Refusal) or first.outcome is not Outcome.VERSION:
        return None
    found = desk.library.archive.fetch([first.article.story], first.article.corpus)
    return next((each.headline for each in found.values()), None)


def _store(desk: Desk, corpus: str, sources: Sequence[RawArticle | Refusal]) -> list[Added | Refusal]:
    return list(desk.library.add(sources, corpus=corpus))
