"""A workspace without the app, for what the page itself does: somebody's messages, files and forms."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import httpx

from bot.sandbox.server import SandboxServer
from tests.unit.sandbox.calling import Slack

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


class Clock:
    """A clock that stands still until the page moves it."""

    def __init__(self) -> None:
        self.moment = MONDAY

    def turn(self, by: timedelta) -> datetime:
        self.moment += by
        return self.moment


@contextmanager
def workspace() -> Iterator[Slack]:
    """Serve a workspace whose app takes whatever comes, with a clock; give what an app calls it with."""
    with SandboxServer(on_clock=Clock().turn) as server:
        server.workspace.connect("http://app.example", transport=httpx.MockTransport(lambda _: httpx.Response(200)))
        yield Slack(server.workspace)
