"""What became of role texts that changed: what authors kept as theirs, and what the messages about goals say."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlmodel import Field

from db.tables.base import Base, of_sheet


class KeptTextRow(Base, table=True):
    """A change that an author did not take, for as long as the newer text stays what its digest says."""

    __tablename__: ClassVar[str] = "kept_texts"
    __table_args__ = (of_sheet(),)

    team_id: str = Field(primary_key=True)
    sheet_id: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    digest: str
    at: datetime


class ToldTextRow(Base, table=True):
    """The newer role text of which the messages about a sheet say that it is another by now."""

    __tablename__: ClassVar[str] = "told_texts"
    __table_args__ = (of_sheet(),)

    team_id: str = Field(primary_key=True)
    sheet_id: str = Field(primary_key=True)
    hash: str
