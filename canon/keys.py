"""The keys of rows: stable names that stay the same when other rows move."""

from __future__ import annotations

import hashlib

ROW_LISTS = ("core_outputs", "responsibilities", "components")
_PREFIX = {"core_outputs": "o", "responsibilities": "o", "components": "c"}


def text_key(text: str) -> str:
    """Return the key of a text without an id: the first 8 hex digits of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def row_key(name: str, own_id: str | None, text: str) -> str:
    """Return the key of a row in one of the three lists."""
    return f"{_PREFIX[name]}:{own_id or text_key(text)}"


def dimension_key(name: str) -> str:
    """Return the key of a dimension's row."""
    return f"d:{name}"
