"""The tables; in every key and every foreign key the workspace comes first."""

from __future__ import annotations

from sqlalchemy import Table

from db.tables import cycles, imports, people, posts, sharing, sheets, texts, titles
from db.tables.base import Base

__all__ = ["Base", "cycles", "imports", "people", "posts", "sharing", "sheets", "table", "texts", "titles"]


def table(name: str) -> Table:
    """Return a table by its name, for statements that build no objects."""
    return Base.metadata.tables[name]
