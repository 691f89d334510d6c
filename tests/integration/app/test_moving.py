"""Goals that go to another manager, end, stand again, or make room for those of a new level."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.sandbox.person import Person
from db.facts import RosterEntry
from tests.integration.app.office import Office
from tests.integration.app.two_people import card, changes, confirms, drafted, own, shared, told

NOTHING = "There is nothing here for you."
QUESTION = "Ana Ruiz wants to move your H1 2027 goals to Tom Berg, as your manager from now on."
AFTERNOON = datetime(2027, 1, 11, 15, 30, tzinfo=UTC)
"""In Berlin and in New York."""
NINE = "€9M booked"


def tom(office: Office) -> Person:
    return office.ws.person("U_TOM")


def moves(office: Office, to: str = "Tom Berg") -> None:
    """Let Ana move Sam's goals."""
    ana = office.ana
    ana.clicks("Open", near="Goals for Sam Okafor")
    ana.clicks("Move to another manager")
    ana.picks("Who is Sam’s manager now?", to)
    ana.submits()


def moved(office: Office) -> None:
    """Let Sam's goals be with Tom."""
    moves(office)
    office.ana.closes(everything=True)
    office.beats()
    office.sam.clicks("Yes, my manager")
    office.beats()


def listed(office: Office, manager: str) -> None:
    """Let the company's list name Sam's manager."""
    sam = RosterEntry("T0DEMO", "1", "sam@demo.example", "Sam Okafor", "2", "U_SAM", manager)
    with office.goalframe.database.writing() as uow:
        uow.roster.put(sam)
        uow.commit()


def test_sam_is_asked_before_anything_moves(office: Office) -> None:
    shared(office)
    moves(office)
    assert "The employee is asked first whether Tom Berg is their manager." in office.ana.sees()
    office.ana.closes(everything=True)
    office.beats()
    assert "goes to Tom Berg once Sam agrees" in own(office).text
    asked = office.sam.reads(told(office, "U_SAM")[-1])
    assert asked.startswith(f"{QUESTION}\n[Yes, my manager] [Not my manager]")
    assert office.posts("U_TOM") == []
    assert office.goals_of().sheet.author == "U_ANA"


def test_yes_moves_them_with_all_versions_and_all_that_was_said(office: Office) -> None:
    shared(office)
    confirms(office, note="See you on Thursday")
    office.now[0] = AFTERNOON
    moved(office)
    assert "Done. Your H1 2027 goals are with Tom Berg now." in office.sam.sees()
    assert "From Ana Ruiz, now with Tom Berg" in office.sam.reads(card(office))
    tom(office).types("/goals <@U_SAM>")
    tom(office).clicks("Open")
    seen = tom(office).sees()
    assert "You are the manager for the goals of Sam Okafor for H1 2027 now" in seen
    assert "Sam wrote: “See you on Thursday”" in seen
    assert "[Change these goals]" in seen


def test_no_leaves_them_where_they_are(office: Office) -> None:
    shared(office)
    moves(office)
    office.ana.closes(everything=True)
    office.beats()
    office.sam.clicks("Not my manager")
    office.beats()
    assert "Done. Your H1 2027 goals were not moved to Tom Berg." in office.sam.sees()
    assert "did not agree to a new manager" in office.ana.sees()
    assert office.posts("U_TOM") == []
    assert office.goals_of().sheet.author == "U_ANA"
    moves(office)
    no = "Sam Okafor said that this is not their manager. Talk to Sam Okafor or to HR."
    assert list(office.ana.errors.values()) == [no]


def test_the_former_manager_has_nothing_there_any_more(office: Office) -> None:
    ana = office.ana
    shared(office)
    office.ana.clicks("Open", near="Goals for Sam Okafor")
    phone = office.ws.person("U_ANA", "phone")
    phone.clicks("Open", near="Goals for Sam Okafor")
    ana.closes()
    moved(office)
    assert own(office).text == "Goals for Sam Okafor · H1 2027 · moved to Tom Berg"
    assert "[" not in ana.reads(own(office))
    for way in ("Versions", "Comment", "Change these goals", "Read in full"):
        phone.clicks(way)
        assert phone.modal is not None
        assert NOTHING in phone.reads(phone.modal)
        phone.closes()
    ana.types("/goals <@U_SAM>")
    assert "You have no goals for this person yet." in ana.reads(ana.last_message)


def test_what_is_said_afterwards_reaches_the_new_manager_alone(office: Office) -> None:
    shared(office)
    office.now[0] = AFTERNOON
    moved(office)
    before = len(told(office, "U_ANA"))
    office.sam.chooses("⋯", "Comment")
    office.sam.enters("Comment", "Hello Tom")
    office.sam.submits()
    office.beats()
    assert len(told(office, "U_ANA")) == before
    assert "Sam Okafor commented on all goals" in tom(office).sees()


def test_changes_that_are_not_shared_hold_a_move_back(office: Office) -> None:
    shared(office)
    moving = office.ws.person("U_ANA", "phone")
    moving.clicks("Open", near="Goals for Sam Okafor")
    moving.clicks("Move to another manager")
    changes(office, NINE)
    moving.picks("Who is Sam’s manager now?", "Tom Berg")
    moving.submits()
    assert "There are changes that Sam Okafor has not seen. Share them or drop them first." in moving.sees()
    assert office.goals_of().sheet.moving_to == ""


def test_nothing_unshared_goes_along(office: Office) -> None:
    shared(office)
    moves(office)
    office.ana.closes(everything=True)
    office.beats()
    changes(office, NINE)
    office.sam.clicks("Yes, my manager")
    office.beats()
    tom(office).types("/goals <@U_SAM>")
    tom(office).clicks("Open")
    tom(office).clicks("Change these goals")
    assert NINE not in str(office.ws.visible_to("U_TOM")) + tom(office).sees()
    assert office.values(who="U_TOM")["target"] == "€2.4M booked"


def test_nobody_takes_goals_who_can_not(office: Office) -> None:
    shared(office)
    for nobody in ("Sam Okafor", "Ana Ruiz", "Goalframe"):
        moves(office, nobody)
        pick = "Pick another full member of this workspace, neither you nor Sam Okafor."
        assert list(office.ana.errors.values()) == [pick]
        office.ana.closes(everything=True)


def test_with_the_companys_list_only_the_manager_in_it_takes_them(office: Office) -> None:
    listed(office, "U_ANA")
    drafted(office)
    office.goalframe.services.sharing.share(
        office.goalframe.services.people.actor("T0DEMO", "U_ANA"), "goals-of-sam", ""
    )
    office.beats()
    listed(office, "U_MIA")
    moves(office)
    wrong = "The company’s list names somebody else as Sam Okafor’s manager. Ask HR to change it there."
    assert list(office.ana.errors.values()) == [wrong]
    office.ana.closes(everything=True)
    moves(office, "Mia Vogt")
    assert "Moved. Mia Vogt and the employee are told." in office.ana.sees()
    office.beats()
    assert office.goals_of("U_MIA").sheet.author == "U_MIA"
    assert "now with Mia Vogt" in office.sam.reads(card(office))


def test_with_the_companys_list_nobody_is_asked_first_and_only_the_manager_shares(office: Office) -> None:
    listed(office, "U_TOM")
    drafted(office)
    office.ana.types("/goals <@U_SAM>")
    office.ana.clicks("Continue")
    office.ana.submits()
    assert "The company’s list names somebody else as Sam Okafor’s manager." in office.ana.sees()
    office.ana.closes(everything=True)
    listed(office, "U_ANA")
    office.ana.clicks("Continue")
    office.ana.submits()
    assert "is asked first" not in office.ana.sees()
    office.ana.submits()
    office.beats()
    assert "from €1.9M booked to €2.4M booked" in office.sam.reads(card(office))
