"""Which days one person works, why not on the others, and when an hour of theirs is in UTC."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.clock import zone_of
from bot.errors import GoalframeError
from db.facts import Cycle, Person, RosterEntry

if TYPE_CHECKING:
    from holidays import HolidayBase

LONGEST_AWAY = 366
"""Days that something waits for a person to be back; who is away for longer than this gets nothing late."""
SATURDAY, SUNDAY = 6, 7
ONE_DAY = timedelta(days=1)
WEEKEND, DAY_OFF = "weekend", "day off"


class NoSuchWorkingDays(GoalframeError):
    """Working days are written as ISO week days, such as 12345."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """One person's days; equal for two people who work alike.

    `tz` is an IANA name, an unknown one counts as UTC. `working_days` are ISO week days ("12345"); empty means the
    country's own week. `country` is an ISO 3166-1 code, `region` an ISO 3166-2 one such as DE-BY, which is enough
    alone; where one is unknown there are no public holidays of it. Without `holidays` there are none at all, but the
    country's weekend still counts. On all days up to and including `away_until` the person is away.
    """

    tz: str = "UTC"
    country: str = ""
    region: str = ""
    working_days: str = ""
    holidays: bool = True
    away_until: date | None = None

    def __post_init__(self) -> None:
        if not set(self.working_days) <= set("1234567"):
            raise NoSuchWorkingDays

    def within(self, cycle: Cycle) -> Calendar:
        """Return the calendar as a cycle counts it: with public holidays or without."""
        return self if self.holidays == cycle.holidays else replace(self, holidays=cycle.holidays)

    @property
    def zone(self) -> str:
        """The IANA name that moments are counted by."""
        return zone_of(self.tz).key

    def is_working(self, day: date) -> bool:
        """Tell whether the person works on a day."""
        return not self.why_not(day)

    def why_not(self, day: date) -> str:
        """Return why a day is no working day, such as "away until 12 Jan", "weekend" or "Epiphany"; else nothing."""
        return self._away(day) or self._closed(day)

    def roll_forward(self, day: date) -> date | None:
        """Return the day itself or the next working day; None for who is away for longer than a year from then."""
        if self.away_until and day <= self.away_until:
            if self.away_until - day >= timedelta(days=LONGEST_AWAY):
                return None
            day = self.away_until + ONE_DAY
        return day if not self._closed(day) else self.working_days_after(day, 1)

    def working_days_before(self, day: date, n: int) -> date:
        """Return the n-th working day before a day, for 0 the day itself.

        Being away does not count here or below: nobody knows since when somebody is away.
        """
        return self._counted(day, n, -ONE_DAY)

    def working_days_after(self, day: date, n: int) -> date:
        """Return the n-th working day after a day, for 0 the day itself."""
        return self._counted(day, n, ONE_DAY)

    def reasons(self, first: date, end: date) -> str:
        """Return why not to work on the days from `first` up to and without `end`: "weekend, Epiphany"."""
        away = self._away(first) if first < end else ""
        back = self.away_until + ONE_DAY if away and self.away_until else first
        return ", ".join(dict.fromkeys(filter(None, (away, *map(self._closed, _span(back, end))))))

    def moment(self, day: date, hour: int) -> datetime:
        """Return an hour of a local day in UTC.

        A local time that a clock change leaves out moves forward by the gap's length; one that comes twice is the
        first (RFC 5545).
        """
        return datetime.combine(day, time(hour), tzinfo=zone_of(self.tz)).astimezone(UTC)

    def _counted(self, day: date, n: int, step: timedelta) -> date:
        while n > 0:
            day += step
            n -= not self._closed(day)
        return day

    def _away(self, day: date) -> str:
        if self.away_until is None or day > self.away_until:
            return ""
        return f"away until {self.away_until.day} {self.away_until:%b}"

    def _closed(self, day: date) -> str:
        """Return why a day is no working day for somebody who is not away; else nothing."""
        year = _year(self.country or self.region.partition("-")[0], self.region, day.year)
        if self.working_days and str(day.isoweekday()) not in self.working_days:
            return WEEKEND if day in year.weekend else DAY_OFF
        if not self.working_days and day in year.weekend:
            return WEEKEND
        return year.holidays.get(day, "") if self.holidays else ""


@functools.cache
def warm_up() -> None:
    """Load the public holidays, which takes a second or two, before the database is held or somebody waits."""
    Calendar(country="DE").is_working(date.min.replace(year=2027))


def calendar_of(person: Person, entry: RosterEntry | None) -> Calendar:
    """Return the calendar of a person: the zone as Slack knows it, the rest from the company's list."""
    if entry is None:
        return Calendar(person.tz)
    return Calendar(person.tz, entry.country, entry.region, entry.working_days, away_until=entry.away_until)


@dataclass(frozen=True, slots=True)
class _Year:
    """One year of a country and region: its weekend days, and its public holidays by name."""

    weekend: frozenset[date]
    holidays: dict[date, str]


@functools.lru_cache(maxsize=4096)
def _year(country: str, region: str, year: int) -> _Year:
    days = tuple(_span(date(year, 1, 1), date(year + 1, 1, 1)))
    known = _holidays(country, region, year) if country else None
    weekend = {day for day in days if (day.isoweekday() >= SATURDAY if known is None else known.is_weekend(day))}
    if {day.isoweekday() for day in weekend} == {SUNDAY}:
        # where the law names Sunday alone, as in Hong Kong, offices are closed on Saturdays as well
        weekend |= {day for day in days if day.isoweekday() == SATURDAY}
    return _Year(frozenset(weekend), dict(known or {}))


def _holidays(country: str, region: str, year: int) -> HolidayBase | None:
    """Return a year's public holidays with English names, an unknown region left out; None for an unknown country."""
    from holidays import country_holidays

    try:
        about = country_holidays(country)
    except NotImplementedError:
        return None
    home, _, part = region.rpartition("-")
    part = part if part in about.subdivisions and home == country else ""
    english = "en_US" if "en_US" in about.supported_languages else None
    return country_holidays(country, subdiv=part or None, years=year, expand=False, language=english)


def _span(first: date, end: date) -> Iterator[date]:
    return (first + timedelta(days=step) for step in range((end - first).days))
