"""People as Slack describes them, kept in the database and, for the hot path, in this process."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Protocol

from bot.clock import Clock
from bot.errors import NothingHere
from db.engine import Database
from db.errors import StoreBusy
from db.facts import Person

FRESH = timedelta(hours=24)
AT_ONCE = 10
"""People asked for in one beat: Slack allows about a hundred a minute."""


class Directory(Protocol):
    """Where people are looked up when they are not known."""

    def fetch(self, user_id: str) -> Person | None:
        """Return the person as Slack knows them now, None where Slack knows nobody.

        Raises `SlackSilent` when Slack gave no answer.
        """

    def everybody(self) -> Iterable[Person]:
        """Return everybody in the workspace as Slack knows them now; raises `SlackSilent`."""


class People:
    """Looks people up: this process first, then the database, then Slack."""

    def __init__(self, database: Database, directory: Directory, clock: Clock, only: frozenset[str]) -> None:
        self._database, self._directory, self._clock, self._only = database, directory, clock, only
        self._known: dict[tuple[str, str], Person] = {}

    def known(self, team_id: str, user_id: str) -> Person | None:
        """Return a person as last heard of; Slack is not asked: the database may be held meanwhile."""
        return self._known.get((team_id, user_id)) or self._stored(team_id, user_id)

    def zone(self, team_id: str, user_id: str) -> str:
        """Return the IANA name of a person's zone as last heard of, UTC for who is not known."""
        person = self.known(team_id, user_id)
        return person.tz if person else "UTC"

    def meet(self, team_id: str, user_ids: Iterable[str]) -> None:
        """Make sure that people are known, before the database is held: a few are asked for, of many Slack's list."""
        unknown = [user for user in dict.fromkeys(user_ids) if self.known(team_id, user) is None]
        if len(unknown) <= AT_ONCE:
            for user in unknown:
                self.get(team_id, user)
            return
        everybody = [person for person in self._directory.everybody() if person.team_id == team_id]
        with self._database.writing() as uow:
            for person in everybody:
                uow.people.put(person)
            uow.commit()
        self._known |= {(person.team_id, person.user_id): person for person in everybody}

    def get(self, team_id: str, user_id: str) -> Person | None:
        """Return the person as last heard of; only someone unknown is asked for, because a person may be waiting.

        Where the database can't keep what Slack said just now, this process remembers it.
        """
        known = self.known(team_id, user_id)
        if known is not None:
            return known
        fetched = self._directory.fetch(user_id)
        if fetched is None or fetched.team_id != team_id:
            return None
        self._known[team_id, user_id] = fetched
        with suppress(StoreBusy):
            self.learn(fetched)
        return fetched

    def actor(self, team_id: str, user_id: str) -> Person:
        """Return a person who may use the app; raise `NothingHere` for everybody else."""
        person = self.get(team_id, user_id)
        if person is None or not self.may_use(person):
            raise NothingHere
        return person

    def name(self, team_id: str, user_id: str) -> str:
        """Return a person's name for lists."""
        person = self.get(team_id, user_id)
        return person.name if person else "Someone who left"

    def may_use(self, person: Person) -> bool:
        """Tell whether a person is a full member and, in a pilot, one of its people."""
        return person.member and (not self._only or person.user_id in self._only)

    def learn(self, person: Person) -> None:
        """Keep what Slack just said of a person."""
        with self._database.writing() as uow:
            uow.people.put(person)
            uow.commit()
        self._known[person.team_id, person.user_id] = person

    def refresh(self) -> None:
        """Ask again for people met in this process who were last heard of a day ago or earlier, a few at a time."""
        before = self._clock() - FRESH
        old = [person for person in list(self._known.values()) if person.refreshed_at < before]
        for person in old[:AT_ONCE]:
            fetched = self._directory.fetch(person.user_id)
            if fetched is None or fetched.team_id != person.team_id:
                fetched = replace(person, deleted=True, refreshed_at=self._clock())
            self.learn(fetched)

    def _stored(self, team_id: str, user_id: str) -> Person | None:
        with self._database.reading() as uow:
            person = uow.people.get(team_id, user_id)
        if person is not None:
            self._known[team_id, user_id] = person
        return person
