"""When a channel, or a method of Slack's, may be used again: shared by all senders, on the database's clock."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from db.repositories.clock import NOW
from db.repositories.writing import put
from db.tables import table

PACES = table("paces")
PRESENT = select(NOW)
FREE_IN = select(PACES.c.free_at - NOW).where(PACES.c.team_id == bindparam("team"), PACES.c.name == bindparam("name"))


class Paces:
    """How fast each thing with a name goes in a workspace; whoever looks and then writes needs `writing`."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def free_in(self, team_id: str, name: str) -> float:
        """Return the seconds until this may be used again; 0 for now."""
        left: float | None = self._connection.execute(FREE_IN, {"team": team_id, "name": name}).scalar()
        return max(0.0, left or 0.0)

    def hold(self, team_id: str, name: str, seconds: float) -> None:
        """Let nobody use this for so many seconds from now, or longer where it is held longer already."""
        self._put(team_id, name, max(seconds, self.free_in(team_id, name)))

    def spend(self, team_id: str, name: str, seconds: float) -> None:
        """Take so many seconds' worth of this, after what others have taken of it."""
        self._put(team_id, name, seconds + self.free_in(team_id, name))

    def _put(self, team_id: str, name: str, seconds: float) -> None:
        now: float = self._connection.execute(PRESENT).scalar_one()
        put(self._connection, PACES, {"team_id": team_id, "name": name, "free_at": now + seconds})
