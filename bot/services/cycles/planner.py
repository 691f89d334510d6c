"""Keeps a running cycle's tasks and its planned reminders as they should be now; done again it changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from bot.services.cycles.calendar import Calendar, calendar_of
from bot.services.cycles.ladder import MISSED, ONE_A_DAY, due_of_confirm, plan
from bot.services.cycles.organisers import Organisers
from bot.services.cycles.standings import FEW, Standings, listed_of
from bot.services.cycles.templates import own_phases
from bot.services.cycles.turns import Standing, tasks_of
from bot.services.desk import Desk
from db.facts import Cycle, Member, Nudge, Task
from db.unit_of_work import UnitOfWork

DONE = "done before it was due"
EXCUSED = "excused by an organiser"
OUT = "nobody is waited for here any more"
PAST = "its time had passed when it was planned"
COMES_BACK = frozenset({DONE, EXCUSED, OUT, PAST})
"""Why a slot was stopped that is planned again where its time is to come after all."""
LATE_BY = timedelta(hours=12)
"""A slot older than this when it is planned for the first time is written off."""
Key = tuple[int, str, str, date]
T = TypeVar("T")
ROWS = 2_000
"""Rows that are written in one go."""


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans from what is true: goals, people, the company's list, everybody's settings."""

    desk: Desk
    standings: Standings
    organisers: Organisers

    def follow(self, team_id: str) -> None:
        """Bring every running cycle up to date; in a paused one people go on, only nothing is sent."""
        with self.desk.database.reading() as uow:
            running = uow.cycles.in_states(team_id, "running", "paused")
        for cycle in running:
            self.bring_up_to_date(cycle)

    def follow_people(self, team_id: str, subjects: Iterable[str]) -> None:
        """Bring what the cycles have about some employees up to date, a few in one go."""
        users = tuple(dict.fromkeys(subjects))
        with self.desk.database.reading() as uow:
            running = uow.cycles.in_states(team_id, "running", "paused")
            there = {
                cycle: [user for user in users if uow.cycles.member(team_id, cycle.id, user)] for cycle in running
            }
        for cycle, inside in there.items():
            for start in range(0, len(inside), FEW):
                self._part(cycle, inside[start : start + FEW])

    def bring_up_to_date(self, cycle: Cycle, subject: str = "") -> None:
        """Bring one cycle's tasks and reminders up to date, those about one employee or about all.

        Of all only what has changed is written, a little at a time: nobody waits long for the database.
        """
        if subject:
            self._part(cycle, [subject])
            return
        tasks, slots, changed = self._differences(cycle)
        for start in range(0, len(tasks) + len(slots), ROWS):
            with self.desk.database.writing() as uow:
                if _as_it_is(uow, cycle) is None:
                    return
                uow.ledger.add_tasks(tasks[start : start + ROWS])
                uow.ledger.plan(slots[max(0, start - len(tasks)) : max(0, start - len(tasks) + ROWS)])
                uow.commit()
        for start in range(0, len(changed), FEW):
            self._part(cycle, changed[start : start + FEW])

    def _differences(self, cycle: Cycle) -> tuple[list[Task], list[Nudge], list[str]]:
        """Return the tasks and slots that are new, and the employees about whom others are not as they should be."""
        with self.desk.database.reading() as uow:
            tasks = self.tasks(uow, cycle)
            before = {task.key: task for task in uow.ledger.tasks(cycle.team_id, cycle.id)}
            there = {_key(nudge): nudge for nudge in uow.ledger.nudges(cycle.team_id, cycle.id)}
            wanted = {_key(nudge): nudge for nudge in self.plan(uow, cycle, tasks)}
        changed = {task.subject for task in tasks if before.get(task.key, task) != task}
        changed |= {now.subject for key, now in wanted.items() if key in there and self._moves(there[key], now)}
        changed |= {old.subject for key, old in there.items() if key not in wanted and old.fate == "planned"}
        slots = [self._first(now) for key, now in wanted.items() if key not in there and now.subject not in changed]
        return [task for task in tasks if task.key not in before], slots, sorted(changed)

    def _part(self, planned: Cycle, subjects: Sequence[str]) -> None:
        with self.desk.database.writing() as uow:
            cycle = _as_it_is(uow, planned)
            if cycle is None:
                return
            members = [uow.cycles.member(cycle.team_id, cycle.id, subject) for subject in subjects]
            before = {task.key: task for task in _of(uow.ledger.tasks, cycle, subjects)}
            tasks = self.tasks(uow, cycle, [member for member in members if member is not None])
            changed = [task for task in tasks if before.get(task.key) != task]
            uow.ledger.put_tasks(changed)
            self._write(uow, cycle, tasks, subjects)
            turned = [task for task in changed if task.key in before]
            self.redraw(uow, [*turned, *(before[task.key] for task in turned)])
            uow.commit()

    def redraw(self, uow: UnitOfWork, tasks: Sequence[Task]) -> None:
        """Let messages that were sent about tasks of a workspace say how these stand now; few people's Home too."""
        if not tasks:
            return
        team_id, now = tasks[0].team_id, self.desk.clock()
        people, which = {task.person for task in tasks}, {task.key for task in tasks}
        keys = {post.key for post in uow.posts.newest(team_id, people, "nudge").values()}
        keys |= set(uow.ledger.asked_for(team_id, people, min(task.opens for task in tasks)))
        for cycle_id, subject in _places(tasks):
            sent = (one for one in uow.ledger.nudges(team_id, cycle_id, subject) if one.post_key)
            keys |= {one.post_key for one in sent if (one.cycle_id, one.position, one.subject) in which}
        uow.posts.want_again(team_id, keys, now)
        for user in sorted(people) if len(people) <= FEW else ():
            uow.posts.want(team_id, f"home:{user}", "home", user, at=now)

    def tasks(self, uow: UnitOfWork, cycle: Cycle, members: Iterable[Member] | None = None) -> tuple[Task, ...]:
        """Return all tasks of a cycle as they are now; `members` are those of the cycle unless given."""
        there = tuple(uow.cycles.members(cycle.team_id, cycle.id) if members is None else members)
        before: dict[str, dict[int, Task]] = {}
        users = [member.user_id for member in there] if len(there) <= FEW else [""]
        for task in _of(uow.ledger.tasks, cycle, users):
            before.setdefault(task.subject, {})[task.position] = task
        standings = self.standings.of(uow, cycle, there, self.desk.clock())
        calendars = self.calendars(uow, cycle, [member.user_id for member in there])
        organised = replace(cycle, owner=self.organisers.one_of(cycle))
        return tuple(
            task
            for member in there
            for task in _tasks(
                organised, member, standings[member.user_id], calendars, before.get(member.user_id, {})
            )
        )

    def plan(self, uow: UnitOfWork, cycle: Cycle, tasks: Iterable[Task]) -> tuple[Nudge, ...]:
        """Return every reminder of open tasks, in everybody's own days and hours."""
        open_tasks = [task for task in tasks if task.state == "open"]
        calendars = self.calendars(uow, cycle, {task.person for task in open_tasks})
        known = [task for task in open_tasks if task.person in calendars]
        return plan(known, {cycle.id: cycle}, calendars, uow.wishes.hours(cycle.team_id))

    def calendars(self, uow: UnitOfWork, cycle: Cycle, users: Iterable[str]) -> Mapping[str, Calendar]:
        """Return the calendars of people, by Slack id; nobody's for who can't use the app any more."""
        people = {user: self.desk.people.known(cycle.team_id, user) for user in users}
        listed = listed_of(uow, cycle.team_id, list(people))
        return {
            user: calendar_of(person, listed.get(user)).within(cycle)
            for user, person in people.items()
            if person is not None and self.desk.people.may_use(person)
        }

    def _write(self, uow: UnitOfWork, cycle: Cycle, tasks: Iterable[Task], subjects: Sequence[str]) -> None:
        there = {_key(nudge): nudge for nudge in _of(uow.ledger.nudges, cycle, subjects)}
        wanted = {_key(nudge): nudge for nudge in self.plan(uow, cycle, tasks)}
        states = {(task.position, task.subject): task for task in tasks}
        uow.ledger.plan([self._first(nudge) for key, nudge in wanted.items() if key not in there])
        for key, nudge in there.items():
            if key in wanted:
                self._again(uow, nudge, wanted[key])
            elif nudge.fate == "planned":
                self._end(uow, nudge, states.get((nudge.position, nudge.subject)))

    def _first(self, nudge: Nudge) -> Nudge:
        """Return a slot as it is planned first; one long past is written off."""
        past = nudge.due_at < self.desk.clock() - LATE_BY
        return replace(nudge, fate="stopped", reason=PAST) if past else nudge

    def _again(self, uow: UnitOfWork, before: Nudge, now: Nudge) -> None:
        if self._moves(before, now):
            uow.ledger.plan_anew(now)

    def _moves(self, before: Nudge, now: Nudge) -> bool:
        """Tell whether a slot is to be planned anew: one not sent, or stopped as done that is to come after all.

        One that had its turn and was put off stays where it is, unless the ladder's own day is later still.
        """
        undone = before.fate == "stopped" and before.reason in COMES_BACK and now.due_at > self.desk.clock()
        put_off = before.moved in {ONE_A_DAY, MISSED} and now.due_at <= before.due_at and now.person == before.person
        return (before.fate == "planned" or undone) and before != now and not put_off

    def _end(self, uow: UnitOfWork, nudge: Nudge, task: Task | None) -> None:
        """Stop a slot whose task is done or excused; one of a task that waits for somebody is planned no more."""
        if task is None or task.state in {"waiting", "open"}:
            uow.ledger.unplan(nudge)
        else:
            excused = OUT if task.by_leaving else EXCUSED
            uow.ledger.settle(nudge, "stopped", reason=DONE if task.state == "done" else excused)


def _as_it_is(uow: UnitOfWork, cycle: Cycle) -> Cycle | None:
    """Return a cycle as it is now, None where it has ended meanwhile."""
    now = uow.cycles.get(cycle.team_id, cycle.id)
    return now if now is not None and now.state in {"running", "paused"} else None


def _of(read: Callable[[str, str, str], tuple[T, ...]], cycle: Cycle, subjects: Iterable[str]) -> list[T]:
    """Return what a cycle has about some employees; about all for an empty id."""
    return [one for subject in subjects for one in read(cycle.team_id, cycle.id, subject)]


def _places(tasks: Sequence[Task]) -> set[tuple[str, str]]:
    """Return where to look for the reminders of tasks: by employee where these are few, else a cycle as a whole."""
    about = {(task.cycle_id, task.subject) for task in tasks}
    return about if len(about) <= FEW else {(cycle_id, "") for cycle_id, _ in about}


def _tasks(
    cycle: Cycle, member: Member, standing: Standing, calendars: Mapping[str, Calendar], before: Mapping[int, Task]
) -> tuple[Task, ...]:
    def due(day: date, shared: date) -> date:
        calendar = calendars.get(member.user_id)
        return due_of_confirm(day, shared, calendar) if calendar else day

    calendar = calendars.get(member.user_id)
    own = replace(cycle, phases=own_phases(cycle, member.first, calendar)) if calendar else cycle
    return tasks_of(own, member, standing, due, before)


def _key(nudge: Nudge) -> Key:
    """Return what makes a slot: for a due date that was moved there are others than for the one before."""
    return nudge.position, nudge.subject, nudge.step, nudge.for_due
