"""The embedded workspace as the Slack that commands ask, and an environment that holds nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox.server import SandboxServer
from bot.settings import VARIABLES


@pytest.fixture(scope="session")
def slack() -> Iterator[SandboxServer]:
    with SandboxServer() as server:
        yield server


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in VARIABLES:
        monkeypatch.delenv(variable.name, raising=False)


@pytest.fixture
def tokens(slack: SandboxServer, tmp_path: Path) -> dict[str, str]:
    """Return an environment in which everything is well."""
    return {
        "SLACK_BOT_TOKEN": slack.workspace.seed.bot_token,
        "SLACK_APP_TOKEN": "made-up-app-token",
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'goals.db'}",
    }
