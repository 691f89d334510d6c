"""What goes wrong on demand, as Slack's own client sees it; and where the workspace may be reached from."""

from __future__ import annotations

import time
from pathlib import Path

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox import faults
from bot.sandbox.faults import CutReply, LateError, RateLimited, ServerError, Slow
from bot.sandbox.server import SandboxServer
from bot.sandbox.workspace import Workspace


def test_a_rate_limit_names_when_to_come_back(slack: WebClient, ws: Workspace) -> None:
    ws.faults.add("chat.postMessage", RateLimited(2))
    with pytest.raises(SlackApiError) as error:
        slack.chat_postMessage(channel="U_ANA", text="One")
    assert error.value.response.status_code == 429
    assert error.value.response.headers["Retry-After"] == "2"
    assert ws.messages == []
    assert slack.chat_postMessage(channel="U_ANA", text="One")["ok"]


def test_a_fault_comes_as_often_as_it_was_asked_for(slack: WebClient, ws: Workspace) -> None:
    ws.faults.add("auth.test", ServerError(503), times=2)
    for _ in range(2):
        with pytest.raises(SlackApiError):
            slack.auth_test()
    assert slack.auth_test()["ok"]


def test_a_cut_reply_comes_after_the_effect(slack: WebClient, ws: Workspace) -> None:
    ws.faults.add("chat.postMessage", CutReply())
    with pytest.raises(OSError, match=r"Connection reset|closed connection|ConnectionReset"):
        slack.chat_postMessage(channel="U_ANA", text="One")
    assert [message.text for message in ws.messages] == ["One"]


def test_a_late_error_comes_after_the_effect(slack: WebClient, ws: Workspace) -> None:
    ws.faults.add("chat.postMessage", LateError())
    with pytest.raises(SlackApiError, match="internal_error") as error:
        slack.chat_postMessage(channel="U_ANA", text="One")
    assert error.value.response.status_code == 500
    assert [message.text for message in ws.messages] == ["One"]


def test_a_slow_answer_is_an_answer(slack: WebClient, ws: Workspace) -> None:
    ws.faults.add("auth.test", Slow(0.2))
    started = time.perf_counter()
    assert slack.auth_test()["ok"]
    assert time.perf_counter() - started >= 0.2


def test_any_method_can_say_that_the_token_was_revoked(slack: WebClient, ws: Workspace) -> None:
    ws.faults.add("*", faults.revoked_token())
    with pytest.raises(SlackApiError, match="token_revoked"):
        slack.users_list()


def test_triggers_and_hashes_fail_on_demand(slack: WebClient, ws: Workspace) -> None:
    ws.faults.add("views.open", faults.expired_trigger())
    ws.faults.add("views.update", faults.hash_conflict())
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        slack.views_open(trigger_id="1", view={})
    with pytest.raises(SlackApiError, match="hash_conflict"):
        slack.views_update(view_id="1", view={})
    ws.faults.add("views.open", faults.expired_trigger())
    ws.faults.clear()
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        slack.views_open(trigger_id="1", view={})


def test_the_sandbox_listens_on_loopback_alone() -> None:
    with pytest.raises(ValueError, match="loopback only"):
        SandboxServer(host="0.0.0.0")  # noqa: S104 - what is refused


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Origin": "null"}])
@pytest.mark.parametrize("path", ["/", "/page.js", "/page/state"])
def test_the_page_answers_only_to_itself(server: SandboxServer, path: str, headers: dict[str, str]) -> None:
    assert httpx.get(server.url + path, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "path", ["/", "/page.js", "/page.css", "/text.js", "/blocks.js", "/elements.js", "/talk.js", "/story.js"]
)
def test_the_page_comes_with_the_package(server: SandboxServer, path: str) -> None:
    answer = httpx.get(server.url + path)
    assert answer.status_code == 200
    assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_a_kept_workspace_is_found_again(tmp_path: Path) -> None:
    with SandboxServer(Workspace(folder=tmp_path)) as server:
        client = WebClient(server.workspace.seed.bot_token, base_url=server.api_url)
        client.chat_postMessage(channel="U_ANA", text="Kept")
        client.chat_postEphemeral(channel="C0GENERAL", user="U_ANA", text="Gone")
        client.views_publish(user_id="U_ANA", view={"type": "home", "blocks": [{"type": "divider"}]})
        last = server.workspace.messages[-1].ts
    again = Workspace(folder=tmp_path)
    assert [message.text for message in again.messages] == ["Kept"]
    assert again.person("U_ANA").home is not None
    assert again.new_ts() > last
