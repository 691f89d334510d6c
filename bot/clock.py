"""The clock that everything due or dated follows, so that tests can hold it still."""

from __future__ import annotations

import threading
import zoneinfo
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

Clock = Callable[[], datetime]
"""Returns the present moment, aware, in UTC."""


def now() -> datetime:
    """Return the real time."""
    return datetime.now(UTC)


class ShiftedClock:
    """A clock that runs ahead of the real one and can be moved on, never back."""

    def __init__(self, ahead: timedelta = timedelta(0), *, real: Clock = now) -> None:
        self._real, self._lock = real, threading.Lock()
        self._ahead = timedelta(0)
        self.shift(ahead)

    def __call__(self) -> datetime:
        return self._real() + self._ahead

    @property
    def ahead(self) -> timedelta:
        """How far it is before the real time."""
        return self._ahead

    def shift(self, by: timedelta) -> None:
        """Move it on; ValueError for a step back."""
        if by < timedelta(0):
            raise ValueError("A clock is moved forward only.")
        with self._lock:
            self._ahead += by


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
