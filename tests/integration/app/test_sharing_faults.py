"""Shared goals while Slack is busy or broken, or delivers everything twice: nothing lost, nothing twice."""

from __future__ import annotations

import time

import pytest

from bot.sandbox.faults import CutReply, RateLimited, Says, ServerError, Trouble
from tests.integration.app.office import Office
from tests.integration.app.test_twice import arrive_twice
from tests.integration.app.two_people import (
    GOALS,
    Wanted,
    asks,
    card,
    changes,
    confirms,
    drafted,
    shared,
    shares,
    shares_again,
    told,
)

ASKED = "Ana Ruiz wants to share goals with you as your manager."
TROUBLES = [CutReply(), RateLimited(3), ServerError(500), ServerError(503), Says("internal_error")]


@pytest.fixture(autouse=True)
def one_time(office: Office) -> None:
    """Let Slack's clock say what the app's does: a post whose answer was lost is looked for by its time."""
    in_step(office)


def in_step(office: Office) -> None:
    office.slack_time.ahead = office.now[0].timestamp() - time.time()


def calms_down(office: Office) -> None:
    """Let time pass until everything that waits for a second try has had it."""
    for _ in range(4):
        office.passes(seconds=60)
        office.beats()


@pytest.mark.parametrize("trouble", TROUBLES, ids=str)
def test_what_is_shared_comes_once(office: Office, trouble: Trouble) -> None:
    drafted(office)
    office.beats()
    office.ws.faults.add("chat.postMessage", trouble)
    shares(office)
    calms_down(office)
    assert [post.text for post in told(office, "U_SAM")] == [
        "Ana Ruiz wants to share goals with you as your manager."
    ]
    assert "is asked first" in office.posts()[0].text


@pytest.mark.parametrize("trouble", TROUBLES, ids=str)
def test_the_living_message_is_brought_up_to_date_in_the_end(office: Office, trouble: Trouble) -> None:
    shared(office)
    office.ws.faults.add("chat.update", trouble, times=2)
    changes(office, "€9M booked")
    shares_again(office)
    office.beats()
    calms_down(office)
    assert "to €9M booked by 2027-06-30." in office.sam.reads(card(office))
    assert len(told(office, "U_SAM")) == 2


@pytest.mark.parametrize("method", ["files.completeUploadExternal", "files.getUploadURLExternal"])
@pytest.mark.parametrize("trouble", TROUBLES, ids=str)
def test_each_of_the_two_gets_one_copy(office: Office, trouble: Trouble, method: str) -> None:
    shared(office)
    office.ws.faults.add(method, trouble, times=2)
    confirms(office)
    calms_down(office)
    copies = [len([post for post in office.posts(who) if post.files]) for who in ("U_SAM", "U_ANA")]
    assert copies == [1, 1]
    assert len({text for _, text in (*office.sam.files, *office.ana.files)}) == 1


def test_a_copy_finds_its_place_under_a_message_of_last_week(office: Office) -> None:
    shared(office)
    office.passes(days=7)
    in_step(office)
    office.ws.faults.add("files.completeUploadExternal", ServerError(500), times=2)
    confirms(office)
    calms_down(office)
    copies = [post for post in office.posts("U_ANA") if post.files]
    assert [copy.thread_ts for copy in copies] == [office.posts()[0].ts]


def test_a_message_that_somebody_deleted_is_posted_anew(office: Office) -> None:
    shared(office)
    office.ws.messages.remove(card(office))
    changes(office, "€9M booked")
    shares_again(office)
    office.beats()
    calms_down(office)
    assert any("to €9M booked" in office.sam.reads(post) for post in told(office, "U_SAM"))


@pytest.mark.parametrize("trouble", [RateLimited(), ServerError(500), Says("internal_error")], ids=str)
def test_a_form_that_slack_does_not_open_changes_nothing_and_opens_at_the_next_try(
    office: Office, trouble: Trouble
) -> None:
    shared(office)
    office.ws.faults.add("views.open", trouble)
    pressed = office.sam.clicks("Confirm I’ve read it")
    assert pressed is not None
    assert pressed.failed == ""
    assert "Slack did not answer. Nothing is lost. Please try again in a minute." in office.sam.sees()
    confirms(office)
    assert office.goals_of().sheet.state == "confirmed"


def test_everything_may_arrive_twice(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    arrive_twice(monkeypatch)
    shared(office, note="On Thursday")
    office.sam.chooses("⋯", "Comment")
    office.sam.enters("Comment", "Let us talk")
    office.sam.submits()
    asks(office, Wanted(2, "Two people left", target="26 % of deals won"))
    office.ana.clicks("Answer")
    office.ana.chooses("Your decision", "Take it")
    office.ana.submits()
    office.ana.closes(everything=True)
    office.beats()
    confirms(office, note="Agreed")
    with office.goalframe.database.reading() as uow:
        said = uow.dialogue
        counts = [len(found("T0DEMO", GOALS)) for found in (said.replies, said.requests, said.comments)]
        versions = len(uow.revisions.all("T0DEMO", GOALS))
    assert (counts, versions) == ([1, 1, 1], 2)
    assert [len(told(office, who)) for who in ("U_SAM", "U_ANA")] == [3, 2]
    assert [len([post for post in office.posts(who) if post.files]) for who in ("U_SAM", "U_ANA")] == [1, 1]
