"""What was shared, and what was said about it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKeyConstraint, Index, UnicodeText
from sqlmodel import Field

from db.tables.base import Base, of_sheet


def of_revision() -> ForeignKeyConstraint:
    """Tie a row to its version in its workspace."""
    return ForeignKeyConstraint(
        ["team_id", "sheet_id", "number"],
        ["revisions.team_id", "revisions.sheet_id", "revisions.number"],
        ondelete="CASCADE",
    )


class RevisionRow(Base, table=True):
    """What was shared, as canonical JSON."""

    __tablename__: ClassVar[str] = "revisions"
    __table_args__ = (of_sheet(),)

    team_id: str = Field(primary_key=True)
    sheet_id: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    shared_by: str
    shared_at: datetime
    note: str
    content: str = Field(sa_type=UnicodeText)
    compares: int
    taken_back_at: datetime | None


class ReplyRow(Base, table=True):
    """What became of a version; one of each kind at most."""

    __tablename__: ClassVar[str] = "replies"
    __table_args__ = (of_revision(),)

    team_id: str = Field(primary_key=True)
    sheet_id: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    by: str
    at: datetime
    words: str
    seal: str
    parts: str = Field(sa_type=UnicodeText)


class CommentRow(Base, table=True):
    """A remark about shared goals."""

    __tablename__: ClassVar[str] = "comments"
    __table_args__ = (of_revision(), Index(None, "team_id", "sheet_id", "at"))

    team_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    sheet_id: str
    number: int
    row: str
    by: str
    at: datetime
    words: str


class RequestRow(Base, table=True):
    """Changes asked for at one time."""

    __tablename__: ClassVar[str] = "requests"
    __table_args__ = (of_revision(), Index(None, "team_id", "sheet_id", "at"))

    team_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    sheet_id: str
    number: int
    by: str
    at: datetime
    state: str
    answered_at: datetime | None


class ProposalRow(Base, table=True):
    """One change asked for, and what the manager decided."""

    __tablename__: ClassVar[str] = "proposals"
    __table_args__ = (
        ForeignKeyConstraint(["team_id", "request_id"], ["requests.team_id", "requests.id"], ondelete="CASCADE"),
    )

    team_id: str = Field(primary_key=True)
    request_id: str = Field(primary_key=True)
    row: str = Field(primary_key=True)
    target: str
    date: str
    reason: str
    verdict: str
    answer: str


class CheckInRow(Base, table=True):
    """Where a goal stands."""

    __tablename__: ClassVar[str] = "checkins"
    __table_args__ = (of_sheet(), Index(None, "team_id", "sheet_id", "at"))

    team_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    sheet_id: str
    row: str
    by: str
    at: datetime
    value: str
    status: str
    note: str


class ContactRow(Base, table=True):
    """Whether somebody takes another person as their manager."""

    __tablename__: ClassVar[str] = "contacts"

    team_id: str = Field(primary_key=True)
    manager: str = Field(primary_key=True)
    employee: str = Field(primary_key=True)
    state: str
    at: datetime


class ReadingRow(Base, table=True):
    """A reading by someone who is neither of the two people."""

    __tablename__: ClassVar[str] = "readings"
    __table_args__ = (of_revision(), Index(None, "team_id", "sheet_id", "at"))

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    sheet_id: str
    number: int
    by: str
    at: datetime
    reason: str
