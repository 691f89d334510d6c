"""Which roles job titles of the company's list mean, where somebody said it."""

from __future__ import annotations

from alembic import op

from db.migrations.columns import key, moments, words

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the database from schema 0008 to 0009."""
    op.create_table(
        "titles",
        *words("team_id", "key", "title", "role_id", "by"),
        *moments("at"),
        key("titles", "team_id", "key"),
    )
