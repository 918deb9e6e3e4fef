"""What stories are told by: the bands of every article's MinHash, and the paragraphs that an outlet repeats."""

import sqlalchemy as sa
from alembic import op

from index.news.shingles import bands, shingles

revision = "0004"
down_revision = "0003"

STEP = 200
"""Articles whose bands are made at a time: their texts are in memory together."""


def upgrade() -> None:
    """Add two tables, and the bands of the articles that are there."""
    band = op.create_table(
        "band",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("corpus", sa.String(64), nullable=False),
        sa.Column("hash", sa.BigInteger, nullable=False),
        sa.Column("article_id", sa.String(32), sa.ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    )
    op.create_table(
        "repeated",
        sa.Column("text_key", sa.String(64), primary_key=True),
        sa.Column("corpus", sa.String(64), primary_key=True),
        sa.Column("outlet", sa.Text, primary_key=True),
    )
    _fill(band)
    op.create_index("band_by_hash", "band", ["corpus", "hash"])
    op.create_index("band_by_article", "band", ["article_id"])


def _fill(band: sa.Table) -> None:
    connection = op.get_bind()
    article = sa.table("article", sa.column("id"), sa.column("corpus"))
    paragraph = sa.table("paragraph", sa.column("article_id"), sa.column("number"), sa.column("text"))
    stored = [tuple(row) for row in connection.execute(sa.select(article.c.id, article.c.corpus))]
    for start in range(0, len(stored), STEP):
        corpora: dict[str, str] = dict(stored[start : start + STEP])
        texts: dict[str, list[str]] = {article_id: [] for article_id in corpora}
        query = (
            sa.select(paragraph.c.article_id, paragraph.c.text)
            .where(paragraph.c.article_id.in_(corpora))
            .order_by(paragraph.c.article_id, paragraph.c.number)
        )
        for article_id, text in connection.execute(query):
            texts[article_id].append(text)
        rows = [
            {"corpus": corpora[article_id], "hash": each, "article_id": article_id}
            for article_id, pieces in texts.items()
            for each in bands(shingles(" ".join(pieces)))
        ]
        if rows:
            connection.execute(sa.insert(band), rows)
