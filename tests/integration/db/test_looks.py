"""When people last opened or changed goals: the last look counts, each person's and each sheet's alone."""

from __future__ import annotations

from collections.abc import Callable

from db.engine import Database
from db.facts import Sheet
from tests.integration.db.conftest import T0
from tests.integration.db.cycles import DAY


def test_the_last_look_is_kept_for_each_person_and_each_sheet(
    database: Database, store: Callable[..., Sheet]
) -> None:
    first, second = store(id="a"), store(id="b")
    with database.writing() as uow:
        for days, sheet, user in (
            (1, first, "U-ANA"),
            (2, first, "U-ANA"),
            (3, first, "U-SAM"),
            (4, second, "U-ANA"),
        ):
            uow.looks.put("T1", sheet.id, user, T0 + days * DAY)
        uow.commit()
    with database.reading() as uow:
        assert uow.looks.last("T1", "a", "U-ANA") == T0 + 2 * DAY
        assert uow.looks.last("T1", "a", "U-SAM") == T0 + 3 * DAY
        assert uow.looks.last("T1", "b", "U-ANA") == T0 + 4 * DAY
        assert uow.looks.last("T1", "b", "U-SAM") is None
        assert uow.looks.last("T2", "a", "U-ANA") is None


def test_looks_go_with_their_goals(
    database: Database, stored: Sheet, execute: Callable[[Database, str], None]
) -> None:
    with database.writing() as uow:
        uow.looks.put("T1", stored.id, "U-ANA", T0)
        uow.commit()
    execute(database, "DELETE FROM sheets")
    with database.reading() as uow:
        assert uow.looks.last("T1", stored.id, "U-ANA") is None
