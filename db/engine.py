"""The way to the database: one object for a file, and units of work on it from any thread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from db.errors import StoreBusy, StoreError
from db.sqlite import BEGIN, prepare, sqlite_module
from db.turns import Turns
from db.unit_of_work import UnitOfWork

# Twice this, the in-process lock and then the file's, stays under the three seconds that Slack waits.
PATIENCE = 1.25
CONNECTIONS = 64


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
    turns: Turns = field(default_factory=Turns)

    @property
    def file(self) -> Path:
        return file_of(self.url)

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """Give a unit of work that sees one state of the database and changes nothing."""
        with self.connected("BEGIN") as connection:
            yield UnitOfWork(connection)

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        """Give a unit of work that alone may write; what is not committed is gone at the end."""
        if not self.turns.acquire(timeout=self.patience):
            raise StoreBusy
        try:
            with self.connected("BEGIN IMMEDIATE") as connection:
                yield UnitOfWork(connection)
        finally:
            self.turns.release()

    @contextmanager
    def connected(self, begin: str) -> Iterator[Connection]:
        """Give a connection that has begun as told and rolls back at the end; `begin` may be empty."""
        try:
            connection = self.engine.connect()
        except PoolTimeout as error:
            raise StoreBusy from error
        with connection:
            connection.execution_options(**{BEGIN: begin}).begin()
            yield connection

    def check(self) -> None:
        """Raise a `StoreError` unless the database answers."""
        with self.connected("BEGIN") as connection:
            connection.execute(text("SELECT 1")).one()

    def facts(self) -> DatabaseFacts:
        with self.connected("BEGIN") as connection:
            version = connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
            journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
        return DatabaseFacts(sqlite_module().__name__, version, journal, self.file)

    def close(self) -> None:
        self.engine.dispose()


def open_database(
    url: str | URL = "sqlite:///goalframe.db",
    *,
    patience: float = PATIENCE,
    foreign_keys: bool = True,
) -> Database:
    """Open the database at `url`, which is made if it is missing; `patience` is the seconds to wait for a writer."""
    address = _file_url(url)
    engine = create_engine(
        address,
        module=sqlite_module(),
        connect_args={"timeout": patience},
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_timeout=patience,
        pool_use_lifo=True,
        hide_parameters=True,  # no goal text in an error
    )
    prepare(engine, foreign_keys=foreign_keys)
    return Database(address, engine, patience)


def file_of(url: str | URL) -> Path:
    """Return the file that a database's address names; raise a `StoreError` if it names none."""
    return Path(str(_file_url(url).database))


def _file_url(url: str | URL) -> URL:
    with suppress(ArgumentError):
        address = make_url(url)
        if address.drivername == "sqlite" and address.database not in {None, "", ":memory:"}:
            return address
    raise StoreError("DATABASE_URL must name a file, such as sqlite:///goalframe.db; others are not supported yet.")
