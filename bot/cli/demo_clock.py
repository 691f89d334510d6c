"""The demo's clock: it opens on a working morning, runs on, and is moved on by a hand on the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import Clock, ShiftedClock, now, zone_of
from bot.sandbox.demo_time import working_start

ZONE = "Europe/Madrid"
FILE_NAME = "clock-seconds-ahead"


@dataclass
class DemoClock:
    """The app's clock in the demo; how far it is ahead is kept, so that a second start does not go back."""

    clock: ShiftedClock
    folder: Path
    wake: Callable[[], object] = lambda: None

    def turn(self, by: timedelta) -> datetime:
        """Move on by so much, wake what sends what is due then, and return the moment as Madrid's clocks show it."""
        if by:
            self.clock.shift(by)
            keep_ahead(self.folder, self.clock.ahead)
            self.wake()
        return self.clock().astimezone(zone_of(ZONE))


def demo_clock(folder: Path, real: Clock = now) -> DemoClock:
    """Return the clock as it was left, moved on to the next working morning where it stands at night or a weekend."""
    ahead = kept_ahead(folder)
    left = (real() + ahead).astimezone(zone_of(ZONE))
    clock = ShiftedClock(ahead + (working_start(left).astimezone(UTC) - left.astimezone(UTC)), real=real)
    keep_ahead(folder, clock.ahead)
    return DemoClock(clock, folder)


def kept_ahead(folder: Path) -> timedelta:
    """Read how far the clock was ahead; nothing in a new folder."""
    path = folder / FILE_NAME
    return timedelta(seconds=float(path.read_text(encoding="utf-8"))) if path.exists() else timedelta(0)


def keep_ahead(folder: Path, ahead: timedelta) -> None:
    """Write down how far the clock is ahead."""
    (folder / FILE_NAME).write_text(f"{ahead.total_seconds()}\n", encoding="utf-8")
