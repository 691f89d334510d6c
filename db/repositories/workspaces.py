"""Which Slack workspace this database belongs to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from db.errors import ForeignWorkspace
from db.repositories.writing import add
from db.tables import table

WORKSPACES = table("workspaces")
OWNERS = select(WORKSPACES.c.team_id)


class Workspaces:
    """The workspaces in the database: one."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def owner(self) -> str | None:
        """Return the workspace that this database belongs to, None before the first start."""
        owner: str | None = self._connection.execute(OWNERS).scalar_one_or_none()
        return owner

    def bind(self, team_id: str, at: datetime) -> None:
        """Make this workspace the owner; raise `ForeignWorkspace` if another one is."""
        owner = self.owner()
        if owner not in {None, team_id}:
            raise ForeignWorkspace
        add(self._connection, WORKSPACES, {"team_id": team_id, "bound_at": at})
