"""The main job in a browser: a role's goals, a draft left half-way, found again, finished, read and copied."""

from __future__ import annotations

import re

import pytest

from tests.browser.demo_page import BASELINE, COMMAND, DUE, LAYOUTS, NAMES, NOTE, TARGET, DemoPage
from tests.browser.running import printed
from tests.project.pins import ROOT

pytestmark = pytest.mark.browser

SEED = (ROOT / "tests" / "golden" / "canon" / "P4.smart.txt").read_text(encoding="utf-8")
SENTENCES = re.findall(r"^[1-5]\. (.+\.)  \[source: ", SEED, re.MULTILINE)
VALUES = (
    ("€1.9M booked, last 12 months", "€2.4M booked"),
    ("22 % of deals won", "30 % of deals won"),
    ("2 cross-sell plans", "6 cross-sell plans"),
)
AROUND = {
    "SMART": (" to ", " by "),
    "OKRs": ("From 2 cross-sell plans to ", " by "),
    "MBO areas": ("Target: ", "   Due: "),
    "Scorecard": ("\n", " by "),
}
"""What stands around the third target in each layout."""


def filled(text: str, due: str) -> str:
    """Put the values where `goalframe frames` leaves them open, goal by goal; every goal is due on the same day."""
    goals = text.split("\n\n")
    for at, (baseline, target) in enumerate(VALUES):
        goals[at] = goals[at].replace("⟨baseline⟩", baseline).replace("⟨target⟩", target)
    return "\n\n".join(goals).replace("⟨date⟩", due)


def leaves_half_way(page: DemoPage) -> str:
    """Fill two goals, type into the third, press Esc; return the due date that stood there."""
    page.types(COMMAND)
    page.starts_goals_for("Tom Berg")
    page.fills(1, *VALUES[0])
    page.fills(2, *VALUES[1])
    page.sees("Goal 3 of 5 · 2 filled")
    due = page.value(DUE)
    page.enters(BASELINE, VALUES[2][0])
    page.enters(TARGET, VALUES[2][1])
    page.enters(NOTE, "CRM report")
    page.window.press("Escape")
    page.is_without_dialog()
    return due


def test_the_command_shows_the_role_s_goals_word_for_word_in_four_layouts(page: DemoPage) -> None:
    page.types(COMMAND)
    assert len(SENTENCES) == 5
    page.sees("SMART, shown now", *SENTENCES)
    for layout in (*LAYOUTS[1:], LAYOUTS[0]):
        shown = page.looks_at(layout)
        assert [sentence for sentence in SENTENCES if sentence not in shown] == []
        assert shown.count("shown now") == 1


def test_the_text_to_copy_is_what_the_command_line_prints(page: DemoPage) -> None:
    for layout in LAYOUTS:
        page.types(COMMAND)
        page.looks_at(layout)
        page.clicks("Copy as text")
        assert page.copied() == printed(NAMES[layout])


def test_a_draft_left_half_way_is_found_whole_finished_and_copied(page: DemoPage) -> None:
    due = leaves_half_way(page)
    page.continues("Tom Berg")
    page.jumps_to("3. ")
    page.sees("Goal 3 of 5")
    assert (page.value(BASELINE), page.value(TARGET), page.value(NOTE)) == (*VALUES[2], "CRM report")
    page.jumps_to("1. ")
    page.sees("Goal 1 of 5")
    assert (page.value(BASELINE), page.value(TARGET), page.value(DUE)) == (*VALUES[0], due)

    page.jumps_to("Check your goals")
    page.sees("3 of 5 filled", "4 fields are open: baseline and target of goal 4; baseline and target of goal 5.")
    page.clicks("Keep as draft")
    page.is_without_dialog()

    page.types("/goals @Tom Berg")
    page.sees("Tom Berg’s goals · ", "SMART, shown now")
    for layout in (*LAYOUTS[1:], LAYOUTS[0]):
        shown = page.looks_at(layout)
        assert [target for _, target in VALUES if target not in shown] == []
        assert [sentence for sentence in SENTENCES if sentence not in shown] == []
    page.clicks("Copy as text")
    smart, _, below = page.copied().partition("\n\nNotes from ")
    assert smart == filled(printed("smart"), due)
    assert "CRM report" in below


def test_home_lists_the_draft_and_shows_it_in_four_layouts(page: DemoPage) -> None:
    leaves_half_way(page)
    page.opens_home()
    page.sees("Tom Berg", "3 of 5 filled")
    page.clicks_on("#home .block-actions [data-action-id='goals:open']")
    page.sees("kept as a draft, only you can see it")
    for layout in (*LAYOUTS[1:], LAYOUTS[0]):
        page.lays_out(layout, VALUES[2][1].join(AROUND[layout]))
        page.sees(*SENTENCES, *(target for _, target in VALUES))
    page.leaves("Keep as draft")
