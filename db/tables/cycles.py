"""Review cycles, who owes what in them, and the ledger of their reminders."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ForeignKeyConstraint, Index, text
from sqlmodel import Field

from db.tables.base import Base, of_sheet


def of_cycle() -> ForeignKeyConstraint:
    """Tie a row to its cycle in its workspace."""
    return ForeignKeyConstraint(["team_id", "cycle_id"], ["cycles.team_id", "cycles.id"], ondelete="CASCADE")


class CycleRow(Base, table=True):
    """The head of a review cycle; `steps` are separated by commas."""

    __tablename__: ClassVar[str] = "cycles"

    team_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    name: str
    template: str
    period_name: str
    period_first: date
    period_last: date
    layout: str
    state: str
    owner: str
    first: date
    hour: int
    holidays: bool
    apart: bool
    steps: str
    only_to: str
    created_at: datetime
    launched_at: datetime | None
    people: str


class PhaseRow(Base, table=True):
    """A step of a cycle."""

    __tablename__: ClassVar[str] = "phases"
    __table_args__ = (of_cycle(),)

    team_id: str = Field(primary_key=True)
    cycle_id: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    kind: str
    name: str
    opens: date
    due: date


class MemberRow(Base, table=True):
    """A person in a cycle."""

    __tablename__: ClassVar[str] = "members"
    __table_args__ = (of_cycle(), Index(None, "team_id", "user_id"))

    team_id: str = Field(primary_key=True)
    cycle_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    first: date
    out: bool
    reason: str


class TaskRow(Base, table=True):
    """What is owed in one phase about one employee."""

    __tablename__: ClassVar[str] = "tasks"
    __table_args__ = (of_cycle(), Index(None, "team_id", "person", "state"), Index(None, "team_id", "sheet_id"))

    team_id: str = Field(primary_key=True)
    cycle_id: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    person: str
    opens: date
    due: date
    state: str
    sheet_id: str
    done_at: datetime | None
    reason: str
    own_due: date | None
    by_leaving: bool


class NudgeRow(Base, table=True):
    """One reminder slot of one task; what is planned is found by when it is due."""

    __tablename__: ClassVar[str] = "nudges"
    __table_args__ = (
        of_cycle(),
        Index(None, "team_id", "due_at", sqlite_where=text("fate = 'planned'")),
        Index(None, "team_id", "post_key"),
        Index(None, "team_id", "person", "day"),
    )

    team_id: str = Field(primary_key=True)
    cycle_id: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    step: str = Field(primary_key=True)
    for_due: date = Field(primary_key=True)
    person: str
    day: date
    hour: int
    tz: str
    due_at: datetime
    moved: str
    fate: str
    reason: str
    post_key: str
    sent_at: datetime | None


class SnoozeRow(Base, table=True):
    """Until when a person wants no reminders; the ladder does not shift."""

    __tablename__: ClassVar[str] = "snoozes"

    team_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    until: datetime


class LookRow(Base, table=True):
    """When a person last opened or changed goals; organisers never see it."""

    __tablename__: ClassVar[str] = "looks"
    __table_args__ = (of_sheet(),)

    team_id: str = Field(primary_key=True)
    sheet_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    at: datetime


class MarkRow(Base, table=True):
    """What a person has marked as done by hand: the reviews, which have no form here."""

    __tablename__: ClassVar[str] = "marks"
    __table_args__ = (of_cycle(),)

    team_id: str = Field(primary_key=True)
    cycle_id: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    by: str
    at: datetime


class WordsRow(Base, table=True):
    """What organisers wrote in reminders of their own; `post_key` is the message that it goes out with."""

    __tablename__: ClassVar[str] = "words"

    team_id: str = Field(primary_key=True)
    post_key: str = Field(primary_key=True)
    cycle_id: str = Field(primary_key=True)
    by: str = Field(primary_key=True)
    at: datetime
    words: str
