"""Days and moments as people read them, each in somebody's own zone."""

from __future__ import annotations

from datetime import date, datetime

from bot.clock import zone_of


def day_words(day: date) -> str:
    """Return "9 Dec 2026"."""
    return f"{day.day} {day:%b %Y}"


def week_day_words(day: date) -> str:
    """Return "Fri 18 Dec": a day that is near."""
    return f"{day:%a} {day.day} {day:%b}"


def dated_words(day: date) -> str:
    """Return "Fri 18 Dec 2026"."""
    return f"{week_day_words(day)} {day.year}"


def hour_words(moment: datetime, tz: str) -> str:
    """Return "Fri 18 Dec, 09:00" for an aware moment that is near."""
    local = moment.astimezone(zone_of(tz))
    return f"{week_day_words(local.date())}, {local:%H:%M}"


def moment_words(moment: datetime, tz: str) -> str:
    """Return "9 Dec 2026, 10:12" for an aware moment."""
    local = moment.astimezone(zone_of(tz))
    return f"{day_words(local.date())}, {local:%H:%M}"


def morning_words(moment: datetime, tz: str) -> str:
    """Return "Tue 8 Dec 09:00 (Europe/London)": when something reaches a person, with the zone that it is said in."""
    zone = zone_of(tz)
    local = moment.astimezone(zone)
    return f"{local:%a} {local.day} {local:%b %H:%M} ({zone.key})"
