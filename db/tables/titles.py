"""What job titles of the company's list mean."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlmodel import Field

from db.tables.base import Base


class TitleRow(Base, table=True):
    """The role that a job title means, as somebody said."""

    __tablename__: ClassVar[str] = "titles"

    team_id: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    title: str
    role_id: str
    by: str
    at: datetime
