"""Review cycles before organisers: everybody late stands on one page, and what the forms say is read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import StaleControl
from bot.facts.cycle_forms import CycleAnswer, CycleEdit, PeopleChange, PhaseDays
from bot.facts.cycles import CycleFilter, PhaseCount
from bot.sandbox.gate import check_message, check_view
from bot.views import cycle_forms as forms
from bot.views import cycle_ids as ids
from bot.views import cycle_members as members
from bot.views.blocks import option
from bot.views.cycle_dates import DUE, OPENS, dates_block, dates_modal, read_dates
from bot.views.cycle_late import late_controls
from bot.views.cycle_log import log_modal
from bot.views.cycle_menus import long_menu, name_of, name_option
from bot.views.cycle_remind import WORDS, read_remind, remind_modal
from bot.views.cycle_status import filtered_cycle, read_filter, status_blocks, status_message
from bot.views.cycle_words import bar, count_words
from bot.views.dry_run import dry_run_modal, launched_modal
from bot.views.state import CycleDeed, CyclePlace, OneTask, RunPlace, decode, encode
from db.facts import CycleState
from tests.unit.bot.views.cases_of_cycles import (
    DRAFT,
    HINTS,
    MANY_UNITS,
    STATES,
    choices,
    hostile_status,
    open_tasks,
    reminding,
    status_view,
)
from tests.unit.bot.views.cycles import CONFIRM, CYCLE, CYCLE_ID, HOSTILE, dry_run, log_page, planned, status
from tests.unit.bot.views.screen import control, controls, labels, runs, state, words_of

STATE_KINDS = st.one_of(
    st.builds(OneTask, st.text(), st.integers(1, 99), st.text()),
    st.builds(CyclePlace, st.text(), st.integers(0, 99), st.text(), st.text(), st.integers(1, 99), st.text()),
    st.builds(CycleDeed, st.text(), st.text(), st.text()),
    st.builds(RunPlace, st.text(), st.text(), st.integers(1, 99)),
)


@given(STATE_KINDS)
def test_a_state_is_read_back_as_it_was_written(one: Any) -> None:
    assert decode(type(one), encode(one)) == one


@given(st.integers(0, 70), st.integers(1, 9), st.sampled_from(STATES))
def test_slack_takes_every_page_in_every_state(count: int, page: int, named: CycleState) -> None:
    facts = hostile_status(count, cycle=replace(HOSTILE, state=named), page=page)
    assert check_view(status_view(facts)) == []
    assert check_message(status_message(facts)) == []


def test_twenty_late_people_make_thirty_two_blocks() -> None:
    assert len(status_blocks(status(21))) == 32


@pytest.mark.parametrize("count", [1, 20, 21, 45])
def test_everybody_late_stands_on_one_page(count: int) -> None:
    found = [words for page in range(1, 4) for words in _late_names(status(count, page=page))]
    pages = -(-count // 20)
    assert found[:count] == [one.name for one in status(count).late]
    assert len(found) == count + (3 - pages) * (count - (pages - 1) * 20)


def _late_names(facts: Any) -> list[str]:
    lines = [block for block in status_blocks(facts) if block["type"] == "section" and "accessory" in block]
    return [block["text"]["text"].partition(" · ")[0] for block in lines]


def test_the_ways_to_other_pages_keep_the_filter() -> None:
    facts = status(45, page=2, chosen=CycleFilter(2, "Sales", "DE"))
    _, back, following = late_controls(facts)
    assert decode(CyclePlace, back["value"]) == CyclePlace(CYCLE_ID, 2, "Sales", "DE", 1)
    assert decode(CyclePlace, following["value"]) == CyclePlace(CYCLE_ID, 2, "Sales", "DE", 3)
    assert (back["action_id"], following["action_id"]) == (f"{ids.PAGE}:1", f"{ids.PAGE}:3")


def test_a_reminder_by_hand_means_all_under_the_filter() -> None:
    view = status_view(status(11, chosen=CycleFilter(2, "Sales")))
    assert decode(CyclePlace, control(view, ids.REMIND)["value"]) == CyclePlace(CYCLE_ID, 2, "Sales")
    assert labels(view)[0] == "Remind these 11"


@pytest.mark.parametrize("named", [one for one in STATES if one != "running"])
def test_nobody_is_reminded_unless_the_cycle_runs(named: CycleState) -> None:
    view = status_view(status(cycle=replace(CYCLE, state=named)))
    assert ids.REMIND not in [one["action_id"] for one in controls(view)]
    assert "next message" not in words_of(view)
    assert "You see the text first" not in words_of(view)


def test_each_late_person_has_five_deeds_that_fit_what_slack_carries() -> None:
    menu = next(block["accessory"] for block in status_blocks(status()) if "accessory" in block)
    deeds = [decode(CycleDeed, one["value"]) for one in menu["options"]]
    assert [deed.what for deed in deeds] == ["remind", "excuse", "due", "manager", "history"]
    assert {(deed.cycle, deed.user) for deed in deeds} == {(CYCLE_ID, "U000000001")}


@pytest.mark.parametrize(
    "chosen", [CycleFilter(), CycleFilter(2, "Product & Design", "DE"), CycleFilter(0, "all"), CycleFilter(3)]
)
def test_the_filters_are_read_as_they_are_set(chosen: CycleFilter) -> None:
    view = status_view(status(chosen=chosen))
    block = next(one for one in view["blocks"] if one.get("block_id", "").startswith(ids.FILTERS))
    values = {one["action_id"]: {"selected_option": one["initial_option"]} for one in block["elements"]}
    surface = {"state": {"values": {"auto1": {}, block["block_id"]: values}}}
    assert read_filter(surface, CYCLE_ID) == chosen
    assert read_filter(surface, "d" * 32) == CycleFilter()
    assert filtered_cycle(block["block_id"]) == CYCLE_ID
    assert read_filter({}, CYCLE_ID) == CycleFilter()


def test_another_setting_is_another_block_and_other_blocks_have_no_cycle() -> None:
    made = {block["block_id"] for one in (0, 1, 2) for block in _filters(CycleFilter(one))}
    assert len(made) == 3
    assert filtered_cycle("ways:everything") == ""
    assert filtered_cycle(f"x{ids.FILTERS}:1") == ""


def _filters(chosen: CycleFilter) -> list[dict[str, Any]]:
    return [block for block in status_blocks(status(chosen=chosen)) if "block_id" in block]


def test_a_step_that_nobody_offered_is_none() -> None:
    block_id = f"{ids.FILTERS}:{CYCLE_ID}:1"
    forged = {ids.STEP: {"selected_option": {"value": "²"}}, ids.UNIT: {"selected_option": None}}
    assert read_filter({"state": {"values": {block_id: forged}}}, CYCLE_ID) == CycleFilter()


def test_above_a_hundred_choices_stand_in_groups_and_none_is_lost() -> None:
    options = [name_option(name) for name in MANY_UNITS]
    menu = long_menu("a", "Team", options, name_option("Team 200")["value"])
    offered = [one for group in menu["option_groups"] for one in group["options"]]
    assert [name_of(one["value"]) for one in offered] == [name for name in MANY_UNITS if len(name) <= 147]
    assert name_of(menu["initial_option"]["value"]) == "Team 200"
    assert [len(group["options"]) for group in menu["option_groups"]] == [100, 100, 51]
    assert "initial_option" not in long_menu("a", "Team", options, "is:gone")


@given(st.integers(0, 400), st.integers(0, 400))
def test_a_bar_is_full_only_when_all_is_done_and_empty_only_when_nothing_is(total: int, done: int) -> None:
    count = PhaseCount(CONFIRM, total, min(done, total), 0, 0, 0, 0, 0)
    drawn = bar(count)
    assert len(drawn) == 10
    assert ("□" not in drawn) == (0 < total <= done)
    assert ("■" not in drawn) == (not total or not done)


def test_a_step_that_has_not_begun_says_when_it_does_and_what_is_done_already() -> None:
    count = PhaseCount(CONFIRM, 140, 12, 0, 0, 0, 0, 0)
    assert count_words(count, date(2026, 12, 1)) == "starts Mon 7 Dec · 12 done already"
    assert "12 of 140 done (9 %)" in count_words(count, CONFIRM.opens)


def test_a_phase_tells_what_keeps_people() -> None:
    words = runs(status_view(status()))
    assert "138 of 140 done (99 %) · 2 late, with 1 manager" in words
    assert "124 of 140 done (89 %) · 10 late · 3 waiting for a manager · 2 away · 1 won’t confirm" in words
    several = PhaseCount(replace(CONFIRM, kind="manager review"), 9, 1, 8, 0, 0, 2, 0, 2)
    assert "8 late, with 2 managers · 2 excused" in count_words(several, CONFIRM.due)


def test_a_new_cycle_is_read_whole_and_empty_where_nothing_was_chosen() -> None:
    answer = CycleAnswer("half-year", "H1", "H1 2027", "okr", 8, holidays=True, who="unit", unit="Sales", test=True)
    view = forms.new_cycle_modal(choices(answer=answer))
    typed: dict[str, Any] = {
        forms.TEMPLATE: _first(view, forms.TEMPLATE),
        forms.NAME: {"value": "  H1 "},
        forms.PERIOD: _first(view, forms.PERIOD),
        forms.LAYOUT: {"selected_option": option("OKRs", "okr")},
        forms.HOUR: {"selected_option": option("08:00", "8")},
        forms.HOLIDAYS: {"selected_options": control(view, forms.HOLIDAYS)["options"]},
        forms.WHO: {"selected_option": control(view, forms.WHO)["initial_option"]},
        forms.UNIT: {"selected_option": control(view, forms.UNIT)["initial_option"]},
        forms.TEST: {"selected_options": control(view, forms.TEST)["options"]},
    }
    assert forms.read_new_cycle(_answered(view, typed)) == answer
    assert forms.read_new_cycle(_answered(view, {})) == CycleAnswer(holidays=False, who="people")
    assert decode(CyclePlace, view["private_metadata"]) == CyclePlace(CYCLE_ID)


def test_people_a_country_and_a_group_are_read_from_their_own_fields() -> None:
    people = forms.new_cycle_modal(choices(answer=CycleAnswer(who="people")))
    found = forms.read_new_cycle(_answered(people, {forms.PEOPLE: {"selected_users": ["U_SAM"]}}))
    assert found.people == ("U_SAM",)
    country = forms.new_cycle_modal(choices(answer=CycleAnswer(who="country")))
    assert forms.read_new_cycle(_answered(country, {forms.COUNTRY: _first(country, forms.COUNTRY)})).country == "DE"
    group = forms.new_cycle_modal(choices(answer=CycleAnswer(who="group")))
    assert forms.read_new_cycle(_answered(group, {forms.GROUP: _first(group, forms.GROUP)})).group == "S1"


def test_only_the_field_that_belongs_to_the_choice_stands_there() -> None:
    fields = {forms.PEOPLE, forms.UNIT, forms.COUNTRY, forms.GROUP}
    for who, mine in (("everyone", set()), ("unit", {forms.UNIT}), ("group", {forms.GROUP})):
        view = forms.new_cycle_modal(choices(answer=CycleAnswer(who=who)))  # type: ignore[arg-type]
        assert {one["action_id"] for one in controls(view)} & fields == mine


def test_what_changes_in_a_cycle_is_read_and_an_hour_that_nobody_offered_is_none() -> None:
    view = forms.edit_modal(CYCLE)
    boxes = control(view, forms.STEPS)["options"]
    typed: dict[str, Any] = {
        forms.NAME: {"value": "H1 "},
        forms.HOUR: {"selected_option": option("x", "²")},
        forms.STEPS: {"selected_options": [boxes[2], boxes[0]]},
    }
    assert forms.read_edit(_answered(view, typed)) == CycleEdit("H1", 0, holidays=False, steps=("launch", "due"))


def test_the_dates_of_each_step_are_read() -> None:
    view = dates_modal(DRAFT, HINTS)
    typed = {
        f"{OPENS}1": {"selected_date": "2026-12-01"},
        f"{DUE}1": {"selected_date": "2026-12-10"},
        f"{DUE}3": {"selected_date": "2027-03-30"},
    }
    assert read_dates(_answered(view, typed)) == (
        PhaseDays(1, date(2026, 12, 1), date(2026, 12, 10)),
        PhaseDays(2, None, None),
        PhaseDays(3, None, date(2027, 3, 30)),
    )
    assert dates_block(3) in [block.get("block_id") for block in view["blocks"]]
    assert "Fri 18 Dec: Christmas party. Next working day: Mon 21 Dec." in words_of(view)


def test_who_is_added_and_taken_out_is_read() -> None:
    view = members.people_modal(CYCLE, 140)
    typed = {
        members.ADD: {"selected_users": ["U_1"]},
        members.REMOVE: {"selected_users": ["U_2", "U_3"]},
        members.WHY: {"value": " Left. "},
    }
    assert members.read_people(_answered(view, typed)) == PeopleChange(("U_1",), ("U_2", "U_3"), "Left.")
    assert members.read_people(view) == PeopleChange((), (), "")


def test_what_somebody_is_excused_from_is_read_with_the_reason() -> None:
    view = members.excuse_modal(CYCLE, "U_SAM", "Sam Okafor", open_tasks(3))
    ticked = control(view, members.WHICH)["options"][1:]
    typed = {members.WHICH: {"selected_options": ticked}, members.REASON: {"value": " On leave. "}}
    wanted = (OneTask(CYCLE_ID, 2, "U1"), OneTask(CYCLE_ID, 2, "U2"))
    assert members.read_excuse(_answered(view, typed)) == (wanted, "On leave.")
    assert decode(CyclePlace, view["private_metadata"]) == CyclePlace(CYCLE_ID, user="U_SAM")


def test_a_moved_due_date_is_read_and_a_forged_choice_is_refused() -> None:
    view = members.due_modal(CYCLE, "U_SAM", "Sam Okafor", open_tasks(2), date(2027, 1, 8))
    typed: dict[str, Any] = {members.DAY: {"selected_date": "2027-01-15"}, members.WHICH: _first(view, members.WHICH)}
    assert members.read_due(_answered(view, typed)) == (OneTask(CYCLE_ID, 2, "U0"), "2027-01-15")
    for forged in ({"selected_option": option("x", "x")}, {}):
        with pytest.raises(StaleControl):
            members.read_due(_answered(view, typed | {members.WHICH: forged}))


def test_an_organisers_words_stand_on_one_line() -> None:
    view = remind_modal(reminding(user="U1", chosen=CycleFilter(2)))
    assert read_remind(_answered(view, {WORDS: {"value": " We close\n on  Friday. "}})) == "We close on Friday."
    assert read_remind(view) == ""
    assert decode(CyclePlace, view["private_metadata"]) == CyclePlace(CYCLE_ID, 2, user="U1")
    assert control(view, WORDS)["max_length"] == 500


def test_every_reminder_stands_on_one_page_of_the_log() -> None:
    shown = CyclePlace(CYCLE_ID, user="U_ANA")
    pages = [log_modal(log_page(45, page), replace(shown, page=page)) for page in (1, 2, 3)]
    assert sum(len([b for b in page["blocks"] if b["type"] == "rich_text"]) for page in pages) == 45
    assert decode(CyclePlace, control(pages[1], f"{ids.LOG_PAGE}:3")["value"]) == replace(shown, page=3)
    assert (labels(pages[0]), labels(pages[2])) == (["Next"], ["Back"])


def test_every_day_of_a_dry_run_stands_on_one_page() -> None:
    run = dry_run(60)
    words = [runs(dry_run_modal(replace(run, page=page))) for page in (1, 2, 3)]
    assert sum(page.count(" people") for page in words) == 60 + 3
    assert "Tue 12 Jan: 140 people; 6 moved, Epiphany" in words[0]


def test_only_a_draft_is_launched() -> None:
    assert dry_run_modal(dry_run())["submit"]["text"] == "Launch"
    assert "submit" not in dry_run_modal(dry_run(cycle=CYCLE))
    assert "press Launch" not in words_of(dry_run_modal(dry_run(cycle=CYCLE)))


def test_a_person_is_looked_up_and_left_again() -> None:
    view = dry_run_modal(dry_run(3, [planned(1), planned(2)], person="U1", person_name="Sam Okafor"))
    assert runs(view).count("Europe/Madrid") == 1
    assert control(view, ids.LOOKUP)["initial_user"] == "U1"
    assert decode(RunPlace, control(view, f"{ids.RUN_PAGE}:all")["value"]) == RunPlace(CYCLE_ID)
    assert decode(RunPlace, view["private_metadata"]) == RunPlace(CYCLE_ID, "U1")


def test_after_a_launch_it_can_be_paused_at_once() -> None:
    assert decode(CyclePlace, control(launched_modal(CYCLE, 1, 1), ids.PAUSE)["value"]) == CyclePlace(CYCLE_ID)


def _first(view: dict[str, Any], action_id: str) -> dict[str, Any]:
    return {"selected_option": control(view, action_id)["options"][0]}


def _answered(view: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    return {**view, "id": "V9", "state": state(values)}
