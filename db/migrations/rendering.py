"""How a new step spells SQLModel's types: as the template imports them."""

from __future__ import annotations

from typing import Literal

from alembic.autogenerate.api import AutogenContext
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime


def render_item(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Return how to write this item, False where Alembic knows by itself."""
    if kind == "type" and isinstance(item, AutoString | UTCDateTime):
        return f"sqltypes.{item!r}"
    return False
