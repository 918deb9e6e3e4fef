"""What ``dateline export`` writes of an article, and how ``dateline add`` takes it back as it was.

A record is one that any program can read: ``id``, ``title``, ``date``, ``updated``, ``source``, ``byline``,
``url`` and ``text``, whose paragraphs are parted by blank lines. What only Dateline knows stands apart, as
``export``. Taken back, an article is not read anew: a later Dateline may read its original differently, and a
version whose forerunner was removed would be placed differently.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from index.errors import BadArticle
from index.news.article import Article, Exported, HeadlineOrigin, Moment, Paragraph, RawArticle, Reason, SetAside
from index.news.dates import parse_moment, stored
from index.news.newswire import article_id, fingerprint

FORMAT = 1
"""The number of the shape of ``export``; it grows when an older Dateline could not read it."""

_PARTING = "\n\n"


class Unreadable(ValueError):
    """The ``export`` of a record is not as it was written."""


def record(article: Article, original: str, first: tuple[str | None, str] | None) -> dict[str, Any]:
    """Return the record of an article, to be written as JSON.

    Args:
        article: The article.
        original: The text it was read from.
        first: External id and fingerprint of its story's first version, if there still is one.
    """
    text = _PARTING.join(paragraph.text for paragraph in article.paragraphs)
    known = {
        "id": article.external_id,
        "title": article.headline,
        "date": article.published and article.published.isoformat(),
        "updated": article.updated and article.updated.isoformat(),
        "source": article.outlet,
        "byline": article.byline,
        "url": article.url,
    }
    subheads = [paragraph.subhead for paragraph in article.paragraphs]
    return {name: value for name, value in known.items() if value is not None} | {
        "text": text,
        "export": {
            "format": FORMAT,
            "corpus": article.corpus,
            "headline_origin": article.headline_origin.value,
            "place": article.place,
            "language": article.language,
            "subheads": subheads,
            "set_aside": [[each.text, each.reason.value, each.before] for each in article.set_aside],
            "story": article.story,
            "version": article.version,
            "first": list(first) if first else None,
            "original": None if original == text else original,
        },
    }


def read(record: Mapping[str, Any]) -> Exported | None:
    """Return what an export says of an article, ``None`` if the record is no export.

    Raises:
        Unreadable: It is one, and is damaged or of a newer Dateline.
    """
    known = record.get("export")
    if not isinstance(known, dict) or not isinstance(known.get("format"), int):
        return None
    if known["format"] > FORMAT:
        raise Unreadable("was exported by a newer Dateline. Upgrade Dateline to take it back.")
    try:
        return Exported(
            corpus=_text(known["corpus"]),
            headline_origin=HeadlineOrigin(known["headline_origin"]),
            place=_maybe(known["place"]),
            language=_text(known["language"], most=8),
            subheads=tuple(_maybe(each) for each in known["subheads"]),
            set_aside=tuple(
                SetAside(_text(text), Reason(reason), int(before)) for text, reason, before in known["set_aside"]
            ),
            story=_text(known["story"], most=32),
            version=_version(known["version"]),
            first=_first(known["first"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable("is a damaged export. Export it again, or take `export` out of the record.") from error


def original(record: Mapping[str, Any]) -> str | None:
    """Return the original in a record for which ``read`` returned something; ``None`` if it is the text."""
    found = record["export"].get("original")
    return found if isinstance(found, str) and found.strip() else None


def article(raw: RawArticle, known: Exported, *, corpus: str) -> Article:
    """Return an exported article as it was; in another corpus under another id, its story too.

    Args:
        raw: The record.
        known: What its export says of it.
        corpus: The corpus it is for.

    Raises:
        BadArticle: The record was changed so that its parts no longer fit together.
    """
    texts = [line for each in raw.text.split(_PARTING) if (line := " ".join(each.split()))]
    if len(texts) != len(known.subheads) or not raw.title:
        raise BadArticle(
            f"{raw.origin} is an export that was changed: it has {len(texts)} paragraphs where "
            f"{len(known.subheads)} are noted. Take its `export` out of the record to add it as a new article."
        )
    marked = fingerprint(raw.title, known.headline_origin, texts)
    name = article_id(corpus, raw.external_id, marked)
    return Article(
        id=name,
        corpus=corpus,
        headline=raw.title,
        headline_origin=known.headline_origin,
        paragraphs=tuple(
            Paragraph(number, text, subhead)
            for number, (text, subhead) in enumerate(zip(texts, known.subheads, strict=True), 1)
        ),
        fingerprint=marked,
        set_aside=known.set_aside,
        outlet=raw.outlet,
        byline=raw.byline,
        place=known.place,
        published=_moment(raw.date),
        updated=_moment(raw.updated),
        language=known.language,
        url=raw.url,
        external_id=raw.external_id,
        story=_story(known, corpus),
        version=known.version,
    )


def _story(known: Exported, corpus: str) -> str:
    """Return the story's id in a corpus: that of its first version there."""
    if known.first:
        return article_id(corpus, *known.first)
    return known.story if known.corpus == corpus else article_id(corpus, None, known.story)


def _moment(text: str | None) -> Moment | None:
    """Read a time as ``record`` writes it, or as somebody wrote it who changed the record."""
    if text is None:
        return None
    try:
        moment = stored(text)
    except ValueError:
        return parse_moment(text)
    return moment.date() if isinstance(moment, datetime) and moment.tzinfo is None else moment


def _text(value: object, most: int | None = None) -> str:
    if not isinstance(value, str) or not value or (most and len(value) > most):
        raise TypeError
    return value


def _maybe(value: object) -> str | None:
    return None if value is None else _text(value)


def _version(value: object) -> int:
    if not isinstance(value, int) or not 1 <= value < 1_000_000:
        raise ValueError
    return value


def _first(value: object) -> tuple[str | None, str] | None:
    if value is None:
        return None
    external_id, marked = value if isinstance(value, list) else (None, None)
    return _maybe(external_id), _text(marked)
