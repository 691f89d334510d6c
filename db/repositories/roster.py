"""The company's own list of people, first contacts, and how each person wants it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields, replace

from sqlalchemy import Connection, bindparam, exists, select

from db.facts import Contact, Preferences, RosterEntry
from db.repositories.reading import columns_of, fact, facts
from db.repositories.writing import put, put_all
from db.tables import table

ROSTER = table("roster")
FIELDS = tuple(field.name for field in fields(RosterEntry))
CONTACTS = table("contacts")
PREFERENCES = table("preferences")
NO_HOUR = 0
"""How it is kept that somebody chose no hour."""
HERE = ROSTER.c.team_id == bindparam("team")
ALL = columns_of(ROSTER, RosterEntry).where(HERE).order_by(ROSTER.c.key)
BY_USER = ALL.where(ROSTER.c.user_id == bindparam("user"))
REPORTS = ALL.where(ROSTER.c.manager == bindparam("user"))
STOOD_IN = ALL.where(ROSTER.c.stand_in == bindparam("user"))
STANDING = ALL.where(ROSTER.c.stand_in_from.is_not(None), ROSTER.c.stand_in != "", ROSTER.c.user_id != "")
STOOD_IN_FOR = ALL.where(ROSTER.c.stand_in_until.is_not(None), ROSTER.c.stand_in != "", ROSTER.c.user_id != "")
CHANGING = ALL.where(ROSTER.c.manager_from.is_not(None), ROSTER.c.user_id != "")
ANY = select(exists().where(HERE))
CONTACT = columns_of(CONTACTS, Contact).where(
    CONTACTS.c.team_id == bindparam("team"),
    CONTACTS.c.manager == bindparam("manager"),
    CONTACTS.c.employee == bindparam("employee"),
)
WISHES = columns_of(PREFERENCES, Preferences).where(
    PREFERENCES.c.team_id == bindparam("team"), PREFERENCES.c.user_id == bindparam("user")
)

WEEKLY = columns_of(PREFERENCES, Preferences).where(PREFERENCES.c.team_id == bindparam("team"), PREFERENCES.c.weekly)


class Roster:
    """The company's list; empty where there is none."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, entry: RosterEntry) -> None:
        put(self._connection, ROSTER, asdict(entry))

    def put_all(self, entries: Iterable[RosterEntry]) -> None:
        """Put many at once: a company's whole list within the time that other writers wait."""
        put_all(self._connection, ROSTER, [{name: getattr(entry, name) for name in FIELDS} for entry in entries])

    def remove(self, team_id: str, key: str) -> None:
        self._connection.execute(ROSTER.delete().where(ROSTER.c.team_id == team_id, ROSTER.c.key == key))

    def all(self, team_id: str) -> tuple[RosterEntry, ...]:
        return facts(self._connection, RosterEntry, ALL, team=team_id)

    def any(self, team_id: str) -> bool:
        """Tell whether there is a list at all."""
        return bool(self._connection.execute(ANY, {"team": team_id}).scalar())

    def of_user(self, team_id: str, user_id: str) -> RosterEntry | None:
        return fact(self._connection, RosterEntry, BY_USER, team=team_id, user=user_id)

    def reports(self, team_id: str, manager: str) -> tuple[RosterEntry, ...]:
        """Return the people whose manager this is."""
        return facts(self._connection, RosterEntry, REPORTS, team=team_id, user=manager)

    def changing(self, team_id: str) -> tuple[RosterEntry, ...]:
        """Return the people whose manager changes, or has changed since this was looked at last."""
        return facts(self._connection, RosterEntry, CHANGING, team=team_id)

    def standing(self, team_id: str) -> tuple[RosterEntry, ...]:
        """Return the people for whose manager somebody stands in from a moment on."""
        return facts(self._connection, RosterEntry, STANDING, team=team_id)

    def stood_in_for(self, team_id: str) -> tuple[RosterEntry, ...]:
        """Return the people for whose manager somebody stands in, now or once."""
        return facts(self._connection, RosterEntry, STOOD_IN_FOR, team=team_id)

    def stood_in(self, team_id: str, user_id: str) -> tuple[RosterEntry, ...]:
        """Return the people for whom somebody stands in as manager, now or once."""
        return facts(self._connection, RosterEntry, STOOD_IN, team=team_id, user=user_id)


class Contacts:
    """First contacts between two people."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, team_id: str, manager: str, employee: str) -> Contact | None:
        return fact(self._connection, Contact, CONTACT, team=team_id, manager=manager, employee=employee)

    def put(self, contact: Contact) -> None:
        put(self._connection, CONTACTS, asdict(contact))


class Wishes:
    """How each person wants it; the defaults where they never said."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, team_id: str, user_id: str) -> Preferences:
        found = fact(self._connection, Preferences, WISHES, team=team_id, user=user_id)
        return _read(found) if found else Preferences(team_id, user_id)

    def weekly(self, team_id: str) -> tuple[Preferences, ...]:
        """Return the settings of everybody who wants a weekly summary."""
        return tuple(map(_read, facts(self._connection, Preferences, WEEKLY, team=team_id)))

    def hours(self, team_id: str) -> dict[str, int]:
        """Return the hours that people chose, by Slack id."""
        here = (PREFERENCES.c.team_id == team_id) & (PREFERENCES.c.hour != NO_HOUR)
        query = select(PREFERENCES.c.user_id, PREFERENCES.c.hour).where(here)
        return {row.user_id: row.hour for row in self._connection.execute(query)}

    def put(self, preferences: Preferences) -> None:
        hour = NO_HOUR if preferences.hour is None else preferences.hour
        put(self._connection, PREFERENCES, asdict(preferences) | {"hour": hour})


def _read(kept: Preferences) -> Preferences:
    return replace(kept, hour=None) if kept.hour == NO_HOUR else kept
