"""The versions of shared goals: added, never changed; one can be marked as taken back."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from db.facts import Revision
from db.repositories.reading import columns_of, fact, facts
from db.repositories.writing import add, change
from db.tables import table

REVISIONS = table("revisions")
OF_SHEET = (
    columns_of(REVISIONS, Revision)
    .where(REVISIONS.c.team_id == bindparam("team"), REVISIONS.c.sheet_id == bindparam("sheet"))
    .order_by(REVISIONS.c.number)
)
ONE = OF_SHEET.where(REVISIONS.c.number == bindparam("number"))
LAST = select(func.max(REVISIONS.c.number)).where(
    REVISIONS.c.team_id == bindparam("team"), REVISIONS.c.sheet_id == bindparam("sheet")
)


class Revisions:
    """What was shared, version by version."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, revision: Revision) -> bool:
        """Store a version; change nothing and say no where its number is taken."""
        return add(self._connection, REVISIONS, asdict(revision))

    def get(self, team_id: str, sheet_id: str, number: int) -> Revision | None:
        return fact(self._connection, Revision, ONE, team=team_id, sheet=sheet_id, number=number)

    def all(self, team_id: str, sheet_id: str) -> tuple[Revision, ...]:
        """Return every version, the oldest first."""
        return facts(self._connection, Revision, OF_SHEET, team=team_id, sheet=sheet_id)

    def next_number(self, team_id: str, sheet_id: str) -> int:
        """Return the number of the next version; one taken back keeps its own."""
        last: int | None = self._connection.execute(LAST, {"team": team_id, "sheet": sheet_id}).scalar()
        return (last or 0) + 1

    def take_back(self, team_id: str, sheet_id: str, number: int, at: datetime) -> None:
        key = {"team_id": team_id, "sheet_id": sheet_id, "number": number}
        change(self._connection, REVISIONS, key, {"taken_back_at": at})
