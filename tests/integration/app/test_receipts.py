"""The copy of a confirmed version: the same for both, checked alone and against the database."""

from __future__ import annotations

import json

import pytest

from bot.delivery.receipts import check_receipt
from tests.integration.app.office import Office
from tests.integration.app.two_people import GOALS, changes, confirmed, confirms, shared, shares_again

CHECK = "Check this receipt"
UNCHANGED = "Unchanged since 11 Jan 2027."


def checks(office: Office) -> str:
    """Let Sam press the button that checks the receipt; return what the view says."""
    office.sam.clicks(CHECK)
    assert office.sam.modal is not None
    return office.sam.reads(office.sam.modal)


def changes_database(office: Office, place: str, old: str, new: str) -> None:
    """Change one value in the database behind the app's back."""
    table, _, column = place.partition(".")
    with office.goalframe.database.connected("BEGIN IMMEDIATE") as connection:
        statement = f"SELECT {column} FROM {table} WHERE sheet_id = ? AND number = 1"  # noqa: S608 - names of ours
        text = connection.exec_driver_sql(statement, (GOALS,)).scalar_one()
        assert old in text
        statement = f"UPDATE {table} SET {column} = ? WHERE sheet_id = ? AND number = 1"  # noqa: S608 - the same
        connection.exec_driver_sql(statement, (text.replace(old, new, 1), GOALS))
        connection.commit()


def test_both_copies_are_the_same_to_the_byte(office: Office) -> None:
    confirmed(office, note="Agreed on Thursday")
    (sams, text), (anas, same) = office.sam.files[-1], office.ana.files[-1]
    assert sams == anas == "goals-sam-okafor-h1-2027-v1.txt"
    assert text == same


def test_the_copy_holds_everything_and_checks_itself(office: Office) -> None:
    confirmed(office, note="Agreed on Thursday")
    text = office.sam.opens_file("goals-sam-okafor-h1-2027-v1.txt")
    for words in (
        "Goals of Sam Okafor · H1 2027",
        "From Ana Ruiz",
        "Version 1, shared on 2027-01-11 09:0",
        "Layout: SMART goals",
        "€1.9M booked to €2.4M booked by 2027-06-30.",
        "Sam Okafor wrote: “Agreed on Thursday”",
    ):
        assert words in text
    assert check_receipt(text).sentence == "Unchanged since 2027-01-11."
    assert check_receipt(text.replace("€2.4M", "€2.5M")).altered


def test_the_button_says_unchanged_in_force(office: Office) -> None:
    confirmed(office)
    said = checks(office)
    assert f"Version 1 of your goals · H1 2027\n{UNCHANGED}\nThis is the version in force." in said


def test_the_manager_checks_it_too(office: Office) -> None:
    confirmed(office)
    office.ana.clicks("Open", near="Goals for Sam Okafor")
    office.ana.clicks(CHECK)
    assert f"Version 1 of Sam Okafor’s goals · H1 2027\n{UNCHANGED}" in office.ana.sees()


def test_a_replaced_version_stays_what_it_was(office: Office) -> None:
    confirmed(office)
    changes(office, "€9M booked")
    shares_again(office)
    office.beats()
    office.sam.clicks("Open", near="shared version 2")
    office.sam.clicks("Versions")
    office.sam.clicks("Open version 1")
    said = checks(office)
    assert f"{UNCHANGED}\nVersion 2 took its place on 11 Jan 2027." in said
    office.sam.closes(everything=True)
    confirms(office)
    assert "Version 2 of your goals · H1 2027\nUnchanged" in checks(office)


@pytest.mark.parametrize(
    ("place", "old", "new", "part"),
    [
        ("revisions.content", "30 % of deals won", "31 % of deals won", "goal 2"),
        ("revisions.content", "3 people mentored", "3 people mentorea", "goal 5"),
        ("revisions.content", '"name":"H1 2027"', '"name":"H2 2027"', "the period"),
        ("revisions.content", '"name":"Ana Ruiz"', '"name":"Ana Ruis"', "the people’s names"),
        ("revisions.content", '"layout":"smart"', '"layout":"okr"', "the layout"),
        ("revisions.note", "On Thursday", "On Tuesday", "the version’s number, note and date"),
        ("replies.words", "Agreed", "agreed", "confirmation"),
        ("replies.parts", "[", "{", "the check sums"),
    ],
    ids=["goal 2", "goal 5", "period", "people", "layout", "note", "words", "sums"],
)
def test_one_character_changed_in_the_database_is_named(
    office: Office, place: str, old: str, new: str, part: str
) -> None:
    shared(office, note="On Thursday")
    confirms(office, note="Agreed")
    changes_database(office, place, old, new)
    said = checks(office)
    assert f"Not what was confirmed on 11 Jan 2027. This was changed since: {part}. Tell HR" in said
    assert UNCHANGED not in said


def test_one_check_sum_changed_in_the_database_is_named(office: Office) -> None:
    confirmed(office)
    with office.goalframe.database.reading() as uow:
        reply = uow.dialogue.replies("T0DEMO", GOALS)[0]
    sums = dict(json.loads(reply.parts))
    other = "0" if sums["goal 3"][0] != "0" else "1"
    changes_database(office, "replies.parts", sums["goal 3"], other + sums["goal 3"][1:])
    assert "This was changed since: the check sums." in checks(office)


def test_a_version_that_cannot_be_read_any_more_says_so(office: Office) -> None:
    confirmed(office)
    changes_database(office, "revisions.content", "{", "[")
    office.sam.clicks(CHECK)
    assert "This version of the goals can’t be read any more: it was changed in the database." in office.sam.sees()


def test_a_version_that_nobody_confirmed_has_no_receipt(office: Office) -> None:
    confirmed(office)
    old = office.sam.clicks(CHECK)
    assert old is not None
    changes(office, "€9M booked")
    shares_again(office)
    payload = {**old.payload, "trigger_id": office.ws.permissions.new_trigger("U_SAM", "main")}
    action = payload["actions"][0]
    payload["actions"] = [{**action, "value": action["value"].replace('"version":1', '"version":2')}]
    office.sam.closes(everything=True)
    office.sends("block_actions", "U_SAM", payload)
    assert "This version was not confirmed: there is no receipt to check." in office.sam.sees()
