"""Changes of managers that the company's list brings: told a working day before, then the goals follow."""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from bot.errors import NothingHere, VersionUnreadable
from bot.facts.roster import Coming, ComingState
from bot.services.desk import Desk
from bot.services.moving import Moving
from bot.services.permissions import SEEN
from bot.services.postbox import Postbox
from bot.services.roster import Roster
from bot.services.roster_access import after_one_working_day, managers_at
from db.facts import Person, Post, RosterEntry, Sheet, SheetLine
from db.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)
MOST = 1_000
"""Goals about one employee that are looked through."""
STAY = 1
"""The number of a message that says that the goals stay."""


def coming_key(entry: RosterEntry, person: str) -> str:
    """Return the key of the message that tells a person of a change to come."""
    moment = entry.manager_from.isoformat() if entry.manager_from else ""
    return f"roster|{entry.user_id}|{entry.manager}|{moment}|{person}"


@dataclass(frozen=True, slots=True)
class Succession:
    """Follows the list; run again and again, it does each thing once."""

    desk: Desk
    postbox: Postbox
    moving: Moving
    roster: Roster

    def follow(self, team_id: str) -> None:
        """Tell of changes to come, and move the goals of those that have come into force."""
        with self.desk.database.reading() as uow:
            changing = uow.roster.changing(team_id)
        done = [self._tried(entry) for entry in changing]
        if any(done):
            self.desk.wake()

    def stop(self, actor: Person, employee: str) -> None:
        """Stop a change that waits; both people's messages follow. Raises as `Roster.stop` does."""
        with self.desk.database.reading() as uow:
            entry = uow.roster.of_user(actor.team_id, employee)
        self.roster.stop(actor.team_id, employee, actor.user_id)
        if entry is None:
            return
        with self.desk.database.writing() as uow:
            self._want_both(uow, entry)
            uow.commit()
        self.desk.wake()

    def coming(self, post: Post) -> Coming | None:
        """Return the change that a post tells of, as it stands now; None for who is not in the list any more."""
        _, employee, manager, moment, _ = post.key.split("|")
        person = self.desk.people.actor(post.team_id, post.person)
        with self.desk.database.reading() as uow:
            entry = uow.roster.of_user(post.team_id, employee)
        if entry is None:
            return None
        name, at = self.desk.people.name, datetime.fromisoformat(moment)
        new = name(post.team_id, manager) if manager else ""
        names = (name(post.team_id, employee), name(post.team_id, post.person), new)
        return Coming(person, employee, *names, at, self._state(entry, manager, at))

    def _state(self, entry: RosterEntry, manager: str, at: datetime) -> ComingState:
        if entry.manager != manager or entry.manager_from not in {at, None}:
            return "stopped"
        if entry.manager_from is None:
            return "in force"
        if self.desk.clock() < at:
            return "waiting"
        return "goals stay" if self._takes_none(entry) else "in force"

    def _tried(self, entry: RosterEntry) -> bool:
        """Follow one entry; tell whether anything was done. What fails holds up no other and is tried again."""
        try:
            with self.desk.database.reading() as uow:
                authors = [line.author for line in self._elsewhere(uow, entry)]
            everybody = (entry.user_id, entry.manager, entry.former_manager, *authors)
            self.desk.people.meet(entry.team_id, filter(None, everybody))
            with self.desk.database.writing() as uow:
                done = uow.roster.of_user(entry.team_id, entry.user_id) == entry and self._follow(uow, entry)
                uow.commit()
        except Exception as error:  # noqa: BLE001 - whatever it is, the next run tries again
            log.warning("a change of manager could not be followed and is tried again: %s", type(error).__name__)
            return False
        return done

    def _follow(self, uow: UnitOfWork, entry: RosterEntry) -> bool:
        """Do the next step of a change; tell whether there was one."""
        now = self.desk.clock()
        if uow.posts.get(entry.team_id, coming_key(entry, entry.user_id)) is None:
            self._announce(uow, entry, now)
            return True
        if entry.manager_from is not None and now < entry.manager_from:
            return False
        if self._takes_none(entry):
            return self._say_that_goals_stay(uow, entry)
        for line in self._elsewhere(uow, entry):
            self._move(uow, line, entry)
        self._want_both(uow, entry)
        uow.roster.put(replace(entry, manager_from=None, former_key="", former_manager=""))
        return True

    def _announce(self, uow: UnitOfWork, entry: RosterEntry, now: datetime) -> None:
        """Tell both; a change that nobody could be told of in time waits until they have had a working day."""
        earliest = after_one_working_day(now, self._zone(entry))
        later = replace(entry, manager_from=max(entry.manager_from or earliest, earliest))
        uow.roster.put(later)
        self._want_both(uow, later)

    def _takes_none(self, entry: RosterEntry) -> bool:
        """Tell whether the new manager can't use the app; the goals follow as soon as they can."""
        manager = self.desk.people.known(entry.team_id, entry.manager) if entry.manager else None
        return bool(entry.manager) and (manager is None or not self.desk.people.may_use(manager))

    def _say_that_goals_stay(self, uow: UnitOfWork, entry: RosterEntry) -> bool:
        post = uow.posts.get(entry.team_id, coming_key(entry, entry.user_id))
        if post is None or post.number == STAY:
            return False
        self._want_both(uow, entry, STAY)
        return True

    def _elsewhere(self, uow: UnitOfWork, entry: RosterEntry) -> list[SheetLine]:
        """Return the goals about an employee, open or closed, that neither the manager nor a stand-in has."""
        if not entry.manager:
            return []
        acting = managers_at(entry, self.desk.clock(), self._zone(entry)) | {entry.manager}
        lines = uow.sheets.by_subject(entry.team_id, entry.user_id, limit=MOST)
        return [line for line in lines if line.state in SEEN and line.author not in acting]

    def _zone(self, entry: RosterEntry) -> str:
        person = self.desk.people.known(entry.team_id, entry.user_id)
        return person.tz if person else "UTC"

    def _want_both(self, uow: UnitOfWork, entry: RosterEntry, number: int = 0) -> None:
        for person in filter(None, (entry.user_id, entry.former_manager)):
            key = coming_key(entry, person)
            uow.posts.want(entry.team_id, key, "roster", person, at=self.desk.clock(), number=number)

    def _move(self, uow: UnitOfWork, line: SheetLine, entry: RosterEntry) -> None:
        """Move goals; changes that the employee has not seen stay with the former manager, as a draft.

        Goals of somebody whom the employee never took for their manager stay, and so does what can't be read.
        """
        sheet = uow.sheets.get(entry.team_id, line.id)
        if sheet is None or not (sheet.author == entry.former_manager or self.desk.met(uow, sheet)):
            return
        try:
            self.moving.versions.in_force(uow, sheet)
        except (VersionUnreadable, NothingHere) as error:
            log.warning("goals stay with their former manager: %s", type(error).__name__)
            return
        if sheet.editing:
            draft = _draft_of(sheet)
            uow.sheets.add(draft, uow.sheets.profile(sheet.team_id, sheet.profile_hash) or "{}")
            self.postbox.own(uow, draft, draft.author, self.desk.clock())
        self.moving.transfer(uow, sheet, entry.manager, by="")


def _draft_of(sheet: Sheet) -> Sheet:
    """Return a working copy as a draft beside the goals that it belongs to."""
    return replace(
        sheet,
        id=uuid.uuid4().hex,
        state="draft",
        version=0,
        editing=False,
        answered=0,
        seen=0,
        replaces="",
        successor="",
        moving_to="",
    )
