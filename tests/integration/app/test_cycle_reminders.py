"""Reminders of review cycles as people get them: few, at a good hour, and none about what is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.clock import zone_of
from bot.sandbox.faults import Says
from bot.services.cycles.ladder import STEPS
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
    the_cycle,
)
from tests.integration.app.two_people import confirms, drafted

Lets = Callable[..., AbstractContextManager[Office]]
LATER = "Remind me later"


@pytest.fixture
def office(lets: Lets) -> Iterator[Office]:
    with lets(runners=MIA) as open_office:
        yield open_office


def newest(office: Office, user: str = "U_ANA") -> str:
    """Return somebody's newest reminder as they read it."""
    return office.ws.person(user).reads(reminders(office, user)[-1])


def reasons(office: Office, user: str = "U_ANA") -> set[str]:
    """Return why reminders of somebody were stopped."""
    return {one.reason for one in slots(office, user, "stopped")}


def test_a_reminder_says_what_is_owed_why_it_came_and_what_comes_next(office: Office) -> None:
    running(office)
    office.until(at("01-12", 8), every=1)
    assert newest(office).startswith("Three things to do for H1 2027 goals\nShare goals with Priya Nair")
    assert "Share goals with Sam Okafor\ndue Wed 20 Jan, in 6 working days\n[Start]" in newest(office)
    assert "Why this came: you have to-dos in “H1 2027 goals”, run by Mia Vogt (HR); rule: at the start." in newest(
        office
    )
    assert "Next: Fri 15 Jan, 09:00, only if something is still open. One message a day at most." in newest(office)


def test_one_message_a_day_holds_what_two_cycles_want(office: Office) -> None:
    mia = company(office)
    launches(mia, "Sam Okafor")
    office.passes(minutes=1)
    launches(mia, "Tom Berg", template="Quarterly goals: 3 steps", period="Q1 2027", name="Q1 goals")
    office.until(at("01-12", 20), every=1)
    assert len(reminders(office, "U_ANA")) == 1
    assert "Two things to do for H1 2027 goals and Q1 goals" in newest(office)


def test_who_does_nothing_gets_the_ladder_and_then_no_more(office: Office) -> None:
    running(office)
    office.until(at("01-12", 8))
    office.until(at("03-01", 8), every=24)
    sent = sorted({f"{one.day:%a %d %b}" for one in slots(office, "U_ANA", "sent")})
    assert len(reminders(office, "U_ANA")) == len(sent) == 6
    assert sent == ["Fri 05 Feb", "Fri 15 Jan", "Fri 22 Jan", "Fri 29 Jan", "Tue 12 Jan", "Wed 20 Jan"]


def test_who_is_pending_for_28_days_gets_at_most_the_ladder_none_on_days_off_and_none_after_doing_it(
    office: Office,
) -> None:
    mia = company(office)
    office.lists(entry("U_ANA", region="DE-BY", working_days="1234"))
    office.plans()
    launches(mia)
    moves_due(office, "2027-01-27")
    shares_with(office)
    office.until(at("01-18", 9), every=3)
    confirms(office)
    of_sam = len(reminders(office, "U_SAM"))
    office.until(at("02-08", 9), every=3)
    days = {one.day for one in slots(office, "U_ANA", "sent")}
    assert 3 <= len(days) == len(reminders(office, "U_ANA")) <= len(STEPS)
    assert {day.isoweekday() for day in days} <= {1, 2, 3, 4}
    assert len(reminders(office, "U_SAM")) == of_sam
    for subject in ("U_TOM", "U_PRIYA"):
        shares_with(office, subject)
    office.until(at("03-08", 9), every=8)
    assert len(reminders(office, "U_ANA")) == len(days)


def test_a_holiday_moves_the_reminder_and_not_the_due_date(office: Office) -> None:
    office.lists(entry("U_SAM", "U_TOM"))
    mia = company(office)
    office.lists(entry("U_SAM", "U_TOM"), entry("U_TOM", ""))
    launches(mia, "Sam Okafor")
    moves_due(office, "2027-01-18")
    [due] = [one for one in slots(office, "U_TOM") if (one.position, one.step) == (1, "due")]
    assert (due.day.isoformat(), due.moved) == ("2027-01-19", "Martin Luther King Jr. Day")
    assert the_cycle(office).phases[0].due.isoformat() == "2027-01-18"


def moves_due(office: Office, day: str) -> None:
    """Let Mia move the day on which goals are to be shared."""
    mia = office.ws.person("U_MIA")
    mia.types("/goals cycle status")
    mia.chooses("⋯", "Edit dates")
    mia.picks("dates:due:1", day)
    mia.submits()
    mia.closes(everything=True)


def test_without_holidays_in_the_cycle_the_day_counts(office: Office) -> None:
    mia = company(office)
    office.lists(entry("U_SAM", "U_TOM"), entry("U_TOM", ""))
    mia.types("/goals cycle new")
    mia.unticks("Nobody gets reminders on their public holidays")
    mia.submits()
    mia.submits()
    mia.closes()
    moves_due(office, "2027-01-18")
    [due] = [one for one in slots(office, "U_TOM") if (one.position, one.step) == (1, "due")]
    assert (due.day.isoformat(), due.moved) == ("2027-01-18", "")


def test_who_is_away_is_reminded_on_their_first_day_back(office: Office) -> None:
    running(office)
    office.lists(entry("U_ANA", away_until=at("01-17").date()))
    office.until(at("01-17", 20), every=6)
    assert reminders(office, "U_ANA") == []
    office.until(at("01-18", 8), every=6)
    assert len(reminders(office, "U_ANA")) == 1


def test_everybody_is_reminded_at_their_own_hour_in_their_own_zone(office: Office) -> None:
    mia = company(office)
    office.lists(entry("U_SAM", "U_PRIYA"), entry("U_TOM", "U_ANA"), entry("U_PRIYA", "U_TOM"))
    office.goalframe.services.wishes.keep(
        office.goalframe.services.people.actor("T0DEMO", "U_TOM"), 11, "", weekly=False
    )
    office.plans()
    launches(mia)
    first = {one.person: one for one in slots(office) if one.step == "launch" and one.position == 1}
    hours = {user: one.due_at.astimezone(zone_of(one.tz)).strftime("%H:%M") for user, one in first.items()}
    assert hours == {"U_PRIYA": "09:00", "U_ANA": "09:00", "U_TOM": "11:00"}
    assert first["U_PRIYA"].due_at == at("01-12", 3) + timedelta(minutes=30)
    assert first["U_TOM"].due_at == at("01-11", 16)


def test_the_cycles_hour_counts_where_none_was_chosen_and_a_chosen_one_before_it(office: Office) -> None:
    mia, services = company(office), office.goalframe.services
    office.lists(entry("U_SAM", "U_PRIYA"), entry("U_TOM", "U_ANA"), entry("U_PRIYA", "U_TOM"))
    for user, hour in (("U_TOM", 9), ("U_PRIYA", None)):
        services.wishes.keep(services.people.actor("T0DEMO", user), hour, "okr", weekly=False)
    mia.types("/goals cycle new")
    mia.chooses("Reminders come at", "11:00")
    mia.submits()
    mia.submits()
    first = {one.person: one.hour for one in slots(office) if one.step == "launch" and one.position == 1}
    assert first == {"U_PRIYA": 11, "U_ANA": 11, "U_TOM": 9}


def test_asking_for_it_later_speaks_of_the_hour_at_which_it_comes(office: Office) -> None:
    mia = company(office)
    mia.types("/goals cycle new")
    mia.chooses("Reminders come at", "11:00")
    mia.submits()
    mia.submits()
    office.until(at("01-12", 10), every=1)
    office.ana.chooses(LATER, "Tomorrow, 11:00")
    office.beats()
    assert "As you asked, nothing comes before Wed 13 Jan, 11:00." in newest(office)
    office.until(at("01-13", 9), every=1)
    assert len(reminders(office, "U_ANA")) == 1
    office.until(at("01-13", 10), every=1)
    assert len(reminders(office, "U_ANA")) == 2


@pytest.mark.parametrize(("choice", "day"), [("Tomorrow, 09:00", "01-13"), ("In 3 days, 09:00", "01-15")])
def test_snoozing_silences_everything_until_its_end_and_then_one_message_says_what_is_open(
    office: Office, choice: str, day: str
) -> None:
    running(office)
    office.until(at("01-12", 8))
    office.ana.chooses(LATER, choice)
    office.until(at(day, 7), every=3)
    assert len(reminders(office, "U_ANA")) == 1
    office.until(at(day, 8), every=3)
    assert len(reminders(office, "U_ANA")) == 2
    assert newest(office).startswith("Three things to do for H1 2027 goals")


def test_a_day_can_be_picked_and_what_fell_due_before_it_is_stopped(office: Office) -> None:
    running(office)
    office.until(at("01-12", 8))
    office.ana.chooses(LATER, "Pick a day")
    office.ana.picks("No reminder before", "2027-01-21")
    office.ana.submits()
    office.until(at("01-21", 7), every=6)
    assert len(reminders(office, "U_ANA")) == 1
    assert reasons(office) == {"the person asked for it later"}
    office.until(at("01-21", 8), every=6)
    assert len(reminders(office, "U_ANA")) == 2
    assert "1 working day late" in newest(office)


def test_the_ladder_does_not_shift_behind_a_snooze(office: Office) -> None:
    running(office)
    before = {one.step: one.day for one in slots(office, "U_ANA") if one.position == 1}
    office.until(at("01-12", 8))
    office.ana.chooses(LATER, "In 3 days, 09:00")
    office.plans()
    assert {one.step: one.day for one in slots(office, "U_ANA") if one.position == 1} == before


def test_a_longer_snooze_takes_the_place_of_a_shorter_one(office: Office) -> None:
    running(office)
    office.until(at("01-12", 8))
    office.ana.chooses(LATER, "Tomorrow, 09:00")
    office.ana.chooses(LATER, "In 3 days, 09:00")
    office.until(at("01-14", 20), every=6)
    assert len(reminders(office, "U_ANA")) == 1


def test_a_shorter_snooze_takes_the_place_of_a_longer_one(office: Office) -> None:
    running(office)
    office.until(at("01-12", 8))
    office.ana.chooses(LATER, "Pick a day")
    office.ana.picks("No reminder before", "2027-01-14")
    office.ana.submits()
    office.ana.chooses(LATER, "Tomorrow, 09:00")
    office.until(at("01-14", 20), every=6)
    assert len(reminders(office, "U_ANA")) == 2


def test_a_snooze_does_not_reach_into_the_past_or_beyond_two_months(office: Office) -> None:
    running(office)
    office.until(at("01-12", 8))
    for day in ("2027-01-12", "2027-06-01"):
        office.ana.chooses(LATER, "Pick a day")
        office.ana.picks("No reminder before", day)
        office.ana.submits()
        assert office.ana.errors == {"No reminder before": "Pick a day within the next 60 days."}
        office.ana.closes()


def test_who_is_at_it_since_the_working_day_before_is_not_reminded_of_it(office: Office) -> None:
    running(office, "Sam Okafor")
    office.until(at("01-14", 10))
    drafted(office, filled=3)
    office.until(at("01-18", 20), every=6)
    assert len(reminders(office, "U_ANA")) == 1
    assert reasons(office) == {"the person was at it since the working day before"}
    office.until(at("01-20", 8), every=6)
    assert len(reminders(office, "U_ANA")) == 2


def test_who_only_opened_what_was_shared_is_not_reminded_of_it_either(office: Office) -> None:
    running(office, "Sam Okafor")
    shares_with(office)
    office.until(at("01-26", 10), every=6)
    before = len(reminders(office, "U_SAM"))
    office.sam.types("/goals mine")
    office.sam.clicks("Open")
    office.sam.closes(everything=True)
    office.until(at("01-27", 20), every=6)
    assert len(reminders(office, "U_SAM")) == before
    assert "the person was at it since the working day before" in reasons(office, "U_SAM")


def test_who_writes_as_organiser_is_told_nothing_of_who_opened_what(office: Office) -> None:
    mia = running(office, "Sam Okafor")
    office.until(at("01-14", 10))
    drafted(office, filled=3)
    mia.opens_home()
    assert "opened" not in mia.sees()


def test_the_button_is_replaced_at_once_by_what_was_done(office: Office) -> None:
    running(office, "Sam Okafor", "Tom Berg")
    office.until(at("01-12", 9), every=1)
    shares_with(office)
    assert "Share goals with Sam Okafor\nDone Tue 12 Jan." in newest(office)
    assert "Share goals with Tom Berg\ndue Wed 20 Jan" in newest(office)
    assert len(reminders(office, "U_ANA")) == 1


def test_when_all_is_done_nothing_more_comes(office: Office) -> None:
    running(office, "Sam Okafor")
    office.until(at("01-12", 9), every=1)
    shares_with(office)
    assert newest(office) == (
        "H1 2027 goals\nShare goals with Sam Okafor\nDone Tue 12 Jan.\n· Done. Nothing more is coming about this."
    )
    office.until(at("02-10", 9), every=24)
    assert len(reminders(office, "U_ANA")) == 1
    assert reasons(office) >= {"done before it was due"}


def test_the_button_of_a_reminder_leads_to_the_goals(office: Office) -> None:
    running(office, "Sam Okafor")
    office.until(at("01-12", 9), every=1)
    office.ana.clicks("Start", near="Share goals with Sam Okafor")
    assert office.ana.value("Who are these goals for?") == "Sam Okafor"


def test_an_employees_reminder_opens_what_is_to_be_read(office: Office) -> None:
    running(office, "Sam Okafor")
    shares_with(office)
    office.until(at("01-18", 9), every=24)
    assert "Read and confirm your goals\nfrom Ana Ruiz · due Wed 27 Jan" in newest(office, "U_SAM")
    office.sam.clicks("Open", near="Read and confirm your goals")
    office.sam.clicks("Confirm I’ve read it")
    office.sam.submits()
    office.looks()
    assert "Read and confirm your goals\nDone Mon 18 Jan." in newest(office, "U_SAM")


def test_home_has_the_to_dos_of_cycles(office: Office) -> None:
    running(office)
    office.ana.opens_home()
    assert "Share goals with Sam Okafor\ndue Wed 20 Jan, in 7 working days" in office.ana.sees()
    office.until(at("01-12", 9), every=1)
    shares_with(office)
    office.ana.opens_home()
    assert "Share goals with Sam Okafor" not in office.ana.sees().rpartition("== Home ==")[2]


def test_after_two_days_of_silence_each_gets_one_message_of_what_still_matters(office: Office) -> None:
    running(office, "Sam Okafor")
    moves_due(office, "2027-01-18")
    office.passes(days=3)
    office.looks()
    office.until(at("01-14", 20), every=1)
    assert len(reminders(office, "U_ANA")) == 1
    assert "a later reminder of the same took its place" in reasons(office)


def test_nobody_is_woken_when_the_app_comes_back_at_night(office: Office) -> None:
    running(office, "Sam Okafor")
    office.passes(days=2, hours=15)
    office.looks()
    office.until(at("01-14", 7), every=1)
    assert reminders(office, "U_ANA") == []
    office.until(at("01-14", 8), every=1)
    assert len(reminders(office, "U_ANA")) == 1


def test_unsent_reminders_follow_a_new_zone_and_sent_ones_stay(office: Office) -> None:
    running(office, "Sam Okafor")
    office.until(at("01-12", 9), every=1)
    people = office.goalframe.services.people
    ana = people.actor("T0DEMO", "U_ANA")
    people.learn(replace(ana, tz="America/New_York", refreshed_at=office.now[0]))
    office.plans()
    assert {one.tz for one in slots(office, "U_ANA", "planned")} == {"America/New_York"}
    assert {one.tz for one in slots(office, "U_ANA", "sent")} == {"Europe/Berlin"}
    assert {one.due_at.hour for one in slots(office, "U_ANA", "planned") if one.day < at("03-01").date()} == {14}


def test_unsent_reminders_follow_a_new_hour(office: Office) -> None:
    running(office, "Sam Okafor")
    services = office.goalframe.services
    services.wishes.keep(services.people.actor("T0DEMO", "U_ANA"), 7, "", weekly=False)
    office.plans()
    assert {one.hour for one in slots(office, "U_ANA", "planned")} == {7}


def test_unsent_reminders_follow_a_moved_due_date(office: Office) -> None:
    running(office, "Sam Okafor")
    office.until(at("01-16", 9), every=6)
    moves_due(office, "2027-01-27")
    planned = {one.step: one.day.isoformat() for one in slots(office, "U_ANA", "planned") if one.position == 1}
    assert planned == {
        "before": "2027-01-22",
        "due": "2027-01-27",
        "late": "2027-01-29",
        "weekly 1": "2027-02-05",
        "weekly 2": "2027-02-12",
    }


def test_a_managers_list_comes_once_two_working_days_after_the_due_date(office: Office) -> None:
    mia = company(office)
    office.lists(entry("U_ANA", "U_TOM"))
    launches(mia, "Sam Okafor", "Priya Nair")
    office.until(at("02-05", 16), every=8)
    [late] = [post for post in office.posts("U_TOM") if "late" in post.text]
    assert late.text == "One of your reports is late: H1 2027 goals."
    assert "• Ana Ruiz" in office.ws.person("U_TOM").reads(late)
    assert "Share goals" not in office.ws.person("U_TOM").reads(late)


def test_the_organisers_list_comes_once_five_working_days_after_the_due_date(office: Office) -> None:
    running(office)
    office.until(at("01-26", 20), every=6)
    assert not [post for post in office.posts("U_MIA") if "late" in post.text]
    office.until(at("02-05", 16), every=6)
    [late] = [post for post in office.posts("U_MIA") if "late" in post.text]
    assert late.text == "One person is late: H1 2027 goals."


def test_a_refusal_of_slack_is_final_and_stands_in_the_log(office: Office) -> None:
    mia = running(office, "Sam Okafor")
    office.passes(hours=22)
    office.plans()
    office.ws.faults.add("chat.postMessage", Says("account_inactive"))
    office.until(at("01-12", 20), every=6)
    assert reminders(office, "U_ANA") == []
    mia.types("/goals cycle status")
    mia.clicks("Reminder log")
    assert "at the start · not delivered: account_inactive" in mia.sees()


def test_confirming_leaves_nothing_to_remind_of(office: Office) -> None:
    running(office, "Sam Okafor")
    shares_with(office)
    confirms(office)
    office.until(at("02-10", 9), every=24)
    assert reminders(office, "U_SAM") == []
