"""What is read back from views and buttons: fields, states, answers."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import StaleControl
from bot.facts import Answer, Typed, Visit
from bot.services.saving import clashes
from bot.views.blocks import button, header, option, shorten
from bot.views.choose import KEEP, LEVEL, choose_modal, pages_of, read_choose
from bot.views.clash import PICK, read_clash
from bot.views.fields import Fields
from bot.views.fill import NOTE, PAST, TEXT, asked_past, error_fields, fill_modal, read_fill
from bot.views.people_news import read_wrong
from bot.views.several import PEOPLE, VALUES, read_several, several_modal
from bot.views.start import (
    AGAIN,
    DUE,
    LAYOUT,
    PERIOD,
    PROFILE,
    SUBJECT,
    StartChoices,
    chosen_role,
    existing_modal,
    profile_option,
    read_existing,
    read_start,
    start_modal,
)
from bot.views.start import VALUES as START_VALUES
from bot.views.state import ComingChange, NewGoals, OneLine, OneSheet, ShownFrame, StartAnswer, decode, encode
from bot.views.titles import first_name
from tests.unit.bot.making import PERIOD as H1
from tests.unit.bot.making import SHEET_ID, executive, goals_of, half_filled, line, person, profile_of
from tests.unit.bot.views.cases_of_filling import ANSWER, CHOICES, filling, with_rival, with_rivals
from tests.unit.bot.views.screen import blocks_of, control, state

SMALL = st.integers(1, 99)
STATES = st.one_of(
    st.builds(ShownFrame, st.text(), st.text(), SMALL, st.text()),
    st.builds(NewGoals, st.text(), st.text(), st.text(), st.text()),
    st.builds(OneSheet, st.text(), SMALL),
    st.builds(OneLine, st.text(), st.text(), SMALL),
)


@given(STATES)
def test_a_state_is_read_back_as_it_was_written(one: Any) -> None:
    assert decode(type(one), encode(one)) == one


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '""',
        "1",
        "null",
        "{}",
        '{"sheet":1}',
        '{"sheet":"a","page":"1"}',
        '{"sheet":"a","page":true}',
        '{"sheet":"a","more":"b"}',
    ],
)
def test_a_text_that_is_no_such_state_is_a_stale_control(text: str) -> None:
    with pytest.raises(StaleControl):
        decode(OneSheet, text)


def test_a_line_is_read_with_what_was_shown_and_what_stands_there_now() -> None:
    goals = half_filled(executive("P4"))
    goal = goals.goals[0]
    typed = {"fill:baseline": {"value": "€2M"}, "fill:target": {"value": None}, NOTE: {"value": "CRM"}}
    answer = read_fill(_answered(fill_modal(filling(goals)), typed | {"fill:date": {"selected_date": "2027-03-31"}}))
    assert answer == Answer(
        SHEET_ID,
        goal.key,
        Visit("V9", 7),
        {
            "baseline": Typed("€2M", "€1.9M booked"),
            "target": Typed("", "€2.4M booked"),
            "date": Typed("2027-03-31", "2027-06-30"),
            "note": Typed("CRM", "CRM report, quarterly"),
        },
    )


def test_only_fields_that_the_view_has_are_read() -> None:
    view = _answered(fill_modal(filling(half_filled(executive("P4")), 5)), {"fill:target": {"value": "x"}})
    assert list(read_fill(view).fields) == ["target"]


def test_the_text_of_an_own_line_and_the_yes_to_a_past_day_are_read() -> None:
    view = fill_modal(filling(half_filled(executive("P4")), 11, ask_past=True))
    ticked = {PAST: {"selected_options": [option("Keep a day before today", "yes")]}}
    answer = read_fill(_answered(view, {TEXT: {"value": "Win back four"}} | ticked))
    assert answer.fields["text"] == Typed("Win back four", "Win back three lost accounts")
    assert answer.past_ok
    assert asked_past(_answered(view, ticked))
    assert not asked_past(_answered(view, {}))


def test_faults_stand_under_their_fields_and_else_under_the_first() -> None:
    view = fill_modal(filling(half_filled(executive("P4"))))
    goal = half_filled(executive("P4")).goals[0]
    assert error_fields(view, {"target": "No.", "elsewhere": "Why."}) == {
        f"target:{goal.key}:7": "No.",
        f"baseline:{goal.key}:7": "Why.",
    }
    assert Fields({}).block("fill:target") == ""


def test_each_field_with_two_values_gets_the_value_that_was_picked() -> None:
    asked = with_rival()
    for choice, value in (("kept:3", None), ("V2", "2027-03-31")):
        view = _answered(fill_modal(asked), {f"{PICK}:date": {"selected_option": option("Use it", choice)}})
        assert read_clash(view, asked.clashes) == {"date": value}
    for choice in ("kept:2", "V9"):
        view = _answered(fill_modal(asked), {f"{PICK}:date": {"selected_option": option("Use it", choice)}})
        assert read_clash(view, asked.clashes) == {}
    assert read_clash(_answered(fill_modal(asked), {}), asked.clashes) == {}
    assert clashes(asked.goals.sheet, "o:other") == ()


def test_a_field_that_three_devices_changed_is_asked_about_once_with_all_its_values() -> None:
    asked = with_rivals("35 %", "40 %")
    view = fill_modal(asked)
    options = control(view, f"{PICK}:target")["options"]
    assert [one["text"]["text"] for one in options] == ["Use 28 %", "Keep 35 %", "Keep 40 %"]
    for picked, value in zip(options, (None, "35 %", "40 %"), strict=True):
        answered = _answered(view, {f"{PICK}:target": {"selected_option": picked}})
        assert read_clash(answered, asked.clashes) == {"target": value}


def test_the_goals_to_keep_are_read_from_the_page_that_showed_them() -> None:
    goals = goals_of(profile_of(45, 0, ("Scope",)), kept=[])
    keys = [row.key for row in goals.profile.rows]
    boxes: dict[str, Any] = {f"{KEEP}:{key}": {"selected_options": []} for key in keys[40:45]}
    boxes |= {f"{KEEP}:{keys[41]}": {"selected_options": [option("Keep goal 42", keys[41])]}}
    assert pages_of(goals) == 2
    view = choose_modal(goals, 2)
    assert read_choose(_answered(view, boxes), goals) == ({keys[41]}, set(keys[40:45]))
    level = {LEVEL: {"selected_options": [option("Add level expectations", "kept")]}}
    assert read_choose(_answered(view, boxes | level), goals) == ({keys[41], "d:Scope"}, {*keys[40:45], "d:Scope"})
    unticked: dict[str, Any] = {LEVEL: {"selected_options": []}}
    assert read_choose(_answered(view, unticked), goals) == (set(), set())
    with_level = goals_of(goals.profile, kept=["d:Scope"])
    assert read_choose(_answered(view, unticked), with_level) == (set(), {"d:Scope"})
    assert read_choose(_answered(view, level), with_level) == (set(), set())


def test_own_lines_are_kept_and_left_out_like_goals() -> None:
    goals = goals_of(profile_of(1), own=["Learn"])
    boxes: dict[str, Any] = {f"{KEEP}:x:1": {"selected_options": []}}
    assert read_choose(_answered(choose_modal(goals), boxes), goals) == (set(), {"x:1"})


def test_the_first_view_is_read_whole_and_empty_where_nothing_was_chosen() -> None:
    view = start_modal(CHOICES)
    assert read_start(_answered(view, {})) == StartAnswer(SHEET_ID, "", "", "", "", "", "", "")
    given: dict[str, Any] = {
        SUBJECT: {"selected_user": "U_SAM"},
        PROFILE: {"selected_option": profile_option(executive("P4"))},
        PERIOD: {"selected_option": option("H1 2027", "H1 2027")},
        LAYOUT: {"selected_option": option("OKRs", "okr")},
        DUE: {"selected_date": "2027-06-30"},
        START_VALUES: {"selected_options": [option("Copy", "values")]},
    }
    assert read_start(_answered(view, given)) == replace(ANSWER, layout="okr", values=1)
    again = {AGAIN: {"selected_options": [option("Copy", "5" * 32)]}}
    assert read_start(_answered(view, given | again)).again == "5" * 32


def test_a_role_counts_as_chosen_once_it_is_another_than_the_view_filled_in() -> None:
    view = start_modal(replace(CHOICES, profile=executive("P4")))
    picked = {code: {PROFILE: {"selected_option": profile_option(executive(code))}} for code in ("P4", "P2")}
    assert chosen_role(_answered(view, picked["P4"])) == ""
    assert chosen_role(_answered(view, picked["P2"])) == "DIRECT.ACCOUNTEA038.P2"


def test_the_goals_of_another_period_are_offered_unless_others_are_copied_already() -> None:
    new = NewGoals(SHEET_ID, source="6" * 32)
    choices = StartChoices(new, (H1,), H1, "smart", H1.last, earlier=line())
    assert AGAIN not in [block["element"]["action_id"] for block in blocks_of(start_modal(choices), "input")]


def test_the_question_about_a_standing_draft_carries_the_whole_answer() -> None:
    view = existing_modal(ANSWER, line(), "Sam")
    assert read_existing(view) == ANSWER
    assert asdict(ANSWER) == json.loads(view["private_metadata"])


def test_the_people_for_the_same_goals_are_read() -> None:
    view = several_modal(half_filled(executive("P4")), NewGoals())
    given = {PEOPLE: {"selected_users": ["U_1", "U_2"]}, VALUES: {"selected_options": [option("Copy", "values")]}}
    assert read_several(_answered(view, given)) == (("U_1", "U_2"), True)
    assert read_several(_answered(view, {})) == ((), False)


def test_long_words_end_in_an_ellipsis_within_the_limit() -> None:
    assert shorten("abc", 3) == "abc"
    assert shorten("ab cd", 4) == "ab…"
    assert len(header("x" * 200)["text"]["text"]) == 150
    assert len(button("a", "x" * 200)["text"]["text"]) == 75


def test_a_button_that_carries_nothing_has_no_value() -> None:
    assert "value" not in button("a", "Go on")
    assert button("a", "Go on", "x")["value"] == "x"


def test_titles_name_the_person_where_it_fits() -> None:
    titles = {name: _title(name) for name in ("Sam Okafor", "Maximilian-Alexander Berg")}
    assert titles == {"Sam Okafor": "Sam’s goals", "Maximilian-Alexander Berg": "Goals"}
    assert (
        fill_modal(filling(goals_of(profile_of(1), subject=person("U_ANA", "Ana"))))["title"]["text"] == "Your goals"
    )
    assert first_name("") == ""


def _title(name: str) -> str:
    title: str = fill_modal(filling(goals_of(profile_of(1), subject=person("U_X", name))))["title"]["text"]
    return title


def _answered(view: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    return {**view, "id": "V9", "state": state(values)}


def test_a_press_on_this_is_wrong_means_the_change_that_stood_in_the_message() -> None:
    at = datetime(2026, 12, 3, 9, tzinfo=UTC)
    for what in ("manager", "stand-in"):
        assert read_wrong(encode(ComingChange("U_SAM", what, "U_EVA", at.isoformat()))).what == what
    assert read_wrong(encode(ComingChange("U_SAM", "manager", "", at.isoformat()))).at == at


@pytest.mark.parametrize("value", ['{"user":"U_SAM"}', encode(ComingChange("U_SAM", "manager", "U_EVA", "soon"))])
def test_a_button_of_an_older_message_or_of_another_shape_is_stale(value: str) -> None:
    with pytest.raises(StaleControl):
        read_wrong(value)
