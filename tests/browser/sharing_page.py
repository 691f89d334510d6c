"""The demo's page as two people use it who share goals, answer them and keep receipts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from tests.browser.demo_page import BASELINE, TARGET, DemoPage

if TYPE_CHECKING:
    from selenium.webdriver.remote.webelement import WebElement

ANA, SAM, MIA = "U_ANA", "U_SAM", "U_MIA"
FILLED = (
    ("2 cross-sell plans", "6 cross-sell plans"),
    ("Forecast off by 18 %", "Forecast off by at most 8 %"),
    ("", "3 people mentored"),
)
"""What Ana writes into goals 3 to 5; one baseline is left open."""
SET_DAY = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change'))"
MENU_IN_SIGHT = """
const menu = document.querySelector('.menu:not([hidden])').getBoundingClientRect();
const room = document.querySelector('#scroll').getBoundingClientRect();
return menu.left >= 0 && menu.right <= document.documentElement.clientWidth
  && menu.top >= room.top && menu.bottom <= room.bottom;
"""


class SharingPage(DemoPage):
    """The page with the verbs of a dialogue about goals."""

    def comes_to(self, user: str) -> None:
        """Sit down as somebody, in the direct messages with the app."""
        self.becomes(user)
        self.goes_to_app()

    def comes_home(self, user: str) -> None:
        """Sit down as somebody, before their Home."""
        self.comes_to(user)
        self.clicks_on(".tabs [data-tab='home']")

    def takes_up_sams_draft(self) -> None:
        """Open the draft that the demo begins with, at the first goal with an open field."""
        self.types("/goals @Sam Okafor")
        self.sees("Sam Okafor’s goals", "Draft · 2 of 5 filled")
        self.clicks("Continue")
        self.sees("Goal 3 of 5")

    def fills_the_rest(self) -> None:
        """Fill what is open but for one baseline, as far as the last page."""
        for number, (baseline, target) in enumerate(FILLED, start=3):
            self.sees(f"Goal {number} of 5")
            if baseline:
                self.enters(BASELINE, baseline)
            self.enters(TARGET, target)
            self.clicks("Save & next")
        self.sees("Keep as draft")

    def shares_at_once(self) -> None:
        """Share Sam's draft as it is, with its fields open."""
        self.comes_to(ANA)
        self.takes_up_sams_draft()
        self.jumps_to("Check your goals")
        self.clicks("Share with Sam")
        self.sees("6 fields are open")
        self.clicks_on_choice("Share with 6 fields left open")
        self.clicks("Share")
        self.sees("Shared. Sam has it now.")
        self.leaves("Close")

    def is_met(self) -> None:
        """Let Sam say that Ana is the manager, and wait for the goals."""
        self.comes_to(SAM)
        self.clicks("Show them")
        self.sees("From Ana Ruiz, your manager · version 1")

    def ticks(self, *places: int) -> None:
        """Tick the goals at these places."""
        for place in places:
            self.chooses("Ask for a change", place)

    def chooses(self, words: str, place: int) -> None:
        """Choose from the choices with these words the one at a place, the first at 1."""

        def found() -> WebElement | None:
            same = [one for one in self._all_choices() if one.text.strip() == words]
            return same[place - 1] if len(same) >= place else None

        self.window.click(found, f"{words}, number {place}")

    def writes(self, label: str, place: int, words: str) -> None:
        """Write into that one of the fields with this label which stands at a place, the first at 1."""

        def found() -> WebElement | None:
            blocks = [one for one in self.window.all("#modal .block-input") if one.text.strip().startswith(label)]
            return blocks[place - 1].find_element("css selector", "input") if len(blocks) >= place else None

        field = self.window.until(found, f"no field “{label}” number {place}")
        assert field is not None
        if field.get_attribute("type") == "date":
            self.window.run(SET_DAY, field, words)
        else:
            field.send_keys(words)

    def picks_from_more(self, words: str) -> None:
        """Open the menu under the goals, which must be in sight whole, and choose from it."""
        self.clicks_on("#messages .overflow")
        self.window.until(lambda: self.window.run(MENU_IN_SIGHT), "the menu is cut off")
        self.clicks(words)

    def lays_open(self, layout: str) -> None:
        """Switch the goals in the view to a layout by its button."""
        self.clicks(layout)
        self.sees(f"{layout}, shown now")

    def confirms(self, note: str) -> None:
        """Confirm what stands there, with a note."""
        self.clicks("Confirm I’ve read it")
        self.sees("Confirming means “received and read”, not “I agree”.")
        self.enters("A note to Ana", note)
        self.clicks_on("#modal [data-submit]")
        self.is_without_dialog()
        self.sees("Read and confirmed, ", "A copy was sent to you.")

    def saved(self) -> bytes:
        """Open the one file there is, hold it against what “Save” gives, and return that."""
        self.clicks_on(".file button")
        self.window.until(lambda: self.window.all("#paper[open]"), "the file did not open")
        content = httpx.get(self.window.run("return document.querySelector('#paper a').href")).content
        assert self.window.run("return document.querySelector('#paper pre').textContent") == content.decode()
        self.clicks("Close")
        return content
