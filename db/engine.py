"""The way to the database: connections that begin as they should, and units of work on them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from db.errors import BrokenFile, Misfit, StoreBusy, StoreError
from db.unit_of_work import UnitOfWork

SAFE_WITH_WAL = (3, 51, 3)
WRITES = "goalframe_writes"
PATIENCE = 1.25


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


@dataclass(frozen=True)
class DatabaseFacts:
    """What `doctor` says about the database."""

    library: str
    sqlite_version: str
    journal_mode: str
    file: Path


@dataclass(frozen=True)
class Database:
    """One database; its methods may be used from any thread."""

    url: URL
    engine: Engine
    patience: float
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def file(self) -> Path:
        return Path(str(self.url.database))

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """Give a unit of work that sees one state of the database and changes nothing."""
        with self.connected() as connection:
            yield UnitOfWork(connection)

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        """Give a unit of work that alone may write; what is not committed is gone at the end."""
        if not self.lock.acquire(timeout=self.patience):
            raise StoreBusy
        try:
            with self.connected(writes=True) as connection:
                yield UnitOfWork(connection)
        finally:
            self.lock.release()

    @contextmanager
    def connected(self, *, writes: bool = False) -> Iterator[Connection]:
        """Give a connection inside a transaction that is rolled back at the end."""
        try:
            connection = self.engine.connect()
        except PoolTimeout as error:
            raise StoreBusy from error
        with connection:
            if writes:
                connection.execution_options(**{WRITES: True})
            connection.begin()
            yield connection

    def check(self) -> None:
        """Raise a `StoreError` unless the database answers."""
        with self.connected() as connection:
            connection.execute(text("SELECT 1")).one()

    def facts(self) -> DatabaseFacts:
        with self.connected() as connection:
            version, journal = connection.execute(
                text("SELECT sqlite_version(), journal_mode FROM pragma_journal_mode"),
            ).one()
        return DatabaseFacts(self.engine.dialect.loaded_dbapi.__name__, version, journal, self.file)

    def close(self) -> None:
        self.engine.dispose()


def open_database(
    url: str | URL = "sqlite:///goalframe.db",
    *,
    patience: float = PATIENCE,
    foreign_keys: bool = True,
) -> Database:
    """Open the database at `url`, which is made if it is missing; `patience` is the seconds to wait for a writer."""
    address = _sqlite_url(url)
    engine = create_engine(
        address,
        module=sqlite_module(),
        connect_args={"timeout": patience},
        pool_size=64,
        max_overflow=0,
        pool_timeout=patience,
        pool_use_lifo=True,
    )
    event.listen(engine, "connect", _Setup(foreign_keys=foreign_keys))
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _translate)
    return Database(address, engine, patience)


def _sqlite_url(url: str | URL) -> URL:
    with suppress(ArgumentError):
        address = make_url(url)
        if address.drivername == "sqlite" and address.database and not address.host:
            return address
    raise StoreError("DATABASE_URL must name a file, such as sqlite:///goalframe.db; others are not supported yet.")


@dataclass(frozen=True)
class _Setup:
    """What every new connection is told."""

    foreign_keys: bool

    def __call__(self, connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions are begun below, never by the driver
        version = connection.execute("SELECT sqlite_version()").fetchone()[0]
        mode = journal_mode(tuple(map(int, version.split("."))))
        connection.execute(f"PRAGMA journal_mode = {mode}").fetchall()
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA foreign_keys = {int(self.foreign_keys)}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _translate(context: ExceptionContext) -> None:
    """Raise the project's own error in place of the driver's."""
    error = context.sqlalchemy_exception
    if isinstance(error, IntegrityError):
        raise Misfit from error.orig
    if isinstance(error, OperationalError):
        raise StoreBusy from error.orig
    if isinstance(error, DBAPIError):
        raise BrokenFile from error.orig
