"""What was said once of the headings of a list of people, and what one organiser asks another to agree to."""

from __future__ import annotations

from alembic import op

from db.migrations.columns import days, key, moments, words

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the database from schema 0007 to 0008."""
    op.create_table(
        "headings",
        *words("team_id", "heading", "column", "by"),
        *moments("at"),
        key("headings", "team_id", "heading"),
    )
    op.create_table(
        "agreements",
        *words("team_id", "id", "manager", "employee", "what"),
        *days("until"),
        *words("asked_by", "asked_of", "about"),
        *moments("asked_at"),
        *moments("answered_at", nullable=True),
        *words("answer"),
        key("agreements", "team_id", "id", "manager", "employee"),
    )
