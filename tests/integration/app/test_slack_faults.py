"""Slack late, silent, busy or wrong: one sentence, the next step, and nothing lost."""

from __future__ import annotations

import pytest

from bot.sandbox.faults import RateLimited, Says, ServerError, Slow, Trouble, expired_trigger, hash_conflict
from tests.integration.app.office import COMMAND, START, Office

TOO_SLOW = "That took Slack too long. Nothing is lost."
SILENT = "Slack did not answer. Nothing is lost. Please try again in a minute."
TROUBLES = [RateLimited(), ServerError(500), ServerError(503), Slow(2.3), Says("internal_error"), Says("fatal_error")]


def opens_again(office: Office) -> None:
    assert TOO_SLOW in office.ana.sees()
    assert office.ana.modal is None
    office.ana.clicks("Open again")


def test_an_expired_trigger_of_a_command_offers_to_open_again(office: Office) -> None:
    office.ws.faults.add("views.open", expired_trigger())
    office.ana.types("/goals")
    opens_again(office)
    assert "== Start goals ==" in office.ana.sees()


def test_an_expired_trigger_of_start_keeps_the_role(office: Office) -> None:
    office.ana.types(COMMAND)
    office.ws.faults.add("views.open", expired_trigger())
    office.ana.clicks(START)
    opens_again(office)
    assert office.ana.value("Role and level") == "Account Executive / Field Sales — P4"


def test_an_expired_trigger_of_continue_leads_to_the_same_goals(office: Office) -> None:
    office.drafts(office.ana)
    office.ana.closes()
    office.beats()
    office.ws.faults.add("views.open", expired_trigger())
    office.ana.clicks("Continue")
    opens_again(office)
    assert "Goal 1 of 5" in office.ana.sees()


def test_a_trigger_that_is_really_too_old_offers_the_same(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    hand_out = office.ws.permissions.new_trigger

    def aged(user: str, tab: str, view_id: str = "") -> str:
        name = hand_out(user, tab, view_id)
        office.ws.permissions.triggers[name].born -= 4
        return name

    office.ana.types(COMMAND)
    with monkeypatch.context() as patched:
        patched.setattr(type(office.ws.permissions), "new_trigger", lambda _, *args: aged(*args))
        office.ana.clicks("Read in full")
    opens_again(office)
    assert office.ana.modal is not None


def test_an_expired_trigger_of_the_shortcut_is_told_in_the_direct_messages(office: Office) -> None:
    office.ws.faults.add("views.open", expired_trigger())
    office.ana.uses_shortcut("new_goals")
    opens_again(office)
    assert "== Start goals ==" in office.ana.sees()


def test_a_stale_hash_leaves_the_newer_view_as_it_is(office: Office) -> None:
    office.drafts(office.ana)
    office.ana.enters("Target", "€2.4M booked")
    before = office.ana.sees()
    office.ws.faults.add("views.update", hash_conflict())
    office.ana.chooses("Go to another goal", "Check your goals")
    assert office.ana.value("Target") == "€2.4M booked"
    assert before.splitlines()[-20:-8] == office.ana.sees().splitlines()[-20:-8]
    assert office.values()["target"] == "€2.4M booked"
    office.ana.chooses("Go to another goal", "Check your goals")
    assert "1 of 5 filled · kept as a draft" in office.ana.sees()


def test_a_view_closed_before_its_update_harms_nothing(office: Office) -> None:
    office.ws.faults.add("views.update", Says("not_found"))
    office.ana.types("/goals")
    assert office.ana.notice == ""
    assert "Should this stay, close it and try again" in office.ana.sees()


@pytest.mark.parametrize("trouble", TROUBLES, ids=str)
def test_a_view_that_slack_does_not_open_is_said_so_and_opens_at_the_next_try(
    office: Office, trouble: Trouble
) -> None:
    office.ana.types(COMMAND)
    office.ws.faults.add("views.open", trouble)
    pressed = office.ana.clicks(START)
    assert pressed is not None
    assert pressed.failed == ""
    assert SILENT in office.ana.sees()
    if office.ana.modal is not None:
        assert "Should this stay, close it and try again" in office.ana.sees()
        office.ana.closes()
    office.ana.clicks(START)
    assert "== Start goals ==" in office.ana.sees()


@pytest.mark.parametrize("trouble", TROUBLES, ids=str)
def test_a_view_that_slack_does_not_update_loses_nothing_typed(office: Office, trouble: Trouble) -> None:
    office.drafts(office.ana)
    office.ana.enters("Target", "€2.4M booked")
    office.ws.faults.add("views.update", trouble)
    pressed = office.ana.chooses("Go to another goal", "Check your goals")
    assert pressed is not None
    assert pressed.failed == ""
    assert office.values()["target"] == "€2.4M booked"
    if not isinstance(trouble, Slow):
        assert SILENT in office.ana.sees()
        office.ana.closes()
        office.ana.chooses("Go to another goal", "Check your goals")
    assert "1 of 5 filled · kept as a draft" in office.ana.sees()


@pytest.mark.parametrize("trouble", TROUBLES, ids=str)
def test_a_person_whom_slack_does_not_describe_is_asked_to_try_again(office: Office, trouble: Trouble) -> None:
    office.ws.faults.add("users.info", trouble)
    told = office.ana.types(COMMAND)
    assert told is not None
    assert told.failed == ""
    assert SILENT in office.ana.sees()
    office.ana.types(COMMAND)
    assert "# Account Executive" in office.ana.sees()


def test_someone_known_is_answered_while_slack_is_silent(office: Office) -> None:
    office.ana.types(COMMAND)
    office.ws.faults.add("*", ServerError(), times=50)
    told = office.ana.types(f"{COMMAND} okrs")
    assert told is not None
    assert "[OKRs, shown now]" in office.ana.reads(office.ana.last_message)
    assert office.calls("users.info") == 1


def test_a_home_that_slack_does_not_take_is_published_the_next_time(office: Office) -> None:
    office.ws.faults.add("views.publish", ServerError())
    assert office.ana.opens_home().status == 200
    office.ana.opens_home()
    assert "Nothing here yet." in office.ana.sees()


def test_a_sentence_that_slack_does_not_take_either_ends_quietly(office: Office) -> None:
    office.ws.faults.add("*", ServerError(), times=2)
    used = office.ana.uses_shortcut("new_goals")
    assert used.status == 200
    office.ana.uses_shortcut("new_goals")
    assert "== Start goals ==" in office.ana.sees()
