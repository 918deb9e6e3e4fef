"""What a chat needs: articles removed a moment ago, answers shown, preferences, and who asked for a reindex."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add three tables and the columns that say who asked; requests from before have nobody to tell."""
    op.create_table(
        "removed",
        sa.Column("article_id", sa.String(32), primary_key=True),
        sa.Column("corpus", sa.String(64), nullable=False),
        sa.Column("article", sa.JSON, nullable=False),
        sa.Column("paragraphs", sa.JSON, nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "shown",
        sa.Column("answer_id", sa.String(32), primary_key=True),
        sa.Column("place", sa.String(64), nullable=False),
        sa.Column("cited", sa.JSON, nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "preference",
        sa.Column("corpus", sa.String(64), primary_key=True),
        sa.Column("reads_shared", sa.Boolean, nullable=False),
    )
    op.rename_table("request", "request_before")
    op.create_table(
        "request",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("corpus", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("asked_by", sa.String(64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_in", sa.Text, nullable=False),
        sa.Column("cancelled", sa.Boolean, nullable=False),
        sqlite_autoincrement=True,
    )
    op.execute(
        "INSERT INTO request SELECT id, corpus, state, done, total, message, '', CURRENT_TIMESTAMP, '', FALSE "
        "FROM request_before"
    )
    op.drop_table("request_before")
