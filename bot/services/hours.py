"""When something may reach a person: in their hours of a working day, else on their next working morning."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from bot.clock import today_in, zone_of
from bot.services.cycles.calendar import ONE_DAY, Calendar, calendar_of
from db.facts import MORNING, Cycle, Person, Preferences, RosterEntry

EVENING = 18
"""The hour at which a working day ends."""


def arrival(person: Person, wishes: Preferences, entry: RosterEntry | None, now: datetime) -> datetime:
    """Return when a message that starts work may come: `now` in working hours, else at the hour a person chose.

    Working days are those of the company's list, else the week and the public holidays of its country, else Monday
    to Friday. For who is away for longer than a year nothing waits. A local time that a clock change leaves out moves
    forward by the gap; one that comes twice is the first (RFC 5545).
    """
    calendar = calendar_of(person, entry)
    day = day_to_wait_for(calendar, wishes.from_hour, now)
    if day is None:
        return now
    working = calendar.roll_forward(day) or replace(calendar, away_until=None).roll_forward(day)
    return calendar.moment(working or day, wishes.from_hour)


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
