"""What every question goes through: which news may be read, an index that broke, sources that are kept."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from bot.answering.answer import Citation
from bot.errors import Declined
from bot.place import Place, readable
from index.errors import IndexBroken, ModelMismatch
from index.store.shown import Cited

if TYPE_CHECKING:
    from bot.client import Dateline

log = logging.getLogger(__name__)

NOTHING_TO_ASK = (
    "There is no article here to answer from yet. Somebody who looks after this server can add some with "
    "/article add."
)
BEING_REBUILT = "The index is being built anew from its articles. Please ask again in a minute."

T = TypeVar("T")


async def read(client: "Dateline", place: Place, work: Callable[..., T], words: str) -> T:
    """Return what is made of somebody's words over the news that may be read where they are.

    Args:
        client: The bot.
        place: Where it is asked.
        work: Takes the words, and the corpora by the name ``corpora``; it runs on a thread.
        words: A question, or a topic.

    Raises:
        Declined: There is nothing to read, or its index is being built anew.
        Busy: Too much is waiting.
    """
    library = client.desk.library
    corpora = await asyncio.to_thread(readable, place, library, client.settings.shared_corpora)
    if not corpora:
        raise Declined(NOTHING_TO_ASK)
    try:
        return await client.workers.run(work, words, corpora=corpora)
    except (IndexBroken, ModelMismatch) as error:
        log.warning("having the index built anew: %s", error)
        for corpus in corpora:
            await asyncio.to_thread(library.requests.ask, corpus)
        raise Declined(BEING_REBUILT) from error


async def keep_sources(client: "Dateline", place: Place, shown: str, citations: Sequence[Citation]) -> None:
    """Keep what something that is shown cites, so that its button **Sources** opens it.

    Args:
        client: The bot.
        place: Where it is shown.
        shown: The id of what is shown.
        citations: What it cites.
    """
    await asyncio.to_thread(
        client.desk.library.shown.keep, shown, place.name, [_cited(each) for each in citations]
    )


def _cited(each: Citation) -> Cited:
    start = each.passage.paragraph.text.index(each.quote)
    return Cited(
        n=each.n,
        corpus=each.passage.article.corpus,
        article_id=each.passage.article.id,
        paragraph=each.passage.paragraph.number,
        start=start,
        end=start + len(each.quote),
    )
