"""Canons of other shapes come out as the frames' rules say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from canon.frames import FRAMES, FrameName, build_frame, paired_dimension, row_source
from canon.model import Profile, slots_of
from canon.render.pieces import words
from canon.render.text import frame_text

Only = Callable[[str], Profile]


def _text(profile: Profile, name: FrameName) -> list[str]:
    return frame_text(build_frame(profile, name)).splitlines()


TEN = """
levels:
  L1: {label: L1 — Doer, dimensions: {Leadership: Lead, Scope: Wide, Autonomy: Free}}
roles:
  - id: R
    focus: Baker
    levels:
      L1:
        responsibilities: [r1, r2, r3, r4, r5, r6, r7, r8, r9, r10]
"""


def test_ten_objectives_pair_with_three_dimensions_in_turn(only: Only) -> None:
    lines = [line for line in _text(only(TEN), "okr") if "KR2" in line]
    bars = ["scope", "autonomy", "leadership"]
    assert [line.split("'s ")[1].split(" bar")[0] for line in lines] == [bars[n % 3] for n in range(10)]
    assert _text(only(TEN), "okr")[-3].startswith("Objective 10: r10  [source: TST responsibility (L1)]")


def test_dimensions_stand_in_the_canons_order_whatever_the_files(only: Only) -> None:
    assert [line for line in _text(only(TEN), "scorecard") if "Meets" in line] == [
        '  - Meets the scope bar: "Wide"  →  ⟨target⟩ by ⟨date⟩   [source: level dimension (Scope)]',
        '  - Meets the autonomy bar: "Free"  →  ⟨target⟩ by ⟨date⟩   [source: level dimension (Autonomy)]',
        '  - Meets the leadership bar: "Lead"  →  ⟨target⟩ by ⟨date⟩   [source: level dimension (Leadership)]',
    ]


def test_a_role_without_a_function_advances_its_focus_alone(only: Only) -> None:
    assert "   Relevant:    Advances the Baker mandate for a L1 — Doer." in _text(only(TEN), "smart")


def test_a_canon_with_dimensions_of_its_own_keeps_their_order(only: Only) -> None:
    profile = only(
        """
        dimensions: [Zeal, Art]
        roles: [{id: R, focus: F, levels: {L: {responsibilities: [r], dimensions: {Art: a, Zeal: z}}}}]
        """
    )
    assert [row.name for row in profile.dimensions] == ["Zeal", "Art"]


def test_dropped_rows_number_the_others_anew_and_keep_the_pairs(only: Only) -> None:
    profile = only(TEN)
    kept = [row.key for row in profile.objectives[1:3]] + ["d:Autonomy"]
    frame = build_frame(profile, "okr", {}, kept)
    assert [(item.number, item.row.text, [line.label for line in item.lines]) for item in frame.items] == [
        (1, "r2", ["KR1", "KR2"]),
        (2, "r3", ["KR1"]),
    ]
    pair = paired_dimension(profile, profile.objectives[1])
    assert pair
    assert pair.name == "Autonomy"
    card = build_frame(profile, "scorecard", {}, kept)
    assert [[item.number for item in group.items] for group in card.groups] == [[1, 2], [1]]


CORE = """
roles:
  - id: R
    focus: F
    levels:
      L1:
        core_outputs: [out]
        responsibilities: [duty, {text: count, kind: accountability}]
        dimensions: {Decision rights: Decides}
"""


def test_core_outputs_are_the_objectives_and_responsibilities_the_areas(only: Only) -> None:
    profile = only(CORE)
    assert _text(profile, "smart")[0] == "1. out  [source: core output (L1)]"
    assert [line for line in _text(profile, "mbo") if "Area" in line] == [
        "1. Area: duty  [source: TST responsibility (L1)]",
        "2. Area: count  [source: TST accountability (L1)]",
    ]
    assert [slots_of(row) for row in profile.rows] == [
        ("baseline", "target", "date"),
        ("target", "date"),
        ("target", "date"),
        ("target", "date"),
    ]
    assert [row.key[0] for row in profile.rows] == ["o", "o", "o", "d"]


def test_without_a_rubric_decision_rights_are_the_standard(only: Only) -> None:
    assert _text(only(CORE), "mbo")[1] == '   Standard: Consistent with this level\'s decision rights: "Decides"'


def test_core_outputs_alone_are_reused_as_areas(only: Only) -> None:
    profile = only("roles: [{id: R, focus: F, levels: {L1: {core_outputs: [out]}}}]")
    reused = " — reused, no distinct responsibility content]"
    assert _text(profile, "mbo") == [
        f"1. Area: out  [source: core output (L1){reused}",
        "   Target:   ⟨target⟩   Due: ⟨date⟩",
    ]
    assert build_frame(profile, "mbo").missing == ("knowledge and application",)
    assert build_frame(profile, "smart").missing == ("complexity and problem solving", "level name")


def test_components_are_areas_and_carry_mbo_alone(only: Only) -> None:
    profile = only("roles: [{id: R, focus: F, levels: {L1: {components: [part]}}}]")
    assert _text(profile, "mbo")[0] == "1. Area: part  [source: responsibility (component)]"
    assert profile.own_areas == profile.components
    for name in ("smart", "okr", "scorecard"):
        frame = build_frame(profile, name)
        assert frame_text(frame) == ""
        assert frame.missing[0] == "core outputs or responsibilities"


def test_a_role_without_levels_has_no_code_anywhere(only: Only) -> None:
    profile = only("roles: [{id: R, focus: F, responsibilities: [{text: t, kind: accountability}, u]}]")
    assert (profile.id, profile.title, profile.code) == ("R", "F", None)
    assert _text(profile, "smart")[0] == "1. t  [source: TST accountability]"
    assert _text(profile, "mbo")[3] == (
        "2. Area: u  [source: TST responsibility — reused, no distinct responsibility content]"
    )


def test_a_level_with_a_rubric_alone_has_nothing_behind_any_frame(only: Only) -> None:
    profile = only("roles: [{id: R, focus: F, levels: {L: {rubric: {knowledge_application: k}}}}]")
    assert [build_frame(profile, name).groups for name in FRAMES] == [()] * 4
    assert build_frame(profile, "scorecard").missing == ("core outputs or responsibilities", "dimensions")


@pytest.mark.parametrize("value", ["⟨target⟩", "1. [source: x]", "a  b", "€1.9M → 30 %"])
def test_a_value_replaces_its_placeholder_and_nothing_else(only: Only, value: str) -> None:
    profile = only(TEN)
    row = profile.objectives[0].key
    frame = build_frame(profile, "smart", {(row, "target"): value, (row, "date"): ""})
    line = frame_text(frame).splitlines()[2]
    assert line == f"   Measurable:  Move the metric this drives from ⟨baseline⟩ to {value} by ⟨date⟩."


def test_a_key_result_shows_the_values_of_its_dimension(only: Only) -> None:
    frame = build_frame(only(TEN), "okr", {("d:Scope", "date"): "2027-06-30"})
    assert frame_text(frame).splitlines()[2].endswith('"Wide" — ⟨target⟩ by 2027-06-30')


def test_a_source_label_can_be_asked_for_alone(only: Only) -> None:
    profile = only(CORE)
    assert [words(row_source(profile, row)) for row in profile.rows] == [
        "core output (L1)",
        "TST responsibility (L1)",
        "TST accountability (L1)",
        "level dimension (Decision rights)",
    ]
    assert profile.row("d:Decision rights") == profile.dimensions[0]
    assert profile.row("o:none") is None
