"""What was kept of a role text that changed, and which newer text the messages speak of."""

from __future__ import annotations

from alembic import op

from db.migrations.columns import key, moments, of_sheet, words

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the database from schema 0004 to 0005."""
    op.create_table(
        "kept_texts",
        *words("team_id", "sheet_id", "key", "digest"),
        *moments("at"),
        of_sheet("kept_texts"),
        key("kept_texts", "team_id", "sheet_id", "key"),
    )
    op.create_table(
        "told_texts",
        *words("team_id", "sheet_id", "hash"),
        of_sheet("told_texts"),
        key("told_texts", "team_id", "sheet_id"),
    )
