"""Who was named in Slack to organise reviews, or to read as HR."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import Connection, bindparam

from db.facts import Office, OfficeKind
from db.repositories.reading import columns_of, facts
from db.repositories.writing import put
from db.tables import table

OFFICES = table("offices")
ALL = columns_of(OFFICES, Office).where(OFFICES.c.team_id == bindparam("team")).order_by(OFFICES.c.named_at)


class Offices:
    """The offices of a workspace; whoever the operator named does not stand here."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, team_id: str) -> tuple[Office, ...]:
        """Return them, who was named first before the others."""
        return facts(self._connection, Office, ALL, team=team_id)

    def put(self, office: Office) -> None:
        put(self._connection, OFFICES, asdict(office))

    def remove(self, team_id: str, kind: OfficeKind, user_id: str) -> None:
        here = (OFFICES.c.team_id == team_id) & (OFFICES.c.office == kind) & (OFFICES.c.user_id == user_id)
        self._connection.execute(OFFICES.delete().where(here))
