"""The two kinds of read that repositories share: all rows, or one, as facts of the same column names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, select

Fact = TypeVar("Fact")
AT_ONCE = 500
"""Ids or keys in one statement."""


def columns_of(table: Table, kind: type[Any]) -> Select[Any]:
    """Select the columns that a fact is made of, in the order of its fields."""
    return select(*(table.c[field.name] for field in fields(kind)))


def facts(connection: Connection, kind: type[Fact], query: Select[Any], **values: Any) -> tuple[Fact, ...]:
    """Return what a query over `columns_of` finds."""
    found: Sequence[Any] = connection.execute(query, values).all()
    return tuple(kind(*row) for row in found)


def rows_of(
    connection: Connection, query: Select[Any], some: Iterable[str], **values: Any
) -> Iterator[tuple[Any, ...]]:
    """Give what a query finds about some ids or keys, which it takes as `some`, part by part."""
    for part in parts(some):
        yield from map(tuple, connection.execute(query, {"some": part, **values}).all())


def parts(some: Iterable[str]) -> Iterator[list[str]]:
    """Give ids or keys, each once, in parts that fit into one statement."""
    every = list(dict.fromkeys(some))
    return (every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE))


def fact(connection: Connection, kind: type[Fact], query: Select[Any], **values: Any) -> Fact | None:
    """Return the first of what a query over `columns_of` finds."""
    return next(iter(facts(connection, kind, query, **values)), None)
