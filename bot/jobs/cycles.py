"""Review cycles on the clock: people come and go, tasks and reminders are planned, what is due goes out."""

from __future__ import annotations

from dataclasses import dataclass

from bot.clock import today_in
from bot.services.cycles.all import CycleServices
from bot.services.cycles.calendar import warm_up
from bot.services.desk import EVERYBODY, Desk


@dataclass(frozen=True, slots=True)
class CycleJob:
    """One run of all of it; each part done again changes nothing."""

    desk: Desk
    cycles: CycleServices
    team_id: str

    def plan(self) -> None:
        """Bring the running cycles up to date."""
        warm_up()
        with self.desk.database.reading() as uow:
            running = uow.cycles.in_states(self.team_id, "running", "paused")
            listed = [entry.user_id for entry in uow.roster.all(self.team_id) if entry.user_id]
        self.desk.people.meet(self.team_id, listed)
        for cycle in running:
            owner = self.desk.people.get(self.team_id, cycle.owner)
            today = today_in(self.desk.clock(), owner.tz if owner else "UTC")
            with self.desk.database.reading() as uow:
                changes = self.cycles.membership.changes(uow, cycle, today)
            if changes:
                with self.desk.database.writing() as uow:
                    uow.cycles.put_members(changes)
                    uow.commit()
        self.cycles.planner.follow(self.team_id)
        self.cycles.escalating.follow(self.team_id)

    def send(self) -> int:
        """Follow what was just done with goals, then turn what is due into messages."""
        warm_up()
        stirred = self.desk.stirred(self.team_id)
        if EVERYBODY in stirred:
            self.cycles.planner.follow(self.team_id)
        elif stirred:
            self.cycles.planner.follow_people(self.team_id, stirred)
        return self.cycles.sending.follow(self.team_id)
