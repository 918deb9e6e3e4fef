"""The first archive: articles, paragraphs, embeddings, changes, requests."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "article",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("corpus", sa.String(64), nullable=False),
        sa.Column("external_id", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("headline", sa.Text, nullable=False),
        sa.Column("headline_origin", sa.String(16), nullable=False),
        sa.Column("outlet", sa.Text),
        sa.Column("byline", sa.Text),
        sa.Column("place", sa.Text),
        sa.Column("published", sa.String(40)),
        sa.Column("updated", sa.String(40)),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("story", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("set_aside", sa.JSON, nullable=False),
        sa.Column("raw", sa.Text, nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("article_by_external_id", "article", ["corpus", "external_id"])
    op.create_index("article_by_url", "article", ["corpus", "url"])
    op.create_index("article_by_fingerprint", "article", ["corpus", "fingerprint"])
    op.create_index("article_by_story", "article", ["story"])
    op.create_table(
        "paragraph",
        sa.Column("article_id", sa.String(32), sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("subhead", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("text_key", sa.String(64), nullable=False),
    )
    op.create_index("paragraph_by_text", "paragraph", ["text_key"])
    op.create_table(
        "embedding",
        sa.Column("article_id", sa.String(32), sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("model", sa.Text, primary_key=True),
        sa.Column("text_hash", sa.String(64), nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "change",
        sa.Column("sequence", sa.Integer, primary_key=True),
        sa.Column("corpus", sa.String(64), nullable=False),
        sa.Column("article_id", sa.String(32), nullable=False, unique=True),
        sqlite_autoincrement=True,
    )
    op.create_index("change_by_corpus", "change", ["corpus", "sequence"])
    op.create_table(
        "request",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("corpus", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
