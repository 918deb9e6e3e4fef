"""JSON Feed to its entries, as https://www.jsonfeed.org/version/1.1/ has it (and 1.0, with one ``author``)."""

import json
from collections.abc import Mapping
from typing import Any

from index.errors import BadFeed
from index.news.dates import parse_moment
from index.news.sources.entry import MOST_ENTRIES, Entry, Feed, digest, web_address

_VERSION = "https://jsonfeed.org/version/"


def parse(text: str, url: str) -> Feed:
    """Read a JSON feed. An item that is no object is passed over with a warning.

    Args:
        text: All of it.
        url: Where it was fetched from.

    Raises:
        BadFeed: It is not valid JSON, or no feed.
    """
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadFeed(f"The feed {url} is not valid JSON: {error.msg} (line {error.lineno}).") from error
    except (ValueError, RecursionError) as error:
        raise BadFeed(
            f"The feed {url} is not valid JSON: it holds a number too long, or is nested too deep."
        ) from error
    version = _text(document.get("version")) if isinstance(document, dict) else None
    if not version or _VERSION not in version:
        raise BadFeed(f"{url} is JSON and no feed: it has no version {_VERSION}….")
    items = document.get("items")
    if not isinstance(items, list):
        raise BadFeed(f"The feed {url} has no list of items.")
    warnings = []
    if len(items) > MOST_ENTRIES:
        warnings.append(f"It has {len(items)} entries; the first {MOST_ENTRIES} were read.")
    objects = [item for item in items[:MOST_ENTRIES] if isinstance(item, dict)]
    passed_over = min(len(items), MOST_ENTRIES) - len(objects)
    if passed_over:
        warnings.append(f"{passed_over} of its items are no objects and were passed over.")
    people = _byline(document)
    return Feed(
        _line(document.get("title")),
        tuple(_entry(item, url, people) for item in objects),
        tuple(warnings),
    )


def _entry(item: Mapping[str, Any], url: str, people: str | None) -> Entry:
    html = _text(item.get("content_html"))
    content = html or _text(item.get("content_text")) or _text(item.get("summary")) or ""
    link = web_address(_text(item.get("url")), url) or web_address(_text(item.get("external_url")), url)
    title = _line(item.get("title"))
    return Entry(
        id=_text(item.get("id")) or link or digest(title or "", content),
        url=link,
        title=title,
        published=parse_moment(_text(item.get("date_published")) or ""),
        updated=parse_moment(_text(item.get("date_modified")) or ""),
        byline=_byline(item) or people,
        outlet=None,
        content=content,
        is_html=html is not None,
    )


def _byline(item: Mapping[str, Any]) -> str | None:
    people = item.get("authors")
    people = people if isinstance(people, list) else [item.get("author")]
    names = [_line(each.get("name")) for each in people if isinstance(each, dict)]
    return ", ".join(dict.fromkeys(filter(None, names))) or None


def _text(value: object) -> str | None:
    """Take a value as text: feeds write numbers as ids, which the standard forgives."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    # JSON can spell what no encoding can hold: half a surrogate pair, and NUL.
    value = value.replace("\0", "").encode("utf-8", "replace").decode()
    return value if value.strip() else None


def _line(value: object) -> str | None:
    return " ".join((_text(value) or "").split()) or None
