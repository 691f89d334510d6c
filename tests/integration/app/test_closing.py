"""How shared goals end: closed, reopened, recorded as unanswered, replaced by those of a new level."""

from __future__ import annotations

from tests.integration.app.office import Office
from tests.integration.app.test_twice import pressed_again
from tests.integration.app.two_people import card, changes, confirmed, confirms, own, shared, told


def presses(office: Office, way: str) -> None:
    office.ana.clicks("Open", near="Goals for Sam Okafor")
    office.ana.clicks(way)


def ends(office: Office) -> None:
    office.ana.closes(everything=True)
    office.beats()


def closed(office: Office) -> None:
    presses(office, "shared:close")
    ends(office)


def test_closed_goals_stay_readable_and_take_nothing_more(office: Office) -> None:
    confirmed(office)
    presses(office, "shared:close")
    keeps = "You and Sam keep what was shared; nobody adds to it any more. You can reopen them."
    assert keeps in office.ana.confirmation
    assert "These goals were closed on 11 Jan 2027." in office.ana.sees()
    ends(office)
    assert card(office).text == "Your goals for H1 2027 were closed on 11 Jan 2027."
    assert "Ana Ruiz closed your goals for H1 2027\n[Open]" in office.sam.sees()
    office.sam.clicks("Open", near="were closed")
    assert "from €1.9M booked to €2.4M booked" in office.sam.sees()
    for gone in ("[Confirm", "[Update progress]", "Comment", "[Ask for changes]"):
        assert gone not in office.sam.sees()


def test_a_form_left_open_is_refused_once_goals_are_closed(office: Office) -> None:
    shared(office)
    office.sam.clicks("Confirm I’ve read it")
    closed(office)
    office.sam.submits()
    assert "You can’t do that: these goals were closed on 2027-01-11." in office.sam.sees()


def test_reopened_goals_stand_as_they_stood(office: Office) -> None:
    confirmed(office)
    closed(office)
    presses(office, "Reopen")
    ends(office)
    assert "Read and confirmed, 11 Jan 2027" in office.sam.reads(card(office))
    assert office.goals_of().sheet.state == "confirmed"
    assert "Ana Ruiz reopened your goals for H1 2027" in office.sam.sees()


def test_closing_and_reopening_is_told_in_one_message(office: Office) -> None:
    confirmed(office)
    before = len(told(office, "U_SAM"))
    closed(office)
    presses(office, "Reopen")
    ends(office)
    assert len(told(office, "U_SAM")) == before + 1


def test_goals_with_changes_that_are_not_shared_are_not_closed(office: Office) -> None:
    shared(office)
    phone = office.ws.person("U_ANA", "phone")
    phone.clicks("Open", near="Goals for Sam Okafor")
    changes(office, "€9M booked")
    phone.clicks("shared:close")
    assert "There are changes that Sam Okafor has not seen. Share them or drop them first." in phone.sees()
    assert office.goals_of().sheet.state == "shared"


def test_no_answer_is_recorded_with_its_date_and_can_still_be_confirmed(office: Office) -> None:
    shared(office)
    presses(office, "Record “no answer”")
    seen = "Sam and HR see that version 1 was not answered, and the date. Sam can still confirm it."
    assert seen in office.ana.confirmation
    ends(office)
    assert "“no answer” recorded 11 Jan 2027" in own(office).text
    still = "“No answer” was recorded for version 1 on 11 Jan 2027. You can still confirm it."
    assert still in office.sam.reads(card(office))
    assert len(told(office, "U_SAM")) == 1
    confirms(office)
    assert "Read and confirmed, 11 Jan 2027" in office.sam.reads(card(office))
    assert office.goals_of().sheet.state == "confirmed"


def test_two_quick_clicks_record_no_answer_once(office: Office) -> None:
    shared(office)
    office.ana.clicks("Open", near="Goals for Sam Okafor")
    again = pressed_again(office, office.ana.clicks("Record “no answer”"))
    assert again.status == 200
    with office.goalframe.database.reading() as uow:
        assert len(uow.dialogue.replies("T0DEMO", "goals-of-sam")) == 1


def new_level(office: Office) -> None:
    """Let Ana write Sam's goals for P5, as far as the question what sharing them will do."""
    ana = office.ana
    presses(office, "Write goals for a new level")
    ana.searches("Role and level", "account executive P5")
    ana.chooses("Role and level", "Account Executive / Field Sales — P5")
    ana.submits()
    ana.submits()
    ana.chooses("Go to another goal", "Check your goals")
    ana.submits()


def test_goals_of_a_new_level_close_the_old_ones_once_they_are_shared(office: Office) -> None:
    ana, sam = office.ana, office.sam
    confirmed(office)
    new_level(office)
    assert "Sharing these closes the goals whose place they take." in ana.sees()
    assert office.goals_of(newest=1).sheet.state == "confirmed"
    ana.ticks(box(ana.sees()))
    ana.submits()
    ana.closes(everything=True)
    office.beats()
    assert [office.goals_of(newest=place).sheet.state for place in (0, 1)] == ["shared", "closed"]
    first = "Your goals for H1 2027 were closed on 11 Jan 2027: newer ones have taken their place."
    assert card(office).text == first
    assert "Account Executive / Field Sales — P5" in sam.sees()
    sam.clicks("Open the newer goals")
    assert "Account Executive / Field Sales — P5" in sam.sees()


def box(seen: str) -> str:
    """Return the words of the box that agrees to fields left open."""
    return seen.partition("( ) ")[2].partition("\n")[0]


def test_goals_that_were_replaced_are_not_reopened(office: Office) -> None:
    confirmed(office)
    phone = office.ws.person("U_ANA", "phone")
    new_level(office)
    office.ana.ticks(box(office.ana.sees()))
    office.ana.submits()
    office.ana.closes(everything=True)
    office.beats()
    phone.types("/goals <@U_SAM>")
    phone.clicks("Open", near="closed")
    assert "[Reopen]" not in phone.sees()
    assert "Newer goals have taken their place." in phone.sees()
