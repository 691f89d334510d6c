"""The workspace, its people, and the company's own list of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from db.tables.base import Base


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


class RosterRow(Base, table=True):
    """A person in the company's list."""

    __tablename__: ClassVar[str] = "roster"
    __table_args__ = (Index(None, "team_id", "user_id"), Index(None, "team_id", "manager"))

    team_id: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    email: str
    name: str
    manager_key: str
    user_id: str
    manager: str
    manager_from: datetime | None
    former_key: str
    former_manager: str
    stand_in: str
    stand_in_from: datetime | None
    stand_in_until: date | None
    country: str
    region: str
    unit: str
    job_title: str
    level: str
    hired: date | None
    last_day: date | None
    away_until: date | None
    working_days: str


class PreferencesRow(Base, table=True):
    """How a person wants it."""

    __tablename__: ClassVar[str] = "preferences"

    team_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    hour: int
    weekly: bool
    layout: str


class OfficeRow(Base, table=True):
    """Who was named in Slack to organise reviews or to read as HR; a reader counts once somebody else agreed."""

    __tablename__: ClassVar[str] = "offices"

    team_id: str = Field(primary_key=True)
    office: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    named_by: str
    named_at: datetime
    agreed_by: str
    agreed_at: datetime | None


class AliasRow(Base, table=True):
    """Who stands behind an opaque id of the audit log; erased when a person is."""

    __tablename__: ClassVar[str] = "aliases"
    __table_args__ = (Index(None, "team_id", "user_id", unique=True),)

    team_id: str = Field(primary_key=True)
    alias: str = Field(primary_key=True)
    user_id: str


class AuditRow(Base, table=True):
    """Who did, or was refused, what: rows are added, never changed."""

    __tablename__: ClassVar[str] = "audit"
    __table_args__ = (Index(None, "team_id", "object_id"), Index(None, "team_id", "about"))

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    at: datetime
    actor: str
    action: str
    object_id: str
    outcome: str
    about: str
