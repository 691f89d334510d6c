"""Files of a form as the app reads them from Slack: whole, with its token for Slack alone, and never for long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.delivery import form_files
from bot.delivery.form_files import ELSEWHERE, NOT_THERE, TOO_LARGE, SlackFiles
from bot.errors import Refused, SlackSilent
from bot.sandbox.faults import Says
from bot.sandbox.forms import put_in
from bot.sandbox.server import SandboxServer
from bot.sandbox.workspace import Workspace
from tests.unit.sandbox.calling import Slack, asked

LIST = b"name,e-mail\nSam Okafor,sam@demo.example\n"


@pytest.fixture
def server() -> Iterator[SandboxServer]:
    with SandboxServer() as running:
        yield running


@pytest.fixture
def ws(server: SandboxServer) -> Workspace:
    return server.workspace


@pytest.fixture
def files(server: SandboxServer) -> SlackFiles:
    token = server.workspace.seed.bot_token
    return SlackFiles(WebClient(token, base_url=server.api_url, timeout=5, retry_handlers=[]))


@pytest.fixture
def file_id(ws: Workspace) -> str:
    """Put a file into a form before Sam; return its id."""
    Slack(ws).opens("U_SAM", asked("List", "list", {"type": "file_input"}))
    shown = ws.person("U_SAM").modal
    assert shown is not None
    part = ws.person("U_SAM").seat.part(shown, "list", "a")
    assert put_in(ws, "U_SAM", shown, part, [("people.csv", LIST)]) == ""
    return next(iter(ws.uploads))


def test_a_file_is_read_whole(files: SlackFiles, file_id: str) -> None:
    assert files.read(file_id) == LIST


def test_a_file_that_is_gone_is_said(files: SlackFiles, ws: Workspace, file_id: str) -> None:
    with pytest.raises(Refused, match=NOT_THERE):
        files.read("F404")
    ws.uploads[file_id].secret = "another"
    ws.faults.clear()
    found = files.client.files_info(file=file_id)["file"]
    ws.uploads[file_id].secret = "changed since"
    with pytest.raises(Refused, match=NOT_THERE):
        files._download(found["url_private_download"])


@pytest.mark.parametrize(("error", "kind"), [("ratelimited", SlackSilent), ("missing_scope", Refused)])
def test_what_slack_refuses_is_told_apart(
    files: SlackFiles, ws: Workspace, file_id: str, error: str, kind: type[Exception]
) -> None:
    ws.faults.add("files.info", Says(error))
    with pytest.raises(kind):
        files.read(file_id)


def test_a_file_that_is_too_large_is_not_read_to_its_end(
    files: SlackFiles, file_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form_files, "LARGEST", len(LIST) - 1)
    with pytest.raises(Refused, match=TOO_LARGE):
        files.read(file_id)


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/list.csv",
        "https://evilslack.com/list.csv",
        "https://files.slack.com.evil.example/list.csv",
        "http://files.slack.com/list.csv",
        "",
    ],
)
def test_the_token_is_shown_to_slack_alone(files: SlackFiles, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    def info(**_: Any) -> dict[str, Any]:
        return {"file": {"url_private_download": address}}

    monkeypatch.setattr(files.client, "files_info", info)
    with pytest.raises(Refused, match=ELSEWHERE):
        files.read("F1")
    monkeypatch.setattr(files.client, "files_info", lambda **_: {"file": {"is_external": True}})
    with pytest.raises(Refused, match=ELSEWHERE):
        files.read("F1")


def test_slacks_own_addresses_are_taken(files: SlackFiles) -> None:
    assert files._is_slacks("https://files.slack.com/files-pri/T1-F1/download/people.csv")
    assert files._is_slacks("https://acme.enterprise.slack.com/files-pri/T1-F1/people.csv")


def test_no_answer_is_no_answer(files: SlackFiles, server: SandboxServer, file_id: str) -> None:
    with pytest.raises(SlackSilent):
        files._download("http://127.0.0.1:9/files/x")
