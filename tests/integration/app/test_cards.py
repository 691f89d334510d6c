"""The card in the author's own direct messages: posted once whatever happens, updated in place, without goal text."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest

from bot.delivery.cards import BREATHER, CardSender
from bot.sandbox import chat
from bot.sandbox.faults import CutReply, RateLimited, Says, ServerError
from tests.integration.app.office import Office

WORDS = "Draft for Tom Berg · H1 2027 · {} of 5 filled"


@pytest.fixture
def drafted(office: Office) -> Office:
    office.drafts(office.ana)
    return office


def texts(office: Office) -> list[str]:
    return [message.text for message in office.posts()]


def fill_one(office: Office) -> None:
    office.ana.enters("Target", "€2.4M booked")
    office.ana.submits()


def test_a_card_is_posted_once_and_updated_in_place(drafted: Office) -> None:
    assert drafted.cards() == 1
    first = drafted.posts()[0].ts
    fill_one(drafted)
    assert drafted.cards() == 1
    assert texts(drafted) == [WORDS.format(1)]
    assert drafted.posts()[0].ts == first
    assert drafted.cards() == 0, "nothing has changed since"


def test_the_metadata_of_a_card_holds_its_key_alone(drafted: Office) -> None:
    fill_one(drafted)
    drafted.cards()
    assert drafted.posts()[0].metadata == {
        "event_type": "goalframe_draft",
        "event_payload": {"key": drafted.goals_of().sheet.id},
    }


def test_home_follows_the_card(drafted: Office) -> None:
    fill_one(drafted)
    drafted.cards()
    drafted.ana.opens_home()
    assert "1 of 5 filled" in drafted.ana.sees()


def test_a_post_whose_answer_is_lost_is_found_and_not_posted_again(drafted: Office) -> None:
    drafted.ws.faults.add("chat.postMessage", CutReply())
    assert drafted.cards() == 0
    drafted.passes(seconds=BREATHER)
    assert drafted.cards() == 1
    assert drafted.calls("chat.postMessage") == 1
    fill_one(drafted)
    drafted.cards()
    assert texts(drafted) == [WORDS.format(1)]


def test_a_post_that_never_arrived_is_made_again(drafted: Office) -> None:
    drafted.ws.faults.add("chat.postMessage", ServerError())
    assert drafted.cards() == 0
    drafted.passes(seconds=BREATHER)
    assert drafted.cards() == 1
    assert texts(drafted) == [WORDS.format(0)]


def test_a_kill_between_the_post_and_its_record_makes_no_second_card(drafted: Office) -> None:
    with killed_after_the_post():
        drafted.cards()
    assert len(texts(drafted)) == 1
    assert drafted.cards() == 1
    assert texts(drafted) == [WORDS.format(0)]
    assert drafted.calls("chat.postMessage") == 1


@contextmanager
def killed_after_the_post() -> Iterator[None]:
    """Let the process end, as far as the sender can tell, between Slack's answer and its record."""
    record: Callable[..., None] = CardSender._record

    def dies(sender: CardSender, card: object, channel: str | None, ts: str | None, stamp: int) -> None:
        if ts is not None:
            raise KeyboardInterrupt
        record(sender, card, channel, ts, stamp)

    with patch.object(CardSender, "_record", dies), pytest.raises(KeyboardInterrupt):
        yield


def test_a_busy_slack_is_left_alone_for_as_long_as_it_says(drafted: Office) -> None:
    drafted.ws.faults.add("chat.postMessage", RateLimited(40))
    assert drafted.cards() == 0
    calls = len(drafted.ws.calls)
    drafted.passes(seconds=39)
    assert drafted.cards() == 0
    assert len(drafted.ws.calls) == calls
    drafted.passes(seconds=2)
    assert drafted.cards() == 1
    assert texts(drafted) == [WORDS.format(0)]


def test_a_busy_slack_stops_the_cards_behind_it_too(office: Office) -> None:
    for subject in ("Tom Berg", "Priya Nair", "Sam Okafor"):
        office.drafts(office.ana, subject)
    office.ws.faults.add("chat.postMessage", RateLimited(40))
    assert office.cards() == 0
    assert office.calls("chat.postMessage") == 1
    office.passes(seconds=41)
    assert office.cards() == 3


def test_an_update_whose_answer_is_lost_is_made_again(drafted: Office) -> None:
    drafted.cards()
    fill_one(drafted)
    drafted.ws.faults.add("chat.update", CutReply())
    assert drafted.cards() == 0
    drafted.passes(seconds=BREATHER)
    assert drafted.cards() == 1
    assert texts(drafted) == [WORDS.format(1)]


def test_a_card_that_was_deleted_is_posted_again(drafted: Office) -> None:
    drafted.cards()
    chat.delete(drafted.ws, drafted.posts()[0])
    fill_one(drafted)
    drafted.cards()
    assert drafted.cards() == 1
    assert texts(drafted) == [WORDS.format(1)]
    drafted.ana.closes()
    drafted.ana.clicks("Continue")
    assert "Goal 2 of 5" in drafted.ana.sees()


def test_a_refusal_is_left_until_the_draft_changes_and_said_in_the_log(
    drafted: Office, caplog: pytest.LogCaptureFixture
) -> None:
    drafted.ws.faults.add("chat.postMessage", Says("account_inactive"))
    assert (drafted.cards(), drafted.cards()) == (0, 0)
    assert drafted.calls("chat.postMessage") == 1
    assert "Slack refused a card: 200 account_inactive" in [r.getMessage() for r in caplog.records]
    fill_one(drafted)
    assert drafted.cards() == 1
    assert texts(drafted) == [WORDS.format(1)]


def test_one_card_that_fails_does_not_hold_up_the_others(office: Office) -> None:
    for subject in ("Tom Berg", "Priya Nair"):
        office.drafts(office.ana, subject)
    office.ws.faults.add("chat.postMessage", Says("is_archived"))
    assert office.cards() == 1
    assert len(texts(office)) == 1


def test_cards_that_can_never_be_shown_hold_up_no_other(office: Office) -> None:
    office.drafts(office.sam, "Tom Berg")
    office.ws.change_user("U_SAM", deleted=True)
    office.drafts(office.ana, "Priya Nair")
    with patch("bot.delivery.cards.AT_ONCE", 1):
        assert (office.cards(), office.cards()) == (0, 1)
    assert len(texts(office)) == 1


def test_a_home_that_fails_does_not_post_the_card_twice(drafted: Office) -> None:
    drafted.ws.faults.add("views.publish", ServerError())
    drafted.cards()
    fill_one(drafted)
    drafted.passes(seconds=BREATHER)
    drafted.cards()
    assert texts(drafted) == [WORDS.format(1)]


def test_many_cards_of_one_beat_are_all_shown(office: Office) -> None:
    people = ["Tom Berg", "Priya Nair", "Sam Okafor", "Mia Vogt", "Ana Ruiz"]
    for subject in people:
        office.drafts(office.ana, subject)
    assert office.cards() == len(people)
    assert len(set(texts(office))) == len(people)


def test_a_beat_that_fails_is_logged_without_a_value(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    office.drafts(office.ana)
    fill_one(office)
    with patch.object(CardSender, "_show", side_effect=ValueError("€2.4M booked")):
        office.goalframe.heartbeat._beat()
    (record,) = [r for r in caplog.records if r.name == "bot.jobs.heartbeat"]
    assert (record.levelno, record.getMessage()) == (
        logging.WARNING,
        "a beat failed and will be tried again: ValueError",
    )
