"""The two kinds of read that repositories share: all rows, or one, as facts of the same column names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, select

Fact = TypeVar("Fact")


def columns_of(table: Table, kind: type[Any]) -> Select[Any]:
    """Select the columns that a fact is made of, in the order of its fields."""
    return select(*(table.c[field.name] for field in fields(kind)))


def facts(connection: Connection, kind: type[Fact], query: Select[Any], **values: Any) -> tuple[Fact, ...]:
    """Return what a query over `columns_of` finds."""
    found: Sequence[Any] = connection.execute(query, values).all()
    return tuple(kind(*row) for row in found)


def fact(connection: Connection, kind: type[Fact], query: Select[Any], **values: Any) -> Fact | None:
    """Return the first of what a query over `columns_of` finds."""
    return next(iter(facts(connection, kind, query, **values)), None)
