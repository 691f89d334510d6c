"""The columns and keys that the steps write, as every step writes them."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, ForeignKeyConstraint, PrimaryKeyConstraint
from sqlmodel.sql import sqltypes


def words(*names: str, nullable: bool = False) -> list[Column[str]]:
    """Return columns of text."""
    return [Column(name, sqltypes.AutoString(), nullable=nullable) for name in names]


def numbers(*names: str) -> list[Column[int]]:
    """Return columns of whole numbers."""
    return [Column(name, sa.Integer(), nullable=False) for name in names]


def flags(*names: str) -> list[Column[bool]]:
    """Return columns of yes and no."""
    return [Column(name, sa.Boolean(), nullable=False) for name in names]


def moments(*names: str, nullable: bool = False) -> list[Column[sa.DateTime]]:
    """Return columns of points in time."""
    return [Column(name, sqltypes.UTCDateTime(), nullable=nullable) for name in names]


def key(table: str, *names: str) -> PrimaryKeyConstraint:
    """Return a primary key, named as the tables name it."""
    return PrimaryKeyConstraint(*names, name=op.f(f"pk_{table}"))


def of_sheet(table: str) -> ForeignKeyConstraint:
    """Tie a row to its sheet in its workspace."""
    return ForeignKeyConstraint(
        ["team_id", "sheet_id"],
        ["sheets.team_id", "sheets.id"],
        name=op.f(f"fk_{table}_team_id_sheet_id_sheets"),
        ondelete="CASCADE",
    )


def days(*names: str, nullable: bool = True) -> list[Column[date]]:
    """Return columns of days."""
    return [Column(name, sa.Date(), nullable=nullable) for name in names]


def long_words(*names: str) -> list[Column[str]]:
    """Return columns of long text."""
    return [Column(name, sa.UnicodeText(), nullable=False) for name in names]


def of_revision(table: str) -> ForeignKeyConstraint:
    """Tie a row to its version in its workspace."""
    return ForeignKeyConstraint(
        ["team_id", "sheet_id", "number"],
        ["revisions.team_id", "revisions.sheet_id", "revisions.number"],
        name=op.f(f"fk_{table}_team_id_sheet_id_number_revisions"),
        ondelete="CASCADE",
    )


def index(table: str, *names: str, unique: bool = False) -> None:
    """Make an index, named as the tables name it."""
    op.create_index(op.f(f"ix_{table}_{'_'.join(names)}"), table, list(names), unique=unique)
