"""The demo's page as a person uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.browser.window import Window

if TYPE_CHECKING:
    from selenium.webdriver.remote.webelement import WebElement

COMMAND = "/goals account executive P4"
BASELINE, TARGET, DUE, NOTE = "Baseline", "Target", "Due date", "How you will both see it"
LAYOUTS = ("SMART", "OKRs", "MBO areas", "Scorecard")
NAMES = dict(zip(LAYOUTS, ("smart", "okr", "mbo", "scorecard"), strict=True))
COPIED = """
const words = document.querySelector('#messages > article:last-child pre');
getSelection().selectAllChildren(words);
const copied = getSelection().toString();
getSelection().removeAllRanges();
return [words.textContent, copied];
"""
WIDE = """
const page = document.scrollingElement;
const parts = document.querySelectorAll('#scroll, #side, .dialog-body, #story');
return [page, ...parts].filter((part) => part.scrollWidth > part.clientWidth + 1)
  .map((part) => `${part.id || part.className || part.tagName}: ${part.scrollWidth} > ${part.clientWidth}`);
"""


class DemoPage:
    """One window with the demo's page, and whoever sits before it."""

    def __init__(self, window: Window, url: str) -> None:
        self.window = window
        self.url = url

    def opens(self) -> None:
        self.window.turn_to()
        self.window.driver.get(self.url)
        self.window.until(lambda: self.window.all("#composer, .home-body"), "the page did not come")

    def types(self, line: str) -> None:
        """Type a line into the message field and send it; wait until the page took it."""
        field = self._one("#line")
        field.send_keys(line)
        self.clicks_on("#composer .send")
        taken = "return !document.querySelector('#composer').hasAttribute('aria-busy')"
        self.window.until(lambda: self.window.run(taken), "the line was not taken")

    def clicks(self, words: str) -> None:
        """Click a button by its words: of the open dialog, else the lowest one on the page."""
        self.window.click(lambda: self.button(words), words)

    def clicks_on(self, selector: str) -> None:
        self.window.click(lambda: next(iter(self.window.all(selector)), None), selector)

    def button(self, words: str) -> WebElement | None:
        """Find a button by its whole words."""
        found = [one for one in self.window.all(f"{self.place} button") if _words(one) == words]
        return found[-1] if found else None

    @property
    def place(self) -> str:
        """Where hands reach: the topmost dialog, else the page."""
        return next(
            (name for name in ("#confirm[open]", "#paper[open]", "#modal[open]") if self.window.all(name)), "body"
        )

    def is_dialog_open(self) -> bool:
        return bool(self.window.all("#modal[open]"))

    def sees(self, *texts: str) -> None:
        """Wait until all of these words stand in the dialog, or on the page where none is open."""
        for text in texts:
            self.window.until(lambda text=text: text in self.window.text(self.place), f"“{text}” is not to be seen")  # type: ignore[misc]

    def sees_not(self, text: str) -> None:
        self.window.until(lambda: text not in self.window.text("body"), f"“{text}” is to be seen")

    def newest(self) -> str:
        """Return the words of the newest message."""
        return self.window.text("#messages > article:last-child")

    def looks_at(self, layout: str) -> str:
        """Switch the newest goals to a layout by its button, wait until it says so, return the words."""
        shown = f"{layout}, shown now"
        self.window.until(lambda: ", shown now" in self.newest(), "no goals are shown")
        if shown not in self.newest():
            self.clicks(layout)
        self.window.until(lambda: shown in self.newest(), f"no button says “{shown}”")
        return self.newest()

    def field(self, label: str) -> WebElement:
        """Find a field by how its label begins."""

        def found() -> WebElement | None:
            for block in self.window.all(f"{self.place} .block-input"):
                if _words(block).startswith(label):
                    return block.find_element("css selector", "input, select, textarea")
            return None

        field = self.window.until(found, f"no field “{label}”")
        assert field is not None
        return field

    def enters(self, label: str, words: str) -> None:
        """Write words into a field in place of what stands there."""

        def entered() -> bool:
            field = self.field(label)
            field.clear()
            field.send_keys(words)
            return self.value(label) == words

        self.window.until(entered, f"“{words}” did not stay in “{label}”")

    def value(self, label: str) -> str:
        return str(self.field(label).get_property("value"))

    def keeps(self, label: str, words: str) -> None:
        """Wait until a field holds these words."""
        self.window.until(lambda: self.value(label) == words, f"“{label}” does not hold “{words}”")

    def picks(self, label: str, words: str) -> None:
        """Choose from a field's list."""
        self.window.until(lambda: self._chosen(self.field(label), words), f"“{label}” has no “{words}”")

    def finds(self, label: str, typed: str, words: str) -> None:
        """Type a few letters into a field that searches, and take the first answer that begins with some words."""
        self.field(label).send_keys(typed)
        offered = f"{self.place} .listbox:not([hidden]) li[role='option']"

        def answer() -> WebElement | None:
            return next((one for one in self.window.all(offered) if _words(one).startswith(words)), None)

        self.window.click(answer, f"{words} for {typed}")

    def jumps_to(self, words: str) -> None:
        """Choose from a dialog's menu of other goals the one that begins like this."""
        menu = "#modal select[aria-label='Go to another goal'], #modal select[aria-label='Go to a goal']"
        self.window.until(lambda: self._chosen(self._one(menu), words), f"the menu has no “{words}”")

    def clicks_on_choice(self, words: str) -> None:
        """Tick the choice that has these words."""
        self.window.click(lambda: next((one for one in self._all_choices() if _words(one) == words), None), words)

    def _all_choices(self) -> list[WebElement]:
        return self.window.all(f"{self.place} .boxes label")

    def lays_out(self, layout: str, *texts: str) -> None:
        """Switch the open goals to a layout by the dialog's menu and wait for these words."""
        self.window.until(
            lambda: self._chosen(self._one("#modal select[aria-label='Layout']"), layout), f"no layout {layout}"
        )
        self.sees(*texts)

    def starts_goals_for(self, name: str) -> None:
        """Go from the goals of a role to the first goal of someone's draft."""
        self.clicks("Start goals for someone")
        self.sees("Who are these goals for?")
        self.picks("Who are these goals for?", name)
        self.clicks("Next")
        self.sees("Goals to keep.")
        self.clicks("Next")
        self.sees("Goal 1 of 5")

    def fills(self, number: int, baseline: str, target: str) -> None:
        """Fill a goal and go on to the next."""
        self.sees(f"Goal {number} of ")
        self.enters(BASELINE, baseline)
        self.enters(TARGET, target)
        self.clicks("Save & next")

    def is_without_dialog(self) -> None:
        self.window.until(lambda: not self.is_dialog_open(), "the dialog did not close")

    def leaves(self, words: str = "Close, keep draft") -> None:
        self.clicks(words)
        self.is_without_dialog()

    def opens_home(self) -> None:
        self.goes_to_app()
        self.clicks("Home")
        self.sees("Goals you write")

    def continues(self, name: str) -> None:
        """Press Continue under the DM message of someone's newest draft."""
        self.goes_to_app()

        def button() -> WebElement | None:
            cards = [one for one in self.window.all("#messages > article") if f"Draft for {name} " in one.text]
            return cards[-1].find_element("css selector", "button") if cards else None

        self.window.click(button, f"Continue for {name}")

    def goes_to_app(self) -> None:
        self.clicks_on(".channel[data-channel^='D']")

    def becomes(self, user: str) -> None:
        """Sit down as somebody else."""
        self.clicks_on(f".person[data-user='{user}']")
        self.window.until(
            lambda: self.window.all(f".person[data-user='{user}'][aria-pressed='true']"), f"{user} was not chosen"
        )

    def copied(self) -> str:
        """Return what is copied from the newest message's box, and hold it against what stands there."""
        self.window.until(lambda: self.window.all("#messages > article:last-child pre"), "no text to copy came")
        stands, copied = self.window.run(COPIED)
        assert stands == copied
        return str(copied)

    def offers(self, title: str, done: int = 0) -> None:
        """Wait until so many steps of the story are ticked off and this is offered next."""
        self.window.until(
            lambda: self.ticked_off() == done and title in self.window.text("#story"),
            f"the story does not offer “{title}” after {done} steps",
        )

    def ticked_off(self) -> int:
        """Return how many steps of the story are ticked off."""
        return len(self.window.all(".dots li.done"))

    def focused(self) -> str:
        """Return what the keyboard acts on: its label or its words."""
        script = """
        const at = document.activeElement, by = at.getAttribute('aria-labelledby');
        const label = by ? document.getElementById(by) : at.labels?.[0];
        return (at.getAttribute('aria-label') ?? label?.textContent ?? at.innerText ?? '').trim();
        """
        return str(self.window.run(script))

    def focuses(self, words: str) -> None:
        """Wait until the keyboard acts on what begins with these words."""
        self.window.until(lambda: self.focused().startswith(words), f"the focus is not on “{words}”")

    def line(self) -> str:
        """Return what stands in the message field."""
        return str(self.window.run("return document.querySelector('#line').value"))

    def focus_is_on_the_browser_itself(self) -> bool:
        """Tell whether Tab went past the last part of a dialog: a browser then turns to its own bars."""
        return bool(self.window.run("return document.activeElement === document.body"))

    def focus_is_in_dialog(self) -> bool:
        return bool(self.window.run("return document.querySelector('#modal').contains(document.activeElement)"))

    def too_wide(self) -> list[str]:
        """Return the parts of the page that one would have to scroll sideways."""
        found: list[Any] = self.window.run(WIDE)
        return [str(part) for part in found]

    def _one(self, selector: str) -> WebElement:
        found = self.window.until(lambda: self.window.all(selector), f"there is no {selector}")
        return found[0]

    def _chosen(self, menu: WebElement, words: str) -> bool:
        from selenium.webdriver.support.select import Select

        select = Select(menu)
        offered = [option for option in select.options if _words(option).startswith(words)]
        if offered:
            select.select_by_value(str(offered[0].get_attribute("value")))
        return bool(offered)


def _words(element: WebElement) -> str:
    return str(element.text).strip()
