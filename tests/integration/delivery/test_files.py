"""Files in the outbox: uploaded once, in the thread they belong to, and looked for by their title."""

from __future__ import annotations

from datetime import timedelta
from http.client import BadStatusLine
from unittest.mock import patch

import pytest

from bot.delivery.outcomes import BREATHER
from bot.sandbox.faults import CutReply, RateLimited, Says, ServerError
from tests.integration.delivery.mailroom import OWN, RECEIPT, SECRET, T0, Mailroom

COMPLETE = "files.completeUploadExternal"


@pytest.fixture
def wanted(mailroom: Mailroom) -> Mailroom:
    mailroom.wants(RECEIPT)
    return mailroom


@pytest.fixture
def threaded(mailroom: Mailroom) -> Mailroom:
    """Return a mailroom whose file goes below a message that stands already."""
    mailroom.wants()
    mailroom.sends()
    mailroom.passes(1)
    mailroom.thread_of = OWN
    mailroom.wants(RECEIPT)
    return mailroom


def titles(mailroom: Mailroom) -> list[str]:
    return [file["title"] for message in mailroom.posted() for file in message.files]


def test_a_file_is_uploaded_with_its_words(wanted: Mailroom) -> None:
    assert wanted.sends() == 1
    (message,) = wanted.posted()
    (file,) = message.files
    assert (message.text, file["title"], file["name"]) == ("Yours", "Goals of s1", "goals.txt")
    assert file["size"] == len(f"First {SECRET}".encode())
    post = wanted.post(RECEIPT)
    assert (post.channel, post.ts, post.shown, post.due_at) == (message.channel, "", 1, None)
    assert wanted.calls("conversations.history") == 0


def test_a_file_goes_into_the_thread_of_its_message(threaded: Mailroom) -> None:
    assert threaded.sends() == 1
    above, below = threaded.posted()
    assert (below.thread_ts, below.files[0]["title"]) == (above.ts, "Goals of s1")


def test_a_file_waits_for_the_message_above_it(mailroom: Mailroom) -> None:
    mailroom.thread_of = OWN
    mailroom.wants(RECEIPT)
    mailroom.wants(due_at=T0 + timedelta(hours=1))
    assert mailroom.sends() == 0
    assert mailroom.post(RECEIPT).due_at == T0 + timedelta(hours=1)
    mailroom.passes(3600)
    while mailroom.sends():
        mailroom.passes(1)
    mailroom.passes(1)
    mailroom.sends()
    above, below = mailroom.posted()
    assert (above.text, below.thread_ts) == (f"First {SECRET}", above.ts)


@pytest.mark.parametrize("above", ["", "own:nowhere:U_ANA", "own:s1:U_SAM"])
def test_a_file_without_a_message_of_this_person_above_it_stands_by_itself(mailroom: Mailroom, above: str) -> None:
    mailroom.wants("own:s1:U_SAM", person="U_SAM")
    mailroom.sends()
    mailroom.thread_of = above
    mailroom.wants(RECEIPT)
    assert mailroom.sends() == 1
    assert [message.thread_ts for message in mailroom.posted()] == [""]


def test_a_file_below_a_message_that_was_refused_stands_by_itself(mailroom: Mailroom) -> None:
    mailroom.ws.faults.add("chat.postMessage", Says("is_archived"))
    mailroom.wants()
    mailroom.sends()
    mailroom.passes(1)
    mailroom.thread_of = OWN
    mailroom.wants(RECEIPT)
    assert mailroom.sends() == 1
    assert [message.thread_ts for message in mailroom.posted()] == [""]


def test_a_file_whose_answer_is_lost_is_found_and_not_uploaded_again(wanted: Mailroom) -> None:
    wanted.ws.faults.add(COMPLETE, CutReply())
    assert wanted.sends() == 0
    wanted.passes(BREATHER)
    assert wanted.sends() == 1
    assert titles(wanted) == ["Goals of s1"]
    assert wanted.post(RECEIPT).ts == wanted.posted()[0].ts
    assert wanted.calls("files.getUploadURLExternal") == 1


def test_a_lost_file_in_a_thread_is_found_there(threaded: Mailroom) -> None:
    threaded.ws.faults.add(COMPLETE, CutReply())
    assert threaded.sends() == 0
    threaded.passes(BREATHER)
    assert threaded.sends() == 1
    assert titles(threaded) == ["Goals of s1"]
    assert (threaded.calls("conversations.replies"), threaded.calls("conversations.history")) == (1, 0)


def test_a_file_that_never_arrived_is_looked_for_and_uploaded_again(wanted: Mailroom) -> None:
    wanted.ws.faults.add(COMPLETE, ServerError())
    assert wanted.sends() == 0
    wanted.passes(BREATHER)
    assert wanted.sends() == 1
    assert titles(wanted) == ["Goals of s1"]
    assert wanted.calls("conversations.history") == 1


def test_a_file_stays_unknown_where_the_app_may_not_look(wanted: Mailroom) -> None:
    wanted.ws.faults.add(COMPLETE, CutReply())
    wanted.sends()
    wanted.ws.faults.add("conversations.history", Says("missing_scope"))
    wanted.passes(BREATHER)
    assert wanted.sends() == 0
    assert wanted.post(RECEIPT).fate == "unknown"


def test_a_file_that_stands_in_slack_is_not_uploaded_again(wanted: Mailroom) -> None:
    wanted.sends()
    wanted.wants(RECEIPT)
    wanted.passes(60)
    assert wanted.sends() == 1
    assert titles(wanted) == ["Goals of s1"]
    assert wanted.post(RECEIPT).due_at is None


def test_an_app_that_may_not_upload_says_so(wanted: Mailroom) -> None:
    wanted.ws.faults.add("files.getUploadURLExternal", Says("missing_scope"))
    assert wanted.sends() == 0
    assert (wanted.post(RECEIPT).fate, wanted.post(RECEIPT).fault) == ("refused", "missing_scope")


def test_a_slack_that_is_busy_with_files_is_left_alone(wanted: Mailroom) -> None:
    wanted.ws.faults.add(COMPLETE, RateLimited(40))
    assert wanted.sends() == 0
    wanted.now[0] += timedelta(seconds=40)
    assert wanted.sends() == 0
    assert wanted.calls("files.getUploadURLExternal") == 1, "nothing is uploaded that can't be shown yet"
    wanted.passes(40)
    assert wanted.sends() == 1
    assert wanted.calls("conversations.history") == 0


@pytest.mark.parametrize("error", [ConnectionResetError(), BadStatusLine("")], ids=repr)
def test_bytes_that_do_not_arrive_are_sent_again(wanted: Mailroom, error: Exception) -> None:
    with patch("bot.delivery.slack_posting.urlopen", side_effect=error):
        assert wanted.sends() == 0
    assert wanted.post(RECEIPT).tries == 0
    wanted.passes(BREATHER)
    assert wanted.sends() == 1
    assert titles(wanted) == ["Goals of s1"]
