"""Review cycles: their phases, people, tasks, and the ledger of reminders."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, ForeignKeyConstraint
from sqlmodel.sql import sqltypes

from db.migrations.columns import days, flags, index, key, moments, numbers, of_sheet, words

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the database from schema 0002 to 0003."""
    make_cycles()
    make_tasks()
    make_nudges()
    make_asides()
    grow_posts()


def of_cycle(table: str) -> ForeignKeyConstraint:
    """Tie a row to its cycle in its workspace."""
    return ForeignKeyConstraint(
        ["team_id", "cycle_id"],
        ["cycles.team_id", "cycles.id"],
        name=op.f(f"fk_{table}_team_id_cycle_id_cycles"),
        ondelete="CASCADE",
    )


def make_cycles() -> None:
    """Keep cycles, their phases, and who is in them."""
    op.create_table(
        "cycles",
        *words("team_id", "id", "name", "template", "period_name"),
        *days("period_first", "period_last", nullable=False),
        *words("layout", "state", "owner"),
        *days("first", nullable=False),
        *numbers("hour"),
        *flags("holidays", "apart"),
        *words("steps", "only_to"),
        *moments("created_at"),
        *moments("launched_at", nullable=True),
        *words("people"),
        key("cycles", "team_id", "id"),
    )
    op.create_table(
        "phases",
        *words("team_id", "cycle_id"),
        *numbers("position"),
        *words("kind", "name"),
        *days("opens", "due", nullable=False),
        of_cycle("phases"),
        key("phases", "team_id", "cycle_id", "position"),
    )
    op.create_table(
        "members",
        *words("team_id", "cycle_id", "user_id"),
        *days("first", nullable=False),
        *flags("out"),
        *words("reason"),
        of_cycle("members"),
        key("members", "team_id", "cycle_id", "user_id"),
    )
    index("members", "team_id", "user_id")


def make_tasks() -> None:
    """Keep who owes what."""
    op.create_table(
        "tasks",
        *words("team_id", "cycle_id"),
        *numbers("position"),
        *words("subject", "person"),
        *days("opens", "due", nullable=False),
        *words("state", "sheet_id"),
        *moments("done_at", nullable=True),
        *words("reason"),
        *days("own_due"),
        *flags("by_leaving"),
        of_cycle("tasks"),
        key("tasks", "team_id", "cycle_id", "position", "subject"),
    )
    index("tasks", "team_id", "person", "state")
    index("tasks", "team_id", "sheet_id")


def make_nudges() -> None:
    """Keep every reminder slot, planned or past."""
    op.create_table(
        "nudges",
        *words("team_id", "cycle_id"),
        *numbers("position"),
        *words("subject", "step", "person"),
        *days("day", nullable=False),
        *numbers("hour"),
        *words("tz"),
        *moments("due_at"),
        *words("moved", "fate", "reason", "post_key"),
        *moments("sent_at", nullable=True),
        of_cycle("nudges"),
        key("nudges", "team_id", "cycle_id", "position", "subject", "step"),
    )
    planned = sa.text("fate = 'planned'")
    op.create_index("ix_nudges_team_id_due_at", "nudges", ["team_id", "due_at"], sqlite_where=planned)
    index("nudges", "team_id", "post_key")
    index("nudges", "team_id", "person", "day")


def make_asides() -> None:
    """Keep snoozes, what was marked as done by hand, and organisers' own words."""
    op.create_table("snoozes", *words("team_id", "user_id"), *moments("until"), key("snoozes", "team_id", "user_id"))
    op.create_table(
        "looks",
        *words("team_id", "sheet_id", "user_id"),
        *moments("at"),
        of_sheet("looks"),
        key("looks", "team_id", "sheet_id", "user_id"),
    )
    op.create_table(
        "marks",
        *words("team_id", "cycle_id"),
        *numbers("position"),
        *words("subject", "by"),
        *moments("at"),
        of_cycle("marks"),
        key("marks", "team_id", "cycle_id", "position", "subject"),
    )
    op.create_table(
        "words",
        *words("team_id", "post_key", "cycle_id", "by"),
        *moments("at"),
        *words("words"),
        key("words", "team_id", "post_key"),
    )


def grow_posts() -> None:
    """Let posts say that they may have been shown twice."""
    doubt: Column[str] = Column("doubt", sqltypes.AutoString(), nullable=False, server_default=sa.text("''"))
    op.add_column("posts", doubt)
