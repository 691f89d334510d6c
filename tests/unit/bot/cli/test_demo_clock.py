"""The demo's clock: it opens on a working morning, moves on, wakes what waits, and is found as it was left."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.cli.demo_clock import demo_clock

SATURDAY = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def shown(moment: datetime) -> str:
    return f"{moment:%a %d %b, %H:%M %Z}"


def test_on_a_weekend_it_opens_on_monday_morning_in_madrid(tmp_path: Path) -> None:
    clock = demo_clock(tmp_path, lambda: SATURDAY)
    assert shown(clock.turn(timedelta(0))) == "Mon 23 Nov, 09:30 CET"
    assert clock.clock() == datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


def test_on_a_working_day_it_opens_now(tmp_path: Path) -> None:
    assert demo_clock(tmp_path, lambda: MONDAY).clock() == MONDAY


def test_a_move_wakes_what_waits_and_a_look_does_not(tmp_path: Path) -> None:
    woken: list[str] = []
    clock = demo_clock(tmp_path, lambda: MONDAY)
    clock.wake = lambda: woken.append("woken")
    clock.turn(timedelta(0))
    assert woken == []
    assert shown(clock.turn(timedelta(days=1))) == "Tue 24 Nov, 12:00 CET"
    assert woken == ["woken"]


def test_a_second_start_does_not_go_back(tmp_path: Path) -> None:
    left = demo_clock(tmp_path, lambda: MONDAY)
    left.turn(timedelta(days=2))
    later = MONDAY + timedelta(minutes=30)
    assert demo_clock(tmp_path, lambda: later).clock() == later + timedelta(days=2)


def test_a_second_start_at_night_opens_on_the_morning_after(tmp_path: Path) -> None:
    demo_clock(tmp_path, lambda: SATURDAY)
    found = demo_clock(tmp_path, lambda: SATURDAY + timedelta(hours=12))
    assert shown(found.turn(timedelta(0))) == "Tue 24 Nov, 09:30 CET"
    assert (
        shown(demo_clock(tmp_path, lambda: SATURDAY + timedelta(hours=12)).turn(timedelta(0)))
        == "Tue 24 Nov, 09:30 CET"
    )
