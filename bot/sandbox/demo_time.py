"""The demo's own time: what it shows, and how far on a hand may move it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

Turn = Callable[[timedelta], datetime]
"""Moves the app's clock on by so much (or nothing) and returns its moment, aware, in the zone to be shown."""

OPENS, MORNING, CLOSES = time(9, 0), time(9, 30), time(16, 0)
SATURDAY = 5
DAY = timedelta(days=1)


def next_working_morning(moment: datetime) -> datetime:
    """Return the next 09:30 of a Monday to Friday in the moment's own zone; after 09:00 it is another day's."""
    day = moment.date() if moment.time() < OPENS else moment.date() + DAY
    while day.weekday() >= SATURDAY:
        day += DAY
    return datetime.combine(day, MORNING, moment.tzinfo)


def working_start(moment: datetime) -> datetime:
    """Return the moment itself if it is a Monday to Friday between 09:00 and 16:00, else the next such morning."""
    works = moment.weekday() < SATURDAY and OPENS <= moment.time() < CLOSES
    return moment if works else next_working_morning(moment)


_MOVES: dict[str, Callable[[datetime], datetime]] = {
    "hour": lambda moment: (moment.astimezone(UTC) + timedelta(hours=1)).astimezone(moment.tzinfo),
    "day": lambda moment: moment + DAY,
    "morning": next_working_morning,
}


@dataclass(frozen=True, slots=True)
class DemoTime:
    """The app's clock as the page sees it; it goes forward only."""

    turn: Turn

    def now(self) -> datetime:
        return self.turn(timedelta(0))

    def wall_ms(self) -> int:
        """Return what a clock on the wall shows, in milliseconds as if it hung in UTC: for a page to write down."""
        return int(self.now().replace(tzinfo=UTC).timestamp() * 1000)

    def move(self, how: str) -> datetime:
        """Move on by an hour or a day, or to the next working morning; KeyError for anything else."""
        target, now = _MOVES[how], self.now()
        return self.turn(target(now).astimezone(UTC) - now.astimezone(UTC))
