"""Whole copies of a database that is in use."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from db.engine import Database
from db.errors import StoreError


def copy_to(database: Database, file: Path) -> None:
    """Copy the database as it is now into a new file, readable by its owner alone; never over an existing one."""
    new_file(file)
    try:
        with database.connected("") as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(file),))
        flush(file)
    except BaseException:
        file.unlink()
        raise


def new_file(file: Path) -> None:
    """Make an empty file, readable by its owner alone; raise a `StoreError` where that cannot be."""
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise StoreError(f"{file} is there already; name a file that is not.") from None
    except OSError as error:
        raise StoreError(f"{file} cannot be written: {error.strerror}.") from error


def copy_beside(database: Database, name: str) -> Path:
    """Copy the database into a file beside it that ends in `-NAME`, with a number where that one exists."""
    file = free_name(database.file, name)
    copy_to(database, file)
    return file


def free_name(file: Path, name: str) -> Path:
    """Return the first of FILE-NAME, FILE-NAME-2, … that is not there."""
    endings = (f"-{name}" if number == 1 else f"-{name}-{number}" for number in count(1))
    return next(path for ending in endings if not (path := file.with_name(file.name + ending)).exists())


def flush(file: Path) -> None:
    """Wait until the file is on the disk."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())
