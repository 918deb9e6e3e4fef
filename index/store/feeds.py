"""The feeds that each corpus follows, how each fared, and which of its entries were taken already."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from index.errors import Known, NotFound, TooMany
from index.store import schema
from index.store.database import Database

MOST = 25
"""Feeds of one corpus: as many as a Discord list offers, and half an hour is enough to look at each politely."""

KEPT = timedelta(days=90)
"""How long an entry is known after the feed no longer has it."""

BY_HAND = "It was paused by hand."


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that a corpus follows.

    Attributes:
        id: Its number.
        corpus: The corpus that its articles go to.
        url: Where it is fetched from.
        title: What it calls itself; "" if it never said.
        etag: What identifies the version that was fetched last, in the server's own terms; "" if it gives none.
        last_modified: When that version was made, in the server's own words; "" if it does not say.
        lifetime_s: Seconds that it asks to be left alone after it was fetched; 0 if it does not say.
        next_check: When it is to be fetched again.
        checked_at: When it was fetched last; ``None`` if it never was.
        failures: How often in a row it has failed.
        trouble: What went wrong last, or why it is paused, in a sentence; "" if nothing.
        paused: Whether it is left alone until somebody resumes it.
        untold: Whether it paused itself and nobody was told yet.
        told_in: Where that is said, in the asker's own terms; "" if nowhere.
        added_by: Who added it, in the asker's own terms; "" if nobody said.
        added_at: When.
    """

    id: int
    corpus: str
    url: str
    title: str
    etag: str
    last_modified: str
    lifetime_s: int
    next_check: datetime
    checked_at: datetime | None
    failures: int
    trouble: str
    paused: bool
    untold: bool
    told_in: str
    added_by: str
    added_at: datetime

    @property
    def name(self) -> str:
        """What people call it."""
        return self.title or self.url


class Feeds:
    """The feeds of a data folder."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, corpus: str, url: str, *, title: str = "", told_in: str = "", added_by: str = ""
    ) -> Subscription:
        """Follow a feed from now on.

        Args:
            corpus: The corpus that its articles go to.
            url: Where it is fetched from.
            title: What it calls itself.
            told_in: Where to say that it paused itself.
            added_by: Who adds it.

        Raises:
            Known: The corpus follows it already.
            TooMany: The corpus follows as many feeds as it may.
        """
        table, now = schema.feed, datetime.now(UTC)
        own = sa.select(sa.func.count()).where(table.c.corpus == corpus)
        values = {
            "corpus": corpus,
            "url": url,
            "title": title,
            "etag": "",
            "last_modified": "",
            "lifetime_s": 0,
            "next_check": now,
            "checked_at": None,
            "failures": 0,
            "trouble": "",
            "paused": False,
            "untold": False,
            "told_in": told_in,
            "added_by": added_by,
            "added_at": now,
        }
        with self._database.writing() as connection:
            if connection.scalar(own.where(table.c.url == url)):
                raise Known(f"The feed {url} is followed already.")
            if (connection.scalar(own) or 0) >= MOST:
                raise TooMany(f"{MOST} feeds are followed already, the most there may be. Remove one first.")
            return _subscription(connection.execute(sa.insert(table).values(values).returning(table)).one())

    def get(self, corpus: str, feed_id: int) -> Subscription:
        """Return a feed of a corpus.

        Raises:
            NotFound: The corpus has no such feed.
        """
        table = schema.feed
        query = sa.select(table).where(table.c.corpus == corpus, table.c.id == feed_id)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise NotFound(f"There is no feed {feed_id} in the corpus {corpus}. `dateline feed list` lists them.")
        return _subscription(row)

    def of(self, corpus: str) -> list[Subscription]:
        """Return the feeds of a corpus, the first added first."""
        return self._where(schema.feed.c.corpus == corpus)

    def due(self, now: datetime) -> list[Subscription]:
        """Return the feeds of all corpora that are to be fetched by now."""
        return self._where(sa.not_(schema.feed.c.paused), schema.feed.c.next_check <= now)

    def untold(self) -> list[Subscription]:
        """Return the feeds that paused themselves and have somewhere to say so, where it was not said yet."""
        return self._where(schema.feed.c.untold, schema.feed.c.told_in != "")

    def told(self, feed_id: int) -> None:
        """Note that it was said that a feed paused itself, or cannot be."""
        self._update(feed_id, untold=False)

    def pause(self, corpus: str, feed_id: int) -> Subscription:
        """Leave a feed alone until somebody resumes it.

        Raises:
            NotFound: The corpus has no such feed.
        """
        self.get(corpus, feed_id)
        self._update(feed_id, paused=True, untold=False, trouble=BY_HAND)
        return self.get(corpus, feed_id)

    def resume(self, corpus: str, feed_id: int) -> Subscription:
        """Follow a paused feed again, from now on and with a clean record.

        Raises:
            NotFound: The corpus has no such feed.
        """
        self.get(corpus, feed_id)
        self._update(feed_id, paused=False, untold=False, trouble="", failures=0, next_check=datetime.now(UTC))
        return self.get(corpus, feed_id)

    def remove(self, corpus: str, feed_id: int) -> Subscription:
        """Follow a feed no longer; the articles that came from it stay.

        Raises:
            NotFound: The corpus has no such feed.
        """
        found = self.get(corpus, feed_id)
        with self._database.writing() as connection:
            connection.execute(sa.delete(schema.feed).where(schema.feed.c.id == feed_id))
        return found

    def note(self, noted: Subscription) -> None:
        """Note how a feed fared; what somebody decided about it meanwhile stays.

        Args:
            noted: The feed, as it is after a look at it. An address that the corpus follows already is not taken,
                and if the feed was paused or removed meanwhile, it stays so.
        """
        table = schema.feed
        taken = sa.select(table.c.id).where(
            table.c.corpus == noted.corpus, table.c.url == noted.url, table.c.id != noted.id
        )
        names = "title etag last_modified lifetime_s next_check checked_at failures trouble".split()
        values = {name: getattr(noted, name) for name in names}
        values |= {"paused": True, "untold": noted.untold} if noted.paused else {}
        with self._database.writing() as connection:
            if connection.scalar(taken) is None:
                values["url"] = noted.url
            connection.execute(sa.update(table).where(table.c.id == noted.id).values(values))

    def seen(self, feed_id: int) -> Mapping[str, str]:
        """Return the digests of the entries of a feed that were taken, by what identifies each."""
        table = schema.feed_entry
        query = sa.select(table.c.entry, table.c.digest).where(table.c.feed_id == feed_id)
        with self._database.reading() as connection:
            return {row.entry: row.digest for row in connection.execute(query)}

    def waiting(self, feed_id: int) -> Mapping[str, datetime]:
        """Return the entries of a feed whose page has failed and is tried again, with when it first failed."""
        table = schema.feed_entry
        query = sa.select(table.c.entry, table.c.seen_at).where(table.c.feed_id == feed_id, table.c.digest == "")
        with self._database.reading() as connection:
            return {row.entry: row.seen_at.replace(tzinfo=UTC) for row in connection.execute(query)}

    def see(
        self, feed_id: int, entries: Mapping[str, str], at: datetime, waiting: Mapping[str, datetime] | None = None
    ) -> None:
        """Note which entries a feed has that are taken, and forget those it has not had for long.

        Args:
            feed_id: The feed; if it was removed meanwhile, nothing is noted.
            entries: The digests of its entries, by what identifies each.
            at: When they were seen.
            waiting: Those that are not taken yet, since their page has failed, with when it first did.
        """
        table, feed = schema.feed_entry, schema.feed
        rows = [
            {"feed_id": feed_id, "entry": entry, "digest": digest, "seen_at": at}
            for entry, digest in entries.items()
        ] + [
            {"feed_id": feed_id, "entry": entry, "digest": "", "seen_at": since}
            for entry, since in (waiting or {}).items()
        ]
        old = sa.delete(table).where(table.c.feed_id == feed_id)
        with self._database.writing() as connection:
            if connection.scalar(sa.select(feed.c.id).where(feed.c.id == feed_id)) is None:
                return
            connection.execute(old.where(table.c.seen_at < at - KEPT))
            for row in rows:
                connection.execute(old.where(table.c.entry == row["entry"]))
            if rows:
                connection.execute(sa.insert(table), rows)

    def _where(self, *conditions: sa.ColumnElement[bool]) -> list[Subscription]:
        query = sa.select(schema.feed).where(*conditions).order_by(schema.feed.c.id)
        with self._database.reading() as connection:
            return [_subscription(row) for row in connection.execute(query)]

    def _update(self, feed_id: int, **values: object) -> None:
        table = schema.feed
        with self._database.writing() as connection:
            connection.execute(sa.update(table).where(table.c.id == feed_id).values(values))


def _subscription(row: sa.Row[tuple[object, ...]]) -> Subscription:
    values = row._asdict()
    for name in ("next_check", "checked_at", "added_at"):
        if values[name] is not None:
            values[name] = values[name].replace(tzinfo=UTC)
    return Subscription(**values)
