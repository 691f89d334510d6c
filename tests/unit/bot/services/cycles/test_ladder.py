"""The ladder: which reminders a task has, on which mornings, and why some of them are moved."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.cycles import STEP_WORDS
from bot.services.cycles.calendar import Calendar
from bot.services.cycles.ladder import STEPS, Slot, due_of_confirm, plan, slots
from db.facts import Nudge, Step, Task
from tests.unit.bot.making import TEAM
from tests.unit.bot.services.cycles.making import CYCLE, CYCLE_ID, DUE, OPENS, TASK, cycle, task

BAVARIA = Calendar("Europe/Berlin", "DE", "DE-BY")
Fallen = list[tuple[Step, date, str]]


def fallen(found: tuple[Slot, ...]) -> Fallen:
    return [(slot.step, slot.day, slot.moved) for slot in found]


def of(opens: date, due: date, calendar: Calendar = BAVARIA) -> Fallen:
    return fallen(slots(task(opens, due), CYCLE, calendar, 9))


def test_the_whole_ladder_falls_at_the_start_around_the_due_date_and_then_weekly() -> None:
    assert of(OPENS, DUE) == [
        ("launch", date(2026, 12, 3), ""),
        ("before", date(2026, 12, 15), ""),
        ("due", date(2026, 12, 18), ""),
        ("late", date(2026, 12, 22), ""),
        ("weekly 1", date(2026, 12, 29), ""),
        ("weekly 2", date(2027, 1, 5), ""),
    ]


def test_days_off_roll_forward_and_say_over_what() -> None:
    assert of(date(2027, 1, 2), date(2027, 1, 6)) == [
        ("launch", date(2027, 1, 4), "weekend"),
        ("due", date(2027, 1, 7), "Epiphany"),
        ("late", date(2027, 1, 8), ""),
        ("weekly 1", date(2027, 1, 15), ""),
        ("weekly 2", date(2027, 1, 22), ""),
    ]


def test_the_weekly_ones_come_a_week_after_the_reminder_before_wherever_that_went() -> None:
    weekly = [
        each for each in of(date(2026, 12, 1), date(2026, 12, 16)) if each[0] in ("late", "weekly 1", "weekly 2")
    ]
    assert weekly == [
        ("late", date(2026, 12, 18), ""),
        ("weekly 1", date(2026, 12, 28), "Christmas Day, weekend"),
        ("weekly 2", date(2027, 1, 4), ""),
    ]


def test_steps_that_fall_on_one_day_are_one_and_the_later_is_kept() -> None:
    back = replace(BAVARIA, away_until=date(2027, 1, 5))
    assert of(OPENS, DUE, back) == [
        ("late", date(2027, 1, 7), "away until 5 Jan, Epiphany"),
        ("weekly 1", date(2027, 1, 14), ""),
        ("weekly 2", date(2027, 1, 21), ""),
    ]
    assert [step for step, *_ in of(DUE, DUE)] == ["due", "late", "weekly 1", "weekly 2"]


def test_a_step_that_is_not_sent_takes_no_other_ones_place() -> None:
    back = replace(BAVARIA, away_until=date(2027, 1, 5))
    only = cycle(steps=("launch", "due"))
    assert fallen(slots(TASK, only, back, 9)) == [("due", date(2027, 1, 7), "away until 5 Jan, Epiphany")]
    assert fallen(slots(TASK, cycle(steps=("weekly 2",)), BAVARIA, 9)) == [("weekly 2", date(2027, 1, 5), "")]
    assert slots(TASK, cycle(steps=()), BAVARIA, 9) == ()


def test_nothing_is_sent_before_the_task_opens_even_if_it_opens_late() -> None:
    assert [step for step, *_ in of(date(2026, 12, 16), DUE)] == ["launch", "due", "late", "weekly 1", "weekly 2"]
    assert of(date(2027, 1, 11), DUE) == [
        ("launch", date(2027, 1, 11), ""),
        ("weekly 1", date(2027, 1, 18), ""),
        ("weekly 2", date(2027, 1, 25), ""),
    ]


def test_who_is_away_for_longer_than_a_year_gets_nothing() -> None:
    assert of(OPENS, DUE, replace(BAVARIA, away_until=date.max)) == []


def test_without_public_holidays_in_the_cycle_only_the_week_counts() -> None:
    found = slots(task(date(2027, 1, 2), date(2027, 1, 6)), cycle(holidays=False), BAVARIA, 9)
    assert fallen(found)[:2] == [("launch", date(2027, 1, 4), "weekend"), ("due", date(2027, 1, 6), "")]


def test_every_step_has_its_words() -> None:
    assert tuple(STEP_WORDS) == STEPS


def test_a_nudge_says_whose_it_is_when_it_falls_and_that_it_is_planned() -> None:
    found = plan([TASK], {CYCLE_ID: cycle(steps=("due",))}, {"U_SAM": BAVARIA}, {})
    due_at = datetime(2026, 12, 18, 8, tzinfo=UTC)
    assert found == (
        Nudge(
            TEAM, CYCLE_ID, 2, "U_SAM", "due", "U_SAM", DUE, 9, "Europe/Berlin", due_at, "", "planned", for_due=DUE
        ),
    )


def test_a_person_who_chose_an_hour_gets_that_one_and_the_others_the_cycles() -> None:
    tasks = [task(), task(person="U_ANA")]
    calendars = {"U_SAM": Calendar("Europe/London"), "U_ANA": Calendar("Europe/Madrid")}
    found = plan(tasks, {CYCLE_ID: cycle(steps=("due",), hour=8)}, calendars, {"U_ANA": 15})
    assert [(each.person, each.hour, each.due_at.hour, each.tz) for each in found] == [
        ("U_ANA", 15, 14, "Europe/Madrid"),
        ("U_SAM", 8, 8, "Europe/London"),
    ]


@pytest.mark.parametrize("state", ["waiting", "done", "excused"])
def test_only_open_tasks_have_reminders(state: str) -> None:
    assert plan([task(state=state)], {CYCLE_ID: CYCLE}, {"U_SAM": BAVARIA}, {}) == ()


def test_the_reminders_of_a_task_go_to_whoever_must_move_next() -> None:
    found = plan([task(person="U_ANA", subject="U_SAM")], {CYCLE_ID: CYCLE}, {"U_ANA": BAVARIA}, {})
    assert {(each.person, each.subject) for each in found} == {("U_ANA", "U_SAM")}


def test_a_person_without_a_calendar_is_an_error_of_the_caller() -> None:
    with pytest.raises(KeyError, match="U_SAM"):
        plan([TASK], {CYCLE_ID: CYCLE}, {}, {})


@pytest.mark.parametrize(
    ("shared", "calendar", "due"),
    [
        (date(2026, 12, 3), BAVARIA, DUE),
        (date(2026, 12, 11), BAVARIA, DUE),
        (date(2026, 12, 14), BAVARIA, date(2026, 12, 21)),
        (date(2026, 12, 30), BAVARIA, date(2027, 1, 8)),
        (date(2026, 12, 14), replace(BAVARIA, away_until=date(2027, 1, 8)), date(2027, 1, 15)),
        (date(2026, 12, 14), replace(BAVARIA, away_until=date(2026, 12, 1)), date(2026, 12, 21)),
        (date(2026, 12, 14), replace(BAVARIA, away_until=date.max), date(2026, 12, 21)),
    ],
)
def test_goals_shared_late_leave_five_working_days_to_read(shared: date, calendar: Calendar, due: date) -> None:
    assert due_of_confirm(DUE, shared, calendar) == due


DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
CALENDARS = st.builds(
    Calendar,
    tz=st.sampled_from(
        ["Australia/Lord_Howe", "Africa/Cairo", "America/Santiago", "Atlantic/Azores", "Pacific/Apia"]
    ),
    country=st.sampled_from(["", "DE", "ES", "US", "IN", "AE", "IL", "HK", "XX"]),
    region=st.sampled_from(["", "DE-BY", "ES-MD", "US-CA", "IN-KA"]),
    working_days=st.sampled_from(["", "", "12345", "71234", "2", "67"]),
    holidays=st.booleans(),
    away_until=st.none() | DAYS,
)
SENT = st.lists(st.sampled_from(STEPS), unique=True).map(lambda some: tuple(each for each in STEPS if each in some))
TASKS = st.builds(lambda opens, days: task(opens, opens + timedelta(days=days)), DAYS, st.integers(-5, 60))


@given(TASKS, CALENDARS, SENT, st.integers(0, 23))
def test_any_task_has_at_most_its_steps_each_later_on_a_working_day_of_its_own(
    owed: Task, calendar: Calendar, sent: tuple[Step, ...], hour: int
) -> None:
    asked = cycle(steps=sent, holidays=hour % 2 == 0)
    found, days = slots(owed, asked, calendar, hour), calendar.within(asked)
    steps = [STEPS.index(slot.step) for slot in found]
    assert steps == sorted(set(steps))
    assert {slot.step for slot in found} <= set(sent)
    assert [slot.day for slot in found if not days.is_working(slot.day)] == []
    assert all(one.day < two.day and one.due_at < two.due_at for one, two in pairwise(found))
    assert all(slot.day >= owed.opens for slot in found)
    assert all(days.roll_forward(slot.day) == slot.day for slot in found)


@given(st.lists(TASKS, max_size=6), CALENDARS, st.randoms(use_true_random=False))
def test_equal_facts_give_an_equal_plan_in_whatever_order_they_come(
    owed: list[Task], calendar: Calendar, chance: random.Random
) -> None:
    tasks = [replace(each, subject=f"U{n}", person=f"U{n}") for n, each in enumerate(owed)]
    calendars = {each.person: replace(calendar) for each in tasks}
    first = plan(tasks, {CYCLE_ID: CYCLE}, calendars, {})
    assert plan(chance.sample(tasks, len(tasks)), {CYCLE_ID: CYCLE}, dict(reversed(calendars.items())), {}) == first
    assert len({(each.subject, each.step) for each in first}) == len(first)
    assert len({(each.subject, each.day) for each in first}) == len(first)
