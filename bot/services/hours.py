"""When a person is told something that starts work: in their working hours, else on their next working morning."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.clock import zone_of
from bot.services.cycles.calendar import calendar_of
from db.facts import Person, Preferences, RosterEntry

EVENING = 18
"""The hour at which a working day ends."""


def arrival(person: Person, wishes: Preferences, entry: RosterEntry | None, now: datetime) -> datetime:
    """Return when a message may reach a person: `now` in their working hours, else at the hour they chose.

    Working days are those of the company's list, else the week and the public holidays of its country, else Monday
    to Friday. For who is away for longer than a year nothing waits. A local time that a clock change leaves out moves
    forward by the gap; one that comes twice is the first (RFC 5545).
    """
    calendar, local = calendar_of(person, entry), now.astimezone(zone_of(person.tz))
    if calendar.is_working(local.date()) and wishes.from_hour <= local.hour < max(EVENING, wishes.from_hour + 1):
        return now
    day = local.date() if local.hour < wishes.from_hour else local.date() + timedelta(days=1)
    working = calendar.roll_forward(day) or replace(calendar, away_until=None).roll_forward(day)
    return calendar.moment(working or day, wishes.from_hour)
