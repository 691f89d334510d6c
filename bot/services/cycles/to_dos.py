"""What a person owes in review cycles, in words and with the one way to do it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.clock import today_in
from bot.facts.cycles import ToDo, Way
from bot.services.cycles.calendar import Calendar, calendar_of
from bot.services.cycles.organisers import Organisers
from bot.services.desk import Desk
from bot.services.roster_access import managers_at
from db.facts import Cycle, CycleState, Person, PhaseKind, Sheet, Task
from db.unit_of_work import UnitOfWork

WAYS: Mapping[PhaseKind, Way] = {
    "share": "continue",
    "confirm": "open",
    "check in": "progress",
    "self review": "mark",
    "manager review": "mark",
    "confirm review": "mark",
}
MANAGERS: frozenset[PhaseKind] = frozenset({"share", "confirm", "manager review"})
"""Steps in which somebody's manager has to move, at least at times."""
LIVE: frozenset[CycleState] = frozenset({"running", "paused"})
MOST_DAYS = 400
"""Days that working days are counted over; what is further away is said as that."""


@dataclass(frozen=True, slots=True)
class ToDos:
    """Describes tasks to whoever owes them."""

    desk: Desk
    organisers: Organisers

    def of(self, person: Person) -> tuple[ToDo, ...]:
        """Return everything that a person owes by now in running cycles, tests left out, the nearest first."""
        today = today_in(self.desk.clock(), person.tz)
        with self.desk.database.reading() as uow:
            begun = [task for task in uow.ledger.owed(person.team_id, person.user_id) if task.opens <= today]
            cycles = cycles_named(uow, person.team_id, {task.cycle_id for task in begun})
            live = {cycle.id for cycle in cycles if cycle.state in LIVE and not cycle.only_to}
            found = [self.one(uow, person, task) for task in begun if task.cycle_id in live]
        return tuple(to_do for to_do in found if to_do is not None)

    def one(self, uow: UnitOfWork, person: Person, task: Task) -> ToDo | None:
        """Return one task as this person sees it: what is somebody else's turn waits; None where it is gone."""
        cycle = uow.cycles.get(task.team_id, task.cycle_id)
        phase = cycle.phase(task.position) if cycle is not None else None
        if cycle is None or phase is None:
            return None
        if task.state == "open" and task.person != person.user_id:
            task = replace(task, state="waiting")
        calendar = calendar_of(person, uow.roster.of_user(person.team_id, person.user_id)).within(cycle)
        sheet = uow.sheets.get(task.team_id, task.sheet_id) if task.sheet_id else None
        own = task.subject == person.user_id
        other = (sheet.author if sheet is not None else "") if own else task.subject
        today = today_in(self.desk.clock(), person.tz)
        return ToDo(
            task=task,
            cycle_name=cycle.name,
            kind=phase.kind,
            own=own,
            name=self.desk.people.name(task.team_id, other) if other else "",
            state_words=_state_words(sheet),
            working_days=working_days_to(task.due, today, calendar),
            way="name" if self._orphaned(uow, phase.kind, task) else _way(phase.kind, task, sheet),
            version=sheet.version if sheet is not None else 0,
            done_on=_done_on(task, person),
        )

    def _orphaned(self, uow: UnitOfWork, kind: PhaseKind, task: Task) -> bool:
        """Tell whether an organiser owes what only a manager can do: the list has a line for the employee, not them.

        A form would be refused there; who is not in the list at all may be given goals by anybody.
        """
        entry = (
            uow.roster.of_user(task.team_id, task.subject)
            if kind in MANAGERS and task.person != task.subject
            else None
        )
        if entry is None or not self.organisers.present(task.team_id, task.person):
            return False
        tz = self.desk.people.zone(task.team_id, task.subject)
        return task.person not in managers_at(entry, self.desk.clock(), tz)


def working_days_to(due: date, today: date, calendar: Calendar) -> int:
    """Return how many working days are left to a day, negative for those since it has passed."""
    if due == today:
        return 0
    first, last, sign = (today, due, 1) if due > today else (due, today, -1)
    days = (date.fromordinal(day) for day in range(first.toordinal() + 1, last.toordinal() + 1))
    return sign * sum(calendar.is_working(day) for day, _ in zip(days, range(MOST_DAYS), strict=False))


def _state_words(sheet: Sheet | None) -> str:
    if sheet is None or sheet.version:
        return ""
    kept = sheet.kept
    filled = sum(bool(value) for (row, slot), value in sheet.values.items() if row in kept and slot == "target")
    return f"draft, {filled} of {len(kept)} filled"


def _way(kind: PhaseKind, task: Task, sheet: Sheet | None) -> Way:
    if kind == "share" and sheet is None:
        return "start"
    if kind == "confirm" and task.person != task.subject:
        return "answer" if sheet is not None and sheet.version else "continue"
    return WAYS[kind]


def _done_on(task: Task, person: Person) -> date | None:
    return today_in(task.done_at, person.tz) if task.state == "done" and task.done_at else None


def cycles_named(uow: UnitOfWork, team_id: str, ids: set[str]) -> tuple[Cycle, ...]:
    """Return cycles by their ids, the oldest first."""
    found = (uow.cycles.get(team_id, cycle_id) for cycle_id in ids)
    return tuple(sorted(filter(None, found), key=lambda cycle: (cycle.created_at, cycle.id)))
