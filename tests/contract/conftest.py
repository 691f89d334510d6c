"""A served workspace whose clock the test turns, and Slack's own client to call it with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from slack_sdk import WebClient

from bot.sandbox.people import Seed, three_people
from bot.sandbox.server import SandboxServer
from bot.sandbox.workspace import Workspace


@dataclass
class Clock:
    """A clock that stands still until it is turned."""

    now: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def seed() -> Seed:
    return three_people()


@pytest.fixture(scope="module")
def server(clock: Clock, seed: Seed) -> Iterator[SandboxServer]:
    with SandboxServer(Workspace(seed, clock=clock)) as running:
        yield running


@pytest.fixture
def ws(server: SandboxServer) -> Iterator[Workspace]:
    yield server.workspace
    server.workspace.forget()


@pytest.fixture
def slack(server: SandboxServer, ws: Workspace) -> WebClient:
    token = ws.seed.bot_token
    return WebClient(token, base_url=server.api_url, retry_handlers=[], timeout=5)
