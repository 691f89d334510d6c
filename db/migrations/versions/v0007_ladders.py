"""A reminder belongs to a due date: where that moves, the new one's stand beside those of the old one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.migrations.columns import days, index, key, moments, numbers, words
from db.migrations.versions.v0003_cycles import of_cycle

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NAMES = (
    "team_id, cycle_id, position, subject, step, for_due, person, day, hour, tz, due_at, moved, fate, reason, "
    "post_key, sent_at"
)
KEPT = f"""
INSERT INTO nudges ({NAMES})
SELECT n.team_id, n.cycle_id, n.position, n.subject, n.step,
       CASE WHEN n.step = 'launch' THEN '0001-01-01' ELSE COALESCE(t.due, n.day) END,
       n.person, n.day, n.hour, n.tz, n.due_at, n.moved, n.fate, n.reason, n.post_key, n.sent_at
FROM nudges_before AS n LEFT JOIN tasks AS t
ON t.team_id = n.team_id AND t.cycle_id = n.cycle_id AND t.position = n.position AND t.subject = n.subject
"""  # noqa: S608 - the names stand above
INDEXES = ("ix_nudges_team_id_due_at", "ix_nudges_team_id_post_key", "ix_nudges_team_id_person_day")


def upgrade() -> None:
    """Take the database from schema 0006 to 0007; what was planned or sent belongs to its due date of now."""
    for name in INDEXES:
        op.drop_index(name, "nudges")
    op.rename_table("nudges", "nudges_before")
    op.create_table(
        "nudges",
        *words("team_id", "cycle_id"),
        *numbers("position"),
        *words("subject", "step"),
        *days("for_due", nullable=False),
        *words("person"),
        *days("day", nullable=False),
        *numbers("hour"),
        *words("tz"),
        *moments("due_at"),
        *words("moved", "fate", "reason", "post_key"),
        *moments("sent_at", nullable=True),
        of_cycle("nudges"),
        key("nudges", "team_id", "cycle_id", "position", "subject", "step", "for_due"),
    )
    op.execute(KEPT)
    op.drop_table("nudges_before")
    planned = sa.text("fate = 'planned'")
    op.create_index("ix_nudges_team_id_due_at", "nudges", ["team_id", "due_at"], sqlite_where=planned)
    index("nudges", "team_id", "post_key")
    index("nudges", "team_id", "person", "day")
