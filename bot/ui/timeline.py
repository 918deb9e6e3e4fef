"""What happened when, as people see it: a line and its source for each event, all in one message."""

import discord
from discord import ui

from bot.answering.timeline import Event, Timeline, marked
from bot.ui.answers import Item, mark, place
from bot.ui.text import counted, fitted, view_of

EVENTS = 12
"""Events shown at most: with more, a sentence would have too few of the 4,000 characters of a message."""
LINE_LIMIT = 290
"""Characters of an event with its source: twelve of them, the topic and the remark below stay under 4,000."""
TOPIC_LIMIT = 150
HEADLINE_LIMIT = 60
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
    pieces += [ui.TextDisplay(_line(each)) for each in shown]
    if more := len(found.events) - len(shown):
        pieces.append(ui.TextDisplay(f"-# and {counted(more, 'later event')}, whose sources the button shows"))
    if any(marked(each) for each in shown):
        pieces.append(ui.TextDisplay("-# (reported): the text names no day; this is its article’s"))
    if button:
        pieces.append(ui.ActionRow(button))
    return view_of(ui.Container(*pieces, accent_colour=discord.Colour.blurple()))


def _line(event: Event) -> str:
    citation = event.citation
    head = f"**{event.when()}**{marked(event)} "
    where = place(citation.passage.article, citation.passage.paragraph.number, HEADLINE_LIMIT)
    source = f"\n-# {mark([citation.n])} {where}"
    if citation.corrections:
        source += " · corrected since"
    return f"{head}{fitted(citation.quote, max(SHORTEST, LINE_LIMIT - len(head) - len(source)))}{source}"
