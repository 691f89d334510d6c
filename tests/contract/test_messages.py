"""chat.*, conversations.* and response_urls, called with Slack's own client."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.sandbox.workspace import Workspace

BLOCKS: list[dict[str, Any]] = [{"type": "section", "text": {"type": "mrkdwn", "text": "Hello"}}]


def refused(error: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(error.value.response["error"])


def test_a_post_to_a_person_lands_in_their_dm(slack: WebClient, ws: Workspace) -> None:
    answer = slack.chat_postMessage(channel="U_ANA", text="Hello", blocks=BLOCKS)
    assert answer["channel"] == ws.dm("U_ANA").id
    assert ws.person("U_ANA").last_message.ts == answer["ts"]
    assert ws.person("U_SAM").messages == []
    assert ws.calls[-1].method == "chat.postMessage"


def test_a_bad_block_is_refused_with_its_place(slack: WebClient, ws: Workspace) -> None:
    with pytest.raises(SlackApiError) as error:
        slack.chat_postMessage(channel="U_ANA", text="Hello", blocks=[{"type": "section"}])
    assert refused(error) == "invalid_blocks"
    assert "[json-pointer:/blocks/0]" in error.value.response["response_metadata"]["messages"][0]
    assert len(ws.refusals) == 1


def test_a_message_is_updated_and_deleted(slack: WebClient, ws: Workspace) -> None:
    sent = slack.chat_postMessage(channel="C0GENERAL", text="One")
    slack.chat_update(channel=sent["channel"], ts=sent["ts"], text="Two")
    assert ws.message(sent["ts"]).text == "Two"
    slack.chat_delete(channel=sent["channel"], ts=sent["ts"])
    assert ws.messages == []
    with pytest.raises(SlackApiError) as error:
        slack.chat_update(channel=sent["channel"], ts=sent["ts"], text="Three")
    assert refused(error) == "message_not_found"


def test_nobody_elses_message_is_changed(slack: WebClient, ws: Workspace) -> None:
    ws.person("U_ANA").types("Hello", channel="C0GENERAL")
    with pytest.raises(SlackApiError) as error:
        slack.chat_update(channel="C0GENERAL", ts=ws.messages[0].ts, text="Two")
    assert refused(error) == "cant_update_message"


def test_an_ephemeral_is_for_one_person_and_in_no_history(slack: WebClient, ws: Workspace) -> None:
    slack.chat_postEphemeral(channel="C0GENERAL", user="U_ANA", text="Psst")
    assert ws.person("U_ANA").last_message.text == "Psst"
    assert ws.person("U_SAM").messages == []
    assert slack.conversations_history(channel="C0GENERAL")["messages"] == []


@pytest.mark.parametrize("channel", ["C_NOWHERE", "U_NOBODY", "#nowhere"])
def test_an_unknown_channel_is_said_so(slack: WebClient, channel: str) -> None:
    with pytest.raises(SlackApiError) as error:
        slack.chat_postMessage(channel=channel, text="Hello")
    assert refused(error) == "channel_not_found"


def test_a_deactivated_person_gets_nothing(slack: WebClient, ws: Workspace) -> None:
    ws.connect("http://127.0.0.1:9")
    ws.change_user("U_SAM", deleted=True)
    with pytest.raises(SlackApiError) as error:
        slack.chat_postMessage(channel="U_SAM", text="Hello")
    assert refused(error) == "channel_not_found"


def test_history_is_newest_first_with_metadata_on_request(slack: WebClient) -> None:
    metadata = {"event_type": "post", "event_payload": {"key": "k1"}}
    dm = slack.conversations_open(users="U_ANA")["channel"]["id"]
    slack.chat_postMessage(channel=dm, text="One", metadata=metadata)
    slack.chat_postMessage(channel=dm, text="Two")
    plain = slack.conversations_history(channel=dm)["messages"]
    assert [message["text"] for message in plain] == ["Two", "One"]
    assert "metadata" not in plain[1]
    full = slack.conversations_history(channel=dm, include_all_metadata=True)["messages"]
    assert full[1]["metadata"] == metadata


def test_history_is_cut_by_time_and_paged(slack: WebClient) -> None:
    stamps = [slack.chat_postMessage(channel="C0GENERAL", text=str(n))["ts"] for n in range(5)]
    later = slack.conversations_history(channel="C0GENERAL", oldest=stamps[2])["messages"]
    assert [message["text"] for message in later] == ["4", "3"]
    with_it = slack.conversations_history(channel="C0GENERAL", oldest=stamps[2], inclusive=True)["messages"]
    assert len(with_it) == 3
    pages = [page["messages"] for page in slack.conversations_history(channel="C0GENERAL", limit=2)]
    assert [len(page) for page in pages] == [2, 2, 1]


def test_replies_are_a_thread(slack: WebClient) -> None:
    first = slack.chat_postMessage(channel="C0GENERAL", text="One")["ts"]
    slack.chat_postMessage(channel="C0GENERAL", text="Answer", thread_ts=first)
    thread = slack.conversations_replies(channel="C0GENERAL", ts=first)["messages"]
    assert [message["text"] for message in thread] == ["One", "Answer"]
    assert len(slack.conversations_history(channel="C0GENERAL")["messages"]) == 1


def test_channels_are_listed_by_kind(slack: WebClient) -> None:
    assert [one["name"] for one in slack.conversations_list()["channels"]] == ["general"]
    assert len(slack.conversations_list(types="im")["channels"]) == 3


def address(ws: Workspace, ts: str = "") -> str:
    return f"{ws.url}/response/{ws.permissions.new_address('C0GENERAL', 'U_ANA', ts)}"


def test_a_response_url_adds_an_ephemeral_and_replaces_it(ws: Workspace) -> None:
    hook = WebhookClient(address(ws))
    assert hook.send(text="One").status_code == 200
    hook.send(text="Two", replace_original=True)
    assert [message.text for message in ws.person("U_ANA").messages] == ["Two"]
    assert ws.person("U_SAM").messages == []
    hook.send(delete_original=True)
    assert ws.messages == []


def test_a_response_url_can_answer_everybody(ws: Workspace) -> None:
    WebhookClient(address(ws)).send(text="All", response_type="in_channel")
    assert ws.person("U_SAM").last_message.text == "All"


def test_a_response_url_works_five_times(ws: Workspace) -> None:
    hook = WebhookClient(address(ws))
    assert [hook.send(text="One").status_code for _ in range(6)] == [200] * 5 + [404]


def test_a_response_url_lives_thirty_minutes(ws: Workspace, clock: Any) -> None:
    hook = WebhookClient(address(ws))
    clock.now += 30 * 60
    assert hook.send(text="One").status_code == 200
    clock.now += 1
    late = hook.send(text="One")
    assert (late.status_code, "expired_url" in late.body) == (404, True)


def test_a_response_url_is_gated_too(ws: Workspace) -> None:
    answer = WebhookClient(address(ws)).send(text="One", blocks=[{"type": "section"}])
    assert answer.status_code == 400
    assert ws.refusals[0].where == "response_url"
