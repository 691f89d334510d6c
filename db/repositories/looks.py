"""When people last opened or changed goals: who is at it needs no reminder."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from db.repositories.writing import put
from db.tables import table

LOOKS = table("looks")
LAST = select(LOOKS.c.at).where(
    LOOKS.c.team_id == bindparam("team"),
    LOOKS.c.sheet_id == bindparam("sheet"),
    LOOKS.c.user_id == bindparam("user"),
)


class Looks:
    """The last look of each person at each of their goals."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last(self, team_id: str, sheet_id: str, user_id: str) -> datetime | None:
        """Return when a person last opened or changed goals."""
        key = {"team": team_id, "sheet": sheet_id, "user": user_id}
        found: datetime | None = self._connection.execute(LAST, key).scalar()
        return found

    def put(self, team_id: str, sheet_id: str, user_id: str, at: datetime) -> None:
        put(self._connection, LOOKS, {"team_id": team_id, "sheet_id": sheet_id, "user_id": user_id, "at": at})
