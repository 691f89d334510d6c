"""In one reminder stand the words of each organiser who sent it by hand."""

from __future__ import annotations

from alembic import op

from db.migrations.columns import key, moments, words

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the database from schema 0005 to 0006."""
    op.rename_table("words", "words_before")
    op.create_table(
        "words",
        *words("team_id", "post_key", "cycle_id", "by"),
        *moments("at"),
        *words("words"),
        key("words", "team_id", "post_key", "cycle_id", "by"),
    )
    op.execute('INSERT INTO words SELECT team_id, post_key, cycle_id, "by", at, words FROM words_before')
    op.drop_table("words_before")
