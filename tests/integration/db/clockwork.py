"""Time on the database's own clock: it can't be turned, so what it is compared with is put back."""

from __future__ import annotations

from db.engine import Database


def passes(database: Database, seconds: float) -> None:
    """Let so much time pass for leases and paces."""
    with database.connected("BEGIN IMMEDIATE") as connection:
        connection.exec_driver_sql("UPDATE posts SET lease_until = lease_until - ?", (seconds,))
        connection.exec_driver_sql("UPDATE paces SET free_at = free_at - ?", (seconds,))
        connection.commit()
