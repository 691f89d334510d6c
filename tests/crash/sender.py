"""A sender as a process of its own: the app's beat, as fast as it goes, until it is killed."""

from __future__ import annotations

import itertools
import os
import signal
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection
from typing import Any

from slack_sdk import WebClient

from bot.app import build_app
from bot.cli.library import open_library
from bot.clock import ShiftedClock, use_pinned_zones
from bot.delivery import outbox
from bot.jobs.heartbeat import Heartbeat
from bot.settings import read_settings
from db.engine import open_database

IDLE = 0.02
"""Seconds between two beats that found nothing to do."""


@dataclass(frozen=True)
class Orders:
    """What a sender is told: the app's environment, and how many seconds its clock is `ahead` of the real one.

    `lease` and `breather` are seconds. With a `name` the heartbeat's own scheduler runs the job, under that name. It
    `freezes` in the middle of its post with this number, 0 for none.
    """

    environ: Mapping[str, str]
    ahead: float
    lease: float
    breather: float
    name: str = ""
    freezes: int = 0


def send(orders: Orders, ready: Connection) -> None:
    """Say that it is ready, then send until killed."""
    use_pinned_zones()
    outbox.BREATHER = orders.breather  # type: ignore[attr-defined]
    freeze_in(orders.freezes)
    settings = read_settings(orders.environ)
    clock = ShiftedClock(timedelta(seconds=orders.ahead))
    database = open_database(settings.database_url)
    goalframe = build_app(settings, database, open_library(()), clock=clock, lease=orders.lease)
    beat = goalframe.heartbeat._job
    ready.send(None)
    if orders.name:
        beat_by_schedule(renamed(beat) if orders.name == "renamed" else beat)
    beat_on(beat)


def beat_on(beat: Callable[[], object]) -> None:
    """Beat without end; what fails is tried again, as the heartbeat does."""
    while True:
        did: object = None
        with suppress(Exception):
            did = beat()
        if not did:
            time.sleep(IDLE)


def beat_by_schedule(beat: Callable[[], object]) -> None:
    heartbeat = Heartbeat(beat, lambda: None)
    heartbeat.start()
    heartbeat.wake()
    signal.pause()


def renamed(beat: Callable[[], object]) -> Callable[[], object]:
    """Give the same job under another name."""

    def another_name() -> object:
        return beat()

    return another_name


def freeze_in(number: int) -> None:
    """Let the process freeze itself in one of its posts: all is ready, and nothing has gone out yet."""
    post, counted = WebClient.chat_postMessage, itertools.count(1)

    def once(client: WebClient, **arguments: Any) -> Any:
        if next(counted) == number:
            os.kill(os.getpid(), signal.SIGSTOP)
        return post(client, **arguments)

    WebClient.chat_postMessage = once  # type: ignore[assignment]
