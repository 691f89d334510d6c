"""Following a review cycle: how it stands, who is late, reminders by hand, the log and the file; no goal text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest

from bot.sandbox.faults import Says
from bot.sandbox.people import User
from bot.sandbox.person import Person
from bot.services.cycles.sending import ACTIVE, SNOOZED
from db.facts import Task
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
from tests.integration.app.two_people import VALUES, Wanted, asks, drafted

Lets = Callable[..., AbstractContextManager[Office]]
MOST = 100


@pytest.fixture
def office(lets: Lets) -> Iterator[Office]:
    with lets(runners=MIA) as open_office:
        yield open_office


def home(office: Office, mia: Person) -> str:
    """Return Home as Mia has it."""
    mia.opens_home()
    assert mia.home is not None
    assert len(mia.home.view["blocks"]) <= MOST
    return mia.reads(mia.home)


def late(office: Office) -> Person:
    """Let goals be shared with Sam alone, and the day for it pass; return Mia."""
    mia = running(office)
    shares_with(office)
    office.until(at("01-25", 9), every=24)
    return mia


def crowd(office: Office, count: int) -> Person:
    """Let so many people owe a self review that was due long ago."""
    office.lists(*(entry(f"U_P{number}", "U_ANA", unit=f"Unit {number % 3}") for number in range(count)))
    for number in range(count):
        office.ws.add_user(User(f"U_P{number}", f"p{number}", f"Person {number:03}"))
    office.plans()
    mia = office.ws.person("U_MIA")
    launches(mia)
    cycle = the_cycle(office)
    day = date(2027, 1, 4)
    tasks = [
        Task("T0DEMO", cycle.id, 4, f"U_P{number}", f"U_P{number}", day, day - timedelta(days=number % 5), "open")
        for number in range(count)
    ]
    with office.goalframe.database.writing() as uow:
        uow.ledger.put_tasks(tasks)
        uow.commit()
    return mia


def test_home_without_a_cycle_offers_the_first(office: Office) -> None:
    mia = company(office)
    seen = home(office, mia)
    assert "# Review cycles\n· There is no review cycle yet.\n[New review cycle]" in seen


def test_home_says_how_the_cycle_stands_and_who_is_late(office: Office) -> None:
    mia = late(office)
    seen = home(office, mia)
    assert "# H1 2027 goals · 3 people, 3 countries" in seen
    assert "1. Share goals · due Wed 20 Jan\n■■■□□□□□□□ 1 of 3 done (33 %) · 2 late, with 1 manager" in seen
    assert "*Late: 1 person*, longest first" in seen
    assert "Ana Ruiz\nOwes: share goals with 2 people · 3 working days late" in seen


def test_without_a_list_the_manager_of_somebody_late_is_who_writes_their_goals(office: Office) -> None:
    mia = office.ws.person("U_MIA")
    drafted(office, "U_SAM")
    launches(mia, "Sam Okafor")
    shares_with(office)
    office.sam.clicks("Show them")
    office.until(at("02-01", 9), every=24)
    seen = home(office, mia)
    assert "Sam Okafor · manager Ana Ruiz\nOwes: confirm" in seen


def test_a_manager_who_has_to_answer_owes_an_answer(office: Office) -> None:
    mia = running(office, "Sam Okafor")
    shares_with(office)
    asks(office, Wanted(1, "The price list comes late."))
    office.until(at("02-01", 9), every=24)
    assert "Ana Ruiz\nOwes: answer a request · " in home(office, mia)


def test_three_cycles_stand_on_home_one_whole_and_two_behind_a_button(office: Office) -> None:
    mia = company(office)
    for name in ("First", "Second", "Third"):
        office.passes(minutes=1)
        launches(mia, name=name)
    seen = home(office, mia)
    assert "# Third · 3 people" in seen
    assert "First\nRunning · H1 2027" in seen
    mia.clicks("Open", near="First")
    assert "# First · 3 people" in mia.sees()


def test_300_late_people_stand_twenty_a_page_on_home(office: Office) -> None:
    mia = crowd(office, 300)
    seen = home(office, mia)
    assert "*Late: 300 people*, longest first" in seen
    assert seen.count("Owes: self review") == 20
    mia.clicks("Show 20 more")
    assert mia.home is not None
    assert "[Back] [Show 20 more]" in mia.reads(mia.home).replace("[Remind these 300] ", "")


def test_filters_narrow_home_and_the_view_alike(office: Office) -> None:
    mia = crowd(office, 30)
    home(office, mia)
    mia.chooses("Team", "Team: Unit 1")
    assert mia.home is not None
    assert "*Late: 10 people*, longest first" in mia.reads(mia.home)
    mia.chooses("Step", "Step: 1. Share goals")
    assert "*Nobody is late.*" in mia.reads(mia.home)
    mia.types("/goals cycle status")
    mia.clicks("See all 30")
    mia.chooses("Team", "Team: Unit 2")
    assert mia.modal is not None
    assert "*Late: 10 people*, longest first" in mia.reads(mia.modal)


def test_a_manager_with_much_on_home_who_organises_still_sees_every_control(lets: Lets) -> None:
    with lets(runners=MIA | {"U_ANA"}) as office:
        crowd(office, 60)
        office.passes(minutes=1)
        for number in range(15):
            drafted(office, f"U_P{number}", sheet_id=f"goals-{number}")
        ana = office.ana
        seen = home(office, ana)
        assert "[Remind these" in seen
        assert "[New review cycle]" in seen


def test_reminding_by_hand_shows_the_text_first_and_carries_ones_own_words(office: Office) -> None:
    mia = late(office)
    home(office, mia)
    mia.clicks("Remind this one")
    assert "1 person: Ana Ruiz" in mia.sees()
    mia.enters("Your own words", "We close the half-year on Friday.")
    mia.submits()
    assert "1 person gets your reminder at their next working 09:00, or at the hour that they chose." in mia.sees()
    mia.closes()
    office.until(at("01-26", 8), every=1)
    read = office.ana.reads(reminders(office, "U_ANA")[-1])
    assert "Mia Vogt wrote: “We close the half-year on Friday.”" in read
    assert "Mia Vogt sent it by hand." in read
    assert "Share goals with Tom Berg\ndue Wed 20 Jan, 4 working days late\n[Start]" in read


def test_who_had_a_message_today_gets_the_words_on_the_next_working_day(office: Office) -> None:
    mia = running(office)
    office.until(at("01-22", 9), every=24)
    before = len(reminders(office, "U_ANA"))
    home(office, mia)
    mia.clicks("Remind this one")
    mia.enters("Your own words", "Please")
    mia.submits()
    mia.closes()
    office.until(at("01-22", 20), every=3)
    assert len(reminders(office, "U_ANA")) == before
    office.until(at("01-25", 8), every=6)
    assert len(reminders(office, "U_ANA")) == before + 1
    assert "Mia Vogt wrote: “Please”" in office.ana.reads(reminders(office, "U_ANA")[-1])


def test_a_reminder_by_hand_and_one_that_comes_anyway_that_morning_are_one_message(office: Office) -> None:
    mia = running(office)
    office.until(at("01-28", 9), every=24)
    before = len(reminders(office, "U_ANA"))
    assert "Each gets it at their next working 09:00; 1 already gets one that day, so it is merged." in home(
        office, mia
    )
    mia.clicks("Remind this one")
    assert "1 already gets one that day, so it is merged." in mia.sees()
    mia.enters("Your own words", "Please")
    mia.submits()
    mia.closes()
    office.until(at("01-31", 9), every=3)
    assert len(reminders(office, "U_ANA")) == before + 1
    read = office.ana.reads(reminders(office, "U_ANA")[-1])
    assert "Mia Vogt wrote: “Please”" in read
    assert "rule: weekly after the due date." in read


def test_a_reminder_by_hand_comes_at_the_cycles_hour_unless_the_person_chose_one(office: Office) -> None:
    mia = company(office)
    mia.types("/goals cycle new")
    mia.chooses("Reminders come at", "11:00")
    mia.submits()
    mia.submits()
    mia.closes()
    office.until(at("01-25", 9), every=5)
    before = len(reminders(office, "U_ANA"))
    assert "Each gets it at their next working 11:00." in home(office, mia)
    mia.clicks("Remind this one")
    mia.submits()
    assert "1 person gets your reminder at their next working 11:00" in mia.sees()
    mia.closes()
    office.until(at("01-25", 10) - timedelta(minutes=1), every=1)
    assert len(reminders(office, "U_ANA")) == before
    office.until(at("01-25", 10), every=1)
    assert len(reminders(office, "U_ANA")) == before + 1


def test_two_organisers_who_remind_at_once_make_one_message(office: Office) -> None:
    mia = late(office)
    before = len(reminders(office, "U_ANA"))
    home(office, mia)
    for words in ("First", "Second"):
        mia.clicks("Remind this one")
        mia.enters("Your own words", words)
        mia.submits()
        mia.closes()
    office.a_day(every=6)
    assert len(reminders(office, "U_ANA")) == before + 1


def test_a_reminder_by_hand_waits_for_the_end_of_a_snooze(office: Office) -> None:
    mia = late(office)
    before = len(reminders(office, "U_ANA"))
    office.ana.chooses("Remind me later", "In 3 days, 09:00")
    home(office, mia)
    mia.clicks("Remind this one")
    mia.enters("Your own words", "Please")
    mia.submits()
    mia.closes()
    office.until(at("01-27", 20), every=6)
    assert len(reminders(office, "U_ANA")) == before
    office.until(at("01-28", 8), every=6)
    assert len(reminders(office, "U_ANA")) == before + 1
    assert "Mia Vogt wrote: “Please”" in office.ana.reads(reminders(office, "U_ANA")[-1])


def test_what_was_done_after_a_reminder_by_hand_loses_its_button(office: Office) -> None:
    mia = late(office)
    home(office, mia)
    mia.clicks("Remind this one")
    mia.submits()
    mia.closes()
    office.until(at("01-26", 8), every=1)
    shares_with(office, "U_TOM")
    assert "Share goals with Tom Berg\nDone Tue 26 Jan." in office.ana.reads(reminders(office, "U_ANA")[-1])


def test_nobody_is_reminded_who_is_not_late_any_more(office: Office) -> None:
    mia = late(office)
    home(office, mia)
    mia.clicks("Remind this one")
    shares_with(office, "U_TOM")
    shares_with(office, "U_PRIYA")
    before = len(reminders(office, "U_ANA"))
    mia.submits()
    office.until(at("01-26", 20), every=3)
    assert len(reminders(office, "U_ANA")) == before


def test_what_was_done_for_somebody_late_stands_in_the_view_of_the_cycle_below(office: Office) -> None:
    mia = late(office)
    mia.types("/goals cycle status")
    mia.clicks("Open")
    mia.chooses("cycle:late", "Excuse")
    mia.chooses("From what", "Tom Berg · Share goals · due Wed 20 Jan")
    mia.enters("Why", "On parental leave")
    mia.submits()
    assert "1 of 2 done (50 %) · 1 late, with 1 manager · 1 excused" in mia.sees()
    mia.clicks("Remind this one")
    mia.submits()
    mia.closes()
    assert "Late: 1 person" in mia.sees()


def test_the_history_of_one_person_is_theirs_alone(office: Office) -> None:
    mia = late(office)
    home(office, mia)
    mia.chooses("cycle:late", "Reminder history")
    seen = mia.sees()
    assert "Reminder history" in seen
    assert "Ana Ruiz" in seen
    assert "Read and confirm goals" not in seen.partition("== Reminder history ==")[2]


def test_the_log_has_pages(office: Office) -> None:
    mia = late(office)
    mia.types("/goals cycle status")
    mia.clicks("Reminder log")
    assert "Page 1 of" in mia.sees()
    mia.clicks("Next")
    assert "Page 2 of" in mia.sees()


@pytest.mark.parametrize("entry", ["Excuse", "Move due date"])
def test_who_was_excused_in_another_window_has_nothing_left_to_excuse_or_move(office: Office, entry: str) -> None:
    mia = company(office)
    launches(mia, "Sam Okafor", template="Quarterly goals: 3 steps", period="Q1 2027")
    office.until(at("01-28", 9), every=24)
    mia.types("/goals cycle status")
    organiser = office.goalframe.services.people.actor("T0DEMO", "U_MIA")
    office.goalframe.services.cycles.organising.excuse(organiser, (the_cycle(office).id, 1, "U_SAM"), "On leave")
    mia.chooses("⋯", entry, near="Ana Ruiz")
    assert "Nothing is open here any more: it was done or excused meanwhile." in mia.sees()


def log_of(mia: Person) -> str:
    """Return the log of the newest cycle as Mia reads it."""
    mia.types("/goals cycle status")
    mia.clicks("Reminder log")
    return mia.sees()


def test_the_log_does_not_say_who_asked_for_it_later_nor_who_was_at_it(office: Office) -> None:
    mia = running(office, "Sam Okafor")
    office.until(at("01-12", 9), every=1)
    office.ana.chooses("Remind me later", "Pick a day")
    office.ana.picks("No reminder before", "2027-01-21")
    office.ana.submits()
    office.until(at("01-21", 12), every=6)
    drafted(office, filled=3)
    office.until(at("01-22", 12), every=6)
    assert {one.reason for one in slots(office, "U_ANA", "stopped")} == {SNOOZED, ACTIVE}
    said = log_of(mia)
    assert said.count("stopped: left out by the rules of reminders") == len(slots(office, "U_ANA", "stopped"))
    assert SNOOZED not in said
    assert ACTIVE not in said


def test_what_was_delivered_stays_so_where_a_later_change_of_it_is_refused(office: Office) -> None:
    mia = running(office, "Sam Okafor")
    office.until(at("01-12", 9), every=1)
    office.ws.faults.add("chat.update", Says("account_inactive"))
    shares_with(office)
    assert "at the start · sent" in log_of(mia)


def test_a_manager_is_changed_in_the_list_of_people(office: Office) -> None:
    mia = late(office)
    home(office, mia)
    mia.chooses("cycle:late", "Change manager")
    assert "Ana Ruiz · DE · manager of 3 people" in mia.sees()
    mia.picks("Manager", "U_TOM")
    mia.submits()
    assert list(mia.errors) == ["Manager"]
    mia.picks("Manager", None)
    mia.submits()
    assert "Saved. Ana Ruiz" in mia.sees()


def test_how_it_stands_comes_as_a_file_without_goal_texts(office: Office) -> None:
    mia = late(office)
    mia.types("/goals cycle status")
    mia.clicks("Export CSV")
    office.beats()
    text = mia.opens_file("review-cycle-status.csv")
    assert "Share goals,Sam Okafor,Ana Ruiz,2027-01-11,2027-01-20,done,2027-01-11," in text
    assert not [value for pair in VALUES for value in pair if value in text]


def test_the_calendar_of_a_running_cycle_is_what_is_still_planned(office: Office) -> None:
    mia = late(office)
    mia.types("/goals cycle status")
    mia.clicks("Calendar of reminders")
    seen = mia.sees().partition("== Calendar of reminders ==")[2]
    assert "Fri 29 Jan: 2 people" in seen
    assert "Tue 12 Jan" not in seen
    days = {one.day for one in slots(office, fate="planned")}
    assert seen.count(" person\n") + seen.count(" people\n") >= len(days) - 1


def test_no_organiser_sees_a_goals_text_anywhere(office: Office) -> None:
    mia = running(office)
    shares_with(office)
    asks(office, Wanted(1, "The price list comes late."))
    office.until(at("01-26", 9), every=24)
    home(office, mia)
    mia.types("/goals cycle status")
    mia.clicks("Reminder log")
    mia.closes(everything=True)
    mia.types("/goals cycle status")
    mia.clicks("Calendar of reminders")
    mia.closes(everything=True)
    mia.types("/goals cycle status")
    mia.clicks("Export CSV")
    office.beats()
    everything = json.dumps([mia.sees(), home(office, mia), *(text for _, text in mia.files)], ensure_ascii=False)
    secrets = [*(value for pair in VALUES for value in pair), "The price list comes late.", "high-value key accounts"]
    assert not [secret for secret in secrets if secret in everything]


def test_an_organiser_who_is_no_reader_can_open_nobodys_goals(office: Office) -> None:
    mia = running(office)
    shares_with(office)
    mia.types("/goals <@U_SAM|sam>")
    assert not [value for pair in VALUES for value in pair if value in mia.sees()]
    assert "version 1" not in mia.sees()


NOTHING = "There is nothing here for you."
COMMANDS = ("new", "list", "status", "edit", "pause", "resume", "cancel", "close", "copy", "status H1 2027")


@pytest.mark.parametrize("words", COMMANDS)
@pytest.mark.parametrize("who", ["U_ANA", "U_SAM"])
def test_nobody_else_learns_that_there_are_cycles(office: Office, who: str, words: str) -> None:
    running(office)
    before = the_cycle(office)
    person = office.ws.person(who)
    person.types(f"/goals cycle {words}")
    assert NOTHING in person.sees()
    assert "H1 2027 goals" not in person.sees()
    assert the_cycle(office) == before
    person.opens_home()
    assert "Review cycle" not in person.sees()
