"""Who else reads shared goals: HR after a reason that both people see; strangers and organisers never."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from bot.sandbox.person import Person
from tests.integration.app.office import Office
from tests.integration.app.two_people import (
    Wanted,
    asks,
    card,
    changes,
    confirms,
    declines,
    drafted,
    shared,
    shares,
    shares_again,
)

Lets = Callable[..., AbstractContextManager[Office]]
WAY = "You can read what was shared with Sam Okafor, after you give a reason."
SECRETS = (
    "a note of Sam’s",
    "a comment of Sam’s",
    "two people left",
    "26 % of deals",
    "progress of Sam’s",
    "my reason",
)


@pytest.fixture
def office(lets: Lets) -> Iterator[Office]:
    """Open an office in which Mia reads as HR and Tom organises reviews."""
    with lets(readers=frozenset({"U_MIA"}), runners=frozenset({"U_TOM"})) as open_office:
        yield open_office


def mia(office: Office) -> Person:
    return office.ws.person("U_MIA")


def reads(office: Office, *, words: str = "") -> Person:
    """Let Mia read Sam's goals."""
    reader = mia(office)
    reader.types("/goals <@U_SAM>")
    reader.clicks("Pick goals and a reason")
    reader.chooses("Why you read them", "Appeal or complaint")
    if words:
        reader.enters("More about it", words)
    reader.submits()
    return reader


def everything_said(office: Office) -> None:
    """Let both people write in every place that there is."""
    sam = office.sam
    shared(office)
    sam.chooses("⋯", "Comment")
    sam.enters("Comment", SECRETS[1])
    sam.submits()
    asks(office, Wanted(2, SECRETS[2], target=SECRETS[3]))
    declines(office, SECRETS[5])
    confirms(office, note=SECRETS[0])
    sam.clicks("Update progress")
    sam.chooses("Goal", office.goals_of().goals[0].key)
    sam.enters("Where it stands now", SECRETS[4])
    sam.chooses("Status", "On track")
    sam.submits()
    office.beats()


def test_a_reader_gives_a_reason_before_a_word_is_shown(office: Office) -> None:
    shared(office)
    reader = mia(office)
    reader.types("/goals <@U_SAM>")
    assert f"{WAY}\n[Pick goals and a reason]" in reader.sees()
    assert "Sam and the manager see each reading with your name and reason." in reader.sees()
    reader.clicks("Pick goals and a reason")
    assert reader.submits() is None
    assert list(reader.errors) == ["Why you read them"]
    assert "€2.4M" not in reader.sees()
    reader.chooses("Why you read them", "Audit")
    reader.submits()
    assert "from €1.9M booked to €2.4M booked by 2027-06-30." in reader.sees()


def test_both_people_see_who_has_read_and_why(office: Office) -> None:
    shared(office)
    reads(office, words="Sam’s own wish")
    line = "Mia Vogt, 11 Jan 2027, 10:0"
    why = "version 1\nReason: Appeal or complaint: Sam’s own wish"
    for person in (office.sam, office.ana):
        person.types("/goals mine" if person is office.sam else "/goals <@U_SAM>")
        person.clicks("Open")
        person.clicks("Who has read this")
        assert line in person.sees()
        assert why in person.sees()


def test_nobody_has_read_it_yet(office: Office) -> None:
    shared(office)
    office.sam.types("/goals mine")
    office.sam.clicks("Open")
    office.sam.clicks("Who has read this")
    assert "Nobody but you and Ana has read this." in office.sam.sees()


def test_everybody_is_told_beforehand_that_hr_can_read(office: Office) -> None:
    drafted(office)
    office.ana.types("/goals <@U_SAM>")
    office.ana.clicks("Continue")
    office.ana.submits()
    assert "HR can read these too: Mia Vogt. Each reading is listed for both of you." in office.ana.sees()
    office.ana.submits()
    office.ana.closes(everything=True)
    office.beats()
    office.sam.clicks("Show them")
    office.beats()
    named = "Can read this: you, Ana Ruiz, and HR reader Mia Vogt (each reading is listed for you)."
    assert named.replace("you, Ana Ruiz,", "you and Ana Ruiz,") in office.sam.reads(card(office))


def test_a_reader_sees_versions_and_dates_and_nothing_that_was_said(office: Office) -> None:
    everything_said(office)
    reader = reads(office)
    seen = reader.sees()
    assert "Sam Okafor read and confirmed version 1, 11 Jan 2027" in seen
    assert [words for words in SECRETS if words in seen + str(reader.modals)] == []
    for control in ("Comment", "Versions", "Who has read this", "Check this receipt", "Change these goals"):
        assert f"[{control}]" not in seen


def test_turning_to_another_layout_is_no_second_reading_for_an_hour(office: Office) -> None:
    shared(office)
    reader = reads(office)
    reader.clicks("OKRs")
    assert "[OKRs, shown now]" in reader.sees()
    office.passes(hours=1, minutes=1)
    reader.clicks("SMART")
    assert "Pick a reason: it stands where the employee sees who has read their goals." in reader.sees()
    with office.goalframe.database.reading() as uow:
        assert len(uow.dialogue.readings("T0DEMO", "goals-of-sam")) == 1


def test_a_reader_sees_no_draft_and_no_working_copy(office: Office) -> None:
    drafted(office)
    mia(office).types("/goals <@U_SAM>")
    assert "Pick goals and a reason" not in mia(office).sees()
    shares(office)
    office.sam.clicks("Show them")
    office.beats()
    changes(office, "€9M booked")
    assert "€9M" not in reads(office).sees()


def test_a_reader_sees_nothing_before_sam_has_agreed(office: Office) -> None:
    drafted(office)
    shares(office)
    reader = mia(office)
    reader.types("/goals <@U_SAM>")
    assert "You have no goals for this person yet." in reader.sees()
    assert "€2.4M" not in reader.sees()


def test_a_new_version_needs_a_new_reason(office: Office) -> None:
    shared(office)
    reader = reads(office)
    changes(office, "€9M booked")
    shares_again(office)
    reader.clicks("OKRs")
    assert "€9M" not in reader.sees()


def test_a_reader_needs_no_reason_for_what_they_wrote_themself(office: Office) -> None:
    drafted(office, "U_TOM", by="U_MIA", sheet_id="goals-of-tom")
    by_mia = office.goalframe.services.people.actor("T0DEMO", "U_MIA")
    office.goalframe.services.sharing.share(by_mia, "goals-of-tom", "")
    mia(office).types("/goals <@U_TOM>")
    assert "Pick goals and a reason" not in mia(office).sees()
    mia(office).clicks("Open")
    assert "[Change these goals]" in mia(office).sees()


def test_nobody_reads_their_own_goals_as_hr(office: Office) -> None:
    drafted(office, "U_MIA", sheet_id="goals-of-mia")
    office.goalframe.services.sharing.share(
        office.goalframe.services.people.actor("T0DEMO", "U_ANA"), "goals-of-mia", ""
    )
    mia(office).types("/goals <@U_MIA>")
    assert "Pick goals and a reason" not in mia(office).sees()


def test_a_stranger_and_an_organiser_get_nothing(office: Office) -> None:
    everything_said(office)
    for user in ("U_PRIYA", "U_TOM"):
        other = office.ws.person(user)
        other.types("/goals <@U_SAM>")
        assert "€2.4M" not in other.sees()
        assert "[Open]" not in other.sees()
        other.opens_home()
        assert other.home is not None
        assert "Sam" not in other.reads(other.home)
    organiser = office.ws.homes["U_TOM"]
    own = "You are a review organiser: you see names, dates and status, never goal texts."
    assert own in office.ws.person("U_TOM").reads(organiser)


def test_a_press_made_up_by_a_stranger_gets_the_same_words_as_one_on_nothing(office: Office) -> None:
    shared(office)
    real = office.sam.clicks("Confirm I’ve read it")
    assert real is not None
    said = []
    for sheet in ("goals-of-sam", "goals-of-nobody"):
        tom = office.ws.person("U_TOM")
        tom.types("/goals mine")
        payload = {**real.payload, "user": {**real.payload["user"], "id": "U_TOM"}}
        payload["trigger_id"] = office.ws.permissions.new_trigger("U_TOM", "main")
        secret = office.ws.permissions.new_address(office.ws.dm("U_TOM").id, "U_TOM", tom.last_message.ts)
        payload["response_url"] = f"{office.ws.url}/response/{secret}"
        action = payload["actions"][0]
        payload["actions"] = [{**action, "value": action["value"].replace("goals-of-sam", sheet)}]
        office.sends("block_actions", "U_TOM", payload)
        said.append(tom.reads(tom.last_message))
    assert said == ["There is nothing here for you."] * 2
