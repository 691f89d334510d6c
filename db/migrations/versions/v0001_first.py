"""The first schema: people, role texts, sheets with their rows, blanks, rivals and cards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, ForeignKeyConstraint

from db.migrations.columns import flags, key, moments, numbers, of_sheet, words

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the database from nothing to schema 0001."""
    make_people()
    make_profiles()
    make_sheets()
    make_rows()
    make_blanks()
    make_rivals()
    make_cards()


def make_people() -> None:
    """Remember whom the database belongs to, and who is in it."""
    op.create_table("workspaces", *words("team_id"), *moments("bound_at"), key("workspaces", "team_id"))
    op.create_table(
        "people",
        *words("team_id", "user_id", "name", "tz", "locale"),
        *flags("is_bot", "deleted", "restricted", "stranger"),
        *moments("refreshed_at"),
        key("people", "team_id", "user_id"),
    )


def make_profiles() -> None:
    """Keep role texts, once for each hash."""
    op.create_table(
        "profiles",
        *words("team_id", "hash"),
        Column("json", sa.UnicodeText(), nullable=False),
        key("profiles", "team_id", "hash"),
    )


def make_sheets() -> None:
    """Keep the heads of sheets, found by author and by subject."""
    op.create_table(
        "sheets",
        *words("team_id", "id", "author", "subject", "profile_id", "profile_hash", "title", "period_name"),
        Column("period_first", sa.Date(), nullable=False),
        Column("period_last", sa.Date(), nullable=False),
        *words("layout", "state"),
        *numbers("stamp"),
        *moments("created_at", "updated_at"),
        ForeignKeyConstraint(
            ["team_id", "profile_hash"],
            ["profiles.team_id", "profiles.hash"],
            name=op.f("fk_sheets_team_id_profile_hash_profiles"),
        ),
        key("sheets", "team_id", "id"),
    )
    for who in ("author", "subject"):
        op.create_index(op.f(f"ix_sheets_team_id_{who}_created_at"), "sheets", ["team_id", who, "created_at"])


def make_rows() -> None:
    """Keep the rows of sheets."""
    op.create_table(
        "sheet_rows",
        *words("team_id", "sheet_id", "key"),
        *numbers("position"),
        *flags("kept"),
        of_sheet("sheet_rows"),
        key("sheet_rows", "team_id", "sheet_id", "key"),
    )


def make_blanks() -> None:
    """Keep what was written."""
    op.create_table(
        "blanks",
        *words("team_id", "sheet_id", "row", "slot", "value"),
        *numbers("stamp"),
        *words("view_id"),
        *moments("written_at"),
        of_sheet("blanks"),
        key("blanks", "team_id", "sheet_id", "row", "slot"),
    )


def make_rivals() -> None:
    """Keep what waits for a choice."""
    op.create_table(
        "rivals",
        *words("team_id", "sheet_id", "row", "slot", "view_id", "value"),
        *moments("typed_at"),
        of_sheet("rivals"),
        key("rivals", "team_id", "sheet_id", "row", "slot", "view_id"),
    )


def make_cards() -> None:
    """Keep where the messages are that lead back to sheets."""
    op.create_table(
        "cards",
        *words("team_id", "sheet_id", "author"),
        *words("channel", "ts", nullable=True),
        *numbers("shown_stamp"),
        of_sheet("cards"),
        key("cards", "team_id", "sheet_id"),
    )
