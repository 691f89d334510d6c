"""The mailroom that each test works in; no log holds what was sent."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.sandbox.server import SandboxServer
from bot.sandbox.workspace import Workspace
from db.upgrade import upgrade
from tests.integration.delivery.mailroom import SECRET, T0, Mailroom


@pytest.fixture(scope="session")
def now() -> list[datetime]:
    return [T0]


@pytest.fixture(scope="session")
def server(now: list[datetime]) -> Iterator[SandboxServer]:
    def clock() -> float:
        return now[0].timestamp()

    with SandboxServer(Workspace(clock=clock)) as running:
        yield running


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "empty.db"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
def mailroom(
    server: SandboxServer, now: list[datetime], template: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> Iterator[Mailroom]:
    now[0] = T0
    server.workspace.forget()
    caplog.set_level(logging.INFO)
    room = Mailroom(server, Path(shutil.copy(template, tmp_path / "goals.db")), now)
    yield room
    room.close()
    assert SECRET not in caplog.text
    assert [str(refusal) for refusal in server.workspace.refusals] == []
