"""The database's own clock, which all senders of one database share: seconds since 1970."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Float, literal_column

NOW: ColumnElement[float] = literal_column("((julianday('now') - 2440587.5) * 86400.0)", Float)
"""SQLite's way to say it; other databases will have theirs."""
