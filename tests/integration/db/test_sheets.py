"""Sheets in the database: stored once, read whole, changed blank by blank."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from db.engine import Database
from db.errors import Misfit, NotFound
from db.facts import Filled, Rival, Sheet, SheetRow
from db.unit_of_work import UnitOfWork

Read = Callable[[Sheet], Sheet | None]
HOUR = timedelta(hours=1)


def change(database: Database, step: Callable[[UnitOfWork], object]) -> None:
    """Do one thing and commit it."""
    with database.writing() as uow:
        step(uow)
        uow.commit()


def value(sheet: Sheet, text: str, stamp: int, view: str, row: str = "o:1") -> Filled:
    return Filled(row, "target", text, stamp, view, sheet.created_at)


def test_a_sheet_comes_back_as_it_was_given(stored: Sheet, read: Read) -> None:
    assert read(stored) == stored


def test_a_sheet_that_is_not_there_is_none(database: Database, stored: Sheet) -> None:
    with database.reading() as uow:
        assert uow.sheets.get("T1", "nowhere") is None
        assert uow.sheets.get("T2", stored.id) is None


def test_a_sheet_may_begin_with_values_waiting(store: Callable[..., Sheet], read: Read, sheet: Sheet) -> None:
    waiting = store(rivals=(Rival("o:1", "target", "14", "V2", sheet.created_at),))
    assert read(waiting) == waiting


def test_the_same_submission_twice_stores_one_sheet(database: Database, stored: Sheet, read: Read) -> None:
    change(database, lambda uow: uow.sheets.put_value("T1", stored.id, value(stored, "15", 2, "V1")))
    with database.writing() as uow:
        assert uow.sheets.add(replace(stored, title="Another"), "{}") is False
        uow.commit()
    again = read(stored)
    assert again == replace(stored, filled=(value(stored, "15", 2, "V1"),))


def test_a_new_sheet_says_that_it_is_new(database: Database, sheet: Sheet) -> None:
    with database.writing() as uow:
        assert uow.sheets.add(sheet, "{}") is True


def test_a_shared_sheet_comes_back_as_it_was_given(store: Callable[..., Sheet], read: Read) -> None:
    told = {"version": 2, "editing": True, "answered": 1, "seen": 2}
    shared = store(state="shared", replaces="sheet-0", successor="sheet-9", moving_to="U-KIM", **told)
    assert read(shared) == shared
    assert shared.writable


def test_a_role_text_is_kept_once_for_each_hash(database: Database, stored: Sheet) -> None:
    change(database, lambda uow: uow.sheets.add(replace(stored, id="sheet-2"), "another text"))
    with database.reading() as uow:
        assert uow.sheets.profile("T1", stored.profile_hash) == '{"role": "AE"}'
        assert uow.sheets.profile("T1", "unknown") is None
        assert uow.sheets.profile("T2", stored.profile_hash) is None


def test_each_change_gets_the_next_stamp(database: Database, stored: Sheet, read: Read) -> None:
    later = stored.created_at + HOUR
    with database.writing() as uow:
        assert uow.sheets.next_stamp("T1", stored.id, later) == 2
        assert uow.sheets.next_stamp("T1", stored.id, later) == 3
        uow.commit()
    assert read(stored) == replace(stored, stamp=3, updated_at=later)


@pytest.mark.parametrize(
    "step",
    [
        lambda uow, at: uow.sheets.next_stamp("T2", "sheet-1", at),
        lambda uow, _: uow.sheets.set_layout("T1", "nowhere", "okr"),
        lambda uow, _: uow.sheets.set_head("T1", "nowhere", state="closed"),
        lambda uow, at: uow.revisions.take_back("T1", "sheet-1", 1, at),
    ],
)
def test_what_is_not_there_cannot_be_changed(
    database: Database,
    stored: Sheet,
    step: Callable[[UnitOfWork, datetime], object],
) -> None:
    with database.writing() as uow, pytest.raises(NotFound, match="is not here"):
        step(uow, stored.created_at)


def test_a_value_without_a_sheet_is_refused(database: Database, sheet: Sheet) -> None:
    with database.writing() as uow, pytest.raises(Misfit):
        uow.sheets.put_value("T1", "nowhere", sheet.filled[0])


def test_an_emptied_blank_keeps_its_stamp(database: Database, stored: Sheet, read: Read) -> None:
    change(database, lambda uow: uow.sheets.put_value("T1", stored.id, value(stored, "", 2, "V9")))
    now = read(stored)
    assert now is not None
    assert now.values == {}
    assert now.filled == (value(stored, "", 2, "V9"),)


def test_rows_are_added_changed_and_come_in_their_order(database: Database, stored: Sheet, read: Read) -> None:
    own, left_out = SheetRow("x:1", 1, kept=True), SheetRow("o:1", 0, kept=False)
    change(database, lambda uow: uow.sheets.put_row("T1", stored.id, own))
    change(database, lambda uow: uow.sheets.put_row("T1", stored.id, left_out))
    now = read(stored)
    assert now is not None
    assert [row.key for row in now.rows] == ["o:1", "o:2", "x:1", "d:1"]
    assert (now.row("x:1"), now.row("o:1")) == (own, left_out)
    assert (own.own, left_out.own) == (True, False)


def test_the_layout_and_the_rest_of_the_head_can_be_changed(database: Database, stored: Sheet, read: Read) -> None:
    change(database, lambda uow: uow.sheets.set_layout("T1", stored.id, "okr"))
    change(database, lambda uow: uow.sheets.set_head("T1", stored.id, state="shared", version=1, author="U-KIM"))
    assert read(stored) == replace(stored, layout="okr", state="shared", version=1, author="U-KIM")


def test_two_tabs_on_one_blank_lose_neither_value(database: Database, stored: Sheet, read: Read) -> None:
    first, second = "V-FIRST", "V-SECOND"
    seen = read(stored)
    assert seen is not None
    opened_at = seen.stamp
    change(database, lambda uow: uow.sheets.put_value("T1", stored.id, value(stored, "20", opened_at + 1, first)))

    now = read(stored)
    assert now is not None
    standing = now.filled[0]
    assert standing.stamp > opened_at  # so the second tab sees that another view wrote since it opened
    assert standing.view_id != second
    rival = Rival("o:1", "target", "30", second, stored.created_at + HOUR)
    change(database, lambda uow: uow.sheets.put_rival("T1", stored.id, rival))
    change(database, lambda uow: uow.sheets.put_rival("T1", stored.id, replace(rival, value="31")))

    both = read(stored)
    assert both is not None
    assert both.values["o:1", "target"] == "20"
    assert both.rivals == (replace(rival, value="31"),)


def test_a_choice_drops_what_waited_at_that_blank_alone(database: Database, stored: Sheet, read: Read) -> None:
    here = Rival("o:1", "target", "30", "V2", stored.created_at)
    elsewhere = Rival("o:1", "date", "2027-06-30", "V2", stored.created_at)
    for rival in (here, elsewhere, replace(here, view_id="V3")):
        change(database, lambda uow, rival=rival: uow.sheets.put_rival("T1", stored.id, rival))  # type: ignore[misc]
    change(database, lambda uow: uow.sheets.drop_rivals("T1", stored.id, "o:1", "target"))
    now = read(stored)
    assert now is not None
    assert now.rivals == (elsewhere,)


def test_a_sheet_read_before_stands_until_its_stamp_moves(database: Database, stored: Sheet) -> None:
    with database.reading() as uow:
        assert uow.sheets.get("T1", stored.id, known=stored) is stored
        assert uow.sheets.get("T2", stored.id, known=stored) is None
    change(database, lambda uow: uow.sheets.put_value("T1", stored.id, value(stored, "new", 2, "V9")))
    change(database, lambda uow: uow.sheets.next_stamp("T1", stored.id, stored.updated_at))
    with database.reading() as uow:
        now = uow.sheets.get("T1", stored.id, known=stored)
    assert now is not None
    assert (now.stamp, now.values) == (stored.stamp + 1, {("o:1", "target"): "new"})
