"""A database for each test, and the sheet they all speak of."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from db.engine import Database, open_database
from db.facts import Filled, Period, Sheet, SheetRow
from db.upgrade import upgrade

T0 = datetime(2026, 12, 1, 9, 30, 15, 250, tzinfo=UTC)
SHEET = Sheet(
    team_id="T1",
    id="sheet-1",
    author="U-ANA",
    subject="U-SAM",
    profile_id="DIRECT.ACCOUNTEA038.P4",
    profile_hash="hash-1",
    title="Account Executive / Field Sales",
    period=Period("H1 2027", date(2027, 1, 1), date(2027, 6, 30)),
    layout="smart",
    state="draft",
    stamp=1,
    created_at=T0,
    updated_at=T0,
    rows=(
        SheetRow("o:1", 0, kept=True),
        SheetRow("o:2", 1, kept=True),
        SheetRow("d:1", 2, kept=False),
    ),
    filled=(Filled("o:1", "target", "12 accounts", 1, "V1", T0),),
    rivals=(),
)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an empty database with the current schema, once."""
    file = tmp_path_factory.mktemp("template") / "empty.db"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
def new_database(template: Path, tmp_path: Path) -> Iterator[Callable[..., Database]]:
    """Open databases of one's own; they are closed at the end."""
    opened: list[Database] = []

    def make(name: str = "goals.db", **options: Any) -> Database:
        file = tmp_path / name
        if not file.exists():
            shutil.copy(template, file)
        opened.append(open_database(f"sqlite:///{file}", **options))
        return opened[-1]

    yield make
    for database in opened:
        database.close()


@pytest.fixture
def database(new_database: Callable[..., Database]) -> Database:
    return new_database()


@pytest.fixture
def sheet() -> Sheet:
    return SHEET


@pytest.fixture
def stored(database: Database, sheet: Sheet) -> Sheet:
    """Return a sheet that is in the database."""
    with database.writing() as uow:
        uow.sheets.add(sheet, '{"role": "AE"}')
        uow.commit()
    return sheet


@pytest.fixture
def store(database: Database) -> Callable[..., Sheet]:
    """Store a variant of the sheet."""

    def put(**changes: Any) -> Sheet:
        variant = replace(SHEET, **changes)
        with database.writing() as uow:
            uow.sheets.add(variant, "{}")
            uow.commit()
        return variant

    return put


@pytest.fixture
def read(database: Database) -> Callable[[Sheet], Sheet | None]:
    """Read a sheet back in a unit of work of its own."""

    def get(sheet: Sheet) -> Sheet | None:
        with database.reading() as uow:
            return uow.sheets.get(sheet.team_id, sheet.id)

    return get


@pytest.fixture
def execute() -> Callable[[Database, str], None]:
    """Go around the repositories."""

    def run(database: Database, statement: str) -> None:
        with database.connected("BEGIN IMMEDIATE") as connection:
            connection.exec_driver_sql(statement)
            connection.commit()

    return run
