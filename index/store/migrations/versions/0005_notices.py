"""Which articles hold a correction or a kill, so that these few are found without reading the others."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

PHRASES = (
    "%correction%", "%corrected%", "%clarification%", "%version of this%", "%retracted%", "%mandatory kill%",
    "%please kill%", "%please withdraw%", "%corrects %", "%erroneously%",
)  # fmt: skip
"""What notices say. An article marked in vain costs a moment when notices are read; one left out is overlooked."""


def upgrade() -> None:
    """Add the mark, and set it where an article that is there already may hold a notice."""
    op.add_column("article", sa.Column("notice", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_index("article_by_notice", "article", ["corpus", "notice"])
    for phrase in PHRASES:
        op.execute(
            sa.text(
                "UPDATE article SET notice = TRUE WHERE LOWER(headline) LIKE :phrase OR id IN "
                "(SELECT article_id FROM paragraph WHERE LOWER(text) LIKE :phrase)"
            ).bindparams(phrase=phrase)
        )
    for headline in ("KILL%", "%, KILL", "%withdrawn%", "%story killed%"):
        op.execute(sa.text("UPDATE article SET notice = TRUE WHERE headline LIKE :like").bindparams(like=headline))
