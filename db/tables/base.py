"""What all tables share: one catalogue, and names for constraints that migrations can rely on."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import ForeignKeyConstraint, MetaData
from sqlmodel import SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(SQLModel):
    """What all tables share: one catalogue of our own, with names for constraints that migrations can rely on."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMES)


def of_sheet() -> ForeignKeyConstraint:
    """Tie a row to its sheet in its workspace."""
    return ForeignKeyConstraint(["team_id", "sheet_id"], ["sheets.team_id", "sheets.id"], ondelete="CASCADE")
