"""The plan against a second computation: `whenever` for the time, and lists of working days for the ladder.

Weekends, and the public holidays that anybody can look up, are written down here by hand; a country's other holidays
come from the library, since two tables of them would only be copies.
"""

from __future__ import annotations

import functools
import zoneinfo
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import whenever
from holidays import country_holidays

from bot.clock import use_pinned_zones
from bot.services.cycles.calendar import Calendar
from bot.services.cycles.ladder import plan, slots
from db.facts import Step, Task
from tests.unit.bot.services.cycles.making import CYCLE, CYCLE_ID, cycle, task

ZONES = (
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/New_York",
    "America/Santiago",
    "America/St_Johns",
    "Asia/Dubai",
    "Asia/Jerusalem",
    "Asia/Kolkata",
    "Atlantic/Azores",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Europe/Madrid",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
)
FIRST, LAST = date(2025, 10, 1), date(2028, 3, 31)
YEARS = [date(2026, 1, 1) + timedelta(days=step) for step in range(730)]
WEEKENDS = {"DE": (6, 7), "ES": (6, 7), "US": (6, 7), "IN": (6, 7), "AE": (6, 7), "IL": (5, 6)}
"""ISO week days, by hand."""
REGIONS = {"DE": "DE-BY"}
KNOWN = {
    "DE": ("2026-01-06", "2026-04-03", "2026-05-14", "2026-06-04", "2027-01-06", "2027-03-29", "2027-11-01"),
    "ES": ("2026-01-01", "2026-01-06", "2026-04-03", "2026-10-12", "2026-12-25", "2027-01-06", "2027-12-08"),
    "US": ("2026-01-19", "2026-05-25", "2026-07-03", "2026-11-26", "2027-07-05", "2027-09-06", "2027-12-24"),
    "IN": ("2026-01-26", "2026-10-02", "2026-12-25", "2027-01-26"),
    "AE": ("2026-01-01", "2026-12-02", "2026-12-03", "2027-01-01", "2027-12-02"),
    "IL": ("2026-04-02", "2026-04-08", "2026-04-22", "2026-09-21", "2027-04-22", "2027-10-11"),
}
"""Days off that anybody can look up, none on a weekend."""
LADDER: tuple[Step, ...] = ("launch", "before", "due", "late", "weekly 1", "weekly 2")
GAPS_AND_OVERLAPS = 4
"""Clock changes of two years, where there are any."""


@pytest.fixture(autouse=True, scope="module")
def _one_source_of_zones() -> Iterator[None]:
    """Both libraries read the pinned zones."""
    before = zoneinfo.TZPATH
    use_pinned_zones()
    whenever.reset_tzpath(())
    whenever.clear_tzcache()
    yield
    zoneinfo.reset_tzpath(to=before)
    whenever.reset_tzpath()
    whenever.clear_tzcache()


def utc_of(day: date, hour: int, zone: str) -> datetime:
    """Return a local hour in UTC, as `whenever` reads RFC 5545."""
    local = whenever.PlainDateTime(day.year, day.month, day.day, hour)
    seconds = local.assume_tz(zone, disambiguation="compatible").timestamp()
    return datetime.fromtimestamp(seconds, UTC)


@functools.cache
def working_days(country: str, away: date | None) -> tuple[date, ...]:
    """Return all days on which somebody works, in order; who is away until a day works from the next one on."""
    off = {
        *country_holidays(country, REGIONS.get(country, "")[3:] or None, years=range(FIRST.year, LAST.year + 1)),
        *(date.fromisoformat(each) for each in KNOWN[country]),
    }
    days = (FIRST + timedelta(days=step) for step in range((LAST - FIRST).days))
    return tuple(
        day
        for day in days
        if day.isoweekday() not in WEEKENDS[country] and day not in off and not (away and day <= away)
    )


def expected(owed: Task, country: str, away: date | None) -> list[tuple[Step, date]]:
    """Return the ladder of a task by looking up places in the lists of working days."""
    office, there = working_days(country, None), working_days(country, away)

    def morning(day: date) -> date:
        return there[bisect_left(there, day)]

    own = [
        owed.opens,
        office[bisect_left(office, owed.due) - 3],
        owed.due,
        office[bisect_right(office, owed.due) + 1],
    ]
    by_step = {step: morning(day) for step, day in zip(LADDER, own, strict=False) if day >= owed.opens}
    for step in LADDER[4:]:
        by_step[step] = morning(max(by_step.values()) + timedelta(days=7))
    last_of_day = {day: step for step, day in by_step.items()}
    return [(step, day) for day, step in last_of_day.items()]


@pytest.mark.parametrize("country", WEEKENDS)
def test_the_days_off_that_anybody_can_look_up_are_known(country: str) -> None:
    calendar = Calendar(country=country, region=REGIONS.get(country, ""))
    working = [day for day in KNOWN[country] if calendar.is_working(date.fromisoformat(day))]
    assert working == []
    assert [day for day in YEARS if calendar.is_working(day)] == [
        day for day in working_days(country, None) if YEARS[0] <= day <= YEARS[-1]
    ]


@pytest.mark.parametrize("zone", ZONES)
def test_no_hour_of_two_years_is_wrong_in_any_zone(zone: str) -> None:
    calendar = Calendar(zone)
    wrong = [
        (day, hour) for day in YEARS for hour in range(24) if calendar.moment(day, hour) != utc_of(day, hour, zone)
    ]
    assert wrong == []


def test_the_zones_have_clock_changes_at_night_by_half_an_hour_and_over_midnight() -> None:
    changes = {zone: [day for day in YEARS if _changes(day, zone)] for zone in ZONES}
    assert len([zone for zone in ZONES if len(changes[zone]) == GAPS_AND_OVERLAPS]) >= 10
    assert date(2026, 10, 4) in changes["Australia/Lord_Howe"]
    assert date(2026, 4, 24) in changes["Africa/Cairo"]


def _changes(day: date, zone: str) -> bool:
    return utc_of(day, 12, zone) - utc_of(day - timedelta(days=1), 12, zone) != timedelta(days=1)


@pytest.mark.parametrize("country", WEEKENDS)
@pytest.mark.parametrize("away", [None, date(2026, 12, 29), date(2027, 5, 13)])
def test_no_day_of_any_ladder_is_wrong_in_six_countries(country: str, away: date | None) -> None:
    calendar = Calendar("Europe/Berlin", country, REGIONS.get(country, ""), away_until=away)
    wrong = []
    for number, due in enumerate(YEARS):
        owed = task(due - timedelta(days=number % 41), due)
        far = away is not None and away - owed.opens > timedelta(days=300)
        found = [(slot.step, slot.day) for slot in slots(owed, CYCLE, calendar, 9)]
        if not far and found != expected(owed, country, away):
            wrong.append((owed, found))
    assert wrong == []


def test_a_company_in_six_countries_and_all_zones_is_reminded_at_its_own_hours_and_no_due_date_moves() -> None:
    people = [(zone, country, hour) for zone in ZONES for country in WEEKENDS for hour in (0, 2, 9)]
    ids = {f"U{number}": each for number, each in enumerate(people)}
    calendars = {one: Calendar(zone, country, REGIONS.get(country, "")) for one, (zone, country, _) in ids.items()}
    tasks = [
        task(due - timedelta(days=20), due, one, position=number)
        for number, due in enumerate(YEARS[::31], start=1)
        for one in ids
    ]
    before = [each.due for each in tasks]
    found = plan(tasks, {CYCLE_ID: cycle(hour=9)}, calendars, {one: hour for one, (*_, hour) in ids.items()})
    wanted = [
        (owed.position, one, step, day, utc_of(day, hour, zone))
        for owed in tasks
        for one, (zone, country, hour) in ids.items()
        if one == owed.person
        for step, day in expected(owed, country, None)
    ]
    got = [(each.position, each.person, each.step, each.day, each.due_at) for each in found]
    assert sorted(got) == sorted(wanted)
    assert [each.due for each in tasks] == before
    assert len(found) > 10_000
