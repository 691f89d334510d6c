"""Someone's goals as a whole: their order and numbers, how far they are, what a layout leaves to show beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts import Goal, Visit, as_layout, first_words, own_keys
from canon.frames import FRAMES, FrameName
from db.facts import Blank, Slot
from tests.unit.bot.making import executive, goals_of, half_filled, profile_of, row

THREE = profile_of(2, 1, ("Scope",))
ALL = [one.key for one in THREE.rows]
EVERY_SLOT: tuple[Slot, ...] = ("baseline", "target", "date")


def test_goals_come_first_then_areas_then_level_expectations_then_own_lines_numbered_through() -> None:
    goals = goals_of(THREE, kept=[*reversed(ALL)], own=["One", "Two"]).goals
    assert [goal.key for goal in goals] == [*ALL, "x:1", "x:2"]
    assert [goal.number for goal in goals] == [1, 2, 3, 4, 5, 6]


def test_what_is_left_out_has_no_number() -> None:
    goals = goals_of(THREE, kept=[ALL[1], ALL[3]])
    assert [(goal.number, goal.key) for goal in goals.goals] == [(1, ALL[1]), (2, ALL[3])]
    assert goals.goal(ALL[0]) is None


def test_own_lines_follow_their_places_whatever_order_they_are_stored_in() -> None:
    goals = goals_of(THREE, own=["One", "Two"])
    stored = replace(goals, sheet=replace(goals.sheet, rows=tuple(reversed(goals.sheet.rows))))
    assert [goal.text for goal in stored.own_goals] == ["One", "Two"]


def test_each_kind_of_line_has_its_fields() -> None:
    goals = goals_of(THREE, kept=ALL, own=["One"]).goals
    assert [goal.slots for goal in goals] == [EVERY_SLOT, EVERY_SLOT, EVERY_SLOT[1:], EVERY_SLOT[1:], EVERY_SLOT]


def test_a_line_counts_as_filled_once_it_has_a_target() -> None:
    goals = goals_of(THREE, {(ALL[0], "baseline"): "1", (ALL[1], "target"): "2"})
    assert ([goal.filled for goal in goals.goals], goals.filled) == ([False, True, False], 1)
    assert goals.goals[1].open_slots == ("baseline",)


def test_filling_goes_on_at_the_first_open_target_then_at_any_open_field() -> None:
    targets: dict[Blank, str] = {(key, "target"): "x" for key in ALL[:3]}
    assert goals_of(THREE, {(ALL[0], "target"): "x"}).first_open == _numbered(goals_of(THREE, {}).goals, 2)
    assert (first := goals_of(THREE, targets).first_open) is not None
    assert first.key == ALL[0]
    whole = targets | {(key, "baseline"): "y" for key in ALL[:2]}
    assert goals_of(THREE, whole).first_open is None


def test_after_a_line_comes_the_next_kept_one_and_after_the_last_or_an_unknown_none() -> None:
    goals = goals_of(THREE, kept=[ALL[0], ALL[2]])
    assert (following := goals.after(ALL[0])) is not None
    assert following.key == ALL[2]
    assert (goals.after(ALL[2]), goals.after("o:gone")) == (None, None)


def test_a_name_is_the_librarys_own_or_the_first_words() -> None:
    named = goals_of(profile_of(1, names=True)).goals[0]
    plain, scope = goals_of(THREE, kept=[ALL[0], ALL[3]]).goals
    assert named.name == "Initiative 1"
    assert plain.name == "Leads initiative 1 across the whole region, from the first…"
    assert scope.name == "Scope: Works at Scope 0."


def test_goals_are_called_by_their_number_and_all_else_by_name() -> None:
    called = [goal.called for goal in goals_of(THREE, kept=ALL, own=["Learn", ""]).goals]
    assert called == ["goal 1", "goal 2", "“Keeps area 1 in order.”", "“Scope”", "“Learn”", "“Not written yet”"]


def test_the_key_of_a_further_own_line_is_one_that_was_never_taken() -> None:
    assert goals_of(THREE).free_key == "x:1"
    assert goals_of(THREE, own=["One", "Two"]).free_key == "x:3"
    assert goals_of(THREE, own=["One", "Two", "Three"]).free_key == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [("short", "short"), ("x" * 60, "x" * 60), ("x" * 61, "x" * 60 + "…"), ("one two, three", "one two…")],
)
def test_first_words_end_at_a_word_where_there_is_one(text: str, words: str) -> None:
    assert first_words(text, 60 if len(text) > 20 or text == "short" else 9) == words


@given(st.text(max_size=200), st.integers(1, 80))
def test_first_words_are_never_longer_than_asked_and_an_ellipsis(text: str, limit: int) -> None:
    words = first_words(text, limit)
    assert len(words) <= limit + 1
    assert words == text or words.endswith("…")


@pytest.mark.parametrize("name", FRAMES)
def test_every_filled_value_is_printed_by_the_layout_or_stands_beside_it(name: FrameName) -> None:
    profile = executive("P4")
    values: dict[Blank, str] = {
        (one.key, slot): f"¤{one.key} {slot}¤"
        for one in profile.rows
        for slot in ("baseline", "target")
        if slot != "date"
    }
    goals = goals_of(profile, values, kept=[one.key for one in profile.rows])
    frame = goals.frame(name)
    printed = "".join(piece.text for item in frame.items for line in item.lines for piece in line.pieces)
    beside = {value for goal in goals.beside(frame) for value in goal.values.values()}
    for goal in goals.goals:
        for value in filter(None, goal.values.values()):
            assert (value in printed) != (value in beside) or not value.startswith("¤")


def test_own_lines_never_stand_beside_a_layout_and_a_line_keeps_its_number_there() -> None:
    goals = half_filled(executive("P4"), "smart")
    beside = goals.beside(goals.frame())
    assert [goal.number for goal in beside] == [6, 7, 8, 9, 10, 11]
    assert beside[0].values == {"target": "Two write-ups of decisions", "date": "2027-06-30"}


def test_lines_due_before_a_day_are_known_and_those_due_on_it_are_not_among_them() -> None:
    goals = goals_of(THREE, {(ALL[0], "date"): "2026-11-30", (ALL[1], "date"): "2026-12-01", (ALL[2], "date"): ""})
    assert [goal.key for goal in goals.past_dates(date(2026, 12, 1))] == [ALL[0]]


def test_a_layout_that_is_none_counts_as_smart() -> None:
    assert [as_layout(name) for name in ("okr", "", "balanced")] == ["okr", "smart", "smart"]
    assert goals_of(THREE, layout="gone").frame().name == "smart"


def test_a_visit_is_one_showing_of_a_view() -> None:
    assert Visit("V1", 3).id != Visit("V1", 4).id
    assert own_keys() == ("x:1", "x:2", "x:3")


def _numbered(goals: tuple[Goal, ...], number: int) -> Goal:
    return next(goal for goal in goals if goal.number == number)


def test_a_row_without_a_name_is_named_by_its_words() -> None:
    assert Goal(1, "o:1", "Do it.", (), {}, "", row("objective", 1, "Do it.")).name == "Do it."
