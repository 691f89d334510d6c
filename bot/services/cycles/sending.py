"""Turns reminders whose time has come into messages: one a person and day, of what still matters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.clock import today_in
from bot.services.cycles.calendar import calendar_of
from bot.services.desk import Desk
from db.facts import Cycle, Nudge, Person, Task
from db.unit_of_work import UnitOfWork

AT_ONCE = 500
NOT_NOW = "the review cycle was stopped or has ended"
DONE = "done before it was due"
LATER_ONE = "a later reminder of the same took its place"
SNOOZED = "the person asked for it later"
ACTIVE = "the person was at it since the working day before"
GONE = "the person can’t use the app any more"
ONE_A_DAY = "one message a day"


def reminder_key(person: str, day: date) -> str:
    """Return the key of a person's reminder of a local day: there is one."""
    return f"nudge:{person}:{day.isoformat()}"


@dataclass(frozen=True, slots=True)
class Sending:
    """Settles due slots: each is sent, merged with the others of its person and day, or stopped with a reason."""

    desk: Desk

    def follow(self, team_id: str) -> int:
        """Settle what is due, up to so many slots; return how many were. Each person's are settled in one go."""
        with self.desk.database.reading() as uow:
            due = [nudge for nudge in uow.ledger.due(self.desk.clock(), AT_ONCE) if nudge.team_id == team_id]
            states = {cycle.id: cycle for cycle in uow.cycles.all(team_id)}
        settled = 0
        for person in dict.fromkeys(nudge.person for nudge in due):
            settled += self._person(team_id, person, states)
        if settled:
            self.desk.wake()
        return settled

    def _person(self, team_id: str, user_id: str, cycles: Mapping[str, Cycle]) -> int:
        now = self.desk.clock()
        with self.desk.database.writing() as uow:
            coming = uow.ledger.coming(team_id, user_id)
            running = [one for one in coming if one.due_at <= now and cycles[one.cycle_id].state != "paused"]
            left = self._stop(uow, running, cycles)
            if left:
                self._send(uow, left, self.desk.people.known(team_id, user_id))
            uow.commit()
        return len(running)

    def _stop(self, uow: UnitOfWork, due: list[Nudge], cycles: Mapping[str, Cycle]) -> list[Nudge]:
        """Stop the slots that matter no more, each with its reason; return the others."""
        left = []
        for nudge in due:
            reason = self._why_not(uow, nudge, due, cycles[nudge.cycle_id])
            if reason:
                uow.ledger.settle(nudge, "stopped", reason=reason)
            else:
                left.append(nudge)
        return left

    def _why_not(self, uow: UnitOfWork, nudge: Nudge, due: Iterable[Nudge], cycle: Cycle) -> str:
        task = uow.ledger.task(nudge.team_id, nudge.cycle_id, nudge.position, nudge.subject)
        person = self.desk.people.known(nudge.team_id, nudge.person)
        snoozed = uow.cycles.snoozed_until(nudge.team_id, nudge.person)
        same = [one for one in due if (one.cycle_id, one.position, one.subject) == _of(nudge)]
        checks = (
            (cycle.state != "running", NOT_NOW),
            (task is None or task.state != "open" or task.person != nudge.person, DONE),
            (person is None or not self.desk.people.may_use(person), GONE),
            (snoozed is not None and snoozed > self.desk.clock(), SNOOZED),
            (any(one.due_at > nudge.due_at for one in same), LATER_ONE),
            (task is not None and self._active(uow, task, nudge), ACTIVE),
        )
        return next((reason for true, reason in checks if true), "")

    def _active(self, uow: UnitOfWork, task: Task, nudge: Nudge) -> bool:
        """Tell whether the person opened or changed the goals since the working day before the slot."""
        seen = uow.looks.last(task.team_id, task.sheet_id, task.person) if task.sheet_id else None
        if seen is None or nudge.step == "launch":
            return False
        person = self.desk.people.known(task.team_id, task.person)
        if person is None:
            return False
        calendar = calendar_of(person, uow.roster.of_user(task.team_id, task.person))
        since = calendar.moment(calendar.working_days_before(nudge.day, 1), 0)
        return seen >= since

    def _send(self, uow: UnitOfWork, nudges: list[Nudge], person: Person | None) -> None:
        """Put slots into their person's message of today; where that has gone out already, into the next day's."""
        if person is None:
            return
        now = self.desk.clock()
        day = today_in(now, person.tz)
        key = reminder_key(person.user_id, day)
        if uow.posts.get(person.team_id, key) is not None:
            self._tomorrow(uow, nudges, person, day)
            return
        for nudge in nudges:
            uow.ledger.settle(nudge, "sent", post_key=key, at=now)
        to = _recipient(nudges, person, uow)
        uow.posts.want(person.team_id, key, "nudge", to, at=now)

    def _tomorrow(self, uow: UnitOfWork, nudges: list[Nudge], person: Person, day: date) -> None:
        calendar = calendar_of(person, uow.roster.of_user(person.team_id, person.user_id))
        for nudge in nudges:
            later = calendar.roll_forward(day + timedelta(days=1)) or day + timedelta(days=1)
            due_at = calendar.moment(later, nudge.hour)
            uow.ledger.plan_anew(replace(nudge, day=later, due_at=due_at, moved=ONE_A_DAY))


def _of(nudge: Nudge) -> tuple[str, int, str]:
    return nudge.cycle_id, nudge.position, nudge.subject


def _recipient(nudges: list[Nudge], person: Person, uow: UnitOfWork) -> str:
    """Return who gets a message: the person, or the one who tries a test cycle out."""
    cycle = uow.cycles.get(person.team_id, nudges[0].cycle_id)
    return cycle.only_to if cycle is not None and cycle.only_to else person.user_id
