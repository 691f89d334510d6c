"""The clock that everything due or dated follows, so that tests can hold it still."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable
from datetime import UTC, date, datetime

Clock = Callable[[], datetime]
"""Returns the present moment, aware, in UTC."""


def now() -> datetime:
    """Return the real time."""
    return datetime.now(UTC)


def use_pinned_zones() -> None:
    """Read zones from the pinned tzdata package alone: the system's files differ from it."""
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()


def zone_of(name: str) -> zoneinfo.ZoneInfo:
    """Return the zone of an IANA name; Slack's may be missing or unknown, which counts as UTC."""
    try:
        return zoneinfo.ZoneInfo(name or "UTC")
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo("UTC")


def today_in(moment: datetime, tz: str) -> date:
    """Return the local date of a moment."""
    return moment.astimezone(zone_of(tz)).date()
