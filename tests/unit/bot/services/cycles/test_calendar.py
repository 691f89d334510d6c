"""Working days of a person: their own week or the country's, public holidays, being away; and hours in UTC."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.services.cycles.calendar import Calendar, NoSuchWorkingDays, calendar_of
from db.facts import RosterEntry
from tests.unit.bot.making import SAM, TEAM
from tests.unit.bot.services.cycles.making import CYCLE

EPIPHANY = date(2027, 1, 6)
FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2027, 2, day) for day in (5, 6, 7, 8))
BAVARIA = Calendar("Europe/Berlin", "DE", "DE-BY")


@pytest.mark.parametrize(
    ("calendar", "day", "why"),
    [
        (Calendar(), FRIDAY, ""),
        (Calendar(), SATURDAY, "weekend"),
        (Calendar(), SUNDAY, "weekend"),
        (Calendar(country="IL"), FRIDAY, "weekend"),
        (Calendar(country="IL"), SUNDAY, ""),
        (Calendar(country="AE"), FRIDAY, ""),
        (Calendar(country="BN", holidays=False), SATURDAY, ""),
        (Calendar(country="HK"), SATURDAY, "weekend"),
        (Calendar(country="IL", working_days="12345"), FRIDAY, ""),
        (Calendar(country="IL", working_days="12345"), SATURDAY, "weekend"),
        (Calendar(country="IL", working_days="12345"), SUNDAY, "day off"),
        (Calendar(working_days="1234"), FRIDAY, "day off"),
        (Calendar(working_days="67"), SATURDAY, ""),
        (Calendar(country="XX"), SATURDAY, "weekend"),
    ],
)
def test_the_week_is_the_persons_own_else_the_countrys_else_from_monday_to_friday(
    calendar: Calendar, day: date, why: str
) -> None:
    assert calendar.why_not(day) == why
    assert calendar.is_working(day) is not bool(why)


@pytest.mark.parametrize(
    ("calendar", "day", "why"),
    [
        (BAVARIA, EPIPHANY, "Epiphany"),
        (Calendar(region="DE-BY"), EPIPHANY, "Epiphany"),
        (Calendar(country="DE"), EPIPHANY, ""),
        (Calendar(country="DE", region="DE-BE"), EPIPHANY, ""),
        (Calendar(country="DE", region="DE-ZZ"), EPIPHANY, ""),
        (Calendar(country="DE", region="ES-MD"), EPIPHANY, ""),
        (Calendar(country="DE", region="ES-MD"), date(2027, 10, 1), ""),
        (Calendar(country="DE", region="DE-ZZ"), date(2027, 3, 26), "Good Friday"),
        (Calendar(country="ES", region="ES-MD"), EPIPHANY, "Epiphany"),
        (Calendar(country="US"), date(2026, 7, 3), "Independence Day (observed)"),
        (Calendar(country="NZ"), date(2027, 2, 8), "Waitangi Day (observed)"),
        (Calendar(country="XX"), EPIPHANY, ""),
        (replace(BAVARIA, holidays=False), EPIPHANY, ""),
        (replace(BAVARIA, working_days="1245"), EPIPHANY, "day off"),
        (replace(BAVARIA, away_until=EPIPHANY), EPIPHANY, "away until 6 Jan"),
        (replace(BAVARIA, away_until=EPIPHANY), EPIPHANY + timedelta(days=1), ""),
    ],
)
def test_a_day_off_says_why_in_english(calendar: Calendar, day: date, why: str) -> None:
    assert calendar.why_not(day) == why


def test_a_cycle_without_public_holidays_keeps_the_countrys_weekend() -> None:
    without = Calendar(country="IL").within(replace(CYCLE, holidays=False))
    assert without.is_working(date(2026, 9, 21))  # Yom Kippur
    assert not without.is_working(FRIDAY)
    assert BAVARIA.within(CYCLE) is BAVARIA


@pytest.mark.parametrize(
    ("calendar", "day", "then"),
    [
        (BAVARIA, EPIPHANY, date(2027, 1, 7)),
        (BAVARIA, date(2027, 1, 7), date(2027, 1, 7)),
        (BAVARIA, date(2026, 12, 25), date(2026, 12, 28)),
        (replace(BAVARIA, away_until=date(2027, 1, 5)), date(2026, 12, 28), date(2027, 1, 7)),
        (replace(BAVARIA, away_until=date(2026, 12, 1)), date(2026, 12, 28), date(2026, 12, 28)),
        (replace(BAVARIA, away_until=EPIPHANY + timedelta(days=366)), EPIPHANY, None),
        (replace(BAVARIA, away_until=date.max), EPIPHANY, None),
    ],
)
def test_a_day_off_rolls_to_the_next_working_day_and_to_nowhere_for_who_is_long_away(
    calendar: Calendar, day: date, then: date | None
) -> None:
    assert calendar.roll_forward(day) == then


def test_working_days_are_counted_over_weekends_and_holidays_and_over_being_away() -> None:
    away = replace(BAVARIA, away_until=date(2027, 1, 20))
    for calendar in (BAVARIA, away):
        assert calendar.working_days_after(date(2027, 1, 4), 2) == date(2027, 1, 7)
        assert calendar.working_days_before(date(2027, 1, 11), 3) == date(2027, 1, 5)
        assert calendar.working_days_before(SATURDAY, 1) == FRIDAY
        assert calendar.working_days_after(SATURDAY, 1) == MONDAY
        assert calendar.working_days_after(SATURDAY, 0) == calendar.working_days_before(SATURDAY, 0) == SATURDAY


def test_what_a_day_was_moved_over_is_named_once_each() -> None:
    assert BAVARIA.reasons(date(2027, 1, 1), date(2027, 1, 7)) == "New Year's Day, weekend, Epiphany"
    assert BAVARIA.reasons(EPIPHANY, EPIPHANY) == ""


def test_working_days_that_are_no_week_days_are_refused() -> None:
    with pytest.raises(NoSuchWorkingDays):
        Calendar(working_days="Mon-Fri")


@pytest.mark.parametrize(
    ("zone", "day", "hour", "utc"),
    [
        ("Europe/Berlin", date(2027, 3, 28), 2, datetime(2027, 3, 28, 1, tzinfo=UTC)),
        ("Europe/Berlin", date(2026, 10, 25), 2, datetime(2026, 10, 25, 0, tzinfo=UTC)),
        ("Australia/Lord_Howe", date(2026, 10, 4), 2, datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
        ("Africa/Cairo", date(2027, 4, 30), 0, datetime(2027, 4, 29, 22, tzinfo=UTC)),
        ("Pacific/Apia", date(2011, 12, 30), 9, datetime(2011, 12, 30, 19, tzinfo=UTC)),
        ("Nowhere/Land", date(2027, 3, 28), 9, datetime(2027, 3, 28, 9, tzinfo=UTC)),
    ],
)
def test_an_hour_that_is_left_out_moves_by_the_gap_and_a_doubled_one_is_the_first(
    zone: str, day: date, hour: int, utc: datetime
) -> None:
    assert Calendar(zone).moment(day, hour) == utc
    assert Calendar(zone).zone == zone.replace("Nowhere/Land", "UTC")


def test_a_person_has_the_zone_of_slack_and_the_rest_of_the_companys_list() -> None:
    entry = RosterEntry(
        TEAM,
        "1",
        "sam@example.com",
        "Sam",
        "2",
        country="GB",
        region="GB-SCT",
        working_days="1234",
        away_until=FRIDAY,
    )
    assert calendar_of(SAM, None) == Calendar("Europe/London")
    assert calendar_of(SAM, entry) == Calendar("Europe/London", "GB", "GB-SCT", "1234", away_until=FRIDAY)


def test_holidays_are_imported_only_when_somebody_has_a_country() -> None:
    asked = (
        "import sys, datetime; from bot.services.cycles.calendar import Calendar; import bot.services.cycles.ladder; "
        "Calendar().is_working(datetime.date(2027, 1, 6)); before = 'holidays' in sys.modules; "
        "Calendar(country='DE').is_working(datetime.date(2027, 1, 6)); print(before, 'holidays' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True, text=True).stdout
    assert said.split() == ["False", "True"]
