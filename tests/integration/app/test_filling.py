"""Filling goals line by line: leaving out, own lines, level expectations, layouts, days, and what is refused."""

from __future__ import annotations

from bot.sandbox.person import Person
from tests.integration.app.office import Office

CHECK = "Check your goals"


def check_page(ana: Person) -> None:
    ana.chooses("Go to another goal", CHECK)


def test_a_goal_is_left_out_and_brought_back_with_its_values(office: Office) -> None:
    ana = office.ana
    office.drafts(ana)
    ana.enters("Baseline", "€1.9M booked")
    ana.enters("Target", "€2.4M booked")
    ana.clicks("Leave this goal out")
    assert "Goal 1 of 4 · 0 filled" in ana.sees()
    assert "Conducts high-level discovery" in ana.sees()

    check_page(ana)
    ana.clicks("Choose goals")
    assert ana.value("Goal 1") == ""
    ana.ticks("Keep goal 1")
    ana.submits()
    assert office.values() == {"baseline": "€1.9M booked", "target": "€2.4M booked", "date": "2027-06-30"}


def test_leaving_the_last_line_out_leads_to_the_last_page(office: Office) -> None:
    ana = office.ana
    office.drafts(ana)
    ana.chooses("Go to another goal", "5. Mentors and develops junior account executives on… (empty)")
    ana.clicks("Leave this goal out")
    assert "0 of 4 filled" in ana.sees()


def test_leaving_every_goal_out_leads_back_to_the_choice(office: Office) -> None:
    ana = office.ana
    office.drafts(ana)
    for _ in range(4):
        ana.clicks("Leave this goal out")
    ana.clicks("Leave this goal out")
    assert "No goal is chosen yet. Press “Choose goals”." in ana.sees()
    ana.clicks("Choose goals")
    assert "Goals to keep" in ana.sees()


def test_choosing_no_goal_is_refused(office: Office) -> None:
    ana = office.ana
    office.starts(ana)
    for number in range(1, 6):
        ana.unticks(f"Keep goal {number}")
    ana.submits()
    assert "Keep at least one goal." in ana.errors.values()
    assert "Goals to keep" in ana.sees()


def test_ticks_are_kept_as_they_are_ticked(office: Office) -> None:
    ana = office.ana
    office.starts(ana)
    ana.unticks("Keep goal 2")
    ana.ticks("Add level expectations")
    ana.closes()
    goals = office.goals_of()
    assert [goal.key[:1] for goal in goals.goals] == ["o"] * 4 + ["d"] * 6


def test_a_level_expectation_left_out_stays_left_out_when_goals_are_chosen_again(office: Office) -> None:
    ana = office.ana
    office.starts(ana)
    ana.ticks("Add level expectations")
    ana.submits()
    ana.chooses("Go to another goal", "6. Scope: A system or set of related features (empty)")
    ana.clicks("Leave this goal out")
    check_page(ana)
    ana.clicks("Choose goals")
    ana.submits()
    assert "d:Scope" not in [goal.key for goal in office.goals_of().goals]


def test_an_own_line_left_out_keeps_its_words_and_comes_back(office: Office) -> None:
    ana = office.ana
    office.drafts(ana)
    check_page(ana)
    ana.clicks("Add a goal of your own")
    ana.enters("Your own goal", "Win back three lost accounts")
    ana.clicks("Leave this goal out")
    ana.clicks("Add a goal of your own")
    ana.enters("Your own goal", "Learn Dutch")
    check_page(ana)
    ana.clicks("Choose goals")
    ana.ticks("Keep goal 6")
    ana.submits()
    assert [goal.text for goal in office.goals_of().own_goals] == ["Win back three lost accounts", "Learn Dutch"]


def test_up_to_three_own_lines_stand_after_the_layout(office: Office) -> None:
    ana = office.ana
    office.drafts(ana)
    check_page(ana)
    for number in range(1, 4):
        ana.clicks("Add a goal of your own")
        assert f"Goal {5 + number} of {5 + number}" in ana.sees()
        ana.enters("Your own goal", f"Own goal {number}")
        ana.enters("Target", f"own target {number}")
        ana.submits()
    assert "[Add a goal of your own]" not in ana.sees()
    assert "Added by Ana Ruiz" in ana.sees()
    assert [goal.text for goal in office.goals_of().own_goals] == ["Own goal 1", "Own goal 2", "Own goal 3"]
    ana.submits()
    ana.types("/goals copy")
    assert "Added by Ana Ruiz\n  - Own goal 1: Target: own target 1" in ana.sees()


def test_an_own_line_needs_a_sentence(office: Office) -> None:
    ana = office.ana
    office.drafts(ana)
    check_page(ana)
    ana.clicks("Add a goal of your own")
    ana.enters("Target", "a target of nothing")
    assert ana.submits() is None
    assert list(ana.errors) == ["Your own goal, in one sentence"]


def test_level_expectations_are_added_filled_and_shown_in_every_layout(office: Office) -> None:
    ana = office.ana
    office.starts(ana)
    ana.ticks("Add level expectations")
    ana.submits()
    assert "Goal 1 of 11" in ana.sees()
    ana.chooses("Go to another goal", "6. Scope: A system or set of related features (empty)")
    ana.enters("What would show it?", "Two regional accounts led alone")
    ana.submits()
    check_page(ana)
    for layout in ("OKRs", "MBO areas", "Scorecard", "SMART"):
        ana.chooses("Layout", layout)
        assert "Two regional accounts led alone" in whole_check_page(ana)


def whole_check_page(ana: Person) -> str:
    """Read the last page and every page after it."""
    seen = [ana.sees()]
    while "[Next" in seen[-1]:
        ana.clicks("Next")
        seen.append(ana.sees())
    return "\n".join(seen)


def test_the_layout_switched_four_times_loses_no_value(office: Office) -> None:
    ana = office.ana
    office.drafts(ana)
    for number in range(1, 6):
        ana.enters("Baseline", f"baseline {number}")
        ana.enters("Target", f"target {number}")
        ana.enters("How you will both see it", f"note {number}")
        ana.submits()
    before = office.goals_of().sheet
    for layout in ("OKRs", "MBO areas", "Scorecard", "SMART"):
        ana.chooses("Layout", layout)
        seen = whole_check_page(ana)
        assert all(f"{what} {n}" in seen for what in ("baseline", "target", "note") for n in range(1, 6))
    after = office.goals_of().sheet
    assert (after.values, after.rows) == (before.values, before.rows)


def test_a_day_before_today_is_asked_about_once(office: Office) -> None:
    ana = office.ana
    office.drafts(ana)
    ana.enters("Target", "€2.4M booked")
    ana.picks("Due date", "2026-12-31")
    ana.submits()
    assert "The due date is before today" in ana.sees()
    assert (ana.value("Target"), ana.value("Due date")) == ("€2.4M booked", "2026-12-31")
    ana.ticks("Keep a day before today")
    ana.submits()
    assert "Goal 2 of 5" in ana.sees()
    assert office.values()["date"] == "2026-12-31"
    check_page(ana)
    assert "Goal 1 is due before today." in ana.sees()


def test_another_day_instead_of_one_before_today_needs_no_yes(office: Office) -> None:
    ana = office.ana
    office.drafts(ana)
    ana.picks("Due date", "2026-12-31")
    ana.submits()
    ana.picks("Due date", "2027-03-31")
    ana.submits()
    assert "Goal 2 of 5" in ana.sees()
    assert office.values()["date"] == "2027-03-31"


def test_today_is_the_authors_own(office: Office) -> None:
    priya = office.ws.person("U_PRIYA")
    office.passes(hours=11)
    office.drafts(priya)
    priya.picks("Due date", "2027-01-11")
    priya.submits()
    assert "The due date is before today" in priya.sees(), "in Kolkata it is the twelfth already"
    office.drafts(office.ana)
    office.ana.picks("Due date", "2027-01-11")
    office.ana.submits()
    assert "Goal 2 of 5" in office.ana.sees()


def test_a_control_character_is_refused_under_its_field_and_the_rest_is_kept(office: Office) -> None:
    ana = office.ana
    office.drafts(ana)
    ana.enters("Baseline", "€1.9M\tbooked")
    ana.enters("Target", "€2.4M booked")
    ana.submits()
    assert ana.errors == {
        "Baseline (where it stands today)": "Write one line: take out line breaks and control characters."
    }
    assert office.values()["target"] == "€2.4M booked"
    assert "baseline" not in office.values()


def test_five_hundred_characters_are_kept_and_one_more_is_not_sent(office: Office) -> None:
    ana = office.ana
    office.drafts(ana)
    ana.enters("Target", "x" * 501)
    assert ana.submits() is None
    ana.enters("Target", "x" * 500)
    ana.submits()
    assert office.values()["target"] == "x" * 500


def test_an_emptied_field_stays_empty(office: Office) -> None:
    ana = office.ana
    office.drafts(ana)
    ana.enters("Target", "€2.4M booked")
    ana.submits()
    ana.chooses("Go to another goal", "1. Owns and grows a portfolio of high-value key accounts… (filled)")
    ana.enters("Target", "")
    ana.picks("Due date", None)
    ana.submits()
    assert office.values() == {}


def test_going_to_another_goal_keeps_what_stands_in_this_one(office: Office) -> None:
    ana = office.ana
    office.drafts(ana)
    ana.enters("Target", "€2.4M", by_key=True)
    ana.chooses("Go to another goal", "3. Develops account growth and cross-sell plans and leads… (empty)")
    assert "Goal 3 of 5 · 1 filled" in ana.sees()
    assert office.values()["target"] == "€2.4M"


def test_typing_is_written_at_most_once_a_second_and_wholly_at_its_end(office: Office) -> None:
    ana = office.ana
    office.drafts(ana)
    before = office.goals_of().sheet.stamp
    ana.enters("Target", "€2.4M booked", by_key=True)
    assert office.values()["target"] == "€"
    office.timers.run_out()
    assert office.values()["target"] == "€2.4M booked"
    assert office.goals_of().sheet.stamp - before == 2


def test_an_older_state_that_arrives_late_does_not_replace_a_newer_one(office: Office) -> None:
    ana = office.ana
    office.drafts(ana)
    old = ana.enters("Target", "old words")
    ana.enters("Target", "new words")
    assert old is not None
    office.ws.replay(old)
    ana.closes()
    assert office.values()["target"] == "new words"
