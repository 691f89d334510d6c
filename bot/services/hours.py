"""When a person is told something that starts work: in their working hours, else on their next working morning."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from bot.clock import zone_of
from db.facts import Person, Preferences, RosterEntry

EVENING = 18
"""The hour at which a working day ends."""
MONDAY_TO_FRIDAY = "12345"


def arrival(person: Person, wishes: Preferences, entry: RosterEntry | None, now: datetime) -> datetime:
    """Return when a message may reach a person: `now` in their working hours, else at the hour they chose.

    A local time that a clock change leaves out moves forward by the gap; one that comes twice is the first
    (RFC 5545).
    """
    zone = zone_of(person.tz)
    local = now.astimezone(zone)
    if _works(local.date(), entry) and wishes.from_hour <= local.hour < max(EVENING, wishes.from_hour + 1):
        return now
    day = local.date() if local.hour < wishes.from_hour else local.date() + timedelta(days=1)
    while not _works(day, entry):
        day += timedelta(days=1)
    return datetime.combine(day, time(wishes.from_hour), tzinfo=zone).astimezone(UTC)


def _works(day: date, entry: RosterEntry | None) -> bool:
    if entry is not None and entry.away_until is not None and day <= entry.away_until:
        return False
    return str(day.isoweekday()) in ((entry.working_days if entry else "") or MONDAY_TO_FRIDAY)
