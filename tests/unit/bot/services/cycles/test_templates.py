"""Templates: the packaged ones fit any period, and a faulty one says what is wrong in which line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.cycles.calendar import Calendar
from bot.services.cycles.templates import (
    PeriodTooShort,
    Template,
    TemplateError,
    from_template,
    load,
    own_phases,
    packaged,
)
from bot.services.periods import current_periods
from db.facts import Period, Phase
from tests.unit.bot.making import PERIOD
from tests.unit.bot.services.cycles.making import CYCLE, PHASES, cycle

BAVARIA = Calendar("Europe/Berlin", "DE", "DE-BY")
CALENDARS = st.sampled_from(
    [Calendar(), BAVARIA, Calendar(country="IL"), Calendar(country="AE", working_days="1234")]
)
KINDS = {"half": 0, "quarter": 2, "year": 4}
WHOLE = """format: 1
name: Check-ins
period: quarter
phases:
  - kind: check in
    name: Check in
    opens: {from: last, working_days: -5}
    due: {from: last, days: 0}
"""


def template(name: str) -> Template:
    return next(each for each in packaged() if each.id == name)


def written(folder: Path, text: str) -> Path:
    file = folder / "made.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_four_templates_come_with_the_program() -> None:
    assert [(each.id, each.period, each.apart) for each in packaged()] == [
        ("annual", "year", False),
        ("half-year", "half", False),
        ("new-hire", "own", True),
        ("quarterly", "quarter", False),
    ]


def test_a_half_year_has_its_days_on_working_days_around_its_ends() -> None:
    assert from_template(template("half-year"), PERIOD, BAVARIA) == (
        Phase(1, "share", "Share goals", date(2026, 12, 7), date(2026, 12, 16)),
        Phase(2, "confirm", "Read and confirm goals", date(2026, 12, 14), date(2026, 12, 23)),
        Phase(3, "check in", "Half-way check-in", date(2027, 3, 25), date(2027, 4, 7)),
        Phase(4, "self review", "Self review", date(2027, 6, 16), date(2027, 6, 25)),
        Phase(5, "manager review", "Manager review", date(2027, 6, 25), date(2027, 7, 9)),
        Phase(6, "confirm review", "Read and confirm the review", date(2027, 7, 9), date(2027, 7, 16)),
    )


def test_thirty_days_of_somebody_new_count_from_their_own_start() -> None:
    phases = from_template(template("new-hire"), PERIOD, BAVARIA, date(2027, 2, 27))
    assert [(each.opens, each.due) for each in phases] == [
        (date(2027, 3, 1), date(2027, 3, 9)),
        (date(2027, 3, 3), date(2027, 3, 16)),
        (date(2027, 3, 23), date(2027, 3, 31)),
    ]
    first = from_template(template("new-hire"), PERIOD, BAVARIA)[0].opens
    assert first == date(2027, 1, 4)


@given(st.dates(date(2024, 1, 1), date(2034, 12, 31)), st.integers(1, 12), CALENDARS)
def test_every_packaged_template_is_sound_in_every_period(today: date, month: int, calendar: Calendar) -> None:
    periods = current_periods(today, month)
    for each in packaged():
        period = periods[KINDS.get(each.period, 0)]
        phases = from_template(each, period, calendar, today)
        assert [phase.position for phase in phases] == list(range(1, len(phases) + 1))
        assert all(phase.opens < phase.due for phase in phases)
        assert all(one.opens <= two.opens and one.due < two.due for one, two in pairwise(phases))
        assert all(calendar.is_working(day) for phase in phases for day in (phase.opens, phase.due))


def test_a_period_that_is_too_short_for_a_template_is_refused() -> None:
    week = Period("A week", date(2027, 2, 1), date(2027, 2, 5))
    short = replace(template("quarterly").phases[2], opens=template("quarterly").phases[1].due)
    with pytest.raises(PeriodTooShort):
        from_template(replace(template("quarterly"), phases=(short,)), week, BAVARIA)


def test_a_template_may_count_calendar_days_and_have_one_phase(tmp_path: Path) -> None:
    found = load(written(tmp_path, WHOLE))
    assert (found.id, found.name, found.apart) == ("made", "Check-ins", False)
    quarter = Period("Q2 2027", date(2027, 4, 1), date(2027, 6, 30))
    assert from_template(found, quarter, BAVARIA) == (
        Phase(1, "check in", "Check in", date(2027, 6, 23), date(2027, 6, 30)),
    )


PHASE = WHOLE.partition("phases:\n")[2]


@pytest.mark.parametrize(
    ("old", "new", "line", "path", "sentence"),
    [
        ("format: 1", "format: 2", 1, "format", "Input should be 1"),
        ("name: Check-ins\n", "", 1, "", "the field 'name' is missing; write it"),
        ("name: Check-ins", "name: ''", 2, "name", "must be one line"),
        ("name: Check-ins", f"name: {'x' * 61}", 2, "name", "must be one line of up to 60 characters"),
        ("name: Check-ins", "name: 5", 2, "name", "Input should be a valid string"),
        ("name: Check-ins", "name: Check-ins\ncolour: red", 3, "colour", "this key is not known here; remove it"),
        ("name: Check-ins", "name: Check-ins\nname: Again", 3, "name", "stands here twice"),
        ("quarter", "month", 3, "period", "Input should be 'year', 'half', 'quarter' or 'own'"),
        ("quarter", "own", 7, "phases[0].opens", "days count from start where the period is own"),
        ("check in\n", "tea\n", 5, "phases[0].kind", "Input should be 'share'"),
        ("check in\n", "confirm\n", 5, "phases[0].kind", "'confirm' comes after 'share'; put that before it"),
        ("from: last, working", "from: start, working", 7, "phases[0].opens", "days count from start"),
        (
            "working_days: -5",
            "working_days: -500",
            7,
            "phases[0].opens.working_days",
            "greater than or equal to -400",
        ),
        ("working_days: -5", "working_days: '-5'", 7, "phases[0].opens.working_days", "valid integer"),
        ("working_days: -5", "working_days: 1:30", 7, "phases[0].opens.working_days", "valid integer"),
        ("{from: last, days: 0}", "{from: last}", 8, "phases[0].due", "days or working_days, one of the two"),
        ("days: 0", "days: 0, working_days: 0", 8, "phases[0].due", "days or working_days, one of the two"),
        ("{from: last, days: 0}", "", 8, "phases[0].due", "valid dictionary"),
        (PHASE, PHASE + PHASE, 10, "phases[1].name", "this name stands here twice; choose another"),
        ("phases:\n" + PHASE, "phases: []\n", 4, "phases", "at least 1 item"),
        (WHOLE, "", 1, "", "the file is empty"),
        ("format: 1", "format: [1", 2, "", "this is not YAML"),
    ],
)
def test_a_faulty_template_says_what_is_wrong_in_which_line(
    tmp_path: Path, *, old: str, new: str, line: int, path: str, sentence: str
) -> None:
    assert old in WHOLE
    file = written(tmp_path, WHOLE.replace(old, new, 1))
    with pytest.raises(TemplateError) as caught:
        load(file)
    fault = caught.value.faults[0]
    assert (fault.file, fault.line, fault.path) == (str(file), line, path)
    assert sentence in fault.message
    assert str(fault) in str(caught.value)


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    text = WHOLE.replace("quarter", "month").replace("check in\n", "tea\n").replace("days: 0", "days: many")
    with pytest.raises(TemplateError) as caught:
        load(written(tmp_path, text))
    assert [fault.line for fault in caught.value.faults] == [3, 5, 8]


def test_in_a_cycle_that_starts_for_each_apart_the_phases_move_with_the_person() -> None:
    apart = cycle(apart=True, first=date(2026, 12, 3))
    moved = own_phases(apart, date(2026, 12, 10), BAVARIA)
    assert [(each.opens, each.due) for each in moved] == [
        (date(2026, 12, 10), date(2026, 12, 28)),  # 25 December is a holiday, and a Friday
        (date(2026, 12, 17), date(2026, 12, 28)),
    ]
    without = own_phases(replace(apart, holidays=False), date(2026, 12, 10), BAVARIA)
    assert {each.due for each in without} == {date(2026, 12, 25)}
    assert [each.name for each in moved] == [each.name for each in PHASES]


@given(st.integers(0, 400))
def test_otherwise_the_phases_are_everybodys(later: int) -> None:
    assert own_phases(CYCLE, CYCLE.first + timedelta(days=later), BAVARIA) == PHASES
