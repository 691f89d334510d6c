"""When each task's reminders fall: the ladder of steps, moved to working mornings."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.clock import today_in
from bot.services.cycles.calendar import LONGEST_AWAY, Calendar
from db.facts import FOR_NONE, Cycle, Nudge, Step, Task

STEPS: tuple[Step, ...] = ("launch", "before", "due", "late", "weekly 1", "weekly 2")
"""All steps in their order; a cycle sends some of them."""
WEEKLY: tuple[Step, ...] = ("weekly 1", "weekly 2")
BEFORE, LATE, READING = 3, 2, 5
"""Working days: from the early reminder to the due date, from there to the late one, and for reading goals."""
WEEK = timedelta(days=7)
ONE_A_DAY, MISSED = "one message a day", "its hour had passed"
"""Why a slot that was due goes out on a later day than the ladder's."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One reminder of a task: its local day, the same in UTC, and why it is not the ladder's own day."""

    step: Step
    day: date
    due_at: datetime
    moved: str


def slots(task: Task, cycle: Cycle, calendar: Calendar, hour: int) -> tuple[Slot, ...]:
    """Return the reminders of a task at an hour of its person's days, from the first to the last, each later.

    A step that falls on a day off goes to the next working morning, and for who is away to their first one back; the
    due date stays. Steps that then fall on one day are one, and the later step is kept. Steps from before the task
    opened are left out. The weekly ones come a week after the reminder before, wherever that one went. What opened
    before the cycle was launched begins with the person's next hour after that.
    """
    own = calendar.within(cycle)
    return _slots(max(task.opens, _launched(cycle.launched_at, own, hour)), task.due, cycle.steps, own, hour)


def plan(
    tasks: Iterable[Task], cycles: Mapping[str, Cycle], calendars: Mapping[str, Calendar], hours: Mapping[str, int]
) -> tuple[Nudge, ...]:
    """Return all reminders of the open tasks, in the order of cycle, phase, employee and step.

    `calendars` has everybody who owes a task (KeyError otherwise), `hours` those who chose one; the others get theirs
    at the cycle's hour. Equal facts give an equal plan, in whatever order they come.
    """
    placed, launched = functools.cache(_slots), functools.cache(_launched)
    within = functools.cache(lambda person, cycle_id: calendars[person].within(cycles[cycle_id]))
    made: list[Nudge] = []
    for task in sorted((each for each in tasks if each.state == "open"), key=lambda each: each.key):
        cycle, calendar = cycles[task.cycle_id], within(task.person, task.cycle_id)
        hour, zone = hours.get(task.person, cycle.hour), calendar.zone
        opens = max(task.opens, launched(cycle.launched_at, calendar, hour))
        made.extend(_nudge(task, slot, hour, zone) for slot in placed(opens, task.due, cycle.steps, calendar, hour))
    return tuple(made)


def due_of_confirm(due: date, shared: date, calendar: Calendar) -> date:
    """Return when goals that were shared on a day are to be read and confirmed.

    That is the due date, or five working days after they were shared or the person is back where that is later; for
    who is away longer than a year the days count from sharing.
    """
    back = calendar.away_until
    if back and shared < back < shared + timedelta(days=LONGEST_AWAY):
        shared = back
    return max(due, calendar.working_days_after(shared, READING))


def _launched(at: datetime | None, calendar: Calendar, hour: int) -> date:
    """Return the first local day whose hour comes after the launch of a cycle; any day where it has none yet."""
    if at is None:
        return date.min
    day = today_in(at, calendar.tz)
    return day if calendar.moment(day, hour) >= at else day + timedelta(days=1)


def _slots(opens: date, due: date, steps: tuple[Step, ...], calendar: Calendar, hour: int) -> tuple[Slot, ...]:
    sent = {
        day: Slot(step, day, calendar.moment(day, hour), calendar.reasons(own, day))
        for step, own, day in _placed(opens, due, calendar)
        if step in steps
    }
    return tuple(sent.values())


def _placed(opens: date, due: date, calendar: Calendar) -> Iterator[tuple[Step, date, date]]:
    """Give each step with the ladder's own day and the one that it moves to; the days never go back."""
    last = None
    for step, own in _fixed(opens, due, calendar):
        day = calendar.roll_forward(own) if own >= opens else None
        if day:
            last = day
            yield step, own, day
    for step in WEEKLY:
        day = calendar.roll_forward(last + WEEK) if last else None
        if last and day:
            yield step, last + WEEK, day
            last = day


def _fixed(opens: date, due: date, calendar: Calendar) -> tuple[tuple[Step, date], ...]:
    return (
        ("launch", opens),
        ("before", calendar.working_days_before(due, BEFORE)),
        ("due", due),
        ("late", calendar.working_days_after(due, LATE)),
    )


def _nudge(task: Task, slot: Slot, hour: int, zone: str) -> Nudge:
    return Nudge(
        task.team_id,
        task.cycle_id,
        task.position,
        task.subject,
        slot.step,
        task.person,
        slot.day,
        hour,
        zone,
        slot.due_at,
        slot.moved,
        "planned",
        for_due=FOR_NONE if slot.step == "launch" else task.due,
    )
