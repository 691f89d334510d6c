"""A review cycle at one moment: its tasks, the company's list, everybody's days, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.clock import today_in
from bot.facts.cycles import CycleFilter, PhaseCount
from bot.services.cycles.calendar import Calendar
from bot.services.cycles.to_dos import working_days_to
from bot.services.roster_access import manager_at
from db.facts import Cycle, Phase, PhaseKind, RosterEntry, Task

OWES: Mapping[PhaseKind, str] = {
    "share": "share goals",
    "confirm": "confirm",
    "check in": "update progress",
    "self review": "self review",
    "manager review": "review",
    "confirm review": "confirm the review",
}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What counting needs; `listed` and `calendars` are by Slack id."""

    cycle: Cycle
    tasks: tuple[Task, ...]
    listed: Mapping[str, RosterEntry]
    calendars: Mapping[str, Calendar]
    now: datetime

    def count(self, phase: Phase) -> PhaseCount:
        """Count who has done a phase, and what keeps the others."""
        here = [task for task in self.tasks if task.position == phase.position]
        undone = [task for task in here if task.state == "open"]
        late = [task for task in undone if self.days_late(task) > 0]
        return PhaseCount(
            phase=phase,
            total=len(here),
            done=sum(task.state == "done" for task in here),
            late=len(late),
            waiting=sum(task.state == "waiting" or _turned(task, phase) for task in here),
            away=sum(self.away(task) for task in undone),
            excused=sum(task.state == "excused" for task in here),
            not_confirmed=sum(task.state == "done" and bool(task.reason) for task in here),
            owners=len({task.person for task in late}),
        )

    def days_late(self, task: Task) -> int:
        """Return for how many of the person's working days a task is late, at least one where it is."""
        calendar = self.calendars.get(task.person)
        today = today_in(self.now, calendar.tz if calendar else "UTC")
        if task.due >= today:
            return 0
        return max(1, -working_days_to(task.due, today, calendar)) if calendar else (today - task.due).days

    def away(self, task: Task) -> bool:
        """Tell whether the person who owes a task is away today."""
        entry, calendar = self.listed.get(task.person), self.calendars.get(task.person)
        today = today_in(self.now, calendar.tz if calendar else "UTC")
        return entry is not None and entry.away_until is not None and today <= entry.away_until

    def late(self, chosen: CycleFilter) -> Mapping[str, tuple[Task, ...]]:
        """Return what is late under a filter, by whoever owes it."""
        found: dict[str, tuple[Task, ...]] = {}
        for task in self.tasks:
            if task.state == "open" and self.days_late(task) and self._fits(task, chosen):
                found[task.person] = (*found.get(task.person, ()), task)
        return found

    def manager_of(self, user: str) -> str:
        """Return an employee's manager: as the company's list says, else who writes their goals; empty for nobody."""
        entry = self.listed.get(user)
        manager = manager_at(entry, self.now) if entry is not None else ""
        if manager:
            return manager
        writing = {
            task.person for task in self.tasks if task.subject == user and task.sheet_id and self._shares(task)
        }
        return next(iter(writing - {user}), "")

    def _shares(self, task: Task) -> bool:
        phase = self.cycle.phase(task.position)
        return phase is not None and phase.kind == "share"

    def owes(self, tasks: tuple[Task, ...]) -> str:
        """Say what somebody owes, in few words: "share goals with 2 people, confirm"."""
        counts: dict[PhaseKind, int] = {}
        answers = 0
        for task in tasks:
            phase = self.cycle.phase(task.position)
            if phase is not None and _turned(task, phase):
                answers += 1
            elif phase is not None:
                counts[phase.kind] = counts.get(phase.kind, 0) + 1
        asked = f"answer {'a request' if answers == 1 else f'{answers} requests'}"
        return ", ".join([*(_words(kind, count) for kind, count in counts.items()), *([asked] if answers else [])])

    def _fits(self, task: Task, chosen: CycleFilter) -> bool:
        entry = self.listed.get(task.subject)
        unit, country = (entry.unit, entry.country) if entry else ("", "")
        wanted = ((chosen.position, task.position), (chosen.unit, unit), (chosen.country, country))
        return all(not want or want == have for want, have in wanted)


def _turned(task: Task, phase: Phase) -> bool:
    """Tell whether reading and confirming waits for the manager's answer."""
    return phase.kind == "confirm" and task.state == "open" and task.person != task.subject


def _words(kind: PhaseKind, count: int) -> str:
    about = {"share": " with ", "manager review": " for "}.get(kind, "")
    return f"{OWES[kind]}{about}{count} people" if count > 1 and about else OWES[kind]
