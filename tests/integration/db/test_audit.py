"""The audit log: lines are added and never changed, and people stand in it under names that mean nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from db.engine import Database
from db.errors import Misfit
from db.facts import Entry
from tests.integration.db.conftest import T0

Execute = Callable[[Database, str], None]
SHARED = Entry(T0, "U-ANA", "share", "sheet-1", "done", about="U-SAM")
REFUSED = Entry(T0 + timedelta(days=1), "U-EVE", "read", "sheet-1", "refused")


@pytest.fixture
def written(database: Database) -> Database:
    with database.writing() as uow:
        for entry in (SHARED, REFUSED, replace(SHARED, object_id="sheet-2")):
            uow.audit.add("T1", entry)
        uow.commit()
    return database


def lines(database: Database) -> tuple[Entry, ...]:
    with database.reading() as uow:
        return uow.audit.of_object("T1", "sheet-1")


def test_lines_come_back_in_order_with_aliases_for_people(written: Database) -> None:
    first, second = lines(written)
    assert (replace(first, actor="", about=""), first.about != "") == (replace(SHARED, actor="", about=""), True)
    assert replace(second, actor="") == replace(REFUSED, actor="")
    assert {"U-ANA", "U-SAM", "U-EVE"}.isdisjoint({first.actor, first.about, second.actor})
    with written.reading() as uow:
        assert [uow.audit.user("T1", one) for one in (first.actor, first.about)] == ["U-ANA", "U-SAM"]
        assert uow.audit.of_object("T2", "sheet-1") == ()
        assert uow.audit.user("T2", first.actor) is None


def test_a_person_has_one_alias_in_each_workspace(database: Database) -> None:
    with database.writing() as uow:
        one, again, elsewhere = (uow.audit.alias(team, "U-ANA") for team in ("T1", "T1", "T2"))
        uow.commit()
    assert one == again != elsewhere
    with database.writing() as uow:
        assert uow.audit.alias("T1", "U-ANA") == one


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET outcome = 'done'",
        "UPDATE audit SET actor = 'nobody' WHERE id = 1",
        "DELETE FROM audit",
        "DELETE FROM audit WHERE object_id = 'sheet-1'",
        "INSERT INTO audit VALUES (1, 'T1', '', '', '', '', '', '') ON CONFLICT (id) DO UPDATE SET outcome = ''",
    ],
)
def test_no_line_can_be_changed_or_taken_away(written: Database, execute: Execute, statement: str) -> None:
    before = lines(written)
    with pytest.raises(Misfit):
        execute(written, statement)
    assert lines(written) == before


def test_who_was_erased_is_known_to_nobody_and_their_lines_stay(written: Database, execute: Execute) -> None:
    before = lines(written)
    execute(written, "DELETE FROM aliases WHERE user_id = 'U-ANA'")
    assert lines(written) == before
    with written.reading() as uow:
        assert uow.audit.user("T1", before[0].actor) is None
