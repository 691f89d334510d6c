"""A manager's answer to a request: taken, kept, both, or by sharing another version."""

from __future__ import annotations

from tests.integration.app.office import Office
from tests.integration.app.test_twice import pressed_again
from tests.integration.app.two_people import Wanted, asks, card, changes, own, shared, shares_again, told

SECOND = Wanted(2, "Two people left the team", target="26 % of deals won")
FOURTH = Wanted(4, "The new CRM comes in March", day="2027-09-30")
ALL = Wanted(0, "Five goals are too many")
ANSWERED = "This request is answered already, or was replaced by a newer one."


def answers(office: Office, *decisions: tuple[Wanted, str, str]) -> None:
    """Let Ana decide about each of what Sam wanted: the choice, and the answer beside it."""
    ana = office.ana
    ana.clicks("Answer")
    for wanted, choice, words in decisions:
        if choice:
            ana.chooses("Your decision", choice, near=wanted.place)
        if words:
            ana.enters("Answer to Sam", words, near=wanted.place if wanted.number else "All goals")
    ana.submits()


def sends(office: Office) -> None:
    office.ana.closes(everything=True)
    office.beats()


def test_the_form_shows_old_and_new_and_why(office: Office) -> None:
    shared(office)
    asks(office, SECOND, FOURTH)
    office.ana.clicks("Answer")
    assert office.ana.modal is not None
    seen = office.ana.reads(office.ana.modal)
    assert "target 30 % of deals won → 26 % of deals won\nSam: “Two people left the team”" in seen
    assert "due 2027-06-30 → 2027-09-30\nSam: “The new CRM comes in March”" in seen
    assert (
        "What you take makes version 2 at once; if you keep all, Sam gets version 1 back with your answers." in seen
    )


def test_what_is_taken_makes_the_next_version_at_once(office: Office) -> None:
    shared(office)
    asks(office, SECOND)
    answers(office, (SECOND, "Take it", ""))
    assert "What changed since version 1\nGoal 2, target: 30 % of deals won → 26 % of deals won" in office.ana.sees()
    sends(office)
    seen = office.sam.reads(card(office))
    assert "What changed since you last saw it\nGoal 2, target: 30 % of deals won → 26 % of deals won" in seen
    assert "Your request of 11 Jan 2027, answered 11 Jan 2027\nGoal 2: taken, target 26 % of deals won" in seen
    assert told(office, "U_SAM")[-1].text == "Ana Ruiz shared version 2 of your goals for H1 2027."
    assert "version 2 shared 11 Jan 2027 · waiting for Sam to read" in own(office).text
    assert office.values(number=2)["target"] == "26 % of deals won"


def test_what_is_kept_comes_back_as_the_same_version_with_the_answer(office: Office) -> None:
    shared(office)
    asks(office, SECOND)
    answers(office, (SECOND, "Keep mine", "We hire two in *March*"))
    sends(office)
    seen = office.sam.reads(card(office))
    assert "version 1" in seen
    assert "Goal 2: kept as it was. The answer: “We hire two in *March*”" in seen
    news = "Ana Ruiz kept the goals for H1 2027 as they are and answered your request\n[Open]"
    assert [office.sam.reads(post) for post in told(office, "U_SAM")[1:]] == [news]
    assert "March" not in str(told(office, "U_SAM")[-1])
    assert office.goals_of().sheet.version == 1


def test_some_taken_and_some_kept_make_one_version_with_both_answers(office: Office) -> None:
    shared(office)
    asks(office, SECOND, FOURTH, ALL)
    answers(office, (SECOND, "Keep mine", "We hire two"), (FOURTH, "Take it", ""), (ALL, "", "Then tell me which"))
    sends(office)
    seen = office.sam.reads(card(office))
    assert "What changed since you last saw it\nGoal 4, due date: 2027-06-30 → 2027-09-30\n" in seen
    assert "Goal 2: kept as it was. The answer: “We hire two”" in seen
    assert "Goal 4: taken, due date 2027-09-30" in seen
    assert "All goals: kept as it was. The answer: “Then tell me which”" in seen
    assert office.goals_of().sheet.version == 2


def test_keeping_without_an_answer_is_refused_under_its_field(office: Office) -> None:
    shared(office)
    asks(office, SECOND)
    answers(office, (SECOND, "Keep mine", ""))
    assert office.ana.errors == {"Answer to Sam": "Write an answer: Sam Okafor reads it."}
    assert "[Answer]" in office.ana.reads(own(office))


def test_sharing_another_version_answers_the_request_too(office: Office) -> None:
    shared(office)
    asks(office, SECOND, FOURTH)
    changes(office, "26 % of deals won", goal=2)
    shares_again(office)
    office.beats()
    seen = office.sam.reads(card(office))
    assert "Goal 2: taken, target 26 % of deals won" in seen
    assert "Goal 4: see what changed in the new version" in seen
    assert "[Answer]" not in office.ana.reads(own(office))


def test_changes_that_are_not_shared_stay_out_of_what_is_taken(office: Office) -> None:
    shared(office)
    changes(office, "€9M booked")
    asks(office, SECOND)
    office.ana.clicks("Answer")
    assert "Your own changes that are not shared yet stay with you." in office.ana.sees()
    office.ana.closes()
    answers(office, (SECOND, "Take it", ""))
    sends(office)
    assert "€9M" not in str(office.ws.visible_to("U_SAM"))
    assert office.goals_of().sheet.editing
    assert (office.values()["target"], office.values(number=2)["target"]) == ("€9M booked", "26 % of deals won")
    shares_again(office)
    office.beats()
    seen = office.sam.reads(card(office))
    assert "What changed since you last saw it\nGoal 1, target: €2.4M booked → €9M booked\n1. Owns" in seen


def test_two_quick_clicks_answer_once(office: Office) -> None:
    shared(office)
    asks(office, SECOND)
    office.ana.clicks("Answer")
    office.ana.chooses("Your decision", "Take it")
    again = pressed_again(office, office.ana.submits())
    assert ANSWERED in str(again.said)
    sends(office)
    assert office.goals_of().sheet.version == 2


def test_a_request_that_was_replaced_is_not_answered(office: Office) -> None:
    shared(office)
    asks(office, SECOND)
    office.ana.clicks("Answer")
    asks(office, FOURTH)
    office.ana.chooses("Your decision", "Take it")
    office.ana.submits()
    assert ANSWERED in office.ana.sees()
    assert office.goals_of().sheet.version == 1


def test_a_notice_that_was_answered_leads_to_the_goals(office: Office) -> None:
    shared(office)
    asks(office, SECOND)
    answers(office, (SECOND, "Take it", ""))
    sends(office)
    office.ana.clicks("Open", near="asked for changes")
    assert "version 2" in office.ana.sees()
