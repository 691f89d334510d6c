"""A role file that is edited while people work: the page says so, shows old and new, and takes what is chosen."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from canon.loader import packaged
from tests.browser.demo_page import DemoPage
from tests.browser.running import has_opened, running
from tests.browser.window import DESK, PHONE, Window

pytestmark = pytest.mark.browser

RELOADED = 90
"""Seconds in which an edited file must be in use: it is looked at every ten, twice."""
SINCE = "The role text has changed since"
OLD = "building relationships with decision-makers across the buying organization."
NEW = "and plans each of them with the customer."
GONE = "Conducts high-level discovery and contract negotiation with decision-makers"


@pytest.fixture
def roles(tmp_path: Path) -> Path:
    """Give the demo a copy of the packaged roles as its own."""
    shutil.copytree(packaged(), tmp_path / "demo" / "roles")
    return tmp_path / "demo" / "roles" / "account-executive.yaml"


@pytest.fixture
def page(window: Window, roles: Path) -> Iterator[DemoPage]:
    with running(roles.parents[1]) as url:
        has_opened(url)
        shown = DemoPage(window, url)
        shown.opens()
        yield shown


def edit(roles: Path) -> None:
    """Reword a goal of the role at P4 and take another out, as its owner would in an editor."""
    lines = roles.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if GONE not in line]
    assert len(kept) == len(lines) - 1
    text = "".join(kept)
    assert OLD in text
    roles.write_text(text.replace(OLD, NEW), encoding="utf-8")


def waits_for_home_to_say(page: DemoPage, words: str) -> None:
    """Open Home again and again until it says something."""
    end = time.monotonic() + RELOADED
    page.opens_home()
    while words not in page.window.text("body"):
        assert time.monotonic() < end, f"Home does not say “{words}”:\n{page.window.text('body')}"
        time.sleep(2)
        page.clicks("Messages")
        page.opens_home()


def test_a_manager_takes_one_change_and_keeps_another(page: DemoPage, roles: Path) -> None:
    page.opens_home()
    page.sees("Sam Okafor")
    page.sees_not(SINCE)
    edit(roles)
    waits_for_home_to_say(page, f"{SINCE}: 1 of the 2 goals here.")
    page.clicks("Show what changed")
    page.sees("What changed", "Goal 1 · reworded · matched by their words", OLD, NEW, "Goal 2 · taken out")
    for size in (PHONE, DESK):
        page.window.becomes(size)
        assert page.too_wide() == []
    page.clicks_on_choice("Take the new text")
    page.clicks("Save")
    page.sees("1. Owns and grows", NEW, GONE, "€2.4M booked")
    page.leaves("Keep as draft")
    page.clicks("Messages")
    page.opens_home()
    page.sees("Sam Okafor")
    page.sees_not(SINCE)
