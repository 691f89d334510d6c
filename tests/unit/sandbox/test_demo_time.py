"""The demo's own time: which mornings work, how far a hand moves it, and what the page is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.sandbox.demo_time import DemoTime, next_working_morning, working_start
from bot.sandbox.people import three_people
from bot.sandbox.server import SandboxServer
from bot.sandbox.workspace import Workspace
from tests.unit.sandbox.calling import Page, Slack

MADRID = ZoneInfo("Europe/Madrid")


def madrid(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=MADRID)


class Clock:
    """An app's clock that stands still until it is moved; notes what it was asked."""

    def __init__(self, words: str = "2026-11-23 09:30") -> None:
        self.moment = madrid(words)
        self.asked: list[timedelta] = []

    def turn(self, by: timedelta) -> datetime:
        if by:
            self.asked.append(by)
        self.moment = (self.moment.astimezone(UTC) + by).astimezone(MADRID)
        return self.moment


@pytest.fixture
def clock(ws: Workspace) -> Clock:
    clock = Clock()
    ws.demo_time = DemoTime(clock.turn)
    return clock


@pytest.mark.parametrize(
    ("moment", "morning"),
    [
        ("2026-11-23 00:00", "2026-11-23 09:30"),
        ("2026-11-23 08:59", "2026-11-23 09:30"),
        ("2026-11-23 09:00", "2026-11-24 09:30"),
        ("2026-11-23 09:30", "2026-11-24 09:30"),
        ("2026-11-27 15:00", "2026-11-30 09:30"),
        ("2026-11-28 07:00", "2026-11-30 09:30"),
        ("2026-11-29 23:59", "2026-11-30 09:30"),
        ("2027-03-26 12:00", "2027-03-29 09:30"),
    ],
)
def test_the_next_working_morning_is_at_half_past_nine_and_on_no_weekend(moment: str, morning: str) -> None:
    assert next_working_morning(madrid(moment)) == madrid(morning)


@pytest.mark.parametrize(
    ("moment", "start"),
    [
        ("2026-11-23 09:00", "2026-11-23 09:00"),
        ("2026-11-23 15:59", "2026-11-23 15:59"),
        ("2026-11-23 16:00", "2026-11-24 09:30"),
        ("2026-11-23 03:00", "2026-11-23 09:30"),
        ("2026-11-27 16:00", "2026-11-30 09:30"),
        ("2026-11-28 12:00", "2026-11-30 09:30"),
    ],
)
def test_a_demo_opens_while_people_work(moment: str, start: str) -> None:
    assert working_start(madrid(moment)) == madrid(start)


@pytest.mark.parametrize(
    ("start", "move", "end"),
    [
        ("2026-11-23 09:30", "hour", "2026-11-23 10:30"),
        ("2026-11-23 09:30", "day", "2026-11-24 09:30"),
        ("2026-11-27 09:30", "morning", "2026-11-30 09:30"),
        ("2027-03-27 23:30", "hour", "2027-03-28 00:30"),
        ("2027-03-27 09:30", "day", "2027-03-28 09:30"),
        ("2027-03-28 01:30", "hour", "2027-03-28 03:30"),
        ("2026-10-24 09:30", "day", "2026-10-25 09:30"),
    ],
)
def test_a_move_is_read_off_the_wall_also_where_summer_begins_or_ends(start: str, move: str, end: str) -> None:
    clock = Clock(start)
    assert DemoTime(clock.turn).move(move) == madrid(end)
    assert min(clock.asked) > timedelta(0)


def test_the_page_is_told_the_time_and_when_a_message_came(slack: Slack, page: Page, dm: str, clock: Clock) -> None:
    slack.posts(dm, "Early")
    clock.turn(timedelta(hours=2))
    slack.posts(dm, "Later")
    shown = page.state()
    on_the_wall = [datetime.fromtimestamp(ms / 1000, UTC).strftime("%a %H:%M") for ms in (
        shown["clock"], *(message["demo_ms"] for message in shown["messages"])
    )]  # fmt: skip
    assert on_the_wall == ["Mon 11:30", "Mon 09:30", "Mon 11:30"]


def test_a_hand_moves_the_time_on_and_every_page_is_told(ws: Workspace, page: Page, clock: Clock) -> None:
    before = page.state()
    assert page.does(do="clock", move="morning") == 200
    after = page.state("U_ANA")
    assert clock.moment == madrid("2026-11-24 09:30")
    assert after["clock"] - before["clock"] == 24 * 3600 * 1000
    assert after["version"] > before["version"]


@pytest.mark.parametrize("move", ["yesterday", "-1", ""])
def test_there_is_no_way_back(page: Page, clock: Clock, move: str) -> None:
    assert page.does(do="clock", move=move) == 409
    assert clock.asked == []


def test_looking_moves_nothing(slack: Slack, page: Page, dm: str, clock: Clock) -> None:
    slack.posts(dm)
    page.state()
    assert clock.asked == []


def test_without_a_clock_the_page_has_none(slack: Slack, page: Page, dm: str) -> None:
    slack.posts(dm)
    shown = page.state()
    assert (shown["clock"], shown["messages"][0]["demo_ms"]) == (None, None)
    assert page.does(do="clock", move="hour") == 409


def test_slacks_own_stamps_stay_real_time(ws: Workspace, slack: Slack, dm: str, clock: Clock) -> None:
    assert float(slack.posts(dm)) == pytest.approx(ws.clock(), abs=5)


def test_a_server_takes_the_clock_of_its_app() -> None:
    clock = Clock()
    with SandboxServer(Workspace(three_people()), on_clock=clock.turn) as server:
        assert Page(server.workspace).state()["clock"] is not None
    with SandboxServer() as server:
        assert server.workspace.demo_time is None
