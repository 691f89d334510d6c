"""Telling others, once: a manager which of their reports are late, the organiser who is later still."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.facts.cycles import LateList
from bot.services.cycles.organisers import Organisers
from bot.services.cycles.snapshot import Snapshot
from bot.services.cycles.status import Statuses
from bot.services.desk import Desk
from bot.services.hours import arrival
from db.facts import Cycle, Post, Task
from db.unit_of_work import UnitOfWork

MANAGER_AFTER, ORGANISER_AFTER = 2, 5
"""Working days after the due date at which each is told."""


def late_key(cycle_id: str, position: int, part: str, person: str) -> str:
    """Return the key of a list of who is late in one phase: a person gets one."""
    return f"late:{cycle_id}:{position}:{part}:{person}"


@dataclass(frozen=True, slots=True)
class Escalating:
    """Asks for lists; run again and again, it asks for each once."""

    desk: Desk
    statuses: Statuses
    organisers: Organisers

    def follow(self, team_id: str) -> None:
        """Ask for the lists that are due in every running cycle."""
        with self.desk.database.reading() as uow:
            snapshots = [self.statuses.snapshot(uow, cycle) for cycle in uow.cycles.in_states(team_id, "running")]
        for snapshot in snapshots:
            with self.desk.database.writing() as uow:
                for key, person in _due(snapshot, self.organisers.of(snapshot.cycle)):
                    self._ask(uow, snapshot.cycle, key, person)
                uow.commit()

    def late(self, post: Post) -> LateList | None:
        """Return what a list says now, None where nobody on it is late any more."""
        _, cycle_id, position, part, person = post.key.split(":")
        with self.desk.database.reading() as uow:
            cycle = uow.cycles.get(post.team_id, cycle_id)
            if cycle is None or cycle.state != "running":
                return None
            organisers = self.organisers.of(cycle)
            if part == "all" and person not in organisers:
                return None
            snapshot = self.statuses.snapshot(uow, cycle)
        tasks = [task for task in _late(snapshot, int(position)) if part == "all" or _told(snapshot, task) == person]
        name = self.desk.people.name
        names = tuple(sorted({name(post.team_id, task.person) for task in tasks}))
        return (
            LateList(cycle.id, cycle.name, tuple(name(post.team_id, user) for user in organisers), names)
            if names
            else None
        )

    def _ask(self, uow: UnitOfWork, cycle: Cycle, key: str, user_id: str) -> None:
        person = self.desk.people.known(cycle.team_id, user_id)
        if person is None or uow.posts.get(cycle.team_id, key) is not None:
            return
        now, to = self.desk.clock(), cycle.only_to or user_id
        wishes, entry = uow.wishes.get(cycle.team_id, user_id), uow.roster.of_user(cycle.team_id, user_id)
        uow.posts.want(cycle.team_id, key, "late", to, at=now, due_at=arrival(person, wishes, entry, now))


def _due(snapshot: Snapshot, organisers: Sequence[str]) -> Iterator[tuple[str, str]]:
    cycle = snapshot.cycle
    for phase in cycle.phases:
        for task in _late(snapshot, phase.position):
            days, manager = snapshot.days_late(task), _told(snapshot, task)
            if days >= MANAGER_AFTER and manager:
                yield late_key(cycle.id, phase.position, "reports", manager), manager
            if days >= ORGANISER_AFTER:
                yield from ((late_key(cycle.id, phase.position, "all", user), user) for user in organisers)


def _late(snapshot: Snapshot, position: int) -> list[Task]:
    here = (task for task in snapshot.tasks if task.position == position and task.state == "open")
    return [task for task in here if snapshot.days_late(task)]


def _told(snapshot: Snapshot, task: Task) -> str:
    """Return who is told that a person is late: their own manager."""
    listed: Mapping[str, str] = {user: entry.manager for user, entry in snapshot.listed.items()}
    return listed.get(task.person, "")
