"""Goals made from other goals: the right person's, the chosen role, the dates that were picked."""

from __future__ import annotations

from bot.delivery.home import HomePages
from bot.services.homes import Homes
from bot.views.state import HomePlace
from tests.integration.app.office import START, Office
from tests.integration.app.test_starting import begun

WHO = "Who are these goals for?"
ROLE = "Role and level"
COPY = "Copy the chosen goals and notes of H1 2027"


def test_a_tick_for_one_person_copies_nothing_to_another(office: Office) -> None:
    ana = office.ana
    begun(office, "Tom Berg")
    office.passes(minutes=1)
    ana.types("/goals")
    ana.picks(WHO, "Tom Berg")
    ana.chooses("Period", "H2 2027")
    ana.ticks(COPY)
    ana.picks(WHO, "Priya Nair")
    assert COPY not in ana.sees()
    ana.searches(ROLE, "account executive")
    ana.chooses(ROLE, "Account Executive / Field Sales — P4")
    ana.submits()
    goals = office.goals_of()
    assert goals.subject.name == "Priya Nair"
    assert ([goal.note for goal in goals.goals], goals.own_goals) == ([""] * 5, ())


def test_a_new_period_starts_from_the_last_ones_goals_and_notes(office: Office) -> None:
    ana = office.ana
    begun(office, "Tom Berg")
    office.passes(minutes=1)
    ana.types("/goals")
    ana.picks(WHO, "Tom Berg")
    ana.chooses("Period", "H2 2027")
    ana.ticks(COPY)
    ana.submits()
    goals = office.goals_of()
    assert [goal.text for goal in goals.own_goals] == ["Win back three lost accounts"]
    assert (goals.goals[0].note, goals.goals[0].values["target"]) == ("CRM report", "")
    assert {goal.values["date"] for goal in goals.goals} == {"2027-12-31"}
    assert len(goals.goals) == 5


def test_a_role_follows_the_person_until_somebody_chooses_one(office: Office) -> None:
    ana = office.ana
    begun(office, "Tom Berg")
    office.passes(minutes=1)
    ana.types("/goals")
    ana.picks(WHO, "Tom Berg")
    assert ana.value(ROLE) == "Account Executive / Field Sales — P4"
    ana.picks(WHO, "Priya Nair")
    assert ana.value(ROLE) == ""
    ana.searches(ROLE, "account executive")
    ana.chooses(ROLE, "Account Executive / Field Sales — P2")
    ana.picks(WHO, "Tom Berg")
    assert ana.value(ROLE) == "Account Executive / Field Sales — P2"


def test_the_role_of_the_message_stays_whoever_is_picked(office: Office) -> None:
    ana = office.ana
    begun(office, "Tom Berg")
    office.passes(minutes=1)
    ana.types("/goals account executive P5")
    ana.clicks(START)
    ana.picks(WHO, "Tom Berg")
    assert ana.value(ROLE) == "Account Executive / Field Sales — P5"


def test_several_get_the_days_that_were_picked_goal_by_goal(office: Office) -> None:
    ana = office.ana
    office.drafts(ana, "Tom Berg")
    ana.picks("Due date", "2027-03-31")
    ana.submits()
    ana.chooses("Go to another goal", "Check your goals")
    ana.clicks("Start for several")
    ana.picks("Who else are these goals for?", "Priya Nair", "Sam Okafor")
    ana.submits()
    assert "Priya Nair has a draft now." in ana.sees()
    for newest in (0, 1):
        days = [goal.values["date"] for goal in office.goals_of(newest=newest).goals]
        assert days == ["2027-03-31", *["2027-06-30"] * 4]
    assert office.count_goals() == 3


def test_the_team_is_counted_without_ones_own(office: Office) -> None:
    ana = office.ana
    office.drafts(ana, "Tom Berg")
    for _ in range(2):
        office.starts(ana, "Ana Ruiz")
        if "You have begun these goals already" in ana.sees():
            ana.submits()
    ana.closes(everything=True)
    ana.types("/goals team")
    answer = ana.reads(ana.last_message)
    assert "Tom Berg" in answer
    assert "Ana Ruiz" not in answer


def test_notes_have_two_devices_too(office: Office) -> None:
    ana, phone = office.ana, office.ws.person("U_ANA", "phone")
    office.drafts(ana, "Tom Berg")
    office.beats()
    phone.clicks("Continue")
    ana.enters("How you will both see it", "CRM report")
    ana.submits()
    phone.enters("How you will both see it", "Quarterly review")
    phone.submits()
    phone.chooses("Which note on how you will both see it stands?", "Keep Quarterly review")
    phone.submits()
    assert office.goals_of().goals[0].note == "Quarterly review"


def test_a_note_that_is_taken_out_again_is_gone(office: Office) -> None:
    ana = office.ana
    office.drafts(ana, "Tom Berg")
    ana.enters("How you will both see it", "CRM report")
    office.timers.run_out()
    ana.enters("How you will both see it", "")
    ana.submits()
    assert office.goals_of().goals[0].note == ""


def test_a_day_before_today_needs_the_yes_at_each_press(office: Office) -> None:
    ana = office.ana
    office.drafts(ana, "Tom Berg")
    ana.picks("Due date", "2020-01-01")
    ana.submits()
    assert "Keep a day before today" in ana.sees()
    ana.submits()
    assert list(ana.errors) == ["Due date"]
    ana.ticks("Keep a day before today")
    ana.submits()
    assert "Goal 2 of 5" in ana.sees()


def test_home_beyond_its_last_page_is_its_last_page(office: Office) -> None:
    office.drafts(office.ana, "Tom Berg")
    services = office.goalframe.services
    homes = Homes(services.sheets, services.viewing, services.offices, services.texts, "/goals")
    view = HomePages(services, homes).view(services.people.actor(office.goalframe.team_id, "U_ANA"), HomePlace(7))
    assert "Tom Berg" in str(view)
    assert "Page" not in str(view)


def test_guests_are_taken_out_before_several_drafts_start(office: Office) -> None:
    ana = office.ana
    office.drafts(ana, "Tom Berg")
    ana.chooses("Go to another goal", "Check your goals")
    ana.clicks("Start for several")
    office.ws.change_user("U_PRIYA", is_restricted=True)
    ana.picks("Who else are these goals for?", "Priya Nair", "Sam Okafor")
    ana.submits()
    assert list(ana.errors.values()) == ["Take out Priya Nair: goals are for full members only."]
    assert office.count_goals() == 1


def test_who_has_a_draft_already_keeps_it_when_several_start(office: Office) -> None:
    ana = office.ana
    office.drafts(ana, "Tom Berg")
    ana.chooses("Go to another goal", "Check your goals")
    ana.clicks("Start for several")
    ana.picks("Who else are these goals for?", "Tom Berg")
    ana.submits()
    assert "Left as they are, with a draft for this period already: Tom Berg." in ana.sees()
    assert office.count_goals() == 1
