"""Slack's cursors: a page of a list and where the next begins."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import TypeVar

from bot.sandbox.refused import Refused
from bot.sandbox.state import Json

Item = TypeVar("Item")
USUAL_PAGE = 100


def page(items: Sequence[Item], arguments: Json) -> tuple[list[Item], str]:
    """Cut one page out of a list; the cursor is empty at the end."""
    start = _start(str(arguments.get("cursor") or ""))
    end = start + int(arguments.get("limit") or USUAL_PAGE)
    cursor = base64.b64encode(f"next:{end}".encode()).decode() if end < len(items) else ""
    return list(items[start:end]), cursor


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except ValueError:
        raise Refused("invalid_cursor") from None
