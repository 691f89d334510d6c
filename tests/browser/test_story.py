"""The story above the page, the banner, and a page that asks nothing of anybody else."""

from __future__ import annotations

import pytest

from tests.browser.cycles_page import CyclesPage
from tests.browser.demo_page import BASELINE, TARGET, DemoPage
from tests.browser.window import Window

pytestmark = pytest.mark.browser

LOADED = "return performance.getEntriesByType('resource').map((entry) => entry.name)"


def test_the_story_ticks_off_what_was_done_and_offers_the_next_thing(window: Window, demo: str) -> None:
    page = CyclesPage(window, demo)
    page.opens()
    assert page.window.text(".banner") == "Demo: this is not Slack. Everything stays on this computer."
    assert page.ticked_off() == 0
    ana_writes_goals(page)
    ana_shares_and_answers(page)
    sam_reads_and_confirms(page)
    mia_reads_with_a_reason(page)
    mia_runs_a_review_cycle(page)
    page.offers("That was the whole story.", done=21)


def ana_writes_goals(page: CyclesPage) -> None:
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


def ana_shares_and_answers(page: CyclesPage) -> None:
    page.offers("Share Sam’s goals", done=7)
    page.shares_at_once()
    page.offers("Answer what Priya asks for", done=8)
    page.clicks("Answer")
    page.sees("→ 85 % of quotes within guidelines")
    page.chooses("Take it", 1)
    page.chooses("Take it", 2)
    page.clicks("Send answer")
    page.sees("What changed since version 1")
    page.leaves("Close")
    page.offers("Copy them as text", done=9)
    page.clicks("Do it")


def sam_reads_and_confirms(page: CyclesPage) -> None:
    page.offers("Look at a role yourself", done=10)
    page.clicks("Switch to Sam Okafor")
    page.clicks("Do it")
    page.offers("Say who your manager is", done=11)
    page.clicks("Show them")
    page.offers("Ask for a change", done=12)
    page.clicks("Ask for changes")
    page.ticks(1)
    page.clicks("Next")
    page.sees("Target you propose")
    page.writes("Why", 1, "Half of these accounts go to another team.")
    page.clicks("Send")
    page.is_without_dialog()
    page.offers("Confirm that you have read them", done=13)
    page.confirms("Thank you.")
    page.offers("Check your copy", done=14)
    page.clicks("Check this receipt")
    page.sees("Unchanged since ")
    page.leaves("Close")
    page.offers("Open Home", done=15)
    page.clicks("Home")


def mia_reads_with_a_reason(page: CyclesPage) -> None:
    page.offers("Read somebody’s shared goals", done=16)
    page.clicks("Switch to Mia Vogt")
    page.clicks("Do it")
    page.clicks("Pick goals and a reason")
    page.picks("Why you read them", "Audit")
    page.clicks("Read")
    page.sees("Priya Nair’s goals")
    page.leaves("Close")
    page.offers("See what anyone can type", done=17)
    page.clicks("Do it")
    page.offers("Misspell a role", done=18)
    page.clicks("Do it")
    page.sees("OKRs, shown now")


def mia_runs_a_review_cycle(page: CyclesPage) -> None:
    page.offers("Launch a review cycle", done=19)
    page.launches()
    page.offers("Remind who is late", done=20)
    page.passes_until_late(9)
    page.presses_remind(9)
    page.clicks("Remind 9 people")
    page.leaves("Close")


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
