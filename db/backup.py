"""Copies of the database for another day, the way back to one, and a look at whether all is whole."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy.engine import URL

from db.copies import copy_to, flush, free_name, new_file
from db.engine import Database, file_of, open_database
from db.errors import BrokenFile, NotFound, StoreBusy
from db.soundness import faults
from db.sqlite import connect, translated
from db.upgrade import stored_schema


def backup(database: Database, file: Path) -> None:
    """Copy the database as it is now into a new file, also while it is used; an existing file is refused."""
    _require(database.file)
    copy_to(database, file)


def check(database: Database) -> tuple[str, ...]:
    """Return what is wrong with the database, a sentence each; nothing when it is sound."""
    _require(database.file)
    with database.connected("BEGIN") as connection:
        return faults(connection)


def restore(file: Path, url: str | URL) -> Path | None:
    """Put a backup in the database's place and return where the one before was put aside, if there was one.

    Raises `BrokenFile` or `NewerSchema` for a backup that cannot be used and `StoreBusy` while the database is open
    elsewhere; then nothing was changed.
    """
    _require(file)
    target = file_of(url)
    fresh = free_name(target, "restored")
    try:
        _copy_pages(file, fresh)
        _check_backup(fresh)
        aside = _put_aside(target) if target.exists() else None
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
    return aside


def _require(file: Path) -> None:
    if not file.is_file():
        raise NotFound(f"There is no database at {file}.")


def _copy_pages(file: Path, fresh: Path) -> None:
    """Copy a backup without writing to it, with what may still stand in a journal beside it."""
    new_file(fresh)
    address = f"{file.resolve().as_uri()}?mode=ro"
    with translated(), closing(connect(address, uri=True)) as source, closing(connect(str(fresh))) as copy:
        source.execute("PRAGMA schema_version")  # says it where the file is no database; backup() keeps the reason
        source.backup(copy)


def _check_backup(fresh: Path) -> None:
    with closing(open_database(URL.create("sqlite", database=str(fresh)))) as database:
        if stored_schema(database) is None:
            raise BrokenFile
        if found := check(database):
            raise BrokenFile(f"This backup cannot be used. {found[0]}")
    flush(fresh)


def _put_aside(target: Path) -> Path:
    """Move the database and what belongs to it out of the way, if nobody else has it open."""
    try:
        _fold_journal(target)
    except StoreBusy:
        raise StoreBusy(f"{target} is in use; stop Goalframe, then restore.") from None
    except BrokenFile:
        pass  # a damaged one is moved as it is
    aside = free_name(target, "replaced")
    for ending in ("-wal", "-shm", "-journal", ""):
        with suppress(FileNotFoundError):
            Path(f"{target}{ending}").rename(f"{aside}{ending}")
    return aside


def _fold_journal(target: Path) -> None:
    """Take what stands in the journal into the file; SQLite refuses while another connection is open."""
    with translated(), closing(connect(str(target), timeout=0)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
