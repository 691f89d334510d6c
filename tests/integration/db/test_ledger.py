"""The ledger: who owes what, and every reminder, planned once and settled once, whoever does it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from db.engine import Database
from db.facts import Nudge, Said, Task
from db.repositories.ledger import DUE
from db.unit_of_work import UnitOfWork
from tests.integration.db.conftest import T0
from tests.integration.db.cycles import CYCLE, DAY, NUDGE, TASK

DONE = replace(TASK, position=2, person="U-SAM", state="done", done_at=T0 + DAY, own_due=None, reason="no answer")
OUT = replace(TASK, subject="U-TOM", state="excused", reason="has left", by_leaving=True, sheet_id="")
LATER = replace(NUDGE, step="weekly 1", due_at=NUDGE.due_at + 7 * DAY, moved="")
TOMS = replace(NUDGE, subject="U-TOM", person="U-TOM", due_at=NUDGE.due_at - DAY)
NOW = NUDGE.due_at


@pytest.fixture(autouse=True)
def cycles(database: Database) -> None:
    """Let there be cycles in two workspaces."""
    with database.writing() as uow:
        for cycle in (CYCLE, replace(CYCLE, id="cycle-2"), replace(CYCLE, team_id="T2")):
            uow.cycles.add(cycle)
        uow.commit()


def write(database: Database, step: Callable[[UnitOfWork], object]) -> object:
    with database.writing() as uow:
        said = step(uow)
        uow.commit()
    return said


def plan(database: Database, *nudges: Nudge) -> object:
    return write(database, lambda uow: uow.ledger.plan(nudges))


def stored(database: Database, team_id: str = "T1", subject: str = "") -> tuple[Nudge, ...]:
    with database.reading() as uow:
        return uow.ledger.nudges(team_id, "cycle-1", subject)


def due(database: Database, limit: int = 9) -> tuple[Nudge, ...]:
    with database.reading() as uow:
        return uow.ledger.due("T1", NOW, limit)


def owe(database: Database, *tasks: Task) -> None:
    write(database, lambda uow: uow.ledger.put_tasks(tasks))


def test_tasks_come_back_as_they_were_given_by_phase_and_employee(database: Database) -> None:
    elsewhere = replace(TASK, team_id="T2")
    owe(database, DONE, OUT, TASK, elsewhere)
    with database.reading() as uow:
        assert uow.ledger.tasks("T1", "cycle-1") == (TASK, OUT, DONE)
        assert uow.ledger.tasks("T1", "cycle-1", "U-SAM") == (TASK, DONE)
        assert uow.ledger.tasks("T2", "cycle-1") == (elsewhere,)
        assert uow.ledger.tasks("T1", "cycle-2") == ()
        assert uow.ledger.task("T1", "cycle-1", 2, "U-SAM") == DONE
        assert uow.ledger.task("T1", "cycle-1", 2, "U-TOM") is None


def test_a_task_is_replaced_by_what_is_true_later(database: Database) -> None:
    owe(database, TASK)
    turned = replace(TASK, person="U-SAM", state="waiting", sheet_id="", own_due=None)
    owe(database, turned)
    with database.reading() as uow:
        assert uow.ledger.tasks("T1", "cycle-1") == (turned,)


def test_a_task_that_is_there_is_not_added_again(database: Database) -> None:
    owe(database, TASK)
    write(database, lambda uow: uow.ledger.add_tasks([replace(TASK, state="excused"), OUT]))
    with database.reading() as uow:
        assert uow.ledger.tasks("T1", "cycle-1") == (TASK, OUT)


def test_a_person_owes_what_is_open_the_nearest_first(database: Database) -> None:
    near = replace(TASK, cycle_id="cycle-2", due=date(2026, 12, 4))
    owe(database, TASK, near, OUT, DONE, replace(TASK, team_id="T2"))
    with database.reading() as uow:
        assert uow.ledger.owed("T1", "U-ANA") == (near, TASK)
        assert uow.ledger.owed("T1", "U-SAM") == ()


def test_what_was_done_since_a_moment_is_told_with_what_is_owed(database: Database) -> None:
    mine = replace(TASK, person="U-SAM")
    owe(database, mine, DONE)
    with database.reading() as uow:
        assert uow.ledger.owed_since("T1", "U-SAM", T0 + DAY) == (mine, DONE)
        assert uow.ledger.owed_since("T1", "U-SAM", T0 + 2 * DAY) == (mine,)


def test_a_slot_is_planned_once_and_stays_as_it_was(database: Database) -> None:
    assert plan(database, NUDGE, LATER) == 2
    assert plan(database, replace(NUDGE, hour=7), TOMS) == 1
    assert plan(database) == 0
    assert stored(database) == (TOMS, NUDGE, LATER)
    assert stored(database, subject="U-TOM") == (TOMS,)
    assert stored(database, "T2") == ()


def test_planning_at_once_gives_exactly_the_slots(new_database: Callable[..., Database], database: Database) -> None:
    processes = [new_database(patience=30) for _ in range(4)]
    nudges = [replace(NUDGE, subject=f"U-{number:02}") for number in range(40)]
    with ThreadPoolExecutor(4) as pool:
        new = list(pool.map(lambda one: plan(one, *nudges), processes))
    assert sorted(map(int, map(str, new))) == [0, 0, 0, 40]
    assert set(stored(database)) == set(nudges)


def test_a_slot_is_planned_anew_and_forgotten_only_while_it_is_planned(database: Database) -> None:
    moved = replace(NUDGE, day=date(2026, 12, 14), due_at=NUDGE.due_at + 3 * DAY, tz="Asia/Tokyo", moved="weekend")
    plan(database, NUDGE, LATER)
    write(database, lambda uow: uow.ledger.plan_anew(moved))
    write(database, lambda uow: uow.ledger.settle(LATER, "stopped", reason="done"))
    write(database, lambda uow: uow.ledger.unplan(LATER))
    assert stored(database) == (moved, replace(LATER, fate="stopped", reason="done"))
    write(database, lambda uow: uow.ledger.unplan(moved))
    assert stored(database) == (replace(LATER, fate="stopped", reason="done"),)


def test_a_slot_is_settled_once(database: Database) -> None:
    plan(database, NUDGE)
    assert write(database, lambda uow: uow.ledger.settle(NUDGE, "sent", post_key="nudge:1", at=T0))
    assert not write(database, lambda uow: uow.ledger.settle(NUDGE, "stopped", reason="too late"))
    sent = replace(NUDGE, fate="sent", post_key="nudge:1", sent_at=T0)
    assert stored(database) == (sent,)
    with database.reading() as uow:
        assert uow.ledger.of_post("T1", "nudge:1") == (sent,)
        assert uow.ledger.of_post("T2", "nudge:1") == ()


def test_all_that_a_cycle_has_planned_is_stopped_and_nothing_else(database: Database) -> None:
    other = replace(NUDGE, cycle_id="cycle-2")
    plan(database, NUDGE, LATER, other)
    write(database, lambda uow: uow.ledger.settle(NUDGE, "sent", post_key="nudge:1", at=T0))
    write(database, lambda uow: uow.ledger.stop_all("T1", "cycle-1", "the cycle was cancelled"))
    assert stored(database) == (
        replace(NUDGE, fate="sent", post_key="nudge:1", sent_at=T0),
        replace(LATER, fate="stopped", reason="the cycle was cancelled"),
    )
    with database.reading() as uow:
        assert uow.ledger.nudges("T1", "cycle-2") == (other,)


def test_what_is_due_comes_the_oldest_first_as_many_as_asked_for(database: Database) -> None:
    plan(database, NUDGE, LATER, TOMS, replace(NUDGE, team_id="T2"))
    assert due(database) == (TOMS, NUDGE)
    assert due(database, 1) == (TOMS,)
    write(database, lambda uow: uow.ledger.settle(TOMS, "stopped", reason="done"))
    assert due(database) == (NUDGE,)


def test_what_a_paused_cycle_has_planned_waits_and_stands_in_nobodys_way(database: Database) -> None:
    other = replace(NUDGE, cycle_id="cycle-2", due_at=NOW - DAY)
    plan(database, NUDGE, other)
    write(database, lambda uow: uow.cycles.set_head("T1", "cycle-2", state="paused"))
    assert due(database, 1) == (NUDGE,)
    write(database, lambda uow: uow.cycles.set_head("T1", "cycle-2", state="running"))
    assert due(database, 1) == (other,)


def test_what_is_due_is_found_by_the_index_of_planned_slots_alone(database: Database) -> None:
    with database.connected("BEGIN") as connection:
        query = str(DUE.compile(connection))
        explained = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", ("",) * query.count("?"))
        first = next(row.detail for row in explained)
    assert first == "SEARCH nudges USING INDEX ix_nudges_team_id_due_at (team_id=? AND due_at<?)"


def test_what_is_coming_for_a_person_is_the_next_first(database: Database) -> None:
    plan(database, LATER, NUDGE, TOMS, replace(NUDGE, team_id="T2"))
    with database.reading() as uow:
        assert uow.ledger.coming("T1", "U-ANA") == (NUDGE, LATER)


def test_a_slot_whose_message_nobody_has_seen_is_stopped_after_all(database: Database) -> None:
    plan(database, NUDGE, LATER)
    for slot in (NUDGE, LATER):
        write(database, lambda uow, slot=slot: uow.ledger.settle(slot, "sent", post_key="nudge:1", at=T0))  # type: ignore[misc]
    write(database, lambda uow: uow.ledger.stop(NUDGE, "done"))
    assert replace(NUDGE, fate="stopped", reason="done") in stored(database)
    with database.reading() as uow:
        assert [one.step for one in uow.ledger.of_post("T1", "nudge:1")] == [LATER.step]


def test_messages_that_somebody_asked_for_are_those_with_words_and_those_without_slots(database: Database) -> None:
    plan(database, NUDGE, LATER)
    write(database, lambda uow: uow.ledger.settle(NUDGE, "sent", post_key="nudge:rule", at=T0))
    write(database, lambda uow: uow.ledger.settle(LATER, "sent", post_key="nudge:both", at=T0))
    write(database, lambda uow: uow.ledger.say("T1", "nudge:both", Said("cycle-1", "U-MIA", T0, "Please")))
    for key in ("nudge:rule", "nudge:both", "nudge:alone", "nudge:unseen"):
        write(database, lambda uow, key=key: uow.posts.want("T1", key, "nudge", "U-ANA", at=T0))  # type: ignore[misc]
    with database.writing() as uow:
        for post in uow.claims.claim(T0, 9, 60):
            if post.key != "nudge:unseen":
                uow.claims.sent(post, "D1", "17.1", T0)
        uow.commit()
    with database.reading() as uow:
        assert sorted(uow.ledger.asked_for("T1", ["U-ANA"], T0.date())) == ["nudge:alone", "nudge:both"]
        assert uow.ledger.asked_for("T1", ["U-ANA"], (T0 + 2 * DAY).date()) == ()
        assert uow.ledger.asked_for("T1", ["U-SAM"], T0.date()) == ()


def test_a_task_is_marked_as_done_once(database: Database) -> None:
    assert write(database, lambda uow: uow.ledger.mark(TASK, "U-ANA", T0))
    assert not write(database, lambda uow: uow.ledger.mark(TASK, "U-SAM", T0 + DAY))
    assert write(database, lambda uow: uow.ledger.mark(DONE, "U-SAM", T0 + DAY))
    with database.reading() as uow:
        assert uow.ledger.marks("T1", "cycle-1") == {(1, "U-SAM"): T0, (2, "U-SAM"): T0 + DAY}
        assert uow.ledger.marks("T1", "cycle-2") == {}


MIAS, KIMS = Said("cycle-1", "U-MIA", T0, "Please"), Said("cycle-1", "U-KIM", T0 + DAY, "Until Friday – ⟨today⟩")


def test_the_words_of_each_organiser_are_kept_with_their_message_the_last_ones(database: Database) -> None:
    again = replace(MIAS, at=T0 + 2 * DAY, words="Now, please")
    for said in (MIAS, KIMS, replace(KIMS, at=T0 + 2 * DAY, words=""), again):
        write(database, lambda uow, said=said: uow.ledger.say("T1", "nudge:1", said))  # type: ignore[misc]
    with database.reading() as uow:
        assert uow.ledger.said("T1", "nudge:1") == (KIMS, again)
        assert uow.ledger.said("T1", "nudge:2") == ()
        assert uow.ledger.said("T2", "nudge:1") == ()


def test_one_organisers_words_are_taken_out_of_a_message_and_the_others_stay(database: Database) -> None:
    for key, said in (("nudge:1", MIAS), ("nudge:1", KIMS), ("nudge:2", MIAS)):
        write(database, lambda uow, key=key, said=said: uow.ledger.say("T1", key, said))  # type: ignore[misc]
    write(database, lambda uow: uow.ledger.unsay("T1", "nudge:1", MIAS))
    with database.reading() as uow:
        assert uow.ledger.said("T1", "nudge:1") == (KIMS,)
        assert uow.ledger.said("T1", "nudge:2") == (MIAS,)


def test_the_next_reminder_of_each_person_is_the_first_one_planned(database: Database) -> None:
    people = [f"U{number}" for number in range(1200)]
    later = [replace(NUDGE, subject=one, person=one, due_at=T0 + DAY) for one in people]
    sooner = [replace(one, step=LATER.step, due_at=T0) for one in later[::2]]
    plan(database, *later, *sooner)
    write(database, lambda uow: uow.ledger.settle(sooner[0], "sent", post_key="nudge:1", at=T0))
    with database.reading() as uow:
        found = uow.ledger.next_of("T1", [*people, "U-NOBODY"])
        assert uow.ledger.next_of("T2", people) == {}
    assert found == {one: T0 if at % 2 == 0 and at else T0 + DAY for at, one in enumerate(people)}
