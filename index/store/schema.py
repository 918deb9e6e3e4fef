"""The archive's tables, in SQL that SQLite and PostgreSQL both speak.

A change here needs a migration in ``migrations/versions``; a test compares the two.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

metadata = MetaData()

article = Table(
    "article",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("corpus", String(64), nullable=False),
    Column("external_id", Text),
    Column("url", Text),
    Column("headline", Text, nullable=False),
    Column("headline_origin", String(16), nullable=False),
    Column("outlet", Text),
    Column("byline", Text),
    Column("place", Text),
    Column("published", String(40)),
    Column("updated", String(40)),
    Column("language", String(8), nullable=False),
    Column("story", String(32), nullable=False),
    Column("version", Integer, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("set_aside", JSON, nullable=False),
    Column("raw", Text, nullable=False),
    Column("added_at", DateTime(timezone=True), nullable=False),
    Column("notice", Boolean, nullable=False, server_default=false()),
    Index("article_by_external_id", "corpus", "external_id"),
    Index("article_by_url", "corpus", "url"),
    Index("article_by_fingerprint", "corpus", "fingerprint"),
    Index("article_by_story", "story"),
    Index("article_by_notice", "corpus", "notice"),
)

paragraph = Table(
    "paragraph",
    metadata,
    Column("article_id", String(32), ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("subhead", Text),
    Column("text", Text, nullable=False),
    Column("text_key", String(64), nullable=False),
    Index("paragraph_by_text", "text_key"),
)

embedding = Table(
    "embedding",
    metadata,
    Column("article_id", String(32), ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("model", Text, primary_key=True),
    Column("text_hash", String(64), nullable=False),
    Column("vector", LargeBinary, nullable=False),
)

band = Table(
    "band",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("corpus", String(64), nullable=False),
    Column("hash", BigInteger, nullable=False),
    Column("article_id", String(32), ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    Index("band_by_hash", "corpus", "hash"),
    Index("band_by_article", "article_id"),
)

repeated = Table(
    "repeated",
    metadata,
    Column("text_key", String(64), primary_key=True),
    Column("corpus", String(64), primary_key=True),
    Column("outlet", Text, primary_key=True),
)

change = Table(
    "change",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("corpus", String(64), nullable=False),
    Column("article_id", String(32), nullable=False, unique=True),
    Index("change_by_corpus", "corpus", "sequence"),
    sqlite_autoincrement=True,
)

request = Table(
    "request",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("corpus", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("message", Text, nullable=False),
    Column("asked_by", String(64), nullable=False),
    Column("asked_at", DateTime(timezone=True), nullable=False),
    Column("told_in", Text, nullable=False),
    Column("cancelled", Boolean, nullable=False),
    sqlite_autoincrement=True,
)

removed = Table(
    "removed",
    metadata,
    Column("article_id", String(32), primary_key=True),
    Column("corpus", String(64), nullable=False),
    Column("article", JSON, nullable=False),
    Column("paragraphs", JSON, nullable=False),
    Column("added_at", DateTime(timezone=True), nullable=False),
    Column("removed_at", DateTime(timezone=True), nullable=False),
)

shown = Table(
    "shown",
    metadata,
    Column("answer_id", String(32), primary_key=True),
    Column("place", String(64), nullable=False),
    Column("cited", JSON, nullable=False),
    Column("shown_at", DateTime(timezone=True), nullable=False),
)

departure = Table(
    "departure",
    metadata,
    Column("corpus", String(64), primary_key=True),
    Column("owner", Text, nullable=False),
    Column("left_at", DateTime(timezone=True), nullable=False),
)

preference = Table(
    "preference",
    metadata,
    Column("corpus", String(64), primary_key=True),
    Column("reads_shared", Boolean, nullable=False),
)

feed = Table(
    "feed",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("corpus", String(64), nullable=False),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("lifetime_s", Integer, nullable=False),
    Column("next_check", DateTime(timezone=True), nullable=False),
    Column("checked_at", DateTime(timezone=True)),
    Column("failures", Integer, nullable=False),
    Column("trouble", Text, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("untold", Boolean, nullable=False),
    Column("told_in", Text, nullable=False),
    Column("added_by", String(64), nullable=False),
    Column("added_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("corpus", "url", name="feed_by_url"),
    sqlite_autoincrement=True,
)

feed_entry = Table(
    "feed_entry",
    metadata,
    Column("feed_id", Integer, ForeignKey("feed.id", ondelete="CASCADE"), primary_key=True),
    Column("entry", String(32), primary_key=True),
    Column("digest", String(32), nullable=False),
    Column("seen_at", DateTime(timezone=True), nullable=False),
)
