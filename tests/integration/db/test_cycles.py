"""Review cycles as they are stored: their phases and people, and until when somebody wants no reminders."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.engine import Database
from db.errors import NotFound
from db.facts import Cycle, Member
from tests.integration.db.conftest import T0
from tests.integration.db.cycles import CYCLE, DAY, SAM

DRAFT = replace(
    CYCLE,
    id="cycle-2",
    state="draft",
    created_at=T0 + DAY,
    launched_at=None,
    holidays=False,
    apart=True,
    only_to="U-MIA",
    steps=(),
    phases=(),
    people="chosen",
)
ELSEWHERE = replace(CYCLE, team_id="T2")


def fill(database: Database, *cycles: Cycle) -> None:
    with database.writing() as uow:
        assert [uow.cycles.add(cycle) for cycle in cycles] == [True] * len(cycles)
        uow.commit()


def read(database: Database, cycle: Cycle = CYCLE) -> Cycle | None:
    with database.reading() as uow:
        return uow.cycles.get(cycle.team_id, cycle.id)


def test_cycles_come_back_as_they_were_given_the_newest_first(database: Database) -> None:
    fill(database, CYCLE, DRAFT, ELSEWHERE)
    with database.reading() as uow:
        assert uow.cycles.all("T1") == (DRAFT, CYCLE)
        assert uow.cycles.all("T2") == (ELSEWHERE,)
        assert uow.cycles.get("T1", "cycle-2") == DRAFT
        assert uow.cycles.get("T2", "cycle-2") is None


def test_cycles_are_found_by_their_state(database: Database) -> None:
    fill(database, CYCLE, DRAFT, ELSEWHERE)
    with database.reading() as uow:
        assert uow.cycles.in_states("T1", "running") == (CYCLE,)
        assert uow.cycles.in_states("T1", "running", "draft") == (DRAFT, CYCLE)
        assert uow.cycles.in_states("T1", "closed") == ()


def test_a_cycle_that_is_there_is_not_added_again(database: Database) -> None:
    fill(database, CYCLE)
    with database.writing() as uow:
        assert not uow.cycles.add(replace(CYCLE, name="Other", phases=()))
        uow.commit()
    assert read(database) == CYCLE


def test_a_cycle_is_replaced_with_its_phases(database: Database) -> None:
    fill(database, CYCLE, ELSEWHERE)
    changed = replace(CYCLE, name="Goals", hour=8, phases=(replace(CYCLE.phases[1], due=date(2026, 12, 21)),))
    with database.writing() as uow:
        uow.cycles.put(changed)
        uow.commit()
    assert read(database) == changed
    assert read(database, ELSEWHERE) == ELSEWHERE


def test_fields_of_a_cycles_head_are_changed_alone(database: Database) -> None:
    fill(database, DRAFT)
    with database.writing() as uow:
        uow.cycles.set_head("T1", "cycle-2", state="running", launched_at=T0 + 2 * DAY)
        uow.commit()
    assert read(database, DRAFT) == replace(DRAFT, state="running", launched_at=T0 + 2 * DAY)


def test_a_cycle_that_is_not_there_can_not_be_changed(database: Database) -> None:
    with database.writing() as uow, pytest.raises(NotFound):
        uow.cycles.set_head("T1", "cycle-1", state="running")


def test_members_come_back_as_they_were_given_in_the_order_of_their_ids(database: Database) -> None:
    fill(database, CYCLE, DRAFT)
    left = Member("T1", "cycle-1", "U-ANA", date(2027, 1, 11), out=True, reason="has left")
    with database.writing() as uow:
        uow.cycles.put_member(SAM)
        uow.cycles.put_members([left, replace(SAM, cycle_id="cycle-2")])
        uow.cycles.put_members([])
        uow.commit()
    with database.reading() as uow:
        assert uow.cycles.members("T1", "cycle-1") == (left, SAM)
        assert uow.cycles.member("T1", "cycle-1", "U-SAM") == SAM
        assert uow.cycles.member("T1", "cycle-2", "U-ANA") is None
        assert uow.cycles.members("T2", "cycle-1") == ()


def test_a_member_is_replaced_by_what_is_known_later(database: Database) -> None:
    fill(database, CYCLE)
    out = replace(SAM, out=True, reason="on parental leave")
    with database.writing() as uow:
        uow.cycles.put_member(SAM)
        uow.cycles.put_member(out)
        uow.commit()
    with database.reading() as uow:
        assert uow.cycles.members("T1", "cycle-1") == (out,)


def test_a_snooze_lasts_until_the_latest_word(database: Database) -> None:
    with database.writing() as uow:
        for days in (3, 1):
            uow.cycles.snooze("T1", "U-SAM", T0 + days * DAY)
        uow.commit()
    with database.reading() as uow:
        assert uow.cycles.snoozed_until("T1", "U-SAM") == T0 + DAY
        assert uow.cycles.snoozed_until("T1", "U-ANA") is None
        assert uow.cycles.snoozed_until("T2", "U-SAM") is None
