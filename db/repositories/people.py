"""People of a workspace, as Slack last described them."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import Connection, bindparam, select

from db.facts import Person
from db.repositories.writing import put
from db.tables import table

PEOPLE = table("people")
ONE = select(PEOPLE).where(PEOPLE.c.team_id == bindparam("team"), PEOPLE.c.user_id == bindparam("user"))


class People:
    """The people this database has met."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, team_id: str, user_id: str) -> Person | None:
        row = self._connection.execute(ONE, {"team": team_id, "user": user_id}).one_or_none()
        return Person(**row._mapping) if row else None  # noqa: SLF001  SQLAlchemy's public name

    def put(self, person: Person) -> None:
        put(self._connection, PEOPLE, asdict(person))
