"""`goalframe run` by Socket Mode: health answers, HTTP takes nothing of Slack's, a command is answered."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import httpx
import pytest

from bot.sandbox import api, payloads
from bot.sandbox.server import SandboxServer
from tests.integration.run.program import Program
from tests.integration.run.socket_mode import SocketModeSlack

Runs = Callable[..., AbstractContextManager[Program]]


@pytest.fixture
def slack(monkeypatch: pytest.MonkeyPatch) -> Iterator[SocketModeSlack]:
    """Let the made-up Slack hand out an address for Socket Mode."""
    with SocketModeSlack() as made_up:
        monkeypatch.setattr(
            api, "METHODS", {**api.METHODS, "apps.connections.open": lambda _ws, _asked: {"url": made_up.url}}
        )
        monkeypatch.setattr(api, "OPEN_TO_ALL", (*api.OPEN_TO_ALL, "apps.connections.open"))
        yield made_up


def test_health_answers_while_slack_is_connected_by_a_socket(runs: Runs, slack: SocketModeSlack) -> None:
    with runs(SLACK_APP_TOKEN="xapp-made-up", SLACK_SIGNING_SECRET="") as program:
        with httpx.Client(base_url=program.url, trust_env=False) as client:
            assert client.get("/healthz").text == "ok"
            assert client.get("/readyz").text == "ready"
            assert client.post("/slack/events").status_code == 404
        assert slack.connected.wait(10)
        assert "Run one process only" in program.text
        program.sends(signal.SIGTERM)
        assert program.ends() == 0


def test_a_command_is_answered_through_the_socket(server: SandboxServer, runs: Runs, slack: SocketModeSlack) -> None:
    with runs(SLACK_APP_TOKEN="xapp-made-up") as program:
        assert slack.connected.wait(30)
        command = payloads.command(server.workspace, "U_ANA", "C0GENERAL", "/goals account executive P4")
        slack.sends("slash_commands", {**command, "trigger_id": "1.made-up"})
        answer = slack.answers.get(timeout=30)
        assert answer["envelope_id"] == "envelope-1"
        assert answer["payload"]["text"] == "Goals for Account Executive / Field Sales, P4: SMART"
        program.sends(signal.SIGTERM)
        assert program.ends() == 0


def test_an_app_token_that_slack_refuses_is_said_in_a_sentence(runs: Runs) -> None:
    with runs(SLACK_APP_TOKEN="xapp-wrong") as program:
        assert program.ends() == 1
        assert program.said[-1].startswith("Slack refuses SLACK_APP_TOKEN: ")
        assert "Traceback" not in program.text
