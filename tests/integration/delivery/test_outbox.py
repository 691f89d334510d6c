"""The outbox's sender: each post reaches Slack once, and follows what is true, whatever goes wrong in between."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from http.client import IncompleteRead
from typing import Any
from unittest.mock import patch

import pytest
from slack_sdk import WebClient

from bot.delivery.drawn import Drawn, Later, Message
from bot.delivery.outbox import LEASE
from bot.delivery.outcomes import BREATHER
from bot.errors import NothingHere, SlackSilent
from bot.sandbox import chat
from bot.sandbox.faults import CutReply, RateLimited, Says, ServerError, Trouble
from bot.sandbox.people import User
from db.errors import StoreBusy
from db.facts import Post, PostKind
from db.repositories.claims import Claims
from tests.integration.delivery.mailroom import OWN, SECRET, T0, Mailroom


@pytest.fixture
def wanted(mailroom: Mailroom) -> Mailroom:
    mailroom.wants()
    return mailroom


@pytest.fixture
def sent(wanted: Mailroom) -> Mailroom:
    """Return a mailroom that has sent its first post and is wanted to update it."""
    assert wanted.sends() == 1
    wanted.words = "Second"
    wanted.passes(10)
    wanted.wants()
    return wanted


def crowd(mailroom: Mailroom, size: int) -> list[str]:
    """Let so many people in and want a post for each."""
    people = [f"U_{number:02}" for number in range(size)]
    for person in people:
        mailroom.ws.add_user(User(person, person.lower(), f"Person {person}"))
        mailroom.wants(f"own:s1:{person}", person=person)
    return people


def test_a_post_is_posted_once_and_updated_in_place(wanted: Mailroom) -> None:
    assert wanted.sends() == 1
    (message,) = wanted.posted()
    assert (wanted.post().channel, wanted.post().ts, wanted.post().due_at) == (message.channel, message.ts, None)
    wanted.words = "Second"
    wanted.wants()
    assert wanted.sends() == 1
    assert wanted.reads() == ["Second"]
    assert wanted.posted()[0].ts == message.ts
    assert wanted.sends() == 0, "nothing has changed since"
    assert wanted.post().sent_at == T0


def test_the_metadata_of_a_post_holds_its_random_id_alone(sent: Mailroom) -> None:
    metadata = {"event_type": "goalframe_post", "event_payload": {"key": sent.post().id}}
    assert sent.posted()[0].metadata == metadata
    sent.sends()
    assert sent.posted()[0].metadata == metadata


def test_links_in_a_post_do_not_unfurl(wanted: Mailroom) -> None:
    wanted.sends()
    (call,) = [call for call in wanted.ws.calls if call.method == "chat.postMessage"]
    assert (call.arguments["unfurl_links"], call.arguments["unfurl_media"]) == (False, False)


def test_a_post_waits_for_its_hour(mailroom: Mailroom) -> None:
    mailroom.wants(due_at=T0 + timedelta(hours=1))
    mailroom.passes(3599)
    assert mailroom.sends() == 0
    mailroom.passes(1)
    assert mailroom.sends() == 1


def test_whoever_asked_is_told_what_slack_shows_now(wanted: Mailroom) -> None:
    wanted.sends()
    assert wanted.delivered == [wanted.post()]
    wanted.wants()
    wanted.passes(60)
    wanted.sends()
    assert wanted.delivered[1:] == [wanted.post()]


def test_a_listener_that_fails_does_not_undo_a_delivery(wanted: Mailroom, caplog: pytest.LogCaptureFixture) -> None:
    def fails(post: Post) -> None:
        raise ValueError(wanted.posted()[0].text)

    wanted.new_outbox(delivered=fails)
    assert wanted.sends() == 1
    assert wanted.post().due_at is None
    assert "a post of kind own was shown, but not told of: ValueError" in caplog.text


def test_nobody_need_be_told(wanted: Mailroom) -> None:
    from bot.delivery.outbox import nothing

    wanted.new_outbox(delivered=nothing)
    assert wanted.sends() == 1


def test_a_post_whose_answer_is_lost_is_found_and_not_posted_again(wanted: Mailroom) -> None:
    wanted.ws.faults.add("chat.postMessage", CutReply())
    assert wanted.sends() == 0
    wanted.passes(BREATHER - 1)
    assert wanted.sends() == 0
    wanted.words = "What is true by now"
    wanted.passes(1)
    assert wanted.sends() == 1
    assert wanted.calls("chat.postMessage") == 1
    assert wanted.reads() == ["What is true by now"]
    assert wanted.post().ts == wanted.posted()[0].ts


def test_half_an_answer_is_none(wanted: Mailroom) -> None:
    post = WebClient.chat_postMessage

    def half(client: WebClient, **arguments: Any) -> Any:
        post(client, **arguments)
        raise IncompleteRead(b'{"ok": true')

    with patch.object(WebClient, "chat_postMessage", half):
        assert wanted.sends() == 0
    wanted.passes(BREATHER)
    assert wanted.sends() == 1
    assert wanted.calls("chat.postMessage") == 1


@pytest.mark.parametrize("trouble", [ServerError(500), ServerError(503), Says("fatal_error")], ids=str)
def test_a_post_that_never_arrived_is_looked_for_and_made_again(wanted: Mailroom, trouble: Trouble) -> None:
    wanted.ws.faults.add("chat.postMessage", trouble, times=2)
    for tries in (1, 2):
        assert wanted.sends() == 0
        assert wanted.calls("conversations.history") == tries - 1
        assert wanted.post().tries == tries
        wanted.passes(BREATHER)
    assert wanted.sends() == 1
    assert wanted.reads() == ["First"]
    assert wanted.calls("conversations.history") == 2
    assert wanted.post().tries == 0


def test_a_first_post_is_not_looked_for(wanted: Mailroom) -> None:
    wanted.sends()
    assert [call.method for call in wanted.ws.calls] == ["chat.postMessage"]


def test_a_lost_post_is_found_among_many_messages(wanted: Mailroom) -> None:
    wanted.ws.faults.add("chat.postMessage", CutReply())
    wanted.sends()
    for _ in range(5):
        chat.say(wanted.ws, "U_ANA", wanted.ws.dm("U_ANA").id, "Hello?")
    wanted.passes(BREATHER)
    with patch("bot.delivery.lookup.PAGE", 2):
        assert wanted.sends() == 1
    assert wanted.calls("chat.postMessage") == 1
    assert wanted.calls("conversations.history") == 3


def test_a_look_up_that_fails_is_tried_again_before_anything_is_posted(wanted: Mailroom) -> None:
    wanted.ws.faults.add("chat.postMessage", CutReply())
    wanted.sends()
    troubles: dict[str, Trouble] = {"conversations.open": CutReply(), "conversations.history": ServerError()}
    for method, trouble in troubles.items():
        wanted.passes(BREATHER)
        wanted.ws.faults.add(method, trouble)
        assert wanted.sends() == 0
        assert wanted.post().tries == 1
    wanted.passes(BREATHER)
    assert wanted.sends() == 1
    assert wanted.calls("chat.postMessage") == 1


@pytest.mark.parametrize("method", ["conversations.open", "conversations.history"])
def test_where_the_app_may_not_look_a_lost_post_stays_unknown(wanted: Mailroom, method: str) -> None:
    wanted.ws.faults.add("chat.postMessage", CutReply())
    wanted.sends()
    wanted.ws.faults.add(method, Says("missing_scope"))
    wanted.passes(BREATHER)
    assert wanted.sends() == 0
    post = wanted.post()
    assert (post.fate, post.fault, post.due_at, post.tries) == ("unknown", "missing_scope", None, 1)
    wanted.passes(3600)
    assert wanted.sends() == 0
    assert wanted.calls("chat.postMessage") == 1


@contextmanager
def killed_before_the_record() -> Iterator[None]:
    """Let the process end, as far as the sender can tell, between Slack's answer and its record."""
    with patch.object(Claims, "sent", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        yield


def test_a_kill_between_the_post_and_its_record_makes_no_second_post(wanted: Mailroom) -> None:
    with killed_before_the_record():
        wanted.sends()
    wanted.new_outbox()
    wanted.passes(LEASE - 1)
    assert wanted.sends() == 0, "the lease is not over"
    wanted.passes(1)
    assert wanted.sends() == 1
    assert wanted.reads() == ["First"]
    assert wanted.calls("chat.postMessage") == 1


def test_a_kill_before_the_post_loses_nothing(wanted: Mailroom) -> None:
    with patch.object(WebClient, "chat_postMessage", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        wanted.sends()
    wanted.new_outbox()
    wanted.passes(LEASE)
    assert wanted.sends() == 1
    assert wanted.reads() == ["First"]


def test_an_outcome_that_cannot_be_recorded_is_found_after_the_lease(
    wanted: Mailroom, caplog: pytest.LogCaptureFixture
) -> None:
    with patch.object(Claims, "sent", side_effect=StoreBusy):
        assert wanted.sends() == 0
    assert "what became of a post was not recorded: StoreBusy" in caplog.text
    assert wanted.delivered == []
    wanted.passes(LEASE)
    assert wanted.sends() == 1
    assert wanted.calls("chat.postMessage") == 1


def test_an_update_whose_answer_is_lost_is_made_again(sent: Mailroom) -> None:
    sent.ws.faults.add("chat.update", CutReply())
    assert sent.sends() == 0
    sent.passes(BREATHER)
    assert sent.sends() == 1
    assert sent.reads() == ["Second"]
    assert sent.calls("conversations.history") == 0, "its place is known"


def test_a_living_message_that_was_deleted_is_posted_anew(sent: Mailroom) -> None:
    chat.delete(sent.ws, sent.posted()[0])
    assert sent.sends() == 0
    assert (sent.post().ts, sent.post().tries) == ("", 0)
    assert sent.sends() == 1
    assert sent.reads() == ["Second"]


def test_a_living_message_that_may_not_be_updated_is_posted_anew(sent: Mailroom) -> None:
    sent.ws.faults.add("chat.update", Says("cant_update_message"))
    assert (sent.sends(), sent.sends()) == (0, 1)
    assert sent.reads() == ["First", "Second"]


@pytest.mark.parametrize("kind", ["nudge", "late", "notice", "version", "moved", "roster", "weekly"])
@pytest.mark.parametrize("word", ["message_not_found", "cant_update_message", "edit_window_closed"])
def test_any_other_message_that_is_gone_came_once_and_does_not_come_again(
    mailroom: Mailroom, kind: PostKind, word: str
) -> None:
    key = f"{kind}:s1:U_ANA"
    mailroom.renderers[kind] = mailroom.message
    mailroom.wants(key)
    mailroom.sends()
    for _ in range(2):
        mailroom.words = "Second"
        mailroom.wants(key)
        mailroom.ws.faults.add("chat.update", Says(word))
        mailroom.passes(86_400)
        assert (mailroom.sends(), mailroom.sends()) == (1, 0)
        assert (mailroom.post(key).due_at, mailroom.post(key).fate) == (None, "")
    assert mailroom.calls("chat.postMessage") == 1
    assert mailroom.reads() == ["First"]


@pytest.mark.parametrize(
    "word", ["account_inactive", "channel_not_found", "messages_tab_disabled", "cannot_dm_bot", "invalid_blocks"]
)
def test_a_refusal_is_final_and_said(wanted: Mailroom, word: str, caplog: pytest.LogCaptureFixture) -> None:
    wanted.ws.faults.add("chat.postMessage", Says(word))
    assert wanted.sends() == 0
    wanted.passes(3600)
    assert wanted.sends() == 0
    post = wanted.post()
    assert (post.fate, post.fault, post.due_at, post.tries) == ("refused", word, None, 0)
    assert wanted.calls("chat.postMessage") == 1
    assert f"Slack refused a post of kind own: {word}" in caplog.text
    with wanted.database.reading() as uow:
        assert uow.claims.fated("T0DEMO", 9) == (post,)


def test_a_refused_post_is_tried_once_more_when_it_is_wanted_again(wanted: Mailroom) -> None:
    wanted.ws.faults.add("chat.postMessage", Says("is_archived"))
    wanted.sends()
    wanted.passes(1)
    wanted.wants()
    assert wanted.sends() == 1
    assert (wanted.post().fate, wanted.post().fault, wanted.reads()) == ("", "", ["First"])


def test_while_the_app_is_locked_out_posts_wait(wanted: Mailroom) -> None:
    wanted.ws.faults.add("chat.postMessage", Says("token_revoked"))
    assert wanted.sends() == 0
    wanted.passes(BREATHER)
    assert wanted.sends() == 1


def test_what_is_not_to_be_shown_any_more_is_written_off(wanted: Mailroom) -> None:
    wanted.renderers["own"] = lambda _: None
    assert wanted.sends() == 0
    assert (wanted.post().fate, wanted.post().due_at, wanted.ws.calls) == ("written off", None, [])


def test_what_is_to_come_later_waits_until_then(wanted: Mailroom) -> None:
    wanted.renderers["own"] = lambda _: Later(T0 + timedelta(hours=14))
    assert wanted.sends() == 0
    assert (wanted.post().due_at, wanted.post().fate, wanted.ws.calls) == (T0 + timedelta(hours=14), "", [])
    wanted.renderers["own"] = wanted.message
    wanted.passes(14 * 3600)
    assert (wanted.sends(), wanted.reads()) == (1, ["First"])


def untimely(mailroom: Mailroom) -> None:
    """Let what is drawn be no more than looked for."""
    mailroom.renderers["own"] = lambda _: Message({"text": f"Second {SECRET}", "blocks": []}, timely=False)


def test_what_may_have_come_is_brought_up_to_date_where_this_is_no_moment_to_post_it(wanted: Mailroom) -> None:
    wanted.ws.faults.add("chat.postMessage", CutReply())
    wanted.sends()
    untimely(wanted)
    wanted.passes(BREATHER)
    assert (wanted.sends(), wanted.reads(), wanted.calls("chat.postMessage")) == (1, ["Second"], 1)


def test_what_did_not_come_is_not_posted_where_this_is_no_moment_for_it(wanted: Mailroom) -> None:
    wanted.ws.faults.add("chat.postMessage", Says("fatal_error"))
    wanted.sends()
    untimely(wanted)
    wanted.passes(BREATHER)
    assert (wanted.sends(), wanted.reads(), wanted.calls("chat.postMessage")) == (0, [], 1)
    assert (wanted.post().tries, wanted.post().due_at) == (0, wanted.now[0]), "that it is not there is known now"


def test_what_can_never_be_drawn_is_written_off_and_said(wanted: Mailroom, caplog: pytest.LogCaptureFixture) -> None:
    def draw(post: Post) -> Drawn | None:
        raise NothingHere(wanted.words)

    wanted.renderers["own"] = draw
    assert wanted.sends() == 0
    assert (wanted.post().fate, wanted.post().due_at) == ("written off", None)
    assert "a post of kind own was not drawn: NothingHere" in caplog.text


@pytest.mark.parametrize("error", [SlackSilent(), ValueError("€2.4M booked"), StoreBusy()], ids=repr)
def test_what_cannot_be_drawn_now_is_drawn_later(
    wanted: Mailroom, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    def draw(post: Post) -> Drawn | None:
        raise error

    wanted.renderers["own"] = draw
    assert wanted.sends() == 0
    assert f"a post of kind own was not drawn: {type(error).__name__}" in caplog.text
    wanted.renderers["own"] = wanted.message
    wanted.passes(BREATHER)
    assert wanted.sends() == 1
    assert wanted.calls("conversations.history") == 0, "it was certainly not posted"


def test_one_post_that_fails_does_not_hold_up_the_others(
    mailroom: Mailroom, caplog: pytest.LogCaptureFixture
) -> None:
    mailroom.wants("version:s1:2")
    mailroom.wants()
    assert mailroom.sends() == 1
    assert "a post of kind version was not drawn: KeyError" in caplog.text


def test_an_answer_that_makes_no_sense_does_not_hold_up_the_others(mailroom: Mailroom) -> None:
    crowd(mailroom, 2)
    with patch.object(WebClient, "chat_postMessage", side_effect=[{"odd": 1}, {"channel": "D9", "ts": "1.1"}]):
        assert mailroom.sends() == 1
    assert (mailroom.post("own:s1:U_00").tries, mailroom.post("own:s1:U_01").ts) == (1, "1.1")


def test_what_is_wanted_while_a_post_is_sent_is_shown_by_an_update(wanted: Mailroom) -> None:
    draw = wanted.message

    def changes_meanwhile(post: Post) -> Drawn | None:
        drawn = draw(post)
        wanted.renderers["own"], wanted.words = draw, "Second"
        wanted.wants()
        return drawn

    wanted.renderers["own"] = changes_meanwhile
    assert wanted.sends() == 1
    assert (wanted.reads(), wanted.post().shown, wanted.post().wanted) == (["First"], 1, 2)
    wanted.passes(1)
    assert wanted.sends() == 1
    assert (wanted.reads(), wanted.post().shown, wanted.post().due_at) == (["Second"], 2, None)


def test_two_outboxes_at_once_send_each_post_once(mailroom: Mailroom) -> None:
    people = crowd(mailroom, 24)
    outboxes = [mailroom.new_outbox(database=mailroom.open()) for _ in range(2)]
    with patch("bot.delivery.outbox.AT_ONCE", 5), ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(lambda turn: outboxes[turn % 2].send(), range(12))) == 24
    assert [len(mailroom.posted(person)) for person in people] == [1] * 24


def test_a_sender_that_was_frozen_leaves_its_post_to_the_one_that_took_over(
    wanted: Mailroom, caplog: pytest.LogCaptureFixture
) -> None:
    other = wanted.new_outbox(database=wanted.open())
    draw, sent = wanted.message, []

    def freezes(post: Post) -> Drawn | None:
        wanted.renderers["own"] = draw
        wanted.passes(LEASE)
        sent.append(other.send())
        return draw(post)

    wanted.renderers["own"] = freezes
    wanted.new_outbox()
    assert wanted.sends() == 0
    assert sent == [1]
    assert wanted.calls("chat.postMessage") == 1
    assert wanted.post().due_at is None
    assert "another sender has taken over a post" in caplog.text


def test_a_sender_that_takes_its_time_still_has_its_whole_lease_for_the_post(wanted: Mailroom) -> None:
    draw, other, seen = wanted.message, wanted.new_outbox(database=wanted.open()), []
    post = WebClient.chat_postMessage

    def slow(one: Post) -> Drawn | None:
        wanted.passes(LEASE - 1)
        return draw(one)

    def frozen(client: WebClient, **arguments: Any) -> Any:
        wanted.passes(LEASE - 1)
        seen.append(other.send())
        return post(client, **arguments)

    wanted.renderers["own"] = slow
    wanted.new_outbox()
    with patch.object(WebClient, "chat_postMessage", frozen):
        assert wanted.sends() == 1
    assert (seen, wanted.reads()) == ([0], ["First"])


def test_a_sender_frozen_in_a_post_for_longer_than_its_lease_is_known_for_perhaps_showing_it_twice(
    wanted: Mailroom, caplog: pytest.LogCaptureFixture
) -> None:
    other, post = wanted.new_outbox(database=wanted.open()), WebClient.chat_postMessage
    seen: list[int] = []

    def frozen(client: WebClient, **arguments: Any) -> Any:
        if not seen:
            wanted.passes(LEASE)
            seen.append(0)
            seen.append(other.send())
        return post(client, **arguments)

    wanted.new_outbox()
    with patch.object(WebClient, "chat_postMessage", frozen):
        assert wanted.sends() == 0
    assert (seen, wanted.reads()) == ([0, 1], ["First", "First"])
    assert wanted.post().doubt == "twice"
    assert "a post of kind own is perhaps shown twice" in caplog.text
    wanted.wants()
    assert wanted.sends() == 1
    assert wanted.post().doubt == "twice", "also once it was brought up to date"


def test_it_is_known_too_where_the_second_posts_answer_is_lost(wanted: Mailroom) -> None:
    with patch.object(WebClient, "chat_postMessage", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        wanted.sends()
    wanted.passes(LEASE)
    wanted.ws.faults.add("chat.postMessage", CutReply())
    assert wanted.sends() == 0
    wanted.passes(BREATHER)
    assert wanted.sends() == 1
    assert (wanted.reads(), wanted.post().doubt) == (["First"], "twice"), "the first sender may still come"


def test_a_lapsed_post_that_is_found_in_slack_is_there_once(wanted: Mailroom) -> None:
    with killed_before_the_record():
        wanted.sends()
    wanted.passes(LEASE)
    assert wanted.sends() == 1
    assert (wanted.reads(), wanted.post().doubt) == (["First"], "")


def test_a_home_is_published_as_often_as_it_is_wanted(mailroom: Mailroom) -> None:
    mailroom.wants("home:U_ANA")
    mailroom.ws.faults.add("views.publish", CutReply())
    assert mailroom.sends() == 0
    mailroom.passes(BREATHER)
    assert mailroom.sends() == 1
    mailroom.words = "Second"
    mailroom.wants("home:U_ANA")
    mailroom.passes(1)
    assert mailroom.sends() == 1
    assert "Second" in str(mailroom.ws.homes["U_ANA"].view)
    assert [call.method for call in mailroom.ws.calls] == ["views.publish"] * 3, "nothing is looked for"


def test_a_home_that_slack_refuses_is_said(mailroom: Mailroom) -> None:
    mailroom.wants("home:U_ANA")
    mailroom.ws.faults.add("views.publish", Says("not_enabled"))
    assert mailroom.sends() == 0
    assert mailroom.post("home:U_ANA").fault == "not_enabled"


def test_a_busy_slack_is_left_alone_for_as_long_as_it_says(mailroom: Mailroom) -> None:
    crowd(mailroom, 3)
    mailroom.ws.faults.add("chat.postMessage", RateLimited(40))
    assert mailroom.sends() == 0
    assert mailroom.calls("chat.postMessage") == 1, "those behind it are not tried"
    mailroom.passes(39)
    assert mailroom.sends() == 0
    mailroom.passes(1)
    assert mailroom.sends() == 3
    assert mailroom.calls("conversations.history") == 0, "they were certainly not posted"


def test_other_senders_wait_too_and_other_methods_go_on(sent: Mailroom) -> None:
    other = sent.new_outbox(database=sent.open())
    sent.ws.faults.add("chat.postMessage", RateLimited(40))
    sent.wants("own:s2:U_SAM", person="U_SAM")
    assert sent.sends() == 1
    assert sent.reads() == ["Second"]
    sent.passes(5)
    sent.wants("own:s3:U_MIA", person="U_MIA")
    assert other.send() == 0
    assert sent.calls("chat.postMessage") == 2


def test_a_busy_look_up_is_left_alone_too(wanted: Mailroom) -> None:
    wanted.ws.faults.add("chat.postMessage", CutReply())
    wanted.sends()
    wanted.passes(BREATHER)
    wanted.ws.faults.add("conversations.open", RateLimited(50))
    assert wanted.sends() == 0
    wanted.now[0] += timedelta(seconds=50)
    assert wanted.sends() == 0
    assert wanted.calls("conversations.open") == 1
    wanted.passes(50)
    assert wanted.sends() == 1


def test_a_person_gets_one_new_message_a_second(mailroom: Mailroom) -> None:
    for number in range(3):
        mailroom.wants(f"own:s{number}:U_ANA")
    mailroom.wants("own:s1:U_SAM", person="U_SAM")
    sent = [mailroom.sends()]
    for _ in range(2):
        mailroom.passes(1)
        sent.append(mailroom.sends())
    assert sent == [2, 1, 1]
    assert mailroom.calls("conversations.history") == 0


def test_a_workspace_gets_so_many_a_minute(mailroom: Mailroom) -> None:
    crowd(mailroom, 5)
    mailroom.new_outbox(per_minute=6)
    sent = [mailroom.sends()]
    for _ in range(3):
        mailroom.passes(10)
        sent.append(mailroom.sends())
    assert sent == [2, 1, 1, 1], "what two beats may carry at once, then the pace"


def test_a_post_is_claimed_with_no_more_than_a_batch(mailroom: Mailroom) -> None:
    crowd(mailroom, 3)
    with patch("bot.delivery.outbox.AT_ONCE", 2):
        assert (mailroom.sends(), mailroom.sends()) == (2, 1)
    assert mailroom.post(OWN.replace("U_ANA", "U_02")).shown == 1
