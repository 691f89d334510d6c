"""Threads: what hangs under a message stands there and nowhere else."""

from __future__ import annotations

import pytest

from bot.sandbox.person import Person
from bot.sandbox.workspace import Workspace
from tests.unit.sandbox.calling import Page, Slack, actions, button


def test_a_reply_belongs_to_its_message_and_not_to_the_channel(slack: Slack, sam: Person, dm: str) -> None:
    parent = slack.posts(dm, "Your goals")
    slack.posts(dm, "Ana wrote: Thursday?\nAt ten.", thread_ts=parent)
    slack.posts(dm, "Another thing")
    assert [message.text for message in sam.messages] == ["Your goals", "Another thing"]
    assert [message.text for message in sam.replies(sam.messages[0])] == ["Ana wrote: Thursday?\nAt ten."]
    assert [message["text"] for message in slack.history(dm)] == ["Another thing", "Your goals"]
    assert sam.sees() == (
        "Goalframe: Your goals\n  ↳ Goalframe: Ana wrote: Thursday?\n    At ten.\n\nGoalframe: Another thing"
    )


def test_parent_and_replies_say_what_they_are(slack: Slack, dm: str) -> None:
    parent = slack.posts(dm, "Your goals")
    assert slack.history(dm)[0].keys().isdisjoint({"thread_ts", "reply_count"})
    replies = [slack.posts(dm, f"Reply {number}", thread_ts=parent) for number in (1, 2)]
    first, one, two = slack.thread(dm, parent)
    assert (first["thread_ts"], first["reply_count"], first["latest_reply"]) == (parent, 2, replies[1])
    assert [one["thread_ts"], two["thread_ts"]] == [parent, parent]
    assert one["parent_user_id"] == "U0BOT"


@pytest.mark.parametrize("where", ["nowhere", "another channel", "a reply", "an ephemeral"])
def test_a_thread_hangs_on_a_message_of_its_channel(slack: Slack, ws: Workspace, dm: str, where: str) -> None:
    parent = slack.posts(dm)
    places = {
        "nowhere": ("1.0", "thread_not_found"),
        "another channel": (slack.posts("C0GENERAL"), "thread_not_found"),
        "a reply": (slack.posts(dm, thread_ts=parent), "cannot_reply_to_message"),
        "an ephemeral": (
            slack("chat.postEphemeral", channel=dm, user="U_SAM", text="Psst")["message_ts"],
            "thread_not_found",
        ),
    }
    ts, error = places[where]
    before = len(ws.messages)
    assert slack.refuses("chat.postMessage", channel=dm, text="Words", thread_ts=ts) == error
    assert len(ws.messages) == before


def test_a_file_goes_into_the_thread_that_was_named(slack: Slack, sam: Person, dm: str) -> None:
    parent = slack.posts(dm, "Your goals")
    slack.uploads(dm, "goals.txt", "Words", thread_ts=parent)
    assert [message.text for message in sam.messages] == ["Your goals"]
    assert slack.thread(dm, parent)[1]["files"][0]["name"] == "goals.txt"
    assert sam.files == [("goals.txt", "Words")]


def test_a_button_in_a_thread_is_pressed_and_names_its_thread(slack: Slack, sam: Person, dm: str) -> None:
    parent = slack.posts(dm, "Your goals")
    slack.posts(dm, "Your copy", thread_ts=parent, blocks=[actions(button("Check"))])
    pressed = sam.clicks("Check")
    assert pressed is not None
    assert pressed.payload["container"]["thread_ts"] == parent


def test_the_page_is_told_under_what_a_reply_hangs(slack: Slack, page: Page, dm: str) -> None:
    parent = slack.posts(dm)
    slack.posts(dm, thread_ts=parent)
    assert [message["thread"] for message in page.state()["messages"]] == ["", parent]


def test_an_ephemeral_answer_in_a_thread_is_seen_by_one_and_counted_by_none(
    slack: Slack, sam: Person, ana: Person
) -> None:
    parent = slack.posts("C0GENERAL", "Hello")
    slack("chat.postEphemeral", channel="C0GENERAL", user="U_SAM", text="Psst", thread_ts=parent)
    assert [message.text for message in sam.replies(sam.messages[0])] == ["Psst"]
    assert ana.replies(ana.messages[0]) == []
    assert "reply_count" not in slack.history("C0GENERAL")[0]


def test_a_deleted_message_leaves_its_place_to_its_replies(slack: Slack, sam: Person, page: Page, dm: str) -> None:
    parent = slack.posts(dm, "Your goals", metadata={"event_type": "post", "event_payload": {}})
    reply = slack.posts(dm, "Your copy", thread_ts=parent)
    slack("chat.delete", channel=dm, ts=parent)
    assert sam.sees() == "Goalframe: This message was deleted.\n  ↳ Goalframe: Your copy"
    gone = slack("conversations.history", channel=dm, include_all_metadata=True)["messages"][0]
    assert gone["subtype"] == "tombstone"
    assert "metadata" not in gone
    assert [message["deleted"] for message in page.state()["messages"]] == [True, False]
    assert slack.refuses("chat.update", channel=dm, ts=parent, text="Back") == "message_not_found"
    slack("chat.delete", channel=dm, ts=reply)
    assert sam.messages == []


def test_a_deleted_reply_is_counted_no_more(slack: Slack, dm: str) -> None:
    parent = slack.posts(dm)
    first, second = (slack.posts(dm, thread_ts=parent) for _ in range(2))
    slack("chat.delete", channel=dm, ts=second)
    assert (slack.history(dm)[0]["reply_count"], slack.history(dm)[0]["latest_reply"]) == (1, first)
    slack("chat.delete", channel=dm, ts=first)
    assert "reply_count" not in slack.history(dm)[0]


def test_an_ephemeral_reply_outlives_what_it_hung_under(slack: Slack, ws: Workspace, sam: Person) -> None:
    parent = slack.posts("C0GENERAL", "Hello")
    slack("chat.postEphemeral", channel="C0GENERAL", user="U_SAM", text="Psst", thread_ts=parent)
    slack("chat.delete", channel="C0GENERAL", ts=parent)
    assert [message.text for message in sam.messages] == ["Psst"]
