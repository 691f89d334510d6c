"""Changing shared goals: a working copy that nobody else sees, the next version, and what changed in it."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.integration.app.office import Office
from tests.integration.app.two_people import card, changes, confirmed, confirms, own, shared, shares_again, told

NINE = "€9M booked"
SATURDAY = datetime(2027, 1, 16, 11, 0, tzinfo=UTC)
FIFTH = (
    "Mentors and develops junior account executives on discovery, multi-threading, champion-building, and "
    "negotiation technique."
)
OWN_GOAL = "Win back three lost accounts"


def opens_changes(office: Office) -> None:
    """Let Ana open her working copy at its last page."""
    office.ana.clicks("Open", near="Goals for Sam Okafor")
    office.ana.clicks("Change these goals")


def closes(office: Office) -> None:
    office.ana.closes(everything=True)
    office.beats()


def test_changing_says_first_what_happens(office: Office) -> None:
    shared(office)
    opens_changes(office)
    assert "Sam keeps version 1 until you share version 2." in office.ana.confirmation
    assert "changes to version 1, Sam keeps version 1 until you share version 2" in office.ana.sees()


def test_what_is_changed_stays_with_ana_until_it_is_shared(office: Office) -> None:
    shared(office)
    changes(office, NINE)
    office.beats()
    assert "changes not shared yet, 5 of 5 filled" in own(office).text
    sam = office.sam
    sam.clicks("Read in full")
    sam.types("/goals mine")
    sam.opens_home()
    assert NINE not in sam.sees()
    assert NINE not in str(office.ws.visible_to("U_SAM"))
    assert "€2.4M booked" in sam.reads(card(office))


def test_ana_reads_what_is_in_force_while_she_changes_it(office: Office) -> None:
    shared(office)
    changes(office, NINE)
    office.ana.clicks("Open", near="Goals for Sam Okafor")
    assert "Sam has not seen your changes yet: 5 of 5 filled." in office.ana.sees()
    assert "[Continue] [Share version 2] [Drop the changes]" in office.ana.sees()
    assert NINE not in office.ana.sees()


def test_dropped_changes_are_gone(office: Office) -> None:
    ana = office.ana
    shared(office)
    changes(office, NINE)
    ana.clicks("Open", near="Goals for Sam Okafor")
    ana.clicks("Drop the changes")
    assert "Version 1 stays as Sam has it. What you changed since is lost." in ana.confirmation
    assert "[Change these goals]" in ana.sees()
    closes(office)
    assert "changes not shared" not in own(office).text
    assert office.values()["target"] == "€2.4M booked"
    assert not office.goals_of().sheet.editing


def test_version_2_shows_what_is_new_old_to_new(office: Office) -> None:
    shared(office)
    changes(office, NINE)
    shares_again(office, note="As we said on Thursday")
    office.beats()
    seen = office.sam.reads(card(office))
    assert "What changed since you last saw it\nGoal 1, target: €2.4M booked → €9M booked" in seen
    assert "From Ana Ruiz, your manager · version 2 · 11 Jan 2027" in seen
    assert "Ana wrote: “As we said on Thursday”" in seen
    assert f"from €1.9M booked to {NINE} by 2027-06-30." in seen


def test_a_short_message_beside_the_living_one_says_that_there_is_a_new_version(office: Office) -> None:
    shared(office)
    changes(office, NINE)
    shares_again(office)
    office.beats()
    first, second = told(office, "U_SAM")
    assert first is card(office)
    assert office.sam.reads(second) == "· Ana Ruiz shared version 2 of your goals for H1 2027.\n[Open]"
    assert NINE not in str(second)
    office.sam.clicks("Open", near="shared version 2")
    assert f"Goal 1, target: €2.4M booked → {NINE}" in office.sam.sees()


def test_added_and_dropped_goals_notes_and_another_layout_stand_in_the_diff(office: Office) -> None:
    ana = office.ana
    shared(office)
    opens_changes(office)
    ana.clicks("Add a goal of your own")
    ana.enters("Your own goal", OWN_GOAL)
    ana.enters("Baseline", "0 accounts")
    ana.enters("Target", "3 accounts")
    ana.enters("How you will both see it", "CRM report")
    ana.submits()
    ana.chooses("Go to a goal", office.goals_of().goals[4].key)
    ana.clicks("Leave this goal out")
    ana.chooses("Go to another goal", "Check your goals")
    ana.chooses("Layout", "OKRs")
    closes(office)
    shares_again(office)
    office.beats()
    changed = office.sam.reads(card(office)).partition("What changed since you last saw it\n")[2].splitlines()[:3]
    assert changed == [
        f"“{OWN_GOAL}”: new: {OWN_GOAL}",
        f"Goal 5: taken out: {FIFTH}",
        "Layout: SMART goals → OKRs",
    ]
    whole = office.sam.reads(card(office))
    assert f"Added by Ana Ruiz\n{OWN_GOAL}: Baseline: 0 accounts · Target: 3 accounts · Due: 2027-06-30" in whole
    assert f"Notes from Ana Ruiz\n“{OWN_GOAL}”: CRM report" in whole


def test_a_confirmation_stays_with_its_version_and_the_next_asks_again(office: Office) -> None:
    sam = office.sam
    confirmed(office)
    changes(office, NINE)
    office.beats()
    assert "Read and confirmed, 11 Jan 2027" in sam.reads(card(office))
    shares_again(office)
    office.beats()
    assert "[Confirm I’ve read it]" in sam.reads(card(office))
    sam.clicks("Open", near="shared version 2")
    sam.clicks("Versions")
    seen = sam.sees()
    assert "Version 2 · shared by Ana Ruiz, 11 Jan 2027, 10:0" in seen
    assert "Read and confirmed by Sam Okafor, 11 Jan 2027, 10:0" in seen
    sam.clicks("Open version 1")
    assert "Version 2 has taken the place of version 1." in sam.sees()
    assert "to €2.4M booked by 2027-06-30." in sam.sees()
    assert "[Check this receipt]" in sam.sees()


def test_the_list_of_versions_says_what_became_of_each(office: Office) -> None:
    confirmed(office)
    changes(office, NINE)
    shares_again(office, note="A little more")
    office.beats()
    changes(office, "€10M booked")
    shares_again(office)
    office.beats()
    office.ana.clicks("Open", near="Goals for Sam Okafor")
    office.ana.clicks("Take back")
    closes(office)
    office.sam.clicks("Open", near="version 2")
    office.sam.clicks("Versions")
    lines = [
        line for line in office.sam.sees().splitlines() if not line.startswith(("1", "2", "3", "4", "5", "Move"))
    ]
    listed = "\n".join(lines).partition("== Versions ==")[2]
    assert "Version 3 · shared by Ana Ruiz" in listed
    assert "Taken back, 11 Jan 2027" in listed
    assert "€10M" not in listed
    assert (
        "Ana Ruiz wrote: “A little more”\nIn force.\nWhat changed\nGoal 1, target: €2.4M booked → €9M booked"
        in listed
    )


def test_version_3_is_compared_with_what_sam_saw_last_and_told_once(office: Office) -> None:
    shared(office)
    office.now[0] = SATURDAY
    for target in ("€8M booked", NINE):
        changes(office, target)
        shares_again(office)
        office.beats()
    assert "version 1" in office.sam.reads(card(office))
    office.passes(days=2)
    office.beats()
    assert f"Goal 1, target: €2.4M booked → {NINE}" in office.sam.reads(card(office))
    news = [post.text for post in told(office, "U_SAM")][1:]
    assert news == ["Ana Ruiz shared version 3 of your goals for H1 2027."]
    confirms(office)
    assert "goals-sam-okafor-h1-2027-v3.txt" in [name for name, _ in office.sam.files]


def test_a_later_version_taken_back_leaves_the_one_before_in_force(office: Office) -> None:
    ana = office.ana
    confirmed(office)
    changes(office, NINE)
    shares_again(office)
    office.beats()
    ana.clicks("Open", near="Goals for Sam Okafor")
    ana.clicks("Take back")
    assert "Sam sees it no longer. Version 1 is in force again." in ana.confirmation
    closes(office)
    assert "Read and confirmed, 11 Jan 2027" in office.sam.reads(card(office))
    assert "€2.4M booked" in office.sam.reads(card(office))
    assert NINE not in str([post.blocks for post in office.posts("U_SAM")])
    assert office.goals_of().sheet.state == "confirmed"
    assert office.values()["target"] == NINE
    assert office.goals_of().sheet.editing


def test_a_fourth_view_takes_the_place_of_the_third(office: Office) -> None:
    sam = office.sam
    shared(office)
    changes(office, NINE)
    shares_again(office)
    office.beats()
    sam.clicks("Open", near="shared version 2")
    sam.clicks("Versions")
    sam.clicks("Open version 1")
    sam.clicks("Read in full")
    assert [view.view["title"]["text"] for view in sam.modals] == ["Your goals", "Versions", "Sam’s goals"]
