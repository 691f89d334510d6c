"""The message in the author's own DM: one for each set of goals, updated in place from the draft to the end."""

from __future__ import annotations

import logging
import time
from unittest.mock import patch

import pytest

from bot.delivery.outbox import Outbox
from bot.delivery.outcomes import BREATHER
from bot.sandbox import chat
from bot.sandbox.faults import CutReply, Says
from tests.integration.app.office import Office
from tests.integration.app.two_people import changes, confirms, own, shared, shares_again

WORDS = "Draft for Tom Berg · H1 2027 · {} of 5 filled"


@pytest.fixture
def drafted(office: Office) -> Office:
    office.drafts(office.ana)
    return office


@pytest.fixture
def shown(drafted: Office) -> Office:
    drafted.beats()
    return drafted


def texts(office: Office) -> list[str]:
    return [message.text for message in office.posts()]


def fill_one(office: Office) -> None:
    office.ana.enters("Target", "€2.4M booked")
    office.ana.submits()


def test_it_is_posted_once_and_follows_every_save_in_place(shown: Office) -> None:
    (first,) = shown.posts()
    assert first.text == WORDS.format(0)
    for filled in (1, 2):
        fill_one(shown)
        shown.beats()
        assert [(message.ts, message.text) for message in shown.posts()] == [(first.ts, WORDS.format(filled))]
    assert shown.beats() == 0, "nothing has changed since"
    assert shown.calls("chat.postMessage") == 1


def test_what_is_typed_without_a_save_is_counted_once_the_window_is_closed(shown: Office) -> None:
    shown.ana.enters("Target", "€2.4M booked")
    shown.ana.closes()
    shown.beats()
    assert texts(shown) == [WORDS.format(1)]


def test_its_button_leads_to_the_first_open_field(shown: Office) -> None:
    fill_one(shown)
    shown.beats()
    shown.ana.closes()
    shown.ana.clicks("Continue")
    assert "Goal 2 of 5" in shown.ana.sees()


def test_a_first_message_whose_answer_is_lost_is_found_and_follows_the_draft(drafted: Office) -> None:
    drafted.ws.faults.add("chat.postMessage", CutReply())
    drafted.slack_time.ahead = drafted.now[0].timestamp() - time.time()  # it is looked for from its hour on
    drafted.beats()
    drafted.slack_time.ahead = 0
    fill_one(drafted)
    drafted.passes(seconds=BREATHER)
    drafted.beats()
    assert texts(drafted) == [WORDS.format(1)]
    assert drafted.calls("chat.postMessage") == 1


def test_one_that_slack_refuses_is_left_until_the_draft_changes(drafted: Office) -> None:
    drafted.ws.faults.add("chat.postMessage", Says("account_inactive"))
    for _ in range(3):
        drafted.beats()
        drafted.passes(hours=1)
    assert (texts(drafted), drafted.calls("chat.postMessage")) == ([], 1)
    fill_one(drafted)
    drafted.beats()
    assert texts(drafted) == [WORDS.format(1)]


def test_one_that_was_deleted_comes_back_with_the_next_change(shown: Office) -> None:
    chat.delete(shown.ws, shown.posts()[0])
    fill_one(shown)
    shown.beats()
    shown.beats()
    assert texts(shown) == [WORDS.format(1)]
    shown.ana.closes()
    shown.ana.clicks("Continue")
    assert "Goal 2 of 5" in shown.ana.sees()


def test_a_draft_that_was_taken_back_says_so_and_has_no_button(shown: Office) -> None:
    ana = shown.ana
    ana.chooses("Go to another goal", "Check your goals")
    ana.clicks("Take back")
    shown.beats()
    (message,) = shown.posts()
    assert message.text == "Draft for Tom Berg · H1 2027 · taken back"
    assert [block["type"] for block in message.blocks] == ["context"]


def test_a_draft_begun_and_taken_back_at_once_is_one_message_that_says_so(drafted: Office) -> None:
    drafted.ana.chooses("Go to another goal", "Check your goals")
    drafted.ana.clicks("Take back")
    drafted.beats()
    assert texts(drafted) == ["Draft for Tom Berg · H1 2027 · taken back"]


def test_each_set_of_goals_has_its_own(office: Office) -> None:
    people = ["Tom Berg", "Priya Nair", "Sam Okafor", "Mia Vogt", "Ana Ruiz"]
    for subject in people:
        office.drafts(office.ana, subject)
    office.beats()
    assert sorted(texts(office)) == sorted(f"Draft for {name} · H1 2027 · 0 of 5 filled" for name in people)


def test_one_that_fails_holds_up_no_other_and_another_persons_neither(office: Office) -> None:
    office.drafts(office.sam, "Tom Berg")
    office.ws.change_user("U_SAM", deleted=True)
    for subject in ("Tom Berg", "Priya Nair"):
        office.drafts(office.ana, subject)
    office.ws.faults.add("chat.postMessage", Says("is_archived"))
    for _ in range(2):
        office.beats()
    assert (len(texts(office)), office.posts("U_SAM")) == (1, [])


def changes_one(office: Office) -> None:
    changes(office, "€2.6M booked")


def test_from_the_draft_to_a_confirmed_second_version_it_is_one_message(office: Office) -> None:
    shared(office)
    first = own(office)
    said = [first.text]
    for deed in (confirms, changes_one, shares_again, confirms):
        deed(office)
        office.beats()
        said.append(own(office).text)
    start, day = "Goals for Sam Okafor · H1 2027", "11 Jan 2027"
    assert said == [
        f"{start} · version 1 shared {day} · waiting for Sam to read",
        f"{start} · version 1 shared {day} · read and confirmed {day}",
        f"{start} · version 1 shared {day} · read and confirmed {day} · changes not shared yet, 5 of 5 filled",
        f"{start} · version 2 shared {day} · waiting for Sam to read",
        f"{start} · version 2 shared {day} · read and confirmed {day}",
    ]
    assert own(office).ts == first.ts


def test_it_never_holds_a_word_of_the_goals_whatever_becomes_of_them(office: Office) -> None:
    shared(office)
    confirms(office)
    changes(office, "€2.6M booked")
    office.beats()
    dm = office.ws.dm("U_ANA").id
    posted = [call for call in office.ws.calls if call.method in {"chat.postMessage", "chat.update"}]
    to_ana = str([call.arguments for call in posted if call.arguments.get("channel") in {dm, "U_ANA"}])
    for words in ("€2.4M booked", "€2.6M booked", "Owns and grows"):
        assert words not in to_ana


def test_a_beat_that_fails_is_logged_without_a_value(drafted: Office, caplog: pytest.LogCaptureFixture) -> None:
    fill_one(drafted)
    with patch.object(Outbox, "_one", side_effect=ValueError("€2.4M booked")):
        drafted.goalframe.heartbeat._beat()
    (record,) = [r for r in caplog.records if r.name == "bot.jobs.heartbeat"]
    assert (record.levelno, record.getMessage()) == (
        logging.WARNING,
        "a beat failed and will be tried again: ValueError",
    )
