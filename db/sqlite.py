"""What SQLite needs to be told, and what its errors mean."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, event

from db.errors import BrokenFile, Misfit, StoreBusy, StoreError

SAFE_WITH_WAL = (3, 51, 3)
BEGIN = "goalframe_begin"
# SQLite's primary result codes: the file cannot be had just now, is no sound database, or would not hold together.
MEANINGS: dict[type[StoreError], set[int]] = {
    StoreBusy: {5, 6, 7, 8, 10, 13, 14, 15},
    BrokenFile: {11, 26},
    Misfit: {19},
}


def sqlite_module() -> ModuleType:
    """Return the newest SQLite at hand: the bundled one where it is installed, else Python's own."""
    with suppress(ImportError):
        import pysqlite3

        return pysqlite3  # type: ignore[no-any-return]
    import sqlite3

    return sqlite3


def journal_mode(version: tuple[int, ...]) -> str:
    """Name the journal this SQLite writes safely: before 3.51.3 several connections could damage a WAL database."""
    return "WAL" if version >= SAFE_WITH_WAL else "DELETE"


def prepare(engine: Engine, *, foreign_keys: bool) -> None:
    """Make every connection of the engine safe, its transactions explicit and its errors ours."""
    event.listen(engine, "connect", _Setup(foreign_keys=foreign_keys))
    event.listen(engine, "begin", _begin)
    event.listen(engine, "reset", _end)
    event.listen(engine, "handle_error", _translate)


@dataclass(frozen=True)
class _Setup:
    """What every new connection is told."""

    foreign_keys: bool

    def __call__(self, connection: Any, _record: object) -> None:
        connection.isolation_level = None  # `_begin` begins the transactions, never the driver
        version = connection.execute("SELECT sqlite_version()").fetchone()[0]
        mode = journal_mode(tuple(map(int, version.split("."))))
        connection.execute(f"PRAGMA journal_mode = {mode}").fetchall()
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA foreign_keys = {int(self.foreign_keys)}")
        connection.execute("PRAGMA recursive_triggers = ON")  # else REPLACE goes past the audit log's


def _begin(connection: Connection) -> None:
    """Begin as the connection's options say; an empty word means no transaction at all."""
    if begin := connection.get_execution_options().get(BEGIN, "BEGIN"):
        connection.exec_driver_sql(begin)


def _end(connection: Any, *_: object) -> None:
    """End what a failed COMMIT left open: SQLAlchemy would hand the connection on with its write lock held."""
    connection.rollback()


def connect(address: str, **options: Any) -> Any:
    """Open a connection of SQLite's own, for work on whole files; `translated` goes around it."""
    return sqlite_module().connect(address, isolation_level=None, **options)


@contextmanager
def translated() -> Iterator[None]:
    """Raise the project's own error in place of SQLite's."""
    try:
        yield
    except sqlite_module().Error as error:
        raise _refusal(error) from error


def _translate(context: ExceptionContext) -> None:
    """Do the same on the engine's connections; what SQLite did not raise is a fault of ours and stays."""
    error = context.original_exception
    if isinstance(error, sqlite_module().Error):
        raise _refusal(error) from error


def _refusal(error: Any) -> StoreError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return next((refusal() for refusal, codes in MEANINGS.items() if code in codes), StoreError())
