"""What is kept: over a restart of the demo, and where two windows write into one field."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.demo_page import BASELINE, COMMAND, TARGET, DemoPage
from tests.browser.running import running
from tests.browser.window import Window

pytestmark = pytest.mark.browser

TYPED_ONLY = "30 % of deals won"


def test_a_restart_over_the_same_folder_finds_everything(window: Window, tmp_path: Path) -> None:
    with running(tmp_path / "demo") as url:
        page = DemoPage(window, url)
        page.opens()
        page.types(COMMAND)
        page.starts_goals_for("Tom Berg")
        page.fills(1, "€1.9M booked", "€2.4M booked")
        page.sees("Goal 2 of 5")
        page.enters(TARGET, TYPED_ONLY)
        page.leaves()
    with running(tmp_path / "demo") as url:
        page = DemoPage(window, url)
        page.opens()
        page.opens_home()
        page.sees("Tom Berg", "Sam Okafor", "Priya Nair")
        page.clicks_on("#home [data-action-id='goals:continue']")
        page.jumps_to("2. ")
        page.sees("Goal 2 of 5")
        assert page.value(TARGET) == TYPED_ONLY
        page.jumps_to("1. ")
        page.sees("Goal 1 of 5")
        assert (page.value(BASELINE), page.value(TARGET)) == ("€1.9M booked", "€2.4M booked")


@pytest.mark.parametrize(("choice", "stands"), [("Use 28 %", "28 %"), ("Keep 30 %", "30 %")])
def test_two_windows_write_one_field_and_the_later_is_shown_both(page: DemoPage, choice: str, stands: str) -> None:
    other = DemoPage(Window.another(page.window.driver), page.url)
    other.opens()
    for each in (page, other):
        each.types("/goals @Sam Okafor")
        each.sees("Sam Okafor’s goals")
        each.clicks("Continue")
        each.sees("Goal 3 of 5")
    page.enters(TARGET, "28 %")
    page.clicks("Save & next")
    page.sees("Goal 4 of 5")
    other.enters(TARGET, "30 %")
    other.clicks("Save & next")
    other.sees("changed on another device at ", "28 %", "30 %", "Which target stands?")
    other.clicks_on_choice(choice)
    other.clicks("Save & next")
    other.sees("Goal 4 of 5")
    other.jumps_to("3. ")
    other.sees("Goal 3 of 5")
    other.keeps(TARGET, stands)
