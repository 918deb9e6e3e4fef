"""What the outlets of a corpus have corrected and withdrawn: read from the archive, and kept until it changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock

import sqlalchemy as sa

from index.news import corrections, kills, noticed
from index.news.article import Article, Correction
from index.news.notice import Kind, Notice
from index.news.noticed import Told
from index.news.story import text_key
from index.store import schema
from index.store.database import Database
from index.store.rows import load, moment


@dataclass(frozen=True, slots=True)
class Killed:
    """Why a story no longer counts.

    Attributes:
        reason: Why it was withdrawn, in the outlet's words.
        by: The article that withdraws it.
    """

    reason: str
    by: Article


@dataclass(frozen=True, slots=True)
class Standing:
    """What was corrected and withdrawn in some corpora, as they were at one moment.

    Attributes:
        sequence: The last change of the corpus that it was read at.
        killed: The stories that were withdrawn, by story; the notices that withdraw them are among them.
        killing: The ids of the articles that are nothing but such a notice.
        corrections: The corrections and clarifications, each with the article that holds it.
    """

    sequence: int = 0
    killed: Mapping[str, Killed] = field(default_factory=dict)
    killing: frozenset[str] = frozenset()
    corrections: tuple[tuple[Article, Notice], ...] = ()

    def counts(self, article: Article) -> bool:
        """Tell whether an article may answer: neither was its story withdrawn, nor does it withdraw one."""
        return article.story not in self.killed

    def withdrawn(self, article: Article) -> Killed | None:
        """Return why an article's story was withdrawn, ``None`` if it was not, or the article only says so."""
        return None if article.id in self.killing else self.killed.get(article.story)

    def reasons(self, articles: Iterable[Article]) -> dict[str, str]:
        """Return why the stories of some articles were withdrawn, by the article's id, as far as they were."""
        told = ((each.id, self.withdrawn(each)) for each in articles)
        return {article: killed.reason for article, killed in told if killed}

    def of(self, article: Article) -> tuple[Correction, ...]:
        """Return what was corrected of an article's story, each notice once, as its latest version has it."""
        told = noticed.told_by(article)
        near = [
            (teller, one)
            for teller, one in self.corrections
            if teller.story == article.story or (one.alone and noticed.may_be_about(teller, told))
        ]
        if not near:
            return ()
        opening = noticed.opening(article)
        found: dict[str, Correction] = {}
        for teller, notice in near:
            if noticed.about(notice, teller, told, opening) and not noticed.is_later(article, teller):
                key = text_key(notice.text)
                if key not in found or noticed.is_later(teller, found[key].article):
                    found[key] = Correction(teller, teller.paragraphs[notice.paragraph - 1], notice.changes)
        return tuple(found.values())


class Notices:
    """The corrections and kills of each corpus. They bind their own corpus only. May be shared by threads.

    Nothing is stored of them but which articles hold one, so that they hold for stories that come later, and end
    when the article that holds them is removed, whichever process did it.

    Args:
        database: The archive's database.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[str, Standing] = {}
        self._lock = Lock()

    def standing(self, corpora: Sequence[str]) -> Standing:
        """Return what was corrected and withdrawn in some corpora.

        Args:
            corpora: The corpora.
        """
        with self._lock, self._database.reading() as connection:
            each = [self._of(connection, corpus) for corpus in corpora]
        return Standing(
            killed={story: one for standing in each for story, one in standing.killed.items()},
            killing=frozenset().union(*(standing.killing for standing in each)),
            corrections=tuple(one for standing in each for one in standing.corrections),
        )

    def _of(self, connection: sa.Connection, corpus: str) -> Standing:
        changes = schema.change
        latest = sa.select(sa.func.max(changes.c.sequence)).where(changes.c.corpus == corpus)
        sequence = connection.scalar(latest) or 0
        known = self._known.get(corpus)
        if known is None or known.sequence != sequence:
            known = self._known[corpus] = _read(connection, corpus, sequence)
        return known


def _read(connection: sa.Connection, corpus: str, sequence: int) -> Standing:
    table = schema.article
    ids = list(connection.scalars(sa.select(table.c.id).where(table.c.corpus == corpus, table.c.notice)))
    held = [(each, one) for each in load(connection, ids).values() for one in corrections.notices(each)]
    withdrawing = [(teller, one) for teller, one in held if one.kind is Kind.KILL]
    killed = {teller.story: Killed(kills.reason(kill), teller) for teller, kill in withdrawing}
    named = [(teller, kill) for teller, kill in withdrawing if kill.names]
    if named:
        columns = (
            table.c.story,
            table.c.headline,
            table.c.external_id,
            table.c.url,
            table.c.outlet,
            table.c.published,
        )
        for row in connection.execute(sa.select(*columns).where(table.c.corpus == corpus)):
            told = Told(
                row.story,
                row.headline,
                tuple(filter(None, (row.external_id, row.url))),
                row.outlet,
                moment(row.published),
            )
            for teller, kill in named:
                if noticed.about(kill, teller, told):
                    killed.setdefault(row.story, Killed(kills.reason(kill), teller))
    told_of = tuple((teller, one) for teller, one in held if one.kind is not Kind.KILL and one.paragraph)
    killing = frozenset(teller.id for teller, kill in withdrawing if kill.alone)
    return Standing(sequence, killed, killing, told_of)
