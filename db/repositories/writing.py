"""The two kinds of write that repositories share: put what may be there already, change what must be there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

from sqlalchemy import Connection, Table

from db.errors import NotFound

Values = Mapping[str, Any]


def put(connection: Connection, table: Table, values: Values) -> None:
    """Insert a row, or give the one with the same key these values."""
    put_all(connection, table, [values])


def put_all(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Put rows that all have the same columns, in one go."""
    if not rows:
        return
    insert = _insert(connection, table)
    keys = [column.name for column in table.primary_key]
    changed = {name: insert.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(insert.on_conflict_do_update(index_elements=keys, set_=changed), [dict(row) for row in rows])


def add(connection: Connection, table: Table, values: Values) -> bool:
    """Insert a row unless one with the same key is there; say whether it was inserted."""
    insert = _insert(connection, table).values(dict(values)).on_conflict_do_nothing()
    return connection.execute(insert).rowcount == 1


def add_all(connection: Connection, table: Table, rows: Sequence[Values]) -> int:
    """Insert rows that all have the same columns, in one go, without those that are there; say how many were not."""
    if not rows:
        return 0
    insert = _insert(connection, table).on_conflict_do_nothing()
    return connection.execute(insert, [dict(row) for row in rows]).rowcount


def change(connection: Connection, table: Table, key: Values, values: Values) -> None:
    """Give the row with this key new values; raise `NotFound` where there is none."""
    update = table.update().values(dict(values))
    for name, value in key.items():
        update = update.where(table.c[name] == value)
    if connection.execute(update).rowcount == 0:
        raise NotFound


def _insert(connection: Connection, table: Table) -> Any:
    # SQLite and PostgreSQL write ON CONFLICT alike, but SQLAlchemy keeps it with each dialect.
    return import_module(f"sqlalchemy.dialects.{connection.dialect.name}").insert(table)
