"""Turns reminders whose time has come into messages: one a person and day, of what still matters."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.clock import today_in
from bot.services.cycles.calendar import ONE_DAY, Calendar, calendar_of
from bot.services.cycles.ladder import MISSED, ONE_A_DAY, STEPS
from bot.services.desk import Desk
from bot.services.hours import day_to_wait_for
from db.errors import StoreError
from db.facts import Cycle, Nudge, Person, Task
from db.unit_of_work import UnitOfWork

AT_ONCE = 100
"""Slots for one beat: messages go out between two of them."""
NOT_NOW = "the review cycle was stopped or has ended"
DONE = "done before it was due"
LATER_ONE = "a later reminder of the same took its place"
SNOOZED = "the person asked for it later"
ACTIVE = "the person was at it since the working day before"
GONE = "the person can’t use the app any more"

log = logging.getLogger(__name__)


def reminder_key(person: str, day: date, only_to: str = "") -> str:
    """Return the key of a person's reminder of a local day: there is one, and one more in a test of somebody's."""
    return f"nudge:{person}:{day.isoformat()}{':' if only_to else ''}{only_to}"


def read_key(key: str) -> tuple[str, date, str]:
    """Return whose reminder it is, of which local day of theirs, and who gets it in a test."""
    _, person, day, *only_to = key.split(":")
    return person, date.fromisoformat(day), "".join(only_to)


@dataclass(frozen=True, slots=True)
class Sending:
    """Settles due slots: each is sent, merged with the others of its person and day, or stopped with a reason."""

    desk: Desk

    def follow(self, team_id: str) -> int:
        """Settle what is due, up to so many slots; return how many were. Each person's are settled in one go."""
        with self.desk.database.reading() as uow:
            due = uow.ledger.due(team_id, self.desk.clock(), AT_ONCE)
        settled = sum(self._tried(team_id, person) for person in dict.fromkeys(nudge.person for nudge in due))
        if settled:
            self.desk.wake()
        return settled

    def _tried(self, team_id: str, user_id: str) -> int:
        """Settle a person's slots; where that fails, the others' are settled all the same."""
        try:
            return self._person(team_id, user_id)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - one person's reminders hold up nobody else's
            log.warning("reminders of a person were not settled: %s", type(error).__name__)
            return 0

    def _person(self, team_id: str, user_id: str) -> int:
        now = self.desk.clock()
        with self.desk.database.writing() as uow:
            due = [nudge for nudge in uow.ledger.coming(team_id, user_id) if nudge.due_at <= now]
            found = {nudge.cycle_id: uow.cycles.get(team_id, nudge.cycle_id) for nudge in due}
            cycles = {cycle.id: cycle for cycle in found.values() if cycle is not None and cycle.state != "paused"}
            running = [nudge for nudge in due if nudge.cycle_id in cycles]
            left = self._stop(uow, running, cycles)
            person = self.desk.people.known(team_id, user_id)
            if left and person is not None:
                self._send(uow, self._now_or_later(uow, left, cycles, person), cycles, person)
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
            (any(STEPS.index(one.step) > STEPS.index(nudge.step) for one in same), LATER_ONE),
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

    def _now_or_later(
        self, uow: UnitOfWork, nudges: list[Nudge], cycles: Mapping[str, Cycle], person: Person
    ) -> list[Nudge]:
        """Return the slots that may go out now; those whose hour was missed wait for the next working morning."""
        now, calendar = self.desk.clock(), calendar_of(person, uow.roster.of_user(person.team_id, person.user_id))
        going = []
        for nudge in nudges:
            own = calendar.within(cycles[nudge.cycle_id])
            day = day_to_wait_for(own, nudge.hour, now)
            if day is None:
                going.append(nudge)
            else:
                put_off(uow, nudge, own, day, MISSED)
        return going

    def _send(self, uow: UnitOfWork, nudges: list[Nudge], cycles: Mapping[str, Cycle], person: Person) -> None:
        """Put slots into their person's message of today; a test's go into a message of its own."""
        for only_to in dict.fromkeys(cycles[nudge.cycle_id].only_to for nudge in nudges):
            together = [nudge for nudge in nudges if cycles[nudge.cycle_id].only_to == only_to]
            self._message(uow, together, cycles, person, only_to)

    def _message(
        self, uow: UnitOfWork, nudges: list[Nudge], cycles: Mapping[str, Cycle], person: Person, only_to: str
    ) -> None:
        """Put slots into one message; where today's has gone out already, into that of the next working day."""
        now = self.desk.clock()
        day = today_in(now, person.tz)
        key = reminder_key(person.user_id, day, only_to)
        there = uow.posts.get(person.team_id, key)
        if there is not None and there.shown:
            calendar = calendar_of(person, uow.roster.of_user(person.team_id, person.user_id))
            for nudge in nudges:
                put_off(uow, nudge, calendar.within(cycles[nudge.cycle_id]), day + ONE_DAY, ONE_A_DAY)
            return
        for nudge in nudges:
            uow.ledger.settle(nudge, "sent", post_key=key, at=now)
        uow.posts.want(person.team_id, key, "nudge", only_to or person.user_id, at=now)


def put_off(uow: UnitOfWork, nudge: Nudge, calendar: Calendar, day: date, why: str) -> None:
    """Plan a slot for a day, or the next working one after it, also one that was in a message nobody has seen."""
    later = calendar.roll_forward(day) or day
    at = calendar.moment(later, nudge.hour)
    anew = replace(
        nudge, day=later, due_at=at, tz=calendar.zone, moved=why, fate="planned", post_key="", sent_at=None
    )
    uow.ledger.plan_anew(anew)


def _of(nudge: Nudge) -> tuple[str, int, str]:
    return nudge.cycle_id, nudge.position, nudge.subject
