"""Whatever is done to one workspace's sheets, the same ids in another are untouched; a rollback is a rollback."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.engine import Database, open_database
from db.facts import Filled, Rival, Sheet, SheetRow, Slot
from db.unit_of_work import UnitOfWork

Change = Callable[[UnitOfWork, Sheet], Sheet]
TEAMS, SHEETS = ("T1", "T2"), ("a", "b")
rows = st.sampled_from(["o:1", "o:2", "x:1"])
slots: st.SearchStrategy[Slot] = st.sampled_from(["baseline", "target", "date"])
views = st.sampled_from(["V1", "V2"])
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)


@dataclass(frozen=True)
class Step:
    """One unit of work on one sheet, and what is to become of it."""

    team: str
    sheet: str
    changes: list[Change]
    committed: bool


def write(row: str, slot: Slot, text: str, view: str) -> Change:
    def change(uow: UnitOfWork, sheet: Sheet) -> Sheet:
        stamp = uow.sheets.next_stamp(sheet.team_id, sheet.id, sheet.created_at)
        filled = Filled(row, slot, text, stamp, view, sheet.created_at)
        uow.sheets.put_value(sheet.team_id, sheet.id, filled)
        others = [blank for blank in sheet.filled if (blank.row, blank.slot) != (row, slot)]
        ordered = sorted([*others, filled], key=lambda blank: (blank.row, blank.slot))
        return replace(sheet, stamp=sheet.stamp + 1, filled=tuple(ordered))

    return change


def wait(row: str, slot: Slot, text: str, view: str) -> Change:
    def change(uow: UnitOfWork, sheet: Sheet) -> Sheet:
        rival = Rival(row, slot, text, view, sheet.created_at)
        uow.sheets.put_rival(sheet.team_id, sheet.id, rival)
        others = [one for one in sheet.rivals if (one.row, one.slot, one.view_id) != (row, slot, view)]
        ordered = sorted([*others, rival], key=lambda one: (one.row, one.slot, one.view_id))
        return replace(sheet, rivals=tuple(ordered))

    return change


def choose(row: str, slot: Slot) -> Change:
    def change(uow: UnitOfWork, sheet: Sheet) -> Sheet:
        uow.sheets.drop_rivals(sheet.team_id, sheet.id, row, slot)
        return replace(sheet, rivals=tuple(one for one in sheet.rivals if (one.row, one.slot) != (row, slot)))

    return change


def keep(row: str, position: int, *, kept: bool) -> Change:
    def change(uow: UnitOfWork, sheet: Sheet) -> Sheet:
        changed = SheetRow(row, position, kept=kept)
        uow.sheets.put_row(sheet.team_id, sheet.id, changed)
        others = [one for one in sheet.rows if one.key != row]
        return replace(sheet, rows=tuple(sorted([*others, changed], key=lambda one: (one.position, one.key))))

    return change


def look(layout: str) -> Change:
    def change(uow: UnitOfWork, sheet: Sheet) -> Sheet:
        uow.sheets.set_layout(sheet.team_id, sheet.id, layout)
        return replace(sheet, layout=layout)

    return change


changes = st.one_of(
    st.builds(write, rows, slots, texts, views),
    st.builds(wait, rows, slots, texts, views),
    st.builds(choose, rows, slots),
    st.builds(keep, rows, st.integers(0, 3), kept=st.booleans()),
    st.builds(look, texts),
)
steps = st.builds(
    Step,
    team=st.sampled_from(TEAMS),
    sheet=st.sampled_from(SHEETS),
    changes=st.lists(changes, min_size=1, max_size=3),
    committed=st.booleans(),
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=st.lists(steps, max_size=8))
def test_the_database_holds_what_was_committed_sheet_by_sheet(template: Path, sheet: Sheet, plan: list[Step]) -> None:
    expected = {(team, id_): replace(sheet, team_id=team, id=id_) for team in TEAMS for id_ in SHEETS}
    with new_database(template) as database:
        for one in expected.values():
            with database.writing() as uow:
                assert uow.sheets.add(one, "{}")
                uow.commit()
        for step in plan:
            key = (step.team, step.sheet)
            expected[key] = take(database, step, expected[key])
        with database.reading() as uow:
            assert {key: uow.sheets.get(*key) for key in expected} == expected


def take(database: Database, step: Step, before: Sheet) -> Sheet:
    """Take one step and return what the sheet is to hold afterwards."""
    after = before
    with database.writing() as uow:
        for change in step.changes:
            after = change(uow, after)
        if step.committed:
            uow.commit()
    return after if step.committed else before


@contextmanager
def new_database(template: Path) -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        file = shutil.copy(template, Path(folder) / "goals.db")
        with closing(open_database(f"sqlite:///{file}")) as database:
            yield database
