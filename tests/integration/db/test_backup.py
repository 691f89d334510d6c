"""Backups: made while others write, refused over existing files, put back only when they are sound."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from db.backup import backup, check, restore
from db.engine import Database, open_database
from db.errors import BrokenFile, NewerSchema, NotFound, StoreBusy, StoreError
from db.facts import Sheet

Execute = Callable[[Database, str], None]


def held(file: Path) -> Sheet | None:
    with closing(open_database(f"sqlite:///{file}")) as database, database.reading() as uow:
        return uow.sheets.get("T1", "sheet-1")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def set_layout(database: Database, layout: str) -> None:
    with database.writing() as uow:
        uow.sheets.set_layout("T1", "sheet-1", layout)
        uow.commit()


def test_a_backup_holds_what_is_committed_while_another_writes(database: Database, stored: Sheet) -> None:
    copy = database.file.with_name("copy.db")
    with database.writing() as uow:
        uow.sheets.set_layout("T1", stored.id, "okr")
        backup(database, copy)
    assert held(copy) == stored
    assert copy.stat().st_mode & 0o077 == 0 or os.name == "nt"


def test_a_backup_never_overwrites(database: Database) -> None:
    letter = database.file.with_name("letter.txt")
    letter.write_text("Dear Ana")
    with pytest.raises(StoreError, match="is there already"):
        backup(database, letter)
    assert letter.read_text() == "Dear Ana"


def test_a_backup_into_a_folder_that_is_not_there_is_refused(database: Database) -> None:
    with pytest.raises(StoreError, match="cannot be written: No such file"):
        backup(database, database.file.parent / "nowhere" / "copy.db")


def test_a_backup_that_fails_leaves_no_file(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear Ana, " * 200)
    with closing(open_database(f"sqlite:///{tmp_path}/letter.db")) as database, pytest.raises(BrokenFile):
        backup(database, tmp_path / "copy.db")
    assert names(tmp_path) == ["letter.db"]


def test_nothing_is_made_where_there_is_no_database(tmp_path: Path) -> None:
    with closing(open_database(f"sqlite:///{tmp_path}/none.db")) as database:
        with pytest.raises(NotFound, match="There is no database at"):
            backup(database, tmp_path / "copy.db")
        with pytest.raises(NotFound):
            check(database)
    assert names(tmp_path) == []


def test_a_restore_brings_back_what_was_and_keeps_what_is(database: Database, stored: Sheet, tmp_path: Path) -> None:
    backup(database, tmp_path / "copy.db")
    before = (tmp_path / "copy.db").read_bytes()
    set_layout(database, "okr")
    database.close()
    aside = restore(tmp_path / "copy.db", database.url)
    assert held(database.file) == stored
    assert aside == tmp_path / "goals.db-replaced"
    assert held(aside) == replace(stored, layout="okr")
    assert (tmp_path / "copy.db").read_bytes() == before
    assert restore(tmp_path / "copy.db", database.url) == tmp_path / "goals.db-replaced-2"


def test_a_restore_where_there_was_nothing_keeps_nothing_aside(
    database: Database,
    stored: Sheet,
    tmp_path: Path,
) -> None:
    assert restore(database.file, f"sqlite:///{tmp_path}/new.db") is None
    assert held(tmp_path / "new.db") == stored


def test_a_restore_takes_along_what_still_stands_in_the_journal(
    database: Database,
    stored: Sheet,
    tmp_path: Path,
) -> None:
    with database.reading():  # so that the journal is not folded in
        set_layout(database, "mbo")
        restore(database.file, f"sqlite:///{tmp_path}/new.db")
    assert held(tmp_path / "new.db") == replace(stored, layout="mbo")


def test_a_database_in_use_is_not_replaced(database: Database, stored: Sheet, tmp_path: Path) -> None:
    backup(database, tmp_path / "copy.db")
    set_layout(database, "okr")
    with database.reading(), pytest.raises(StoreBusy, match="is in use; stop Goalframe"):
        restore(tmp_path / "copy.db", database.url)
    assert held(database.file) == replace(stored, layout="okr")
    assert not [name for name in names(tmp_path) if "restored" in name or "replaced" in name]


def test_a_damaged_database_is_put_aside_as_it_is(database: Database, stored: Sheet, tmp_path: Path) -> None:
    backup(database, tmp_path / "copy.db")
    database.close()
    database.file.write_text("Dear Ana, " * 200)
    aside = restore(tmp_path / "copy.db", database.url)
    assert aside is not None
    assert aside.read_text().startswith("Dear Ana")
    assert held(database.file) == stored


def test_only_a_sound_goalframe_database_is_restored(
    new_database: Callable[..., Database],
    stored: Sheet,
    database: Database,
    execute: Execute,
    tmp_path: Path,
) -> None:
    newer, torn, empty = new_database("newer.db"), new_database("torn.db", foreign_keys=False), tmp_path / "empty.db"
    execute(newer, "UPDATE alembic_version SET version_num = '9999'")
    execute(torn, "INSERT INTO sheet_rows VALUES ('T1', 'nowhere', 'o:1', 0, 1)")
    empty.touch()
    (tmp_path / "letter.txt").write_text("Dear Ana, " * 200)
    refused = {newer.file: NewerSchema, torn.file: BrokenFile, empty: BrokenFile, tmp_path / "letter.txt": BrokenFile}
    for file, error in refused.items():
        with pytest.raises(error):
            restore(file, database.url)
    with pytest.raises(NotFound):
        restore(tmp_path / "none.db", database.url)
    assert held(database.file) == stored


def test_a_sound_database_has_no_faults(database: Database, stored: Sheet) -> None:
    assert check(database) == ()


def test_rows_without_their_sheet_are_faults(new_database: Callable[..., Database], execute: Execute) -> None:
    database = new_database(foreign_keys=False)
    execute(database, "INSERT INTO sheet_rows VALUES ('T1', 'nowhere', 'o:1', 0, 1)")
    assert check(database) == ("Row 1 of sheet_rows belongs to a row of sheets that is missing.",)


def test_a_damaged_page_is_a_fault(database: Database, stored: Sheet, execute: Execute) -> None:
    execute(database, "CREATE TABLE unloved (id INTEGER, name TEXT)")
    execute(database, "CREATE INDEX names ON unloved (name)")
    with database.connected("") as connection:
        connection.exec_driver_sql("PRAGMA writable_schema = ON")
        connection.exec_driver_sql("INSERT INTO unloved VALUES (1, 'x')")
        connection.exec_driver_sql(
            "UPDATE sqlite_master SET sql = 'CREATE INDEX names ON unloved (id)' WHERE name = 'names'",
        )
    database.close()
    (first, *_) = check(database)
    assert first.startswith("The file is damaged: row 1 missing from index names")
