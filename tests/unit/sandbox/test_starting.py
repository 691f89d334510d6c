"""The demo's page while the app behind it is still starting."""

from __future__ import annotations

from bot.sandbox.workspace import Workspace
from tests.unit.sandbox.calling import Page
from tests.unit.sandbox.conftest import HOME


def test_a_command_before_the_app_is_there_is_answered_with_what_to_do() -> None:
    ws = Workspace()
    ws.url = HOME
    deed = {"user": "U_ANA", "tab": "t", "do": "send", "channel": ws.dm("U_ANA").id, "line": "/goals"}
    answer = Page(ws).post("/page/do", json=deed)
    assert (answer.status_code, answer.json()) == (
        503,
        {"error": "The demo is still starting. Try again in a moment."},
    )
    ws.close()
