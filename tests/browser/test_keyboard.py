"""The keyboard alone leads from the command to a saved goal, and the focus is where one expects it."""

from __future__ import annotations

import pytest

from tests.browser.demo_page import BASELINE, COMMAND, DemoPage
from tests.browser.window import PHONE

pytestmark = pytest.mark.browser

STEPS = 40
IN_SIGHT = """
const place = document.querySelector('#scroll').getBoundingClientRect();
const at = document.activeElement.getBoundingClientRect();
return at.top >= place.top && at.bottom <= place.bottom;
"""


def tabs_to(page: DemoPage, words: str, key: str = "Tab") -> None:
    """Press Tab until the focus stands on what begins with these words; in a dialog it must never leave it."""
    seen = []
    for _ in range(STEPS):
        seen.append(page.focused())
        if seen[-1].startswith(words):
            return
        page.window.press(key)
        assert not page.is_dialog_open() or page.focus_is_in_dialog() or page.focus_is_on_the_browser_itself()
    pytest.fail(f"Tab never reached “{words}”, only {seen}")


def test_from_the_command_to_a_saved_goal_without_a_mouse(page: DemoPage) -> None:
    press = page.window.press
    press("Tab")
    assert page.focused() == "Skip to the message field"
    press("Enter", COMMAND, "Enter")
    page.sees("SMART, shown now")

    tabs_to(page, "Start goals for someone", "Shift+Tab")
    press("Enter")
    page.sees("Who are these goals for?")
    page.focuses("Who are these goals for?")
    press("Tom")
    page.keeps("Who are these goals for?", "U_TOM")
    tabs_to(page, "Role and level")
    press("executive")
    page.window.until(lambda: len(page.window.all("#modal .listbox li")) > 1, "nothing was offered")
    press("Down", "Enter")
    page.keeps("Role and level", "Account Executive / Field Sales — P2")
    tabs_to(page, "Next")
    press("Enter")

    page.sees("Goals to keep.")
    tabs_to(page, "Keep goal 5")
    press("Space")
    tabs_to(page, "Next")
    press("Enter")

    page.sees("Goal 1 of 4")
    page.focuses(BASELINE)
    press("€1.9M booked", "Tab", "€2.4M booked")
    tabs_to(page, "Save & next")
    press("Enter")
    page.sees("Goal 2 of 4", "1 filled")
    assert page.focus_is_in_dialog()
    press("Escape")
    page.is_without_dialog()


def test_the_focus_returns_to_the_button_that_opened_the_dialog(page: DemoPage) -> None:
    page.types(COMMAND)
    page.sees("SMART, shown now")
    for words, inside in (("Read in full", "Every"), ("About this role", "About this role")):
        tabs_to(page, words, "Shift+Tab" if words == "Read in full" else "Tab")
        page.window.press("Enter")
        page.window.until(page.is_dialog_open, "no dialog opened")
        assert page.focus_is_in_dialog(), inside
        page.window.press("Escape")
        page.is_without_dialog()
        page.focuses(words)


def test_arrows_walk_through_a_menu_and_through_the_lines_sent_before(page: DemoPage) -> None:
    page.types("/goals help")
    page.types(COMMAND)
    tabs_to(page, "Message", "Shift+Tab")
    page.window.press("Up", "Up")
    assert page.line() == "/goals help"
    page.window.press("Down")
    assert page.line() == COMMAND
    tabs_to(page, "Shortcuts", "Shift+Tab")
    page.window.press("Enter")
    page.focuses("New goals")
    page.window.press("Down", "Escape")
    page.focuses("Shortcuts")
    page.window.press("Enter", "Enter")
    page.sees("Who are these goals for?")


def test_the_focus_and_the_place_stay_when_the_newest_of_two_answers_changes_its_layout(page: DemoPage) -> None:
    page.types(COMMAND)
    page.looks_at("Scorecard")
    page.types("/goals account executive P2")
    page.sees("Account Executive / Field Sales — P2")
    for layout in ("OKRs", "MBO areas"):
        page.looks_at(layout)
        page.focuses(f"{layout}, shown now")
        assert page.window.run("return document.querySelector('article:last-child').contains(document.activeElement)")
        assert page.button(f"{layout}, shown now") is not None
        assert page.window.run(IN_SIGHT)


def test_another_goal_is_shown_from_its_beginning_with_the_focus_in_its_first_field(page: DemoPage) -> None:
    page.window.becomes(PHONE)
    page.types("/goals @Sam Okafor")
    page.sees("Sam Okafor’s goals")
    page.clicks("Continue")
    page.sees("Goal 3 of 5")
    for number in (2, 5):
        page.jumps_to(f"{number}. ")
        page.sees(f"Goal {number} of 5")
        page.focuses(BASELINE)
        assert page.window.run("return document.querySelector('.dialog-body').scrollTop") == 0
    page.clicks("Save & next")
    page.sees("Keep as draft")
    assert page.focus_is_in_dialog()
