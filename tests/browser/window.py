"""A window of a headless Chromium: what is looked for, waited for and pressed in it."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver
    from selenium.webdriver.remote.webelement import WebElement

PATIENCE = 30.0
LOOK = 0.05
PHONE = (390, 844)
DESK = (1280, 900)
FLAGS = (
    "--headless=new",
    "--no-sandbox",  # a container has no user namespaces; the one page that is opened is our own
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-proxy-server",
    "--lang=en-US",
)
T = TypeVar("T")


def needs_selenium() -> None:
    """Fail with what to do where the group of the browser tests was not asked for."""
    if importlib.util.find_spec("selenium") is None:
        pytest.fail("The browser tests need selenium: uv run --group browser pytest -m browser")


def program(*names: str) -> str:
    """Return where a program of the system is; a browser run without it fails and says what to install."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail(f"The browser tests need {names[0]} on the PATH (Debian: apt install chromium chromium-driver).")
    return found


@contextmanager
def chromium(profile: Path) -> Iterator[WebDriver]:
    """Run a headless Chromium with an empty profile."""
    needs_selenium()
    browser, driver = program("chromium", "chromium-browser", "google-chrome"), program("chromedriver")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for flag in (*FLAGS, f"--user-data-dir={profile}", f"--window-size={DESK[0]},{DESK[1]}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    running = webdriver.Chrome(options=options, service=Service(driver))
    try:
        yield running
    finally:
        running.quit()


class Window:
    """One window of the browser; every verb first turns to it."""

    def __init__(self, driver: WebDriver) -> None:
        self.driver = driver
        self.handle = driver.current_window_handle

    @classmethod
    def another(cls, driver: WebDriver) -> Window:
        """Open one more window."""
        driver.switch_to.new_window("window")
        return cls(driver)

    def turn_to(self) -> None:
        if self.driver.current_window_handle != self.handle:
            self.driver.switch_to.window(self.handle)

    def until(self, holds: Callable[[], T], otherwise: str) -> T:
        """Wait until something holds and return it; what is drawn anew meanwhile is looked for again."""
        from selenium.common.exceptions import (
            ElementClickInterceptedException,
            ElementNotInteractableException,
            StaleElementReferenceException,
            TimeoutException,
        )
        from selenium.webdriver.support.wait import WebDriverWait

        self.turn_to()
        redrawn = (
            ElementClickInterceptedException,
            ElementNotInteractableException,
            StaleElementReferenceException,
        )
        waiting = WebDriverWait(self.driver, PATIENCE, LOOK, ignored_exceptions=redrawn)
        try:
            found: T = waiting.until(lambda _: holds())
        except TimeoutException:
            pytest.fail(f"{otherwise}\n\nThe page shows:\n{self.text('body')}")
        return found

    def run(self, script: str, *arguments: object) -> Any:
        """Run a line of JavaScript in the page."""
        self.turn_to()
        return self.driver.execute_script(script, *arguments)

    def all(self, selector: str) -> list[WebElement]:
        """Return what is drawn and fits the selector."""
        self.turn_to()
        return [found for found in self.driver.find_elements("css selector", selector) if found.is_displayed()]

    def text(self, selector: str) -> str:
        """Return the words that a person sees in one part of the page."""
        return str(self.run("return document.querySelector(arguments[0])?.innerText ?? ''", selector))

    def click(self, find: Callable[[], WebElement | None], name: str) -> None:
        """Click something as soon as it is there and nothing covers it."""

        def clicked() -> bool:
            found = find()
            if found is not None:
                self.run("arguments[0].scrollIntoView({block: 'nearest'})", found)
                found.click()
            return found is not None

        self.until(clicked, f"“{name}” cannot be clicked")

    def press(self, *keys: str) -> None:
        """Press keys one after another wherever the focus is: names of keys, or words to type."""
        from selenium.webdriver.common.action_chains import ActionChains
        from selenium.webdriver.common.keys import Keys

        self.turn_to()
        chain = ActionChains(self.driver)
        for key in keys:
            shift, _, name = key.rpartition("+")
            code = str(getattr(Keys, name.upper(), key))
            if shift == "Shift":
                chain.key_down(Keys.SHIFT).send_keys(code).key_up(Keys.SHIFT)
            else:
                chain.send_keys(code)
        chain.perform()

    def becomes(self, size: tuple[int, int], *, touch: bool = False) -> None:
        """Take another size, as that of a phone."""
        self.turn_to()
        width, height = size
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": touch}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def colours(self, scheme: str) -> None:
        """Prefer light or dark colours, as the system's setting does."""
        self.turn_to()
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def complaints(self) -> list[str]:
        """Return what the browser complained about since it was last asked."""
        self.turn_to()
        logged: list[dict[str, Any]] = self.driver.get_log("browser")
        return [str(line["message"]) for line in logged if line["level"] in {"SEVERE", "WARNING"}]
