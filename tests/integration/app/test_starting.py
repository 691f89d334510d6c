"""Starting goals: whose, which role, which period, from others, and what stands there already."""

from __future__ import annotations

from tests.integration.app.office import COMMAND, START, Office


def begun(office: Office, subject: str = "Tom Berg") -> None:
    """Let goals stand with the first one filled, a note and an own line."""
    ana = office.ana
    office.drafts(ana, subject)
    ana.enters("Baseline", "€1.9M booked")
    ana.enters("Target", "€2.4M booked")
    ana.enters("How you will both see it", "CRM report")
    ana.submits()
    ana.clicks("Leave this goal out")
    ana.chooses("Go to another goal", "Check your goals")
    ana.clicks("Add a goal of your own")
    ana.enters("Your own goal", "Win back three lost accounts")
    ana.enters("Target", "3 accounts")
    ana.submits()
    ana.closes()


def test_a_period_moves_the_due_date_with_it(office: Office) -> None:
    ana = office.ana
    ana.types(COMMAND)
    ana.clicks(START)
    assert (ana.value("Period"), ana.value("One due date for all")) == ("H1 2027", "2027-06-30")
    ana.chooses("Period", "Q2 2027")
    assert ana.value("One due date for all") == "2027-06-30"
    ana.chooses("Period", "Q1 2027")
    assert ana.value("One due date for all") == "2027-03-31"
    ana.chooses("Period", "2028")
    ana.picks("Who are these goals for?", "Tom Berg")
    assert ana.value("One due date for all") == "2028-12-31"
    ana.submits()
    assert {goal.values["date"] for goal in office.goals_of().goals} == {"2028-12-31"}


def test_a_due_date_of_ones_own_counts_for_all_goals(office: Office) -> None:
    ana = office.ana
    ana.types(COMMAND)
    ana.clicks(START)
    ana.picks("Who are these goals for?", "Tom Berg")
    ana.picks("One due date for all", "2027-05-14")
    ana.submits()
    assert {goal.values["date"] for goal in office.goals_of().goals} == {"2027-05-14"}


def test_a_due_date_before_today_is_refused_under_its_field(office: Office) -> None:
    ana = office.ana
    ana.types(COMMAND)
    ana.clicks(START)
    ana.picks("Who are these goals for?", "Tom Berg")
    ana.picks("One due date for all", "2027-01-10")
    ana.submits()
    assert list(ana.errors) == ["One due date for all"]
    assert office.count_goals() == 0


def test_the_person_has_to_be_picked(office: Office) -> None:
    ana = office.ana
    ana.types(COMMAND)
    ana.clicks(START)
    assert ana.submits() is None
    assert list(ana.errors) == ["Who are these goals for?"]


def test_goals_for_an_app_are_refused_under_the_field(office: Office) -> None:
    ana = office.ana
    ana.types(COMMAND)
    ana.clicks(START)
    ana.picks("Who are these goals for?", "U0BOT")
    ana.submits()
    assert list(ana.errors) == ["Who are these goals for?"]
    assert office.count_goals() == 0


def test_a_draft_that_stands_already_is_offered_first(office: Office) -> None:
    begun(office)
    office.starts(office.ana)
    assert "You have begun these goals already." in office.ana.sees()
    office.ana.clicks("Continue for Tom Berg")
    assert "Goal 2 of 5" in office.ana.sees()
    assert office.count_goals() == 1


def test_others_can_be_started_beside_a_standing_draft(office: Office) -> None:
    begun(office)
    office.starts(office.ana)
    office.ana.submits()
    office.ana.submits()
    assert "Goal 1 of 5 · 0 filled" in office.ana.sees()
    assert office.count_goals() == 2


def test_the_newest_drafts_are_one_press_away_from_a_new_start(office: Office) -> None:
    begun(office)
    office.ana.types("/goals")
    assert "Tom Berg · H1 2027 · 2 of 5 filled" in office.ana.sees()
    office.ana.clicks("Continue for Tom Berg")
    assert "Goal 2 of 5" in office.ana.sees()


def test_goals_are_used_for_someone_else_without_their_values(office: Office) -> None:
    begun(office)
    used_for_priya(office, values=False)
    goals = office.goals_of()
    assert goals.subject.name == "Priya Nair"
    assert [goal.text for goal in goals.own_goals] == ["Win back three lost accounts"]
    assert len(goals.goals) == 5
    assert goals.goals[0].note == "CRM report"
    assert goals.filled == 0


def test_goals_are_used_for_someone_else_with_their_values(office: Office) -> None:
    begun(office)
    used_for_priya(office, values=True)
    assert office.values() == {"baseline": "€1.9M booked", "target": "€2.4M booked", "date": "2027-06-30"}
    assert office.values(number=5)["target"] == "3 accounts"


def used_for_priya(office: Office, *, values: bool) -> None:
    ana = office.ana
    office.passes(minutes=1)
    ana.types("/goals team")
    ana.clicks("Use for someone else")
    ana.picks("Who are these goals for?", "Priya Nair")
    if values:
        ana.ticks("Copy baselines and targets too")
    ana.submits()


def test_what_the_source_holds_later_does_not_reach_the_copy(office: Office) -> None:
    begun(office)
    used_for_priya(office, values=True)
    office.ana.closes()
    office.ana.types("/goals <@U_TOM>")
    office.ana.clicks("Continue")
    office.ana.chooses("Go to another goal", "1. Owns and grows a portfolio of high-value key accounts… (filled)")
    office.ana.enters("Target", "€9M booked")
    office.ana.submits()
    assert office.values()["target"] == "€2.4M booked"


def test_a_draft_taken_back_is_gone_from_every_list(office: Office) -> None:
    begun(office)
    ana = office.ana
    ana.types("/goals team")
    ana.clicks("Show")
    ana.clicks("Take back")
    assert "Taken back. The draft is gone from your lists." in ana.sees()
    ana.closes()
    ana.types("/goals team")
    assert "No goals here yet." in ana.reads(ana.last_message)
    office.beats()
    assert office.posts()[0].text == "Draft for Tom Berg · H1 2027 · taken back"


def test_the_old_way_to_a_draft_that_was_taken_back_changes_nothing(office: Office) -> None:
    begun(office)
    office.beats()
    old = office.ws.person("U_ANA", "phone")
    office.ana.types("/goals team")
    office.ana.clicks("Show")
    old.clicks("Continue")
    office.ana.clicks("Take back")
    old.enters("Target", "too late to count")
    old.submits()
    assert "this draft was taken back on" in old.sees()
    assert office.count_goals() == 0
    old.closes(everything=True)
    old.clicks("Continue")
    assert "this draft was taken back on" in old.sees()


def test_copy_takes_the_goals_begun_last_that_still_stand(office: Office) -> None:
    ana = office.ana
    office.drafts(ana, "Tom Berg")
    ana.enters("Target", "a target of Tom’s")
    ana.submits()
    office.drafts(ana, "Priya Nair")
    ana.enters("Target", "a target of Priya’s")
    ana.submits()
    ana.chooses("Go to another goal", "Check your goals")
    ana.types("/goals copy")
    assert "a target of Priya’s" in ana.reads(ana.last_message)
    ana.clicks("Take back")
    ana.types("/goals copy")
    assert "a target of Tom’s" in ana.reads(ana.last_message)
