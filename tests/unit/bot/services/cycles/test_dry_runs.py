"""The dry run: one line a day, every message, and each reminder in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.facts.cycles import PlannedDay, PlannedMessage
from bot.services.cycles.calendar import Calendar
from bot.services.cycles.dry_runs import PlanRow, days_of, messages_of, rows_of
from bot.services.cycles.ladder import plan
from bot.views.dry_run import day_words
from db.facts import Nudge, Step
from tests.unit.bot.services.cycles.making import CYCLE_ID, cycle, task

EPIPHANY = date(2027, 1, 6)
BAVARIA, MADRID, DELHI = (
    Calendar("Europe/Berlin", "DE", "DE-BY"),
    Calendar("Europe/Madrid", "ES", "ES-MD"),
    Calendar("Asia/Kolkata", "IN"),
)
CALENDARS = {
    "U_SAM": BAVARIA,
    "U_ANA": MADRID,
    "U_RAJ": DELHI,
    "U_LEE": replace(DELHI, away_until=EPIPHANY),
    "U_KIM": replace(DELHI, away_until=date(2027, 1, 5)),
}
NAMES = {"U_SAM": "Sam Okafor", "U_ANA": "Ana Ruiz", "U_RAJ": "Raj Rao"}


def due_on_epiphany(
    people: Sequence[str], steps: tuple[Step, ...] = ("due",), due: date = EPIPHANY
) -> tuple[Nudge, ...]:
    tasks = [task(date(2026, 12, 1), due, one) for one in people]
    return plan(tasks, {CYCLE_ID: cycle(steps=steps)}, CALENDARS, {})


def name(user: str) -> str:
    return NAMES.get(user, user)


def days(nudges: Sequence[Nudge]) -> tuple[PlannedDay, ...]:
    return days_of(messages_of(nudges, name))


def test_a_day_is_one_line_with_its_people_and_what_was_moved_there() -> None:
    assert [day_words(day) for day in days(due_on_epiphany(list(CALENDARS)))] == [
        "Wed 6 Jan: 2 people",
        "Thu 7 Jan: 3 people; 3 moved, away and Epiphany",
    ]


def test_one_person_counts_once_a_day_for_all_their_to_dos() -> None:
    twice = [task(due=EPIPHANY, position=1), task(due=EPIPHANY, position=2)]
    found = days(plan(twice, {CYCLE_ID: cycle(steps=("due",))}, CALENDARS, {}))
    assert found == (PlannedDay(date(2027, 1, 7), 1, 1, ("Epiphany",)),)
    assert day_words(found[0]) == "Thu 7 Jan: 1 person; 1 moved, Epiphany"


def test_people_who_are_away_until_different_days_count_together() -> None:
    lee, kim = due_on_epiphany(["U_KIM", "U_LEE"], due=date(2027, 1, 2))
    assert {lee.moved, kim.moved} == {"away until 6 Jan", "away until 5 Jan"}
    (day,) = days([replace(each, day=EPIPHANY) for each in (lee, kim)])
    assert (day.people, day.moved, day.reasons[0]) == (2, 2, "away")
    assert day.reasons.count("away") == 1


def test_an_empty_plan_has_no_days() -> None:
    assert days(()) == ()
    assert rows_of((), cycle(), name) == ()


def test_a_message_has_all_that_a_person_gets_on_a_day() -> None:
    tasks = [task(date(2026, 12, 1), EPIPHANY), task(date(2027, 1, 7), date(2027, 1, 20), position=1)]
    found = plan(tasks, {CYCLE_ID: cycle(steps=("launch", "due"))}, CALENDARS, {})
    assert messages_of(found, name)[1] == PlannedMessage(
        user_id="U_SAM",
        name="Sam Okafor",
        day=date(2027, 1, 7),
        hour=9,
        tz="Europe/Berlin",
        due_at=datetime(2027, 1, 7, 8, tzinfo=UTC),
        steps=("launch", "due"),
        moved="Epiphany",
    )


def spring_forward() -> tuple[Nudge, ...]:
    """Return a plan over the Sunday on which there is no half past two in Berlin, for someone who works on it."""
    sundays = {"U_SAM": Calendar("Europe/Berlin", working_days="1234567")}
    owed = task(date(2027, 3, 20), date(2027, 3, 28))
    return plan([owed], {CYCLE_ID: cycle(steps=("launch", "due"))}, sundays, {"U_SAM": 2})


def test_a_row_says_who_when_and_why_in_words() -> None:
    assert rows_of(due_on_epiphany(["U_SAM"]), cycle(), name) == (
        PlanRow(
            person="Sam Okafor",
            about="Sam Okafor",
            phase="Read and confirm goals",
            day="2027-01-07",
            time="09:00",
            zone="Europe/Berlin",
            utc="2027-01-07T08:00Z",
            rule="on the due date",
            moved="Epiphany",
        ),
    )
    assert rows_of(due_on_epiphany(["U_SAM"]), cycle(phases=()), name)[0].phase == ""


def test_rows_come_in_the_order_of_going_out() -> None:
    found = rows_of(due_on_epiphany(["U_SAM", "U_RAJ", "U_LEE"]), cycle(), name)
    assert [(row.person, row.utc, row.moved) for row in found] == [
        ("Raj Rao", "2027-01-06T03:30Z", ""),
        ("U_LEE", "2027-01-07T03:30Z", "away until 6 Jan"),
        ("Sam Okafor", "2027-01-07T08:00Z", "Epiphany"),
    ]


def test_the_hour_that_a_clock_change_leaves_is_shown_and_said() -> None:
    shifted = [("02:00", ""), ("03:00", "clock change")]
    assert [(row.time, row.moved) for row in rows_of(spring_forward(), cycle(), name)] == shifted
    assert [one.moved for one in messages_of(spring_forward(), name)] == ["", "clock change"]
