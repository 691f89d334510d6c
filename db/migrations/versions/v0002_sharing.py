"""Sharing: versions, what is said about them, the company's list of people, posts, and the audit log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, ForeignKeyConstraint
from sqlmodel.sql import sqltypes

from db.migrations.columns import (
    days,
    flags,
    index,
    key,
    long_words,
    moments,
    numbers,
    of_revision,
    of_sheet,
    words,
)

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OWN_MESSAGES = """
INSERT INTO posts (team_id, id, "key", kind, person, sheet_id, number, wanted, shown, due_at, created_at, channel, ts,
                   sent_at, tries, token, lease_until, fate, fault)
SELECT c.team_id, c.sheet_id, 'own:' || c.sheet_id || ':' || c.author, 'own', c.author, c.sheet_id, 0,
       2, (c.ts IS NOT NULL) + (c.shown_stamp >= s.stamp),
       CASE WHEN c.shown_stamp < s.stamp THEN s.updated_at END, s.created_at,
       coalesce(c.channel, ''), coalesce(c.ts, ''), CASE WHEN c.ts IS NOT NULL THEN s.updated_at END,
       c.channel IS NOT NULL AND c.ts IS NULL, '', 0, '', ''
FROM cards c JOIN sheets s ON s.team_id = c.team_id AND s.id = c.sheet_id
"""
UNCHANGING = """
CREATE TRIGGER audit_is_never_{verb}d BEFORE {VERB} ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END
"""


def upgrade() -> None:
    """Take the database from schema 0001 to 0002."""
    grow_sheets()
    make_revisions()
    make_dialogue()
    make_roster()
    make_posts()
    make_audit()


def grow_sheets() -> None:
    """Let sheets say which version is in force."""
    editing: Column[bool] = Column("editing", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("sheets", count("version"))
    op.add_column("sheets", editing)
    for name in ("answered", "seen"):
        op.add_column("sheets", count(name))
    for name in ("replaces", "successor", "moving_to"):
        link: Column[str] = Column(name, sqltypes.AutoString(), nullable=False, server_default=sa.text("''"))
        op.add_column("sheets", link)


def count(name: str) -> Column[int]:
    """Return a column that counts from 0."""
    return Column(name, sa.Integer(), nullable=False, server_default=sa.text("0"))


def make_revisions() -> None:
    """Keep what was shared, and who else read it."""
    op.create_table(
        "revisions",
        *words("team_id", "sheet_id"),
        *numbers("number"),
        *words("shared_by"),
        *moments("shared_at"),
        *words("note"),
        *long_words("content"),
        *numbers("compares"),
        *moments("taken_back_at", nullable=True),
        of_sheet("revisions"),
        key("revisions", "team_id", "sheet_id", "number"),
    )
    op.create_table(
        "readings",
        *numbers("id"),
        *words("team_id", "sheet_id"),
        *numbers("number"),
        *words("by"),
        *moments("at"),
        *words("reason"),
        of_revision("readings"),
        key("readings", "id"),
    )
    index("readings", "team_id", "sheet_id", "at")


def make_dialogue() -> None:
    """Keep what is said about versions."""
    op.create_table(
        "replies",
        *words("team_id", "sheet_id"),
        *numbers("number"),
        *words("kind", "by"),
        *moments("at"),
        *words("words", "seal"),
        *long_words("parts"),
        of_revision("replies"),
        key("replies", "team_id", "sheet_id", "number", "kind"),
    )
    op.create_table(
        "comments",
        *words("team_id", "id", "sheet_id"),
        *numbers("number"),
        *words("row", "by"),
        *moments("at"),
        *words("words"),
        of_revision("comments"),
        key("comments", "team_id", "id"),
    )
    index("comments", "team_id", "sheet_id", "at")
    make_requests()
    op.create_table(
        "checkins",
        *words("team_id", "id", "sheet_id", "row", "by"),
        *moments("at"),
        *words("value", "status", "note"),
        of_sheet("checkins"),
        key("checkins", "team_id", "id"),
    )
    index("checkins", "team_id", "sheet_id", "at")


def make_requests() -> None:
    """Keep what was asked to be changed."""
    op.create_table(
        "requests",
        *words("team_id", "id", "sheet_id"),
        *numbers("number"),
        *words("by"),
        *moments("at"),
        *words("state"),
        *moments("answered_at", nullable=True),
        of_revision("requests"),
        key("requests", "team_id", "id"),
    )
    index("requests", "team_id", "sheet_id", "at")
    op.create_table(
        "proposals",
        *words("team_id", "request_id", "row", "target", "date", "reason", "verdict", "answer"),
        ForeignKeyConstraint(
            ["team_id", "request_id"],
            ["requests.team_id", "requests.id"],
            name=op.f("fk_proposals_team_id_request_id_requests"),
            ondelete="CASCADE",
        ),
        key("proposals", "team_id", "request_id", "row"),
    )


def make_roster() -> None:
    """Keep the company's list of people, first contacts, and how each person wants it."""
    op.create_table(
        "roster",
        *words("team_id", "key", "email", "name", "manager_key", "user_id", "manager"),
        *moments("manager_from", nullable=True),
        *words("former_key", "former_manager", "stand_in"),
        *moments("stand_in_from", nullable=True),
        *days("stand_in_until"),
        *words("country", "region", "unit", "job_title", "level"),
        *days("hired", "last_day", "away_until"),
        *words("working_days"),
        key("roster", "team_id", "key"),
    )
    index("roster", "team_id", "user_id")
    index("roster", "team_id", "manager")
    op.create_table(
        "contacts",
        *words("team_id", "manager", "employee", "state"),
        *moments("at"),
        key("contacts", "team_id", "manager", "employee"),
    )
    op.create_table(
        "preferences",
        *words("team_id", "user_id"),
        *numbers("hour"),
        *flags("weekly"),
        *words("layout"),
        key("preferences", "team_id", "user_id"),
    )


def make_posts() -> None:
    """Keep what waits to be shown in Slack; the messages that lead back to drafts are the first of it."""
    op.create_table(
        "posts",
        *words("team_id", "id", "key", "kind", "person", "sheet_id"),
        *numbers("number", "wanted", "shown"),
        *moments("due_at", nullable=True),
        *moments("created_at"),
        *words("channel", "ts"),
        *moments("sent_at", nullable=True),
        *numbers("tries"),
        *words("token"),
        Column("lease_until", sa.Float(), nullable=False),
        *words("fate", "fault"),
        key("posts", "team_id", "id"),
    )
    index("posts", "team_id", "key", unique=True)
    index("posts", "team_id", "sheet_id")
    index("posts", "team_id", "person", "kind")
    op.create_index("ix_posts_due_at", "posts", ["due_at"], sqlite_where=sa.text("due_at IS NOT NULL"))
    op.create_table(
        "happenings",
        *words("team_id", "id", "post_key", "person", "sheet_id"),
        *numbers("number"),
        *words("what", "by"),
        *moments("at"),
        *words("object_id"),
        key("happenings", "team_id", "id"),
    )
    index("happenings", "team_id", "post_key")
    index("happenings", "team_id", "person", "at")
    index("happenings", "team_id", "object_id")
    op.create_table(
        "paces",
        *words("team_id", "name"),
        Column("free_at", sa.Float(), nullable=False),
        key("paces", "team_id", "name"),
    )
    op.execute(OWN_MESSAGES)
    op.drop_table("cards")


def make_audit() -> None:
    """Keep who did, or was refused, what; nothing in it can be changed."""
    op.create_table(
        "aliases",
        *words("team_id", "alias", "user_id"),
        key("aliases", "team_id", "alias"),
    )
    index("aliases", "team_id", "user_id", unique=True)
    op.create_table(
        "audit",
        *numbers("id"),
        *words("team_id"),
        *moments("at"),
        *words("actor", "action", "object_id", "outcome", "about"),
        key("audit", "id"),
    )
    index("audit", "team_id", "object_id")
    index("audit", "team_id", "about")
    for verb in ("update", "delete"):
        op.execute(UNCHANGING.format(verb=verb, VERB=verb.upper()))
