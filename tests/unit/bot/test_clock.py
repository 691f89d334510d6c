"""Moments, zones and days."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import ShiftedClock, now, today_in, use_pinned_zones, zone_of

EVENING = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)


def test_now_is_the_present_in_utc() -> None:
    assert now().utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - now()) < timedelta(minutes=1)


def test_a_shifted_clock_runs_with_the_real_one_and_ahead_of_it() -> None:
    real = [EVENING]
    clock = ShiftedClock(timedelta(hours=1), real=lambda: real[0])
    assert clock() == EVENING + timedelta(hours=1)
    clock.shift(timedelta(days=1))
    real[0] += timedelta(minutes=5)
    assert clock() == EVENING + timedelta(days=1, hours=1, minutes=5)
    assert clock.ahead == timedelta(days=1, hours=1)


def test_a_shifted_clock_never_goes_back() -> None:
    clock = ShiftedClock(real=lambda: EVENING)
    with pytest.raises(ValueError, match="forward only"):
        clock.shift(timedelta(seconds=-1))
    with pytest.raises(ValueError, match="forward only"):
        ShiftedClock(timedelta(seconds=-1))
    assert clock() == EVENING


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("UTC", date(2026, 12, 31)),
        ("Europe/Berlin", date(2027, 1, 1)),
        ("America/New_York", date(2026, 12, 31)),
        ("Pacific/Kiritimati", date(2027, 1, 1)),
        ("", date(2026, 12, 31)),
        ("Nowhere/Land", date(2026, 12, 31)),
        ("../etc/passwd", date(2026, 12, 31)),
    ],
)
def test_a_day_is_the_one_of_the_persons_zone_and_of_utc_where_it_is_unknown(zone: str, day: date) -> None:
    assert today_in(EVENING, zone) == day


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_any_name_of_a_zone_gives_one(name: str) -> None:
    assert isinstance(zone_of(name), zoneinfo.ZoneInfo)


def test_zones_come_from_the_pinned_package_alone() -> None:
    before = zoneinfo.TZPATH
    use_pinned_zones()
    try:
        assert zoneinfo.TZPATH == ()
        assert zone_of("Asia/Kolkata").key == "Asia/Kolkata"
    finally:
        zoneinfo.reset_tzpath(to=before)
