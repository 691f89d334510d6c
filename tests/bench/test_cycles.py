"""What planning 100,000 tasks costs, as a ratio to only building as many reminders with one conversion each."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from datetime import time as hour_of_day
from zoneinfo import ZoneInfo

import pytest

from bot.services.cycles.calendar import Calendar
from bot.services.cycles.ladder import plan
from db.facts import Nudge, Task
from tests.unit.bot.services.cycles.making import CYCLE, CYCLE_ID, task

TASKS, PEOPLE, ROUNDS = 100_000, 25_000, 3
TOGETHER, APART = 1.5, 3.0
"""The most times the floor: all with the cycle's dates, and everybody with dates and an absence of their own."""
PLACES = (
    ("Europe/Berlin", "DE", "DE-BY"),
    ("Europe/Madrid", "ES", "ES-MD"),
    ("America/New_York", "US", ""),
    ("Asia/Kolkata", "IN", ""),
    ("Asia/Dubai", "AE", ""),
    ("Asia/Jerusalem", "IL", ""),
    ("Australia/Lord_Howe", "AU", "AU-NSW"),
    ("America/Santiago", "CL", ""),
    ("Pacific/Apia", "", ""),
)
FIRST = date(2026, 12, 3)

pytestmark = pytest.mark.bench


def tasks_of(dates: Callable[[int], int]) -> list[Task]:
    """Return four phases for each person; `dates` says by how many days a person's are later."""
    return [
        task(FIRST + timedelta(days=20 * phase + dates(one)), FIRST + timedelta(days=20 * phase + 15 + dates(one)),
             f"U{one}", position=phase)
        for phase in range(1, TASKS // PEOPLE + 1)
        for one in range(PEOPLE)
    ]  # fmt: skip


def calendars_of(away: Callable[[int], date | None]) -> dict[str, Calendar]:
    places = {f"U{one}": PLACES[one % len(PLACES)] for one in range(PEOPLE)}
    return {user: Calendar(*place, away_until=away(int(user[1:]))) for user, place in places.items()}


def floor(found: Sequence[Nudge]) -> list[Nudge]:
    """Build the same reminders from what they say, and convert each one's hour."""
    return [
        Nudge(
            each.team_id,
            each.cycle_id,
            each.position,
            each.subject,
            each.step,
            each.person,
            each.day,
            each.hour,
            each.tz,
            datetime.combine(each.day, hour_of_day(each.hour), tzinfo=ZoneInfo(each.tz)).astimezone(UTC),
            each.moved,
            "planned",
            for_due=each.for_due,
        )
        for each in found
    ]


def seconds(work: Callable[[], object]) -> float:
    """Return the processor's time, which other programs on the machine do not change."""
    started = time.process_time()
    work()
    return time.process_time() - started


def times_the_floor(name: str, tasks: Sequence[Task], calendars: Mapping[str, Calendar]) -> float:
    """Return the median of several rounds, each of which measures both."""
    cycles = {CYCLE_ID: CYCLE}
    found = plan(tasks, cycles, calendars, {})
    assert tuple(floor(found)) == found
    pairs = [
        (seconds(lambda: floor(found)), seconds(lambda: plan(tasks, cycles, calendars, {}))) for _ in range(ROUNDS)
    ]
    ratio = statistics.median(ours / bare for bare, ours in pairs)
    bare, ours = (statistics.median(each) for each in zip(*pairs, strict=True))
    print(f"\n{name}: {len(tasks)} tasks, {len(found)} reminders: floor {bare:.2f} s, plan {ours:.2f} s, {ratio:.2f}")  # noqa: T201
    return ratio


def test_planning_a_company_costs_little_more_than_its_reminders() -> None:
    assert times_the_floor("together", tasks_of(lambda _: 0), calendars_of(lambda _: None)) <= TOGETHER


def test_planning_people_who_all_have_dates_of_their_own_costs_a_few_times_as_much() -> None:
    own = calendars_of(lambda one: FIRST + timedelta(days=one % 40) if one % 3 == 0 else None)
    assert times_the_floor("apart", tasks_of(lambda one: one % 700)[::4], own) <= APART
