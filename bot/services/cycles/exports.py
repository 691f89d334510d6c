"""What organisers take away as CSV: names, dates and status, never a goal's text."""

from __future__ import annotations

import uuid
from dataclasses import astuple, dataclass, fields

from bot.services.csv_files import csv_text
from bot.services.cycles.dry_runs import PlanRow, rows_of
from bot.services.cycles.organising import Organising
from bot.services.cycles.status import Statuses
from bot.services.desk import Desk
from db.facts import Entry, Person, Post, Task

PLAN = tuple(field.name for field in fields(PlanRow))
STATUS = ("step", "employee", "whose turn", "opens", "due", "state", "done", "reason")


@dataclass(frozen=True, slots=True)
class Exports:
    """Asks for files and makes them."""

    desk: Desk
    organising: Organising
    statuses: Statuses

    def ask(self, actor: Person, cycle_id: str, what: str) -> None:
        """Ask for a file; it comes into the organiser's own DM, and the log says that it was taken."""
        self.organising.get(actor, cycle_id)
        with self.desk.database.writing() as uow:
            now = self.desk.clock()
            key = f"export:{what}:{cycle_id}:{uuid.uuid4().hex}"
            uow.posts.want(actor.team_id, key, "export", actor.user_id, at=now)
            uow.audit.add(actor.team_id, Entry(now, actor.user_id, f"export {what}", cycle_id, "done"))
            uow.commit()
        self.desk.wake()

    def file(self, post: Post) -> tuple[str, str]:
        """Return a file's name and text, for whoever asked for it and may still."""
        _, what, cycle_id, _ = post.key.split(":")
        actor = self.desk.people.actor(post.team_id, post.person)
        rows = self._plan(actor, cycle_id) if what == "plan" else self._status(actor, cycle_id)
        return f"review-cycle-{what}.csv", csv_text(PLAN if what == "plan" else STATUS, rows)

    def _plan(self, actor: Person, cycle_id: str) -> list[tuple[str, ...]]:
        cycle, name = self.organising.get(actor, cycle_id), self.desk.people.name
        with self.desk.database.reading() as uow:
            coming, _ = self.statuses.coming(uow, cycle)
        return [astuple(row) for row in rows_of(coming, cycle, lambda user: name(cycle.team_id, user))]

    def _status(self, actor: Person, cycle_id: str) -> list[tuple[str, ...]]:
        cycle = self.organising.get(actor, cycle_id)
        with self.desk.database.reading() as uow:
            tasks = uow.ledger.tasks(cycle.team_id, cycle.id)
        names = {phase.position: phase.name for phase in cycle.phases}
        return [self._line(task, names.get(task.position, "")) for task in tasks]

    def _line(self, task: Task, phase: str) -> tuple[str, ...]:
        name = self.desk.people.name
        days = (task.opens.isoformat(), task.due.isoformat())
        done = task.done_at.date().isoformat() if task.done_at else ""
        return (
            phase,
            name(task.team_id, task.subject),
            name(task.team_id, task.person),
            *days,
            task.state,
            done,
            task.reason,
        )
