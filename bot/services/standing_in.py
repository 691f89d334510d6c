"""Who stands in for a manager: told a working day before, and led to what they may then read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.clock import today_in
from bot.facts.roster import Change, Coming, ComingState
from bot.services.coming_changes import is_told, moment_of
from bot.services.desk import Desk
from bot.services.permissions import SEEN
from bot.services.roster_access import coming_in, coming_key, manager_at
from db.facts import Person, RosterEntry, SheetLine
from db.unit_of_work import UnitOfWork

MOST = 100
"""Goals about one person that are listed."""


@dataclass(frozen=True, slots=True)
class StandingIn:
    """Tells of stand-ins, and finds goals for them."""

    desk: Desk

    def of_person(self, actor: Person, user_id: str) -> tuple[SheetLine, ...]:
        """Return the shared goals of a person that the actor may read, standing in for the manager now."""
        with self.desk.database.reading() as uow:
            entry = uow.roster.of_user(actor.team_id, user_id)
            subject = self.desk.people.known(actor.team_id, user_id)
            if entry is None or subject is None or entry.stand_in != actor.user_id:
                return ()
            if actor.user_id not in self.desk.managers(uow, actor.team_id, subject):
                return ()
            lines = uow.sheets.by_subject(actor.team_id, user_id, limit=MOST)
            return tuple(line for line in lines if line.author != actor.user_id and self._may_see(uow, actor, line))

    def follow(self, uow: UnitOfWork, entry: RosterEntry) -> bool:
        """Tell the employee and the manager of a stand-in, once; tell whether anything was done.

        One of whom nobody could be told in time waits until they have had a working day.
        """
        now, change = self.desk.clock(), self.untold(uow, entry)
        if change is None:
            return False
        change = replace(
            change, at=moment_of(uow, entry.team_id, change, now, self.desk.people.zone(entry.team_id, entry.user_id))
        )
        uow.roster.put(replace(entry, stand_in_from=change.at))
        for person in filter(None, (entry.user_id, manager_at(entry, now))):
            uow.posts.want(entry.team_id, coming_key(change, person), "roster", person, at=now)
        return True

    def untold(self, uow: UnitOfWork, entry: RosterEntry) -> Change | None:
        """Return an entry's stand-in if nobody was told of them and their last day is still to come."""
        change = _stand_in_of(entry)
        if change is None or is_told(uow, entry.team_id, change):
            return None
        today = today_in(max(self.desk.clock(), change.at), self.desk.people.zone(entry.team_id, entry.user_id))
        return change if entry.stand_in_until is not None and today <= entry.stand_in_until else None

    def coming(self, person: Person, change: Change, entry: RosterEntry | None) -> Coming:
        """Return what a message tells a person of a stand-in, as it stands now."""
        there = entry is not None and _stand_in_of(entry) == change
        now: ComingState = "waiting" if self.desk.clock() < change.at else "in force"
        manager = manager_at(entry, self.desk.clock()) if entry else ""
        return Coming(
            person,
            change,
            employee=self.desk.people.name(person.team_id, change.employee),
            manager=self.desk.people.name(person.team_id, manager) if manager else "",
            new=self.desk.people.name(person.team_id, change.who),
            state=now if there else "stopped",
            until=entry.stand_in_until if entry else None,
        )

    def _may_see(self, uow: UnitOfWork, actor: Person, line: SheetLine) -> bool:
        case = self.desk.case(uow, actor, uow.sheets.get(actor.team_id, line.id))
        return line.state in SEEN and case is not None and case.part(actor.user_id) == "author"


def _stand_in_of(entry: RosterEntry) -> Change | None:
    return next((change for change in coming_in(entry) if change.what == "stand-in"), None)
