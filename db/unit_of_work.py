"""One piece of work on the database: it is committed as a whole or leaves no trace."""

from __future__ import annotations

from functools import cached_property

from sqlalchemy import Connection

from db.repositories.audit import Audit
from db.repositories.claims import Claims
from db.repositories.cycles import Cycles
from db.repositories.dialogue import Dialogue
from db.repositories.imports import Agreements, Headings
from db.repositories.ledger import Ledger
from db.repositories.looks import Looks
from db.repositories.offices import Offices
from db.repositories.paces import Paces
from db.repositories.people import People
from db.repositories.posts import Posts
from db.repositories.revisions import Revisions
from db.repositories.roster import Contacts, Roster, Wishes
from db.repositories.sheets import Sheets
from db.repositories.texts import Texts
from db.repositories.titles import Titles
from db.repositories.workspaces import Workspaces


class UnitOfWork:
    """The repositories over one connection and one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @cached_property
    def workspaces(self) -> Workspaces:
        return Workspaces(self._connection)

    @cached_property
    def people(self) -> People:
        return People(self._connection)

    @cached_property
    def sheets(self) -> Sheets:
        return Sheets(self._connection)

    @cached_property
    def texts(self) -> Texts:
        return Texts(self._connection)

    @cached_property
    def revisions(self) -> Revisions:
        return Revisions(self._connection)

    @cached_property
    def dialogue(self) -> Dialogue:
        return Dialogue(self._connection)

    @cached_property
    def roster(self) -> Roster:
        return Roster(self._connection)

    @cached_property
    def contacts(self) -> Contacts:
        return Contacts(self._connection)

    @cached_property
    def wishes(self) -> Wishes:
        return Wishes(self._connection)

    @cached_property
    def titles(self) -> Titles:
        return Titles(self._connection)

    @cached_property
    def audit(self) -> Audit:
        return Audit(self._connection)

    @cached_property
    def cycles(self) -> Cycles:
        return Cycles(self._connection)

    @cached_property
    def ledger(self) -> Ledger:
        return Ledger(self._connection)

    @cached_property
    def looks(self) -> Looks:
        return Looks(self._connection)

    @cached_property
    def offices(self) -> Offices:
        return Offices(self._connection)

    @cached_property
    def headings(self) -> Headings:
        return Headings(self._connection)

    @cached_property
    def agreements(self) -> Agreements:
        return Agreements(self._connection)

    @cached_property
    def posts(self) -> Posts:
        return Posts(self._connection)

    @cached_property
    def claims(self) -> Claims:
        return Claims(self._connection)

    @cached_property
    def paces(self) -> Paces:
        return Paces(self._connection)

    def commit(self) -> None:
        self._connection.commit()
