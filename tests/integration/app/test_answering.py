"""An employee's answer to shared goals: confirmed, declined, and what a press on an older version does."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from bot.sandbox.person import Person
from bot.sandbox.state import Message
from tests.integration.app.office import Office
from tests.integration.app.test_twice import pressed_again
from tests.integration.app.two_people import (
    card,
    changes,
    confirmed,
    confirms,
    declines,
    own,
    shared,
    shares_again,
    told,
)

Lets = Callable[..., AbstractContextManager[Office]]
NOTE = "Thank you, *see you* on Thursday"
MEANING = "Confirming means “received and read”, not “I agree”."
NEWS = "Sam Okafor read and confirmed their goals."


def replies(office: Office) -> list[tuple[str, str]]:
    """Return the kinds and words of all that was answered, as it is stored."""
    with office.goalframe.database.reading() as uow:
        sheet = office.goals_of().sheet
        return [(one.kind, one.words) for one in uow.dialogue.replies(sheet.team_id, sheet.id)]


def files(office: Office, person: str) -> list[Message]:
    return [message for message in office.posts(person) if message.files]


def test_confirming_says_what_it_means_before_it_is_done(office: Office) -> None:
    shared(office)
    office.sam.clicks("Confirm I’ve read it")
    assert office.sam.modal is not None
    seen = office.sam.reads(office.sam.modal)
    for words in (
        "Version 1 of your goals · H1 2027 · from Ana Ruiz",
        MEANING,
        "Ana reads it; HR does not.",
        "A copy of these goals goes to you and to Ana.",
    ):
        assert words in seen
    assert replies(office) == []


def test_a_confirmation_is_one_row_one_receipt_each_and_one_notice(office: Office) -> None:
    confirmed(office)
    assert replies(office) == [("confirmed", "")]
    assert "Read and confirmed, 11 Jan 2027" in office.sam.reads(card(office))
    assert "[Confirm" not in office.sam.reads(card(office))
    assert [len(files(office, who)) for who in ("U_SAM", "U_ANA")] == [1, 1]
    assert [post.text for post in told(office, "U_ANA")][1:] == [NEWS]
    assert "read and confirmed 11 Jan 2027" in own(office).text


def test_a_managers_copy_hangs_under_the_managers_own_message(office: Office) -> None:
    confirmed(office)
    assert files(office, "U_ANA")[0].thread_ts == own(office).ts
    assert not files(office, "U_SAM")[0].is_reply


def test_a_note_goes_to_the_manager_as_it_was_typed(office: Office) -> None:
    confirmed(office, note=NOTE)
    office.ana.clicks("Open", near="version 1 shared")
    assert f"Sam wrote: “{NOTE}”" in office.ana.sees()
    assert NOTE in office.ana.files[-1][1]
    assert NOTE not in str([(post.text, post.blocks) for post in office.posts()])


def test_two_quick_clicks_confirm_once(office: Office) -> None:
    shared(office)
    office.sam.clicks("Confirm I’ve read it")
    pressed_again(office, office.sam.submits())
    office.beats()
    once(office)


def test_two_forms_on_two_devices_confirm_once(office: Office) -> None:
    shared(office)
    sam, phone = office.sam, office.ws.person("U_SAM", "phone")
    for one in (sam, phone):
        one.clicks("Confirm I’ve read it")
    sam.enters("A note to Ana", "from the desk")
    phone.enters("A note to Ana", "from the phone")
    sam.submits()
    phone.submits()
    assert phone.modal is None
    office.beats()
    once(office, "from the desk")


def once(office: Office, note: str = "") -> None:
    assert replies(office) == [("confirmed", note)]
    assert [len(files(office, who)) for who in ("U_SAM", "U_ANA")] == [1, 1]
    assert [post.text for post in told(office, "U_ANA")].count(NEWS) == 1


def test_a_decline_ends_it_and_gives_the_reason_to_the_manager_alone(office: Office) -> None:
    shared(office)
    declines(office, "Two of five are not mine")
    assert "You did not confirm version 1 (11 Jan 2027)." in office.sam.reads(card(office))
    assert "Sam did not confirm" in own(office).text
    assert "Sam Okafor won’t confirm their goals." in [post.text for post in told(office, "U_ANA")]
    assert "Two of five" not in str([(post.text, post.blocks) for post in office.posts()])
    office.ana.clicks("Open", near="version 1 shared")
    assert "Sam wrote: “Two of five are not mine”" in office.ana.sees()


def test_a_decline_needs_no_reason_and_sends_no_copy(office: Office) -> None:
    shared(office)
    declines(office)
    assert replies(office) == [("declined", "")]
    assert files(office, "U_SAM") == files(office, "U_ANA") == []


def test_hr_never_reads_the_reason(lets: Lets) -> None:
    with lets(readers=frozenset({"U_MIA"})) as office:
        shared(office)
        declines(office, "Two of five are not mine")
        mia = office.ws.person("U_MIA")
        reads_as_hr(mia)
        assert "Sam Okafor did not confirm version 1 (11 Jan 2027)." in mia.sees()
        assert "Two of five" not in mia.sees()


def reads_as_hr(mia: Person) -> None:
    mia.types("/goals <@U_SAM>")
    mia.clicks("Pick goals and a reason")
    mia.chooses("Why you read them", "Audit")
    mia.submits()


def test_what_was_declined_can_still_be_confirmed(office: Office) -> None:
    shared(office)
    declines(office, "Not yet")
    assert "I won’t confirm" not in office.sam.reads(card(office))
    confirms(office)
    assert sorted(replies(office)) == [("confirmed", ""), ("declined", "Not yet")]
    assert "Read and confirmed, 11 Jan 2027" in office.sam.reads(card(office))
    assert office.goals_of().sheet.state == "confirmed"


@pytest.mark.parametrize("pressed", ["Confirm I’ve read it", "Ask for changes"])
def test_a_press_on_version_1_after_version_2_changes_nothing_and_offers_the_newer(
    office: Office, pressed: str
) -> None:
    shared(office)
    changes(office, "€9M booked")
    shares_again(office)
    assert "version 1" in office.sam.reads(card(office))
    office.sam.clicks(pressed)
    assert "Another version of these goals is in force by now. Nothing was changed." in office.sam.sees()
    assert office.sam.modal is None
    assert replies(office) == []
    office.sam.clicks("Open version 2")
    assert "What changed since you last saw it\nGoal 1, target: €2.4M booked → €9M booked" in office.sam.sees()


def test_a_form_of_version_1_sent_after_version_2_says_so_and_keeps_what_was_typed(office: Office) -> None:
    shared(office)
    office.sam.clicks("Confirm I’ve read it")
    office.sam.enters("A note to Ana", "Typed with care")
    changes(office, "€9M booked")
    shares_again(office)
    office.sam.submits()
    assert "Another version of these goals is in force by now. Nothing was changed." in office.sam.sees()
    assert office.sam.value("A note to Ana") == "Typed with care"
    assert replies(office) == []
