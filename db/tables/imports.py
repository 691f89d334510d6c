"""What importing a list of people leaves behind beside the list."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlmodel import Field

from db.tables.base import Base


class HeadingRow(Base, table=True):
    """What a heading of a file means, as somebody said; an empty column: it is not read."""

    __tablename__: ClassVar[str] = "headings"

    team_id: str = Field(primary_key=True)
    heading: str = Field(primary_key=True)
    column: str
    by: str
    at: datetime


class AgreementRow(Base, table=True):
    """A manager or stand-in and an employee, of whom a second organiser is asked; `id` is the question."""

    __tablename__: ClassVar[str] = "agreements"

    team_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    manager: str = Field(primary_key=True)
    employee: str = Field(primary_key=True)
    what: str
    until: date | None
    asked_by: str
    asked_of: str
    about: str
    asked_at: datetime
    answered_at: datetime | None
    answer: str
