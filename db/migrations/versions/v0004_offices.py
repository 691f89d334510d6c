"""Who organises reviews and who reads as HR, where people in Slack named them."""

from __future__ import annotations

from alembic import op

from db.migrations.columns import key, moments, words

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the database from schema 0003 to 0004."""
    op.create_table(
        "offices",
        *words("team_id", "office", "user_id", "named_by"),
        *moments("named_at"),
        *words("agreed_by"),
        *moments("agreed_at", nullable=True),
        key("offices", "team_id", "office", "user_id"),
    )
