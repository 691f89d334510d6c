"""Settling due reminders: put off where their hour was missed, each person's apart, and what may stand twice said."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from unittest.mock import patch

import pytest

from bot.facts.cycles import LogLine
from bot.services.cycles.all import CycleServices, cycle_services
from bot.services.cycles.ladder import MISSED, ONE_A_DAY
from bot.services.cycles.reminder_log import TWICE
from bot.services.cycles.sending import LATER_ONE, Sending, reminder_key
from db.engine import Database
from db.errors import StoreBusy
from db.facts import FOR_NONE, Member, Nudge, Post, Step
from tests.unit.bot.making import ANA, SAM, TEAM
from tests.unit.bot.services.conftest import Clock, Directory
from tests.unit.bot.services.cycles.making import CYCLE_ID, cycle, task
from tests.unit.bot.services.house import MIA, House

NINE = datetime.fromisoformat("2026-12-09T09:00:00+00:00")
"""A Wednesday morning, in Sam's London."""
DAY = timedelta(days=1)
PHASE = replace(cycle().phases[0], kind="self review", due=date(2026, 12, 14))
RUNNING = cycle(state="running", launched_at=NINE - 9 * DAY, phases=(PHASE,))


class NoGroups:
    def named(self) -> tuple[tuple[str, str], ...]:
        return ()

    def members(self, group: str) -> tuple[str, ...]:
        return ()


def slot(step: Step = "before", at: datetime = NINE, user: str = SAM.user_id) -> Nudge:
    """Return a planned reminder of a person's self review."""
    due = FOR_NONE if step == "launch" else PHASE.due
    return Nudge(TEAM, CYCLE_ID, 1, user, step, user, at.date(), 9, "Europe/London", at, "", "planned", for_due=due)


@pytest.fixture
def house(database: Database, clock: Clock, directory: Directory) -> House:
    return House(database, clock, directory)


@pytest.fixture
def services(house: House) -> CycleServices:
    """Let a cycle run in which two people owe their self review."""
    house.people.meet(TEAM, [ANA.user_id, SAM.user_id, MIA.user_id])
    with house.writing() as uow:
        uow.cycles.add(RUNNING)
        for who in (ANA, SAM):
            uow.cycles.put_member(Member(TEAM, CYCLE_ID, who.user_id, RUNNING.first))
            uow.ledger.put_tasks([task(PHASE.opens, PHASE.due, who.user_id, position=1)])
    house.clock.at = NINE
    return cycle_services(house.desk, NoGroups(), frozenset({MIA.user_id}), "smart", 1)


@pytest.fixture
def plan(house: House, services: CycleServices) -> Callable[..., None]:
    """Put reminders into the ledger."""

    def put(*nudges: Nudge) -> None:
        with house.writing() as uow:
            uow.ledger.plan(nudges)

    return put


Plan = Callable[..., None]


def ledger(house: House, user: str = SAM.user_id) -> dict[Step, Nudge]:
    """Return a person's reminders by their steps."""
    with house.database.reading() as uow:
        return {one.step: one for one in uow.ledger.nudges(TEAM, CYCLE_ID, user)}


def posts(house: House, key: str) -> Post | None:
    with house.database.reading() as uow:
        return uow.posts.get(TEAM, key)


@pytest.mark.parametrize(
    ("hours", "morning"),
    [(8, None), (9, NINE + DAY), (14, NINE + DAY), (23, NINE + DAY), (24 + 8, None), (3 * 24, NINE + 5 * DAY)],
)
def test_a_reminder_whose_hour_was_missed_waits_for_the_next_working_morning(
    house: House, services: CycleServices, plan: Plan, hours: int, morning: datetime | None
) -> None:
    plan(slot())
    house.clock.at = NINE + timedelta(hours=hours)
    assert services.sending.follow(TEAM) == 1
    found = ledger(house)["before"]
    if morning is None:
        assert (found.fate, found.sent_at) == ("sent", house.clock.at)
    else:
        assert found == replace(slot(), day=morning.date(), due_at=morning, moved=MISSED)
        assert services.sending.follow(TEAM) == 0


def test_what_was_put_off_is_not_planned_back_to_a_time_that_is_past(
    house: House, services: CycleServices, plan: Plan
) -> None:
    plan(slot())
    house.clock.at = NINE + timedelta(hours=12)
    services.sending.follow(TEAM)
    services.planner.follow(TEAM)
    assert (ledger(house)["before"].due_at, ledger(house)["before"].moved) == (NINE + DAY, MISSED)


def test_a_second_reminder_of_a_day_waits_for_the_next_one_and_stays_there(
    house: House, services: CycleServices, plan: Plan
) -> None:
    key = reminder_key(SAM.user_id, NINE.date())
    with house.writing() as uow:
        uow.posts.want(TEAM, key, "nudge", SAM.user_id, at=NINE)
        (post,) = uow.claims.claim(NINE, 1, 60)
        uow.claims.sent(post, "D1", "17.1", NINE)
    plan(slot())
    services.sending.follow(TEAM)
    later = ledger(house)["before"]
    assert (later.fate, later.due_at, later.moved) == ("planned", NINE + DAY, ONE_A_DAY)
    services.planner.follow(TEAM)
    assert ledger(house)["before"] == later
    house.clock.at = NINE + timedelta(hours=15, minutes=1)
    services.sending.follow(TEAM)
    assert ledger(house)["before"] == later, "not at midnight"


def test_a_message_that_nobody_has_seen_yet_takes_in_what_comes_after_it(
    house: House, services: CycleServices, plan: Plan
) -> None:
    plan(slot())
    services.sending.follow(TEAM)
    plan(replace(slot("due"), position=1, due_at=NINE + timedelta(minutes=1)))
    house.clock.at = NINE + timedelta(minutes=1)
    services.sending.follow(TEAM)
    key = reminder_key(SAM.user_id, NINE.date())
    assert {one.post_key for one in ledger(house).values()} == {key}


def test_of_several_reminders_of_one_to_do_the_last_step_goes_out(
    house: House, services: CycleServices, plan: Plan
) -> None:
    plan(slot("launch", NINE - 2 * DAY), slot("before", NINE), slot("due", NINE))
    services.sending.follow(TEAM)
    found = ledger(house)
    assert {step: (one.fate, one.reason) for step, one in found.items()} == {
        "launch": ("stopped", LATER_ONE),
        "before": ("stopped", LATER_ONE),
        "due": ("sent", ""),
    }


def test_one_persons_reminders_that_fail_hold_up_nobody_elses(
    house: House, services: CycleServices, plan: Plan, caplog: pytest.LogCaptureFixture
) -> None:
    plan(slot(user=ANA.user_id, at=NINE - timedelta(minutes=1)), slot())
    settle = Sending._person

    def fails(sending: Sending, team_id: str, user_id: str) -> int:
        if user_id == ANA.user_id:
            raise KeyError(user_id)
        return settle(sending, team_id, user_id)

    with patch.object(Sending, "_person", fails), caplog.at_level(logging.WARNING):
        assert services.sending.follow(TEAM) == 1
    assert "reminders of a person were not settled: KeyError" in caplog.text
    assert ledger(house)["before"].fate == "sent"
    assert ledger(house, ANA.user_id)["before"].fate == "planned"


def test_a_store_that_is_busy_ends_the_round_and_leaves_all_as_it_was(
    house: House, services: CycleServices, plan: Plan
) -> None:
    plan(slot())
    with patch.object(Sending, "_person", side_effect=StoreBusy), pytest.raises(StoreBusy):
        services.sending.follow(TEAM)
    assert ledger(house)["before"] == slot()


def test_the_log_says_what_may_have_come_twice(house: House, services: CycleServices, plan: Plan) -> None:
    plan(slot())
    services.sending.follow(TEAM)
    with house.writing() as uow:
        for lease in (0, 60):  # the first one is not heard of again
            (post,) = uow.claims.claim(NINE, 1, lease)
            uow.claims.begin(post, lease, anew=True)
        uow.claims.sent(post, "D1", "17.1", NINE)
    (line,) = services.log.page(MIA, CYCLE_ID).lines
    assert line == LogLine(ledger(house)["before"], SAM.name, SAM.name, PHASE.name, "sent", TWICE)
