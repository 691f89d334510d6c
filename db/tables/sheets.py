"""Someone's goals: the head, the rows, the blanks, the role text."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ForeignKeyConstraint, Index, UnicodeText, false, text
from sqlmodel import Field

from db.tables.base import Base, of_sheet


class ProfileRow(Base, table=True):
    """A role text that sheets were made with, once for each hash."""

    __tablename__: ClassVar[str] = "profiles"

    team_id: str = Field(primary_key=True)
    hash: str = Field(primary_key=True)
    json_text: str = Field(sa_type=UnicodeText, sa_column_kwargs={"name": "json"})


class SheetRecord(Base, table=True):
    """The head of a sheet: everything but its rows and blanks."""

    __tablename__: ClassVar[str] = "sheets"
    __table_args__ = (
        ForeignKeyConstraint(["team_id", "profile_hash"], ["profiles.team_id", "profiles.hash"]),
        Index(None, "team_id", "author", "created_at"),
        Index(None, "team_id", "subject", "created_at"),
    )

    team_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    author: str
    subject: str
    profile_id: str
    profile_hash: str
    title: str
    period_name: str
    period_first: date
    period_last: date
    layout: str
    state: str
    stamp: int
    created_at: datetime
    updated_at: datetime
    version: int = Field(sa_column_kwargs={"server_default": text("0")})
    editing: bool = Field(sa_column_kwargs={"server_default": false()})
    answered: int = Field(sa_column_kwargs={"server_default": text("0")})
    seen: int = Field(sa_column_kwargs={"server_default": text("0")})
    replaces: str = Field(sa_column_kwargs={"server_default": text("''")})
    successor: str = Field(sa_column_kwargs={"server_default": text("''")})
    moving_to: str = Field(sa_column_kwargs={"server_default": text("''")})


class SheetRowRecord(Base, table=True):
    """A row of a sheet, kept or left out."""

    __tablename__: ClassVar[str] = "sheet_rows"
    __table_args__ = (of_sheet(),)

    team_id: str = Field(primary_key=True)
    sheet_id: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    position: int
    kept: bool


class BlankRow(Base, table=True):
    """A blank that was written at least once; an emptied one stays, with its stamp and an empty value."""

    __tablename__: ClassVar[str] = "blanks"
    __table_args__ = (of_sheet(),)

    team_id: str = Field(primary_key=True)
    sheet_id: str = Field(primary_key=True)
    row: str = Field(primary_key=True)
    slot: str = Field(primary_key=True)
    value: str
    stamp: int
    view_id: str
    written_at: datetime


class RivalRow(Base, table=True):
    """A typed value that waits for a choice, one for each blank and view."""

    __tablename__: ClassVar[str] = "rivals"
    __table_args__ = (of_sheet(),)

    team_id: str = Field(primary_key=True)
    sheet_id: str = Field(primary_key=True)
    row: str = Field(primary_key=True)
    slot: str = Field(primary_key=True)
    view_id: str = Field(primary_key=True)
    value: str
    typed_at: datetime
