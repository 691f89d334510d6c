"""The store failing: the person is told, what was typed stays on the screen, and what was kept stays whole."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from db.sqlite import sqlite_module
from tests.integration.app.office import COMMAND, START, Office, eventually

FULL, IO_ERROR, BUSY = 13, 10, 5
SORRY = "could not be read or written just now; nothing was changed, so try again."


@contextmanager
def failing(office: Office, statement: str, code: int = IO_ERROR, after: int = 0) -> Iterator[list[str]]:
    """Let SQLite fail at every statement that begins so, after some that succeed; give those that failed."""
    engine, failed, seen = office.goalframe.database.engine, [], []

    def fail(_cursor: Any, sql: str, parameters: Any, _context: Any) -> None:
        if sql.startswith(statement):
            seen.append(sql)
            if len(seen) > after:
                failed.append(sql)
                error = sqlite_module().OperationalError(f"made up, with {parameters}")
                error.sqlite_errorcode = code
                raise error

    event.listen(engine, "do_execute", fail)
    try:
        yield failed
    finally:
        event.remove(engine, "do_execute", fail)


@pytest.mark.parametrize("after", [0, 1, 2])
@pytest.mark.parametrize("code", [FULL, IO_ERROR, BUSY])
def test_a_save_that_fails_in_its_middle_changes_nothing_and_leaves_the_view_as_it_is(
    office: Office, code: int, after: int
) -> None:
    ana = office.ana
    office.drafts(ana)
    before = office.goals_of()
    with failing(office, "INSERT INTO blanks", code, after) as failed:
        ana.enters("Baseline", "€1.9M booked")
        ana.enters("Target", "€2.4M booked")
        ana.picks("Due date", "2027-05-31")
        ana.submits()
    assert failed
    if after == 0:
        assert SORRY in "".join(ana.errors.values())
        assert office.goals_of() == before
    assert (ana.value("Baseline"), ana.value("Target")) == ("€1.9M booked", "€2.4M booked")
    ana.submits()
    assert office.values() == {"baseline": "€1.9M booked", "target": "€2.4M booked", "date": "2027-05-31"}
    assert "Goal 2 of 5" in ana.sees()


def test_an_autosave_that_fails_is_made_again_a_second_later(office: Office) -> None:
    office.drafts(office.ana)
    with failing(office, "INSERT INTO blanks"):
        office.ana.enters("Target", "€2.4M booked")
    assert "target" not in office.values()
    office.timers.run_out()
    assert office.values()["target"] == "€2.4M booked"


def test_an_autosave_that_fails_is_made_again_when_the_view_is_closed(office: Office) -> None:
    office.drafts(office.ana)
    with failing(office, "INSERT INTO blanks"):
        office.ana.enters("Target", "€2.4M booked")
    office.ana.closes()
    assert office.values()["target"] == "€2.4M booked"


def test_an_autosave_that_fails_until_the_end_is_made_at_the_end(office: Office) -> None:
    office.drafts(office.ana)
    with failing(office, "INSERT INTO blanks"):
        office.ana.enters("Target", "€2.4M booked")
    office.goalframe.services.autosave.finish_all()
    assert office.values()["target"] == "€2.4M booked"


@pytest.mark.parametrize("statement", ["INSERT INTO sheets", "INSERT INTO sheet_rows", "INSERT INTO posts", "COMMIT"])
def test_a_start_that_fails_leaves_no_half_a_draft(office: Office, statement: str) -> None:
    ana = office.ana
    ana.types(COMMAND)
    ana.clicks(START)
    ana.picks("Who are these goals for?", "Tom Berg")
    if statement == "COMMIT":
        event.listen(office.goalframe.database.engine, "commit", fail_once())
        ana.submits()
    else:
        with failing(office, statement, after=1 if statement == "INSERT INTO sheet_rows" else 0):
            ana.submits()
    assert ana.errors
    assert office.count_goals() == 0
    ana.submits()
    assert "Goals to keep" in ana.sees()
    assert office.count_goals() == 1


def fail_once() -> Any:
    left = [1]

    def fail(_connection: Any) -> None:
        if left:
            left.pop()
            raise OSError("made up")

    return fail


def test_reading_that_fails_is_said_beside_the_message(office: Office) -> None:
    office.drafts(office.ana)
    office.ana.closes()
    with failing(office, "SELECT"):
        office.ana.types("/goals mine")
        assert SORRY in office.ana.sees()
    office.ana.types("/goals team")
    assert "Tom Berg" in office.ana.reads(office.ana.last_message)


def test_a_role_is_shown_without_the_store(office: Office) -> None:
    office.ana.types(COMMAND)
    with failing(office, ""):
        office.ana.types(f"{COMMAND} okrs")
    assert "[OKRs, shown now]" in office.ana.sees()


def test_a_store_that_another_writer_holds_is_said_within_three_seconds(office: Office) -> None:
    office.drafts(office.ana)
    with office.goalframe.database.writing():
        saved: list[Any] = []
        thread = threading.Thread(target=lambda: saved.append(office.ana.submits()))
        thread.start()
        eventually(lambda: saved)
        thread.join()
    assert saved[0].failed == ""
    assert SORRY in "".join(office.ana.errors.values())


def test_what_went_wrong_is_logged_with_its_reference_and_without_a_value(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office.drafts(office.ana)
    with failing(office, "INSERT INTO blanks"):
        office.ana.enters("Target", "€2.4M booked")
        office.ana.submits()
    said = "".join(office.ana.errors.values())
    reference = said.split("(Reference ")[1].rstrip(")")
    (record,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert record.getMessage().startswith(f"{reference}: StoreBusy")
    assert "sheets.py" in record.getMessage()
    assert "€2.4M" not in record.getMessage()
