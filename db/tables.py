"""The tables; in every key and every foreign key the workspace comes first."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ForeignKeyConstraint, Index, MetaData, Table, UnicodeText
from sqlmodel import Field, SQLModel

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


class WorkspaceRow(Base, table=True):
    """The workspace this database belongs to."""

    __tablename__: ClassVar[str] = "workspaces"

    team_id: str = Field(primary_key=True)
    bound_at: datetime


class PersonRow(Base, table=True):
    """A person as Slack last described them."""

    __tablename__: ClassVar[str] = "people"

    team_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    name: str
    tz: str
    locale: str
    is_bot: bool
    deleted: bool
    restricted: bool
    stranger: bool
    refreshed_at: datetime


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


class CardRow(Base, table=True):
    """The message in the author's own DM that leads back to a sheet."""

    __tablename__: ClassVar[str] = "cards"
    __table_args__ = (of_sheet(),)

    team_id: str = Field(primary_key=True)
    sheet_id: str = Field(primary_key=True)
    author: str
    channel: str | None
    ts: str | None
    shown_stamp: int


def table(name: str) -> Table:
    """Return a table by its name, for statements that build no objects."""
    return Base.metadata.tables[name]
