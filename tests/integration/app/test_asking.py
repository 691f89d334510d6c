"""Asking for changes: which goals, what instead, and why."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.sandbox.person import Person
from tests.integration.app.office import Office
from tests.integration.app.test_twice import pressed_again
from tests.integration.app.two_people import (
    Wanted,
    asks,
    card,
    changes,
    confirms,
    declines,
    own,
    picks_goals,
    shared,
    shares_again,
    told,
    writes,
)

Answer = Callable[[Office], None]

SECOND = Wanted(2, "Two people left the team", target="26 % of deals won")
FOURTH = Wanted(4, "The new CRM comes in March", day="2027-09-30")
ALL = Wanted(0, "Five goals are too many")
PAST = "The due date you propose is before today. Pick today or a later day."


def requests(office: Office) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return the requests as they are stored: how each stands, and what was proposed."""
    with office.goalframe.database.reading() as uow:
        sheet = office.goals_of().sheet
        found = uow.dialogue.requests(sheet.team_id, sheet.id)
    return [(one.state, sorted((said.target, said.date, said.reason) for said in one.proposals)) for one in found]


def test_the_form_shows_each_goal_as_it_stands(office: Office) -> None:
    shared(office)
    picks_goals(office, 2, 4)
    assert office.sam.modal is not None
    seen = office.sam.reads(office.sam.modal)
    assert "Now: Baseline: 22 % of deals won · Target: 30 % of deals won · Due: 2027-06-30" in seen
    assert "Ana takes what you propose, or answers why not. HR sees no reasons." in seen
    assert "1. Owns and grows" not in seen


def test_a_request_stands_on_both_sides_at_once(office: Office) -> None:
    shared(office)
    asks(office, SECOND, FOURTH)
    assert requests(office) == [
        ("open", [("", "2027-09-30", FOURTH.why), ("26 % of deals won", "", SECOND.why)]),
    ]
    waiting = "You asked for changes to goals 2 and 4 on 11 Jan 2027; Ana has not answered yet."
    assert waiting in office.sam.reads(card(office))
    assert "Sam asked for changes to goals 2 and 4" in own(office).text
    assert "Sam Okafor asked for changes to goals 2 and 4 · H1 2027\n[Answer]" in office.ana.sees()


def test_a_request_can_be_about_all_the_goals(office: Office) -> None:
    shared(office)
    asks(office, ALL)
    assert requests(office) == [("open", [("", "", ALL.why)])]
    assert "You asked for changes to all goals on 11 Jan 2027" in office.sam.reads(card(office))


def test_a_reason_is_needed_for_each_goal(office: Office) -> None:
    shared(office)
    picks_goals(office, 2, 4)
    writes(office.sam, SECOND)
    assert office.sam.submits() is None
    assert office.sam.errors == {"Why": "Please complete this required field."}
    writes(office.sam, Wanted(4, " \u00a0 "))
    office.sam.submits()
    assert office.sam.errors == {"Why": "Write why: it is what your manager answers."}
    assert requests(office) == []


def test_a_day_before_today_is_refused(office: Office) -> None:
    shared(office)
    picks_goals(office, 2)
    writes(office.sam, Wanted(2, "Sooner", day="2027-01-10"))
    office.sam.submits()
    assert PAST in office.sam.errors.values()
    assert requests(office) == []
    writes(office.sam, Wanted(2, "Sooner", day="2027-01-11"))
    office.sam.submits()
    assert requests(office) == [("open", [("", "2027-01-11", "Sooner")])]


def test_two_lines_in_a_reason_are_refused(office: Office) -> None:
    shared(office)
    picks_goals(office, 2)
    writes(office.sam, Wanted(2, "One\u2028two"))
    office.sam.submits()
    assert office.sam.errors == {"Why": "Write one line: take out line breaks and control characters."}


def test_no_goal_ticked_is_said_so(office: Office) -> None:
    shared(office)
    office.sam.clicks("Ask for changes")
    office.sam.submits()
    assert list(office.sam.errors.values()) == ["Tick at least one."]


def test_seven_at_once_are_too_many(office: Office) -> None:
    shared(office)
    with_own_lines(office)
    picks_goals(office, 1, 2, 3, 4, 5, 0)
    assert office.sam.modal is not None
    assert "Why" in office.sam.reads(office.sam.modal)
    office.sam.closes(everything=True)
    office.sam.clicks("Ask for changes")
    for number in range(1, 6):
        office.sam.chooses(f"Goal {number}", "Ask for a change")
    office.sam.chooses("“Win back three lost accounts”", "Ask for a change")
    office.sam.chooses("All goals together", "Something about all of them")
    office.sam.submits()
    assert list(office.sam.errors.values()) == ["Tick at most 6 at a time; you can ask about the others after that."]


def with_own_lines(office: Office) -> None:
    """Let version 2 have a goal of Ana's own."""
    ana = office.ana
    ana.clicks("Open", near="Goals for Sam Okafor")
    ana.clicks("Change these goals")
    ana.clicks("Add a goal of your own")
    ana.enters("Your own goal", "Win back three lost accounts")
    ana.enters("Baseline", "0 accounts")
    ana.enters("Target", "3 accounts")
    ana.submits()
    ana.closes(everything=True)
    shares_again(office)
    office.beats()


def test_two_quick_clicks_ask_once(office: Office) -> None:
    shared(office)
    picks_goals(office, 2)
    writes(office.sam, SECOND)
    pressed_again(office, office.sam.submits())
    office.beats()
    assert len(requests(office)) == 1
    assert [post.text for post in told(office, "U_ANA")][1:] == ["Sam Okafor asked for changes."]


def test_a_second_request_takes_the_place_of_the_first(office: Office) -> None:
    shared(office)
    asks(office, SECOND)
    office.sam.clicks("Ask for changes")
    already = "You have asked for changes already. What you send now takes the place of that."
    assert already in office.sam.sees()
    office.sam.closes()
    asks(office, FOURTH)
    assert [state for state, _ in requests(office)] == ["dropped", "open"]
    assert "Sam asked for changes to goal 4" in own(office).text


@pytest.mark.parametrize("answer", [confirms, declines])
def test_a_later_answer_ends_the_request(office: Office, answer: Answer) -> None:
    shared(office)
    asks(office, SECOND)
    answer(office)
    assert [state for state, _ in requests(office)] == ["dropped"]
    assert "[Answer]" not in office.ana.reads(own(office))


def test_confirmed_goals_are_asked_about_only_after_a_new_version(office: Office) -> None:
    shared(office)
    office.sam.clicks("Ask for changes")
    phone = office.ws.person("U_SAM", "phone")
    confirms_on(office, phone)
    office.sam.chooses("Goal 2", "Ask for a change")
    office.sam.submits()
    assert "You can’t do that: version 1 of these goals was read and confirmed." in office.sam.sees()
    assert requests(office) == []


def confirms_on(office: Office, phone: Person) -> None:
    phone.clicks("Confirm I’ve read it")
    phone.submits()
    office.beats()


def test_a_request_for_version_1_sent_after_version_2_is_not_taken(office: Office) -> None:
    shared(office)
    picks_goals(office, 2)
    writes(office.sam, SECOND)
    changes(office, "€9M booked")
    shares_again(office)
    office.sam.submits()
    assert "Another version of these goals is in force by now. Nothing was changed." in office.sam.sees()
    assert requests(office) == []
    assert office.sam.value("Why") == SECOND.why
