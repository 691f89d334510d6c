"""The dry run: one line a day, what is unlike the rest, one person, and all rows as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.services.cycles.calendar import Calendar
from bot.services.cycles.dry_run import PlanDay, days, exceptions, of_person, rows, to_csv, to_json
from bot.services.cycles.ladder import plan
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


def test_a_day_is_one_line_with_its_people_and_what_was_moved_there() -> None:
    assert [day.line for day in days(due_on_epiphany(list(CALENDARS)))] == [
        "Wed 6 Jan: 2 people",
        "Thu 7 Jan: 3 people; 2 moved, Epiphany; 1 moved, away",
    ]


def test_one_person_is_a_person_and_counts_once_a_day_for_all_their_to_dos() -> None:
    twice = [task(due=EPIPHANY, position=1), task(due=EPIPHANY, position=2)]
    found = days(plan(twice, {CYCLE_ID: cycle(steps=("due",))}, CALENDARS, {}))
    assert found == (PlanDay(date(2027, 1, 7), 1, (("Epiphany", 1),)),)
    assert found[0].line == "Thu 7 Jan: 1 person; 1 moved, Epiphany"


def test_people_who_are_away_until_different_days_count_together() -> None:
    found = days(due_on_epiphany(["U_LEE", "U_KIM"], due=date(2027, 1, 2)))
    assert [day.line for day in found] == ["Wed 6 Jan: 1 person; 1 moved, away", "Thu 7 Jan: 1 person; 1 moved, away"]


def test_an_empty_plan_has_no_days() -> None:
    assert days(()) == ()
    assert rows((), {}, {}) == ()


def test_one_person_can_be_looked_up() -> None:
    found = of_person(due_on_epiphany(["U_SAM", "U_RAJ"], ("before", "due")), "U_SAM")
    assert [(each.step, each.moved) for each in found] == [("before", ""), ("due", "Epiphany")]


def test_exceptions_are_the_reminders_that_were_moved_to_another_day_or_by_a_clock_change() -> None:
    assert [each.person for each in exceptions(due_on_epiphany(["U_SAM", "U_RAJ"]))] == ["U_SAM"]
    [shifted] = exceptions(spring_forward())
    assert (shifted.step, shifted.day, shifted.moved) == ("due", date(2027, 3, 28), "")


def spring_forward() -> tuple[Nudge, ...]:
    """Return a plan over the Sunday on which there is no half past two in Berlin, for someone who works on it."""
    sundays = {"U_SAM": Calendar("Europe/Berlin", working_days="1234567")}
    owed = task(date(2027, 3, 20), date(2027, 3, 28))
    return plan([owed], {CYCLE_ID: cycle(steps=("launch", "due"))}, sundays, {"U_SAM": 2})


def test_a_row_says_who_when_and_why_in_words_and_in_the_order_of_going_out() -> None:
    found = rows(due_on_epiphany(["U_SAM", "U_RAJ", "U_LEE"]), {CYCLE_ID: cycle()}, NAMES)
    assert [(row.person, row.day, row.time, row.zone, row.utc, row.rule, row.moved) for row in found] == [
        ("Raj Rao", "2027-01-06", "09:00", "Asia/Kolkata", "2027-01-06T03:30Z", "on the due date", ""),
        ("U_LEE", "2027-01-07", "09:00", "Asia/Kolkata", "2027-01-07T03:30Z", "on the due date", "away until 6 Jan"),
        ("Sam Okafor", "2027-01-07", "09:00", "Europe/Berlin", "2027-01-07T08:00Z", "on the due date", "Epiphany"),
    ]
    assert {row.phase for row in found} == {"Read and confirm goals"}
    assert rows(due_on_epiphany(["U_SAM"]), {CYCLE_ID: cycle(phases=())}, NAMES)[0].phase == ""


def test_a_row_shows_the_hour_that_a_clock_change_leaves() -> None:
    assert [(row.time, row.moved) for row in rows(spring_forward(), {CYCLE_ID: cycle()}, NAMES)] == [
        ("02:00", ""),
        ("03:00", "clock change"),
    ]


def test_csv_and_json_hold_the_same_rows() -> None:
    found = rows(due_on_epiphany(["U_SAM", "U_RAJ", "U_LEE"]), {CYCLE_ID: cycle()}, NAMES)
    from_csv = list(csv.DictReader(io.StringIO(to_csv(found))))
    assert from_csv == json.loads(to_json(found))
    assert list(from_csv[0]) == ["person", "about", "phase", "day", "time", "zone", "utc", "rule", "moved"]


def test_a_name_that_a_spreadsheet_would_calculate_is_text_in_csv() -> None:
    found = rows(due_on_epiphany(["U_SAM"]), {CYCLE_ID: cycle()}, {"U_SAM": "=1+1"})
    assert "'=1+1,'=1+1,Read and confirm goals" in to_csv(found)
    assert json.loads(to_json(found))[0]["person"] == "=1+1"
