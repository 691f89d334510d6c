"""Changes of managers that the company's list brings: told a working day before, then the goals follow."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.errors import NothingHere, VersionUnreadable
from bot.facts.roster import Change, Coming, ComingState, Stopped
from bot.services.coming_changes import STAY, STOPPED, end, is_told, moment_of
from bot.services.cycles.organisers import Organisers
from bot.services.desk import Desk
from bot.services.moving import Moving
from bot.services.permissions import SEEN
from bot.services.postbox import Postbox
from bot.services.roster import Roster
from bot.services.roster_access import coming_in, coming_key, manager_at, managers_at, stopped_key
from bot.services.standing_in import StandingIn
from db.facts import Person, Post, RosterEntry, SheetLine
from db.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)
MOST = 1_000
"""Goals about one employee that are looked through."""


@dataclass(frozen=True, slots=True)
class Succession:
    """Follows the list; run again and again, it does each thing once."""

    desk: Desk
    organisers: Organisers
    postbox: Postbox
    moving: Moving
    roster: Roster
    standing_in: StandingIn

    def follow(self, team_id: str) -> None:
        """Tell of changes to come, and move the goals of those that have come into force."""
        with self.desk.database.reading() as uow:
            changing = uow.roster.changing(team_id)
            standing = [one for one in uow.roster.standing(team_id) if self.standing_in.untold(uow, one)]
            ended = [one for one in uow.roster.stood_in_for(team_id) if self._left_behind(uow, one)]
        done = [self._tried(entry, self._follow) for entry in changing]
        done += [self._tried(entry, self.standing_in.follow) for entry in standing]
        done += [self._tried(entry, self._return) for entry in ended]
        if any(done):
            self.desk.wake()

    def stop(self, actor: Person, change: Change) -> None:
        """Stop a change that waits; both people's messages follow, and the other organisers are told in their hours.

        Raises as `Roster.stop` does.
        """
        now, team_id = self.desk.clock(), actor.team_id

        def tell(uow: UnitOfWork) -> None:
            end(uow, team_id, change, now)
            for user in set(self.organisers.all(team_id)) - {actor.user_id}:
                due = self.postbox.arrival(uow, team_id, user, now)
                key = stopped_key(change, actor.user_id, now, user)
                uow.posts.want(team_id, key, "stopped", user, at=now, due_at=due)

        self.roster.stop(team_id, change, actor.user_id, tell)
        self.desk.wake()

    def stopped(self, post: Post) -> Stopped:
        """Return what a post tells an organiser of; raises `NothingHere` for who is none any more."""
        if post.person not in self.organisers.all(post.team_id):
            raise NothingHere
        _, employee, what, who, by, _, _ = post.key.split("|")
        with self.desk.database.reading() as uow:
            entry = uow.roster.of_user(post.team_id, employee)
        stands = _now(entry, what, self.desk.clock()) if entry else ""
        names = [self.desk.people.name(post.team_id, user) if user else "" for user in (by, employee, who, stands)]
        by, called, new, now = names
        return Stopped(by, called, employee, "stand-in" if what == "stand-in" else "manager", new, now)

    def coming(self, post: Post) -> Coming | None:
        """Return the change that a post tells of, as it stands now; None where it went before anybody was told."""
        change = _change_of(post)
        person = self.desk.people.actor(post.team_id, post.person)
        with self.desk.database.reading() as uow:
            entry = uow.roster.of_user(post.team_id, change.employee)
        if change.what == "stand-in":
            coming = self.standing_in.coming(person, change, entry)
        else:
            name = self.desk.people.name
            new = name(post.team_id, change.who) if change.who else ""
            names = (name(post.team_id, change.employee), name(post.team_id, post.person), new)
            coming = Coming(person, change, *names, self._state(entry, change))
        if post.number == STOPPED:
            coming = replace(coming, state="stopped")
        return coming if post.ts or coming.state != "stopped" else None

    def _state(self, entry: RosterEntry | None, change: Change) -> ComingState:
        if entry is None or entry.manager != change.who or entry.manager_from not in {change.at, None}:
            return "stopped"
        if entry.manager_from is None:
            return "in force"
        if self.desk.clock() < change.at:
            return "waiting"
        return "goals stay" if self._takes_none(entry) else "in force"

    def _tried(self, entry: RosterEntry, follow: Callable[[UnitOfWork, RosterEntry], bool]) -> bool:
        """Follow one entry; tell whether anything was done. What fails holds up no other and is tried again."""
        try:
            with self.desk.database.reading() as uow:
                authors = [line.author for line in self._elsewhere(uow, entry)]
            everybody = (entry.user_id, entry.manager, entry.former_manager, entry.stand_in, *authors)
            self.desk.people.meet(entry.team_id, filter(None, everybody))
            with self.desk.database.writing() as uow:
                done = uow.roster.of_user(entry.team_id, entry.user_id) == entry and follow(uow, entry)
                uow.commit()
        except Exception as error:  # noqa: BLE001 - whatever it is, the next run tries again
            log.warning("a change of manager could not be followed and is tried again: %s", type(error).__name__)
            return False
        return done

    def _follow(self, uow: UnitOfWork, entry: RosterEntry) -> bool:
        """Do the next step of a change; tell whether there was one."""
        now, change = self.desk.clock(), _manager_of(entry)
        if not is_told(uow, entry.team_id, change):
            self._announce(uow, entry, now)
            return True
        if now < change.at:
            return False
        if self._takes_none(entry):
            return self._say_that_goals_stay(uow, entry)
        for line in self._elsewhere(uow, entry):
            self._move(uow, line, entry)
        self._want_both(uow, entry)
        uow.roster.put(replace(entry, manager_from=None, former_key="", former_manager=""))
        return True

    def _left_behind(self, uow: UnitOfWork, entry: RosterEntry) -> list[SheetLine]:
        """Return the goals that a stand-in shared and still has after their last day; they are the manager's."""
        if entry.manager_from is not None:
            return []
        return [line for line in self._elsewhere(uow, entry) if line.author == entry.stand_in]

    def _return(self, uow: UnitOfWork, entry: RosterEntry) -> bool:
        """Give them back to a manager who can take them; tell whether any went."""
        if self._takes_none(entry):
            return False
        moved = [self._move(uow, line, entry) for line in self._left_behind(uow, entry)]
        return any(moved)

    def _announce(self, uow: UnitOfWork, entry: RosterEntry, now: datetime) -> None:
        """Tell both; a change that nobody could be told of in time waits until they have had a working day."""
        at = moment_of(
            uow, entry.team_id, _manager_of(entry), now, self.desk.people.zone(entry.team_id, entry.user_id)
        )
        later = replace(entry, manager_from=at)
        uow.roster.put(later)
        self._want_both(uow, later)

    def _takes_none(self, entry: RosterEntry) -> bool:
        """Tell whether the new manager can't use the app; the goals follow as soon as they can."""
        manager = self.desk.people.known(entry.team_id, entry.manager) if entry.manager else None
        return bool(entry.manager) and (manager is None or not self.desk.people.may_use(manager))

    def _say_that_goals_stay(self, uow: UnitOfWork, entry: RosterEntry) -> bool:
        post = uow.posts.get(entry.team_id, coming_key(_manager_of(entry), entry.user_id))
        if post is None or post.number == STAY:
            return False
        self._want_both(uow, entry, STAY)
        return True

    def _elsewhere(self, uow: UnitOfWork, entry: RosterEntry) -> list[SheetLine]:
        """Return the goals about an employee, open or closed, that neither the manager nor a stand-in has."""
        if not entry.manager:
            return []
        acting = managers_at(entry, self.desk.clock(), self.desk.people.zone(entry.team_id, entry.user_id)) | {
            entry.manager
        }
        lines = uow.sheets.by_subject(entry.team_id, entry.user_id, limit=MOST)
        return [line for line in lines if line.state in SEEN and line.author not in acting]

    def _want_both(self, uow: UnitOfWork, entry: RosterEntry, number: int = 0) -> None:
        for person in filter(None, (entry.user_id, entry.former_manager)):
            key = coming_key(_manager_of(entry), person)
            uow.posts.want(entry.team_id, key, "roster", person, at=self.desk.clock(), number=number)

    def _move(self, uow: UnitOfWork, line: SheetLine, entry: RosterEntry) -> bool:
        """Move goals; tell whether they moved.

        Goals of somebody whom the employee never took for their manager stay, and so does what can't be read.
        """
        sheet = uow.sheets.get(entry.team_id, line.id)
        if sheet is None or not (sheet.author == entry.former_manager or self.desk.met(uow, sheet)):
            return False
        try:
            self.moving.versions.in_force(uow, sheet)
        except (VersionUnreadable, NothingHere) as error:
            log.warning("goals stay with their former manager: %s", type(error).__name__)
            return False
        self.moving.transfer(uow, sheet, entry.manager, by="")
        return True


def _manager_of(entry: RosterEntry) -> Change:
    """Return the change of manager in an entry that has one."""
    return next(change for change in coming_in(entry) if change.what == "manager")


def _now(entry: RosterEntry, what: str, now: datetime) -> str:
    """Return who is somebody's manager or stand-in at a moment, empty for nobody."""
    if what == "manager":
        return manager_at(entry, now)
    begun = entry.stand_in_from is None or now >= entry.stand_in_from
    return entry.stand_in if begun else ""


def _change_of(post: Post) -> Change:
    _, employee, what, who, moment, _ = post.key.split("|")
    at = datetime.fromisoformat(moment)
    return Change(employee, "stand-in" if what == "stand-in" else "manager", who, at)
