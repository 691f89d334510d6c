"""A made-up Slack for the program to run against."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from bot.cli.demo_story import seed
from bot.sandbox.server import SandboxServer
from bot.sandbox.workspace import Workspace
from tests.integration.run.program import Program, running, settings_for

Runs = Callable[..., AbstractContextManager[Program]]


@pytest.fixture
def server() -> Iterator[SandboxServer]:
    with SandboxServer(Workspace(seed())) as made_up:
        yield made_up


@pytest.fixture
def runs(server: SandboxServer, tmp_path: Path) -> Runs:
    """Run `goalframe run` against the made-up Slack; an empty setting counts as unset."""

    def run(*arguments: str, **settings: str) -> AbstractContextManager[Program]:
        environ = settings_for(server, tmp_path, **settings)
        return running("run", "--port", "0", *arguments, environ=environ, folder=tmp_path)

    return run
