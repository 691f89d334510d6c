"""When a message may reach a person: in all zones, on their working days, around clock changes."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import whenever
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.clock import use_pinned_zones
from bot.services.hours import EVENING, arrival
from bot.services.wishes import HOURS
from db.facts import Preferences, RosterEntry
from tests.unit.bot.making import SAM, TEAM

ZONES = sorted(zoneinfo.available_timezones() & whenever.available_timezones() - {"Factory", "localtime"})
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2036, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - bounds
WORKING = st.sets(st.sampled_from("1234567"), min_size=1).map(lambda days: "".join(sorted(days)))
AWAY = st.none() | st.integers(-3, 30)
SATURDAY = 6
ENTRY = RosterEntry(TEAM, "2", "sam@x.org", "Sam Okafor", "1", SAM.user_id)


@pytest.fixture(autouse=True, scope="module")
def one_set_of_zones() -> Iterator[None]:
    """Let both computations read the pinned zones."""
    before = zoneinfo.TZPATH, whenever.get_tzpath()
    use_pinned_zones()
    whenever.reset_tzpath([])
    whenever.clear_tzcache()
    yield
    zoneinfo.reset_tzpath(before[0])
    whenever.reset_tzpath(before[1])


def arrives(
    now: datetime, zone: str = "Europe/London", hour: int = 9, days: str = "", away: date | None = None
) -> datetime:
    """Return when Sam gets something; working days and a time away stand in the company's list."""
    entry = replace(ENTRY, working_days=days, away_until=away) if days or away else None
    return arrival(replace(SAM, tz=zone), Preferences(TEAM, SAM.user_id, hour), entry, now)


def computed_anew(now: datetime, zone: str, hour: int, days: str, away: date | None) -> datetime:
    """Return the same by another library, from the rule's words."""
    local = whenever.Instant(now).to_tz(zone)
    works = _Works(days, away)
    if works(local.date()) and hour <= local.hour < EVENING:
        return now
    day = local.date() if local.hour < hour else local.date().next_day()
    while not works(day):
        day = day.next_day()
    morning = day.at(whenever.Time(hour)).assume_tz(zone, disambiguation="compatible")
    return morning.to_instant().to_stdlib()


class _Works:
    def __init__(self, days: str, away: date | None) -> None:
        self.days, self.away = days, away

    def __call__(self, day: whenever.Date) -> bool:
        there = self.away is None or day.to_stdlib() > self.away
        return there and str(day.day_of_week().value) in self.days


@given(now=MOMENTS, zone=st.sampled_from(ZONES), hour=st.sampled_from(HOURS), days=WORKING, away=AWAY)
@example(datetime(2027, 3, 27, 22, tzinfo=UTC), "America/New_York", 7, "7", None)
@example(datetime(2027, 4, 3, 20, tzinfo=UTC), "Australia/Lord_Howe", 7, "7", None)
@example(datetime(2027, 1, 1, tzinfo=UTC), "Pacific/Kiritimati", 9, "1", 30)
@settings(max_examples=600, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_every_zone_it_is_the_same_moment_as_computed_anew(
    now: datetime, zone: str, hour: int, days: str, away: int | None
) -> None:
    until = None if away is None else now.date() + timedelta(days=away)
    found = arrives(now, zone, hour, days, until)
    assert found == computed_anew(now, zone, hour, days, until)
    assert found >= now


@pytest.mark.parametrize("zone", ZONES)
def test_every_zone_has_its_own_nine_o_clock(zone: str) -> None:
    now, there = datetime(2027, 1, 13, 3, 33, tzinfo=UTC), zoneinfo.ZoneInfo(zone)
    working = 9 <= now.astimezone(there).hour < EVENING
    local = arrives(now, zone).astimezone(there)
    assert (local.hour, local.minute) == (9, 0) or (working and local == now)
    assert local.isoweekday() < SATURDAY


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2027-01-13T08:59:59", "2027-01-13T09:00:00"),
        ("2027-01-13T09:00:00", "2027-01-13T09:00:00"),
        ("2027-01-13T17:59:59", "2027-01-13T17:59:59"),
        ("2027-01-13T18:00:00", "2027-01-14T09:00:00"),
        ("2027-01-15T18:00:00", "2027-01-18T09:00:00"),
        ("2027-01-16T12:00:00", "2027-01-18T09:00:00"),
        ("2027-01-18T00:00:00", "2027-01-18T09:00:00"),
    ],
)
def test_a_working_day_is_from_nine_to_six_and_the_next_one_begins_at_nine(now: str, then: str) -> None:
    assert arrives(datetime.fromisoformat(f"{now}+00:00")) == datetime.fromisoformat(f"{then}+00:00")


@pytest.mark.parametrize(
    ("day", "zone", "hour", "then"),
    [
        ("2027-03-28", "Europe/Berlin", 2, "2027-03-28T01:00:00"),
        ("2027-10-03", "Australia/Lord_Howe", 2, "2027-10-02T15:30:00"),
        ("2027-10-31", "Europe/Berlin", 2, "2027-10-31T00:00:00"),
        ("2027-11-07", "America/New_York", 1, "2027-11-07T05:00:00"),
    ],
)
def test_an_hour_that_is_left_out_moves_by_the_gap_and_one_that_comes_twice_is_the_first(
    day: str, zone: str, hour: int, then: str
) -> None:
    evening = datetime.fromisoformat(f"{day}T00:00:00").replace(tzinfo=zoneinfo.ZoneInfo(zone)) - timedelta(hours=3)
    assert arrives(evening.astimezone(UTC), zone, hour, "7") == datetime.fromisoformat(f"{then}+00:00")


def test_the_days_that_somebody_works_are_their_own() -> None:
    sunday = datetime(2027, 1, 17, 11, 0, tzinfo=UTC)
    assert arrives(sunday, days="71234") == sunday
    assert arrives(sunday, days="3") == datetime(2027, 1, 20, 9, 0, tzinfo=UTC)


def test_who_is_away_gets_it_on_the_first_working_morning_after() -> None:
    wednesday = datetime(2027, 1, 13, 11, 0, tzinfo=UTC)
    assert arrives(wednesday, away=date(2027, 1, 12)) == wednesday
    assert arrives(wednesday, away=date(2027, 1, 13)) == datetime(2027, 1, 14, 9, 0, tzinfo=UTC)
    assert arrives(wednesday, away=date(2027, 1, 15)) == datetime(2027, 1, 18, 9, 0, tzinfo=UTC)


def test_the_hour_that_somebody_chose_begins_their_day() -> None:
    early, late = datetime(2027, 1, 13, 7, 30, tzinfo=UTC), datetime(2027, 1, 13, 17, 30, tzinfo=UTC)
    assert arrives(early, hour=7) == early
    assert arrives(early, hour=17) == datetime(2027, 1, 13, 17, 0, tzinfo=UTC)
    assert arrives(late, hour=17) == late


@pytest.mark.parametrize("zone", ["", "Nowhere/At_All"])
def test_a_zone_that_nobody_knows_counts_as_utc(zone: str) -> None:
    assert arrives(datetime(2027, 1, 13, 3, tzinfo=UTC), zone) == datetime(2027, 1, 13, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "country", "away", "day"),
    [
        ("2027-01-18T15:00+00:00", "US", None, "2027-01-19"),
        ("2027-01-18T15:00+00:00", "GB", None, "2027-01-18"),
        ("2027-01-15T15:00+00:00", "AE", None, "2027-01-15"),
        ("2027-01-16T15:00+00:00", "AE", None, "2027-01-18"),
        ("2027-01-18T15:00+00:00", "IL", None, "2027-01-18"),
        ("2027-01-17T15:00+00:00", "IL", None, "2027-01-17"),
        ("2027-01-15T15:00+00:00", "US", "2027-01-17", "2027-01-19"),
        ("2027-01-16T15:00+00:00", "US", "9999-12-31", "2027-01-19"),
    ],
)
def test_the_week_and_the_holidays_of_the_country_count(now: str, country: str, away: str | None, day: str) -> None:
    until = date.fromisoformat(away) if away else None
    entry = replace(ENTRY, country=country, away_until=until)
    found = arrival(SAM, Preferences(TEAM, SAM.user_id, 9), entry, datetime.fromisoformat(now))
    assert found.date() == date.fromisoformat(day)
