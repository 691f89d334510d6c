"""What the browser tests share: one Chromium for all, a demo and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.demo_page import DemoPage
from tests.browser.running import running
from tests.browser.window import Window, chromium

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    """Run one Chromium for all tests."""
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


@pytest.fixture
def window(browser: WebDriver) -> Iterator[Window]:
    """Give a window of its own; afterwards it and those opened beside it are closed."""
    before = browser.current_window_handle
    yield Window.another(browser)
    for handle in set(browser.window_handles) - {before}:
        browser.switch_to.window(handle)
        browser.close()
    browser.switch_to.window(before)


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[str]:
    """Run a new demo and give its address."""
    with running(tmp_path / "demo") as url:
        yield url


@pytest.fixture
def page(window: Window, demo: str) -> DemoPage:
    """Give the page, open, with Ana Ruiz before it."""
    shown = DemoPage(window, demo)
    shown.opens()
    return shown
