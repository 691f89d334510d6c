"""One piece of work on the database: it is committed as a whole or leaves no trace."""

from __future__ import annotations

from sqlalchemy import Connection

from db.repositories.cards import Cards
from db.repositories.people import People
from db.repositories.sheets import Sheets
from db.repositories.workspaces import Workspaces


class UnitOfWork:
    """The repositories over one connection and one transaction."""

    __slots__ = ("_connection", "cards", "people", "sheets", "workspaces")

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.workspaces = Workspaces(connection)
        self.people = People(connection)
        self.sheets = Sheets(connection)
        self.cards = Cards(connection)

    def commit(self) -> None:
        self._connection.commit()
