"""Quarters, halves and years of a company's year, whatever month it begins in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.periods import current_periods
from db.facts import Period

DAYS = st.dates(date(1990, 1, 1), date(2150, 12, 31))
MONTHS = st.integers(1, 12)


def test_a_year_that_begins_in_january_has_plain_names() -> None:
    assert current_periods(date(2026, 12, 1)) == (
        Period("H2 2026", date(2026, 7, 1), date(2026, 12, 31)),
        Period("H1 2027", date(2027, 1, 1), date(2027, 6, 30)),
        Period("Q4 2026", date(2026, 10, 1), date(2026, 12, 31)),
        Period("Q1 2027", date(2027, 1, 1), date(2027, 3, 31)),
        Period("2026", date(2026, 1, 1), date(2026, 12, 31)),
        Period("2027", date(2027, 1, 1), date(2027, 12, 31)),
    )


def test_a_year_that_begins_in_another_month_is_named_for_both_its_years() -> None:
    names = [period.name for period in current_periods(date(2027, 2, 10), 4)]
    assert names == ["H2 2026/27", "H1 2027/28", "Q4 2026/27", "Q1 2027/28", "2026/27", "2027/28"]
    assert current_periods(date(2099, 12, 31), 7)[4].name == "2099/00"


@pytest.mark.parametrize("first_month", range(1, 13))
def test_whatever_the_first_month_the_year_begins_on_its_first_day(first_month: int) -> None:
    for day in (date(2026, first_month, 1), date(2026, first_month, 1) - timedelta(days=1)):
        year = current_periods(day, first_month)[4]
        assert (year.first.month, year.first.day) == (first_month, 1)
        assert year.first <= day <= year.last


def test_the_last_day_of_february_is_known_in_leap_years() -> None:
    quarters = {year: current_periods(date(year, 2, 1), 12)[2].last for year in (2027, 2028, 2100)}
    assert quarters == {2027: date(2027, 2, 28), 2028: date(2028, 2, 29), 2100: date(2100, 2, 28)}


@given(DAYS, MONTHS)
def test_the_current_period_holds_today_and_the_next_follows_it(today: date, first_month: int) -> None:
    periods = current_periods(today, first_month)
    for current, following in zip(periods[::2], periods[1::2], strict=True):
        assert current.first <= today <= current.last
        assert following.first == current.last + timedelta(days=1)


@given(DAYS, MONTHS)
def test_six_periods_of_three_six_and_twelve_months_are_offered_under_six_names(
    today: date, first_month: int
) -> None:
    periods = current_periods(today, first_month)
    months = [(p.last - p.first).days / 30.4 for p in periods]
    assert [round(count) for count in months] == [6, 6, 3, 3, 12, 12]
    assert len({period.name for period in periods}) == 6


@given(DAYS, MONTHS)
def test_quarters_lie_in_halves_and_halves_in_years(today: date, first_month: int) -> None:
    half, _, quarter, _, year, _ = current_periods(today, first_month)
    assert year.first <= half.first <= quarter.first
    assert quarter.last <= half.last <= year.last
