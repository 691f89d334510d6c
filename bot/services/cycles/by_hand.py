"""When a reminder may come: in a person's hours of a working day, else on their next working morning."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from bot.clock import today_in, zone_of
from bot.services.cycles.calendar import ONE_DAY, Calendar
from bot.services.hours import EVENING
from db.facts import MORNING, Cycle


def hour_of_reminders(chosen: int | None, cycles: Iterable[Cycle]) -> int:
    """Return the hour that a person chose, else the first of the cycles'."""
    return chosen if chosen is not None else min((cycle.hour for cycle in cycles), default=MORNING)


def next_morning(calendar: Calendar, hour: int, since: datetime) -> date:
    """Return a person's first working day whose hour comes then or later."""
    day = today_in(since, calendar.tz)
    if calendar.moment(day, hour) < since:
        day += ONE_DAY
    return calendar.roll_forward(day) or day


def day_to_wait_for(calendar: Calendar, hour: int, now: datetime) -> date | None:
    """Return the next day with an hour of theirs for a person, a day off perhaps; None where that is right now."""
    local = now.astimezone(zone_of(calendar.tz))
    if hour <= local.hour < max(EVENING, hour + 1) and calendar.is_working(local.date()):
        return None
    return local.date() if local.hour < hour else local.date() + ONE_DAY
