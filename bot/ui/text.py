"""Text for Discord: nothing that comes from an article, a name or a question can restyle it or disguise a link."""

import re
from unicodedata import category
from urllib.parse import quote, urlsplit

import discord

_INVISIBLE = frozenset({"Cc", "Cf"})
"""Unicode's categories of control and format characters, which hide text or turn its direction: they make a link
look like another. See https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing."""

_SYNTAX = re.compile(r"[\\*_~`|<\[\]@]")
"""Discord's markup: emphasis, code, spoilers, masked links, mentions, timestamps, emoji. A backslash before a
character shows the character itself. See https://support.discord.com/hc/articles/210298617."""

_LINK = re.compile(r"https?://[^\s<>\[\]()*~`|\\\"“”]+", re.IGNORECASE)
_LINE_START = re.compile(r"^(\d*)(?=[#>+.-])")
"""What would begin a heading, small print, a quote or a list."""

_LONGEST_LINK = 400
"""Characters of an address that is linked; longer ones would crowd out the text."""


def plain(text: str) -> str:
    """Return text on one line that Discord shows as it stands.

    Addresses in it stay whole and can be followed, as what they are.

    Args:
        text: Any text.
    """
    line = " ".join("".join(each for each in text if not _is_invisible(each)).split())
    pieces, end = [], 0
    for link in _LINK.finditer(line):
        pieces += [_escaped(line[end : link.start()]), link.group()]
        end = link.end()
    pieces.append(_escaped(line[end:]))
    return _LINE_START.sub(r"\1\\", "".join(pieces))


def cut(text: str, limit: int) -> str:
    """Return at most ``limit`` characters of raw text, cut between words and ended by an ellipsis.

    Args:
        text: Any text.
        limit: The most characters to return, at least 1.
    """
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;:") + "…"


def fitted(text: str, limit: int) -> str:
    """Return ``plain`` text that is at most ``limit`` characters long after escaping.

    Args:
        text: Any text.
        limit: The most characters to return, at least 1.
    """
    room = limit
    while len(shown := plain(cut(text, room))) > limit:
        room -= max(1, (len(shown) - limit) // 2)
    return shown


def marked(text: str, words: str, limit: int) -> str:
    """Return ``plain`` text with some of its words in bold, cut around them if it is too long.

    Args:
        text: Any text.
        words: Words that stand in it; if they do not, nothing is bold.
        limit: The most characters to return.
    """
    start = text.find(words) if words.strip() else -1
    if start < 0:
        return fitted(text, limit)
    before, after = text[:start], text[start + len(words) :]
    bold = f"**{fitted(words, max(1, limit - 8))}**"
    room = max(0, limit - len(bold) - 2)
    half = max(room // 2, room - len(plain(before)))
    tail = fitted(after, max(1, half)) if after.strip() else ""
    head = _tail_of(before, room - len(tail)) if before.strip() else ""
    return f"{head}{_gap(before[-1:])}{bold}{_gap(after[:1])}{tail}".strip()


def link(url: str | None) -> str:
    """Return a link that shows the host it leads to, or "" where there is no address to trust.

    Args:
        url: The address that an article came with.
    """
    if not url or any(map(_is_invisible, url)):
        return ""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme not in ("http", "https") or not host or parts.username or len(url) > _LONGEST_LINK:
        return ""
    address = quote(parts._replace(netloc=host + port).geturl(), safe=":/?#@!$&'*+,;=%-._~")
    return f"[{plain(host)}](<{address}>)"


def person(user_id: str) -> str:
    """Return what Discord shows as a person's name; with the bot's settings it pings nobody."""
    return f"<@{user_id}>" if user_id.isdecimal() else "the operator"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: 1 article, 2 articles."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def view_of(*items: discord.ui.Item[discord.ui.LayoutView]) -> discord.ui.LayoutView:
    """Return a message made of components. Its buttons answer by their ``custom_id``, so it never times out."""
    view = discord.ui.LayoutView(timeout=None)
    for item in items:
        view.add_item(item)
    return view


def note(text: str, colour: discord.Colour | None = None) -> discord.ui.LayoutView:
    """Return a message of one text, in our own words."""
    display = discord.ui.TextDisplay[discord.ui.LayoutView](text)
    return view_of(discord.ui.Container(display, accent_colour=colour) if colour else display)


def _is_invisible(character: str) -> bool:
    return category(character) in _INVISIBLE and not character.isspace()


def _escaped(text: str) -> str:
    return _SYNTAX.sub(r"\\\g<0>", text)


def _tail_of(text: str, limit: int) -> str:
    """Return the end of a text, cut between words and begun by an ellipsis if it is too long."""
    line = " ".join(text.split())
    if len(plain(line)) <= limit:
        return plain(line)
    words: list[str] = []
    length = 2
    for word in reversed(line.split()):
        length += len(plain(word)) + 1
        if length > limit:
            break
        words.append(word)
    return "… " + plain(" ".join(reversed(words))) if words else "…"


def _gap(character: str) -> str:
    return " " if character.isspace() else ""
