"""How a review cycle stands: counts, who is late, what is still to be sent; never a goal's text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.clock import today_in
from bot.facts.cycle_forms import OpenTask, Reminding
from bot.facts.cycles import CycleFilter, CycleStatus, DryRun, LatePerson
from bot.services.cycles.dry_runs import days_of, messages_of
from bot.services.cycles.organising import Organising
from bot.services.cycles.snapshot import Snapshot
from bot.services.desk import Desk
from bot.services.hours import next_morning
from db.facts import Cycle, Nudge, Person, Task
from db.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Statuses:
    """Reads how cycles stand, for organisers."""

    desk: Desk
    organising: Organising

    def status(self, actor: Person, cycle_id: str, chosen: CycleFilter, page: int = 1) -> CycleStatus:
        """Return how a cycle stands under a filter."""
        cycle = self.organising.get(actor, cycle_id)
        with self.desk.database.reading() as uow:
            snapshot = self.snapshot(uow, cycle)
            members = [one for one in uow.cycles.members(cycle.team_id, cycle.id) if not one.out]
            late = self._late(uow, snapshot, snapshot.late(chosen))
            merged = self._merged(uow, snapshot, {one.user_id: one.next_at for one in late})
        entries = [snapshot.listed[one.user_id] for one in members if one.user_id in snapshot.listed]
        countries = sorted({entry.country for entry in entries if entry.country})
        return CycleStatus(
            cycle=cycle,
            viewer=actor,
            counted_at=self.desk.clock(),
            people=len(members),
            countries=len(countries),
            counts=tuple(snapshot.count(phase) for phase in cycle.phases),
            late=tuple(sorted(late, key=lambda one: (-one.days_late, one.name))),
            units=tuple(sorted({entry.unit for entry in entries if entry.unit})),
            country_codes=tuple(countries),
            chosen=chosen,
            page=page,
            merged=merged,
            tester=self.desk.people.name(cycle.team_id, cycle.only_to) if cycle.only_to else "",
        )

    def dry_run(self, actor: Person, cycle_id: str, person: str = "", page: int = 1) -> DryRun:
        """Return what a cycle would send from now on, or has still to send; nothing is written."""
        cycle = self.organising.get(actor, cycle_id)
        name = self.desk.people.name
        with self.desk.database.reading() as uow:
            coming, nothing = self.coming(uow, cycle)
            people = sum(not member.out for member in uow.cycles.members(cycle.team_id, cycle.id))
        messages = messages_of(coming, lambda user: name(cycle.team_id, user))
        shown = tuple(one for one in messages if one.user_id == person) if person else messages
        named = name(cycle.team_id, person) if person else ""
        without = tuple(sorted(name(cycle.team_id, user) for user in nothing))
        return DryRun(cycle, days_of(messages), shown, person, page, named, people, without)

    def coming(self, uow: UnitOfWork, cycle: Cycle) -> tuple[list[Nudge], set[str]]:
        """Return what is planned, of a draft as if it were launched now; and who owes something and gets nothing."""
        if cycle.state != "draft":
            return [one for one in uow.ledger.nudges(cycle.team_id, cycle.id) if one.fate == "planned"], set()
        planner, launched = self.organising.planner, replace(cycle, launched_at=self.desk.clock())
        tasks = planner.tasks(uow, launched)
        nudges = [one for one in planner.plan(uow, launched, tasks) if one.due_at >= self.desk.clock()]
        owing = {task.person for task in tasks if task.state == "open"}
        return nudges, owing - {one.person for one in nudges}

    def people(self, actor: Person, cycle_id: str) -> int:
        """Return how many people are in a cycle."""
        cycle = self.organising.get(actor, cycle_id)
        with self.desk.database.reading() as uow:
            return sum(not member.out for member in uow.cycles.members(cycle.team_id, cycle.id))

    def owing(self, actor: Person, cycle_id: str) -> int:
        """Return how many tasks of a cycle are open."""
        cycle = self.organising.get(actor, cycle_id)
        with self.desk.database.reading() as uow:
            return sum(task.state == "open" for task in uow.ledger.tasks(cycle.team_id, cycle.id))

    def begun(self, actor: Person, cycle_id: str) -> int:
        """Return how many people owe something of a cycle that has opened by now."""
        cycle, now = self.organising.get(actor, cycle_id), self.desk.clock()
        with self.desk.database.reading() as uow:
            tasks = self.organising.planner.tasks(uow, cycle)
        people = {task.person for task in tasks if task.state == "open" and task.opens <= today_in(now, actor.tz)}
        return len(people)

    def open_tasks(self, actor: Person, cycle_id: str, user_id: str) -> tuple[OpenTask, ...]:
        """Return what one person owes in a cycle."""
        cycle = self.organising.get(actor, cycle_id)
        with self.desk.database.reading() as uow:
            owed = [task for task in uow.ledger.owed(cycle.team_id, user_id) if task.cycle_id == cycle.id]
        names = {phase.position: phase.name for phase in cycle.phases}
        name = self.desk.people.name
        return tuple(OpenTask(task, names[task.position], name(cycle.team_id, task.subject)) for task in owed)

    def to_remind(self, actor: Person, cycle_id: str, chosen: CycleFilter, user_id: str = "") -> tuple[str, ...]:
        """Return whom a reminder by hand goes to: one person, or all who are late under a filter."""
        cycle = self.organising.get(actor, cycle_id)
        with self.desk.database.reading() as uow:
            late = self.snapshot(uow, cycle).late(chosen)
            owed = uow.ledger.owed(cycle.team_id, user_id) if user_id else ()
        owing = any(task.cycle_id == cycle.id for task in owed)
        return ((user_id,) if owing else ()) if user_id else tuple(late)

    def reminding(self, actor: Person, cycle_id: str, chosen: CycleFilter, user_id: str = "") -> Reminding:
        """Return a reminder by hand before it is sent."""
        cycle = self.organising.get(actor, cycle_id)
        users = self.to_remind(actor, cycle_id, chosen, user_id)
        names = tuple(self.desk.people.name(cycle.team_id, user) for user in users)
        with self.desk.database.reading() as uow:
            coming = uow.ledger.next_of(cycle.team_id, users)
            merged = self._merged(uow, self.snapshot(uow, cycle), {user: coming.get(user) for user in users})
        return Reminding(cycle, actor.name, names, merged, chosen, user_id)

    def _merged(self, uow: UnitOfWork, snapshot: Snapshot, coming: Mapping[str, datetime | None]) -> int:
        """Return how many get a message anyway on the day of a reminder by hand; `coming` is each one's next."""
        hours, found = uow.wishes.hours(snapshot.cycle.team_id), 0
        for user, at in coming.items():
            calendar, hour = snapshot.calendars.get(user), hours.get(user, snapshot.cycle.hour)
            if calendar and at:
                found += today_in(at, calendar.tz) == next_morning(calendar, hour, snapshot.now)
        return found

    def snapshot(self, uow: UnitOfWork, cycle: Cycle) -> Snapshot:
        """Return a cycle at this moment."""
        tasks = uow.ledger.tasks(cycle.team_id, cycle.id)
        listed = {entry.user_id: entry for entry in uow.roster.all(cycle.team_id) if entry.user_id}
        calendars = self.organising.planner.calendars(uow, cycle, {task.person for task in tasks})
        return Snapshot(cycle, tasks, listed, calendars, self.desk.clock())

    def _late(self, uow: UnitOfWork, snapshot: Snapshot, owing: Mapping[str, tuple[Task, ...]]) -> list[LatePerson]:
        """Return who is late, with what each owes, when they were reminded last and will be next."""
        team_id, name = snapshot.cycle.team_id, self.desk.people.name
        last, coming = uow.posts.newest(team_id, owing, "nudge"), uow.ledger.next_of(team_id, owing)
        managers = {user: snapshot.manager_of(user) for user in owing}
        return [
            LatePerson(
                user_id=user,
                name=name(team_id, user),
                manager=name(team_id, managers[user]) if managers[user] else "",
                owes=snapshot.owes(owed),
                days_late=max(snapshot.days_late(task) for task in owed),
                last_at=last[user].sent_at if user in last else None,
                next_at=coming.get(user),
                tasks=owed,
            )
            for user, owed in owing.items()
        ]
