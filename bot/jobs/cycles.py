"""Review cycles on the clock: people come and go, tasks and reminders are planned, what is due goes out."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from bot.clock import today_in
from bot.services.cycles.all import CycleServices
from bot.services.cycles.calendar import warm_up
from bot.services.cycles.sending import AT_ONCE as SLOTS
from bot.services.desk import EVERYBODY, Desk
from db.errors import StoreError

AT_ONCE = 20
"""Employees who are looked at anew in one go."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CycleJob:
    """One run of all of it; each part done again changes nothing."""

    desk: Desk
    cycles: CycleServices
    team_id: str

    def begin(self) -> None:
        """Bring the running cycles up to date before the first beat, without asking Slack for anybody."""
        warm_up()
        self._follow()

    def plan(self) -> None:
        """Bring the running cycles up to date, and tell others who is late."""
        warm_up()
        with self.desk.database.reading() as uow:
            listed = [entry.user_id for entry in uow.roster.all(self.team_id) if entry.user_id]
        self.desk.people.meet(self.team_id, [*listed, *self.cycles.organising.runners])
        self._follow()
        self.cycles.escalating.follow(self.team_id)

    def send(self) -> int:
        """Follow what was just done with goals, then turn what is due into messages.

        Where the store can't follow it now, nothing is turned into messages: the next beat tries both again.
        """
        warm_up()
        stirred = self.desk.stirred(self.team_id)
        try:
            if EVERYBODY in stirred:
                self._follow()
            elif stirred:
                self.cycles.planner.follow_people(self.team_id, stirred)
            self._look_at_what_is_due()
        except StoreError:
            self.desk.stir_again(self.team_id, stirred)
            raise
        return self.cycles.sending.follow(self.team_id)

    def _follow(self) -> None:
        """Let people come and go, then plan."""
        with self.desk.database.reading() as uow:
            running = uow.cycles.in_states(self.team_id, "running", "paused")
        for cycle in running:
            today = today_in(self.desk.clock(), self.desk.people.zone(self.team_id, cycle.owner))
            with self.desk.database.reading() as uow:
                changes = self.cycles.membership.changes(uow, cycle, today)
            if changes:
                with self.desk.database.writing() as uow:
                    uow.cycles.put_members(changes)
                    uow.commit()
        self.cycles.planner.follow(self.team_id)

    def _look_at_what_is_due(self) -> None:
        """Bring up to date what is about to be named in messages: a new manager counts from a minute on."""
        now = self.desk.clock()
        with self.desk.database.reading() as uow:
            people = dict.fromkeys(nudge.person for nudge in uow.ledger.due(self.team_id, now, SLOTS))
            slots = [slot for person in people for slot in uow.ledger.coming(self.team_id, person)]
            asked = uow.posts.persons_due(self.team_id, "nudge", now, AT_ONCE)
            owed = [task.subject for person in asked for task in uow.ledger.owed(self.team_id, person)]
        subjects = list(dict.fromkeys([*(slot.subject for slot in slots if slot.due_at <= now), *owed]))
        for start in range(0, len(subjects), AT_ONCE):
            self._tried(subjects[start : start + AT_ONCE])

    def _tried(self, subjects: Iterable[str]) -> None:
        """Look at some employees anew; where that fails, the others are looked at all the same."""
        try:
            self.cycles.planner.follow_people(self.team_id, subjects)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - some people's to-dos hold up nobody else's
            log.warning("what is due was not looked at anew: %s", type(error).__name__)
