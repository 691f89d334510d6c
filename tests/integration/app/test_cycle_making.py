"""Making a review cycle: its steps, its people, what it would send, its dates, and its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.cli.demo_story import TOM
from bot.facts.cycle_forms import CycleEdit, PeopleChange, PhaseDays
from bot.sandbox.person import Person
from db.facts import Person as Actor
from tests.integration.app.office import Landlord, Office
from tests.integration.app.review import (
    MIA,
    at,
    company,
    entry,
    launches,
    makes,
    reminders,
    running,
    slots,
    the_cycle,
)

Lets = Callable[..., AbstractContextManager[Office]]


@pytest.fixture
def office(lets: Lets) -> Iterator[Office]:
    with lets(runners=MIA) as open_office:
        yield open_office


def members(office: Office) -> set[str]:
    """Return who is in the newest cycle."""
    with office.goalframe.database.reading() as uow:
        found = uow.cycles.members("T0DEMO", the_cycle(office).id)
    return {one.user_id for one in found if not one.out}


@pytest.mark.parametrize(
    ("template", "period", "steps"),
    [
        ("Annual goals and review: 6 steps", "2027", 6),
        ("Half-year goals and review: 6 steps", "H1 2027", 6),
        ("Quarterly goals: 3 steps", "Q1 2027", 3),
        ("New hire, first 30 days: 3 steps", "H1 2027", 3),
    ],
)
def test_each_template_makes_a_draft_with_its_steps(office: Office, template: str, period: str, steps: int) -> None:
    mia = company(office)
    makes(mia, "Sam Okafor", template=template, period=period, name="Our goals")
    cycle = the_cycle(office)
    assert (cycle.name, cycle.period.name, len(cycle.phases), cycle.state) == ("Our goals", period, steps, "draft")
    assert "Our goals · 1 person" in mia.sees()
    office.looks()
    assert reminders(office, "U_ANA") == []


def test_steps_for_a_year_are_not_made_for_a_quarter(office: Office) -> None:
    mia = company(office)
    makes(mia, template="Annual goals and review: 6 steps", period="Q1 2027")
    assert mia.errors == {
        "Period of the goals": "These steps are made for another length of time: pick a whole year."
    }


def test_a_cycle_needs_a_name(office: Office) -> None:
    mia = company(office)
    makes(mia, name=" ")
    assert mia.errors == {"Name": "Give it a name."}


@pytest.mark.parametrize(
    ("who", "field", "choice", "people"),
    [
        ("Everyone in the company’s list", "", "", {"U_SAM", "U_TOM", "U_PRIYA"}),
        ("A team", "Team", "Sales", {"U_SAM", "U_TOM"}),
        ("A country", "Country", "IN", {"U_PRIYA"}),
    ],
)
def test_people_come_from_the_companys_list(
    office: Office, who: str, field: str, choice: str, people: set[str]
) -> None:
    mia = company(office)
    mia.types("/goals cycle new")
    mia.chooses("For whom", who)
    if field:
        mia.chooses(field, choice)
    mia.submits()
    assert members(office) == people


def test_people_can_be_picked_one_by_one(office: Office) -> None:
    mia = company(office)
    makes(mia, "Tom Berg", "Priya Nair")
    assert members(office) == {"U_TOM", "U_PRIYA"}


def test_somebody_has_to_be_picked(office: Office) -> None:
    mia = company(office)
    mia.types("/goals cycle new")
    mia.chooses("For whom", "People you pick")
    mia.submits()
    assert "New review cycle" in mia.sees()
    mia.closes()
    mia.types("/goals cycle list")
    assert "There is no review cycle yet." in mia.sees()


def test_a_user_group_fills_a_cycle(office: Office, landlord: Landlord, monkeypatch: pytest.MonkeyPatch) -> None:
    ws = landlord.server.workspace
    monkeypatch.setattr(ws, "seed", replace(ws.seed, usergroups={"S_SALES": ("U_SAM", "U_TOM")}))
    mia = company(office)
    mia.types("/goals cycle new")
    mia.chooses("For whom", "A Slack user group")
    mia.chooses("User group", "S_SALES")
    mia.submits()
    assert members(office) == {"U_SAM", "U_TOM"}


def test_a_test_cycle_sends_everything_to_the_organiser_alone(office: Office) -> None:
    mia = company(office)
    mia.types("/goals cycle new")
    mia.ticks("Send every message to me alone")
    mia.submits()
    mia.submits()
    mia.closes()
    office.until(at("01-30"), every=6)
    assert [reminders(office, who) for who in ("U_ANA", "U_SAM", "U_TOM", "U_PRIYA")] == [[], [], [], []]
    assert len(reminders(office, "U_MIA")) == 5
    mia.types("/goals cycle status")
    assert "A test: every message goes to you, nobody else gets any." in mia.sees()
    assert not [post for post in office.posts("U_ANA") if "late" in post.text]


def test_a_test_and_a_real_cycle_do_not_share_a_message(office: Office) -> None:
    mia = running(office)
    mia.types("/goals cycle new")
    mia.enters("Name", "Only a try")
    mia.ticks("Send every message to me alone")
    mia.submits()
    mia.submits()
    mia.closes()
    office.until(at("01-12"), every=1)
    [of_ana], [of_mia] = reminders(office, "U_ANA"), reminders(office, "U_MIA")
    assert "H1 2027 goals" in of_ana.text
    assert "Only a try" not in of_ana.text
    assert "Only a try" in of_mia.text


def test_before_the_launch_every_message_is_seen_and_that_is_what_is_sent(office: Office) -> None:
    mia = company(office)
    makes(mia)
    seen = mia.sees()
    assert "Tue 12 Jan: 1 person\nFri 15 Jan: 1 person\nWed 20 Jan: 1 person\nFri 22 Jan: 1 person" in seen
    mia.picks("cycle:lookup", "Ana Ruiz")
    assert "What Ana Ruiz gets\nTue 12 Jan, 09:00 (Europe/Berlin) · at the start" in mia.sees()
    mia.clicks("Back to all days")
    assert "Tue 12 Jan: 1 person" in mia.sees()
    mia.submits()
    mia.closes()
    office.until(at("01-23"), every=1)
    sent = sorted({f"{one.sent_at:%d %b %H:%M}" for one in slots(office, "U_ANA", "sent")})
    assert sent == ["12 Jan 08:00", "15 Jan 08:00", "20 Jan 08:00", "22 Jan 08:00"]
    assert len(reminders(office, "U_ANA")) == 4


def test_after_the_launch_the_view_below_says_how_the_cycle_stands(office: Office) -> None:
    mia = company(office)
    makes(mia)
    mia.closes()
    mia.types("/goals cycle list")
    mia.clicks("Open", near="H1 2027 goals")
    mia.clicks("See what it would send")
    mia.submits()
    assert "Launched. H1 2027 goals runs for 3 people." in mia.sees()
    mia.closes()
    assert "0 of 3 done (0 %)" in mia.sees()
    assert "Draft: nothing is sent" not in mia.sees()
    mia.chooses("⋯", "Edit name, hour and reminders")
    mia.enters("Name", "Goals of spring")
    mia.submits()
    assert len(mia.modals) == 1
    assert "# Goals of spring · 3 people" in mia.sees()


def test_who_owes_something_and_gets_nothing_is_named_before_the_launch(office: Office) -> None:
    mia = company(office)
    office.lists(entry("U_ANA", away_until=at("12-31").date().replace(year=2029)))
    makes(mia)
    assert "They get no message though they owe something: Ana Ruiz." in mia.sees()


def test_what_a_cycle_would_send_comes_as_a_file(office: Office) -> None:
    mia = company(office)
    makes(mia)
    mia.clicks("Export CSV")
    assert "The file comes into your direct messages" in mia.sees()
    office.beats()
    text = mia.opens_file("review-cycle-plan.csv")
    assert text.lstrip("\ufeff").splitlines()[0] == "person,about,phase,day,time,zone,utc,rule,moved"
    assert "Ana Ruiz,Sam Okafor,Share goals,2027-01-12,09:00,Europe/Berlin,2027-01-12T08:00Z,at the start," in text


def test_a_draft_can_be_deleted(office: Office) -> None:
    mia = company(office)
    makes(mia)
    mia.closes(everything=True)
    mia.types("/goals cycle status")
    mia.clicks("Delete this draft")
    assert the_cycle(office).state == "cancelled"
    office.a_day(3, every=12)
    assert reminders(office, "U_ANA") == []


def test_a_launched_cycle_is_not_deleted_by_the_button_of_its_draft(office: Office) -> None:
    mia = company(office)
    makes(mia)
    mia.closes(everything=True)
    mia.types("/goals cycle status")
    office.goalframe.services.cycles.organising.move(organiser(office), the_cycle(office).id, "launch")
    mia.clicks("Delete this draft")
    assert the_cycle(office).state == "running"
    assert "You can’t do that: this review cycle is running." in mia.sees()


def two_cycles(office: Office) -> Person:
    """Let two cycles run, the whole name of one being the beginning of the other's; return Mia."""
    mia = running(office, "Sam Okafor")
    office.passes(minutes=5)
    launches(mia, "Tom Berg", name="H1 2027 goals, Sales pilot")
    return mia


def states(office: Office) -> dict[str, str]:
    """Return how every cycle stands, by name."""
    with office.goalframe.database.reading() as uow:
        return {one.name: one.state for one in uow.cycles.all("T0DEMO")}


@pytest.mark.parametrize(("deed", "state"), [("close", "closed"), ("cancel", "cancelled")])
def test_the_cycle_of_this_very_name_ends_and_only_after_a_question(office: Office, deed: str, state: str) -> None:
    mia = two_cycles(office)
    mia.types(f"/goals cycle {deed} h1 2027 GOALS")
    assert set(states(office).values()) == {"running"}
    mia.submits()
    assert states(office) == {"H1 2027 goals": state, "H1 2027 goals, Sales pilot": "running"}


@pytest.mark.parametrize("words", ["close H1", "cancel", "pause goals", "status H1"])
def test_where_several_cycles_fit_it_is_asked_which_one_is_meant(office: Office, words: str) -> None:
    mia = two_cycles(office)
    mia.types(f"/goals cycle {words}")
    assert set(states(office).values()) == {"running"}
    assert "Several fit, so nothing was done." in mia.sees()
    mia.clicks("Open", near="Sales pilot")
    assert "H1 2027 goals, Sales pilot · 1 person" in mia.sees()


def test_days_can_be_moved_and_the_form_says_which_are_no_working_days(office: Office) -> None:
    mia = running(office)
    mia.types("/goals cycle status")
    mia.chooses("⋯", "Edit dates")
    mia.picks("dates:due:1", "2027-01-23")
    assert "Sat 23 Jan: weekend. Next working day: Mon 25 Jan." in mia.sees()
    mia.picks("dates:due:1", "2027-01-25")
    mia.submits()
    assert the_cycle(office).phases[0].due.isoformat() == "2027-01-25"
    due = {one.day.isoformat() for one in slots(office, "U_ANA") if (one.position, one.step) == (1, "due")}
    assert due == {"2027-01-25"}


def test_a_step_is_not_due_before_it_opens(office: Office) -> None:
    mia = running(office)
    mia.types("/goals cycle status")
    mia.chooses("⋯", "Edit dates")
    mia.picks("dates:due:1", "2027-01-04")
    mia.submits()
    assert list(mia.errors.values()) == ["A step can’t be due before it opens: pick a later day."]


@pytest.mark.parametrize("today", [date(2027, 1, 28), date(2027, 3, 24), date(2027, 4, 26), date(2027, 5, 21)])
def test_a_cycle_made_in_mid_period_has_no_day_before_today_or_after_the_reviews(office: Office, today: date) -> None:
    mia = company(office)
    office.passes(days=(today - office.now[0].date()).days)
    makes(mia, period="H1 2027")
    phases = the_cycle(office).phases
    share, confirm, check_in, self_review = phases[:4]
    assert min(one.opens for one in phases) == today
    assert all(today <= one.opens <= one.due for one in phases)
    assert share.opens < confirm.due <= date(2027, 6, 30)
    assert check_in.due <= self_review.due <= date(2027, 6, 30)


def test_in_the_second_half_of_a_period_the_form_begins_with_the_next(office: Office) -> None:
    mia = company(office)
    office.passes(days=100)
    makes(mia)
    cycle = the_cycle(office)
    assert (cycle.name, cycle.period.name) == ("H2 2027 goals", "H2 2027")


def organiser(office: Office) -> Actor:
    """Return Mia as another window of hers acts."""
    return office.goalframe.services.people.actor("T0DEMO", "U_MIA")


def test_days_that_another_moved_meanwhile_stay_where_they_are(office: Office) -> None:
    mia = running(office)
    mia.types("/goals cycle status")
    mia.chooses("⋯", "Edit dates")
    meanwhile = PhaseDays(1, date(2027, 1, 11), date(2027, 2, 1))
    office.goalframe.services.cycles.organising.set_phases(organiser(office), the_cycle(office).id, [meanwhile])
    mia.picks("dates:due:4", "2027-06-28")
    mia.submits()
    dues = [one.due.isoformat() for one in the_cycle(office).phases]
    assert (dues[0], dues[3]) == ("2027-02-01", "2027-06-28")


def test_a_day_that_fits_no_more_because_of_anothers_is_refused(office: Office) -> None:
    mia = running(office)
    mia.types("/goals cycle status")
    mia.chooses("⋯", "Edit dates")
    meanwhile = PhaseDays(1, date(2027, 1, 18), date(2027, 2, 1))
    office.goalframe.services.cycles.organising.set_phases(organiser(office), the_cycle(office).id, [meanwhile])
    mia.picks("dates:due:1", "2027-01-15")
    mia.submits()
    assert list(mia.errors.values()) == ["A step can’t be due before it opens: pick a later day."]


def test_a_name_and_an_hour_changed_in_two_windows_are_both_kept(office: Office) -> None:
    mia = running(office)
    mia.types("/goals cycle edit")
    mia.chooses("⋯", "Edit name, hour and reminders")
    cycle = the_cycle(office)
    meanwhile = CycleEdit("Goals of spring", 9, cycle.holidays, ("due",))
    office.goalframe.services.cycles.organising.edit(organiser(office), cycle.id, meanwhile)
    mia.chooses("Reminders come at", "11:00")
    mia.submits()
    now = the_cycle(office)
    assert (now.name, now.hour, now.steps) == ("Goals of spring", 11, ("due",))


def test_only_what_was_seen_is_launched(office: Office) -> None:
    mia = company(office)
    makes(mia, "Sam Okafor")
    meanwhile = PeopleChange(("U_PRIYA", "U_TOM"), (), "")
    office.goalframe.services.cycles.organising.set_people(organiser(office), the_cycle(office).id, meanwhile)
    mia.submits()
    assert the_cycle(office).state == "draft"
    assert "Not launched: this was changed after you had opened it." in mia.sees().replace("*", "")
    assert "H1 2027 goals · 3 people" in mia.sees()
    mia.submits()
    assert the_cycle(office).state == "running"
    assert "runs for 3 people" in mia.sees()


def test_people_are_added_and_taken_out(office: Office) -> None:
    mia = running(office, "Sam Okafor", "Tom Berg")
    mia.types("/goals cycle status")
    mia.chooses("⋯", "Add or remove people")
    mia.picks("Add", "Priya Nair")
    mia.picks("Take out", "Tom Berg")
    mia.enters("Why they are taken out", "On parental leave")
    mia.submits()
    assert members(office) == {"U_SAM", "U_PRIYA"}
    office.plans()
    assert {one.reason for one in slots(office, "U_ANA") if one.subject == "U_TOM"} == {
        "nobody is waited for here any more"
    }


def test_a_paused_cycle_sends_nothing_and_goes_on_with_one_message(office: Office) -> None:
    mia = running(office)
    mia.types("/goals cycle pause")
    assert "H1 2027 goals is paused now." in mia.sees()
    office.until(at("01-16"), every=6)
    assert reminders(office, "U_ANA") == []
    mia.types("/goals cycle resume")
    office.until(at("01-18", 8), every=6)
    assert len(reminders(office, "U_ANA")) == 1


def test_a_cycle_is_paused_right_after_the_launch_by_a_button(office: Office) -> None:
    mia = company(office)
    makes(mia)
    mia.submits()
    mia.clicks("Pause all reminders")
    assert the_cycle(office).state == "paused"
    mia.clicks("Resume reminders")
    assert the_cycle(office).state == "running"


def test_closing_says_how_much_is_open_and_ends_every_reminder(office: Office) -> None:
    mia = running(office)
    office.until(at("01-12", 8), every=12)
    mia.types("/goals cycle status")
    mia.chooses("⋯", "Close this cycle")
    assert "9 to-dos are not done" in mia.sees()
    mia.submits()
    assert {one.fate for one in slots(office)} == {"sent", "stopped"}
    office.looks()
    [message] = reminders(office, "U_ANA")
    assert message.text == "The review cycle has ended. Nothing more is coming about this."
    assert "[Start]" not in office.ana.reads(message)
    office.a_day(10, every=12)
    assert len(reminders(office, "U_ANA")) == 1


def test_what_has_ended_cannot_be_moved_any_more(office: Office) -> None:
    mia = running(office)
    mia.types("/goals cycle cancel")
    assert "9 to-dos are not done" in mia.sees()
    assert the_cycle(office).state == "running"
    mia.submits()
    assert "Cancelled: nothing more is sent." in mia.sees()
    mia.closes()
    mia.types("/goals cycle cancel H1")
    assert "You can’t do that: this review cycle is cancelled." in mia.sees()
    mia.types("/goals cycle pause H1")
    assert "You can’t do that: this review cycle is cancelled." in mia.sees()


def test_a_copy_is_a_draft_with_the_same_people(office: Office) -> None:
    mia = running(office, "Sam Okafor")
    office.passes(minutes=1)
    mia.types("/goals cycle copy")
    copied = the_cycle(office)
    assert (copied.name, copied.state, members(office)) == ("H1 2027 goals (copy)", "draft", {"U_SAM"})


def test_a_copy_of_a_cycle_that_is_over_is_for_the_period_ahead(office: Office) -> None:
    mia = running(office, "Sam Okafor")
    before = the_cycle(office)
    office.passes(days=200)
    mia.types("/goals cycle copy H1")
    copied = the_cycle(office)
    assert (copied.name, copied.period.name, copied.state) == ("H2 2027 goals", "H2 2027", "draft")
    apart = copied.period.first - before.period.first
    for was, now in zip(before.phases, copied.phases, strict=True):
        assert timedelta(0) <= now.due - (was.due + apart) <= timedelta(days=3), "the next working day"
        assert now.due.isoweekday() <= 5


def test_all_cycles_stand_in_a_list(office: Office) -> None:
    mia = company(office)
    mia.types("/goals cycle list")
    assert "There is no review cycle yet." in mia.sees()
    mia.clicks("New review cycle")
    mia.submits()
    mia.closes()
    mia.types("/goals cycle list")
    assert "H1 2027 goals\nDraft · H1 2027 · 6 steps, the last due Fri 16 Jul 2027" in mia.sees()
    mia.clicks("Open", near="H1 2027 goals")
    assert "Draft: nothing is sent before it is launched." in mia.sees()


def test_a_name_that_no_cycle_has_is_said(office: Office) -> None:
    mia = running(office)
    mia.types("/goals cycle status winter")
    assert "There is no such review cycle." in mia.sees()


def test_name_hour_and_reminders_can_be_changed(office: Office) -> None:
    mia = running(office)
    mia.types("/goals cycle edit")
    mia.chooses("⋯", "Edit name, hour and reminders")
    mia.enters("Name", "Goals of spring")
    mia.chooses("Reminders come at", "11:00")
    mia.unticks("At the start")
    mia.submits()
    cycle = the_cycle(office)
    assert (cycle.name, cycle.hour, "launch" in cycle.steps) == ("Goals of spring", 11, False)
    assert {one.hour for one in slots(office, fate="planned")} == {11}
    assert not [one for one in slots(office) if one.step == "launch"]


def test_a_cycle_for_newcomers_starts_for_each_on_their_own_first_day(office: Office) -> None:
    mia = company(office, hired=at("02-01").date())
    launches(mia, template="New hire, first 30 days: 3 steps", name="Welcome")
    assert members(office) == {"U_SAM"}
    office.lists(entry("U_TOM", "U_ANA", hired=at("03-01").date()))
    office.plans()
    first = {one.subject: one.day.isoformat() for one in slots(office) if one.step == "launch" and one.position == 1}
    assert first == {"U_SAM": "2027-02-01", "U_TOM": "2027-03-01"}


def test_nobody_can_be_in_a_cycle_who_is_no_member(office: Office) -> None:
    mia = company(office)
    office.ws.add_user(replace(TOM, deleted=True))
    office.goalframe.services.people.learn(
        replace(office.goalframe.services.people.actor("T0DEMO", "U_TOM"), deleted=True)
    )
    makes(mia)
    assert members(office) == {"U_SAM", "U_PRIYA"}
