"""A phone's width and dark colours: nothing to scroll sideways, everything in reach and readable."""

from __future__ import annotations

import pytest

from tests.browser.demo_page import BASELINE, COMMAND, LAYOUTS, TARGET, DemoPage
from tests.browser.window import PHONE, Window

pytestmark = pytest.mark.browser

DARK = 96
PAPER = "return getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).map(Number)"
INKS = """
const light = (colour) => {
  const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((one) => one / 255)
    .map((one) => (one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const behind = (node) => {
  const colour = node ? getComputedStyle(node).backgroundColor : 'rgb(255, 255, 255)';
  return /^rgba\\(.*, 0\\)$/.test(colour) ? behind(node.parentElement) : colour;
};
const faint = [];
for (const node of document.querySelectorAll('body *')) {
  const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
  if (!own || !node.checkVisibility() || node.closest('.hidden, .skip, noscript, [aria-busy], option')) continue;
  const colours = [getComputedStyle(node).color, behind(node)];
  if (!colours.every((colour) => colour.startsWith('rgb'))) continue;
  const [dim, bright] = colours.map(light).sort((one, other) => one - other);
  if ((bright + 0.05) / (dim + 0.05) < 4.5) faint.push(`${node.innerText}: ${colours.join(' on ')}`);
}
return faint;
"""


def test_on_a_phone_nothing_scrolls_sideways_and_every_button_is_in_reach(page: DemoPage) -> None:
    page.window.becomes(PHONE, touch=True)
    page.opens()
    assert page.too_wide() == []
    page.types(COMMAND)
    for layout in LAYOUTS:
        page.looks_at(layout)
        assert page.too_wide() == []
    page.starts_goals_for("Tom Berg")
    assert page.too_wide() == []
    page.fills(1, "€1.9M booked" + "w" * 200, "€2.4M booked")
    page.sees("Goal 2 of 5")
    page.jumps_to("Check your goals")
    page.sees("Keep as draft", "€2.4M booked")
    assert page.too_wide() == []
    page.clicks("Keep as draft")
    page.is_without_dialog()
    page.types("/goals @Tom Berg")
    page.sees("Tom Berg’s goals")
    page.clicks("Copy as text")
    page.copied()
    assert page.too_wide() == []
    page.opens_home()
    assert page.too_wide() == []
    page.becomes("U_SAM")
    assert page.too_wide() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_paper(window: Window, demo: str, scheme: str) -> None:
    window.colours(scheme)
    page = DemoPage(window, demo)
    page.opens()
    assert (max(window.run(PAPER)) < DARK) == (scheme == "dark")
    page.types(COMMAND)
    page.sees("SMART, shown now")
    assert window.run(INKS) == []
    page.starts_goals_for("Tom Berg")
    page.enters(BASELINE, "€1.9M booked")
    page.enters(TARGET, "€2.4M booked")
    assert window.run(INKS) == []
    page.leaves()
    page.opens_home()
    assert window.run(INKS) == []
