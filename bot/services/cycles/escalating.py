"""Telling others, once of each: a manager which of their reports are late, the organiser who is later still."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from bot.clock import today_in
from bot.facts.cycles import LateList
from bot.services.cycles.organisers import Organisers
from bot.services.cycles.snapshot import Snapshot
from bot.services.cycles.standings import listed_of
from bot.services.cycles.status import Statuses
from bot.services.desk import Desk
from bot.services.hours import arrival
from db.facts import Cycle, Post, Task
from db.unit_of_work import UnitOfWork

MANAGER_AFTER, ORGANISER_AFTER = 2, 5
"""Working days after the due date at which each is told."""
EVERY = timedelta(minutes=15)
"""How often it is looked at: lists come in the morning, and counting costs the more the more people are late."""
AHEAD = timedelta(hours=14)
"""By how much the first zone is ahead of UTC: what is late for nobody there is late for nobody."""
Place = tuple[int, str, str]
"""Where a list belongs: a phase, "reports" or "all", and who gets it."""


def late_key(cycle_id: str, place: Place, day: date) -> str:
    """Return the key of a list of who is late in one phase: a person gets at most one a day."""
    position, part, person = place
    return f"{_beginning(cycle_id)}{position}:{part}:{person}:{day.isoformat()}"


@dataclass(frozen=True, slots=True)
class Escalating:
    """Asks for lists; run again and again, it names each who is late once."""

    desk: Desk
    statuses: Statuses
    organisers: Organisers
    _looked: dict[str, datetime] = field(default_factory=dict)

    def follow(self, team_id: str) -> None:
        """Ask for the lists that are due in every running cycle; soon after the last time, do nothing."""
        now = self.desk.clock()
        last = self._looked.get(team_id)
        if last is not None and last <= now < last + EVERY:
            return
        with self.desk.database.reading() as uow:
            running = uow.cycles.in_states(team_id, "running")
            wanted = [(cycle, place) for cycle in running for place in self._wanted(uow, cycle)]
        if wanted:
            with self.desk.database.writing() as uow:
                for cycle, place in wanted:
                    self._ask(uow, cycle, place)
                uow.commit()
        self._looked[team_id] = now

    def late(self, post: Post) -> LateList | None:
        """Return what a list says now, None where nobody on it is late any more."""
        cycle_id, place = _read(post.key)
        position, part, person = place
        with self.desk.database.reading() as uow:
            cycle = uow.cycles.get(post.team_id, cycle_id)
            if cycle is None or cycle.state != "running":
                return None
            organisers = self.organisers.of(cycle)
            if part == "all" and person not in organisers:
                return None
            snapshot = self._snapshot(uow, cycle)
            before = [one for one in self._lists(uow, cycle) if one.created_at < post.created_at]
        told = _told_at(before).get(place)
        late = [task for task in _late(snapshot, position) if part == "all" or _told(snapshot, task) == person]
        name = self.desk.people.name
        names = tuple(sorted({name(post.team_id, task.person) for task in late if _is_new(snapshot, task, told)}))
        run_by = tuple(name(post.team_id, user) for user in organisers)
        return LateList(cycle.id, cycle.name, run_by, names) if names else None

    def _wanted(self, uow: UnitOfWork, cycle: Cycle) -> tuple[Place, ...]:
        """Return the lists to ask for: those on which somebody stands whom none before has named."""
        snapshot = self._snapshot(uow, cycle)
        if not snapshot.tasks:
            return ()
        lists = self._lists(uow, cycle)
        told = _told_at(lists)
        waiting = {_read(one.key)[1] for one in lists if not one.shown and not one.fate}
        due = _due(snapshot, self.organisers.of(cycle))
        new = (place for place, task in due if _is_new(snapshot, task, told.get(place)))
        return tuple(place for place in dict.fromkeys(new) if place not in waiting)

    def _lists(self, uow: UnitOfWork, cycle: Cycle) -> tuple[Post, ...]:
        return uow.posts.beginning(cycle.team_id, _beginning(cycle.id))

    def _snapshot(self, uow: UnitOfWork, cycle: Cycle) -> Snapshot:
        """Return a cycle with what is there about those who may be late; nothing where nobody is."""
        now = self.desk.clock()
        tasks = uow.ledger.tasks(cycle.team_id, cycle.id)
        late = tuple(task for task in tasks if task.state == "open" and task.due < (now + AHEAD).date())
        owing = {task.person for task in late}
        about = owing | {task.subject for task in late}
        kept = tuple(task for task in tasks if task.subject in about) if late else ()
        calendars = self.statuses.organising.planner.calendars(uow, cycle, owing)
        return Snapshot(cycle, kept, listed_of(uow, cycle.team_id, sorted(owing)), calendars, now)

    def _ask(self, uow: UnitOfWork, cycle: Cycle, place: Place) -> None:
        _, _, user_id = place
        person = self.desk.people.known(cycle.team_id, user_id)
        if person is None:
            return
        now, to = self.desk.clock(), cycle.only_to or user_id
        wishes, entry = uow.wishes.get(cycle.team_id, user_id), uow.roster.of_user(cycle.team_id, user_id)
        key = late_key(cycle.id, place, today_in(now, person.tz))
        uow.posts.want(cycle.team_id, key, "late", to, at=now, due_at=arrival(person, wishes, entry, now))


def _beginning(cycle_id: str) -> str:
    return f"late:{cycle_id}:"


def _read(key: str) -> tuple[str, Place]:
    """Return the cycle and the place of a list; the first lists of all had no day in their keys."""
    _, cycle_id, position, part, person, *_ = key.split(":")
    return cycle_id, (int(position), part, person)


def _told_at(lists: Iterable[Post]) -> Mapping[Place, datetime]:
    """Return when each last got a list; one that Slack refused counts, one that was not needed any more does not."""
    told: dict[Place, datetime] = {}
    for one in lists:
        if one.shown or one.fate in {"refused", "unknown"}:
            _, place = _read(one.key)
            at = one.sent_at or one.created_at
            told[place] = max(at, told.get(place, at))
    return told


def _due(snapshot: Snapshot, organisers: Sequence[str]) -> Iterator[tuple[Place, Task]]:
    """Give who is to be told of what."""
    for phase in snapshot.cycle.phases:
        for task in _late(snapshot, phase.position):
            days, manager = snapshot.days_late(task), _told(snapshot, task)
            if days >= MANAGER_AFTER and manager:
                yield (phase.position, "reports", manager), task
            if days >= ORGANISER_AFTER:
                yield from (((phase.position, "all", user), task) for user in organisers)


def _is_new(snapshot: Snapshot, task: Task, told: datetime | None) -> bool:
    """Tell whether a task was not late yet when somebody last got a list."""
    return told is None or not replace(snapshot, now=told).days_late(task)


def _late(snapshot: Snapshot, position: int) -> list[Task]:
    here = (task for task in snapshot.tasks if task.position == position and task.state == "open")
    return [task for task in here if snapshot.days_late(task)]


def _told(snapshot: Snapshot, task: Task) -> str:
    """Return who is told that a person is late: their own manager."""
    return snapshot.manager_of(task.person)
