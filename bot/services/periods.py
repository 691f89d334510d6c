"""The periods that goals are written for: quarters, halves and years of a company's year."""

from __future__ import annotations

from datetime import date, timedelta

from db.facts import Period

MONTHS = {"Q": 3, "H": 6, "": 12}


def current_periods(today: date, first_month: int = 1) -> tuple[Period, ...]:
    """Return the current and the next half, quarter and year, the current half first."""
    return tuple(
        period
        for letter in ("H", "Q", "")
        for period in (_around(today, first_month, letter), _after(today, first_month, letter))
    )


def middle_of(period: Period) -> date:
    """Return the day up to which a period counts as just begun: later plans are for the one after it."""
    return period.first + (period.last - period.first) / 2


def _after(today: date, first_month: int, letter: str) -> Period:
    return _around(_around(today, first_month, letter).last + timedelta(days=1), first_month, letter)


def _around(day: date, first_month: int, letter: str) -> Period:
    """Return the period of a kind that holds a day."""
    months = MONTHS[letter]
    year = day.year if day.month >= first_month else day.year - 1
    index = ((day.month - first_month) % 12) // months
    first = _add_months(date(year, first_month, 1), index * months)
    last = _add_months(first, months) - timedelta(days=1)
    label = f"{letter}{index + 1} " if letter else ""
    return Period(f"{label}{_year_name(year, first_month)}", first, last)


def _year_name(year: int, first_month: int) -> str:
    return str(year) if first_month == 1 else f"{year}/{(year + 1) % 100:02}"


def _add_months(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)
