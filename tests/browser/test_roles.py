"""A role is read and compared on the demo's page, on a phone and at a desk, in light and in dark."""

from __future__ import annotations

import pytest

from tests.browser.demo_page import DemoPage
from tests.browser.test_small_and_dark import INKS
from tests.browser.window import PHONE, Window

pytestmark = pytest.mark.browser

TOP = "return document.querySelector('#modal .dialog-body').innerText"
MARKED = "P4 — Senior Professional · this level"


def test_on_a_phone_a_role_is_read_and_compared_without_scrolling_sideways(page: DemoPage) -> None:
    page.window.becomes(PHONE, touch=True)
    page.opens()
    page.types("/goals role account executive P4")
    page.sees("About this role", "What sets it apart")
    assert page.too_wide() == []
    for part, shown in (
        ("Responsibilities", MARKED),
        ("Guidelines", "Knowledge & Application:"),
        ("Skills", "Selling to power:"),
        ("Sources", "account-executive.yaml, lines 109 to 113"),
        ("Near roles", "How near is a number from 0"),
    ):
        page.clicks(part)
        page.sees(f"{part}, shown now", shown)
        assert page.too_wide() == []
    page.clicks("Compare with P5")
    page.sees("Only what differs", "P5: Multiple systems or a technical domain")
    page.clicks("What P5 adds")
    page.sees("What P5 adds to P4")
    assert page.too_wide() == []
    page.clicks("About P5")
    page.sees("Compare with P4")
    assert page.too_wide() == []


def test_the_level_that_was_asked_for_stands_first(page: DemoPage) -> None:
    page.types("/goals role account executive P4")
    page.clicks("Responsibilities")
    page.sees(MARKED)
    words = str(page.window.run(TOP))
    assert words.index(MARKED) < words.index("P1\n") < words.index("P5 — Expert Professional")


def test_two_levels_are_compared_in_a_message(page: DemoPage) -> None:
    page.types("/goals compare account executive P2 P4")
    page.sees("Account Executive / Field Sales: P2 and P4", "P2: Defined deliverables / small features")
    page.clicks("What P4 adds")
    page.sees("What P4 adds to P2")
    assert "Manages the entire sales cycle" not in page.newest()
    page.clicks("About P4")
    page.sees("About this role")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_about_a_role_stand_out_from_their_paper(window: Window, demo: str, scheme: str) -> None:
    window.colours(scheme)
    page = DemoPage(window, demo)
    page.opens()
    page.types("/goals role account executive P4")
    page.clicks("Responsibilities")
    page.sees(MARKED)
    assert window.run(INKS) == []
    page.clicks("Compare with P5")
    page.sees("Only what differs")
    assert window.run(INKS) == []
