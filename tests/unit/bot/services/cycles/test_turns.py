"""Whose turn it is, where the day decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.services.cycles.turns import Standing, tasks_of
from db.facts import Member, TaskState
from tests.unit.bot.making import SAM, TEAM
from tests.unit.bot.services.cycles.making import CYCLE_ID, PHASES, cycle

OPENS = date(2027, 3, 15)
CHECK_IN = cycle(phases=(replace(PHASES[0], kind="check in", opens=OPENS, due=date(2027, 3, 31)),))
LONG_AGO = datetime(2027, 1, 11, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "at", "state"),
    [
        ("Pacific/Auckland", datetime(2027, 3, 14, 21, 30, tzinfo=UTC), "done"),
        ("Pacific/Auckland", datetime(2027, 3, 14, 10, 30, tzinfo=UTC), "open"),
        ("Pacific/Honolulu", datetime(2027, 3, 15, 9, 30, tzinfo=UTC), "open"),
        ("Pacific/Honolulu", datetime(2027, 3, 15, 10, 30, tzinfo=UTC), "done"),
    ],
)
def test_progress_counts_from_the_employees_own_opening_day_on(zone: str, at: datetime, state: TaskState) -> None:
    standing = Standing(
        SAM.user_id,
        "U_ANA",
        tz=zone,
        sheet_id="g1",
        state="confirmed",
        shared_at=LONG_AGO,
        shared_on=LONG_AGO.date(),
        checked_in_at=(at,),
    )
    member = Member(TEAM, CYCLE_ID, SAM.user_id, CHECK_IN.first)
    [task] = tasks_of(CHECK_IN, member, standing, lambda due, _: due, {})
    assert (task.person, task.state) == (SAM.user_id, state)
