"""Who did, or was refused, what: added, never changed; people stand there under names that mean nothing."""

from __future__ import annotations

import secrets
from dataclasses import asdict

from sqlalchemy import Connection, bindparam, select

from db.facts import Entry
from db.repositories.reading import columns_of, facts
from db.repositories.writing import add
from db.tables import table

AUDIT = table("audit")
ALIASES = table("aliases")
ALIAS = select(ALIASES.c.alias).where(ALIASES.c.team_id == bindparam("team"), ALIASES.c.user_id == bindparam("user"))
USER = select(ALIASES.c.user_id).where(ALIASES.c.team_id == bindparam("team"), ALIASES.c.alias == bindparam("alias"))
ABOUT = (
    columns_of(AUDIT, Entry)
    .where(AUDIT.c.team_id == bindparam("team"), AUDIT.c.object_id == bindparam("object"))
    .order_by(AUDIT.c.id)
)


class Audit:
    """The audit log of a workspace."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, team_id: str, entry: Entry) -> None:
        """Add a line; its `actor` and `about` are given as Slack ids and stored as aliases."""
        hidden = {
            "actor": self.alias(team_id, entry.actor),
            "about": self.alias(team_id, entry.about) if entry.about else "",
        }
        self._connection.execute(AUDIT.insert().values(team_id=team_id, **{**asdict(entry), **hidden}))

    def of_object(self, team_id: str, object_id: str) -> tuple[Entry, ...]:
        """Return the lines about one object, the oldest first, with aliases for people."""
        return facts(self._connection, Entry, ABOUT, team=team_id, object=object_id)

    def alias(self, team_id: str, user_id: str) -> str:
        """Return the name under which a person stands in the log; made at the first need."""
        known: str | None = self._connection.execute(ALIAS, {"team": team_id, "user": user_id}).scalar()
        if known is None:
            known = secrets.token_hex(8)
            add(self._connection, ALIASES, {"team_id": team_id, "alias": known, "user_id": user_id})
        return known

    def user(self, team_id: str, alias: str) -> str | None:
        """Return who stands behind an alias, None once that was erased."""
        found: str | None = self._connection.execute(USER, {"team": team_id, "alias": alias}).scalar()
        return found
