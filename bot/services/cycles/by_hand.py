"""When a reminder by hand comes: on the person's next working morning, with what comes then anyway."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.clock import today_in
from bot.services.cycles.calendar import Calendar
from db.facts import MORNING, Cycle


def hour_of_reminders(chosen: int | None, cycles: Iterable[Cycle]) -> int:
    """Return the hour that a person chose, else the first of the cycles'."""
    return chosen if chosen is not None else min((cycle.hour for cycle in cycles), default=MORNING)


def next_morning(calendar: Calendar, hour: int, since: datetime, *, taken: bool = False) -> date:
    """Return a person's first working day whose hour comes then or later; `taken`: today has its message."""
    day = today_in(since, calendar.tz)
    if taken or calendar.moment(day, hour) < since:
        day += timedelta(days=1)
    return calendar.roll_forward(day) or day
