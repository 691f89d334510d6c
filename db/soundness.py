"""Whether a database is whole: its pages, and its rows' ties to what they belong to."""

from __future__ import annotations

from sqlalchemy import Connection


def faults(connection: Connection) -> tuple[str, ...]:
    """Return what is wrong, a sentence each; nothing for a sound database."""
    return broken_pages(connection) + torn_rows(connection)


def broken_pages(connection: Connection) -> tuple[str, ...]:
    """Return what SQLite finds wrong in the file itself."""
    found = connection.exec_driver_sql("PRAGMA integrity_check").scalars()
    return tuple(f"The file is damaged: {line}." for line in found if line != "ok")


def torn_rows(connection: Connection) -> tuple[str, ...]:
    """Return the rows whose partner is missing."""
    found = connection.exec_driver_sql("PRAGMA foreign_key_check")
    return tuple(
        f"Row {rowid} of {table} belongs to a row of {parent} that is missing." for table, rowid, parent, _ in found
    )
