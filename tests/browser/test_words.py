"""Words stand on the page as they were typed, and before nobody but their author."""

from __future__ import annotations

import pytest

from tests.browser.demo_page import BASELINE, COMMAND, LAYOUTS, NOTE, TARGET, DemoPage

pytestmark = pytest.mark.browser

ODD = "*bold* _it_ ~gone~ `code` <!channel> <@U_SAM> & &amp; :smile: :tada: https://x.example"
RIGHT_TO_LEFT = "הגדלת המכירות ב־30 % → مبيعات"
SECRET = "€1.9M, for Ana’s eyes alone"
MADE_OF_THEM = "#messages > article:last-child :is(a, em, s, code, .mention, img)"


def test_odd_words_are_shown_as_they_were_typed_in_every_layout(page: DemoPage) -> None:
    page.types(COMMAND)
    page.starts_goals_for("Tom Berg")
    page.enters(NOTE, ODD)
    page.fills(1, ODD, RIGHT_TO_LEFT)
    page.sees("Goal 2 of 5")
    page.jumps_to("1. ")
    page.sees("Goal 1 of 5")
    assert (page.value(BASELINE), page.value(TARGET), page.value(NOTE)) == (ODD, RIGHT_TO_LEFT, ODD)
    page.jumps_to("Check your goals")
    page.sees("Keep as draft", ODD, RIGHT_TO_LEFT)
    page.clicks("Keep as draft")
    page.is_without_dialog()

    page.types("/goals @Tom Berg")
    page.sees("Tom Berg’s goals")
    for layout in LAYOUTS:
        shown = page.looks_at(layout)
        assert ODD in shown
        assert RIGHT_TO_LEFT in shown
        assert page.window.all(MADE_OF_THEM) == []
    page.clicks("Copy as text")
    assert RIGHT_TO_LEFT in page.copied()
    assert page.window.all(MADE_OF_THEM) == []


def test_nobody_else_sees_anything_of_a_draft(page: DemoPage) -> None:
    page.types(COMMAND)
    page.starts_goals_for("Sam Okafor")
    page.fills(1, SECRET, "€2.4M booked")
    page.sees("Goal 2 of 5")
    page.leaves()
    page.opens_home()
    page.sees("Sam Okafor", "1 of 5 filled")
    page.becomes("U_SAM")
    page.sees("Nothing here yet.")
    page.sees_not("1 of 5 filled")
    page.goes_to_app()
    for line in ("/goals mine", "/goals @Sam Okafor", "/goals @Tom Berg", "/goals copy"):
        page.types(line)
        answered = page.newest()
        assert "Only visible to you" in answered
        assert "Draft" not in answered
    everything = page.window.run("return document.documentElement.textContent")
    assert SECRET not in everything
    assert "Draft for" not in everything
    page.becomes("U_ANA")
    page.opens_home()
    page.sees("Sam Okafor", "1 of 5 filled")
