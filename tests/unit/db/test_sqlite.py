"""Which SQLite is used, which journal it gets, and what its errors become."""

from __future__ import annotations

import sqlite3
import sys

import pytest

from db.engine import file_of
from db.errors import BrokenFile, Misfit, NotFound, StoreBusy, StoreError
from db.sqlite import journal_mode, sqlite_module, translated


def test_the_bundled_library_is_preferred(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pysqlite3", sqlite3)
    assert sqlite_module() is sqlite3


def test_without_it_python_s_own_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pysqlite3", None)
    assert sqlite_module() is sqlite3


@pytest.mark.parametrize(
    ("version", "mode"),
    [((3, 40, 1), "DELETE"), ((3, 51, 2), "DELETE"), ((3, 51, 3), "WAL"), ((3, 53, 4), "WAL"), ((4, 0, 0), "WAL")],
)
def test_the_write_ahead_log_is_used_only_where_it_is_safe(version: tuple[int, ...], mode: str) -> None:
    assert journal_mode(version) == mode


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        (5, StoreBusy),
        (261, StoreBusy),  # SQLITE_BUSY_RECOVERY: the primary code is in the low byte
        (10, StoreBusy),
        (13, StoreBusy),
        (11, BrokenFile),
        (26, BrokenFile),
        (787, Misfit),  # SQLITE_CONSTRAINT_FOREIGNKEY
        (1, StoreError),
        (None, StoreError),
    ],
)
def test_an_error_of_sqlite_becomes_one_of_ours(code: int | None, refusal: type[StoreError]) -> None:
    error = sqlite_module().OperationalError("as SQLite says it")
    if code is not None:
        error.sqlite_errorcode = code
    with pytest.raises(StoreError) as caught, translated():
        raise error
    assert type(caught.value) is refusal
    assert caught.value.__cause__ is error


def test_an_error_says_its_own_sentence_or_the_one_it_is_given() -> None:
    assert str(NotFound()) == "What you are looking for is not here."
    assert str(NotFound("There is no database at x.db.")) == "There is no database at x.db."


@pytest.mark.parametrize("url", ["", "nonsense", "sqlite://", "sqlite:///:memory:", "postgresql://localhost/goals"])
def test_an_address_that_names_no_file_is_refused(url: str) -> None:
    with pytest.raises(StoreError, match="DATABASE_URL must name a file"):
        file_of(url)


def test_an_address_names_a_file() -> None:
    assert str(file_of("sqlite:///goalframe.db")) == "goalframe.db"
