"""How a layout is shown on a screen: what repeats stands once, a repeated field once, long ones in pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.sandbox.gate import check_message
from bot.views.compact import count_word, frame_page, shared_lines, value_lines
from bot.views.frames import frames_message, goals_message, sources
from canon.frames import FrameName, build_frame
from tests.unit.bot.making import executive, goals_of, half_filled, profile_of
from tests.unit.bot.views.screen import blocks_of, labels, runs, words_of


def test_what_is_the_same_for_all_goals_stands_once_below_them() -> None:
    shown = runs(frames_message(executive("P4"), "smart"))
    assert shown.count("The same for all five goals\nAchievable: Scoped to this level's jfm") == 1
    assert shown.count("Relevant: ") == 1


def test_one_goal_alone_keeps_its_own_lines() -> None:
    frame = build_frame(profile_of(1), "smart")
    assert shared_lines(frame) == ()
    assert "The same for all" not in (shown := runs(frames_message(profile_of(1), "smart")))
    assert shown.count("Achievable: ") == 1


def test_a_goal_repeats_neither_its_own_text_nor_a_field() -> None:
    (first, *_) = build_frame(profile_of(2), "smart").items
    assert ["".join(piece.text for piece in line) for line in value_lines(first)] == [
        "Move the metric this drives from ⟨baseline⟩ to ⟨target⟩ by ⟨date⟩."
    ]
    assert runs(frames_message(profile_of(2), "okr")).count("Leads initiative 1") == 1


def test_a_page_says_which_goals_it_shows_and_how_many_come() -> None:
    first = frames_message(profile_of(18), "smart")
    assert "Goals 1 to 10 of 18" in words_of(first, "plain")
    assert "Next 8" in labels(first)
    second = frames_message(profile_of(18), "smart", 2)
    assert "Goals 11 to 18 of 18" in words_of(second, "plain")
    assert "Back" in labels(second)


def test_a_page_with_nothing_but_what_stands_below_the_goals_says_so() -> None:
    profile = profile_of(2)
    notes = {row.key: "n" * 500 for row in profile.rows}
    goals = goals_of(profile, notes=notes, own=["o" * 500] * 3)
    long = replace(
        goals, profile=replace(profile, responsibilities=tuple(replace(r, text="t" * 2900) for r in profile.rows))
    )
    last = goals_message(long, "smart", 9)
    assert "Below the goals" in words_of(last, "plain")
    first = goals_message(long, "smart", 1)
    assert "Goals 1 to 2 of 2" in words_of(first, "plain")
    assert "Next" in labels(first)


@pytest.mark.parametrize("name", ["smart", "okr", "mbo", "scorecard"])
def test_a_role_with_very_long_texts_fits_page_by_page(name: FrameName) -> None:
    made = profile_of(12, 0, ("Scope",))
    long = tuple(
        replace(row, text=f"{number}. " + "so many words " * 130) for number, row in enumerate(made.responsibilities)
    )
    profile = replace(made, responsibilities=long)
    pages = frame_page(build_frame(profile, name)).pages
    assert pages > 2
    for page in range(1, pages + 1):
        message = frames_message(profile, name, page)
        assert check_message(message) == []
        assert len(words_of(message)) < 10_000


def test_the_scorecard_heads_each_of_its_perspectives_once() -> None:
    shown = runs(frames_message(executive("P4"), "scorecard"))
    assert shown.count("Internal process\n1. ") == 1
    assert shown.count("Role calibration\n1. ") == 1


def test_values_that_a_layout_does_not_print_stand_below_it_under_a_heading() -> None:
    profile = executive("P4")
    goals = half_filled(profile, "scorecard", [row.key for row in profile.objectives])
    shown = runs(goals_message(goals, "scorecard"))
    assert (
        "Also part of these goals\nOwns and grows a portfolio of high-value key accounts and…: Baseline: €1.9M booked"
        in shown
    )
    assert shown.count("€1.9M booked") == 1


def test_own_lines_and_notes_stand_under_their_author() -> None:
    shown = runs(goals_message(half_filled(executive("P4")), "smart"))
    assert "Added by Ana Ruiz\nWin back three lost accounts: Target: 3 accounts back · Due: 2027-05-31" in shown
    assert "Notes from Ana Ruiz\nGoal 1: CRM report, quarterly" in shown


def test_sources_are_said_per_run_of_goals_and_in_one_list_where_they_alternate() -> None:
    assert sources(build_frame(executive("P4"), "smart")) == "Source of goals 1 to 5: JFM responsibility (P4)."
    assert sources(build_frame(profile_of(1), "smart")) == "Source of goal 1: MAD responsibility (P4)."
    kinds = ("responsibility", "accountability", "responsibility")
    made = profile_of(3)
    mixed = tuple(replace(row, source_kind=kind) for row, kind in zip(made.responsibilities, kinds, strict=True))
    frame = build_frame(replace(made, responsibilities=mixed), "okr")
    assert sources(frame) == "Sources: MAD responsibility (P4); MAD accountability (P4)."


def test_what_the_library_lacks_is_named() -> None:
    message = frames_message(executive("P3"), "okr")
    assert "Left out, the library has no: dimensions." in [
        block["elements"][0]["text"] for block in blocks_of(message, "context")
    ]


def test_counts_are_words_up_to_ten() -> None:
    assert [count_word(count) for count in (0, 10, 11)] == ["no", "ten", "11"]
