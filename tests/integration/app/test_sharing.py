"""Sharing goals: what is said before, what arrives, and what is refused."""

from __future__ import annotations

import copy

import pytest

from bot.views.state import OneSheet, encode
from tests.integration.app.office import Office
from tests.integration.app.test_twice import pressed_again
from tests.integration.app.two_people import VALUES, card, confirms, drafted, goes_to_share, shares, told

SAME = "Nothing has changed since version 1. Change something first, or drop the changes."


def test_ana_fills_five_goals_shares_them_and_sam_confirms(office: Office) -> None:
    ana, sam = office.ana, office.sam
    office.drafts(ana, "Sam Okafor")
    for baseline, target in VALUES:
        ana.enters("Baseline", baseline)
        ana.enters("Target", target)
        ana.submits()
    assert "<Share with Sam>" in ana.sees()
    ana.submits()
    assert "Sam Okafor gets version 1 of these goals." in ana.sees()
    assert "Sam gets this at once." in ana.sees()
    ana.submits()
    assert "Shared. Sam has it now." in ana.sees()
    assert "You can take version 1 back until Sam answers." in ana.sees()
    office.beats()
    sam.clicks("Show them")
    office.beats()
    assert "# Your goals · H1 2027" in sam.sees()
    assert "From Ana Ruiz, your manager · version 1 · 11 Jan 2027" in sam.sees()
    assert "from €1.9M booked to €2.4M booked by 2027-06-30." in sam.sees()
    confirms(office)
    assert "Read and confirmed, 11 Jan 2027, 10:0" in sam.sees()
    assert [name for name, _ in sam.files] == ["goals-sam-okafor-h1-2027-v1.txt"]


def test_before_sharing_it_says_what_will_happen(office: Office) -> None:
    drafted(office)
    goes_to_share(office)
    said = office.ana.sees()
    for sentence in (
        "H1 2027 · Account Executive / Field Sales — P4 · layout: SMART",
        "Sam is asked first whether you are their manager; no text is shown before.",
        "Nobody else can read these: no HR reader is named.",
        "Review organisers see dates and status only.",
    ):
        assert sentence in said
    assert office.posts("U_SAM") == []


def test_open_fields_are_named_and_have_to_be_agreed_to(office: Office) -> None:
    ana = office.ana
    drafted(office, filled=4)
    ana.types("/goals <@U_SAM|sam>")
    ana.clicks("Continue")
    ana.enters("Baseline", "1 person mentored")
    ana.picks("Due date", None)
    ana.submits()
    ana.submits()
    assert "2 fields are open: target and due date of goal 5." in ana.sees()
    ana.submits()
    assert list(ana.errors) == ["Fields left open"]
    assert office.goals_of().sheet.state == "draft"
    ana.ticks("Share with 2 fields left open")
    ana.submits()
    ana.closes()
    office.beats()
    office.sam.clicks("Show them")
    office.beats()
    assert "Ana left 2 fields open: the target and due date of goal 5." in office.sam.sees()


def test_the_note_stands_above_the_goals_as_it_was_typed(office: Office) -> None:
    drafted(office)
    shares(office, note="Let’s go through these on *Thursday*.")
    assert "Thursday" not in office.sam.sees()
    office.sam.clicks("Show them")
    office.beats()
    assert "Ana wrote: “Let’s go through these on *Thursday*.”" in office.sam.reads(card(office))


def test_a_note_of_two_lines_is_refused_under_its_field(office: Office) -> None:
    drafted(office)
    goes_to_share(office)
    office.ana.enters("A note to Sam", "One\u2028two")
    office.ana.submits()
    assert office.ana.errors == {"A note to Sam": "Write one line: take out line breaks and control characters."}
    assert office.goals_of().sheet.version == 0


def test_goals_for_oneself_are_kept_and_never_shared(office: Office) -> None:
    ana = office.ana
    drafted(office, "U_ANA", sheet_id="my-own")
    ana.types("/goals mine")
    ana.clicks("Continue")
    assert "<Share" not in ana.sees()
    ana.submits()
    assert ana.modal is None
    assert office.goals_of().sheet.state == "draft"
    assert "These are your own goals: there is nobody to share them with." in shares_made_up(office, "my-own")


def shares_made_up(office: Office, sheet_id: str) -> str:
    """Send the form that shares Sam's goals with the id of other ones in it; return the answer."""
    drafted(office)
    goes_to_share(office)
    real = office.ana.submits()
    assert real is not None
    payload = copy.deepcopy(real.payload)
    payload["trigger_id"] = office.ws.permissions.new_trigger("U_ANA", "main")
    payload["view"]["private_metadata"] = encode(OneSheet(sheet_id))
    return str(office.sends("view_submission", "U_ANA", payload).said)


def test_two_values_for_one_field_are_chosen_between_first(office: Office) -> None:
    ana, phone = office.ana, office.ws.person("U_ANA", "phone")
    drafted(office, filled=4)
    for one in (ana, phone):
        one.types("/goals <@U_SAM|sam>")
        one.clicks("Continue")
    ana.enters("Target", "3 people mentored")
    ana.submits()
    phone.enters("Target", "5 people mentored")
    phone.closes()
    ana.submits()
    ana.ticks("Share with 1 field left open")
    ana.submits()
    assert "Some fields have two values. Open those goals and choose between them first." in ana.sees()
    assert office.goals_of().sheet.version == 0


def test_what_has_not_changed_is_not_shared_again(office: Office) -> None:
    ana = office.ana
    drafted(office)
    shares(office)
    ana.clicks("Open")
    ana.clicks("Change these goals")
    ana.submits()
    ana.submits()
    assert SAME in ana.sees()
    assert office.goals_of().sheet.version == 1


@pytest.mark.parametrize("way", ["double click", "second window"])
def test_two_presses_of_share_make_one_version(office: Office, way: str) -> None:
    drafted(office)
    goes_to_share(office)
    phone = office.ws.person("U_ANA", "phone")
    phone.types("/goals <@U_SAM|sam>")
    phone.clicks("Continue")
    phone.submits()
    first = office.ana.submits()
    if way == "double click":
        pressed_again(office, first)
    else:
        phone.submits()
    office.beats()
    assert office.goals_of().sheet.version == 1
    assert len(told(office, "U_SAM")) == 1
