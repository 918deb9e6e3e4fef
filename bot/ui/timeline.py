"""What happened when, as people see it: a line and its source for each event, all in one message."""

import discord
from discord import ui

from bot.answering.timeline import Event, Timeline, marked
from bot.ui.answers import HEADLINE_LIMIT, Item, mark, place
from bot.ui.text import counted, fitted, view_of

EVENTS = 12
"""Events shown at most: with more, a sentence would have too few of the 4,000 characters of a message."""
EVENTS_LIMIT = 3_480
"""Characters of all events with their sources: with the topic and the remark below they stay under 4,000."""
LINE_LIMIT = 700
"""Characters of one of them at most: a longer one would be no line any more."""
TOPIC_LIMIT = 150
HEADLINE_SHARE = 5
"""A headline has this part of an event's characters at most."""
SHORTEST = 60
"""Characters below which a sentence says nothing."""


def timeline(found: Timeline, button: Item | None = None) -> ui.LayoutView:
    """Render a timeline.

    Args:
        found: The timeline.
        button: What opens its sources, if it has any.
    """
    if not found.events:
        return view_of(ui.Container(ui.TextDisplay(found.nothing()), accent_colour=discord.Colour.light_grey()))
    shown = found.events[:EVENTS]
    days = f" · {found.within()}" if found.within() else ""
    pieces: list[Item] = [ui.TextDisplay(f"**{fitted(found.topic, TOPIC_LIMIT)}**{days}"), ui.Separator()]
    room = min(LINE_LIMIT, EVENTS_LIMIT // len(shown))
    pieces += [ui.TextDisplay(_line(*each, room)) for each in zip(shown, [None, *shown[:-1]], strict=True)]
    if more := len(found.events) - len(shown):
        pieces.append(ui.TextDisplay(f"-# and {counted(more, 'later event')}, whose sources the button shows"))
    if any(marked(each) for each in shown):
        pieces.append(ui.TextDisplay("-# (reported): the text names no day; this is its article’s"))
    if button:
        pieces.append(ui.ActionRow(button))
    return view_of(ui.Container(*pieces, accent_colour=discord.Colour.blurple()))


def _line(event: Event, before: Event | None, room: int) -> str:
    """Render an event; the article that told the one before it too is not named again."""
    passage, citation = event.citation.passage, event.citation
    head = f"**{event.when()}**{marked(event)} "
    if before and before.citation.passage.article.id == passage.article.id:
        where = f"the same article · ¶ {passage.paragraph.number}"
    else:
        where = place(passage.article, passage.paragraph.number, min(HEADLINE_LIMIT, room // HEADLINE_SHARE))
    source = f"\n-# {mark([citation.n])} {where}"
    if citation.corrections:
        source += " · corrected since"
    return f"{head}{fitted(citation.quote, max(SHORTEST, room - len(head) - len(source)))}{source}"
