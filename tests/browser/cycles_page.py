"""The demo's page as an organiser uses it who runs a review cycle, and as those use it who are in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.sharing_page import MIA, SharingPage

if TYPE_CHECKING:
    from selenium.webdriver.remote.webelement import WebElement

TIME = "#clock time"


class CyclesPage(SharingPage):
    """The page with the verbs of a review cycle."""

    def sees_what_it_would_send(self) -> None:
        """Let Mia open the draft that stands on her Home, and what it would send."""
        self.comes_home(MIA)
        self.clicks("Open")
        self.sees("goals · 20 people", "Draft: nothing is sent before it is launched.")
        self.clicks("See what it would send")
        self.sees("Before the launch")

    def launches(self) -> None:
        """Let Mia launch the cycle of the demo, and close what says so."""
        self.sees_what_it_would_send()
        self.clicks("Launch")
        self.sees("Launched.", "runs for 20 people")
        self.clicks("Close")
        self.sees("Counted", "Nobody is late.")
        self.leaves("Close")

    def passes_to_the_next_morning(self) -> None:
        """Press the button that moves the time, and wait until the clock shows another day."""
        before = self.window.text(TIME)
        self.clicks("Next working morning")
        self.window.until(lambda: self.window.text(TIME)[:10] != before[:10], "the time does not move")

    def passes_until_late(self, people: int) -> None:
        """Move on from morning to morning until Mia's Home says that so many people are late."""
        for _ in range(10):
            self.passes_to_the_next_morning()
            self.comes_home(MIA)
            self.sees(f"Counted {self.window.text(TIME)[:10]}")
            if f"Late: {people} people" in self.window.text("#home"):
                return
        self.sees(f"Late: {people} people")

    def puts_off(self, words: str) -> None:
        """Choose from the menu “Remind me later” of the newest reminder."""

        def menu() -> WebElement | None:
            found = self.window.all("#messages select[aria-label='Remind me later']")
            return found[-1] if found else None

        self.window.until(
            lambda: (found := menu()) is not None and self._chosen(found, words), f"no choice “{words}”"
        )

    def presses_remind(self, people: int) -> None:
        """Press the one button that reminds all who are late."""
        self.clicks(f"Remind these {people}")
        self.sees(f"{people} people:", "What each gets")

    def picks_person(self, menu: str, name: str) -> None:
        """Choose somebody from a menu of people."""
        found = f"#modal select[aria-label='{menu}']"
        self.window.until(lambda: self._chosen(self._one(found), name), f"no “{name}” in “{menu}”")

    def types_in_messages(self, line: str) -> None:
        """Leave Home and send a line."""
        self.clicks_on(".tabs [data-tab='messages']")
        self.types(line)
