"""Units of work: all or nothing, many threads, faults in the middle, and a process that is killed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import Connection, event

from db.backup import check
from db.engine import CONNECTIONS, Database, open_database
from db.errors import BrokenFile, Misfit, NotFound, StoreBusy, StoreError
from db.facts import Filled, Sheet
from db.sqlite import connect, journal_mode, sqlite_module
from db.unit_of_work import UnitOfWork

Read = Callable[[Sheet], Sheet | None]
Open = Callable[..., Database]


def write(database: Database, sheet: Sheet, row: str) -> int:
    """Write the sheet's next stamp into a blank, as every save does."""
    with database.writing() as uow:
        stamp = uow.sheets.next_stamp("T1", sheet.id, sheet.created_at)
        uow.sheets.put_value("T1", sheet.id, Filled(row, "target", str(stamp), stamp, "V1", sheet.created_at))
        uow.commit()
    return stamp


def test_what_is_not_committed_is_gone(database: Database, stored: Sheet, read: Read) -> None:
    with database.writing() as uow:
        uow.sheets.set_layout("T1", stored.id, "okr")
    assert read(stored) == stored


def test_an_error_in_the_middle_undoes_all_of_it(database: Database, stored: Sheet, read: Read) -> None:
    with pytest.raises(NotFound), database.writing() as uow:
        layout_and_fail(uow, stored)
    assert read(stored) == stored
    assert write(database, stored, "o:1") == 2  # and the next writer is let in


def test_a_reader_cannot_write(database: Database, stored: Sheet, read: Read) -> None:
    with database.reading() as uow:
        uow.sheets.set_layout("T1", stored.id, "okr")
    assert read(stored) == stored


def test_after_a_commit_the_same_unit_may_go_on(database: Database, stored: Sheet, read: Read) -> None:
    with database.writing() as uow:
        uow.sheets.set_layout("T1", stored.id, "okr")
        uow.commit()
        uow.sheets.set_layout("T1", stored.id, "mbo")
    assert read(stored) == replace(stored, layout="okr")


def test_a_reader_sees_one_state_while_others_write(database: Database, stored: Sheet) -> None:
    with database.reading() as uow:
        assert uow.sheets.get("T1", stored.id) == stored
        write(database, stored, "o:2")
        assert uow.sheets.get("T1", stored.id) == stored


def test_a_reader_is_not_stopped_by_a_writer(database: Database, stored: Sheet, read: Read) -> None:
    with database.writing() as uow:
        uow.sheets.set_layout("T1", stored.id, "okr")
        assert read(stored) == stored


def test_eight_writers_and_four_readers_never_find_the_database_locked(new_database: Open, stored: Sheet) -> None:
    database, done = new_database(patience=30), Event()

    def reader(_: int) -> int:
        seen = 0
        while not done.is_set():
            with database.reading() as uow:
                sheet = uow.sheets.get("T1", stored.id)
            assert sheet is not None
            assert sheet.stamp == max(blank.stamp for blank in sheet.filled)  # never half a save
            seen += 1
        return seen

    def writer(number: int) -> list[int]:
        return [write(database, stored, f"o:{number}") for _ in range(25)]

    with ThreadPoolExecutor(12) as pool:
        readers = pool.map(reader, range(4))
        stamps = [stamp for each in pool.map(writer, range(8)) for stamp in each]
        done.set()
        assert all(readers)
    assert sorted(stamps) == list(range(2, 202))


def test_two_processes_worth_of_writers_take_turns(new_database: Open, stored: Sheet) -> None:
    two = [new_database(patience=30), new_database(patience=30)]  # two locks, one file
    with ThreadPoolExecutor(4) as pool:
        stamps = list(pool.map(lambda turn: write(two[turn % 2], stored, "o:1"), range(60)))
    assert sorted(stamps) == list(range(2, 62))


def test_a_second_writer_in_the_process_is_told_when_waiting_is_too_long(new_database: Open) -> None:
    database = new_database(patience=0.01)
    with database.writing(), pytest.raises(StoreBusy, match="try again"), database.writing():
        pass
    with database.writing():
        pass


def test_another_program_s_lock_is_told_and_leaves_nothing(new_database: Open, stored: Sheet, read: Read) -> None:
    database = new_database(patience=0.01)
    with closing(connect(str(database.file))) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy):
            write(database, stored, "o:1")
        assert read(stored) == stored  # readers go on
    assert write(database, stored, "o:1") == 2


def test_when_every_connection_is_taken_it_is_told(new_database: Open) -> None:
    database = new_database(patience=0.01)
    with ExitStack() as taken:
        for _ in range(CONNECTIONS):
            taken.enter_context(database.reading())
        with pytest.raises(StoreBusy):
            database.check()
    database.check()


@pytest.mark.parametrize("table", ["sheets", "profiles", "sheet_rows", "blanks"])
def test_a_disk_error_in_the_middle_of_a_new_sheet_leaves_nothing(
    database: Database,
    sheet: Sheet,
    read: Read,
    table: str,
) -> None:
    fail_at(database, f"INSERT INTO {table}", 10)
    with pytest.raises(StoreBusy), database.writing() as uow:
        add(uow, sheet)
    assert read(sheet) is None
    with database.reading() as uow:
        assert uow.sheets.profile("T1", sheet.profile_hash) is None


def test_a_full_disk_in_the_middle_of_a_save_leaves_the_state_before(
    database: Database,
    stored: Sheet,
    read: Read,
) -> None:
    fail_at(database, "INSERT INTO blanks", 13)
    with pytest.raises(StoreBusy):
        write(database, stored, "o:2")
    assert read(stored) == stored
    assert check(database) == ()


def test_a_failing_commit_leaves_the_state_before_and_lets_the_next_one_in(
    database: Database,
    stored: Sheet,
    read: Read,
) -> None:
    with pytest.raises(Misfit), database.connected("BEGIN IMMEDIATE") as connection:
        orphan_at_commit(connection)
    assert read(stored) == stored
    assert write(database, stored, "o:2") == 2
    assert check(database) == ()


def test_a_fault_of_ours_is_not_dressed_up_as_the_store_s(database: Database, stored: Sheet) -> None:
    naive = stored.created_at.replace(tzinfo=None)
    with database.writing() as uow, pytest.raises(Exception, match="timezone") as caught:
        uow.sheets.next_stamp("T1", stored.id, naive)
    assert not isinstance(caught.value, StoreError)


def test_a_database_without_tables_is_told(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/empty.db")
    with closing(database), database.reading() as uow, pytest.raises(StoreError, match="could not do that"):
        uow.people.get("T1", "U1")


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear Ana, " * 200)
    with closing(open_database(f"sqlite:///{tmp_path}/letter.db")) as database, pytest.raises(BrokenFile):
        database.check()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with closing(open_database(f"sqlite:///{tmp_path}/nowhere/goals.db")) as database, pytest.raises(StoreBusy):
        database.check()


def test_the_connections_are_as_safe_as_they_should_be(database: Database) -> None:
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    with database.connected("BEGIN") as connection:
        told = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
    expected = journal_mode(sqlite_module().sqlite_version_info).lower()
    assert told == [expected, 2, 1, 1250]


def test_the_facts_name_library_version_journal_and_file(database: Database) -> None:
    facts = database.facts()
    assert (facts.library, facts.sqlite_version) == (sqlite_module().__name__, sqlite_module().sqlite_version)
    assert facts.journal_mode == journal_mode(sqlite_module().sqlite_version_info).lower()
    assert facts.file == database.file


def test_python_s_own_library_works_too(
    monkeypatch: pytest.MonkeyPatch,
    new_database: Open,
    stored: Sheet,
    database: Database,
) -> None:
    database.close()
    monkeypatch.setitem(sys.modules, "pysqlite3", None)
    second = new_database()
    assert write(second, stored, "o:2") == 2
    import sqlite3

    facts = second.facts()
    assert (facts.library, facts.journal_mode) == ("sqlite3", journal_mode(sqlite3.sqlite_version_info).lower())


WRITER = """
import sys
from datetime import UTC, datetime
from db.engine import open_database
from db.facts import Filled
database = open_database(sys.argv[1])
at = datetime(2026, 12, 1, tzinfo=UTC)
while True:
    with database.writing() as uow:
        stamp = uow.sheets.next_stamp("T1", "sheet-1", at)
        for row in ("o:1", "o:2", "o:3"):
            uow.sheets.put_value("T1", "sheet-1", Filled(row, "target", str(stamp), stamp, "V1", at))
        uow.commit()
    print(stamp, flush=True)
"""


@pytest.mark.parametrize("said", [1, 7, 30])
def test_a_killed_process_loses_nothing_it_has_confirmed(
    database: Database, stored: Sheet, read: Read, said: int
) -> None:
    command = [sys.executable, "-c", WRITER, str(database.url)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3]) as process:
        assert process.stdout is not None
        confirmed = [int(process.stdout.readline()) for _ in range(said)]
        process.kill()
        confirmed += [int(line) for line in process.stdout.read().split()]
    now = read(stored)
    assert now is not None
    assert now.stamp >= confirmed[-1]
    assert {blank.stamp for blank in now.filled} == {now.stamp}  # the last save is whole
    assert check(database) == ()


def layout_and_fail(uow: UnitOfWork, sheet: Sheet) -> None:
    uow.sheets.set_layout("T1", sheet.id, "okr")
    uow.sheets.set_layout("T1", "nowhere", "okr")


def add(uow: UnitOfWork, sheet: Sheet) -> None:
    uow.sheets.add(sheet, "{}")
    uow.commit()


def orphan_at_commit(connection: Connection) -> None:
    """Make COMMIT itself fail: the tie is checked there and no sooner."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    connection.exec_driver_sql("INSERT INTO sheet_rows VALUES ('T1', 'nowhere', 'o:1', 0, 1)")
    connection.commit()


def fault(code: int) -> Any:
    """Return an error as SQLite raises it."""
    error = sqlite_module().OperationalError("injected")
    error.sqlite_errorcode = code
    return error


def fail_at(database: Database, beginning: str, code: int) -> None:
    """Let every statement that begins so fail."""

    def fail(_cursor: object, statement: str, *_: object) -> None:
        if statement.startswith(beginning):
            raise fault(code)

    event.listen(database.engine, "do_execute", fail)
