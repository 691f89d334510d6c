"""The story above the page, the banner, and a page that asks nothing of anybody else."""

from __future__ import annotations

import pytest

from tests.browser.demo_page import BASELINE, TARGET, DemoPage

pytestmark = pytest.mark.browser

LOADED = "return performance.getEntriesByType('resource').map((entry) => entry.name)"


def test_the_story_ticks_off_what_was_done_and_offers_the_next_thing(page: DemoPage) -> None:
    assert page.window.text(".banner") == "Demo: this is not Slack. Everything stays on this computer."
    assert page.ticked_off() == 0
    page.offers("See a role’s goals")
    page.clicks("Do it")
    page.sees("SMART, shown now")
    page.offers("Look at them as OKRs", done=1)
    page.looks_at("OKRs")
    page.offers("Read them in full", done=2)
    page.clicks("Read in full")
    page.window.until(page.is_dialog_open, "no dialog opened")
    page.sees("Objective 1: Owns and grows")
    page.leaves("Close")
    page.offers("Start goals for someone", done=3)
    page.starts_goals_for("Tom Berg")
    page.enters(BASELINE, "1")
    page.enters(TARGET, "2")
    page.clicks("Save & next")
    page.sees("Goal 2 of 5")
    page.leaves()
    page.offers("Leave, and come back", done=6)
    page.continues("Tom Berg")
    page.sees("Goal 2 of 5")
    page.leaves()
    page.offers("Copy them as text", done=7)
    page.clicks("Do it")
    page.offers("Look at a role yourself", done=8)
    page.clicks("Switch to Sam Okafor")
    page.clicks("Do it")
    page.offers("Open Home", done=9)
    page.clicks("Home")
    page.offers("See what anyone can type", done=10)
    page.clicks("Switch to Mia Vogt")
    page.clicks("Do it")
    page.offers("Misspell a role", done=11)
    page.clicks("Do it")
    page.offers("That was the whole story.", done=12)
    page.sees("OKRs, shown now")


def test_everything_comes_from_the_demo_itself_and_nothing_is_complained_about(page: DemoPage) -> None:
    page.window.complaints()
    page.opens()
    page.types("/goals account executive P4")
    page.starts_goals_for("Tom Berg")
    page.leaves()
    page.opens_home()
    loaded = page.window.run(LOADED)
    assert {f"{page.url.rstrip('/')}/page.js", f"{page.url.rstrip('/')}/page.css"} <= set(loaded)
    assert [name for name in loaded if not name.startswith((page.url, "data:"))] == []
    assert page.window.complaints() == []
