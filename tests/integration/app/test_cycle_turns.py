"""Whose turn it is in a review cycle: done is what was done, and who must move next owes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.facts.cycle_forms import PhaseDays
from bot.sandbox.person import Person
from bot.services.cycles.membership import LEFT
from tests.integration.app.office import Office
from tests.integration.app.review import (
    MIA,
    at,
    company,
    entry,
    launches,
    reminders,
    running,
    shares_with,
    slots,
    task,
    the_cycle,
)
from tests.integration.app.two_people import Wanted, asks, confirms, declines, drafted

Lets = Callable[..., AbstractContextManager[Office]]


@pytest.fixture
def office(lets: Lets) -> Iterator[Office]:
    with lets(runners=MIA) as open_office:
        yield open_office


def standing(office: Office, position: int, subject: str = "U_SAM") -> tuple[str, str, str]:
    """Return whose turn a step is about somebody, how it stands, and what is said of it."""
    found = task(office, subject, position)
    return found.person, found.state, found.reason


def looks_again(office: Office) -> None:
    """Let the app look once more at everything, as it does within a minute."""
    office.passes(minutes=1)
    office.looks()


def test_sharing_is_the_managers_and_reading_waits_for_it(office: Office) -> None:
    running(office)
    assert standing(office, 1) == ("U_ANA", "open", "")
    assert standing(office, 2) == ("U_ANA", "waiting", "")
    assert standing(office, 3) == ("U_ANA", "waiting", "")
    assert not [one for one in slots(office) if one.position in {2, 3}]


def test_a_shared_version_is_the_employees_to_read_at_once(office: Office) -> None:
    running(office)
    shares_with(office)
    assert standing(office, 1) == ("U_ANA", "done", "")
    assert standing(office, 2) == ("U_SAM", "open", "")


def test_who_confirms_is_done(office: Office) -> None:
    running(office)
    shares_with(office)
    confirms(office)
    office.looks()
    assert standing(office, 2) == ("U_SAM", "done", "")


def test_who_asks_for_changes_waits_for_the_manager_and_then_it_is_their_turn_again(office: Office) -> None:
    running(office)
    shares_with(office)
    asks(office, Wanted(1, "The price list comes late."))
    office.looks()
    assert standing(office, 2) == ("U_ANA", "open", "")
    office.ana.clicks("Answer")
    office.ana.enters("Answer to Sam", "The list comes in March.")
    office.ana.submits()
    office.looks()
    assert standing(office, 2) == ("U_SAM", "open", "")


def test_who_wont_confirm_is_done_in_those_words(office: Office) -> None:
    running(office)
    shares_with(office)
    declines(office, "Too much")
    office.looks()
    assert standing(office, 2) == ("U_SAM", "done", "did not confirm")


def test_no_answer_is_recorded_by_the_manager_after_the_last_reminder(office: Office) -> None:
    running(office)
    shares_with(office)
    office.ana.clicks("Open", near="Goals for Sam Okafor")
    office.ana.clicks("Record “no answer”")
    office.ana.closes(everything=True)
    office.looks()
    assert standing(office, 2) == ("U_SAM", "done", "no answer")


def test_telling_of_progress_counts_from_the_day_the_step_opens(office: Office) -> None:
    running(office)
    shares_with(office)
    confirms(office)
    tells_of_progress(office)
    assert standing(office, 3) == ("U_SAM", "open", "")
    office.until(at("03-24", 10), every=24)
    tells_of_progress(office)
    assert standing(office, 3) == ("U_SAM", "done", "")


def tells_of_progress(office: Office) -> None:
    sam = office.sam
    sam.clicks("Update progress")
    sam.chooses("Goal", office.goals_of().goals[0].key)
    sam.enters("Where it stands now", "26 %")
    sam.chooses("Status", "On track")
    sam.submits()
    office.looks()


def test_reviews_are_marked_as_done_by_whoever_writes_them_and_confirming_waits_for_both(office: Office) -> None:
    running(office, "Sam Okafor")
    shares_with(office)
    assert standing(office, 6) == ("U_ANA", "waiting", "")
    office.until(at("06-16", 8), every=24)
    office.sam.clicks("Mark done", near="Write your self review")
    office.looks()
    assert standing(office, 4) == ("U_SAM", "done", "")
    office.until(at("06-25", 8), every=24)
    office.ana.clicks("Mark done", near="Write the review of Sam Okafor")
    office.looks()
    assert standing(office, 5) == ("U_ANA", "done", "")
    assert standing(office, 6) == ("U_SAM", "open", "")


def test_goals_shared_late_leave_five_working_days_to_read(office: Office) -> None:
    running(office)
    office.until(at("02-01", 9), every=24)
    shares_with(office)
    assert task(office, "U_SAM", 2).due == at("02-08").date()
    assert standing(office, 2) == ("U_SAM", "open", "")


def test_what_was_done_before_the_launch_is_done_at_the_launch(office: Office) -> None:
    mia = company(office)
    shares_with(office)
    confirms(office)
    launches(mia)
    assert standing(office, 1) == ("U_ANA", "done", "")
    assert standing(office, 2) == ("U_SAM", "done", "")
    office.until(at("01-13"), every=6)
    [message] = reminders(office, "U_ANA")
    assert "Sam Okafor" not in office.ana.reads(message)


def test_a_draft_is_not_done_and_its_reminder_leads_back_to_it(office: Office) -> None:
    running(office)
    drafted(office, filled=3)
    office.until(at("01-18", 8), every=6)
    read = office.ana.reads(reminders(office, "U_ANA")[-1])
    assert "Share goals with Sam Okafor\ndraft, 3 of 5 filled · due Wed 20 Jan" in read
    assert "[Continue]" in read


def test_an_organiser_excuses_somebody_with_a_reason(office: Office) -> None:
    mia = late_ana(office)
    mia.chooses("cycle:late", "Excuse")
    mia.chooses("From what", "Sam Okafor · Share goals · due Wed 20 Jan")
    mia.enters("Why", "On parental leave")
    mia.submits()
    looks_again(office)
    assert standing(office, 1) == ("U_ANA", "excused", "On parental leave")
    assert "Not needed any more." in office.ana.reads(reminders(office, "U_ANA")[-1])
    assert {one.reason for one in slots(office) if one.subject == "U_SAM" and one.fate == "stopped"} >= {
        "excused by an organiser"
    }


def late_ana(office: Office) -> Person:
    """Let everybody's goals be late, and Mia look at it on Home."""
    mia = running(office)
    office.until(at("01-25", 9), every=24)
    mia.opens_home()
    return mia


def test_an_excuse_needs_a_reason(office: Office) -> None:
    mia = late_ana(office)
    mia.chooses("cycle:late", "Excuse")
    mia.chooses("From what", "Sam Okafor · Share goals · due Wed 20 Jan")
    mia.enters("Why", " ")
    mia.submits()
    assert mia.errors == {"Why": "Write why."}


def test_what_was_excused_counts_when_it_is_done_all_the_same(office: Office) -> None:
    mia = late_ana(office)
    mia.chooses("cycle:late", "Excuse")
    mia.chooses("From what", "Sam Okafor · Share goals · due Wed 20 Jan")
    mia.enters("Why", "On parental leave")
    mia.submits()
    shares_with(office)
    assert standing(office, 1) == ("U_ANA", "done", "")


def test_the_due_date_of_one_moves_and_its_reminders_with_it(office: Office) -> None:
    mia = late_ana(office)
    mia.chooses("cycle:late", "Move due date")
    mia.chooses("Of what", "Sam Okafor · Share goals · due Wed 20 Jan")
    mia.picks("Due", "2027-02-10")
    mia.submits()
    looks_again(office)
    assert task(office, "U_SAM").due == at("02-10").date()
    assert task(office, "U_TOM").due == at("01-20").date()
    sams = [one for one in slots(office, "U_ANA", "planned") if one.subject == "U_SAM" and one.position == 1]
    coming = {one.step: one.day for one in sams}
    assert coming["weekly 1"] == at("02-19").date()


def test_an_extended_deadline_begins_a_new_ladder_and_what_was_sent_stays_sent(office: Office) -> None:
    running(office, "Sam Okafor")
    office.until(at("01-22", 10), every=24)
    extends(office, "01-29")
    office.until(at("02-03", 12), every=24)
    sent = [(one.step, one.day.isoformat()[5:]) for one in slots(office, "U_ANA", "sent") if one.position == 1]
    assert sent == [
        ("launch", "01-12"),
        ("before", "01-15"),
        ("due", "01-20"),
        ("late", "01-22"),
        ("before", "01-26"),
        ("due", "01-29"),
        ("late", "02-02"),
    ]
    planned = [(one.step, one.day.isoformat()[5:]) for one in slots(office, "U_ANA", "planned") if one.position == 1]
    assert planned == [("weekly 1", "02-09"), ("weekly 2", "02-16")]


def test_a_deadline_that_moves_back_sends_nothing_twice(office: Office) -> None:
    running(office, "Sam Okafor")
    office.until(at("01-21", 10), every=24)
    extends(office, "01-29")
    extends(office, "01-20")
    office.until(at("01-25", 12), every=24)
    sent = [one.step for one in slots(office, "U_ANA", "sent") if one.position == 1]
    assert sent == ["launch", "before", "due", "late"]


def extends(office: Office, due: str) -> None:
    """Let Mia move the day by which goals are to be shared."""
    services = office.goalframe.services
    mia = services.people.actor("T0DEMO", "U_MIA")
    days = [PhaseDays(1, at("01-11").date(), at(due).date())]
    services.cycles.organising.set_phases(mia, the_cycle(office).id, days)


def test_a_due_date_does_not_move_into_the_past(office: Office) -> None:
    mia = late_ana(office)
    mia.chooses("cycle:late", "Move due date")
    mia.chooses("Of what", "Sam Okafor · Share goals · due Wed 20 Jan")
    mia.picks("Due", "2027-01-20")
    mia.submits()
    assert mia.errors == {"Due": "This day is before today. Pick today or a later day."}


def test_a_new_manager_in_the_list_takes_the_to_do_over(office: Office) -> None:
    running(office)
    office.until(at("01-12", 9), every=12)
    office.lists(entry("U_SAM", "U_TOM"))
    looks_again(office)
    assert standing(office, 1) == ("U_TOM", "open", "")
    [of_ana] = reminders(office, "U_ANA")
    assert "Share goals with Sam Okafor\nNot your turn now." in office.ana.reads(of_ana)
    assert {one.person for one in slots(office, fate="planned") if one.subject == "U_SAM"} == {"U_TOM", "U_SAM"}


def test_who_has_left_owes_nothing_and_nobody_owes_them_anything(office: Office) -> None:
    running(office)
    office.lists(entry("U_SAM", "U_ANA", last_day=at("01-11").date()))
    office.passes(days=1)
    looks_again(office)
    assert standing(office, 1) == ("U_ANA", "excused", LEFT)
    assert not [one for one in slots(office, fate="planned") if one.subject == "U_SAM"]


def test_who_was_said_to_have_left_by_mistake_is_back_as_if_never_away(office: Office) -> None:
    running(office)
    office.lists(entry("U_SAM", "U_ANA", last_day=at("01-11").date()))
    office.passes(days=1)
    looks_again(office)
    assert standing(office, 1) == ("U_ANA", "excused", LEFT)
    office.lists(entry("U_SAM", "U_ANA"))
    looks_again(office)
    assert standing(office, 1) == ("U_ANA", "open", "")
    assert {one.step for one in slots(office, "U_ANA", "planned") if one.subject == "U_SAM"} >= {"due", "late"}


def test_who_joins_is_in_from_that_day_and_late_with_nothing(office: Office) -> None:
    running(office)
    office.until(at("01-29", 9), every=24)
    office.lists(entry("U_EVA", "U_ANA"))
    office.ws.add_user(replace(office.ws.users["U_TOM"], id="U_EVA", name="eva", real_name="Eva Lind"))
    looks_again(office)
    assert standing(office, 1, "U_EVA") == ("U_ANA", "excused", "joined after it was due")
    assert standing(office, 4, "U_EVA") == ("U_EVA", "open", "")


def test_the_reports_of_a_manager_who_is_gone_go_to_the_organiser(office: Office) -> None:
    running(office)
    people = office.goalframe.services.people
    people.learn(replace(people.actor("T0DEMO", "U_ANA"), deleted=True))
    looks_again(office)
    assert standing(office, 1) == ("U_MIA", "open", "")
    office.until(at("01-12", 9), every=12)
    assert "Three things to do" in reminders(office, "U_MIA")[0].text


def test_goals_that_were_closed_are_not_asked_for_again(office: Office) -> None:
    running(office)
    shares_with(office)
    confirms(office)
    office.ana.clicks("Open", near="Goals for Sam Okafor")
    office.ana.clicks("Close these goals")
    office.ana.closes(everything=True)
    looks_again(office)
    assert standing(office, 1) == ("U_ANA", "done", "")
    assert standing(office, 2) == ("U_SAM", "done", "")
    assert standing(office, 3) == ("U_ANA", "excused", "the goals were closed")


def test_goals_for_another_period_do_not_count(office: Office) -> None:
    mia = company(office)
    shares_with(office)
    launches(mia, template="Quarterly goals: 3 steps", period="Q1 2027")
    assert the_cycle(office).period.name == "Q1 2027"
    assert standing(office, 1) == ("U_ANA", "open", "")


def test_a_second_version_asks_again_and_leaves_time_to_read(office: Office) -> None:
    running(office)
    shares_with(office)
    confirms(office)
    office.looks()
    office.until(at("02-01", 9), every=24)
    services = office.goalframe.services
    ana = services.people.actor("T0DEMO", "U_ANA")
    services.sharing.change(ana, "goals-of-U_SAM")
    goals = services.sheets.open(ana, "goals-of-U_SAM")
    services.sheets.keep(ana, goals.sheet.id, set(), {goals.goals[0].key})
    services.sharing.share(ana, "goals-of-U_SAM", "")
    office.looks()
    assert standing(office, 2) == ("U_SAM", "open", "")
    assert task(office, "U_SAM", 2).due == at("02-01").date() + timedelta(days=7)


def test_a_private_draft_is_nobodys_debt_and_nobody_learns_of_it(office: Office) -> None:
    office.plans()
    mia = office.ws.person("U_MIA")
    drafted(office, "U_SAM", by="U_PRIYA", sheet_id="private")
    launches(mia, "Sam Okafor")
    looks_again(office)
    assert standing(office, 1) == ("U_MIA", "open", "")
    assert task(office, "U_SAM").sheet_id == ""
    office.until(at("01-25", 9), every=24)
    mia.opens_home()
    home = mia.home
    assert home is not None
    assert "Priya" not in mia.reads(home)
    assert "U_PRIYA" not in {one.person for one in slots(office)}


def test_what_a_stand_in_shared_counts_and_a_request_is_theirs_to_answer(office: Office) -> None:
    mia = company(office)
    office.lists(entry("U_SAM", "U_ANA", stand_in="U_TOM", stand_in_until=at("02-28").date()))
    launches(mia, "Sam Okafor")
    looks_again(office)
    drafted(office, "U_SAM", by="U_TOM", sheet_id="by-tom")
    looks_again(office)
    assert standing(office, 1) == ("U_ANA", "open", "")
    assert task(office, "U_SAM").sheet_id == ""
    tom = office.ws.person("U_TOM")
    tom.types("/goals <@U_SAM|x>")
    tom.clicks("Continue")
    tom.submits()
    tom.submits()
    tom.closes(everything=True)
    looks_again(office)
    assert standing(office, 1) == ("U_ANA", "done", "")
    assert standing(office, 2) == ("U_SAM", "open", "")
    asks(office, Wanted(1, "The price list comes late."))
    looks_again(office)
    assert standing(office, 2) == ("U_TOM", "open", "")


def test_who_is_hired_in_the_next_period_has_done_it_with_goals_for_that_one(office: Office) -> None:
    mia = company(office, hired=at("01-11").date())
    launches(mia, template="New hire, first 30 days: 3 steps", period="H1 2027", name="New hires")
    office.passes(days=(at("07-05", 6) - office.now[0]).days)
    office.lists(entry("U_PRIYA", "U_ANA", hired=at("07-05").date()))
    looks_again(office)
    assert standing(office, 1, "U_PRIYA") == ("U_ANA", "open", "")
    shares_with(office, "U_PRIYA")
    assert office.goals_of().sheet.period.name == "H2 2027"
    assert standing(office, 1, "U_PRIYA") == ("U_ANA", "done", "")
