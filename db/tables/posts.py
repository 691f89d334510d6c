"""What waits to be shown in Slack, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Index, text
from sqlmodel import Field

from db.tables.base import Base


class PostRow(Base, table=True):
    """One message, a file or somebody's Home; it is due exactly while `due_at` is set.

    `lease_until` is seconds since 1970 on the database's own clock: until then only the holder of `token` may send.
    """

    __tablename__: ClassVar[str] = "posts"
    __table_args__ = (
        Index(None, "team_id", "key", unique=True),
        Index(None, "team_id", "sheet_id"),
        Index(None, "team_id", "person", "kind"),
        Index("ix_posts_due_at", "due_at", sqlite_where=text("due_at IS NOT NULL")),
    )

    team_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    key: str
    kind: str
    person: str
    sheet_id: str
    number: int
    wanted: int
    shown: int
    due_at: datetime | None
    created_at: datetime
    channel: str
    ts: str
    sent_at: datetime | None
    tries: int
    token: str
    lease_until: float
    fate: str
    fault: str
    doubt: str = Field(sa_column_kwargs={"server_default": text("''")})


class HappeningRow(Base, table=True):
    """Something that a person is told in a notice."""

    __tablename__: ClassVar[str] = "happenings"
    __table_args__ = (
        Index(None, "team_id", "post_key"),
        Index(None, "team_id", "person", "at"),
        Index(None, "team_id", "object_id"),
    )

    team_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    post_key: str
    person: str
    sheet_id: str
    number: int
    what: str
    by: str
    at: datetime
    object_id: str


class PaceRow(Base, table=True):
    """When a channel, or a method of a workspace, may be used again: seconds since 1970 on the database's clock."""

    __tablename__: ClassVar[str] = "paces"

    team_id: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    free_at: float
